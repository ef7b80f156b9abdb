package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/extract/flaw"

	"golang.org/x/net/html/atom"
)

// A htmlLine is one line of a page as a browser would break it if the window
// were wide enough.
type htmlLine struct {
	text   string
	node   *htmlNode // the innermost block that its first character stands in
	part   string    // as Origin.Part
	number int       // bytes of a number before text that the page leaves to the browser to count
	linked int       // characters of text that are links
	blank  bool      // two line breaks stand above it
}

// A htmlMark is something between the characters of a page that is none of its
// text: a Loss, or text kept apart.
type htmlMark struct {
	line, at int   // before byte at of line
	order    int32 // of its node
	block    *htmlNode
	loss     flaw.Loss // or none
	part     string
	apart    string
	reach    reach
}

// A reach says where on the page a mark matters to the document.
type reach uint8

const (
	inside   reach = iota // only where it stands among its lines
	behind                // also below it, where sites list attachments
	anywhere              // a frame may hold what the page lacks
)

// A htmlLayout breaks a page into lines.
type htmlLayout struct {
	reject bool // revisions are rejected

	lines []htmlLine
	marks []htmlMark
	title string // of <title>

	line   []byte // the one that is open
	part   string
	last   rune      // its last character
	block  *htmlNode // innermost open block
	from   *htmlNode // block of its first character
	space  space     // white space that is printed if text follows
	number string    // that stands before the next character
	label  int       // bytes of number in line
	linked int
	blank  bool

	pre  int // open elements that keep white space
	link int // open links
	cell int // open cells of tables whose rows are lines
	tabs int // cells to skip before the next character
	pads int // cells skipped so far for the sake of columns
	list *htmlList
}

// space is white space that collapses.
type space uint8

const (
	none    space = iota
	blank         // spaces
	newline       // spaces with a line break of the source
)

// breakLines returns the lines of the page under root.
func breakLines(root *htmlNode, reject bool) *htmlLayout {
	l := &htmlLayout{reject: reject, block: root, part: "body"}
	l.children(root)
	l.endLine()
	root.lines = [2]int32{0, int32(len(l.lines))}
	return l
}

func (l *htmlLayout) children(n *htmlNode) {
	for c := n.first; c != nil; c = c.next {
		if c.name == "" {
			l.text(c.text)
		} else {
			l.element(c)
		}
	}
}

// element lays out an element. Its lines are those in which any of its text
// stands.
func (l *htmlLayout) element(n *htmlNode) {
	st := styleOf(n)
	if st.hidden {
		l.keepApart(n, "hidden text")
		return
	}
	if l.replaced(n) {
		return
	}
	outer := l.block
	if st.block {
		l.endLine()
		l.blank = false
		l.block = n
	}
	if st.pre {
		l.pre++
	}
	n.lines[0] = int32(len(l.lines))
	l.content(n)
	if st.block {
		l.endLine()
		l.blank = false
		l.block = outer
	}
	if st.pre {
		l.pre--
	}
	n.lines[1] = int32(len(l.lines))
	if len(l.line) > 0 {
		n.lines[1]++
	}
}

// content lays out what is in an element, with what its kind adds to it.
func (l *htmlLayout) content(n *htmlNode) {
	switch n.tag {
	case atom.A:
		l.anchor(n)
	case atom.Table:
		l.table(n)
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		outer := l.list
		l.list = newList(n)
		l.children(n)
		l.list = outer
	case atom.Li:
		if l.list != nil {
			l.number = l.list.next(n)
		}
		l.children(n)
		l.number = ""
	case atom.Pre, atom.Listing:
		if c := n.first; c != nil && c.name == "" {
			c.text = strings.TrimPrefix(strings.TrimPrefix(c.text, "\r"), "\n")
		}
		l.children(n)
	default:
		l.children(n)
	}
}

