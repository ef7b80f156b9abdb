package family

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What comes out depends on the set of edges alone: neither on their order, nor on
// copies of what is joined already.
func TestUnionOrder(t *testing.T) {
	const docs = 12
	edge := rapid.Custom(func(t *rapid.T) Edge {
		a := rapid.Int64Range(0, docs-2).Draw(t, "a")
		e := Edge{A: a, B: rapid.Int64Range(a+1, docs-1).Draw(t, "b"), Kind: rapid.SampledFrom([]Kind{Copy, Copy, Shares, Shares, Template}).Draw(t, "kind")}
		// What is known of a pair is a function of the pair.
		e.OfA, e.OfB = float64((e.A*7+e.B)%10)/10, float64((e.A+e.B*3)%10)/10
		lo := int(e.A * 10)
		e.AtA, e.AtB = Extent{lo, lo + 10}, Extent{lo, lo + 10}
		return e
	})
	rapid.Check(t, func(t *rapid.T) {
		edges := rapid.SliceOfNDistinct(edge, 0, 25, func(e Edge) [2]int64 { return [2]int64{e.A, e.B} }).Draw(t, "edges")
		lengths := rapid.SliceOfN(rapid.Int32Range(10, 500), docs, docs).Draw(t, "lengths")
		run := func(edges []Edge, lazy bool) Families {
			u := NewUnion(lengths)
			for _, e := range edges {
				if !lazy || !u.Joined(e.A, e.B) {
					u.Add(e)
				}
			}
			return u.Families()
		}
		want := run(edges, false)
		mixed := slices.Clone(edges)
		for i := range mixed {
			j := rapid.IntRange(0, i).Draw(t, "j")
			mixed[i], mixed[j] = mixed[j], mixed[i]
		}
		if got := run(mixed, true); !reflect.DeepEqual(got, want) {
			t.Fatalf("in another order:\n%+v\n%+v", got, want)
		}
	})
}

func TestUnion(t *testing.T) {
	whole := func(a, b int64) Edge { return Edge{A: a, B: b, Kind: Copy, OfA: 0.9, OfB: 0.9} }
	part := func(a, b int64, lo int) Edge {
		return Edge{A: a, B: b, Kind: Shares, OfA: 0.2, OfB: 0.95, AtA: Extent{lo, lo + 100}, AtB: Extent{0, 100}}
	}
	for _, c := range []struct {
		name    string
		lengths []int32
		edges   []Edge
		of      []int32
		parts   int
		kinds   []Kind
	}{
		{"a fragment goes to the family of its container", []int32{1000, 1000, 120}, []Edge{whole(0, 1), part(1, 2, 0)}, []int32{0, 0, 0}, 1, nil},
		{"a collection is nobody's family", []int32{1000, 110, 120, 130}, []Edge{part(0, 1, 0), part(0, 2, 200), part(0, 3, 400)}, []int32{0, 1, 2, 3}, 0, []Kind{Contains, Contains, Contains}},
		{"two pages of one notice", []int32{1000, 110, 120}, []Edge{part(0, 1, 0), part(0, 2, 200)}, []int32{0, 0, 0}, 2, nil},
		{"two notices of which there are copies, in one file", []int32{1000, 110, 110, 120, 120}, []Edge{whole(1, 2), whole(3, 4), part(0, 1, 0), part(0, 3, 200)}, []int32{0, 1, 1, 3, 3}, 0, []Kind{Contains, Contains}},
		{"a reply that quotes", []int32{500, 5000}, []Edge{{A: 0, B: 1, Kind: Shares, OfA: 0.4, OfB: 0.04}}, []int32{0, 1}, 0, []Kind{Quotes}},
		{"sisters", []int32{500, 500}, []Edge{{A: 0, B: 1, Kind: Template, OfA: 0.9, OfB: 0.9}}, []int32{0, 1}, 0, []Kind{Template}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := NewUnion(c.lengths)
			for _, e := range c.edges {
				u.Add(e)
			}
			f := u.Families()
			var kinds []Kind
			for _, r := range f.Relations {
				kinds = append(kinds, r.Kind)
			}
			if !slices.Equal(f.Of, c.of) || len(f.Share) != c.parts || !slices.Equal(kinds, c.kinds) {
				t.Errorf("families %v, fragments %v, relations %v", f.Of, f.Share, kinds)
			}
		})
	}
}

func TestStar(t *testing.T) {
	var places []Place
	for i := range 1000 {
		places = append(places, Place{Key: 1, Next: uint64(i % 3), ID: int64((i * 7919) % 1000)})
	}
	slices.SortFunc(places, Place.Compare)
	u := NewUnion(make([]int32, 1000))
	n := 0
	Star(places, func(a, b int64) { u.Add(Edge{A: a, B: b, Kind: Copy}); n++ })
	if reps := u.Representatives(); len(reps) != 1 || n != 999 {
		t.Errorf("%d pairs leave %d families", n, len(reps))
	}
	v := NewUnion(make([]int32, 1000))
	Chain(places, func(a, b int64) { v.Add(Edge{A: a, B: b, Kind: Copy}) })
	if reps := v.Representatives(); len(reps) != 1 {
		t.Errorf("a chain leaves %d families", len(reps))
	}
}
