package report

import (
	"testing"

	"pgregory.net/rapid"
)

// TestPlaceOfOmission holds the place of an omission against all segments of its row, one
// by one.
func TestPlaceOfOmission(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"A", "B"})
		row := rapid.SampledFrom([]string{"r1", "r2"})
		n := rapid.IntRange(0, 20)
		segments := rapid.SliceOf(rapid.Custom(func(t *rapid.T) ResultSegment {
			s := ResultSegment{Row: row.Draw(t, "row"), From: id.Draw(t, "from"), End: n.Draw(t, "end")}
			if rapid.Bool().Draw(t, "carried") {
				s.Source = &[2]int{0, n.Draw(t, "source")}
			}
			return s
		})).Draw(t, "segments")
		lo := n.Draw(t, "lo")
		x := ResultVariant{Row: row.Draw(t, "of"), Readings: []ResultReading{{Spans: map[string][2]int{id.Draw(t, "in"): {lo, lo}}}}}
		want := 3
		for _, s := range segments {
			if _, ok := x.Readings[0].Spans[s.From]; ok && s.Row == x.Row && s.Source != nil && s.Source[1] <= lo {
				want = max(want, s.End)
			}
		}
		if got := layCarried(segments).placeOf(&x, 3); got != want {
			t.Fatalf("at %d, want %d", got, want)
		}
	})
}
