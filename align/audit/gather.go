package audit

import (
	"cmp"
	"slices"

	"jiaokan/align"
)

// gather makes one finding of stray pieces that follow each other in a copy. What told
// each of them apart is not the same, but they strayed in together. Where others have one of
// them too, that finding, which names all of them, takes in those beside it.
func (d *desk) gather() {
	type piece struct{ finding, at int }
	var all []piece
	for x, f := range d.out {
		if f.Rule == "corruption.fragment" {
			for i := range f.At {
				all = append(all, piece{x, i})
			}
		}
	}
	place := func(p piece) *align.Place { return &d.out[p.finding].At[p.at] }
	slices.SortStableFunc(all, func(x, y piece) int {
		a, b := place(x), place(y)
		return cmp.Or(cmp.Compare(a.Witness, b.Witness), cmp.Compare(a.Span.Lo, b.Span.Lo))
	})
	alone := func(p piece) bool { return len(d.out[p.finding].At) == 1 }
	gone := map[int]bool{}
	for i, j := 0, 0; i < len(all); i = j {
		span, most := place(all[i]).Span, all[i]
		for j = i + 1; j < len(all) && (alone(most) || alone(all[j])) && d.adjoins(align.Place{Witness: place(all[i]).Witness, Span: span}, *place(all[j])); j++ {
			span.Hi = max(span.Hi, place(all[j]).Span.Hi)
			if !alone(all[j]) {
				most = all[j]
			}
		}
		for _, p := range all[i:j] {
			gone[p.finding] = gone[p.finding] || p != most
		}
		if f := &d.out[most.finding]; j > i+1 {
			f.At[most.at].Span = span
			if alone(most) {
				f.Message = d.strayPiece(f.At[0])
			}
		}
	}
	kept := d.out[:0]
	for x, f := range d.out {
		if !gone[x] {
			kept = append(kept, f)
		}
	}
	d.out = kept
}

// adjoins reports whether one place of a witness goes on where another ends.
func (d *desk) adjoins(p, q align.Place) bool {
	return p.Witness == q.Witness && (q.Span.Lo <= p.Span.Hi || d.nothingBetween(p.Witness, p.Span.Hi, q.Span.Lo))
}
