package audit

import (
	"slices"

	"jiaokan/align"
)

// outnumber sets aside what is left of text that is outnumbered, a run of rows or
// segments at a time: more of it than a sentence is another document's. Words put into
// a line are a reading of it, and stay to be judged with the others.
func (d *desk) outnumber() {
	if d.accidents(); d.outnumbered == nil {
		return
	}
	for _, w := range d.order {
		var run []slot
		flush := func() {
			if len(run) > 0 && !d.putIn(w, run) {
				d.tellOutnumbered(w, run)
			}
			run = nil
		}
		for r, row := range d.c.Rows {
			for x, seg := range row.Segments {
				switch rd := reading(seg, w); {
				case rd == nil || rd.Key == "":
				case d.outnumbered[r][x] && !d.dead[r][x].Has(w):
					run = append(run, slot{r, x})
				default:
					flush()
				}
			}
		}
		flush()
	}
}

// putIn reports whether a run of w is one reading in the midst of a line, where others
// read on without it. What strays into a page has lines of its own; and where a copy
// words a sentence otherwise, half of its wording is no stray piece.
func (d *desk) putIn(w int, run []slot) bool {
	seg := d.c.Rows[run[0].row].Segments[run[0].seg]
	sp, text := placeOf(reading(seg, w), w).Span, d.c.Witnesses[w].Text
	skipped := slices.ContainsFunc(seg.Readings, func(rd align.Reading) bool { return rd.Key == "" })
	return len(run) == 1 && skipped && !beginsLine(text[:sp.Lo]) && !endsLine(text[sp.Hi:])
}

func (d *desk) tellOutnumbered(w int, run []slot) {
	at := align.Place{Witness: w}
	n := 0
	for i, s := range run {
		rd := reading(d.c.Rows[s.row].Segments[s.seg], w)
		n += chars(rd.Key)
		p := placeOf(rd, w)
		if i == 0 {
			at = p
		}
		at.Span.Lo, at.Span.Hi = min(at.Span.Lo, p.Span.Lo), max(at.Span.Hi, p.Span.Hi)
		d.bury(w, s.row, s.seg)
	}
	d.pairs = nil
	f := Finding{
		Rule: "corruption.fragment", Method: ByCollation, Severity: Warning, At: []align.Place{at}, Row: run[0].row, Segment: -1, Confidence: 0.95,
		Message:  say("%s 此处多出文字：“%s”", "%s has text too many here: “%s”", d.siglum(w), quote(d.slice(at), 24)),
		Evidence: []Evidence{{ByCollation, say("其他版本多数此处连读，无此文字", "most of the other copies read on here without it")}},
	}
	if n > 3*shardLine {
		f.Rule, f.Severity = "corruption.foreign", Error
	}
	d.tellOf(run[0], run[len(run)-1], f)
}

// contested reports whether half of what w has in row r or more is told by other lines of
// copies too, and by more than stray in by chance: it is no shard, whatever it looks like.
func (d *desk) contested(w, r int) bool {
	n := 0
	for x, seg := range d.c.Rows[r].Segments {
		if rd := reading(seg, w); rd != nil && d.severalLines(*rd) && d.outnumbered != nil && !d.outnumbered[r][x] {
			n += chars(rd.Key)
		}
	}
	return n > 0 && 2*n >= d.own[w][r]
}
