package audit

import "math"

// Is it another document's? What a copy has alone may be text that the others have lost.
//
//   - A document has one head and one 一、. Where a copy opens with another title than the
//     others, or goes on from a foreign opening with an item that they have too, one of
//     the two is foreign, and the stranger of them is it.
//   - Elsewhere both may be of the document: of two torn copies each has what the other
//     lost. There the words must be strange, and those of the others far less so; and what
//     takes up a sentence, or counts on, is no stranger.
//   - Where the others have nothing in its place but read on, two must do so.

// Evidence in bits; see kinship.go.
const (
	doubt  = 20 // from which it decides alone
	slight = 5  // that does not decide where a passage ends
)

// titleShare is how much less kin than its rival the title of a stranger is.
const titleShare = 0.75

// isForeign weighs one stretch.
func (d *desk) isForeign(w int, s stretch) bool {
	if s.certain {
		return true
	}
	lo, hi := d.interval(w, s)
	mine := rowSet(s.rows)
	others, rival := d.rivals(w, lo, hi, mine)
	if d.settled(w, lo, hi) && !d.outvoted(w, rival) {
		return false
	}
	exclusive := d.exclusive(w, s, mine, rival)
	if exclusive { // the whole opening is in question
		others = map[int]bool{}
		for r := lo; r < hi; r++ {
			others[r] = true
		}
	} else if d.support(w, rival) < 2 && (d.completed(w, s) || d.countsOn(lo, s, rival)) {
		return false
	}
	rest := d.vocabulary(mine, others)
	if !exclusive {
		rest = d.vocabulary(mine, d.doubtful(w, others))
	}
	own := d.strangenessOf(w, s.rows, rest)
	chars, through := 0, 0
	for r := range rival {
		chars += d.most(r)
	}
	for v := range d.n {
		if d.parent[v] != d.parent[w] && (lo == 0 || d.alive(v, lo-1)) && (hi == len(d.c.Rows) || d.alive(v, hi)) {
			through++
		}
	}
	if exclusive {
		own += d.ahead(w, lo, hi, mine, rival)
	}
	if chars < minRival {
		return own > doubt && (through > 1 || d.opens(w, s) && d.titled(w, mine) && d.headed(w, hi, s))
	}
	other := d.strangenessOfRival(w, lo, hi, rival, rest)
	if d.outvoted(w, rival) {
		other -= doubt
		if d.titled(-1, rival) && d.titled(w, mine) {
			return true
		}
	}
	switch {
	case !exclusive:
		return own > doubt && own > other+doubt
	case !d.titled(w, mine): // it goes on where another document's opening ends
		return evenly(own+doubt, s.chars) > evenly(other, chars)
	}
	if a, b := d.titleKinship(w, mine, rest), d.titleKinship(-1, rival, rest); a >= 0 && b >= 0 {
		switch {
		case a < titleShare*b:
			return true
		case b < titleShare*a:
			return false
		}
	}
	other, n := d.rivalOpening(w, lo, hi, mine, rival, rest)
	return evenly(own, s.chars) > evenly(other, n)
}

// exclusive reports whether of a stretch and its rivals only one can be of the document:
// both are the head of one, or w goes on from another document's opening with an item
// that the rivals have too, 一、 and 一、.
func (d *desk) exclusive(w int, s stretch, mine, rival map[int]bool) bool {
	if !d.opens(w, s) {
		return false
	}
	if d.titled(w, mine) {
		return d.titled(-1, rival) || d.titledBeside(w, mine)
	}
	return d.clash(w, s) > 0
}

// settled reports whether it was another line's text in rows [lo, hi) that is foreign.
func (d *desk) settled(w, lo, hi int) bool {
	for r := lo; r < hi; r++ {
		for v := range d.n {
			if d.theirs[r].Has(v) && d.parent[v] != d.parent[w] {
				return true
			}
		}
	}
	return false
}

// strangenessOf weighs what w alone has in some rows.
func (d *desk) strangenessOf(w int, rows []int, rest vocabulary) (bits float64) {
	done := map[[2]rune]bool{}
	for _, r := range rows {
		if d.lone(w, r) {
			bits += d.strangeness(d.text(w, r), rest, done)
		}
	}
	return bits
}

