package audit

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/language"
)

// Letters are what counts of a text where quotations are compared: who quotes
// punctuates anew, and a recogniser loses marks before all else. Han, letters,
// digits, the signs of 5% and 互联网+, and the point within a number.
type letters struct {
	keys   []rune // folded
	at     []int  // byte of each in the text
	broken []bool // a mark or a line break stands before it; one more for the end
}

func lettersOf(text string) letters {
	var l letters
	mark, last := false, rune(0)
	for i, r := range text {
		k := language.Fold(r)
		if !counts(k) && !(k == '.' && digit(last) && digit(after(text, i+utf8.RuneLen(r)))) {
			mark = mark || !align.Blank(r) || r == '\n' || r == '\r'
			last = k
			continue
		}
		l.keys, l.at, l.broken = append(l.keys, k), append(l.at, i), append(l.broken, mark)
		mark, last = false, k
	}
	l.broken = append(l.broken, mark)
	return l
}

func counts(k rune) bool { return unicode.IsLetter(k) || unicode.IsDigit(k) || k == '%' || k == '+' }

func digit(r rune) bool { return r >= '0' && r <= '9' }

func after(text string, i int) rune {
	r, _ := utf8.DecodeRuneInString(text[min(i, len(text)):])
	return language.Fold(r)
}

// A body is the text that testimony is laid beside: of each row its label and of
// each segment the longest living reading, in letters.
type body struct {
	keys   []rune
	at     []column
	broken []bool        // a mark stands before the letter, or a row begins with it; one more for the end
	start  []map[int]int // by row and segment: its first letter
	open   bool          // while it is made: a mark stands at its end
}

// A column is a letter's place in the collation.
type column struct{ row, seg, char int } // char: index into the characters of the reading's key

func (d *desk) newBody() *body {
	b := &body{}
	for r, row := range d.c.Rows {
		b.start = append(b.start, map[int]int{})
		if d.living(r) == 0 {
			continue
		}
		if len(row.Label.Readings) > 0 {
			b.add(r, LabelSegment, row.Label.Readings[0].Key)
		}
		for x, seg := range row.Segments {
			longest := ""
			for _, k := range d.livingReadings(r, x) {
				if key := seg.Readings[k].Key; len(key) > len(longest) || len(key) == len(longest) && key < longest {
					longest = key
				}
			}
			b.add(r, x, longest)
		}
	}
	b.broken = append(b.broken, true)
	return b
}

func (b *body) add(r, x int, key string) {
	b.start[r][x] = len(b.keys)
	l := lettersOf(key)
	char, from := 0, 0
	for i, k := range l.keys {
		char += utf8.RuneCountInString(key[from:l.at[i]])
		from = l.at[i]
		b.broken = append(b.broken, l.broken[i] || len(b.at) == 0 || b.at[len(b.at)-1].row != r || b.open)
		b.keys, b.at, b.open = append(b.keys, k), append(b.at, column{r, x, char}), false
	}
	b.open = b.open || l.broken[len(l.keys)]
}

// segment returns the letters of a segment.
func (b *body) segment(r, x int) (lo, hi int) {
	lo = b.start[r][x]
	for hi = lo; hi < len(b.at) && b.at[hi].row == r && b.at[hi].seg == x; hi++ {
	}
	return lo, hi
}

// finder returns a function from a byte of witness w to the letter of the body
// that stands about there, or next to it; -1 where w has nothing that lives.
func (b *body) finder(d *desk, w int) func(at int) int {
	type stretch struct{ lo, hi, letter int }
	var all []stretch
	for r, row := range d.c.Rows {
		put := func(x int, seg align.Segment) {
			first, ok := b.start[r][x]
			for _, rd := range seg.Readings {
				for _, p := range rd.At {
					if ok && p.Witness == w && p.Span.Len() > 0 && (x == LabelSegment || !d.dead[r][x].Has(w)) {
						all = append(all, stretch{p.Span.Lo, p.Span.Hi, first})
						first += len(lettersOf(d.slice(p)).keys)
					}
				}
			}
		}
		put(LabelSegment, row.Label)
		for x, seg := range row.Segments {
			put(x, seg)
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return a.lo - b.lo })
	text := d.c.Witnesses[w].Text
	return func(at int) int {
		if len(all) == 0 || len(b.keys) == 0 {
			return -1
		}
		i := min(sort.Search(len(all), func(i int) bool { return all[i].hi > at }), len(all)-1)
		n := 0
		if at = min(at, all[i].hi); at > all[i].lo {
			n = len(lettersOf(strings.ToValidUTF8(text[all[i].lo:at], "")).keys)
		}
		return min(all[i].letter+n, len(b.keys)-1)
	}
}

