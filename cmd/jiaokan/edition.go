package main

import (
	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/align/segment"
	"jiaokan/extract"
	"jiaokan/report"
)

// An edition is what the printers take: the result and the texts it points
// into.
type edition struct {
	*report.Result
	texts []string
}

// edit takes witnesses to the reconciled result. The dictionary takes longer
// to load than all else takes together: it loads beside the work, and only
// where witnesses differ. as is what the user says they are to each other; empty,
// they are laid side by side and whether they are versions is not asked.
func (a *app) edit(ws []*extract.Witness, as string, p *progress) (edition, error) {
	var opt align.Options
	var words segment.Dictionary
	if a.twins(ws, p) > 1 {
		words.Start()
		opt.Cut = words.Cut
	}
	p.stage(text{"对校", "collating"})
	c := align.Collate(ws, opt)
	if as == asAuto || as == "" {
		if err := strangers(c); err != nil {
			return edition{}, err
		}
	}
	if err := words.Err(); err != nil {
		p.note(text{"词典未能载入（%v）：异文不按词划界，其余不受影响", "the dictionary could not be loaded (%v): variants do not keep to words, all else is as usual"}, err)
	}
	if am := versions(c, as); am != nil {
		return publish(c, audit.Amendments(c, am), reconcile.Newest(c, am.New)), nil
	}
	return finish(c, p), nil
}

// strangers names the first witness that is no copy of the document.
func strangers(c *align.Collation) error {
	for w, share := range audit.Related(c) {
		if share >= audit.Kin {
			continue
		}
		t := trouble{text: text{"%s 与其余文件不是同一份公文：相同的文字只有 %d%%", "%s is not the same document as the other files: they have %d%% of their text in common"},
			args: []any{c.Witnesses[w].Name, int(100 * share)},
			hint: hint(text{"看看是不是给错了文件；确是同一份的抄本，就加 --as copies；各自审读用 jiaokan check", "see whether these are the files you meant; if they are copies all the same, say --as copies; to audit each on its own, use jiaokan check"})}
		if len(c.Witnesses) == 2 {
			t.text = text{"%[1]s 与 %[3]s 不是同一份公文：相同的文字只有 %[2]d%%", "%[1]s and %[3]s are not one document: they have %[2]d%% of their text in common"}
			t.args = append(t.args, c.Witnesses[1-w].Name)
		}
		return t
	}
	return nil
}

// finish audits and resolves a collation.
func finish(c *align.Collation, p *progress) edition {
	p.stage(text{"审读", "auditing"})
	rep := audit.Run(c)
	p.stage(text{"排定", "reconciling"})
	return publish(c, rep, reconcile.Resolve(c, rep, nil, nil))
}

func publish(c *align.Collation, rep *audit.Report, can *reconcile.Canonical) edition {
	e := edition{Result: report.NewResult(&report.Edition{Collation: c, Audit: rep, Canonical: can}, version)}
	for _, w := range c.Witnesses {
		e.texts = append(e.texts, w.Text)
	}
	return e
}

// twins tells which witnesses are the same bytes: their agreeing is no
// evidence. It returns how many there are without them.
func (a *app) twins(ws []*extract.Witness, p *progress) int {
	first := map[string]int{}
	for i, w := range ws {
		if j, ok := first[w.SHA256]; ok {
			p.note(text{"%s（%s）与 %s（%s）逐字节相同：只算一份版本，不能互证", "%s (%s) and %s (%s) are the same bytes: one witness, no evidence for each other"},
				audit.Siglum(j), ws[j].Name, audit.Siglum(i), w.Name)
			continue
		}
		first[w.SHA256] = i
	}
	return len(first)
}

// remain returns errRemain where an editor has something to decide.
func (e edition) remain() error {
	for _, v := range e.Variants {
		if v.Open {
			return errRemain
		}
	}
	for _, f := range e.Findings {
		if f.Severity == string(audit.Error) {
			return errRemain
		}
	}
	return nil
}
