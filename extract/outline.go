package extract

import (
	"strings"
	"unicode/utf8"
)

// parse reads the outline: lines, what each is, which belong together, and
// which clause stands under which. Linear in the length of the text.
func (w *Witness) parse() {
	rd := &reader{text: w.Text, lines: splitLines(w.Text)}
	if len(rd.lines) == 0 {
		return // a source that somebody else made; Read refuses a file without text
	}
	rd.readFront()
	rd.readRest()
	rd.joinLines()
	blocks := rd.blocks(0, rd.front)
	for _, b := range blocks {
		if b.Kind == Item { // 第五十号 above the text is no clause
			*b = Block{Kind: Paragraph, Span: b.Span, Label: Span{b.Span.Lo, b.Span.Lo}, Body: b.Span}
		}
	}
	w.Front = blocks
	w.Outline = nest(rd, rd.blocks(rd.front, len(rd.lines)))
}

// blocks makes one block of each line in lines[lo:hi] and those joined to it.
func (rd *reader) blocks(lo, hi int) []*Block {
	var out []*Block
	for i := lo; i < hi; {
		j := i + 1
		for j < hi && rd.lines[j].joined {
			j++
		}
		out = append(out, rd.block(i, j))
		i = j
	}
	return out
}

func (rd *reader) block(lo, hi int) *Block {
	l := &rd.lines[lo]
	b := &Block{Kind: l.kind, Span: Span{l.span.Lo, rd.lines[hi-1].span.Hi}}
	b.Label = Span{b.Span.Lo, b.Span.Lo}
	b.Body = b.Span
	if b.Kind == "" {
		b.Kind = Paragraph
	}
	if l.kind == "" && l.label.num.Style != NoStyle {
		b.Kind = Item
		b.Num = l.label.num
		b.Label.Hi = l.span.Lo + l.label.span.Hi
		rest := rd.text[b.Label.Hi:b.Span.Hi]
		b.Body.Lo = b.Span.Hi - len(strings.TrimLeftFunc(rest, Space))
	}
	return b
}

// nest lays the blocks out as a tree. A label opens a level below those of outer
// styles; text without a label belongs to the clause above it; the parts of the
// foot and the title of a further document stand at the top.
func nest(rd *reader, blocks []*Block) []*Block {
	var top []*Block
	var path []*Block
	order := levels(blocks)
	put := func(b *Block) {
		if len(path) == 0 {
			top = append(top, b)
			return
		}
		p := path[len(path)-1]
		p.Kids = append(p.Kids, b)
	}
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		switch {
		case b.Num.Style != NoStyle:
			for len(path) > 0 && !order.outer(path[len(path)-1].Num.Style, b.Num.Style) {
				path = path[:len(path)-1]
			}
			put(b)
			path = append(path, b)
		case b.Kind != Paragraph || isAttachment(bareText(rd.text[b.Span.Lo:b.Span.Hi])):
			path = path[:0]
			put(b)
		case isContents(bareText(rd.text[b.Span.Lo:b.Span.Hi])):
			path = path[:0]
			put(b)
			n := contents(rd, blocks[i+1:])
			b.Kind = Heading
			b.Kids = nest(rd, blocks[i+1:i+1+n])
			i += n
		default:
			put(b)
		}
	}
	for _, b := range top {
		settle(rd.text, b, false)
	}
	return top
}

// contents returns how many of the blocks are entries of a table of contents:
// headings of divisions up to the first that is printed again, as the text.
func contents(rd *reader, blocks []*Block) int {
	for i, b := range blocks {
		if b.Num.Style == NoStyle || b.Num.Style >= Article || utf8.RuneCountInString(rd.text[b.Body.Lo:b.Body.Hi]) > 40 ||
			i > 0 && b.Num == blocks[0].Num {
			return i
		}
	}
	return len(blocks)
}

// settle gives a block the span of what stands under it and, where it only
// announces that, the kind of a heading. Articles and their 项 are items.
func settle(text string, b *Block, inArticle bool) {
	inArticle = inArticle || b.Num.Style == Article
	for _, k := range b.Kids {
		settle(text, k, inArticle)
	}
	if n := len(b.Kids); n > 0 {
		b.Span.Hi = b.Kids[n-1].Span.Hi
	}
	if b.Kind == Item && !inArticle && announces(text[b.Body.Lo:b.Body.Hi], b) {
		b.Kind = Heading
	}
}

// announces reports whether body is a heading's: one phrase, and either other
// clauses under it or no full stop. Some notices end their headings with one:
// （一）传承创新“楚怡”职业教育精神。 Where only a paragraph stands below, a short
// phrase with a full stop is a heading, （一）指导思想。, and a long one a rule of
// its own, 一、根据需要在沿海一定的港口城市设立海事法院。
func announces(body string, b *Block) bool {
	if b.Num.Style < Article {
		return true
	}
	if len(body) > 60*3 || strings.HasSuffix(body, "；") || strings.HasSuffix(body, ";") {
		return false
	}
	inner := strings.TrimRight(body, stops+closers)
	if strings.ContainsAny(inner, "。！？；!?;") {
		return false
	}
	n := utf8.RuneCountInString(body)
	switch {
	case endingOf(body) != finished:
		return len(b.Kids) > 0 || n <= 40
	case len(b.Kids) > 0 && b.Kids[0].Num.Style != NoStyle:
		return true
	}
	return len(b.Kids) > 0 && n <= 20 && !strings.ContainsRune(body, '，')
}

// A hierarchy counts how often a style opened right under another.
type hierarchy [Circle + 1][Circle + 1]int

// levels reads the document's own order of styles off its labels. The order of
// the constants is the rule (GB/T 9704 7.3.3: 一、 （一） 1. （1）); a document that
// numbers (1) above 1. opens 1. under (1) again and again.
func levels(blocks []*Block) *hierarchy {
	h := new(hierarchy)
	last := NoStyle
	for _, b := range blocks {
		s := b.Num.Style
		if s == NoStyle {
			if b.Kind == Title {
				last = NoStyle
			}
			continue
		}
		if last != NoStyle && last != s && b.Num.Value == 1 {
			h[last][s]++
		}
		last = s
	}
	return h
}

// outer reports whether clauses of style a stand above those of style b.
func (h *hierarchy) outer(a, b Style) bool {
	if a == b {
		return false
	}
	usual := a < b
	if usual {
		return h[b][a] < 2 || h[b][a] <= 2*h[a][b]
	}
	return h[a][b] >= 2 && h[a][b] > 2*h[b][a]
}
