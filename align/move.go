package align

import (
	"slices"
	"sync"
)

const (
	minMove   = 10 // characters; a shorter passage is at home in many places
	moveGram  = 6
	mostHomes = 4 // places of a k-gram that are looked at
)

// moves finds clauses that a witness has in another place than the rest and
// puts them into the columns of the rest. It is the same clause if the text
// agrees as two prints of one clause do, and if nobody has it in both places; again are
// the runs of each witness that were left out, among which the other place may be.
func (t *table) moves(again [][][2]int) {
	left := sync.OnceValue(func() map[uint64]set { return t.leftOut(again) })
	for x := len(t.guide) - 1; x >= 0; x-- { // the least typical yields
		w := t.guide[x]
		s, rank := t.streams[w], t.ranks()
		absent := t.absent(w, rank)
		if len(absent) < minMove {
			continue
		}
		moved := false
		index := newPlaces(t.keysOf(absent), moveGram)
		s.eachClause(func(lo, hi int) {
			if hi-lo >= minMove && !slices.Contains(t.of[w][lo:hi], never) {
				moved = t.move(w, lo, hi, absent, index, left) || moved
			}
		})
		if moved {
			t.prune()
		}
	}
}

// eachClause calls f with the characters of each clause.
func (s *stream) eachClause(f func(lo, hi int)) {
	for lo := 0; lo < len(s.keys); {
		hi := lo + 1
		for hi < len(s.keys) && s.clause[hi] == s.clause[lo] {
			hi++
		}
		f(lo, hi)
		lo = hi
	}
}

func (t *table) ranks() []int32 {
	rank := make([]int32, len(t.cols))
	for x, c := range t.order {
		rank[c] = int32(x)
	}
	return rank
}

// absent returns the columns, in order, of the passages of at least minMove
// characters that w does not have.
func (t *table) absent(w int, rank []int32) []int32 {
	has := make([]bool, len(t.order))
	for _, c := range t.of[w] {
		if c != never {
			has[rank[c]] = true
		}
	}
	var out []int32
	for lo := 0; lo < len(has); lo++ {
		hi := lo
		for hi < len(has) && !has[hi] {
			hi++
		}
		if hi-lo >= minMove {
			out = append(out, t.order[lo:hi]...)
		}
		lo = max(lo, hi)
	}
	return out
}

func (t *table) keysOf(cols []int32) []rune {
	out := make([]rune, len(cols))
	for x, c := range cols {
		out[x] = t.cols[c].key
	}
	return out
}

// move tries to find clause [lo, hi) of w among the absent columns, where more
// witnesses have it.
func (t *table) move(w, lo, hi int, absent []int32, index places, left func() map[uint64]set) bool {
	s := t.streams[w]
	text := s.keys[lo:hi]
	from, ok := t.diagonal(text, index)
	if !ok {
		return false
	}
	x, y := max(0, from-16), min(len(absent), from+len(text)+24)
	keys := t.keysOf(absent[x:y])
	to := match(text, profile{keys: keys}, nil)
	first, last := -1, -1 // of the columns
	for _, j := range to {
		if j != never {
			if first < 0 {
				first = int(j)
			}
			last = int(j)
		}
	}
	if first < 0 || !Reprint(text, keys[first:last+1]) || !t.better(w, absent[x+first:x+last+1], t.of[w][lo:hi]) || t.amidst(absent[x+first], absent[x+last]) ||
		printedTwice(t.cols[absent[x+first]].who.with(w), text, left()) {
		return false
	}
	anchor := absent[x+first]
	for i, j := range to {
		if j != never {
			anchor = absent[x+int(j)]
			t.rehouse(w, lo+i, anchor)
		} else {
			anchor = t.apart(w, lo+i, anchor)
		}
	}
	return true
}

