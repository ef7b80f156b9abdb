package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/extract/flaw"
)

// A draft is text under way, with where its parts stood and what is not in it.
type draft struct {
	text   []byte
	origin []Origin
	loss   []Loss

	apart []byte // what is kept out of the text at its end; settle makes an Origin of it
	part  string // and what it is part of
}

// write appends text. Characters that stand for what could not be read, and
// those whose shape only a font of the author's knows, are a Loss.
func (d *draft) write(text string) {
	d.settle()
	lo := len(d.text)
	d.text = append(d.text, text...)
	for i, r := range text {
		if r < 0xe000 { // nearly all
			continue
		}
		l := Loss{Span: Span{lo + i, lo + i + utf8.RuneLen(r)}}
		switch {
		case r == utf8.RuneError:
			l.Kind, l.What = flaw.Unread, "character that could not be read"
		case private(r):
			l.Kind, l.What = flaw.Glyph, "character of private use"
		default:
			continue
		}
		d.loss = append(d.loss, l)
	}
}

// private reports whether r is in an area of Unicode that has no characters.
func private(r rune) bool {
	return 0xe000 <= r && r <= 0xf8ff || r >= 0xf0000
}

// lose notes that something of the file is missing here.
func (d *draft) lose(kind flaw.Kind, what string) {
	d.loss = append(d.loss, Loss{Span: Span{len(d.text), len(d.text)}, Kind: kind, What: what})
}

// aside notes text of the file that is kept out of the text here. Text of one
// part in several pieces is put together.
func (d *draft) aside(part, text string) {
	if d.part != part {
		d.settle()
		d.part = part
	}
	d.apart = append(d.apart, text...)
}

// settle ends what was noted by aside.
func (d *draft) settle() {
	if text := strings.Trim(string(d.apart), "\n"); text != "" {
		here := Span{len(d.text), len(d.text)}
		d.origin = append(d.origin, Origin{Span: here, Part: d.part, Apart: text})
	}
	d.apart = d.apart[:0]
}

// add appends what stands in e.
func (d *draft) add(e *draft) {
	d.settle()
	e.settle()
	at := len(d.text)
	d.text = append(d.text, e.text...)
	for _, o := range e.origin {
		o.Span.Lo += at
		o.Span.Hi += at
		d.origin = append(d.origin, o)
	}
	for _, l := range e.loss {
		l.Span.Lo += at
		l.Span.Hi += at
		d.loss = append(d.loss, l)
	}
}

func (d *draft) reset() {
	d.text, d.origin, d.loss = d.text[:0], d.origin[:0], d.loss[:0]
}

// source makes a Source of d, in the order that one has.
func (d *draft) source() *Source {
	d.settle()
	slices.SortStableFunc(d.origin, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(a.Span.Lo, b.Span.Lo), cmp.Compare(a.Span.Hi, b.Span.Hi))
	})
	slices.SortStableFunc(d.loss, func(a, b Loss) int { return cmp.Compare(a.Span.Lo, b.Span.Lo) })
	return &Source{Text: string(d.text), Origin: d.origin, Loss: d.loss}
}
