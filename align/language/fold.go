package language

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold maps a character to the key under which the project compares it, so that
// copies which differ only in the width or style of a mark read the same: full-width
// ASCII becomes ASCII, curly quotes become straight ones, and the Kangxi radicals
// and compatibility ideographs that PDF text layers print for ordinary characters
// (⼈ for 人, 金 for 金) become those. Everything else, white space too, is its own key.
//
// Fold is idempotent, and one rune stays one rune, so offsets survive it.
func Fold(r rune) rune {
	switch {
	case 0x4E00 <= r && r <= 0x9FFF, r < 0x2018:
		return r
	case r == '“', r == '”', r == '„', r == '‟':
		return '"'
	case r == '‘', r == '’', r == '‚', r == '‛':
		return '\''
	case 0xFF01 <= r && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000:
		return ' '
	case 0x2E80 <= r && r <= 0x2FD5, 0xF900 <= r && r <= 0xFAFF, 0x2F800 <= r && r <= 0x2FA1F:
		return compatible(r)
	}
	return r
}

// compatible gives the ideograph that Unicode holds equal to a radical or
// compatibility ideograph, or r itself where there is none or more than one rune.
func compatible(r rune) rune {
	s := norm.NFKC.String(string(r))
	if c, n := utf8.DecodeRuneInString(s); n == len(s) && c != utf8.RuneError {
		return c
	}
	return r
}
