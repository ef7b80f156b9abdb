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

// choose returns most copies at most, whose texts have that many bytes together:
// all if they are so few, else half of them those that most documents have, and
// half spread evenly over the lengths, since damage shortens or lengthens a
// text, and what one copy has lost another may have.
func choose(copies []*familyCopy, most, bytes int) []*familyCopy {
	size := 0
	for _, cp := range copies {
		size += cp.size
	}
	if len(copies) <= most && size <= bytes {
		return slices.Clone(copies)
	}
	by := slices.SortedStableFunc(slices.Values(copies), byWholeness)
	var out []*familyCopy
	seen := map[*familyCopy]bool{}
	for _, cp := range slices.Concat(by[:min(len(by), most/2)], spread(by)) {
		if !seen[cp] && len(out) < most && cp.size <= bytes {
			seen[cp] = true
			bytes -= cp.size
			out = append(out, cp)
		}
	}
	return out
}

// spread lists copies so that any head of the list is spread over their lengths:
// the longest, the shortest, the middle, the quarters …
func spread(copies []*familyCopy) []*familyCopy {
	by := slices.SortedStableFunc(slices.Values(copies), func(a, b *familyCopy) int { return cmp.Compare(b.size, a.size) })
	out := []*familyCopy{by[0], by[len(by)-1]}
	for step := 2; step/2 < len(by); step *= 2 {
		for k := 1; k < step; k += 2 {
			out = append(out, by[k*len(by)/step])
		}
	}
	return out
}
