package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// choose finds the document in a page: a container, by the names that the
// software of government sites gives it or, on other pages, by where the text
// is; then what belongs to the document around it, and what does not inside.
// Where known is false the names are not looked at.
func choose(l *htmlLayout, root *htmlNode, known bool) htmlChoice {
	m := weigh(l, root)
	if m.of(root) == 0 {
		return whole(l, root)
	}
	box, sure := (*htmlNode)(nil), false
	if known {
		box, sure = m.named(root)
	}
	if box == nil {
		box = m.densest(root)
	}
	c := htmlChoice{apart: make([]string, len(l.lines)), text: make(map[int]string), around: make(map[*htmlNode]bool)}
	lo, hi := int(box.lines[0]), int(box.lines[1])
	for i := range c.apart {
		if i < lo || i >= hi {
			c.apart[i] = "page"
		}
	}
	m.tidy(c.apart, lo, hi, sure)
	m.below(c.apart, hi)
	m.title(c.apart, lo, hi)
	m.metadata(&c)
	c.bounds(l, box, sure)
	return c
}

// bounds sets where the document begins and ends for what is between the lines.
func (c *htmlChoice) bounds(l *htmlLayout, box *htmlNode, sure bool) {
	c.lo, c.hi = box.until, box.order
	if sure {
		c.lo, c.hi = box.order, box.until
	}
	for i, part := range c.apart {
		n := l.lines[i].node
		if part != "" {
			c.around[n] = true
			continue
		}
		c.lo, c.hi = min(c.lo, n.order), max(c.hi, n.until)
	}
}

// A htmlMass is what is known of the lines of a page.
type htmlMass struct {
	lines []htmlLine
	bare  []string // their texts without white space
	kind  []htmlKind
	sum   []int32 // of the weights of the lines before
	page  string  // <title> without white space
}

type htmlKind uint8

const (
	shortLine htmlKind = iota // a few words: a heading, a name, a button
	proseLine                 // a sentence or a labelled item
	linkLine                  // mostly links
	pageLine                  // what sites print around a document
	metaLine                  // a row of the card of the document: 索引号, 主题分类
)

// weigh says what kind each line is and how much it speaks for a document. A
// sentence counts by its length, other text by a quarter, links and what the
// page prints for itself not at all.
func weigh(l *htmlLayout, root *htmlNode) *htmlMass {
	m := &htmlMass{lines: l.lines, bare: make([]string, len(l.lines)), kind: make([]htmlKind, len(l.lines)), sum: make([]int32, len(l.lines)+1), page: bareText(l.title)}
	aside := asides(root, len(l.lines))
	for i := range l.lines {
		ln := &l.lines[i]
		s := bareText(ln.text)
		n := utf8.RuneCountInString(s)
		m.bare[i] = s
		w := 0
		switch {
		case isMetadata(ln.text):
			m.kind[i] = metaLine
		case isPageLine(s, n):
			m.kind[i] = pageLine
		case ln.linked*2 > n:
			m.kind[i] = linkLine
		case strings.ContainsAny(s, "，。；、：") || readLabel(ln.text).sure:
			m.kind[i] = proseLine
			w = n
		default:
			w = (n + 3) / 4
		}
		if aside[i] {
			w = 0
		}
		m.sum[i+1] = m.sum[i] + int32(w)
	}
	return m
}

// asides marks the lines in elements that are no document by their kind.
func asides(root *htmlNode, lines int) []bool {
	aside := make([]bool, lines)
	var walk func(n *htmlNode)
	walk = func(n *htmlNode) {
		switch n.tag {
		case atom.Nav, atom.Footer, atom.Aside:
			for i := n.lines[0]; i < n.lines[1] && int(i) < lines; i++ {
				aside[i] = true
			}
			return
		}
		for c := n.first; c != nil; c = c.next {
			walk(c)
		}
	}
	walk(root)
	return aside
}

func (m *htmlMass) of(n *htmlNode) int32 { return m.sum[n.lines[1]] - m.sum[n.lines[0]] }

// densest goes down from root as long as one element has nearly all of the
// weight. Its siblings may still hold the head or the foot of the document.
func (m *htmlMass) densest(root *htmlNode) *htmlNode {
	n := root
	for {
		var best *htmlNode
		for c := n.first; c != nil; c = c.next {
			if c.name != "" && (best == nil || m.of(c) > m.of(best)) {
				best = c
			}
		}
		if best == nil || m.of(best) == 0 || m.of(best)*100 < m.of(n)*85 || best.lines[1]-best.lines[0] < 2 {
			return n
		}
		n = best
	}
}

