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
// length of the text if it has fewer. Each rune folds by itself, so pieces are
// folded until the character is in one, and that is halved.
func foldedAt(text string, n int) int {
	const piece = 4096
	lo, hi := 0, 0
	for {
		hi = runeStart(text, lo+piece)
		k := len(family.Fold(text[lo:hi]))
		if n < k {
			break
		}
		if hi == len(text) {
			return hi
		}
		n -= k
		lo = hi
	}
	for hi-lo > 2*utf8.UTFMax { // then mid is neither end
		mid := runeStart(text, lo+(hi-lo)/2)
		if k := len(family.Fold(text[lo:mid])); n < k {
			hi = mid
		} else {
			n -= k
			lo = mid
		}
	}
	for {
		_, size := utf8.DecodeRuneInString(text[lo:])
		k := len(family.Fold(text[lo : lo+size]))
		if n < k {
			return lo
		}
		n -= k
		lo += size
	}
}

// runeStart is the last beginning of a rune up to a byte, or the end of the text.
func runeStart(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
