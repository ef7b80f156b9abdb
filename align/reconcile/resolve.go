package reconcile

import (
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// Mark is how a lacuna prints.
const Mark = "【……】"

// Resolve puts the canonical text together: of every row what belongs to the
// document, of every variant what the decisions say, else the likeliest
// reading, a lacuna where text is lost in every copy. It invents nothing: each
// piece is cut out of a witness, or is a lacuna, or is an editor's own.
//
// A decision holds where its case still has the readings and the context it was
// made on; the others are listed as Adrift.
func Resolve(c *align.Collation, rep *audit.Report, decisions []Decision) *Canonical {
	st := Stand(decisions)
	variants, doubts, findings := keys(c, rep)
	ws, adrift := wounds(c, st.Damage)
	whole := rep
	h := wounded(c, rep, ws)
	rep = h.rep
	r := &resolver{c: c, rep: rep, out: &Canonical{Adrift: adrift}, rulings: st.Rulings, keys: variants, hurt: h.by, mute: h.mute,
		judged: map[[2]int]*audit.Judgement{}, doubts: map[[2]int][]doubt{}, lacuna: map[int][]hole{}, used: map[string]bool{}}
	for x := range rep.Conjectures {
		g := &rep.Conjectures[x]
		at := [2]int{g.Row, g.Segment}
		r.doubts[at] = append(r.doubts[at], doubt{g, doubts[x]})
		r.used[doubts[x]] = true
	}
	for x := range rep.Judgements {
		j := &rep.Judgements[x]
		r.judged[[2]int{j.Row, j.Segment}] = j
	}
	r.settle(findings)
	for x, f := range rep.Findings {
		if f.Lacuna != audit.NoLacuna {
			r.lacuna[f.Row] = append(r.lacuna[f.Row], hole{f.Lacuna, findings[x], r.out.Settled[x]})
		}
	}
	r.rank = ranking(c, rep)
	for x := range c.Rows {
		r.row(x)
	}
	for _, j := range whole.Judgements {
		r.used[variants[[2]int{j.Row, j.Segment}]] = true
	}
	r.adrift(st)
	return r.out
}

// Settle notes what editors said of the findings of a text that is printed as
// one witness has it, see Newest.
func (can *Canonical) Settle(c *align.Collation, rep *audit.Report, decisions []Decision) {
	_, _, findings := keys(c, rep)
	st := Stand(decisions)
	r := &resolver{c: c, rep: rep, out: can, rulings: st.Rulings, used: map[string]bool{}}
	r.settle(findings)
	r.adrift(st)
}

type resolver struct {
	c       *align.Collation
	rep     *audit.Report
	out     *Canonical
	judged  map[[2]int]*audit.Judgement
	doubts  map[[2]int][]doubt // conjectures, in the order of the text
	lacuna  map[int][]hole
	rulings map[string]*Ruling
	keys    map[[2]int]string  // of variants
	hurt    map[[2]int]*Ruling // variants that came down to one reading by damage
	mute    map[int]audit.Set  // witnesses whose label is damaged, by row
	used    map[string]bool    // cases that are here
	rank    []int              // witnesses, the most reliable first
	fresh   bool               // the next piece begins a line
}

// A hole is where text is lost, and what an editor said of it.
type hole struct {
	at     audit.LacunaAt
	key    string
	ruling *Ruling
}

// settle lays the rulings beside the findings. Only a lacuna can be filled in.
func (r *resolver) settle(findings []string) {
	r.out.Keys = findings
	r.out.Settled = make([]*Ruling, len(findings))
	for x, k := range findings {
		if k == "" {
			continue
		}
		r.used[k] = true
		if d := r.rulings[k]; d != nil && (d.Do == Agree || d.Do == Type && r.rep.Findings[x].Lacuna != audit.NoLacuna) {
			r.out.Settled[x] = d
		}
	}
}

// adrift lists what was decided on cases that are not here.
func (r *resolver) adrift(st *Standing) {
	for _, d := range st.Live {
		for i, p := range d.On {
			if !r.used[p.Case] && st.Holds(d, i) {
				r.out.Adrift = append(r.out.Adrift, Adrift{d, i})
			}
		}
	}
}

func (r *resolver) row(x int) {
	row := r.c.Rows[x]
	before := len(r.out.Pieces)
	r.fresh = true
	if r.hole(x, audit.Above) {
		r.fresh = true
	}
	if !r.printable(x) {
		r.out.Pieces = r.out.Pieces[:before]
		return
	}
	if len(row.Label.Readings) > 0 {
		r.segment(x, audit.LabelSegment, row.Label)
		r.spaced(x)
	}
	r.hole(x, audit.AtStart)
	for y, seg := range row.Segments {
		r.segment(x, y, seg)
	}
	r.hole(x, audit.AtEnd)
}

// hole prints a lacuna of row x, or what an editor put in its place, and
// reports whether there is one.
func (r *resolver) hole(x int, at audit.LacunaAt) bool {
	for _, h := range r.lacuna[x] {
		if h.at != at {
			continue
		}
		p := Piece{Text: Mark, Status: Lacuna, Row: x, Segment: -1, Key: h.key}
		if d := h.ruling; d != nil && d.Do == Type && d.Text != "" {
			p.Text, p.Status, p.Confidence, p.By = d.Text, Decided, 1, d.Who
		}
		r.put(p)
		return true
	}
	return false
}

func (r *resolver) put(p Piece) {
	p.Break, r.fresh = r.fresh, false
	r.out.Pieces = append(r.out.Pieces, p)
}

// printable reports whether any text of the row belongs to the document.
func (r *resolver) printable(x int) bool {
	for y, seg := range r.c.Rows[x].Segments {
		for _, rd := range r.living(x, y, seg) {
			if seg.Readings[rd].Key != "" {
				return true
			}
		}
	}
	return false
}

// living returns the readings of a segment that some witness has in text that
// belongs to the document.
func (r *resolver) living(x, y int, seg align.Segment) []int {
	var out []int
	for k, rd := range seg.Readings {
		if len(r.places(x, y, rd)) > 0 {
			out = append(out, k)
		}
	}
	return out
}

// spaced prints the blank behind the label of a chapter or an article, as the
// witness of the label has it: 第一条　为了.
func (r *resolver) spaced(x int) {
	if n := len(r.out.Pieces); n > 0 && r.c.Rows[x].Num.Style <= extract.Article && len(r.out.Pieces[n-1].From) > 0 {
		label := r.out.Pieces[n-1]
		p := label.From[0]
		t := r.c.Witnesses[p.Witness].Text[p.Span.Hi:]
		if gap := len(t) - len(strings.TrimLeft(t, " 　")); gap > 0 && gap < len(t) {
			p.Span.Lo, p.Span.Hi = p.Span.Hi, p.Span.Hi+gap
			label.Text, label.From = t[:gap], []align.Place{p}
			r.put(label)
		}
	}
}

// alone reports whether one witness only has a reading.
func (r *resolver) alone(x, y int, rd align.Reading) bool {
	at := r.places(x, y, rd)
	for _, p := range at {
		if p.Witness != at[0].Witness {
			return false
		}
	}
	return true
}

// places returns where a reading stands in text that belongs to the document.
func (r *resolver) places(x, y int, rd align.Reading) []align.Place {
	var out []align.Place
	for _, p := range rd.At {
		if !r.dead(x, y, p.Witness) {
			out = append(out, p)
		}
	}
	return out
}

// dead reports whether what w has in a segment is no part of the document. A
// label goes with its clause.
func (r *resolver) dead(x, y, w int) bool {
	if y != audit.LabelSegment {
		return r.rep.Dead[x][y].Has(w)
	}
	if r.mute[x].Has(w) {
		return true
	}
	for _, s := range r.rep.Dead[x] {
		if !s.Has(w) {
			return false
		}
	}
	return true
}

func (r *resolver) segment(x, y int, seg align.Segment) {
	living := r.living(x, y, seg)
	if len(living) == 0 {
		return
	}
	if j := r.judged[[2]int{x, y}]; j != nil {
		r.variant(seg, j)
		return
	}
	status := Agreed
	if len(r.c.Witnesses) > 1 && r.alone(x, y, seg.Readings[living[0]]) {
		status = Chosen // the others have lost it
	}
	pieces := r.cut(r.places(x, y, seg.Readings[living[0]]))
	for i := range pieces {
		p := &pieces[i]
		p.Status, p.Confidence, p.Row, p.Segment = status, 1, x, y
	}
	for _, p := range r.doubt(pieces, r.doubts[[2]int{x, y}]) {
		r.put(p)
	}
}

// variant prints a variant: what was decided, else the likeliest reading.
func (r *resolver) variant(seg align.Segment, j *audit.Judgement) {
	at := [2]int{j.Row, j.Segment}
	ch := Choice{Judgement: *j, Readings: seg.Readings, Reading: j.Living[j.Best], Status: Chosen, Key: r.keys[at]}
	if j.Open() {
		ch.Status = Open
	}
	if d := r.hurt[at]; d != nil && len(j.Living) == 1 {
		ch.Status, ch.Ruling, ch.Hurt = Decided, d, d
	}
	var cuts [][]Piece
	for _, k := range j.Living {
		cuts = append(cuts, r.cut(r.places(j.Row, j.Segment, seg.Readings[k])))
	}
	for _, p := range r.choose(ch, cuts) {
		r.put(p)
	}
}

// choose notes a choice, with what the editor ruled on it, and returns the
// pieces that are printed for it. cuts are the pieces of each of its Living.
func (r *resolver) choose(ch Choice, cuts [][]Piece) (printed []Piece) {
	typed := r.rule(&ch)
	for i, k := range ch.Living {
		if k == ch.Reading {
			printed = cuts[i]
		}
		ch.Texts = append(ch.Texts, join(cuts[i]))
	}
	if typed != "" {
		printed = []Piece{{Text: typed}}
	}
	r.out.Choices = append(r.out.Choices, ch)
	for x := range printed {
		p := &printed[x]
		p.Status, p.Confidence, p.Reasons, p.Row, p.Segment, p.Key = ch.Status, ch.P[ch.Best], ch.Reasons, ch.Row, ch.Segment, ch.Key
		if ch.Ruling != nil {
			p.By = ch.Ruling.Who
		}
	}
	return printed
}

// rule brings the editor's ruling to a choice, and returns the text that the
// editor typed.
func (r *resolver) rule(ch *Choice) (typed string) {
	d := r.rulings[ch.Key]
	if d == nil {
		return ""
	}
	switch d.Do {
	case Type:
		ch.Reading, ch.Status, ch.Ruling = -1, Decided, d
		return d.Text
	case Take:
		for _, k := range ch.Living {
			if ch.Readings[k].Key == d.Text {
				ch.Reading, ch.Status, ch.Ruling = k, Decided, d
			}
		}
	}
	return ""
}

func join(ps []Piece) string {
	var out strings.Builder
	for _, p := range ps {
		out.WriteString(p.Text)
	}
	return out.String()
}
