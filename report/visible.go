package report

import (
	"fmt"
	"strings"
	"unicode"
)

// Visible spells out the characters of a copy that would act on the page or on
// the terminal instead of being seen: controls and escape sequences, marks that
// turn the direction of writing, characters of no width. A copy that holds
// U+202E could otherwise show an editor another text than the one it has.
// Line breaks and tabs stay.
func Visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&b, "[U+%04X]", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hidden reports whether r cannot be seen. Variation selectors (U+FE00, U+E0100)
// are marks to unicode, not formats, and stay: they choose the shape of a
// character.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case r < 0x20 || r == 0x7F:
		return true
	case r < 0x80:
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// oneLine drops line breaks, and white space beside them, and turns any other
// white space into single spaces. A break inside a Chinese sentence is an
// accident of the page and stands for no space.
func oneLine(s string) string {
	var b strings.Builder
	space, broken := false, false
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r':
			broken = true
		case unicode.IsSpace(r):
			space = true
		default:
			if space && !broken && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space, broken = false, false
			b.WriteRune(r)
		}
	}
	return Visible(b.String())
}

// elide shortens s to about n characters by cutting out of its middle, where
// the ends say more, and reports whether it did.
func elide(s string, n int) (string, bool) {
	r := []rune(s)
	if len(r) <= n {
		return s, false
	}
	tail := n / 4
	return string(r[:n-tail-1]) + "…" + string(r[len(r)-tail:]), true
}
