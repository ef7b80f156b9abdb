package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// table lays out a table: each row is a line, with tabs between its cells. A
// table that only sets the page out is laid out as if its cells were blocks.
func (l *htmlLayout) table(n *htmlNode) {
	if l.cell > 0 || !tabular(n) {
		l.children(n)
		return
	}
	outer := l.part
	l.part = "table"
	var spans rowSpans
	l.rows(n, &spans)
	l.part = outer
}

// rows lays out the rows in n, a table or a group of its rows, and as blocks
// what stands between them.
func (l *htmlLayout) rows(n *htmlNode, spans *rowSpans) {
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.tag == atom.Tr && !styleOf(c).hidden:
			c.lines[0] = int32(len(l.lines))
			l.row(c, spans)
			c.lines[1] = int32(len(l.lines))
		case (c.tag == atom.Tbody || c.tag == atom.Thead || c.tag == atom.Tfoot || c.tag == atom.Form) && !styleOf(c).hidden:
			c.lines[0] = int32(len(l.lines))
			l.rows(c, spans)
			c.lines[1] = int32(len(l.lines))
		case c.name == "":
			l.text(c.text)
		default:
			l.element(c)
		}
	}
	l.endLine()
}

func (l *htmlLayout) row(tr *htmlNode, spans *rowSpans) {
	l.endLine()
	outer := l.block
	l.block = tr
	at, col := 0, 0
	for c := tr.first; c != nil; c = c.next {
		if c.tag != atom.Td && c.tag != atom.Th {
			if c.name != "" {
				l.element(c)
			}
			continue
		}
		next := spans.skip(col)
		if l.pads += next - col; l.pads > maxPads {
			next = col
		}
		l.tabs += next - at
		at, col = next, next
		l.cell++
		l.cellOf(c)
		l.cell--
		wide := span(c, "colspan", maxColspan)
		if l.pads += wide - 1; l.pads > maxPads {
			wide = 1
		}
		col = spans.add(col, wide, span(c, "rowspan", maxRowspan))
	}
	spans.endRow()
	l.endLine()
	l.block = outer
}

func (l *htmlLayout) cellOf(c *htmlNode) {
	if styleOf(c).hidden {
		l.keepApart(c, "hidden text")
		return
	}
	c.lines[0] = int32(len(l.lines))
	l.children(c)
	c.lines[1] = int32(len(l.lines)) + 1
}

// What a table may have. HTML allows 1000 columns and 65534 rows, and each is a
// few bytes of the page; a cell that says more than these is as wide as it looks.
const (
	maxColspan = 60
	maxRowspan = 1000
	maxColumns = 200
	maxPads    = 1 << 20 // cells of all tables that other cells reach into
)

// span reads how many columns or rows a cell takes.
func span(cell *htmlNode, key string, limit int) int {
	v, err := strconv.Atoi(strings.TrimSpace(cell.value(key)))
	if err != nil || v < 1 || v > limit {
		return 1
	}
	return v
}

// rowSpans has for each column how many more rows a cell above reaches down.
type rowSpans []int

// skip returns the first column from col on into which no cell above reaches.
func (s rowSpans) skip(col int) int {
	for col < len(s) && s[col] > 0 {
		col++
	}
	return col
}

// add notes a cell at col and returns the column behind it. Columns beyond
// maxColumns have no spans.
func (s *rowSpans) add(col, wide, high int) int {
	end := min(col+wide, max(col+1, maxColumns))
	for c := col; c < end && c < maxColumns && high > 1; c++ {
		for len(*s) <= c {
			*s = append(*s, 0)
		}
		(*s)[c] = high
	}
	return end
}

func (s rowSpans) endRow() {
	for c := range s {
		s[c] = max(s[c]-1, 0)
	}
}

// tabular reports whether the rows of a table are lines of the document: there
// is more than one column, and no cell holds what must be a page: another table,
// a heading of the page, or more than fits a cell.
func tabular(table *htmlNode) bool {
	if r := table.value("role"); r == "presentation" || r == "none" {
		return false
	}
	var p tableProfile
	p.walk(table)
	return !p.page && p.columns > 1
}

// What a cell of a table may hold before it is taken for a column of the page. A
// list of duties in a cell has seldom half of it.
const (
	maxCellLines = 20
	maxCellRunes = 2000
)

type tableProfile struct {
	page    bool
	columns int // with text, in the fullest row
	filled  int // in the row that is read
	lines   int // of the cell that is read
	runes   int
}

func (p *tableProfile) walk(n *htmlNode) {
	for c := n.first; c != nil && !p.page; c = c.next {
		switch c.tag {
		case atom.Table, atom.H1, atom.Article, atom.Main, atom.Nav:
			p.page = true
			return
		case atom.Script, atom.Style:
			continue
		case atom.Tr:
			p.filled = 0
			p.walk(c)
			p.columns = max(p.columns, p.filled)
			continue
		case atom.Td, atom.Th:
			p.lines, p.runes = 0, 0
			p.walk(c)
			if p.runes > 0 {
				p.filled++
			}
			continue
		}
		switch {
		case c.name == "":
			p.runes += utf8.RuneCountInString(strings.TrimFunc(c.text, Space))
		case c.tag == atom.Br || htmlBlocks[c.tag]:
			p.lines++
		}
		p.page = p.page || p.lines > maxCellLines || p.runes > maxCellRunes
		p.walk(c)
	}
}
