package audit

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jiaokan/align"
)

// TestInOther asks for every stretch of a print, the empty ones too, what the other print
// has: where the two agree all about it, the same.
func TestInOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]rune("甲乙丙丁")), 0, 12)
		a, b := text.Draw(t, "print"), text.Draw(t, "other")
		p := printing{other: b, hunks: align.Hunks(a, b)}
		for lo := range len(a) + 1 {
			for hi := lo; hi <= len(a); hi++ {
				got, ok := p.inOther(lo, hi)
				clear := !slices.ContainsFunc(p.hunks, func(h align.Hunk) bool { return h.Old.Lo <= hi && lo <= h.Old.Hi })
				if clear && (!ok || got != string(a[lo:hi])) {
					t.Fatalf("%s beside %s: [%d,%d) is %q %v", string(a), string(b), lo, hi, got, ok)
				}
			}
		}
	})
}
