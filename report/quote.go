package report

import (
	"slices"
	"unicode"
)

// A quote is a place of a witness with what stands around it.
type quote struct {
	Siglum              string
	Before, Text, After string
	More, Less          bool // the clause goes on before Before, behind After
	Empty               bool // the place has no length
	Lost                bool // what should stand there is lost
	Cut                 bool // Text was shortened
	Runes               int  // the whole length of the place
}

// contextRunes is how much of the surroundings a quote shows: a dozen
// characters are a clause of a Chinese sentence, enough to know the place.
const contextRunes = 12

// quote returns the place [start, end) of a witness, its text cut to about
// most characters. What stands around it is shown as far as its clause goes: the
// end of the clause before would only mislead.
func (v *view) quote(w, start, end, most int) quote {
	start, end = v.clip(w, start, end)
	q := quote{Siglum: Visible(v.Witnesses[w].ID), Empty: start == end, Runes: end - start}
	t := v.texts[w]
	first, last := v.bounds(w, start, end)
	lo, hi := back(t, start, first), ahead(t, end, last)
	q.Text, q.Cut = v.legible(t[start:end], most)
	q.Before = oneLine(string(t[lo:start]))
	q.After = oneLine(string(t[end:hi]))
	q.More, q.Less = lo > first, hi < last
	return q
}

// legible is text on one line, cut to about most characters; white space alone is
// named, since a variant may consist of it.
func (v *view) legible(text []rune, most int) (string, bool) {
	s, cut := excerpt(text, most)
	switch {
	case s != "" || len(text) == 0:
		return s, cut
	case slices.ContainsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }):
		return v.say("space.break"), false
	case slices.Contains(text, '\u3000'):
		return v.say("space.full"), false
	case slices.Contains(text, ' '):
		return v.say("space.half"), false
	}
	return v.say("space.other"), false
}

// bounds returns where the clause that has a place begins and ends.
func (v *view) bounds(w, start, end int) (int, int) {
	list := v.ranges[w]
	before := func(r rowRange, p int) int { return r.start - p }
	i, _ := slices.BinarySearchFunc(list, start+1, before)
	j, _ := slices.BinarySearchFunc(list[i:], end, before)
	j += i
	if i == 0 {
		return start, end
	}
	lo, hi := trim(v.texts[w], list[i-1].start, list[i-1].end)
	if start > hi { // between two clauses
		lo, hi = start, start
	}
	if j > i {
		_, hi = trim(v.texts[w], list[j-1].start, list[j-1].end)
	}
	return min(lo, start), max(hi, end)
}

// back returns where the dozen characters before pos begin, not before first.
// White space is not counted.
func back(t []rune, pos, first int) int {
	n := 0
	for ; pos > first && n < contextRunes; pos-- {
		if !unicode.IsSpace(t[pos-1]) {
			n++
		}
	}
	return pos
}

// ahead returns where the dozen characters from pos end, not behind last.
func ahead(t []rune, pos, last int) int {
	n := 0
	for ; pos < last && n < contextRunes; pos++ {
		if !unicode.IsSpace(t[pos]) {
			n++
		}
	}
	return pos
}
