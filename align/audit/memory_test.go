package audit

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestOccurrences counts terms in a text that is long enough to be sorted.
func TestOccurrences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("教育")), 1, 9, -1)
		some := strings.Join(rapid.SliceOfN(word, 1, 30).Draw(t, "words"), "\n")
		m := memory{text: strings.Repeat(some, shortText/len(some)+1)}
		for range 3 {
			term := word.Draw(t, "term")
			if got, want := m.occurrences(term), strings.Count(m.text, term); got != want {
				t.Fatalf("%s stands %d times in the text, want %d", term, got, want)
			}
		}
	})
}
