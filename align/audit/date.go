package audit

import (
	"strings"

	"jiaokan/extract"
)

// sameDates finds a date that copies write in different ways, 2023年4月20日 and
// 二〇二三年四月二十日, and that therefore did not meet in one row. It is one
// date: the figures are kept (GB/T 9704), the other writing is noted.
func (d *desk) sameDates() {
	for r := range d.c.Rows {
		for s := r + 1; s < len(d.c.Rows) && s <= r+2; s++ {
			if d.c.Rows[r].Kind != extract.Date || d.c.Rows[s].Kind != extract.Date || d.shareWitness(r, s) {
				continue
			}
			if a := dateOf(d.reads(r)); a == "" || a != dateOf(d.reads(s)) {
				continue
			}
			keep, drop := r, s
			if strings.ContainsAny(d.reads(s), "0123456789") {
				keep, drop = s, r
			}
			d.otherWriting(keep, drop)
		}
	}
}

func (d *desk) shareWitness(r, s int) bool {
	for w := range d.n {
		if d.alive(w, r) && d.alive(w, s) {
			return true
		}
	}
	return d.living(r) == 0 || d.living(s) == 0
}

// dateOf writes a date by its value, "" where a text is none.
func dateOf(text string) string {
	y, rest, ok := strings.Cut(text, "年")
	if !ok {
		return ""
	}
	m, rest, ok := strings.Cut(rest, "月")
	if !ok {
		return ""
	}
	day, _, ok := strings.Cut(rest, "日")
	if !ok {
		return ""
	}
	return canonicalNumber(y) + "-" + canonicalNumber(m) + "-" + canonicalNumber(day)
}

func (d *desk) otherWriting(keep, drop int) {
	f := Finding{
		Rule: "format.date", Method: Reason, Severity: Info, Row: drop, Segment: -1, Confidence: 0.99,
		Message: say("同一日期另作“%s”", "the same date is written “%s”", d.reads(drop)),
	}
	for w := range d.n {
		if d.alive(w, drop) {
			if p, ok := d.place(w, drop, drop+1); ok {
				f.At = append(f.At, p)
				d.told[where{w, p.Span.Lo}], d.told[where{w, p.Span.Hi}] = true, true
			}
			d.kill(w, drop)
			d.elsewhere[here{w, keep}] = true
		}
	}
	d.tell(f)
}

// here says that witness has row row, though in another place or writing.
type here struct{ witness, row int }

// has reports whether w is known to have row r in another writing.
func (d *desk) has(w, r int) bool { return d.elsewhere[here{w, r}] }
