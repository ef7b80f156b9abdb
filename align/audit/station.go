package audit

import (
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// A station is a run of segments of one row that the same lines of copies have.
type station struct {
	row, lo, hi int  // segments [lo, hi)
	has         Set  // lines that have text here
	tornAfter   Set  // of these, those that break off behind it in mid-sentence
	breakBefore Set  // those that begin a line with it
	mute        Set  // lines that can't tell: they have another document's text in its place, or count past it
	final       bool // it ends a sentence
	head, foot  bool // a document begins, or ends, with such a row
}

const shortGap = 5 // characters; fewer, in a line that runs on, are a reading and no loss

// lineBits gives each line of copies a bit, and counts them.
func (d *desk) lineBits() (line []Set, n int) {
	line = make([]Set, d.n)
	for w, p := range d.parent {
		if p == w {
			line[w] = 1 << n
			n++
		} else {
			line[w] = line[p]
		}
	}
	return line, n
}

// stations returns them in the order of the text.
func (d *desk) stations(line []Set) []station {
	var out []station
	for r, row := range d.c.Rows {
		for x, seg := range row.Segments {
			s := d.station(r, x, seg, line)
			if s.has == 0 {
				continue
			}
			if n := len(out); n > 0 && out[n-1].row == r && out[n-1].has == s.has {
				s.lo, s.breakBefore = out[n-1].lo, out[n-1].breakBefore
				out[n-1] = s
			} else {
				out = append(out, s)
			}
		}
	}
	return out
}

// muted finds the lines that cannot tell of a station: between what they have of the
// document before it and behind it stands another document's text.
func (d *desk) muted(st []station, line []Set) {
	for w := range d.n {
		lo, row, theirs := 0, 0, false // stations and rows since w last had text of the document
		pass := func(hi, last int) {
			for ; row <= last; row++ {
				theirs = theirs || d.theirs[row].Has(w)
			}
			for ; lo < hi; lo++ {
				if theirs {
					st[lo].mute |= line[w] &^ st[lo].has
				}
			}
			theirs = false
		}
		for i, s := range st {
			if s.has&line[w] != 0 {
				pass(i, s.row)
				lo = i + 1
			}
		}
		pass(len(st), len(d.c.Rows)-1)
	}
}

// countPast finds the lines whose labels skip an item, （一） and then （三）: they have
// lost it, and do not read on without it.
func (d *desk) countPast(st []station, line []Set) {
	for i := range st {
		s := &st[i]
		if num := d.c.Rows[s.row].Num; num.Style != extract.NoStyle {
			for w := range d.n {
				if s.has&line[w] == 0 && d.skips(w, s.row) {
					s.mute |= line[w]
				}
			}
		}
	}
}

// skips reports whether w, which has nothing of the item at row r, has a lower label
// before it in its list, and a higher one behind it.
func (d *desk) skips(w, r int) bool {
	num := d.c.Rows[r].Num
	before, behind := d.sibling(w, r, -1, num.Style), d.sibling(w, r, 1, num.Style)
	return !d.alive(w, r) && before > 0 && before < num.Value && num.Value < behind
}

// sibling returns the label, as w prints it, of the next item of a style above row r or
// below it in one list; 0 if there is none.
func (d *desk) sibling(w, r, step int, style extract.Style) int {
	for x := r + step; x >= 0 && x < len(d.c.Rows); x += step {
		if d.apartFrom(x) {
			return 0
		}
		if !d.alive(w, x) {
			continue
		}
		switch num := d.numIn(w, x); {
		case num.Style == style:
			return num.Value
		case num.Style != extract.NoStyle && num.Style < style:
			return 0
		}
	}
	return 0
}

func (d *desk) station(r, x int, seg align.Segment, line []Set) station {
	s := station{row: r, lo: x, hi: x + 1}
	switch d.c.Rows[r].Kind {
	case extract.Issuer, extract.Title, extract.Number, extract.Addressee:
		s.head = true
	case extract.Signature, extract.Date, extract.Note:
		s.foot = true
	}
	long := 0
	for _, rd := range seg.Readings {
		long = max(long, chars(rd.Key))
	}
	for i, rd := range seg.Readings {
		for _, p := range rd.At {
			switch {
			case d.dead[r][x].Has(p.Witness) || rd.Key == "" && long >= shortGap:
				continue
			case rd.Key == "":
				s.has |= line[p.Witness]
				continue
			}
			s.has |= line[p.Witness]
			t := d.c.Witnesses[p.Witness].Text
			if !complete(rd.Key) && endsLine(t[p.Span.Hi:]) {
				s.tornAfter |= line[p.Witness]
			}
			if beginsLine(t[:p.Span.Lo]) {
				s.breakBefore |= line[p.Witness]
			}
		}
		s.final = s.final || i == 0 && complete(rd.Key)
	}
	return s
}

// endsLine reports whether a line ends where some text begins.
func endsLine(text string) bool {
	text = strings.TrimLeft(text, " \t　")
	return text == "" || text[0] == '\n' || text[0] == '\r'
}

// beginsLine reports whether a line begins where some text ends.
func beginsLine(text string) bool {
	text = strings.TrimRight(text, " \t　")
	return text == "" || text[len(text)-1] == '\n'
}

// muteBeyond finds the lines that have lost the pages before a station or behind it: those
// that begin after it, have no head of a document, and do not begin where half of the lines
// do; and likewise at the end. A page of which 60 fragments of 64 have nothing is text all
// the same.
func muteBeyond(st []station, n int) {
	begin, end := make([]Set, len(st)), make([]Set, len(st)) // lines that do there
	var all, heads, feet Set
	for i, s := range st {
		begin[i] = s.has &^ all
		all |= s.has
		if s.head {
			heads |= s.has
		}
		if s.foot {
			feet |= s.has
		}
	}
	all = 0
	for i := len(st) - 1; i >= 0; i-- {
		end[i] = st[i].has &^ all
		all |= st[i].has
	}
	var mute Set
	for i := len(st) - 1; i >= 0; i-- {
		st[i].mute |= mute
		if 2*count(begin[i]) < n {
			mute |= begin[i] &^ heads
		}
	}
	mute = 0
	for i := range st {
		st[i].mute |= mute
		if 2*count(end[i]) < n {
			mute |= end[i] &^ feet
		}
	}
}
