package align

import "slices"

const (
	minMove  = 10 // characters; a shorter passage is at home in many places
	moveGram = 6
)

// moves finds passages that a witness has in another place than the rest and
// puts them into the columns of the rest. Such a passage stands alone where
// the witness has it, and the witness is absent where the rest have it; nine
// characters in ten must agree, since the items of a list are often made from
// one mould.
func (t *table) moves() {
	rank := t.ranks()
	for w, s := range t.streams {
		alone := t.alone(w, s)
		if len(alone) == 0 {
			continue
		}
		absent := t.absent(w, rank)
		if len(absent) < minMove {
			continue
		}
		moved := false
		index := t.index(absent)
		for _, r := range alone {
			moved = t.move(w, r, absent, index) || moved
		}
		if moved {
			t.prune()
			rank = t.ranks()
		}
	}
}

func (t *table) ranks() []int32 {
	rank := make([]int32, len(t.cols))
	for x, c := range t.order {
		rank[c] = int32(x)
	}
	return rank
}

// alone returns the runs of characters that only w has.
func (t *table) alone(w int, s *stream) (out [][2]int) {
	for lo := 0; lo < len(s.keys); lo++ {
		hi := lo
		for hi < len(s.keys) && t.cols[t.of[w][hi]].all == 1 {
			hi++
		}
		if hi-lo >= minMove {
			out = append(out, [2]int{lo, hi})
		}
		lo = max(lo, hi)
	}
	return out
}

// absent returns the columns, in order, of the passages of at least minMove
// characters that w does not have.
func (t *table) absent(w int, rank []int32) []int32 {
	has := make([]bool, len(t.order))
	for _, c := range t.of[w] {
		has[rank[c]] = true
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

// index tells where each k-gram of the columns stands, up to four places.
func (t *table) index(cols []int32) map[uint64][]int32 {
	out := map[uint64][]int32{}
	each(t.keysOf(cols), moveGram, 0, func(at int32, h uint64) {
		if len(out[h]) < 4 {
			out[h] = append(out[h], at)
		}
	})
	return out
}

// move tries to find run r of w among the absent columns.
func (t *table) move(w int, r [2]int, absent []int32, index map[uint64][]int32) bool {
	s := t.streams[w]
	text := s.keys[r[0]:r[1]]
	votes := map[int32]int{} // by diagonal, in steps of eight
	each(text, moveGram, 0, func(i int32, h uint64) {
		for _, at := range index[h] {
			votes[(at-i)>>3]++
		}
	})
	best, n := int32(0), 0
	for d, v := range votes {
		if v > n || (v == n && d < best) {
			best, n = d, v
		}
	}
	if n < minMove-moveGram {
		return false
	}
	lo := max(0, int(best)*8-16)
	hi := min(len(absent), int(best)*8+len(text)+24)
	to := match(text, profile{keys: t.keysOf(absent[lo:hi])}, nil)
	first, last, agree := span(to, text, t.keysOf(absent[lo:hi]))
	if agree < minMove || 10*agree < 9*(last-first+1) || !s.whole(r[0]+first, r[0]+last+1) {
		return false
	}
	for i := first; i <= last; i++ {
		if j := to[i]; j != never {
			t.rehouse(w, r[0]+i, absent[lo+int(j)])
		}
	}
	t.follow(w, r[0]+first, r[0]+last)
	return true
}

// whole reports whether characters [lo, hi) are one or more whole clauses, but
// for a slip at either end.
func (s *stream) whole(lo, hi int) bool {
	begins, ends := false, false
	for i := -2; i <= 2; i++ {
		begins = begins || lo+i >= 0 && s.gaps[lo+i] == edge
		ends = ends || hi+i < len(s.gaps) && s.gaps[hi+i] == edge
	}
	return begins && ends
}

// span returns the first and last position of the pairs, and how many agree.
func span(to []int32, a, b []rune) (first, last, agree int) {
	first = -1
	for i, j := range to {
		if j == never {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		if a[i] == b[j] {
			agree++
		}
	}
	return max(first, 0), last, agree
}

// rehouse moves character i of w from its own column into col.
func (t *table) rehouse(w, i int, col int32) {
	t.cols[t.of[w][i]].all = 0
	t.of[w][i] = col
	t.cols[col].add(t.streams[w].keys[i], false)
}

// follow brings the columns of the characters in [first, last] that found no
// partner behind the one before them.
func (t *table) follow(w, first, last int) {
	for i := first; i <= last; i++ {
		c := t.of[w][i]
		if t.cols[c].all == 1 {
			at := slices.Index(t.order, c)
			t.order = slices.Delete(t.order, at, at+1)
			before := slices.Index(t.order, t.of[w][i-1])
			t.order = slices.Insert(t.order, before+1, c)
		}
	}
}

// prune drops the columns that nobody stands in any more.
func (t *table) prune() {
	t.order = slices.DeleteFunc(t.order, func(c int32) bool { return t.cols[c].all == 0 })
}