// replaced handles the elements that do not print what is in them. It reports
// whether n is one.
func (l *htmlLayout) replaced(n *htmlNode) bool {
	switch n.tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noembed, atom.Noframes, atom.Meta, atom.Link, atom.Base, atom.Datalist, atom.Rp:
	case atom.Title:
		if l.title == "" {
			l.title = plainText(n)
		}
	case atom.Br:
		l.lineBreak()
	case atom.Hr:
		l.endLine()
	case atom.Img, atom.Image:
		l.picture(n)
	case atom.Iframe, atom.Frame:
		l.mark(htmlMark{order: n.order, loss: flaw.Loss{Kind: flaw.Attachment, What: named("frame skipped", n.value("src"))}, reach: anywhere})
	case atom.Object, atom.Embed, atom.Applet, atom.Video, atom.Audio, atom.Svg, atom.Canvas:
		l.mark(htmlMark{order: n.order, loss: flaw.Loss{Kind: embedded[n.tag], What: named(n.name+" skipped", n.value("src"))}})
	case atom.Input, atom.Button, atom.Select, atom.Textarea:
		if t := plainText(n) + n.value("value"); t != "" && n.value("type") != "hidden" {
			l.mark(htmlMark{order: n.order, part: "form", apart: t})
		}
	case atom.Rt:
		l.keepApart(n, "ruby")
	case atom.Del, atom.Ins:
		if (n.tag == atom.Ins) != l.reject {
			return false
		}
		part, loss := "deletion", "tracked deletion accepted"
		if l.reject {
			part, loss = "insertion", "tracked insertion rejected"
		}
		l.mark(htmlMark{order: n.order, loss: flaw.Loss{Kind: flaw.Revision, What: loss}, part: part, apart: plainText(n)})
	default:
		return n.name == "xml" // Word's own data
	}
	return true
}

// embedded are what a page shows of other kinds than text.
var embedded = map[atom.Atom]flaw.Kind{
	atom.Object: flaw.Attachment, atom.Embed: flaw.Attachment, atom.Applet: flaw.Attachment, atom.Video: flaw.Attachment, atom.Audio: flaw.Attachment,
	atom.Svg: flaw.Picture, atom.Canvas: flaw.Picture,
}

// keepApart keeps what is in n out of the lines.
func (l *htmlLayout) keepApart(n *htmlNode, part string) {
	if t := plainText(n); t != "" {
		l.mark(htmlMark{order: n.order, part: part, apart: t})
	}
}

func (l *htmlLayout) mark(m htmlMark) {
	m.line, m.at, m.block = len(l.lines), len(l.line), l.block
	l.marks = append(l.marks, m)
}

// picture leaves a mark for an image that may show text. Those of a few points
// only keep space.
func (l *htmlLayout) picture(n *htmlNode) {
	for _, side := range []string{"width", "height"} {
		if v := n.value(side); len(v) == 1 && v < "4" || v == "1px" || v == "0px" {
			return
		}
	}
	l.mark(htmlMark{order: n.order, loss: flaw.Loss{Kind: flaw.Picture, What: named("picture", n.value("src"))}})
	if alt := strings.Join(strings.Fields(n.value("alt")), " "); alt != "" {
		l.mark(htmlMark{order: n.order, part: "picture", apart: alt})
	}
}