// A voice is one testimony laid beside the body.
type voice struct {
	n      int   // index into desk.testimony
	group  int64 // its weight is shared with those of the same group
	said   letters
	lo     int     // the first letter of the body that it was laid beside
	to     []int32 // of each letter of the body from there: its partner among said, or none
	agreed int     // letters that agree
	other  int     // places in which it differs, and ends in mid-clause
	faith  *faith  // of its group
}

// A faith is how closely the documents of one group quote: who words one passage
// anew, or takes up ours in mid-clause and leaves it so, as a document made from one
// mould with it does, is not quoting in the next one either.
type faith struct{ agreed, other int }

const (
	none   = -1
	margin = 48 // letters on either side of what a testimony seems to quote; it may quote more
)

// align pairs the letters of the body, from v.lo on, with what was said.
func (v *voice) align(body []rune) {
	v.to = local(body, v.said.keys)
	first, last := none, none
	for i, j := range v.to {
		if j == none {
			continue
		}
		if first == none {
			first = i
		}
		last = i
	}
	if first == none {
		return
	}
	body, v.to, v.lo = body[first:last+1], v.to[first:last+1], v.lo+first
	pi, pj := none, v.to[0]-1
	for i, j := range v.to {
		if j == none || v.said.keys[j] != body[i] {
			continue
		}
		v.agreed++
		if i > pi+1 || j > pj+1 {
			v.other++
		}
		pi, pj = i, j
	}
}

// ragged counts the ends of what agrees that are no end of a clause, neither in the
// copies nor in the testimony. A letter or two at the end may be misread.
func (v *voice) ragged(b *body) (n int) {
	ends := func(broken []bool, i, step int) bool {
		for range slip {
			if i >= 0 && i < len(broken) && broken[i] {
				return true
			}
			i += step
		}
		return false
	}
	first, last := int(v.to[0]), int(v.to[len(v.to)-1])
	if !ends(b.broken, v.lo, -1) && !ends(v.said.broken, first, -1) {
		n++
	}
	if !ends(b.broken, v.lo+len(v.to), 1) && !ends(v.said.broken, last+1, 1) {
		n++
	}
	return n
}

const slip = 3

// agrees reports whether a voice has letter i of the body, and which of its own
// letters that is.
func (v *voice) agrees(b *body, i int) (j int, ok bool) {
	if i < v.lo || i >= v.lo+len(v.to) {
		return none, false
	}
	j = int(v.to[i-v.lo])
	return j, j != none && v.said.keys[j] == b.keys[i]
}

// How much must agree on either side of a place for a testimony to speak of it:
// seven letters of the ten next to it. Where the quotation begins or ends before,
// by a mark in it or in the copies, the other side must do.
const (
	reach  = 10
	enough = 7
)

// has returns what a voice has for letters [a, b) of the body, as letters of its
// own; ok is false where too little agrees on either side. The letters next to the
// place must have partners, and one of them must agree: else nobody can tell where
// it begins.
func (v *voice) has(b *body, from, to int) (lo, hi int, ok bool) {
	left, agree := v.agrees(b, from-1)
	right, also := v.agrees(b, to)
	if left == none || right == none || !agree && !also {
		return 0, 0, false
	}
	l, lEdge := v.beside(b, from-1, -1)
	r, rEdge := v.beside(b, to, 1)
	ok = (l >= enough || lEdge && agree) && (r >= enough || rEdge && also) && max(l, r) >= enough
	return left + 1, right, ok
}

// beside counts the letters that agree from i on, and reports whether the
// quotation ends before all were looked at.
func (v *voice) beside(b *body, i, step int) (n int, edge bool) {
	last := none
	for range reach {
		if i < v.lo || i >= v.lo+len(v.to) {
			if last == none {
				return 0, false
			}
			if step < 0 {
				i++
			} else {
				last++
			}
			return n, v.said.broken[last] || b.broken[i]
		}
		if j, ok := v.agrees(b, i); ok {
			n, last = n+1, j
		}
		i += step
	}
	return n, false
}

// free is the share of the letters that the documents of a voice's group word
// otherwise, but for some places that are asked about: one that retells does not
// quote.
func (v *voice) free(but int) float64 {
	return max(float64(v.other-but)/float64(v.agreed), float64(v.faith.other-but)/float64(v.faith.agreed))
}
