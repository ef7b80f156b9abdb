package reconcile

import (
	"testing"

	"pgregory.net/rapid"

	"jiaokan/align"
	"jiaokan/extract"
)

// TestFoldedText checks that a part of a folded text is the folded part of the text.
func TestFoldedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("楚a１〔é 　\n𠮷")), 0, 120, -1).Draw(t, "text")
		f := foldedTexts(&align.Collation{Witnesses: []*extract.Witness{{Source: &extract.Source{Text: text}}}})[0]
		bounds := []int{len(text)}
		for i := range text {
			bounds = append(bounds, i)
		}
		lo, hi := rapid.SampledFrom(bounds).Draw(t, "lo"), rapid.SampledFrom(bounds).Draw(t, "hi")
		lo, hi = min(lo, hi), max(lo, hi)
		if got, want := f.slice(extract.Span{Lo: lo, Hi: hi}), align.Key(text[lo:hi]); got != want {
			t.Fatalf("[%d,%d) is %q, want %q", lo, hi, got, want)
		}
	})
}
