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

// A work is a collation that was audited, and how its text is put together. An
// editor's decisions change nothing but the last.
type work struct {
	c       *align.Collation
	rep     *audit.Report
	as      string // asCopies or asVersions
	resolve func([]reconcile.Decision) *reconcile.Canonical
}

// edit takes witnesses to the reconciled result.
func (a *app) edit(ws []*extract.Witness, as string, ask asking, decisions []reconcile.Decision, p *progress) (edition, error) {
	w, err := a.collate(ws, as, ask, p)
	if err != nil {
		return edition{}, err
	}
	p.stage(text{"排定", "reconciling"})
	return w.publish(decisions), nil
}

// collate lays witnesses side by side and audits them. The dictionary takes
// longer to load than all else takes together: it loads beside the work, and only
// where witnesses differ. as is what the user says they are to each other; empty,
// they are laid side by side and whether they are versions is not asked. Of copies,
// ask tells what other documents quote.
func (a *app) collate(ws []*extract.Witness, as string, ask asking, p *progress) (work, error) {
	var opt align.Options
	var words segment.Dictionary
	if a.twins(ws, p) > 1 || ask != nil { // what is quoted otherwise is shown in words
		words.Start()
		opt.Cut = words.Cut
	}
	p.stage(text{"对校", "collating"})
	c := align.Collate(ws, opt)
	if as == asAuto || as == "" {
		if err := strangers(c); err != nil {
			return work{}, err
		}
	}
	if err := words.Err(); err != nil {
		p.note(text{"词典未能载入（%v）：异文不按词划界，其余不受影响", "the dictionary could not be loaded (%v): variants do not keep to words, all else is as usual"}, err)
	}
	if am := versions(c, as); am != nil {
		rep := audit.Amendments(c, am)
		return work{c, rep, asVersions, func(ds []reconcile.Decision) *reconcile.Canonical {
			can := reconcile.Newest(c, am.New)
			can.Settle(c, rep, ds)
			return can
		}}, nil
	}
	return finish(c, ask, p)
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

// finish audits a collation of copies, with what other documents quote of it.
func finish(c *align.Collation, ask asking, p *progress) (work, error) {
	var testimony []audit.Testimony
	if ask != nil {
		var err error
		if testimony, err = ask(c); err != nil {
			return work{}, err
		}
	}
	p.stage(text{"审读", "auditing"})
	rep := audit.Run(c, testimony)
	return work{c, rep, asCopies, func(ds []reconcile.Decision) *reconcile.Canonical { return reconcile.Resolve(c, rep, ds) }}, nil
}

func (w work) publish(decisions []reconcile.Decision) edition {
	e := edition{Result: report.NewResult(&report.Edition{Collation: w.c, Audit: w.rep, Canonical: w.resolve(decisions)}, version)}
	for _, wit := range w.c.Witnesses {
		e.texts = append(e.texts, wit.Text)
	}
	return e
}

// twins tells which witnesses are the same bytes, read in the same way: their
// agreeing is no evidence. It returns how many there are without them.
func (a *app) twins(ws []*extract.Witness, p *progress) int {
	type read struct{ sum, text string }
	first := map[read]int{}
	for i, w := range ws {
		key := read{w.SHA256, w.Text}
		if j, ok := first[key]; ok {
			p.note(text{"%s（%s）与 %s（%s）逐字节相同：只算一份版本，不能互证", "%s (%s) and %s (%s) are the same bytes: one witness, no evidence for each other"},
				audit.Siglum(j), ws[j].Name, audit.Siglum(i), w.Name)
			continue
		}
		first[key] = i
	}
	return len(first)
}

// remain returns errRemain where an editor has something to decide.
func (e edition) remain() error {
	decided := map[string]bool{}
	for _, v := range e.Variants {
		if v.Open {
			return errRemain
		}
		decided[v.ID] = v.Decided != nil
	}
	for _, f := range e.Findings {
		if f.Severity == string(audit.Error) && f.Decided == nil && !decided[f.Variant] {
			return errRemain
		}
	}
	return nil
}
