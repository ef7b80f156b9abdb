package reconcile

import (
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// Mark is how a lacuna prints.
const Mark = "【……】"

// A Canonical is the reconciled text in pieces, in order.
type Canonical struct {
	Pieces  []Piece
	Choices []Choice // one for each variant, in the order of the text
}

// A Choice is what became of one variant.
type Choice struct {
	audit.Judgement
	Reading int // index into the segment's readings of the one printed
	Status  Status
}

// Testimony is what the archive knows of a passage.
type Testimony struct {
	Row, Segment int
	Text         string
	From         string // the document that quotes it
}

// Resolve puts the canonical text together: of every row what belongs to the
// document, of every variant the likeliest reading, a lacuna where text is
// lost in every copy. It invents nothing: each piece but a lacuna is cut out
// of a witness.
func Resolve(c *align.Collation, rep *audit.Report, decisions []Decision, testimony []Testimony) *Canonical {
	r := &resolver{c: c, rep: rep, out: &Canonical{}, judged: map[[2]int]*audit.Judgement{}, lacuna: map[int][]audit.LacunaAt{}}
	for x := range rep.Judgements {
		j := &rep.Judgements[x]
		r.judged[[2]int{j.Row, j.Segment}] = j
	}
	for _, f := range rep.Findings {
		if f.Lacuna != audit.NoLacuna {
			r.lacuna[f.Row] = append(r.lacuna[f.Row], f.Lacuna)
		}
	}
	r.rank = ranking(c, rep)
	for x := range c.Rows {
		r.row(x)
	}
	return r.out
}

type resolver struct {
	c      *align.Collation
	rep    *audit.Report
	out    *Canonical
	judged map[[2]int]*audit.Judgement
	lacuna map[int][]audit.LacunaAt
	rank   []int // witnesses, the most reliable first
	fresh  bool  // the next piece begins a line
}

func (r *resolver) row(x int) {
	row := r.c.Rows[x]
	before := len(r.out.Pieces)
	r.fresh = true
	if r.has(x, audit.Above) {
		r.hole(x)
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
	if r.has(x, audit.AtStart) {
		r.hole(x)
	}
	for y, seg := range row.Segments {
		r.segment(x, y, seg)
	}
	if r.has(x, audit.AtEnd) {
		r.hole(x)
	}
}

func (r *resolver) has(x int, at audit.LacunaAt) bool {
	for _, l := range r.lacuna[x] {
		if l == at {
			return true
		}
	}
	return false
}

func (r *resolver) hole(x int) {
	r.put(Piece{Text: Mark, Status: Lacuna, Row: x, Segment: -1})
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
	if n := len(r.out.Pieces); n > 0 && r.c.Rows[x].Num.Style <= extract.Article {
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
	pick, status, p := living[0], Agreed, 1.0
	var reasons []audit.Evidence
	if j := r.judged[[2]int{x, y}]; j != nil {
		pick, status, p, reasons = j.Living[j.Best], Chosen, j.P[j.Best], j.Reasons
		if j.Open() {
			status = Open
		}
		r.out.Choices = append(r.out.Choices, Choice{*j, pick, status})
	}
	if status == Agreed && len(r.c.Witnesses) > 1 && r.alone(x, y, seg.Readings[pick]) {
		status = Chosen // the others have lost it
	}
	for _, piece := range r.cut(r.places(x, y, seg.Readings[pick])) {
		piece.Status, piece.Confidence, piece.Reasons, piece.Row, piece.Segment = status, p, reasons, x, y
		r.put(piece)
	}
}
