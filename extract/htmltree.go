package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A htmlNode is an element of a page or, where tag is 0 and name empty, a run
// of its text.
type htmlNode struct {
	tag  atom.Atom // 0 for elements that HTML does not know, such as o:p
	name string    // of the element, in lower case
	text string
	attr []htmlAttr

	parent, first, last, next *htmlNode

	order int32 // its place among all nodes, in the order of the page
	until int32 // the order of the first node behind it and what is in it
	lines [2]int32
}

type htmlAttr struct{ key, val string }

// value returns the value of an attribute, or "".
func (n *htmlNode) value(key string) string {
	v, _ := n.lookup(key)
	return v
}

func (n *htmlNode) lookup(key string) (string, bool) {
	for _, a := range n.attr {
		if a.key == key {
			return a.val, true
		}
	}
	return "", false
}

// attributes are those that say something of the text. Others are dropped as
// they are read: a tag may have a million.
var attributes = map[string]bool{
	"id": true, "class": true, "style": true, "hidden": true, "href": true, "src": true, "alt": true, "title": true,
	"name": true, "content": true, "http-equiv": true, "charset": true, "start": true, "type": true, "value": true,
	"reversed": true, "rowspan": true, "colspan": true, "width": true, "height": true, "role": true,
}

// What a page may have. Those of the State Council have some 600 nodes on 20 kB;
// half a million, with what is made of them, take about 300 MB. A deeper element
// is read as if it stood beside the one above it.
const (
	maxHTML      = 32 << 20
	maxHTMLNodes = 500_000
	maxHTMLDepth = 500
)

// parseHTML builds the tree of a page from the tokens of x/net/html, by those
// rules of the standard that move text between lines: which start tags end a
// paragraph, an item or a cell, and how far an end tag reaches. What it leaves
// out is where HTML moves markup and not lines: formatting elements that overlap,
// and text between the cells of a table, which a browser prints above it.
//
// html.Parse is not used because its cost has no bound. It makes open formatting
// elements again in each paragraph: 20 kB of <b> and <p> are two million nodes in
// 300 MB. It joins text around stray end tags by copying: 1 MB of those takes 15
// seconds. And it gives up at 512 open elements, which 600 times <font> without
// end are. Here the cost is linear: at most maxHTMLDepth steps a tag.
func parseHTML(page string) (*htmlNode, error) {
	root := &htmlNode{name: "#document"}
	b := htmlBuilder{stack: []*htmlNode{root}, open: make(map[string]int)}
	b.xml = strings.HasPrefix(strings.TrimLeft(page, "\ufeff \t\r\n"), "<?xml")
	z := html.NewTokenizer(strings.NewReader(page))
	for b.nodes <= maxHTMLNodes {
		switch z.Next() {
		case html.ErrorToken:
			root.number(0)
			return root, nil
		case html.TextToken:
			b.addText(z)
		case html.StartTagToken:
			b.start(z, false)
		case html.SelfClosingTagToken:
			b.start(z, b.xml)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(name)
		}
	}
	return nil, because(ErrLimit, "the page has more than %d elements", maxHTMLNodes)
}

// number sets order and until of n and all below it.
func (n *htmlNode) number(order int32) int32 {
	n.order = order
	order++
	for c := n.first; c != nil; c = c.next {
		order = c.number(order)
	}
	n.until = order
	return order
}

type htmlBuilder struct {
	stack []*htmlNode    // open elements
	open  map[string]int // how many of them have the name
	over  int            // open elements that are too deep to be on the stack
	nodes int
	xml   bool // XHTML, where <p/> is closed
}

func (b *htmlBuilder) add(n *htmlNode) {
	b.nodes++
	top := b.stack[len(b.stack)-1]
	n.parent = top
	if top.last == nil {
		top.first = n
	} else {
		top.last.next = n
	}
	top.last = n
}

func (b *htmlBuilder) addText(z *html.Tokenizer) {
	switch b.stack[len(b.stack)-1].tag {
	case atom.Script, atom.Iframe, atom.Noembed, atom.Noframes:
		return // code, which can be most of a page
	}
	if text := z.Text(); len(text) > 0 {
		b.add(&htmlNode{text: string(text)})
	}
}

