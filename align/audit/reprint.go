package audit

import (
	"slices"

	"jiaokan/align"
	"jiaokan/extract"
)

// reprints sets aside what does not count of a run that a witness prints twice and
// of which the first print is torn (align/torn.go), and tells both: what is printed
// again, and where the first print breaks off. That nothing is lost by it is for the
// second print to show.
func (d *desk) reprints() {
	d.reread = make([][]align.Twice, d.n)
	for _, rp := range d.c.Twice {
		d.reread[rp.Witness] = append(d.reread[rp.Witness], rp)
	}
	for w, rps := range d.reread {
		if len(rps) == 0 {
			continue
		}
		slices.SortFunc(rps, func(a, b align.Twice) int { return a.Again.Lo - b.Again.Lo })
		d.leave(w, rps)
		rowOf := align.RowOf(d.c, w)
		for _, rp := range rps {
			d.tellReprint(rp, max(0, rowOf(rp.Again.Lo)))
		}
	}
}

// leave kills what w has in the parts that do not count of what it prints twice.
func (d *desk) leave(w int, rps []align.Twice) {
	d.pairs = nil
	for r, row := range d.c.Rows {
		for x, seg := range row.Segments {
			rd := reading(seg, w)
			if rd == nil {
				continue
			}
			p := placeOf(rd, w)
			i, _ := slices.BinarySearchFunc(rps, p.Span.Hi, func(rp align.Twice, hi int) int { return rp.Out.Hi - hi })
			if i < len(rps) && rps[i].Out.Lo <= p.Span.Lo {
				d.bury(w, r, x)
			}
		}
	}
}

// tellReprint tells of a run that stands again at row.
func (d *desk) tellReprint(rp align.Twice, row int) {
	w := rp.Witness
	at, first := align.Place{Witness: w, Span: rp.Again}, align.Place{Witness: w, Span: rp.First}
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
	if d.reread == nil {
		return 0, false
	}
	rps := d.reread[p.Witness]
	i, found := slices.BinarySearchFunc(rps, p.Span.Lo, func(rp align.Twice, lo int) int { return rp.Again.Lo - lo })
	if !found {
		i--
	}
	if i < 0 || p.Span.Hi > rps[i].Again.Hi {
		return 0, false
	}
	text := d.c.Witnesses[p.Witness].Text
	a, _ := extract.ReadLabel(text[rps[i].First.Lo:rps[i].First.Hi])
	b, _ := extract.ReadLabel(text[rps[i].Again.Lo:rps[i].Again.Hi])
	if a.Style != extract.NoStyle && a.Style == b.Style {
		by = b.Value - a.Value
	}
	return by, true
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
