package audit

import (
	"cmp"
	"slices"
	"strings"

	"jiaokan/align"
)

// gather makes one finding of stray pieces that follow each other in a copy. What told
// each of them apart is not the same, but they strayed in together.
func (d *desk) gather() {
	var at []int
	for x, f := range d.out {
		if f.Rule == "corruption.fragment" && len(f.At) == 1 {
			at = append(at, x)
		}
	}
	slices.SortStableFunc(at, func(x, y int) int {
		a, b := d.out[x].At[0], d.out[y].At[0]
		return cmp.Or(cmp.Compare(a.Witness, b.Witness), cmp.Compare(a.Span.Lo, b.Span.Lo))
	})
	gone := map[int]bool{}
	for i := 0; i < len(at); {
		first := &d.out[at[i]]
		p := first.At[0]
		text := d.c.Witnesses[p.Witness].Text
		j := i + 1
		for ; j < len(at); j++ {
			q := d.out[at[j]].At[0]
			if q.Witness != p.Witness || q.Span.Lo > p.Span.Hi && strings.TrimSpace(text[p.Span.Hi:q.Span.Lo]) != "" {
				break
			}
			p.Span.Hi = max(p.Span.Hi, q.Span.Hi)
			gone[at[j]] = true
		}
		if j > i+1 {
			first.At, first.Message = []align.Place{p}, d.strayPiece(p)
		}
		i = j
	}
	kept := d.out[:0]
	for x, f := range d.out {
		if !gone[x] {
			kept = append(kept, f)
		}
	}
	d.out = kept
}