// named adds the file name at the end of a reference, if it has one.
func named(what, ref string) string {
	if strings.HasPrefix(ref, "data:") {
		return what
	}
	ref, _, _ = strings.Cut(ref, "?")
	ref, _, _ = strings.Cut(ref, "#")
	ref = strings.TrimRight(strings.TrimSpace(ref), "/")
	if ref = ref[strings.LastIndexAny(ref, `/\`)+1:]; ref == "" {
		return what
	}
	return what + " " + clip(ref, 80)
}

// plainText returns the text in n without its lines.
func plainText(n *htmlNode) string { return startText(n, maxHTMLNodes) }

// startText is plainText of the first so many nodes.
func startText(n *htmlNode, nodes int) string {
	var b strings.Builder
	var walk func(n *htmlNode)
	walk = func(n *htmlNode) {
		if nodes--; nodes < 0 || n.tag == atom.Script || n.tag == atom.Style {
			return
		}
		b.WriteString(n.text)
		for c := n.first; c != nil && nodes > 0; c = c.next {
			walk(c)
		}
		if htmlBlocks[n.tag] || n.tag == atom.Br {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// text prints characters of the page. White space collapses as CSS Text says,
// no-break and ideographic spaces stay.
func (l *htmlLayout) text(s string) {
	for _, r := range s {
		switch r {
		case '\n', '\r':
			if l.pre > 0 {
				l.lineBreak()
			} else {
				l.space = newline
			}
		case ' ', '\t', '\f', '\v', '\u0085':
			if l.pre > 0 {
				l.put(r)
			} else if l.space == none {
				l.space = blank
			}
		case '\u2028', '\u2029':
			l.lineBreak()
		default:
			l.put(r)
		}
	}
}

// put prints one character, with the white space, the cells and the number that
// stand before it.
func (l *htmlLayout) put(r rune) {
	visible := !Space(r)
	if l.tabs > 0 && visible {
		l.line = append(l.line, strings.Repeat("\t", l.tabs)...)
		l.tabs, l.space = 0, none
	}
	if l.number != "" && visible {
		l.putNumber()
	}
	if l.space != none && len(l.line) > 0 && (l.space == blank || !wide(l.last, r)) {
		l.line = append(l.line, ' ')
	}
	l.space = none
	if l.from == nil {
		l.from = l.block
	}
	if l.link > 0 && visible {
		l.linked++
	}
	l.line = utf8.AppendRune(l.line, r)
	l.last = r
}

// putNumber prints the number of an item before its first character.
func (l *htmlLayout) putNumber() {
	if strings.TrimFunc(string(l.line), Space) == "" && l.cell == 0 {
		l.line = l.line[:0]
		l.label = len(l.number)
		for i := len(l.marks) - 1; i >= 0 && l.marks[i].line == len(l.lines); i-- {
			l.marks[i].at = 0
		}
	} else if l.space != none {
		l.line = append(l.line, ' ')
	}
	l.line = append(l.line, l.number...)
	l.number, l.space = "", none
}

// wide reports whether a line break of the source between a and b prints
// nothing. CSS Text Level 3, 4.1.3, has it so where both are wide, since Chinese
// has no spaces between words; level 4 adds the marks that have no width of their
// own. Some browsers print a space there, and no author wants one.
func wide(a, b rune) bool {
	return ideographic(a) && (ideographic(b) || isMark(b)) || isMark(a) && ideographic(b)
}

func ideographic(r rune) bool {
	return r > 0x2e7f && (unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x30ff || r >= 0xff01 && r <= 0xff60)
}

func isMark(r rune) bool {
	return r == '“' || r == '”' || r == '‘' || r == '’' || r == '…' || r == '—' || r == '·'
}

// lineBreak is a line break that the page asks for. In a row of a table it is a
// space.
func (l *htmlLayout) lineBreak() {
	if l.cell > 0 {
		l.space = blank
		return
	}
	empty := strings.TrimFunc(string(l.line), Space) == ""
	l.endLine()
	l.blank = l.blank || empty
}

// endLine ends the open line, if there is anything on it.
func (l *htmlLayout) endLine() {
	if l.cell > 0 {
		if l.space == none {
			l.space = blank
		}
		return
	}
	text := strings.TrimRightFunc(string(l.line), Space)
	if text != "" {
		l.lines = append(l.lines, htmlLine{text, l.from, l.part, l.label, l.linked, l.blank && len(l.lines) > 0})
		l.blank = false
	}
	l.line, l.from, l.last, l.space, l.label, l.linked, l.tabs = l.line[:0], nil, 0, none, 0, 0, 0
}
