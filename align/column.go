package align

import (
	"cmp"
	"slices"

	"jiaokan/extract"
)

// A column holds the characters that stand for one character of the text, at
// most one of each witness.
type column struct {
	key  rune // what most of the witnesses have
	n    int32
	alts []tally // the others, if any
	who  set     // witnesses that have a character here
	edge bool    // a clause of some witness begins here
	head bool    // some witness has it in a title, or had before it was taken out
	w, i int32   // the witness that came first, and its character
}

type tally struct {
	key rune
	n   int32
}

func (c *column) add(w int, r rune, edge bool) {
	c.edge = c.edge || edge
	c.who = c.who.with(w)
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
	guide   []int // the witnesses, the most typical first
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
	longest := 0
	for _, s := range streams {
		longest = max(longest, len(s.keys))
	}
	t := &table{streams: streams, of: make([][]int32, len(streams)), cols: make([]column, 0, longest+longest/4)}
	again := make([][][2]int, len(streams))
	for w := range streams {
		streams[w].torn = streams[w].tornReprints()
		again[w] = streams[w].leftOut()
	}
	t.guide = guide(streams, again)
	for _, w := range t.guide {
		t.join(w, again[w])
	}
	if len(streams) > 2 {
		t.refine(again)
	}
	if len(streams) > 3 {
		t.unite(again)
	}
	t.moves(again)
	for _, w := range t.guide {
		t.reinsert(w, again[w])
	}
	return t
}

// refine takes each witness out and aligns it anew with all the others. What
// it has between two losses of the first witnesses was put there before the
// later ones could tell the order.
func (t *table) refine(again [][][2]int) {
	for _, w := range t.guide {
		t.takeOut(w)
		t.prune()
		t.join(w, again[w])
	}
}

// takeOut takes witness w out of its columns.
func (t *table) takeOut(w int) {
	for i, c := range t.of[w] {
		if c != never {
			t.cols[c].drop(w, t.streams[w].keys[i])
		}
	}
}

// guide orders the witnesses by how much of their text others have too. Each
// k-gram counts for the number of witnesses that have it; n log n in the
// number of witnesses, linear in their length.
func guide(streams []*stream, again [][][2]int) []int {
	df := map[uint64]int32{}
	own := make([][]uint64, len(streams))
	for w, s := range streams {
		if len(streams) == 2 { // the one shares as much as the other
			break
		}
		each(s.keys, 8, 7, func(_ int32, h uint64) { own[w] = append(own[w], h) })
		slices.Sort(own[w])
		own[w] = slices.Compact(own[w])
		for _, h := range own[w] {
			df[h]++
		}
	}
	shared, size := make([]int, len(streams)), make([]int, len(streams))
	order := make([]int, len(streams))
	for w := range streams {
		order[w], size[w] = w, len(streams[w].keys)
		for _, run := range again[w] {
			size[w] -= run[1] - run[0]
		}
		for _, h := range own[w] {
			shared[w] += int(df[h] - 1)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		if c := cmp.Compare(shared[y], shared[x]); c != 0 {
			return c
		}
		if c := cmp.Compare(size[y], size[x]); c != 0 { // the more complete one
			return c
		}
		return cmp.Or(slices.Compare(streams[x].keys, streams[y].keys), cmp.Compare(streams[x].Text, streams[y].Text))
	})
	return order
}

// join adds witness w to the columns, but for the runs in skip.
func (t *table) join(w int, skip [][2]int) {
	s := t.streams[w]
	t.of[w] = make([]int32, len(s.keys))
	toks := make([]int32, 0, len(s.keys))
	for i := 0; i < len(s.keys); i++ {
		if len(skip) > 0 && i == skip[0][0] {
			for ; i < skip[0][1]; i++ {
				t.of[w][i] = never
			}
			skip = skip[1:]
			i--
			continue
		}
		toks = append(toks, int32(i))
	}
	t.order = t.lineUp(w, toks, t.order)
}

