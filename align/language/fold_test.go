package language

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{"（一）２０２３年，", "(一)2023年,"},
		{"“双高”‘双碳’", `"双高"'双碳'`},
		{"⼈⽣⻟", "人生⻟"}, // two Kangxi radicals; ⻟ is a radical's form, not a character's twin
		{"\uf90a\ufa0c", "金兀"},
		{"、。《》〔〕…—·", "、。《》〔〕…—·"},
		{"％＋ａＺ～　", "%+aZ~ "},
		{"⒈①㎡", "⒈①㎡"}, // more than one character, or a meaning of their own
		{"\x00\n\ufffd", "\x00\n\ufffd"},
	} {
		var got []rune
		for _, r := range c.from {
			got = append(got, Fold(r))
		}
		if string(got) != c.to {
			t.Errorf("Fold(%q) = %q, want %q", c.from, string(got), c.to)
		}
	}
}

// Folding twice is folding once, and a folded character is never another than the
// one that Unicode holds compatible with it, the quotes apart.
func TestFoldAll(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		f := Fold(r)
		if Fold(f) != f {
			t.Errorf("Fold(%U) = %U, Fold(%U) = %U", r, f, f, Fold(f))
		}
		if f != r && f != '"' && f != '\'' && norm.NFKC.String(string(r)) != string(f) {
			t.Errorf("Fold(%U) = %U, NFKC is %q", r, f, norm.NFKC.String(string(r)))
		}
	}
}