func (b *htmlBuilder) start(z *html.Tokenizer, closed bool) {
	name, more := z.TagName()
	n := &htmlNode{tag: atom.Lookup(name)}
	if n.tag != 0 {
		n.name = n.tag.String()
	} else {
		n.name = string(name)
	}
	switch n.tag {
	case atom.Html, atom.Head, atom.Body:
		return // they say nothing that what is in them does not
	}
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		if attributes[string(key)] {
			if _, ok := n.lookup(string(key)); !ok {
				n.attr = append(n.attr, htmlAttr{string(key), string(val)})
			}
		}
	}
	b.implyEnds(n.tag)
	b.add(n)
	switch {
	case closed || htmlVoid[n.tag]:
	case len(b.stack) > maxHTMLDepth:
		b.over++
	default:
		b.stack = append(b.stack, n)
		b.open[n.name]++
	}
}

// implyEnds closes what may be left open and ends where an element of tag
// begins.
func (b *htmlBuilder) implyEnds(tag atom.Atom) {
	if htmlEndsP[tag] {
		b.close("p", htmlCells)
	}
	switch tag {
	case atom.A:
		b.close("a", htmlBlocks)
	case atom.Li:
		b.close("li", htmlLists)
	case atom.Dd, atom.Dt:
		b.close("dd", htmlLists)
		b.close("dt", htmlLists)
	case atom.Rt, atom.Rp:
		b.close("rt", htmlLists)
		b.close("rp", htmlLists)
	case atom.Td, atom.Th:
		b.close("td", htmlRows)
		b.close("th", htmlRows)
	case atom.Tr:
		b.close("tr", htmlTables)
	case atom.Thead, atom.Tbody, atom.Tfoot:
		b.close("thead", htmlTables)
		b.close("tbody", htmlTables)
		b.close("tfoot", htmlTables)
	}
}

func (b *htmlBuilder) end(name []byte) {
	tag := atom.Lookup(name)
	switch {
	case tag == atom.Br: // browsers read </br> as <br>
		b.add(&htmlNode{tag: tag, name: "br"})
	case tag == atom.Html || tag == atom.Body || tag == atom.Head:
	case b.over > 0:
		b.over--
	case tag == atom.Table:
		b.close("table", nil)
	case tag == atom.Tr || tag == atom.Td || tag == atom.Th || tag == atom.Tbody || tag == atom.Thead || tag == atom.Tfoot:
		b.close(tag.String(), htmlTables)
	case tag == atom.Li:
		b.close("li", htmlLists)
	case htmlBlocks[tag]:
		b.close(tag.String(), htmlCells)
	default:
		b.close(string(name), htmlBlocks)
	}
}

// close takes the innermost open element of a name off the stack and what is
// open in it, unless an element of the set stop is in between.
func (b *htmlBuilder) close(name string, stop map[atom.Atom]bool) {
	if b.open[name] == 0 {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].name == name {
			for _, n := range b.stack[i:] {
				b.open[n.name]--
			}
			b.stack = b.stack[:i]
			b.over = 0
			return
		}
		if stop[b.stack[i].tag] {
			return
		}
	}
}

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		m[a] = true
	}
	return m
}

// Sets of elements, as the HTML standard has them in its section on parsing.
var (
	htmlVoid = atoms(atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr,
		atom.Img, atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)

	// htmlEndsP begin a block and end an open paragraph.
	htmlEndsP = atoms(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Dd, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Listing, atom.Main, atom.Menu, atom.Nav,
		atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Ul, atom.Xmp)

	// htmlBlocks stand on lines of their own.
	htmlBlocks = func() map[atom.Atom]bool {
		m := atoms(atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Optgroup, atom.Option, atom.Legend)
		for a := range htmlEndsP {
			m[a] = true
		}
		return m
	}()

	htmlCells  = atoms(atom.Td, atom.Th, atom.Caption, atom.Table, atom.Object, atom.Marquee, atom.Button, atom.Template)
	htmlRows   = atoms(atom.Tr, atom.Table, atom.Template)
	htmlTables = atoms(atom.Table, atom.Template)
	htmlLists  = atoms(atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir, atom.Ruby, atom.Td, atom.Th, atom.Caption, atom.Table, atom.Template)
)
