package audit

import (
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// countsOn reports whether the labels of a stretch go on where those of the text
// before it end, （三） and then （四）, and its rivals have no such label.
func (d *desk) countsOn(lo int, s stretch, rival map[int]bool) bool {
	for _, r := range s.rows {
		num := d.c.Rows[r].Num
		if num.Style == extract.NoStyle {
			continue
		}
		for x := range rival {
			if d.c.Rows[x].Num == num {
				return false
			}
		}
		for x := lo - 1; x >= 0; x-- {
			if before := d.c.Rows[x].Num; d.living(x) > 1 && before.Style == num.Style {
				return before.Value+1 == num.Value
			}
		}
		return false
	}
	return false
}

// completed reports whether a clause of the stretch that breaks off in one copy
// is taken up by another: two that complete each other are no rivals. Where two
// others agree against w it is not asked.
func (d *desk) completed(w int, s stretch) bool {
	for _, r := range s.rows {
		if k := d.c.Rows[r].Kind; k != extract.Item && k != extract.Paragraph || 2*d.both[w][r] > d.own[w][r] {
			continue
		}
		last := -1 // who spoke before
		for x, seg := range d.c.Rows[r].Segments {
			for _, v := range d.order {
				rd := reading(seg, v)
				if rd == nil || rd.Key == "" || d.dead[r][x].Has(v) {
					continue
				}
				if last >= 0 && d.parent[v] != d.parent[last] && (v == w || last == w) && d.tornBetween(r, x, last, v) {
					return true
				}
				last = v
			}
		}
	}
	return false
}

// tornBetween reports whether, at segment x of row r, a stops in mid-sentence
// where v goes on, both with a fair part of the clause, and v too has nothing
// whole before it.
func (d *desk) tornBetween(r, x, a, v int) bool {
	var before strings.Builder
	for y := range x {
		if rd := reading(d.c.Rows[r].Segments[y], a); rd != nil {
			before.WriteString(rd.Key)
		}
	}
	after := reading(d.c.Rows[r].Segments[x], v)
	if min(chars(before.String()), chars(after.Key)) < minRival || complete(before.String()) {
		return false
	}
	above := strings.TrimRightFunc(d.c.Witnesses[v].Text[:placeOf(after, v).Span.Lo], align.Blank)
	return above != "" && !complete(above) && !strings.HasSuffix(above, "：") && !strings.HasSuffix(above, ":")
}
