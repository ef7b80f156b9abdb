package audit

import (
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// findContents notes where each witness prints a table of contents. Its lines
// are the headings again and no clauses; one copy has it and another leaves it
// out, and neither is damaged.
func (d *desk) findContents() {
	d.contents = make([][]extract.Span, d.n)
	for w, wit := range d.c.Witnesses {
		for _, b := range wit.Blocks() {
			if t := strings.Trim(align.Key(wit.Slice(b.Body)), "*#-"); len(b.Kids) > 0 && (t == "目录" || t == "目次") {
				d.contents[w] = append(d.contents[w], b.Span)
			}
		}
	}
}

// inContents reports whether row r is a line of a table of contents in every
// witness that has it.
func (d *desk) inContents(r int) bool {
	some := false
	for w := range d.n {
		if d.own[w][r] == 0 {
			continue
		}
		p, ok := d.place(w, r, r+1)
		if !ok || !d.listsAt(w, p.Span) {
			return false
		}
		some = true
	}
	return some
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
	for x := 0; x <= r; x++ {
		if d.c.Rows[x].Num.Style != extract.NoStyle && !d.inContents(x) {
			return false
		}
	}
	t := d.reads(r)
	return strings.Contains(t, "年") && (strings.Contains(t, "通过") || strings.Contains(t, "修正") || strings.Contains(t, "修订") || strings.Contains(t, "公布"))
}
