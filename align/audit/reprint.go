package audit

import (
	"jiaokan/align"
	"jiaokan/extract"
)

// reprints sets aside what does not count of a run that a witness prints twice and
// of which the first print is torn (align/torn.go), and tells both: what is printed
// again, and where the first print breaks off. That nothing is lost by it is for the
// second print to show.
func (d *desk) reprints() {
	for _, rp := range d.c.Twice {
		d.leave(rp)
		d.tellReprint(rp)
	}
}

// leave kills what a witness has in the part that does not count.
func (d *desk) leave(rp align.Twice) {
	d.pairs = nil
	for r, row := range d.c.Rows {
		for x, seg := range row.Segments {
			rd := reading(seg, rp.Witness)
			if rd == nil {
				continue
			}
			if p := placeOf(rd, rp.Witness); rp.Out.Lo <= p.Span.Lo && p.Span.Hi <= rp.Out.Hi {
				d.dead[r][x] |= 1 << rp.Witness
			}
		}
	}
}

func (d *desk) tellReprint(rp align.Twice) {
	w := rp.Witness
	at, first := align.Place{Witness: w, Span: rp.Again}, align.Place{Witness: w, Span: rp.First}
	row := max(0, align.RowOf(d.c, w)(rp.Again.Lo))
	d.twice(first, at)
	why := say("与同本前文“%s”相同", "the same as “%s” earlier in this copy", quote(d.slice(first), 24))
	if len(rp.Torn) > 0 {
		why = say("同本前文“%s”有残缺，由此处补足", "“%s” earlier in this copy is torn, and made up for here", quote(d.slice(first), 24))
	}
	d.tell(Finding{
		Rule: "corruption.duplicate", Method: Internal, Severity: Warning, At: []align.Place{at}, Against: []align.Place{first},
		Row: row, Segment: -1, Confidence: 0.97, Evidence: []Evidence{{Internal, why}},
		Message: say("%s 重复印出前文：“%s”", "%s prints what stands before again: “%s”", d.siglum(w), quote(d.slice(at), 24)),
	})
	for _, t := range rp.Torn {
		if t <= rp.First.Lo {
			continue // what is lost before the first print is lost in both
		}
		text := d.c.Witnesses[w].Text
		d.told[where{w, t}] = true
		d.tell(Finding{
			Rule: "corruption.truncated", Method: Internal, Severity: Warning,
			At: []align.Place{{Witness: w, Span: extract.Span{Lo: t, Hi: t}}}, Against: []align.Place{at}, Row: row, Segment: -1, Confidence: 0.95,
			Message:  say("%s 在“%s”之后句子中断，所缺见其重印处", "%s breaks off after “%s”; what is lost stands where it is printed again", d.siglum(w), tail(text[:t], 10)),
			Evidence: []Evidence{{Internal, say("重印处文字完整：“%s”", "whole where it is printed again: “%s”", quote(d.slice(at), 36))}},
		})
	}
}

// countedAnew reports whether a label is one of a second print that stands for the
// first: its list was counted on over both. It returns by how much, 0 where the first
// print has no label to tell.
func (d *desk) countedAnew(p align.Place) (by int, ok bool) {
	for _, rp := range d.c.Twice {
		if p.Witness != rp.Witness || p.Span.Lo < rp.Again.Lo || p.Span.Hi > rp.Again.Hi {
			continue
		}
		text := d.c.Witnesses[rp.Witness].Text
		a, _ := extract.ReadLabel(text[rp.First.Lo:rp.First.Hi])
		b, _ := extract.ReadLabel(text[rp.Again.Lo:rp.Again.Hi])
		if a.Style != extract.NoStyle && a.Style == b.Style {
			by = b.Value - a.Value
		}
		return by, true
	}
	return 0, false
}

// firstNumber is the number that a row had in the first print, where all that number
// it have it from a second.
func (d *desk) firstNumber(r int) (n extract.Num, ok bool) {
	for _, rd := range d.c.Rows[r].Label.Readings {
		for _, p := range rd.At {
			if !d.alive(p.Witness, r) || rd.Key == "" {
				continue
			}
			by, anew := d.countedAnew(p)
			if !anew || by == 0 {
				return n, false
			}
			n, ok = numOf(rd.Key), true
			n.Value -= by
		}
	}
	return n, ok
}
