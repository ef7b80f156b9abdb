package reconcile

import (
	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// Newest is the canonical text of versions: witness w as it stands. What an
// older version has is no other reading of it, so nothing is chosen and nothing
// is open.
func Newest(c *align.Collation, w int) *Canonical {
	r := &resolver{c: c, out: &Canonical{}, rank: []int{w}}
	row := align.RowOf(c, w)
	for _, b := range c.Witnesses[w].Blocks() {
		r.fresh = true
		for x, sp := range []extract.Span{b.Label, b.Body} {
			for _, p := range r.cut([]align.Place{{Witness: w, Span: sp}}) {
				p.Status, p.Confidence, p.Row, p.Segment = Agreed, 1, row(p.From[0].Span.Lo), -1
				if x == 0 {
					p.Segment = audit.LabelSegment
				}
				r.put(p)
			}
		}
	}
	return r.out
}
