package corpus

import (
	"cmp"
	"slices"
)

// byWholeness orders copies as they found groups: what the families take for
// whole, what more documents have, what is longer.
func byWholeness(a, b *familyCopy) int {
	if a.fragment != b.fragment {
		if b.fragment {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(len(b.twins), len(a.twins)), cmp.Compare(b.size, a.size))
}

// mostCollated is how many copies of a text are laid side by side; the others are
// laid beside what comes of these. More is not better: what is foreign in a copy is
// known by its being alone, and of forty damaged copies some share a foreign
// passage, or a run printed twice, by chance. Of eight notices in forty damaged
// copies each (evalkit, eight profiles) the canonical text had 44 % too much with
// 64 copies side by side, 7.8 % with 24, 1.5 % with 16 and 0.4 % with 12, 10 or 8;
// with all copies badly damaged 109 %, 44 %, 17 %, 12 %, 13 % and 3.6 %. It lacked
// nothing with 8, and thirteen characters in 18,537 with 4.
const mostCollated = 8

// choose returns most copies at most, whose texts have that many bytes together:
// all if they are so few. Else those that most documents have come first, and of
// these the ones whose length is the usual one: damage shortens or lengthens a
// text. One in three is spread evenly over the lengths, since what one copy has
// lost another may have.
func choose(copies []*familyCopy, most, bytes int) []*familyCopy {
	size := 0
	for _, cp := range copies {
		size += cp.size
	}
	if len(copies) <= most && size <= bytes {
		return slices.Clone(copies)
	}
	by := slices.SortedStableFunc(slices.Values(copies), func(a, b *familyCopy) int { return cmp.Compare(b.size, a.size) })
	usual := by[len(by)/2].size
	central := slices.SortedStableFunc(slices.Values(copies), func(a, b *familyCopy) int {
		return cmp.Or(cmp.Compare(len(b.twins), len(a.twins)), cmp.Compare(abs(a.size-usual), abs(b.size-usual)))
	})
	var out []*familyCopy
	seen := map[*familyCopy]bool{}
	for _, cp := range slices.Concat(central[:min(len(by), most-most/3)], spread(by), central) {
		if !seen[cp] && len(out) < most && cp.size <= bytes {
			seen[cp] = true
			bytes -= cp.size
			out = append(out, cp)
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }

// spread lists some of copies that are in order of length, so that any head of the
// list is spread over the lengths: the longest, the shortest, the middle, the
// quarters …
func spread(by []*familyCopy) []*familyCopy {
	out := []*familyCopy{by[0], by[len(by)-1]}
	for step := 2; step/2 < len(by); step *= 2 {
		for k := 1; k < step; k += 2 {
			out = append(out, by[k*len(by)/step])
		}
	}
	return out
}
