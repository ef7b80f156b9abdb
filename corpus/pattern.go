package corpus

import (
	"iter"
	"math/bits"

	"jiaokan/corpus/family"
)

// A pattern finds passages that are nearly some text. Several goroutines may use it.
//
// It is the bit-parallel algorithm of Myers (A fast bit-vector algorithm for
// approximate string matching, JACM 1999), for patterns of more than 64 characters
// in blocks (Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau
// edit distances, 2003). A column of the table of edit distances is kept as the
// differences of its neighbours, a bit each. Cost, whatever either text holds: 6 ns
// for each character of what is searched, and 4 for each further 64 characters of
// the pattern.
type pattern struct {
	text  family.Text
	words int      // of 64 characters
	slots []slot   // by character, with open addressing
	shift int      // from a hash to a slot
	masks []uint64 // of each different character; the first are of those not in the pattern
}

// A block is 64 rows of a column: which are one more, or one less, than the row
// above.
type block struct{ down, up uint64 }

// A slot says where the masks of a character stand.
type slot struct {
	char rune // 0 in an empty one
	mask int32
}

func newPattern(t family.Text) *pattern {
	p := &pattern{text: t, words: max(1, (len(t)+63)/64)}
	size := bits.Len(uint(2 * len(t)))
	p.slots, p.shift = make([]slot, 1<<size), 32-size
	p.masks = make([]uint64, p.words, p.words*(1+min(len(t), 32)))
	for i, r := range t {
		s := p.slot(r)
		if s.char == 0 {
			*s = slot{r, int32(len(p.masks))}
			p.masks = append(p.masks, make([]uint64, p.words)...)
		}
		p.masks[int(s.mask)+i/64] |= 1 << (i % 64)
	}
	return p
}

// slot finds the slot of a character, or the empty one where it would stand.
func (p *pattern) slot(r rune) *slot {
	for i := uint32(r) * 0x9E3779B1 >> p.shift; ; i++ {
		s := &p.slots[i&uint32(len(p.slots)-1)]
		if s.char == r || s.char == 0 {
			return s
		}
	}
}

// A match is a passage of a folded text that ends at hi, and its edit distance from
// a pattern.
type match struct{ hi, distance int }

// find gives the passages of t within a distance of the pattern, in order. Of those
// that stand closer together than the pattern is long there is the nearest, and of
// those the first.
func (p *pattern) find(t family.Text, within int) iter.Seq[match] {
	return func(yield func(match) bool) {
		none := match{distance: within + 1}
		best, next := none, 0 // next: the end right behind best's, which may be as near
		for m := range p.ends(t, 0, within) {
			if best != none && m.hi-best.hi > len(p.text)-within {
				if !yield(best) {
					return
				}
				best = none
			}
			if m.distance < best.distance || m.distance == best.distance && m.hi == next {
				best, next = m, m.hi+1
			}
		}
		if best != none {
			yield(best)
		}
	}
}

// begin finds where a match in t begins: the pattern is read backwards from its end.
func (p *pattern) begin(t family.Text, m match) int {
	n := min(m.hi, len(p.text)+m.distance)
	back := newPattern(reversed(p.text))
	length := 0
	for e := range back.ends(reversed(t[m.hi-n:m.hi]), 1, m.distance) {
		if e.distance == m.distance && (length == 0 || e.hi == length+1) {
			length = e.hi
		}
	}
	return m.hi - length
}

func reversed(t family.Text) family.Text {
	out := make(family.Text, len(t))
	for i, r := range t {
		out[len(t)-1-i] = r
	}
	return out
}

// ends gives the ends of all passages of t within a distance of the pattern. With
// skip 0 a passage may begin anywhere in t, with 1 only at its beginning.
func (p *pattern) ends(t family.Text, skip uint64, within int) iter.Seq[match] {
	return func(yield func(match) bool) {
		if p.words == 1 {
			p.endsShort(t, skip, within, yield)
			return
		}
		column := make([]block, p.words)
		for w := range column {
			column[w].down = ^uint64(0)
		}
		distance, last := len(p.text), (len(p.text)-1)&63
		for i, r := range t {
			distance += advance(column, p.masks[p.slot(r).mask:], skip, last)
			if distance <= within && !yield(match{i + 1, distance}) {
				return
			}
		}
	}
}

// endsShort is ends for a pattern of one block, which stays in registers so: half as
// fast again.
func (p *pattern) endsShort(t family.Text, skip uint64, within int, yield func(match) bool) {
	down, up := ^uint64(0), uint64(0)
	distance, last := len(p.text), len(p.text)-1
	for i, r := range t {
		eq := p.masks[p.slot(r).mask]
		xv := eq | up
		xh := (eq&down + down) ^ down | eq
		ph, mh := up|^(xh|down), down&xh
		distance += int(ph>>last&1) - int(mh>>last&1)
		x, y := ph<<1|skip, mh<<1
		down, up = y|^(xv|x), x&xv
		if distance <= within && !yield(match{i + 1, distance}) {
			return
		}
	}
}

// advance goes on to the column of the character that has the masks, and returns by
// how much row last of its last block is more than in the column before.
func advance(column []block, masks []uint64, skip uint64, last int) int {
	plus, minus := skip, uint64(0) // whether the row above is one more, or less, than in the column before
	var ph, mh uint64              // the same of each row of a block
	for w, eq := range masks[:len(column)] {
		b := &column[w]
		xv := eq | b.up
		eq |= minus
		xh := (eq&b.down + b.down) ^ b.down | eq
		ph, mh = b.up|^(xh|b.down), b.down&xh
		x, y := ph<<1|plus, mh<<1|minus
		plus, minus = ph>>63, mh>>63
		b.down, b.up = y|^(xv|x), x&xv
	}
	return int(ph>>last&1) - int(mh>>last&1)
}
