package reconcile

import (
	"slices"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// A doubt is a conjecture and the key of its case.
type doubt struct {
	*audit.Conjecture
	key string
}

// doubt sets the characters of conjectures, in the order of the text, apart from
// the pieces of their segment and makes a choice of each. What is attested is
// printed, cut from its witnesses as all text is, until an editor rules
// otherwise; where damage has silenced the character there is nothing to doubt.
// Cost: linear.
func (r *resolver) doubt(pieces []Piece, ds []doubt) []Piece {
	ds = slices.DeleteFunc(slices.Clone(ds), func(d doubt) bool { return len(r.attested(d).At) == 0 })
	if len(ds) == 0 {
		return pieces
	}
	var out []Piece
	for _, p := range pieces {
		for len(ds) > 0 {
			d := ds[0]
			lo, hi, ok := p.holds(d.At)
			if !ok {
				break
			}
			ds = ds[1:]
			if lo > 0 {
				out = append(out, p.part(0, lo))
			}
			ch := Choice{
				Judgement: audit.Judgement{Row: d.Row, Segment: d.Segment, Kind: audit.Wording, Living: []int{0, 1}, P: []float64{1 - d.P, d.P}, Method: audit.Reason, Reasons: d.Reasons},
				Readings:  []align.Reading{r.attested(d), {Key: align.Key(d.Proposed)}},
				Status:    Open, Key: d.key,
			}
			out = append(out, r.choose(ch, [][]Piece{{p.part(lo, hi)}, {{Text: d.Proposed}}})...)
			p = p.part(hi, len(p.Text))
		}
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// attested is the reading of a conjecture that its witnesses have, as far as
// they count.
func (r *resolver) attested(d doubt) align.Reading {
	return align.Reading{Key: align.Key(d.Text), At: r.places(d.Row, d.Segment, align.Reading{At: d.At})}
}

// holds returns the bytes of the piece's text at which one of some places stands.
func (p *Piece) holds(at []align.Place) (lo, hi int, ok bool) {
	for _, f := range p.From {
		for _, q := range at {
			if q.Witness == f.Witness && f.Span.Lo <= q.Span.Lo && q.Span.Hi <= f.Span.Hi {
				return q.Span.Lo - f.Span.Lo, q.Span.Hi - f.Span.Lo, true
			}
		}
	}
	return 0, 0, false
}

// part returns the bytes [lo, hi) of a piece's text with the places they were
// copied from.
func (p Piece) part(lo, hi int) Piece {
	p.Text = p.Text[lo:hi]
	p.From = slices.Clone(p.From)
	for x := range p.From {
		sp := &p.From[x].Span
		sp.Lo, sp.Hi = sp.Lo+lo, sp.Lo+hi
	}
	return p
}
