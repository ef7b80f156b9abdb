package align

import (
	"cmp"
	"slices"
)

// A column holds the characters that stand for one character of the text, at
// most one of each witness.
type column struct {
	key  rune // what most of the witnesses have
	n    int32
	alts []tally // the others, if any
	all  int32   // witnesses that have a character here
	edge bool    // a clause of some witness begins here
}

type tally struct {
	key rune
	n   int32
}

func (c *column) add(r rune, edge bool) {
	c.edge = c.edge || edge
	c.all++
	if c.n == 0 || c.key == r {
		c.key, c.n = r, c.n+1
		return
	}
	for x := range c.alts {
		if t := &c.alts[x]; t.key == r {
			if t.n++; t.n > c.n {
				*t, c.key, c.n = tally{c.key, c.n}, t.key, t.n
			}
			return
		}
	}
	c.alts = append(c.alts, tally{r, 1})
}

// A table is the multiple alignment: every character of every witness in one
// column, the columns in one order. A witness need not rise through it: what
// it has in another place than the others stands in their columns.
type table struct {
	streams []*stream
	cols    []column
	order   []int32   // columns in the order of the text
	of      [][]int32 // of[w][t]: column of character t of witness w
}

// newTable aligns the streams one after another, the most typical first, each
// with the columns of all before it. The columns hold the union of what the
// witnesses have, so a page that the first has lost is there as soon as
// another brings it: this is partial-order alignment (Lee 2002) kept linear,
// not a star around one base. The order in which the streams are given does
// not matter.
func newTable(streams []*stream) *table {
	t := &table{streams: streams, of: make([][]int32, len(streams))}
	for _, w := range guide(streams) {
		t.join(w)
	}
	return t
}

// guide orders the witnesses by how much of their text others have too. Each
// k-gram counts for the number of witnesses that have it; n log n in the
// number of witnesses, linear in their length.
func guide(streams []*stream) []int {
	df := map[uint64]int32{}
	own := make([][]uint64, len(streams))
	for w, s := range streams {
		each(s.keys, 8, 7, func(_ int32, h uint64) { own[w] = append(own[w], h) })
		slices.Sort(own[w])
		own[w] = slices.Compact(own[w])
		for _, h := range own[w] {
			df[h]++
		}
	}
	shared := make([]int, len(streams))
	order := make([]int, len(streams))
	for w := range streams {
		order[w] = w
		for _, h := range own[w] {
			shared[w] += int(df[h] - 1)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		if c := cmp.Compare(shared[y], shared[x]); c != 0 {
			return c
		}
		return slices.Compare(streams[x].keys, streams[y].keys)
	})
	return order
}

// join adds witness w to the columns.
func (t *table) join(w int) {
	s := t.streams[w]
	edges := s.edges()
	to := match(s.keys, t.profile(), edges)
	of := make([]int32, len(s.keys))
	order := make([]int32, 0, len(t.order)+len(s.keys)/8)
	next := 0
	for i, j := range to {
		if j == never {
			of[i] = -1
			continue
		}
		for ; next <= int(j); next++ {
			if next == int(j) {
				order = t.fresh(s, of, order, i)
			}
			order = append(order, t.order[next])
		}
		of[i] = t.order[j]
		t.cols[of[i]].add(s.keys[i], edges[i])
	}
	order = append(order, t.order[next:]...)
	t.order = t.fresh(s, of, order, len(s.keys))
	t.of[w] = of
}

// fresh gives the characters before i that have no column yet one each.
func (t *table) fresh(s *stream, of []int32, order []int32, i int) []int32 {
	lo := i
	for lo > 0 && of[lo-1] < 0 {
		lo--
	}
	for ; lo < i; lo++ {
		of[lo] = int32(len(t.cols))
		t.cols = append(t.cols, column{})
		t.cols[of[lo]].add(s.keys[lo], s.gaps[lo] == edge)
		order = append(order, of[lo])
	}
	return order
}

func (t *table) profile() profile {
	p := profile{keys: make([]rune, len(t.order)), edge: make([]bool, len(t.order))}
	for x, c := range t.order {
		col := &t.cols[c]
		p.keys[x], p.edge[x] = col.key, col.edge
		if col.alts != nil {
			if p.alts == nil {
				p.alts = make([][]rune, len(t.order))
			}
			for _, a := range col.alts {
				p.alts[x] = append(p.alts[x], a.key)
			}
		}
	}
	return p
}

func (s *stream) edges() []bool {
	out := make([]bool, len(s.keys)+1)
	for i, g := range s.gaps {
		out[i] = g == edge
	}
	return out
}
