package align

import (
	"cmp"
	"slices"
	"strings"

	"jiaokan/extract"
)

// rows reads the grid off clause by clause.
func (g *grid) rows(opt Options) []Row {
	var out []Row
	for lo := 0; lo < len(g.order); {
		hi := lo + 1
		for hi < len(g.order) && !g.begins[hi] {
			hi++
		}
		out = append(out, g.row(lo, hi, opt))
		lo = hi
	}
	reorder(out)
	for x, p := range Nest(out, func(int) bool { return true }) {
		out[x].Parent = p
	}
	return out
}

func (g *grid) row(lo, hi int, opt Options) Row {
	r := Row{Kind: g.kind(lo, hi)}
	var inline map[int][]int
	r.Label, r.Num, inline = g.label(lo, hi)
	zones := g.widen(g.zones(lo, hi), opt.Cut)
	at := lo
	for _, z := range zones {
		r.Segments = g.plain(r.Segments, at, z.lo, inline)
		for x := z.lo; x < z.hi; x++ {
			if ws := inline[x]; ws != nil {
				r.Segments = append(r.Segments, g.strayLabel(x, ws))
			}
		}
		r.Segments = append(r.Segments, g.segment(z.lo, z.hi))
		at = z.hi
	}
	r.Segments = g.plain(r.Segments, at, hi, inline)
	return r
}

// plain appends the ranks [lo, hi), in which all that speak agree, cut where
// the set of those that speak changes and where a label stands in mid-clause.
func (g *grid) plain(out []Segment, lo, hi int, inline map[int][]int) []Segment {
	for x := lo; x < hi; {
		if ws := inline[x]; ws != nil {
			out = append(out, g.strayLabel(x, ws))
		}
		y := x + 1
		for y < hi && g.silent[y] == g.silent[x] && g.here[y] == g.here[x] && inline[y] == nil {
			y++
		}
		out = append(out, g.segment(x, y))
		x = y
	}
	return out
}

// A zone is a stretch of ranks in which those that speak disagree. last is
// where its last unbroken disagreement begins.
type zone struct{ lo, hi, last int }

func (g *grid) speak(x int) set { return set(1<<len(g.streams)-1) &^ g.silent[x] }

// differ reports whether rank x is a difference among those that speak.
func (g *grid) differ(x int) bool { return !g.agree[x] || g.here[x] != g.speak(x) }

func (g *grid) zones(lo, hi int) []zone {
	var out []zone
	for x := lo; x < hi; x++ {
		if !g.differ(x) {
			continue
		}
		y := x + 1
		for y < hi && g.differ(y) && g.silent[y] == g.silent[x] {
			y++
		}
		if n := len(out); n > 0 && g.together(out[n-1], zone{x, y, x}) {
			out[n-1].hi, out[n-1].last = y, x
		} else {
			out = append(out, zone{x, y, x})
		}
		x = y - 1
	}
	return out
}

// together reports whether two zones are one change: 骨干高职高专 against
// 公办高等职业 agrees in 高 and 职 by chance. Two single characters are never
// joined; each may be another copy's slip.
func (g *grid) together(a, b zone) bool {
	sep := b.lo - a.hi
	if sep > 2 || sep > min(a.hi-a.last, b.hi-b.lo)-1 {
		return false
	}
	for x := a.hi; x < b.lo; x++ {
		if g.silent[x] != g.silent[a.lo] || punctuation(g.cols[g.order[x]].key) {
			return false
		}
	}
	return g.silent[b.lo] == g.silent[a.lo]
}

func punctuation(r rune) bool { return strings.ContainsRune(",。;:、!?()\"《》", r) }

// segment collects the readings of ranks [lo, hi).
func (g *grid) segment(lo, hi int) Segment {
	var seg Segment
	for w, s := range g.streams {
		if g.silent[lo].has(w) {
			continue
		}
		key, at := g.reading(w, s, lo, hi)
		seg.add(key, at...)
	}
	seg.sort()
	return seg
}

// sort puts the readings in an order that does not depend on that of the
// witnesses.
func (seg *Segment) sort() {
	slices.SortStableFunc(seg.Readings, func(a, b Reading) int {
		return cmp.Or(cmp.Compare(len(b.At), len(a.At)), cmp.Compare(a.Key, b.Key))
	})
}

func (seg *Segment) add(key string, at ...Place) {
	for x := range seg.Readings {
		if seg.Readings[x].Key == key {
			seg.Readings[x].At = append(seg.Readings[x].At, at...)
			return
		}
	}
	seg.Readings = append(seg.Readings, Reading{key, at})
}

