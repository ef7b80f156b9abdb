package align

import (
	"slices"
	"sort"
)

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
	t := newGrams(len(a) / int(mask+1))
	at := make([]link, 0, cap(t.hashes)) // by number
	each(a, k, mask, func(i int32, h uint64) {
		if n := t.number(h); int(n) == len(at) {
			at = append(at, link{i, never})
		} else {
			at[n].i = often
		}
	})
	each(b, k, mask, func(j int32, h uint64) {
		switch n := t.lookup(h); {
		case n == never:
		case at[n].j == never:
			at[n].j = j
		default:
			at[n].j = often
		}
	})
	return slices.DeleteFunc(at, func(l link) bool { return l.i < 0 || l.j < 0 })
}

const (
	never = -1 // not seen yet
	often = -2 // seen more than once
)

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
