package audit

import (
	"regexp"
	"slices"
	"strings"

	"jiaokan/extract"
)

// A document has one head: title, 发文字号, addressee. Where a copy prints a second one
// behind text of the document, a scanner has taken in the first page of the next document, or
// an editor has pasted one; nothing else in a document is a line that is a 发文字号, below
// lines that name an instrument. Extraction looks for a head at the top alone.
//
// A document that forwards another one prints that with its head; but it names it before:
// 现将《……的通知》（国办发〔2018〕118号）转发给你们.

// numberLine is a whole line that is a 发文字号, folded.
var numberLine = regexp.MustCompile(`^\p{Han}{2,12}[\[(]\d{4}[\])]第?\d+号$`)

// instrument ends the title of a document.
var instrument = regexp.MustCompile(`(通知|意见|函|批复|决定|决议|命令|令|通报|通告|公告|公报|报告|请示|议案|纪要|规划|方案|规定|办法|条例)$`)

// titleLines is how many lines a title may have, with the issuer above it.
const titleLines = 4

// secondHead returns where in a stretch the head of another document begins, or -1.
func (d *desk) secondHead(w int, s stretch) int {
	for i, r := range s.rows {
		if !d.lone(w, r) || !numberLine.MatchString(d.text(w, r)) || !d.numbered(w, r) {
			continue
		}
		from := i
		for from > 0 && i-from < titleLines && d.titleLine(w, s.rows[from-1]) {
			from--
		}
		title, named := false, false
		for _, x := range s.rows[from : i+1] {
			text := d.text(w, x)
			title = title || instrument.MatchString(text)
			named = named || (x == r || chars(text) > shardLine) && d.within(text, x)
		}
		if title && !named {
			return from
		}
	}
	return -1
}

// titleLine reports whether row r of w may be a line of a title.
func (d *desk) titleLine(w, r int) bool {
	row, text := d.c.Rows[r], d.text(w, r)
	return d.lone(w, r) && row.Num.Style == extract.NoStyle && row.Kind != extract.Date && chars(text) <= bridge && !complete(text)
}

// numbered reports whether w has a document number in another row than r too.
func (d *desk) numbered(w, r int) bool {
	for x, row := range d.c.Rows {
		if x != r && d.alive(w, x) && (row.Kind == extract.Number || numberLine.MatchString(d.text(w, x))) {
			return true
		}
	}
	return false
}

// isHead reports whether a kind of row stands above the text of a document.
func isHead(k extract.Kind) bool {
	return k == extract.Issuer || k == extract.Title || k == extract.Number || k == extract.Addressee
}

// titleIn reports whether a text in row r is a title or a document number.
func (d *desk) titleIn(r int, text string) bool {
	k := d.c.Rows[r].Kind
	return k == extract.Title || k == extract.Number || numberLine.MatchString(text) || chars(text) <= minForeign && instrument.MatchString(text)
}

// titled reports whether some rows hold the title of a document, or its number. w is the
// witness to read, or -1.
func (d *desk) titled(w int, rows map[int]bool) bool {
	for r := range rows {
		text := d.reads(r)
		if w >= 0 {
			text = d.text(w, r)
		}
		if d.titleIn(r, text) {
			return true
		}
	}
	return false
}

// titledBeside reports whether in one of some rows another line has a title of its own
// beside that of w.
func (d *desk) titledBeside(w int, rows map[int]bool) bool {
	for r := range rows {
		for v := range d.n {
			if d.parent[v] != d.parent[w] && d.own[v][r]-d.both[v][r] >= otherLength && d.own[w][r]-d.both[w][r] >= otherLength && d.titleIn(r, d.text(v, r)) {
				return true
			}
		}
	}
	return false
}

// headed reports whether a copy of another line has the head of a document from row lo on,
// and not of one that a stretch of w names.
func (d *desk) headed(w, lo int, s stretch) bool {
	for r := lo; r < len(d.c.Rows); r++ {
		for _, v := range d.order {
			if text := d.text(v, r); d.parent[v] != d.parent[w] && d.alive(v, r) && d.titleIn(r, text) {
				return !slices.ContainsFunc(s.rows, func(x int) bool { return strings.Contains(d.text(w, x), text) })
			}
		}
	}
	return false
}