// reading returns what witness w has in ranks [lo, hi).
func (g *grid) reading(w int, s *stream, lo, hi int) (string, []Place) {
	var key strings.Builder
	key.Grow(3 * (hi - lo))
	var at []Place
	first, last := int32(never), int32(never)
	flush := func() {
		if first != never {
			at = append(at, Place{w, s.at(int(first), int(last)+1)})
		}
	}
	for x := lo; x < hi; x++ {
		i := g.at[w][x]
		if i == never {
			continue
		}
		key.WriteRune(s.keys[i])
		if first == never || i != last+1 || s.label[i] != nil {
			flush()
			first = i
		}
		last = i
	}
	flush()
	if at == nil {
		at = []Place{{w, g.point(w, s, lo)}}
	}
	return key.String(), at
}

// point is where an omission of w at rank x would stand: behind what it has
// before, or at the beginning of a clause before what it has there.
func (g *grid) point(w int, s *stream, x int) extract.Span {
	if g.begins[x] {
		for y := x; y < len(g.order) && (y == x || !g.begins[y]); y++ {
			if i := g.at[w][y]; i != never {
				return s.before(i)
			}
		}
	}
	for y := x - 1; y >= 0; y-- {
		if i := g.at[w][y]; i != never {
			return s.at(int(i)+1, int(i)+1)
		}
	}
	return s.at(0, 0)
}

// kind is what most characters of the row's clauses are said to be.
func (g *grid) kind(lo, hi int) extract.Kind {
	votes := map[extract.Kind]int{}
	best := extract.Kind("")
	for w, s := range g.streams {
		clause, n := int32(never), 0
		count := func() {
			if n > 0 {
				votes[s.blocks[clause].Kind] += n
			}
		}
		for _, i := range g.at[w][lo:hi] {
			if i == never {
				continue
			}
			if s.clause[i] != clause {
				count()
				clause, n = s.clause[i], 0
			}
			n++
		}
		count()
	}
	for k, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && k < best {
			best = k
		}
	}
	return best
}

// label collects the printed labels of a row. A witness that has lost the
// beginning of the clause says nothing about its label. Labels that stand
// before a later character are returned by rank.
func (g *grid) label(lo, hi int) (Segment, extract.Num, map[int][]int) {
	var seg Segment
	var inline map[int][]int
	nums := map[extract.Num]int{}
	var num extract.Num
	for w, s := range g.streams {
		first := true
		for x := lo; x < hi; x++ {
			i := g.at[w][x]
			if i == never {
				continue
			}
			b := s.label[i]
			switch {
			case first && b != nil:
				seg.add(Key(s.Slice(b.Label)), Place{w, b.Label})
				nums[b.Num]++
			case first && !g.silent[lo].has(w) && s.gaps[i] == edge:
				seg.add("", Place{w, s.before(i)})
			case b != nil:
				if inline == nil {
					inline = map[int][]int{}
				}
				inline[x] = append(inline[x], w)
			}
			first = false
		}
	}
	for n, votes := range nums {
		if votes > nums[num] || votes == nums[num] && less(n, num) {
			num = n
		}
	}
	if num == (extract.Num{}) {
		seg = Segment{}
	}
	seg.sort()
	return seg, num, inline
}

func less(a, b extract.Num) bool {
	return cmp.Or(cmp.Compare(a.Style, b.Style), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Sub, b.Sub)) < 0
}

// strayLabel is a label that only some copies have, in the middle of a clause.
func (g *grid) strayLabel(x int, ws []int) Segment {
	var seg Segment
	var has set
	for _, w := range ws {
		s := g.streams[w]
		b := s.label[g.at[w][x]]
		seg.add(Key(s.Slice(b.Label)), Place{w, b.Label})
		has = has.with(w)
	}
	for w, s := range g.streams {
		if !has.has(w) && !g.silent[x].has(w) {
			seg.add("", Place{w, g.point(w, s, x)})
		}
	}
	return seg
}

// Nest finds the parent of each row among those that live lets through: the
// nearest row above whose label is of an outer style, or -1.
func Nest(rows []Row, live func(r int) bool) []int {
	out := make([]int, len(rows))
	var open []int
	for x, r := range rows {
		if !live(x) {
			out[x] = -1
			continue
		}
		switch {
		case r.Num.Style != extract.NoStyle:
			for len(open) > 0 && rows[open[len(open)-1]].Num.Style >= r.Num.Style {
				open = open[:len(open)-1]
			}
			out[x] = top(open)
			open = append(open, x)
		case r.Kind == extract.Title || r.Kind == extract.Date || r.Kind == extract.Signature || r.Kind == extract.Note:
			open = open[:0]
			out[x] = -1
		default:
			out[x] = top(open)
		}
	}
	return out
}

func top(open []int) int {
	if len(open) == 0 {
		return -1
	}
	return open[len(open)-1]
}
