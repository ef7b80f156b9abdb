package audit

// intrusions finds the text of a witness that is no part of the document: the
// same clauses printed again, another document's, stray pieces.
func (d *desk) intrusions() {
	d.reprints()
	d.repeats()
	d.fragments(false)
	d.sisters()
	d.foreign()
	d.fragments(true)
	d.outnumber()
	d.sameDates()
}

// lone reports whether row r is, for witness w, text that hardly anybody else
// has.
func (d *desk) lone(w, r int) bool {
	return d.alive(w, r) && 2*d.both[w][r] < d.own[w][r] && !d.listed(r)
}

// rowsOf returns the rows in which w has text, in the order of w.
func (d *desk) rowsOf(w int) []int {
	var rows []int
	for r := range d.c.Rows {
		if d.own[w][r] > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

// common reports whether somebody has text in row r that is not lone.
func (d *desk) common(r int) bool {
	for w := range d.n {
		if d.alive(w, r) && !d.lone(w, r) {
			return true
		}
	}
	return false
}
