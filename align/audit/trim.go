package audit

import "jiaokan/extract"

// Where a foreign passage begins and ends. It comes whole: from a head or a page's first
// line to the end of a paragraph. But on either side of it the copy may have clauses of the
// document that the others have lost, and these stand alone as well. So of a stretch that part
// is taken whose words are the strangest.

// trimmed is the part of a stretch that is most likely another document's, if any of
// it is. What a copy opens with is not cut off at the front, and its head is one. What
// follows upon a second head, or upon an opening that was found, goes on until it
// is clearly the document's.
func (d *desk) trimmed(w int, s stretch) stretch {
	if n := d.recounted(w, s); n > 0 {
		return d.withFirst(w, d.cut(w, s, 0, n, true))
	}
	opens := d.opens(w, s)
	if from := d.secondHead(w, s); !opens && from >= 0 {
		s.rows, s.certain = s.rows[from:], true
	}
	bits := d.bitsByRow(w, s)
	lo, hi := 0, 0
	switch n := d.clash(w, s); {
	case s.certain:
		hi = beforeTail(bits, d.leastOf(w, s)+1)
	case opens && n > 0 && !d.titled(w, rowSet(s.rows)):
		hi = beforeTail(bits, n)
	case opens:
		hi = d.leastOf(w, s)
		_, most := strangest(bits[hi:], true)
		hi += most
	default:
		lo, hi = strangest(bits, false)
	}
	return d.cut(w, s, lo, hi, s.certain)
}

// cut is a part of a stretch of w, without what others have too at its end.
func (d *desk) cut(w int, s stretch, lo, hi int, certain bool) stretch {
	for hi > lo && !d.lone(w, s.rows[hi-1]) {
		hi--
	}
	out := stretch{rows: s.rows[lo:hi], certain: certain}
	for _, r := range out.rows {
		out.chars += d.own[w][r] - d.both[w][r]
	}
	return out
}

// strangest returns the run of rows of the highest sum, of those that begin with the
// first if it is fixed, and with what on either side is not clearly of the document.
func strangest(bits []float64, fixed bool) (lo, hi int) {
	best, sum := 0.0, 0.0
	for i, from := 0, 0; i < len(bits); i++ {
		if sum += bits[i]; sum > best {
			best, lo, hi = sum, from, i+1
		}
		if sum < 0 && !fixed {
			sum, from = 0, i+1
		}
	}
	sum = 0
	for i := lo - 1; i >= 0 && !fixed; i-- {
		if sum += bits[i]; sum >= -slight {
			lo = i
		}
	}
	sum = 0
	for i := hi; i < len(bits); i++ {
		if sum += bits[i]; sum >= -slight {
			hi = i + 1
		}
	}
	return lo, hi
}

// beforeTail is how many rows of a passage are left, of some at least, when the last ones that
// are clearly of the document are cut off.
func beforeTail(bits []float64, least int) int {
	sum, most, keep := 0.0, -float64(doubt), len(bits)
	for i := len(bits) - 1; i >= least; i-- {
		if sum += bits[i]; sum < most {
			most, keep = sum, i
		}
	}
	return keep
}

// bitsByRow weighs the rows of a stretch one by one. An addressee that others have too,
// or the first half of a sentence that goes on in other words, weighs nothing.
func (d *desk) bitsByRow(w int, s stretch) []float64 {
	lo, hi := d.interval(w, s)
	mine := rowSet(s.rows)
	others, _ := d.rivals(w, lo, hi, mine)
	rest := d.vocabulary(mine, others)
	done := map[[2]rune]bool{}
	out := make([]float64, len(s.rows))
	for i, r := range s.rows {
		if !d.lone(w, r) && (isHead(d.c.Rows[r].Kind) || i+1 < len(s.rows) && d.runsInto(w, r, s.rows[i+1])) {
			continue
		}
		out[i] = d.strangeness(d.text(w, r), rest, done)
	}
	return out
}

// opens reports whether w has no text of the document before a stretch. The red head
// is the office's, and stands above all it writes.
func (d *desk) opens(w int, s stretch) bool {
	for r := s.rows[0] - 1; r >= 0; r-- {
		if d.alive(w, r) && d.c.Rows[r].Kind != extract.Issuer {
			return false
		}
		if d.theirs[r].Has(w) {
			return true
		}
	}
	return true
}

// leastOf is how many rows of a stretch are the head of a document, with a date under
// it that the document can't know.
func (d *desk) leastOf(w int, s stretch) (n int) {
	for n < len(s.rows) && (isHead(d.c.Rows[s.rows[n]].Kind) || d.own[w][s.rows[n]] <= shardLine || d.titleLine(w, s.rows[n]) || numberLine.MatchString(d.text(w, s.rows[n]))) {
		n++
	}
	_, hi := d.interval(w, s)
	if signed, ok := d.signed(hi); ok {
		for i := n; i < len(s.rows); i++ {
			if r := s.rows[i]; d.c.Rows[r].Kind == extract.Date && d.tooLate(r, d.text(w, r), signed) > 0 {
				return i + 1
			}
		}
	}
	return n
}

// clash returns how many rows of a stretch reach to the last that has a label which the
// others have in its place too, 一、 and 一、: both cannot be items of one document.
func (d *desk) clash(w int, s stretch) (n int) {
	lo, hi := d.interval(w, s)
	theirs := map[labelPath]bool{}
	for x := lo; x < hi; x++ {
		for v := range d.n {
			if d.own[w][x] == 0 && d.alive(v, x) && d.parent[v] != d.parent[w] {
				theirs[d.path(v, x)] = true
			}
		}
	}
	for i, r := range s.rows {
		if d.c.Rows[r].Num.Style != extract.NoStyle && d.lone(w, r) && theirs[d.path(w, r)] {
			n = i + 1
		}
	}
	return n
}

func rowSet(rows []int) map[int]bool {
	in := map[int]bool{}
	for _, r := range rows {
		in[r] = true
	}
	return in
}
