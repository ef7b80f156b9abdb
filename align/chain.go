package align

import "sort"

// A link pairs a position of one sequence with one of the other.
type link struct{ i, j int32 }

// links returns the k-grams that stand exactly once in a and exactly once in
// b, as pairs of positions rising in a. Of a long window only one k-gram in
// eight is looked at (chosen by its hash, so the same ones on both sides);
// what lies between two links is found by extending them.
// Time and memory are linear in len(a)+len(b).
func links(a, b []rune, k int) []link {
	if len(a) < k || len(b) < k {
		return nil
	}
	mask := uint64(0)
	if len(a)+len(b) > 40_000 {
		mask = 7
	}
	t := newGrams(min(len(a), len(b)), mask)
	each(a, k, mask, func(i int32, h uint64) { t.add(h, i, 0) })
	each(b, k, mask, func(j int32, h uint64) { t.add(h, j, 1) })
	var out []link
	for _, e := range t.slots {
		if e.used && e.at[0] >= 0 && e.at[1] >= 0 {
			out = append(out, link{e.at[0], e.at[1]})
		}
	}
	sort.Slice(out, func(x, y int) bool { return out[x].i < out[y].i })
	return out
}

// each calls f with the hash of every k-gram of s that mask lets through.
func each(s []rune, k int, mask uint64, f func(at int32, h uint64)) {
	const base = 0x9E3779B97F4A7C15
	var h, top uint64 = 0, 1
	for i := 1; i < k; i++ {
		top *= base
	}
	for i, r := range s {
		if i >= k {
			h -= uint64(s[i-k]) * top
		}
		h = h*base + uint64(r)
		if i >= k-1 {
			if x := mix(h); x&mask == 0 {
				f(int32(i-k+1), x)
			}
		}
	}
}

func mix(h uint64) uint64 {
	h ^= h >> 31
	h *= 0xBF58476D1CE4E5B9
	return h ^ h>>29
}

const (
	never = -1 // not seen yet
	often = -2 // seen more than once
)

// grams remembers for each k-gram where it stands in two sequences.
type grams struct {
	slots []gram
	n     int
}

type gram struct {
	h    uint64
	at   [2]int32
	used bool
}

func newGrams(n int, mask uint64) *grams {
	size := 64
	for size < 3*n/int(mask+1) {
		size *= 2
	}
	return &grams{slots: make([]gram, size)}
}

func (t *grams) add(h uint64, at int32, side int) {
	if 4*t.n > 3*len(t.slots) {
		t.grow()
	}
	e := t.find(h)
	if !e.used {
		*e = gram{h: h, at: [2]int32{never, never}, used: true}
		t.n++
	}
	if e.at[side] == never {
		e.at[side] = at
	} else {
		e.at[side] = often
	}
}

func (t *grams) find(h uint64) *gram {
	m := uint64(len(t.slots) - 1)
	for x := h >> 3 & m; ; x = (x + 1) & m {
		if e := &t.slots[x]; !e.used || e.h == h {
			return e
		}
	}
}

func (t *grams) grow() {
	old := t.slots
	t.slots = make([]gram, 2*len(old))
	for _, e := range old {
		if e.used {
			*t.find(e.h) = e
		}
	}
}

// rising returns the longest chain of links that rises on both sides
// (Fredman 1975: patience sorting with back pointers, n log n).
func rising(ls []link) []link {
	var tails []int32 // tails[n]: index of the link that ends the best chain of n+1
	back := make([]int32, len(ls))
	for x, l := range ls {
		n := sort.Search(len(tails), func(n int) bool { return ls[tails[n]].j >= l.j })
		back[x] = -1
		if n > 0 {
			back[x] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, int32(x))
		} else {
			tails[n] = int32(x)
		}
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([]link, len(tails))
	for x, n := tails[len(tails)-1], len(tails)-1; n >= 0; x, n = back[x], n-1 {
		out[n] = ls[x]
	}
	return out
}

// Falling returns the indexes of at that are not on its longest rising chain:
// what stands out of order, if as little as possible does.
func Falling(at []int) []int {
	ls := make([]link, len(at))
	for x, v := range at {
		ls[x] = link{int32(x), int32(v)}
	}
	chain := rising(ls)
	var out []int
	for x := range at {
		if len(chain) > 0 && int(chain[0].i) == x {
			chain = chain[1:]
			continue
		}
		out = append(out, x)
	}
	return out
}
