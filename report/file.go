package report

import (
	"sort"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// mostApart is how much, in code points, of a text kept apart is told. It is
// there to be known again in the file, not to be read.
const mostApart = 200

// file tells what of the file of witness w is not in its text.
func (b *builder) file(w int) {
	wit, out := b.e.Collation.Witnesses[w], &b.r.Witnesses[w]
	var with []extract.Origin
	for _, o := range wit.Origin {
		if o.Span.Len() > 0 {
			with = append(with, o)
		}
		if o.Apart != "" {
			text, _ := elide(strings.TrimSpace(o.Apart), mostApart)
			out.Apart = append(out.Apart, ResultApart{Start: b.runes[w].at(o.Span.Lo).runes, Page: o.Page, Part: o.Part, Text: text})
		}
	}
	b.pages = append(b.pages, with)
	for _, l := range wit.Loss {
		at := b.span(align.Place{Witness: w, Span: l.Span})
		lost := ResultLoss{Start: at[0], End: at[1], Kind: string(l.Kind), What: l.What, Page: l.Page}
		if lost.Page == 0 {
			lost.Page, _, _ = b.inFile(align.Place{Witness: w, Span: l.Span})
		}
		out.Losses = append(out.Losses, lost)
	}
}

// inFile returns where in its file a place begins, zero for what is not known.
// What stands between two lines of a page is told by the one before it.
func (b *builder) inFile(p align.Place) (page, line int, part string) {
	x := b.originAt(p)
	if x < 0 {
		return 0, 0, ""
	}
	o := b.pages[p.Witness][x]
	if page = o.Page; page > 0 {
		line = o.Line
	}
	if part = o.Part; part == "body" || p.Span.Lo >= o.Span.Hi {
		part = ""
	}
	return page, line, part
}

// originAt returns the last Origin with text that begins not behind a place, as
// an index into pages; -1 for none.
func (b *builder) originAt(p align.Place) int {
	list := b.pages[p.Witness]
	return sort.Search(len(list), func(i int) bool { return list[i].Span.Lo > p.Span.Lo }) - 1
}

// sure is how sure a recogniser is of the characters at some places, on average;
// 0 where none of them was recognised.
func (b *builder) sure(at []align.Place) float64 {
	sum, n := 0, 0
	for _, p := range at {
		list := b.pages[p.Witness]
		for x := max(b.originAt(p), 0); x < len(list) && list[x].Span.Lo < p.Span.Hi; x++ {
			o := list[x]
			if len(o.Sure) == 0 {
				continue
			}
			text := b.e.Collation.Witnesses[p.Witness].Text
			i := 0 // code point of the Origin
			for k := o.Span.Lo; k < min(o.Span.Hi, p.Span.Hi) && i < len(o.Sure); i++ {
				r, size := utf8.DecodeRuneInString(text[k:])
				if k >= p.Span.Lo && !align.Blank(r) {
					sum, n = sum+int(o.Sure[i]), n+1
				}
				k += size
			}
		}
	}
	if n == 0 {
		return 0
	}
	return round(float64(sum) / float64(100*n))
}
