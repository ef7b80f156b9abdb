package corpus

import (
	"unicode/utf8"

	"jiaokan/corpus/family"
	"jiaokan/extract"
)

// unfold finds what stands in a text for characters [lo, hi) of its Fold, from the
// first to the last: marks around them are outside, marks between them inside.
func unfold(text string, lo, hi int) extract.Span {
	first := foldedAt(text, lo)
	if lo >= hi {
		return extract.Span{Lo: first, Hi: first}
	}
	last := first + foldedAt(text[first:], hi-1-lo)
	_, size := utf8.DecodeRuneInString(text[last:])
	return extract.Span{Lo: first, Hi: last + size}
}

// foldedAt returns the byte at which character n of the Fold of a text stands, or the
// length of the text if it has fewer.
func foldedAt(text string, n int) int {
	for i, r := range text {
		if family.FoldRune(r) == 0 {
			continue
		}
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