// reinsert puts the runs that were left out of w back behind what stands
// between their neighbours, or into the columns there if others have nearly
// the same.
func (t *table) reinsert(w int, runs [][2]int) {
	if len(runs) == 0 {
		return
	}
	rank := t.ranks()
	order := make([]int32, 0, len(t.order))
	done := 0
	for _, run := range runs {
		lo, hi := t.between(w, run, rank)
		if t.streams[w].gaps[run[1]] != edge {
			lo = t.clauseBehind(w, run[1], rank)
			hi = lo
		}
		lo, hi = max(lo, done), max(hi, done)
		toks := make([]int32, 0, run[1]-run[0])
		for i := run[0]; i < run[1]; i++ {
			toks = append(toks, int32(i))
		}
		if keys := t.streams[w].keys[run[0]:run[1]]; hi-lo < len(keys)/2 || 5*t.agree(keys, t.order[lo:hi]) < 4*len(keys) {
			if lo == hi || t.runsOn(hi) || !t.runsOn(lo) {
				hi = lo
			}
			lo = hi
		}
		order = append(order, t.order[done:lo]...)
		order = append(order, t.lineUp(w, toks, t.order[lo:hi])...)
		done = hi
	}
	t.order = append(order, t.order[done:]...)
}

// between returns the ranks between the neighbours of a run of w.
func (t *table) between(w int, run [2]int, rank []int32) (lo, hi int) {
	hi = len(t.order)
	for i := run[0] - 1; i >= 0; i-- {
		if c := t.of[w][i]; c != never && int(c) < len(rank) {
			lo = int(rank[c]) + 1
			break
		}
	}
	for i := run[1]; i < len(t.of[w]); i++ {
		if c := t.of[w][i]; c != never && int(c) < len(rank) {
			hi = max(lo, int(rank[c]))
			break
		}
	}
	return lo, hi
}

// clauseBehind returns the rank of the first clause of w that begins behind a character:
// what was left out in the midst of a clause must not come to stand in it.
func (t *table) clauseBehind(w, i int, rank []int32) int {
	s := t.streams[w]
	for ; i < len(s.keys); i++ {
		if c := t.of[w][i]; s.gaps[i] == edge && c != never && int(c) < len(rank) {
			return int(rank[c])
		}
	}
	return len(t.order)
}

// runsOn reports whether the column at rank x continues the line of the one
// before it.
func (t *table) runsOn(x int) bool {
	return x < len(t.order) && t.gapBefore(t.order[x]) == joined
}

// agree counts the keys that some columns share.
func (t *table) agree(keys []rune, cols []int32) (n int) {
	p := t.profile(cols)
	for i, j := range match(keys, p, nil) {
		if j != never && p.has(int(j), keys[i]) {
			n++
		}
	}
	return n
}

// lineUp lines up the characters toks of w with some columns and returns the
// columns of both in one order.
func (t *table) lineUp(w int, toks, cols []int32) []int32 {
	s := t.streams[w]
	keys, edges := make([]rune, len(toks)), make([]bool, len(toks)+1)
	for x, i := range toks {
		keys[x], edges[x] = s.keys[i], s.gaps[i] == edge
	}
	p := t.profile(cols)
	to := match(keys, p, edges)
	if t.disown(s, toks, to, cols) {
		m := &matcher{a: keys, aEdge: edges, b: p, to: to}
		m.dropIslands()
	}
	order := make([]int32, 0, len(cols)+len(toks)/4)
	i, next := 0, 0 // what follows of toks and of the columns
	for x := 0; x <= len(to); x++ {
		if x < len(to) && to[x] == never {
			continue
		}
		j := len(cols)
		if x < len(to) {
			j = int(to[x])
		}
		if i == x || next == j {
			order = append(order, cols[next:j]...)
			order = t.fresh(w, toks[i:x], order)
		} else {
			before, behind := int32(never), int32(never)
			if next > 0 {
				before = cols[next-1]
			}
			if j < len(cols) {
				behind = cols[j]
			}
			for _, p := range t.interleave(w, toks[i:x], cols[next:j], before, behind) {
				if p.fresh {
					order = t.fresh(w, p.items, order)
				} else {
					order = append(order, p.items...)
				}
			}
		}
		if x < len(to) {
			c := cols[j]
			t.of[w][toks[x]] = c
			t.cols[c].add(w, keys[x], edges[x])
			t.cols[c].head = t.cols[c].head || s.inTitle(toks[x])
			order = append(order, c)
		}
		i, next = x+1, j+1
	}
	return order
}

