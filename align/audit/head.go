package audit

import (
	"regexp"
	"slices"
	"strings"

	"jiaokan/extract"
)

// What stands above the text of a document: the title, the 发文字号, the addressee.

// numberLine is a whole line that is a 发文字号, folded.
var numberLine = regexp.MustCompile(`^\p{Han}{2,12}[\[(]\d{4}[\])]第?\d+号$`)

// instrument ends the title of a document.
var instrument = regexp.MustCompile(`(通知|意见|函|批复|决定|决议|命令|令|通报|通告|公告|公报|报告|请示|议案|纪要|规划|方案|规定|办法|条例)$`)

// titleLine reports whether row r of w may be a line of a title.
func (d *desk) titleLine(w, r int) bool {
	row, text := d.c.Rows[r], d.text(w, r)
	return d.lone(w, r) && row.Num.Style == extract.NoStyle && row.Kind != extract.Date && chars(text) <= bridge && !complete(text)
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
		for v := range d.n {
			if text := d.text(v, r); d.parent[v] != d.parent[w] && d.alive(v, r) && d.titleIn(r, text) {
				return !slices.ContainsFunc(s.rows, func(x int) bool { return strings.Contains(d.text(w, x), text) })
			}
		}
	}
	return false
}
