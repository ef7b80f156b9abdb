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
// otherwise; where damage has silenced the characters there is nothing to doubt.
// Cost: linear.
func (r *resolver) doubt(pieces []Piece, ds []doubt) []Piece {
	var out []Piece
	for _, d := range ds {
		at := r.attested(d)
		before, there, behind, ok := apart(pieces, at.At)
		if !ok {
			continue
		}
		out = append(out, before...)
		ch := Choice{
			Judgement: audit.Judgement{Row: d.Row, Segment: d.Segment, Kind: d.Kind, Living: []int{0, 1}, P: []float64{1 - d.P, d.P}, Method: d.Method, Reasons: d.Reasons, Quoted: d.Quoted},
			Readings:  []align.Reading{at, {Key: align.Key(d.Proposed)}},
			Status:    Open, Key: d.key,
		}
		out = append(out, r.choose(ch, [][]Piece{there, {{Text: d.Proposed}}})...)
		pieces = behind
	}
	return append(out, pieces...)
}

// apart parts the pieces before, at and behind some places; a run of characters
// over a line break is two pieces.
func apart(pieces []Piece, at []align.Place) (before, there, behind []Piece, ok bool) {
	for i, p := range pieces {
		lo, ok := p.begins(at)
		if !ok {
			continue
		}
		before = append(before, pieces[:i]...)
		if lo > 0 {
			before = append(before, p.part(0, lo))
		}
		for k := i; k < len(pieces); k++ {
			p, from := pieces[k], 0
			if k == i {
				from = lo
			}
			hi, ends := p.ends(at)
			if !ends {
				there = append(there, p.part(from, len(p.Text)))
				continue
			}
			there = append(there, p.part(from, hi))
			if hi < len(p.Text) {
				behind = append(behind, p.part(hi, len(p.Text)))
			}
			return before, there, append(behind, pieces[k+1:]...), true
		}
	}
	return nil, nil, nil, false
}

// attested is the reading of a conjecture that its witnesses have, as far as
// they count.
func (r *resolver) attested(d doubt) align.Reading {
	return align.Reading{Key: align.Key(d.Text), At: r.places(d.Row, d.Segment, align.Reading{At: d.At})}
}

// begins returns the byte of the piece's text at which one of some places begins.
func (p *Piece) begins(at []align.Place) (lo int, ok bool) {
	for _, f := range p.From {
		for _, q := range at {
			if q.Witness == f.Witness && f.Span.Lo <= q.Span.Lo && q.Span.Lo < f.Span.Hi {
				return q.Span.Lo - f.Span.Lo, true
			}
		}
	}
	return 0, false
}

// ends returns the byte of the piece's text behind which one of some places ends.
func (p *Piece) ends(at []align.Place) (hi int, ok bool) {
	for _, f := range p.From {
		for _, q := range at {
			if q.Witness == f.Witness && f.Span.Lo < q.Span.Hi && q.Span.Hi <= f.Span.Hi {
				return q.Span.Hi - f.Span.Lo, true
			}
		}
	}
	return 0, false
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
