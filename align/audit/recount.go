package audit

import (
	"regexp"
	"slices"

	"jiaokan/extract"
)

// One document has one second article. Where a copy has 第一条, then 第二条 to 第四条 that nobody
// else has, and then goes on with the 第二条 of all others, the numbers of the passage are
// another document's, if its words do not say that it is a clause of this one in another place.

// recounted returns how many rows of a stretch of w bear labels that are counted again
// behind them, by w itself, and lead over from there to what follows.
func (d *desk) recounted(w int, s stretch) int {
	var style extract.Style
	n, last := 0, 0 // rows before the labels begin anew; the last label
	has := map[int]bool{}
	for i, r := range s.rows {
		if d.apartFrom(r) {
			return 0
		}
		switch num := d.numIn(w, r); {
		case num.Style == extract.NoStyle || !d.lone(w, r) || style != extract.NoStyle && num.Style > style:
		case style != extract.NoStyle && num.Style < style:
			return 0
		case style == extract.NoStyle || num.Value == last+1:
			style, last = num.Style, num.Value
			if n == 0 {
				has[last] = true
			}
		case n > 0 || !has[num.Value] || !d.leadsTo(w, s, style, num.Value):
			return 0
		default:
			n, last = i, num.Value
		}
	}
	if style != extract.Article {
		return 0
	}
	switch behind := d.sibling(w, s.rows[len(s.rows)-1], 1, style); {
	case n == 0 && has[behind] && d.leadsTo(w, s, style, behind):
		n = len(s.rows)
	case behind != last+1:
		return 0
	}
	if rows := s.rows[:n]; d.strangenessOf(w, rows, d.vocabulary(rowSet(rows), nil)) <= 0 {
		return 0
	}
	return n
}

// apartFrom reports whether row r parts two documents, or a document and its annex, the
// articles of which are counted anew.
func (d *desk) apartFrom(r int) bool {
	k := d.c.Rows[r].Kind
	return isHead(k) || k == extract.Date || k == extract.Signature || k == extract.Note || annexMark.MatchString(d.reads(r))
}

// annexMark begins an annex.
var annexMark = regexp.MustCompile(`^附[件录表]`)

// leadsTo reports whether a label follows upon what stands before a stretch.
func (d *desk) leadsTo(w int, s stretch, style extract.Style, value int) bool {
	return d.opens(w, s) || d.sibling(w, s.rows[0], -1, style) == value-1
}

// withFirst puts before a stretch the row of w whose label its own count on from, if
// most of what w has there is its own.
func (d *desk) withFirst(w int, s stretch) stretch {
	var num extract.Num
	for _, r := range s.rows {
		if num = d.numIn(w, r); num.Style != extract.NoStyle {
			break
		}
	}
	rows := d.rowsOf(w)
	x, _ := slices.BinarySearch(rows, s.rows[0])
	if x == 0 {
		return s
	}
	first := rows[x-1]
	if before := d.numIn(w, first); before.Style == num.Style && before.Value == num.Value-1 && d.own[w][first]-d.both[w][first] >= minForeign && d.alive(w, first) {
		s.rows = append([]int{first}, s.rows...)
		s.chars += d.own[w][first] - d.both[w][first]
	}
	return s
}
