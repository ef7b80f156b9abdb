package audit

import (
	"slices"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// labels follows the numbering of the reconciled text and tells where it
// skips, repeats or runs backwards. A loss that a copy has shown already is
// not told again.
func (d *desk) labels() {
	last := map[extract.Style]numbered{}
	for r, row := range d.c.Rows {
		n := row.Num
		if c, ok := d.label[r]; ok {
			n = c
		}
		if n.Style == extract.NoStyle || d.living(r) == 0 || d.listed(r) {
			if row.Kind == extract.Title {
				clear(last)
			}
			continue
		}
		for s := range last {
			if s > n.Style && n.Style != extract.Article {
				last[s] = numbered{closed: true, n: last[s].n, row: last[s].row}
			}
		}
		if first, ok := d.firstNumber(r); ok {
			d.tellLabel("structure.order", r, Error, NoLacuna, say("序号 %s 是重印时续编的，较原序号多 %d", "%s was counted on where the clause is printed again, by %d", d.labelText(r), numOf(d.c.Rows[r].Label.Readings[0].Key).Value-first.Value))
		}
		if prev, ok := last[n.Style]; ok {
			d.step(r, prev, n)
		} else if n.Value != 1 {
			d.tellLabel("structure.gap", r, Info, NoLacuna, say("从 %s 起，缺前面的序号", "begins at %s, what precedes it is missing", d.labelText(r)))
		}
		if prev, ok := last[n.Style]; ok && !prev.closed && n.Value < prev.n.Value && !d.newList(r, n) && n.Value > 1 {
			continue // out of order: the list goes on from where it was
		}
		last[n.Style] = numbered{n: n, row: r}
	}
}

// numbered is the last label of one style. closed says that a label of an
// outer style came since, so that a new list may begin.
type numbered struct {
	n      extract.Num
	row    int
	closed bool
}

func (d *desk) step(r int, prev numbered, n extract.Num) {
	v, want := n.Value, prev.n.Value+1
	switch {
	case v == want || prev.closed && v == 1:
	case prev.closed:
		d.tellLabel("structure.gap", r, Info, NoLacuna, say("从 %s 起，缺前面的序号", "begins at %s, what precedes it is missing", d.labelText(r)))
	case v == 1 && d.introduced(r):
	case v > 1 && d.printed(prev.row, r, extract.Num{Style: n.Style, Value: v - 1}):
	case v > want && d.comesLater(r, n.Style, want):
	case v > want:
		d.tellSkip(prev.row, r)
	case v == prev.n.Value:
		d.tellLabel("structure.repeat", r, Error, NoLacuna, say("序号 %s 重复", "the number %s is repeated", d.labelText(r)))
	case d.newList(r, n):
		d.tellLabel("structure.orphan", r, Error, Above, say("%s 之后又出现 %s：其上级标题已失", "%s is followed by %s: the heading above it is lost", d.labelText(prev.row), d.labelText(r)))
	default:
		d.tellLabel("structure.order", r, Error, NoLacuna, say("序号 %s 在 %s 之后", "%s stands behind %s", d.labelText(r), d.labelText(prev.row)))
	}
}

// A register is where labels are looked up that do not rise by one. It is made for the
// first of them: sound numbering asks nothing.
type register struct {
	inner map[extract.Num][]int // rows in which a label is printed and numbers no row
	lost  [][]int               // by witness, the bytes at which something has been told
}

func (d *desk) registered() *register {
	if d.register != nil {
		return d.register
	}
	g := &register{inner: map[extract.Num][]int{}, lost: make([][]int, d.n)}
	for r, row := range d.c.Rows {
		if d.again[r] && d.living(r) == 0 {
			g.inner[row.Num] = append(g.inner[row.Num], r)
		}
		text := d.reads(r)
		for i, c := range text {
			if i > 0 && align.Final(c) {
				if n, _ := extract.ReadLabel(text[i+utf8.RuneLen(c):]); n.Style != extract.NoStyle {
					g.inner[n] = append(g.inner[n], r)
				}
			}
		}
	}
	for t := range d.told {
		g.lost[t.witness] = append(g.lost[t.witness], t.at)
	}
	for _, at := range g.lost {
		slices.Sort(at)
	}
	d.register = g
	return g
}

// printed reports whether a label is printed in rows [lo, hi), where it numbers no
// row: on a clause that is another again, or in the midst of a line, behind a
// sentence, where the line was not broken. Nothing is lost there.
func (d *desk) printed(lo, hi int, label extract.Num) bool {
	rows := d.registered().inner[label]
	i, _ := slices.BinarySearch(rows, lo)
	return i < len(rows) && rows[i] < hi
}

// comesLater reports whether the label of a value stands a little further
// down: it is out of order and not lost.
func (d *desk) comesLater(r int, style extract.Style, value int) bool {
	for x, seen := r+1, 0; x < len(d.c.Rows) && seen < 3; x++ {
		n := d.c.Rows[x].Num
		if d.living(x) == 0 || n.Style == extract.NoStyle || n.Style > style {
			continue
		}
		if n.Style < style {
			return false
		}
		if n.Value == value {
			return true
		}
		seen++
	}
	return false
}

// introduced reports whether a list may begin at row r: text without a label
// stands before it, such as 有下列情形之一的：.
func (d *desk) introduced(r int) bool {
	for x := r - 1; x >= 0; x-- {
		if d.living(x) > 0 {
			return d.c.Rows[x].Num.Style != d.c.Rows[r].Num.Style
		}
	}
	return true
}

// newList reports whether the numbers go on rising from row r: a list of its
// own that has lost its head, and not one number out of order.
func (d *desk) newList(r int, n extract.Num) bool {
	for x := r + 1; x < len(d.c.Rows); x++ {
		m := d.c.Rows[x].Num
		if d.living(x) == 0 || m.Style == extract.NoStyle || m.Style > n.Style {
			continue
		}
		return m.Style == n.Style && m.Value == n.Value+1
	}
	return false
}

func (d *desk) labelText(r int) string {
	l := d.c.Rows[r].Label
	if len(l.Readings) == 0 {
		return ""
	}
	return d.slice(l.Readings[0].At[0])
}

// tellSkip tells that the label between those of rows prev and r is lost in every copy.
// Where a copy is known to have lost text between them, it stood there.
func (d *desk) tellSkip(prev, r int) {
	n := len(d.out)
	d.tellLabel("structure.gap", r, Error, Above, say("序号由 %s 跳到 %s", "the numbering skips from %s to %s", d.labelText(prev), d.labelText(r)))
	for _, f := range d.out[n:] {
		for x, p := range f.At {
			above, _ := d.place(p.Witness, prev, prev+1)
			lost := d.registered().lost[p.Witness]
			if i, _ := slices.BinarySearch(lost, p.Span.Lo); i > 0 && lost[i-1] > above.Span.Lo {
				f.At[x].Span = extract.Span{Lo: lost[i-1], Hi: lost[i-1]}
			}
		}
	}
}

func (d *desk) tellLabel(rule string, r int, sev Severity, at LacunaAt, msg Text) {
	var places []align.Place
	for w := range d.n {
		if !d.alive(w, r) {
			continue
		}
		if p, ok := d.place(w, r, r+1); ok {
			if d.told[where{w, p.Span.Lo}] {
				return
			}
			p.Span.Hi = p.Span.Lo
			if rd := reading(d.c.Rows[r].Label, w); rd != nil {
				for _, q := range rd.At {
					if q.Witness == w {
						p = q
					}
				}
			}
			places = append(places, p)
		}
	}
	if len(places) == 0 {
		return
	}
	d.tell(Finding{Rule: rule, Method: Internal, Severity: sev, At: places, Row: r, Segment: -1, Message: msg, Confidence: 0.85, Lacuna: at,
		Evidence: []Evidence{{Internal, say("同级序号应逐一递增", "labels of one level rise by one")}}})
}
