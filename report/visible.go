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

// A line is text written on one line. Line breaks are dropped, and white space
// beside them; any other white space becomes single spaces. A break inside a
// Chinese sentence is an accident of the page and stands for no space.
type line struct {
	out           []rune
	space, broken bool // stood before what comes next
}

func (l *line) add(r rune) {
	switch {
	case r == '\n' || r == '\r':
		l.broken = true
	case unicode.IsSpace(r):
		l.space = true
	default:
		if l.space && !l.broken && len(l.out) > 0 {
			l.out = append(l.out, ' ')
		}
		l.space, l.broken = false, false
		if hidden(r) {
			l.out = append(l.out, []rune(fmt.Sprintf("[U+%04X]", r))...)
			return
		}
		l.out = append(l.out, r)
	}
}

// oneLine is s on one line, as it may be seen.
func oneLine(s string) string {
	var l line
	for _, r := range s {
		l.add(r)
	}
	return string(l.out)
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

// excerpt is text on one line, elided to n characters, and whether it was. Of a
// long text no more is read than is shown: every finding about a passage may quote
// it, and the passage may be the whole copy.
func excerpt(text []rune, n int) (string, bool) {
	var head, end line
	for i := 0; i < len(text) && len(head.out) <= n; i++ {
		head.add(text[i])
	}
	if len(head.out) <= n {
		return string(head.out), false
	}
	tail := n / 4
	from := len(text)
	for seen := 0; seen < tail && from > 0; {
		if from--; !unicode.IsSpace(text[from]) {
			seen++
		}
	}
	for _, r := range text[from:] {
		end.add(r)
	}
	return string(head.out[:n-tail-1]) + "…" + string(end.out[len(end.out)-tail:]), true
}
