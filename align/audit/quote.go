package audit

import (
	"fmt"
	"strings"
	"unicode"

	"jiaokan/align"
)

// Siglum names witness w: A, B … Z, A1, B1 …
func Siglum(w int) string {
	s := string(rune('A' + w%26))
	if w >= 26 {
		s += fmt.Sprint(w / 26)
	}
	return s
}

// siglum names witness w in a message; a document audited by itself needs no
// name.
func (d *desk) siglum(w int) string {
	if d.n == 1 {
		return ""
	}
	return Siglum(w)
}

// quote shortens a text for a message to about n characters, white space
// dropped, the middle left out.
func quote(text string, n int) string {
	rs := []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text))
	if len(rs) > n {
		head := n * 2 / 3
		rs = append(append(rs[:head:head], '…'), rs[len(rs)-(n-head):]...)
	}
	return string(rs)
}

// unfold writes a folded text as Chinese prints it, for messages: full-width
// marks, quotes that open and close.
func unfold(key string) string {
	open := true
	return strings.Map(func(r rune) rune {
		switch r {
		case ',':
			return '，'
		case ';':
			return '；'
		case ':':
			return '：'
		case '(':
			return '（'
		case ')':
			return '）'
		case '?':
			return '？'
		case '!':
			return '！'
		case '"':
			if open = !open; open {
				return '”'
			}
			return '“'
		}
		return r
	}, key)
}

// say makes a message in both languages from the same arguments.
func say(zh, en string, args ...any) Text {
	return Text{strings.TrimSpace(fmt.Sprintf(zh, args...)), strings.TrimSpace(fmt.Sprintf(en, args...))}
}

// sigla lists the witnesses of some places, each once.
func sigla(at []align.Place) string {
	var out []string
	seen := Set(0)
	for _, p := range at {
		if !seen.Has(p.Witness) {
			seen |= 1 << p.Witness
			out = append(out, Siglum(p.Witness))
		}
	}
	return strings.Join(out, "、")
}
