package corpus

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
)

// A sided is copies that were laid side by side.
type sided struct {
	*align.Collation
	copies []*familyCopy // the witnesses
}

func (f *familyDesk) side(copies ...*familyCopy) *sided {
	var ws []*extract.Witness
	for _, cp := range copies {
		ws = append(ws, cp.Witness)
	}
	opt := align.Options{}
	if len(ws) > 1 {
		opt.Cut = f.opt.Cut
	}
	return &sided{align.Collate(ws, opt), copies}
}

// round finds the editions among as many of some copies as can be laid side by
// side, and lays each other beside the text that came of them. It returns those
// that are another version than all of these.
func (f *familyDesk) round(copies []*familyCopy) (odd []*familyCopy, err error) {
	var core []*familyCopy
	among := map[*familyCopy]bool{}
	for _, cp := range choose(copies, mostCollated, f.opt.Bytes) {
		among[cp] = true
		if f.read(cp) {
			core = append(core, cp)
		}
	}
	slices.SortFunc(core, f.byDocument)
	groups := f.editions(core)
	texts := make([]*familyCopy, len(groups))
	first := len(f.out.Editions)
	for n, g := range groups {
		if err := f.edition(g); err != nil {
			return nil, err
		}
		texts[n] = canonicalOf(f.out.Editions[first+n].Text, g.copies[0])
	}
	for _, cp := range core {
		if !slices.Contains(f.leaders, cp) {
			cp.forget()
		}
	}
	for _, cp := range copies {
		if among[cp] || !f.read(cp) {
			continue
		}
		if len(texts) == 0 {
			odd = append(odd, cp) // none of the others could be read
		} else if n, c := f.nearest(texts, cp); n < 0 {
			odd = append(odd, cp)
		} else {
			f.beside(first+n, c, cp)
		}
		cp.forget()
	}
	return odd, nil
}

// canonicalOf is a canonical text as a copy, to lay others beside: without the marks
// of what is lost. Where nothing of it is left, a copy stands for it.
func canonicalOf(text string, leader *familyCopy) *familyCopy {
	text = strings.ReplaceAll(text, reconcile.Mark, "")
	if auditable(text, math.MaxInt) != nil {
		return leader
	}
	s := &extract.Source{Name: "canonical", Format: string(extract.Text), Text: text}
	return &familyCopy{Witness: s.Witness()}
}

func (f *familyDesk) byDocument(a, b *familyCopy) int {
	return cmp.Compare(f.docs[a.doc].ID, f.docs[b.doc].ID)
}

// forget frees the memory of a copy that was audited.
func (cp *familyCopy) forget() { cp.Witness, cp.breaks = nil, nil }

// edition audits copies of one text.
func (f *familyDesk) edition(g *editionGroup) error {
	c, n := g.sided, len(f.out.Editions)
	var testimony []audit.Testimony
	if f.opt.Testimony != nil {
		var err error
		if testimony, err = f.opt.Testimony(c.Collation); err != nil {
			return err
		}
	}
	rep := audit.Run(c.Collation, testimony)
	can := reconcile.Resolve(c.Collation, rep, nil)
	ed := FamilyEdition{Text: can.Text()}
	for _, ch := range can.Choices {
		if ch.Status == reconcile.Open {
			ed.Open++
		}
	}
	f.out.Editions = append(f.out.Editions, ed)
	f.leaders = append(f.leaders, g.copies[0])
	lies, lone := lieOf(c.Collation, rep)
	of := make([][]audit.Finding, len(c.copies))
	for _, shared := range rep.Findings {
		for _, x := range shared.Apart() {
			if lone.says(x) {
				x.Severity = audit.Info
			}
			if w := home(x); w >= 0 {
				of[w] = append(of[w], x)
			}
			f.tell(n, c.copies, x)
		}
	}
	for w, cp := range c.copies {
		f.place(n, cp, audit.Siglum(w), lies[w], of[w])
	}
	return nil
}

// nearest lays a copy beside the texts of editions and returns the one that it
// differs least from, or -1 where it is another version.
func (f *familyDesk) nearest(texts []*familyCopy, cp *familyCopy) (n int, c *sided) {
	fewest := 0
	for i, text := range texts {
		s := f.side(text, cp)
		if k := newDifferences(s).grave[1]; c == nil || k < fewest {
			n, c, fewest = i, s, k
		}
	}
	if fewest >= gravePlaces && !cp.fragment {
		if _, versions := audit.Versions(c.Collation); versions {
			return -1, nil
		}
	}
	return n, c
}

// beside audits a copy that had no room among the others: it was laid beside the
// canonical text. Of what is found only what is the copy's own counts.
func (f *familyDesk) beside(n int, c *sided, cp *familyCopy) {
	rep := audit.Run(c.Collation, nil)
	var own []audit.Finding
	for _, shared := range rep.Findings {
		for _, x := range shared.Apart() {
			if home(x) == 1 {
				own = append(own, x)
				f.tell(n, c.copies, x)
			}
		}
	}
	f.out.Documents[cp.doc].Apart = true
	lies, _ := lieOf(c.Collation, rep)
	f.place(n, cp, audit.Siglum(1), lies[1], own)
}
