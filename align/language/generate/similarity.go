package main

import "slices"

// similarity says how much alike two characters look, from 0 to 1.
type similarity struct {
	parts  *parts
	shapes shapes
}

func newSimilarity(p *parts) *similarity {
	return &similarity{p, shapes{}}
}

const (
	// lastPiece is added where two characters of one structure share the right or
	// lower piece, mostly the phonetic, and firstPiece where they share the left or
	// upper one, mostly the radical: 清情 are taken for each other, 河湖 are not.
	lastPiece  = 0.08
	firstPiece = -0.03
	// tiny characters are all stroke: their order is no help (入人, 己已), so they are
	// compared as bags of strokes.
	tiny      = 3
	tinyOrder = 0.2 // strokes that a mere difference of order counts
)

func (s *similarity) of(a, b rune) float64 {
	x, y := s.parts.of(a), s.parts.of(b)
	n := max(x.size(), y.size())
	bags := bagsApart(x, y)
	if bags > (1-listedAlike+lastPiece)*n { // every way from x to y changes as many
		return 0
	}
	d := s.shapes.compare(x, y)
	if n <= tiny {
		d = min(d, tinyOrder+changedStroke*bags)
	}
	v := 1 - d/n
	if x.op == y.op && x.op != 0 {
		if x.kids[0] == y.kids[0] {
			v += firstPiece
		}
		if x.kids[len(x.kids)-1] == y.kids[len(y.kids)-1] {
			v += lastPiece
		}
	}
	return max(0, min(1, v))
}

// bagsApart counts the strokes of one kind that have no match in the other.
func bagsApart(x, y *part) float64 {
	var more, fewer [5]int
	for _, r := range x.strokes {
		more[strokeKind(r)]++
	}
	for _, r := range y.strokes {
		fewer[strokeKind(r)]++
	}
	over, under := 0, 0
	for k := range more {
		over += max(0, more[k]-fewer[k])
		under += max(0, fewer[k]-more[k])
	}
	return float64(max(over, under))
}

// candidates are the pairs that may be alike at all: those that share a piece which
// is a part of one quarter or more of the larger, and the pairs of simple characters.
func (s *similarity) candidates(chars []rune) map[pair]bool {
	const few, share = 6, 0.25
	having := map[*part][]rune{}
	var small []rune
	for _, c := range chars {
		q := s.parts.of(c)
		if q.size() <= few {
			small = append(small, c)
		}
		for _, k := range pieces(q) {
			if k.size() >= 2 {
				having[k] = append(having[k], c)
			}
		}
	}
	seen := map[pair]bool{}
	add := func(list []rune, need float64) {
		for i, a := range list {
			for _, b := range list[:i] {
				if max(s.parts.of(a).size(), s.parts.of(b).size()) <= need {
					seen[pairOf(a, b)] = true
				}
			}
		}
	}
	for k, list := range having {
		add(list, k.size()/share)
	}
	add(small, few)
	return seen
}

// pieces are p and all its different parts.
func pieces(p *part) []*part {
	var out []*part
	var walk func(*part)
	walk = func(q *part) {
		if slices.Contains(out, q) {
			return
		}
		out = append(out, q)
		for _, k := range q.made {
			walk(k)
		}
	}
	walk(p)
	return out
}