// tidy takes out of the container what the page prints around a document: at its
// beginning and its end, and anywhere what can be nothing else.
func (m *htmlMass) tidy(apart []string, lo, hi int, sure bool) {
	first, last := lo, hi
	for first < hi && m.kind[first] != proseLine {
		first++
	}
	for last > first && m.kind[last-1] != proseLine {
		last--
	}
	for i := lo; i < hi; i++ {
		switch k := m.kind[i]; {
		case k == metaLine && i < first:
			apart[i] = "metadata"
		case k == pageLine && (i < first || i >= last || isOnlyPage(m.bare[i])):
			apart[i] = "page"
		case k == linkLine && !sure && (i < first || i >= last) && !strings.Contains(m.bare[i], "附件"):
			apart[i] = "page"
		}
	}
	for i := last; i < hi; i++ { // 相关链接 and all below it
		if isRelated(m.bare[i]) {
			for ; i < hi; i++ {
				apart[i] = "page"
			}
		}
	}
}

// maxFoot is how many lines the foot of a document may have outside of its
// container: signatures of joint notices, notes and a list of attachments.
const maxFoot = 20

// below takes in the foot of a document that stands behind its container.
func (m *htmlMass) below(apart []string, hi int) {
	for i := hi; i < len(apart) && i < hi+maxFoot; i++ {
		s := m.bare[i]
		switch m.kind[i] {
		case pageLine, metaLine:
			return
		case linkLine:
			if !strings.HasPrefix(s, "附件") && !strings.HasPrefix(s, "附：") {
				return
			}
		default:
			if !isFoot(s) && (m.kind[i] != proseLine || utf8.RuneCountInString(s) < 20) {
				return
			}
		}
		apart[i] = ""
	}
}

func isFoot(s string) bool {
	return isOrgan(s) || isDate(s) || isNote(s) || isNumber(s) || strings.HasPrefix(s, "附件") || strings.HasPrefix(s, "附：") ||
		strings.HasPrefix(s, "抄送") || strings.HasPrefix(s, "主送")
}

// maxHead is how many lines may stand between the title that a page prints and
// the container: where it was published, when, in which size to read it.
const maxHead = 12

// title takes in the title above the container, with a 发文字号 that stands with
// it, if the text in the container begins without one.
func (m *htmlMass) title(apart []string, lo, hi int) {
	if m.hasTitle(apart, lo, hi) {
		return
	}
	for i := lo - 1; i >= 0 && i >= lo-maxHead; i-- {
		if m.kind[i] == pageLine || m.kind[i] == metaLine || m.kind[i] == linkLine {
			continue
		}
		top := m.blockTop(i)
		s := strings.Join(m.bare[top:i+1], "")
		if m.isTitle(m.lines[i].node, s) {
			if strings.Contains(m.head(apart, lo, hi), s) {
				return
			}
			for ; top <= i; top++ {
				apart[top], m.lines[top].part = "", "title"
			}
			for ; i < lo; i++ {
				if isNumber(m.bare[i]) {
					apart[i] = ""
				}
			}
			return
		}
	}
}

// blockTop returns the first line of the block that line i is of.
func (m *htmlMass) blockTop(i int) int {
	for i > 0 && m.lines[i-1].node == m.lines[i].node {
		i--
	}
	return i
}

// isTitle reports whether s, which stands in block, is the title of the document:
// it ends as one, or is a heading with which the title of the page begins.
func (m *htmlMass) isTitle(block *htmlNode, s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 4 || n > 150 || strings.IndexFunc(s, ideographic) < 0 || isDate(s) || isNumber(s) || isPage(s) {
		return false
	}
	return isGenre(s) && n >= 8 || strings.HasPrefix(m.page, s) || isHeading(block)
}

// isHeading reports whether block is the heading of a page or stands in it.
func isHeading(block *htmlNode) bool {
	for n, up := block, 0; n != nil && up < 3; n, up = n.parent, up+1 {
		if n.tag == atom.H1 {
			return true
		}
	}
	return false
}

// head returns the first lines of the container in one.
func (m *htmlMass) head(apart []string, lo, hi int) string {
	var b strings.Builder
	for i := lo; i < hi && b.Len() < 1000; i++ {
		if apart[i] == "" {
			b.WriteString(m.bare[i])
		}
	}
	return b.String()
}

// hasTitle reports whether one of the first lines of the container ends as a
// title does.
func (m *htmlMass) hasTitle(apart []string, lo, hi int) bool {
	for i, n := lo, 0; i < hi && n < 8; i++ {
		if apart[i] != "" {
			continue
		}
		s := m.bare[i]
		if isGenre(s) && utf8.RuneCountInString(s) >= 6 || m.lines[i].node.tag == atom.H1 {
			return true
		}
		if m.kind[i] == proseLine && utf8.RuneCountInString(s) > 60 {
			return false
		}
		n++
	}
	return false
}

// metadata tells the card of the document from the rest of the page, and takes
// the 主题词 out of it: they were a part of the document itself until 2012 (GB/T
// 9704-1999, 8.3.1), and where the site files them they are not in its text.
func (m *htmlMass) metadata(c *htmlChoice) {
	for i, k := range m.kind {
		if k != metaLine || c.apart[i] == "" {
			continue
		}
		c.apart[i] = "metadata"
		label, value, ok := strings.Cut(m.lines[i].text, "\t")
		if ok && strings.TrimRight(bareText(label), "：:") == "主题词" && isKeywords(value) {
			c.apart[i], c.text[i] = "", value
		}
	}
}
