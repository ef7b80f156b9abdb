package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Walk calls f for each block and those under it, in the order of the text.
func Walk(blocks []*Block, f func(b *Block, depth int)) { walk(blocks, 0, f) }

func walk(blocks []*Block, depth int, f func(*Block, int)) {
	for _, b := range blocks {
		f(b, depth)
		walk(b.Kids, depth+1, f)
	}
}

// Blocks returns all blocks, front and outline, in the order of the text.
func (w *Witness) Blocks() []*Block {
	var out []*Block
	add := func(b *Block, _ int) { out = append(out, b) }
	Walk(w.Front, add)
	Walk(w.Outline, add)
	return out
}

// Flow returns the text of sp as it flows: without line breaks and the white
// space around them.
func (s *Source) Flow(sp Span) string {
	text := s.Slice(sp)
	if strings.IndexFunc(text, lineBreak) < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := strings.IndexFunc(text, lineBreak); i >= 0; i = strings.IndexFunc(text, lineBreak) {
		b.WriteString(strings.TrimRightFunc(text[:i], Space))
		text = strings.TrimLeftFunc(text[i:], Space)
	}
	b.WriteString(text)
	return b.String()
}

// Dump prints the outline for a terminal: a block a line, with its kind, its
// label, the beginning of its text without white space, and how many characters
// that text has. The cells of a row of a table, which a tab parts, stand apart.
func Dump(w *Witness) string {
	var out strings.Builder
	line := func(b *Block, depth int) {
		body := w.Slice(b.Body)
		text := bareText(body)
		fmt.Fprintf(&out, "%*s%s %s", 2*depth, "", b.Kind, bareText(w.Slice(b.Label)))
		if b.Label.Len() > 0 {
			out.WriteByte(' ')
		}
		fmt.Fprintf(&out, "%s [%d]\n", clip(cells(body), 30), utf8.RuneCountInString(text))
	}
	Walk(w.Front, line)
	if len(w.Front) > 0 && len(w.Outline) > 0 {
		out.WriteString("---\n")
	}
	Walk(w.Outline, line)
	return out.String()
}

// cells is text without white space but for bars between what tabs part.
func cells(text string) string {
	list := strings.FieldsFunc(text, func(r rune) bool { return r == '\t' })
	for i := range list {
		list[i] = bareText(list[i])
	}
	return strings.Join(slices.DeleteFunc(list, func(s string) bool { return s == "" }), " | ")
}

// clip returns the first n characters of s, with … for the rest.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}