// diagonal returns where among the indexed columns a text most likely begins.
func (t *table) diagonal(text []rune, index places) (int, bool) {
	var ds []int32 // in steps of eight, each as often as something speaks for it
	each(text, moveGram, 0, func(i int32, h uint64) {
		n := index.lookup(h)
		if n == never {
			return
		}
		for at, k := index.first[n], 0; at != never && k < mostHomes; at, k = index.next[at], k+1 {
			ds = append(ds, (at-i)>>3)
		}
	})
	slices.Sort(ds)
	best, most := 0, 0
	for lo, hi := 0, 0; lo < len(ds); lo = hi {
		for hi < len(ds) && ds[hi] == ds[lo] {
			hi++
		}
		if hi-lo > most {
			best, most = int(ds[lo])*8, hi-lo
		}
	}
	return best, 3*most >= len(text)-moveGram
}

// better reports whether w should stand in columns a rather than in its own:
// nobody stands in both, and more stand in a than beside it, for where it stands
// it is in its own order.
func (t *table) better(w int, a, own []int32) bool {
	var there, here set
	for _, c := range a {
		there |= t.cols[c].who
	}
	for _, c := range own {
		here |= t.cols[c].who
	}
	here &^= set(0).with(w)
	return !there.has(w) && there&here == 0 && there.count() > here.count() && !t.inClause(w, a[0])
}

// leftOut tells which witnesses have a k-gram in the runs that were left out.
func (t *table) leftOut(again [][][2]int) map[uint64]set {
	out := map[uint64]set{}
	for w, runs := range again {
		for _, r := range runs {
			each(t.streams[w].keys[r[0]:r[1]], moveGram, 0, func(_ int32, h uint64) { out[h] = out[h].with(w) })
		}
	}
	return out
}

// printedTwice reports whether one of some witnesses has most of a text among what was
// left out: it stands in both places.
func printedTwice(ws set, text []rune, left map[uint64]set) bool {
	n, found := 0, 0
	each(text, moveGram, 0, func(_ int32, h uint64) {
		n++
		if left[h]&ws != 0 {
			found++
		}
	})
	return 4*found > 3*n
}

// amidst reports whether columns a to b stand in the midst of a running line: these are
// words that the text says there, and not the clause that says them too.
func (t *table) amidst(a, b int32) bool {
	last := t.cols[b]
	return t.gapBefore(a) == joined && t.streams[last.w].gaps[last.i+1] == joined
}

// inClause reports whether w has a character in the clause, of the witness that
// brought it, that holds column c: it would stand there out of its own order.
func (t *table) inClause(w int, c int32) bool {
	col := t.cols[c]
	s := t.streams[col.w]
	lo, hi := int(col.i), int(col.i)
	for lo > 0 && s.clause[lo-1] == s.clause[col.i] {
		lo--
	}
	for hi < len(s.keys) && s.clause[hi] == s.clause[col.i] {
		hi++
	}
	for _, c := range t.of[col.w][lo:hi] {
		if c != never && t.cols[c].who.has(w) {
			return true
		}
	}
	return false
}

// rehouse moves character i of w from its column into col.
func (t *table) rehouse(w, i int, col int32) {
	t.cols[t.of[w][i]].drop(w, t.streams[w].keys[i])
	t.of[w][i] = col
	t.cols[col].add(w, t.streams[w].keys[i], false)
}

// apart gives character i of w a column of its own behind another, and returns
// it.
func (t *table) apart(w, i int, behind int32) int32 {
	c := int32(len(t.cols))
	t.cols = append(t.cols, column{w: int32(w), i: int32(i)})
	t.rehouse(w, i, c)
	t.order = slices.Insert(t.order, slices.Index(t.order, behind)+1, c)
	return c
}

// drop takes one character out of a column.
func (c *column) drop(w int, r rune) {
	c.who &^= set(0).with(w)
	if c.key == r {
		c.n--
		for x := range c.alts {
			if t := &c.alts[x]; t.n > c.n {
				*t, c.key, c.n = tally{c.key, c.n}, t.key, t.n
			}
		}
		return
	}
	for x := range c.alts {
		if c.alts[x].key == r {
			c.alts[x].n--
		}
	}
}

// prune drops the columns that nobody stands in any more.
func (t *table) prune() {
	t.order = slices.DeleteFunc(t.order, func(c int32) bool { return t.cols[c].who == 0 })
}
