package family

import (
	"unicode"
	"unicode/utf8"

	"jiaokan/align/language"
)

// A Text is what is compared of a document: its Han characters, letters and
// digits, without marks and white space, in one width and case. Copies differ most
// in what is left out: a scan takes 。 for ., a web page breaks lines elsewhere.
type Text []rune

// Fold makes the Text of a document.
func Fold(text string) Text {
	out := make(Text, 0, len(text)/3+8)
	for i := 0; i < len(text); {
		// Nine characters in ten are Han of three bytes, E4 to E9.
		if c := text[i]; 0xE4 <= c && c <= 0xE9 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			if r := rune(c&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F); 0x4E00 <= r && r <= 0x9FFF {
				out = append(out, r)
				i += 3
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if r = FoldRune(r); r != 0 {
			out = append(out, r)
		}
		i += n
	}
	return out
}

// FoldRune gives the rune as Fold has it, or 0 where Fold leaves it out.
func FoldRune(r rune) rune {
	if 0x4E00 <= r && r <= 0x9FFF {
		return r
	}
	if r < 0x80 {
		return ascii[r]
	}
	switch r = language.Fold(r); {
	case r < 0x80:
		return ascii[r]
	case r == '〇' || unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	return 0
}

// ascii are letters in lower case and digits; 0 for the rest.
var ascii = func() (t [0x80]rune) {
	for r := '0'; r <= '9'; r++ {
		t[r] = r
	}
	for r := 'a'; r <= 'z'; r++ {
		t[r], t[r-'a'+'A'] = r, r
	}
	return
}()