// strangenessOfRival weighs the rows that stand against w.
func (d *desk) strangenessOfRival(w, lo, hi int, rival map[int]bool, rest vocabulary) (bits float64) {
	done := map[[2]rune]bool{}
	for r := lo; r < hi; r++ {
		if rival[r] {
			bits += d.strangeness(d.reads(r), rest, done)
		}
	}
	return bits
}

// rivalOpening weighs, of what others have in the place of an opening, what would be foreign
// if that was: its head, and on from there as far as it is the strangest.
func (d *desk) rivalOpening(w, lo, hi int, mine, rival map[int]bool, rest vocabulary) (bits float64, n int) {
	done := map[[2]rune]bool{}
	sum, long, head := 0.0, 0, true
	for r := lo; r < hi; r++ {
		text := d.reads(r)
		if mine[r] {
			text = d.ownOf(w, r)
		}
		if !rival[r] && text == "" || !rival[r] && !mine[r] {
			continue
		}
		sum += d.strangeness(text, rest, done)
		long += chars(text)
		if head = head && (d.titleIn(r, text) || chars(text) <= shardLine || isHead(d.c.Rows[r].Kind)); head || sum > bits {
			bits, n = sum, long
		}
	}
	return bits, n
}

// ownOf returns what lines other than that of w have of their own in row r.
func (d *desk) ownOf(w, r int) string {
	for _, v := range d.order {
		if d.parent[v] != d.parent[w] && d.lone(v, r) {
			return d.text(v, r)
		}
	}
	return ""
}

// evenly makes the evidence of texts of different length comparable: what is by chance in
// it grows as the root of the length.
func evenly(bits float64, chars int) float64 { return bits / math.Sqrt(float64(max(1, chars))) }

// rivals returns the rows among [lo, hi) that others have and w has not, and of these
// the ones that stand against w: those that more copies have than read on without
// them, if there are such.
func (d *desk) rivals(w, lo, hi int, mine map[int]bool) (others, rival map[int]bool) {
	others, rival = map[int]bool{}, map[int]bool{}
	for r := lo; r < hi; r++ {
		if !d.holdsOf(w, r) && d.living(r) > 0 && !mine[r] {
			others[r] = true
			if d.common(r) {
				rival[r] = true
			}
		}
	}
	if d.favour == nil || len(rival) == 0 {
		rival = others
	}
	return others, rival
}

// ahead is the evidence, in bits, that some rows of w speak of a time after the document
// was signed where what others have in their place does not. A document number alone may
// be misread.
func (d *desk) ahead(w, lo, hi int, mine, rival map[int]bool) (bits float64) {
	signed, ok := d.signed(hi)
	if !ok {
		return 0
	}
	for r := lo; r < hi; r++ {
		if mine[r] && d.lone(w, r) {
			bits = max(bits, d.tooLate(r, d.text(w, r), signed))
		} else if rival[r] && d.tooLate(r, d.reads(r), signed) > 0 {
			return 0
		}
	}
	return bits
}

// doubtful returns those of some rows that may as well be another document's. Where two lines
// of copies agree they have the document, and what shares its words is no stranger.
func (d *desk) doubtful(w int, rows map[int]bool) map[int]bool {
	out := map[int]bool{}
	for r := range rows {
		if !d.agreed(w, r) {
			out[r] = true
		}
	}
	return out
}

// agreed reports whether two lines of copies beside that of w have row r, and more of them
// than read on without it.
func (d *desk) agreed(w, r int) bool {
	return d.linesBeside(w, r) > 1 && (d.favour == nil || d.common(r))
}

// outvoted reports whether two copies agree on one of some rows against w, and not as
// many on the text of w.
func (d *desk) outvoted(w int, rows map[int]bool) bool {
	for r := range rows {
		if d.most(r) >= minRival && d.agreed(w, r) {
			return true
		}
	}
	return false
}

// support is how many lines of copies beside that of w share the best supported of some
// rows.
func (d *desk) support(w int, rows map[int]bool) (n int) {
	for r := range rows {
		if d.most(r) >= minRival {
			n = max(n, d.linesBeside(w, r))
		}
	}
	return n
}

// linesBeside is how many lines of copies beside that of w are alive in row r.
func (d *desk) linesBeside(w, r int) int {
	lines := Set(0)
	for v, l := range d.parent {
		if l != d.parent[w] && d.alive(v, r) {
			lines |= 1 << l
		}
	}
	return count(lines)
}
