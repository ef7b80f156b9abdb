package audit

import (
	"regexp"
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// findContents notes where each witness prints a table of contents. Its lines
// are the headings again and no clauses; one copy has it and another leaves it
// out, and neither is damaged. A line that begins with a link, as web pages
// set above a text, leads to another document and is as little a clause.
func (d *desk) findContents() {
	d.contents = make([][]extract.Span, d.n)
	for w, wit := range d.c.Witnesses {
		for _, b := range wit.Blocks() {
			if len(b.Kids) > 0 && isContents(entry(wit.Slice(b.Body))) {
				d.contents[w] = append(d.contents[w], b.Span)
			}
		}
		lines := linesOf(wit.Text)
		for i := 0; i < len(lines); {
			n, ok := listing(lines[i:])
			if ok {
				d.contents[w] = append(d.contents[w], extract.Span{Lo: lines[i].span.Lo, Hi: lines[i+n-1].span.Hi})
			} else if lines[i].link {
				d.contents[w] = append(d.contents[w], lines[i].span)
			}
			i += n
		}
	}
}

func isContents(name string) bool { return name == "目录" || name == "目次" || name == "目錄" }

// A contentsLine is a line of a witness as one of a table of contents.
type contentsLine struct {
	span     extract.Span
	name     string // what it names; nothing where it is blank, or mere marks
	sentence bool   // it is a sentence, or too long for a heading
	division bool   // it names a part, chapter or section
	link     bool   // it begins with a link
}

func linesOf(text string) (out []contentsLine) {
	at := 0
	for line := range strings.Lines(text) {
		l := contentsLine{span: extract.Span{Lo: at, Hi: at + len(line)}, sentence: len(line) > longLine || strings.Contains(line, "。")}
		if !l.sentence {
			l.name = entry(line)
			l.sentence = chars(l.name) > longEntry
			num, _ := extract.ReadLabel(l.name)
			l.division = num.Style != extract.NoStyle && num.Style < extract.Article
			l.link = strings.HasPrefix(strings.TrimLeftFunc(line, align.Blank), "[") && strings.Contains(line, "](")
		}
		at += len(line)
		out = append(out, l)
	}
	return out
}

// listing reports whether some lines begin with a table of contents, and of how
// many lines: all above the second print of its first entry, where none of them is
// a sentence. Where 目录 does not head it, each names a division. If there is no such
// table, n is how many lines need not be asked again.
func listing(lines []contentsLine) (n int, ok bool) {
	headed := isContents(lines[0].name)
	if !headed && !lines[0].division {
		return 1, false
	}
	first, entries := "", 0
	for i, l := range lines {
		switch {
		case l.name == first && entries > 0:
			return i, headed || entries > 1
		case l.sentence || !headed && l.name != "" && !l.division || entries == mostEntries || i == mostLines:
			if headed {
				return 1, false
			}
			return max(i, 1), false
		case l.name == "" || i == 0 && headed:
		case entries == 0:
			first, entries = l.name, 1
		default:
			entries++
		}
	}
	return 1, false
}

const (
	longEntry   = 60   // characters; a line of a table of contents has fewer
	longLine    = 1000 // bytes, with the spaces and the link around it
	mostEntries = 500  // three times those of the Civil Code
	mostLines   = 2000 // with the empty ones between
)

var (
	link   = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`) // of Markdown
	leader = regexp.MustCompile(`(\.{2,}|…+|·{2,})[0-9]*$`)
)

// entry is what a line of a table of contents names, folded: without the number
// of the page, and without the marks that Markdown sets around headings, items
// and links.
func entry(line string) string {
	line = align.Key(line)
	if strings.Contains(line, "](") {
		line = link.ReplaceAllString(line, "$1")
	}
	line = strings.Trim(line, "*#-_=+>|[]")
	if strings.ContainsAny(line, ".…·") {
		line = leader.ReplaceAllString(line, "")
	}
	return line
}

// apparatus reports whether row r is none of the text: a line of a table of
// contents, or the 题注 of a statute. Copies have them or not.
func (d *desk) apparatus(r int) bool {
	return d.listed(r) || d.statute() && d.caption(r)
}

// statute reports whether the first label of the document is that of an article, or
// of a division of articles.
func (d *desk) statute() bool {
	r := d.firstLabel()
	return r < len(d.c.Rows) && d.c.Rows[r].Num.Style <= extract.Article
}

// firstLabel is the first row that bears a label, but for those of a table of
// contents, or the number of rows.
func (d *desk) firstLabel() int {
	if d.labelled == 0 {
		for d.labelled < len(d.c.Rows) && (d.c.Rows[d.labelled].Num.Style == extract.NoStyle || d.inContents(d.labelled)) {
			d.labelled++
		}
		d.labelled++ // 0 says that it is not known
	}
	return d.labelled - 1
}

// inContents reports whether row r is a line of a table of contents in every
// witness that has it.
func (d *desk) inContents(r int) bool {
	some := false
	for w := range d.n {
		if d.own[w][r] == 0 {
			continue
		}
		if !d.listsRow(w, r) {
			return false
		}
		some = true
	}
	return some
}

// besideContents reports whether row r holds a line of somebody's table of contents.
func (d *desk) besideContents(r int) bool {
	for w := range d.n {
		if d.own[w][r] > 0 && d.listsRow(w, r) {
			return true
		}
	}
	return false
}

// headings finds headings of a witness without a table of contents that were laid
// beside the lines of another's, which come first: it has the row of the heading.
func (d *desk) headings() {
	if !slices.ContainsFunc(d.contents, func(of []extract.Span) bool { return len(of) > 0 }) {
		return
	}
	text := map[string]int{} // last row that reads so
	for r := range d.c.Rows {
		text[d.reads(r)] = r
	}
	for r := range d.c.Rows {
		if !d.besideContents(r) {
			continue
		}
		for w := range d.n {
			if t, ok := text[d.text(w, r)]; ok && t > r && d.own[w][r] > 0 && d.own[w][t] == 0 && !d.listsRow(w, r) {
				d.elsewhere[here{w, t}] = true
			}
		}
	}
}

// listsRow reports whether what w has in row r is of its table of contents.
func (d *desk) listsRow(w, r int) bool {
	if len(d.contents[w]) == 0 {
		return false
	}
	p, ok := d.place(w, r, r+1)
	return ok && d.listsAt(w, p.Span)
}

func (d *desk) listsAt(w int, sp extract.Span) bool {
	for _, c := range d.contents[w] {
		if c.Lo <= sp.Lo && sp.Hi <= c.Hi {
			return true
		}
	}
	return false
}

// caption reports whether row r is the 题注 of a statute: which session passed
// and amended it, above the first label. Editions word and cut it at will.
func (d *desk) caption(r int) bool {
	if r >= d.firstLabel() {
		return false
	}
	t := d.reads(r)
	return strings.Contains(t, "年") && (strings.Contains(t, "通过") || strings.Contains(t, "修正") || strings.Contains(t, "修订") || strings.Contains(t, "公布"))
}