// disown takes back what a clause shares with the columns where that is the
// lesser part of it, and in scraps: two titles have 国务院关于 and 的通知 in
// common and nothing else, and a clause of another document must stand apart
// as a whole. A clause of which the others have lost the greater part shares
// one long piece with them and is left alone; the piece may begin in the clause
// before, where the others do not break the line.
func (t *table) disown(s *stream, toks, to, cols []int32) (any bool) {
	for lo, run := 0, 0; lo < len(to); {
		hi, agree, longest := lo, 0, 0
		for ; hi < len(to) && s.clause[toks[hi]] == s.clause[toks[lo]]; hi++ {
			j := to[hi]
			if j == never || hi > 0 && j != to[hi-1]+1 || hi == lo && t.gapBefore(cols[j]) == edge {
				run = 0
			}
			if j != never && t.cols[cols[j]].has(s.keys[toks[hi]]) {
				run++
				agree++
				longest = max(longest, run)
			}
		}
		if agree > 0 && !t.remnant(to[lo:hi], cols, agree) && (longest < longScrap && hi-lo >= minDisown && 2*agree < hi-lo && !t.overlaps(to[lo:hi], cols, agree) ||
			5*agree < 4*(hi-lo) && t.otherKind(s, toks[lo:hi], to[lo:hi], cols)) {
			any, run = true, 0
			for ; lo < hi; lo++ {
				to[lo] = never
			}
		}
		lo = hi
	}
	return any
}

// remnant reports whether the columns that a clause has met are all that is
// left of a clause in another witness.
func (t *table) remnant(to, cols []int32, agree int) bool {
	for _, j := range to {
		if j != never {
			c := t.cols[cols[j]]
			s := t.streams[c.w]
			return 5*agree >= 4*int(s.size[s.clause[c.i]])
		}
	}
	return false
}

// overlaps reports whether a clause begins with the end of one in the columns, or ends
// with the beginning of one: each side has lost what the other still has.
func (t *table) overlaps(to, cols []int32, agree int) bool {
	first := slices.IndexFunc(to, func(j int32) bool { return j != never })
	last := len(to)
	for to[last-1] == never {
		last--
	}
	if last-first < leastOverlap || 5*agree < 4*(last-first) || 5*agree < 4*int(to[last-1]-to[first]+1) {
		return false
	}
	end := int(to[last-1]) + 1
	return first == 0 && (end == len(cols) || t.cols[cols[end]].edge) || last == len(to) && t.cols[cols[to[first]]].edge
}

// otherKind reports whether a clause has met columns that nobody has in a title where
// it is one, or the reverse: a title returns in the text.
func (t *table) otherKind(s *stream, toks, to, cols []int32) bool {
	for x, j := range to {
		if j != never {
			return s.inTitle(toks[x]) != t.cols[cols[j]].head
		}
	}
	return false
}

// inTitle reports whether character i stands in a title.
func (s *stream) inTitle(i int32) bool { return s.blocks[s.clause[i]].Kind == extract.Title }

const (
	minDisown = 8  // characters of a clause
	longScrap = 14 // characters in a row that two documents seldom share within a clause
)

func (c *column) has(r rune) bool {
	return c.key == r || slices.ContainsFunc(c.alts, func(t tally) bool { return t.key == r })
}

// fresh gives each of some characters of w a column of its own.
func (t *table) fresh(w int, toks, order []int32) []int32 {
	s := t.streams[w]
	for _, i := range toks {
		c := int32(len(t.cols))
		t.of[w][i] = c
		t.cols = append(t.cols, column{w: int32(w), i: i, head: s.inTitle(i)})
		t.cols[c].add(w, s.keys[i], s.gaps[i] == edge)
		order = append(order, c)
	}
	return order
}

// profile is what some columns say.
func (t *table) profile(cols []int32) profile {
	p := profile{keys: make([]rune, len(cols)), edge: make([]bool, len(cols))}
	for x, c := range cols {
		col := &t.cols[c]
		p.keys[x], p.edge[x] = col.key, col.edge
		if col.alts != nil {
			if p.alts == nil {
				p.alts = make([][]rune, len(cols))
			}
			for _, a := range col.alts {
				p.alts[x] = append(p.alts[x], a.key)
			}
		}
	}
	return p
}
