package audit

import "jiaokan/align"

const minOrder = 6 // characters of a clause whose place is worth a word

// orders finds clauses that a witness has in another place than the others.
func (d *desk) orders() {
	for w := range d.n {
		var rows, at []int
		for _, r := range d.rowsOf(w) {
			if d.alive(w, r) && d.own[w][r] >= minOrder && !d.besideContents(r) {
				rows, at = append(rows, r), append(at, d.livesFrom(w, r))
			}
		}
		for _, x := range align.Falling(at) {
			d.tellOrder(w, rows[x])
		}
	}
}

// livesFrom returns where what w has in row r begins, in bytes, without what is dead: the
// rest of a page that was scanned twice may stand in the row too.
func (d *desk) livesFrom(w, r int) int {
	lo := len(d.c.Witnesses[w].Text)
	for x, seg := range d.c.Rows[r].Segments {
		if rd := reading(seg, w); rd != nil && rd.Key != "" && !d.dead[r][x].Has(w) {
			for _, p := range rd.At {
				if p.Witness == w && p.Span.Len() > 0 {
					lo = min(lo, p.Span.Lo)
				}
			}
		}
	}
	return lo
}

func (d *desk) tellOrder(w, r int) {
	var at []align.Place
	for v := range d.n {
		if d.alive(v, r) {
			if p, ok := d.place(v, r, r+1); ok {
				if v == w {
					at = append([]align.Place{p}, at...)
				} else {
					at = append(at, p)
				}
			}
		}
	}
	d.tellPlaces(w, r, at, unfold(d.text(w, r)))
}

// tellPlaces says that w has the text of row r, with which at begins, in another
// place than the others.
func (d *desk) tellPlaces(w, r int, at []align.Place, text string) {
	d.tell(Finding{
		Rule: "conflict.order", Method: ByCollation, Severity: Error, At: at, Row: r, Segment: -1, Confidence: 0.95,
		Message:  say("各本条款次序不同：%s 的“%s”在另一处", "the copies differ in order: “%[2]s” stands elsewhere in %[1]s", d.siglum(w), quote(text, 24)),
		Evidence: []Evidence{{ByCollation, say("其余版本按定本所排的次序", "the other copies have the order of the canonical text")}},
	})
}
