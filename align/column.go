package align

import (
	"cmp"
	"slices"

	"jiaokan/align/language"
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
		if c := cmp.Compare(len(own[y]), len(own[x])); c != 0 { // the more complete one
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
	t.disown(s, to)
	of := make([]int32, len(s.keys))
	order := make([]int32, 0, len(t.order)+len(s.keys)/8)
	i, next := 0, 0 // what follows of s and of the columns
	for x := 0; x <= len(to); x++ {
		if x < len(to) && to[x] == never {
			continue
		}
		j := len(t.order)
		if x < len(to) {
			j = int(to[x])
		}
		if t.freshFirst(s, i, x, next, j) {
			order = t.fresh(s, of, order, i, x)
			order = append(order, t.order[next:j]...)
		} else {
			order = append(order, t.order[next:j]...)
			order = t.fresh(s, of, order, i, x)
		}
		if x < len(to) {
			of[x] = t.order[j]
			t.cols[of[x]].add(s.keys[x], s.gaps[x] == edge)
			order = append(order, of[x])
		}
		i, next = x+1, j+1
	}
	t.order, t.of[w] = order, of
}

const minJoint = 10 // characters on either side before their order is worth a thought

// freshFirst decides which comes first where s has characters [lo, hi) and the
// columns [next, j) have something else. Two copies that lost neighbouring
// pages each have what the other lacks, and the order is told by the seam: the
// one that breaks off in mid-sentence goes before the one that takes the
// sentence up.
func (t *table) freshFirst(s *stream, lo, hi, next, j int) bool {
	if hi-lo < minJoint || j-next < minJoint {
		return false
	}
	const n = 5
	cols := func(x, y int) []rune { return t.keysOf(t.order[max(x, 0):max(0, min(y, len(t.order)))]) }
	own := func(x, y int) []rune { return s.keys[max(x, 0):max(0, min(y, len(s.keys)))] }
	colHead, colTail := cols(next, next+n), cols(j-n, j)
	ownHead, ownTail := own(lo, lo+n), own(hi-n, hi)
	before, behind := own(lo-n, lo), own(hi, hi+n)
	// columns first: the seams are before|cols, cols|own, own|behind
	first := seam(before, colHead) + seam(colTail, ownHead) + seam(ownTail, behind)
	other := seam(before, ownHead) + seam(ownTail, colHead) + seam(colTail, behind)
	return other > first
}

// seam is the log-probability of b behind a.
func seam(a, b []rune) float64 {
	text := append(append([]rune{}, a...), b...)
	return language.Load().LogProb(text, len(a), len(text))
}

// disown takes back what a clause shares with the columns where that is the
// lesser part of it, and in scraps: two titles have 国务院关于 and 的通知 in
// common and nothing else, and a clause of another document must stand apart
// as a whole. A clause of which the others have lost the greater part shares
// one long piece with them and is left alone.
func (t *table) disown(s *stream, to []int32) {
	for lo := 0; lo < len(to); {
		hi, agree, run, longest := lo, 0, 0, 0
		for ; hi < len(to) && s.clause[hi] == s.clause[lo]; hi++ {
			switch j := to[hi]; {
			case j == never || hi > lo && j != to[hi-1]+1:
				run = 0
			case t.cols[t.order[j]].has(s.keys[hi]):
				run++
				agree++
				longest = max(longest, run)
			}
		}
		if agree > 0 && longest < longScrap && hi-lo >= minDisown && 2*agree < hi-lo {
			for ; lo < hi; lo++ {
				to[lo] = never
			}
		}
		lo = hi
	}
}

const (
	minDisown = 8  // characters of a clause
	longScrap = 14 // characters in a row that two documents seldom share within a clause
)

func (c *column) has(r rune) bool {
	return c.key == r || slices.ContainsFunc(c.alts, func(t tally) bool { return t.key == r })
}

// fresh gives characters [lo, hi) of s a column each.
func (t *table) fresh(s *stream, of []int32, order []int32, lo, hi int) []int32 {
	for ; lo < hi; lo++ {
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
