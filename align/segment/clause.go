package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is where a clause without an end is broken off, in bytes. It is four
// times the longest in 1,927 statutes.
const longest = 1024

// guard makes a Cutter of cut, which need only know how to split a clause:
// valid UTF-8 between two marks. What stands between the clauses (white space,
// punctuation, NUL, bytes that are no UTF-8) falls into its characters.
func guard(cut func(clause string) []string) Cutter {
	return func(text string) []string {
		var pieces []string
		for rest := text; rest != ""; {
			n := clause(rest)
			if n == 0 {
				_, n = utf8.DecodeRuneInString(rest)
				pieces = append(pieces, rest[:n])
			} else {
				pieces = append(pieces, checked(rest[:n], cut)...)
			}
			rest = rest[n:]
		}
		return numbers(text, pieces)
	}
}

// clause returns the length of the clause that text starts with, which is 0 if
// it starts with a mark.
func clause(text string) int {
	for i, r := range text {
		if i >= longest || r == utf8.RuneError || mark(r) {
			return i
		}
	}
	return len(text)
}

// mark reports whether r ends a clause. No word of the dictionary has a mark in
// it, so the words on its two sides do not depend on each other.
func mark(r rune) bool {
	if r < utf8.RuneSelf {
		return !alnum(r)
	}
	return unicode.IsPunct(r) || unicode.IsSpace(r)
}

// checked returns the words that cut finds in clause, or its characters if
// those words do not join to it.
func checked(clause string, cut func(string) []string) []string {
	if plain(clause) {
		return []string{clause}
	}
	pieces := cut(clause)
	rest := clause
	for _, p := range pieces {
		if p == "" || !strings.HasPrefix(rest, p) {
			return runes(clause)
		}
		rest = rest[len(p):]
	}
	if rest != "" {
		return runes(clause)
	}
	return pieces
}

// runes splits text into its characters.
func runes(text string) []string {
	pieces := make([]string, 0, len(text)/3+1)
	for text != "" {
		_, n := utf8.DecodeRuneInString(text)
		pieces = append(pieces, text[:n])
		text = text[n:]
	}
	return pieces
}
