package align

import (
	"slices"

	"jiaokan/extract"
)

// RowOf returns a function that tells in which row a byte of witness w stands,
// -1 where it is in none.
func RowOf(c *Collation, w int) func(at int) int {
	type stretch struct {
		extract.Span
		row int
	}
	var all []stretch
	for r, row := range c.Rows {
		for _, seg := range append([]Segment{row.Label}, row.Segments...) {
			for _, rd := range seg.Readings {
				for _, p := range rd.At {
					if p.Witness == w && p.Span.Len() > 0 {
						all = append(all, stretch{p.Span, r})
					}
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return a.Lo - b.Lo })
	return func(at int) int {
		i, found := slices.BinarySearchFunc(all, at, func(s stretch, at int) int { return s.Lo - at })
		if !found {
			i--
		}
		if i < 0 || at >= all[i].Hi {
			return -1
		}
		return all[i].row
	}
}
