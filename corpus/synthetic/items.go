package main

import (
	"slices"
	"strconv"
)

// The styles of labels, outermost first.
const (
	sectionLabel = iota + 1 // 一、
	partLabel               // （一）
	itemLabel               // 1.
	subitemLabel            // （1）
	articleLabel            // 第一条
	notALabel    = 0
)

// A number is the label of an item: its style and how manieth it is.
type ordinal struct{ style, n int }

func (x ordinal) String() string {
	switch x.style {
	case sectionLabel:
		return numeral(x.n) + "、"
	case partLabel:
		return "（" + numeral(x.n) + "）"
	case itemLabel:
		return strconv.Itoa(x.n) + "."
	case subitemLabel:
		return "（" + strconv.Itoa(x.n) + "）"
	}
	return "第" + numeral(x.n) + "条　"
}

// readLabel reads the label that p starts with, and its length; 0 if there is none.
func readLabel(p paragraph) (ordinal, int) {
	lo := p.spaces(0)
	switch r := p.at(lo); {
	case r == '第':
		if n, hi := p.count(lo+1, isHanDigit, value); hi > lo+1 && p.at(hi) == '条' {
			return ordinal{articleLabel, n}, p.spaces(hi + 1)
		}
	case r == '（' || r == '(':
		style, digit, read := partLabel, isHanDigit, value
		if isDigit(p.at(lo + 1)) {
			style, digit, read = subitemLabel, isDigit, arabic
		}
		if n, hi := p.count(lo+1, digit, read); hi > lo+1 && (p.at(hi) == '）' || p.at(hi) == ')') {
			return ordinal{style, n}, p.spaces(hi + 1)
		}
	case isDigit(r):
		if n, hi := p.count(lo, isDigit, arabic); hi-lo <= 3 && isPoint(p.at(hi)) {
			return ordinal{itemLabel, n}, p.spaces(hi + 1)
		}
	default:
		if n, hi := p.count(lo, isHanDigit, value); hi > lo && p.at(hi) == '、' {
			return ordinal{sectionLabel, n}, hi + 1
		}
	}
	return ordinal{}, 0
}

// at is a character of p, 0 behind its end.
func (p paragraph) at(i int) rune {
	if i < len(p) {
		return p[i].r
	}
	return 0
}

// spaces is where white space from i on ends.
func (p paragraph) spaces(i int) int {
	for p.at(i) == ' ' || p.at(i) == '　' {
		i++
	}
	return i
}

// count reads the number from lo on, and where it ends.
func (p paragraph) count(lo int, digit func(rune) bool, read func([]rune) int) (n, hi int) {
	hi = lo
	for digit(p.at(hi)) {
		hi++
	}
	return read(p[lo:hi].text()), hi
}

func isPoint(r rune) bool { return r == '.' || r == '．' || r == '、' }

func isHanDigit(r rune) bool {
	return r == '〇' || r == '零' || r == '一' || isNumeral(r)
}

// arabic reads a number in digits, which is 0 if it is too long to be one.
func arabic(s []rune) int {
	n, err := strconv.Atoi(string(s))
	if err != nil {
		return 0
	}
	return n
}

// runs gives the runs of at least so many sibling items: paragraphs that nothing was
// changed in, one below the other, of one style, below 一、, counted on.
func (w *witness) runs(least int) [][]int {
	var out [][]int
	var run []int
	var last ordinal
	end := func() {
		if len(run) >= least {
			out = append(out, run)
		}
		run = nil
	}
	for i, p := range w.paras {
		var x ordinal
		if p.untouched() {
			x, _ = readLabel(p)
		}
		if x.style <= sectionLabel {
			end()
		} else {
			if x.style != last.style || x.n != last.n+1 {
				end()
			}
			run = append(run, i)
		}
		last = x
	}
	end()
	return out
}

func (w *witness) oneRun(least int) []int {
	rs := w.runs(least)
	if len(rs) == 0 {
		return nil
	}
	return rs[w.rand.IntN(len(rs))]
}

// labelled gives what is behind the label of p with another label before it.
func labelled(p paragraph, x ordinal, id int32) paragraph {
	_, n := readLabel(p)
	var out paragraph
	for _, r := range x.String() {
		out = append(out, glyph{r, -1, id})
	}
	return append(out, p[n:]...)
}

// duplicateItems repeats the last items of a run behind it, numbered on.
func (w *witness) duplicateItems() bool {
	run := w.oneRun(2)
	if run == nil {
		return false
	}
	tail := run[len(run)-w.upTo(1, min(4, len(run))+1):]
	end := run[len(run)-1]
	x, _ := readLabel(w.paras[end])
	first, last := w.paras[tail[0]], w.paras[end]
	id := w.event("duplicate", first[0].truth, last[len(last)-1].truth+1)
	var again []paragraph
	for k, i := range tail {
		again = append(again, labelled(putIn(w.paras[i], id), ordinal{x.style, x.n + 1 + k}, id))
	}
	w.paras = slices.Insert(w.paras, end+1, again...)
	return true
}

// loseItem loses an item from inside a run. Where it closes up, the items behind are
// numbered as if there never had been one.
func (w *witness) loseItem(closeUp bool) bool {
	run := w.oneRun(3)
	if run == nil {
		return false
	}
	k := w.upTo(1, len(run)-1)
	i := run[k]
	kind := "missing"
	if closeUp {
		kind = "renumber"
	}
	id := w.lost(kind, w.paras[i])
	if closeUp {
		for _, j := range run[k+1:] {
			x, _ := readLabel(w.paras[j])
			w.paras[j] = labelled(w.paras[j], ordinal{x.style, x.n - 1}, id)
		}
	}
	w.paras = slices.Delete(w.paras, i, i+1)
	w.mark(i-1, len(w.paras[i-1]), id)
	w.mark(i, 0, id)
	return true
}

// swapItems exchanges two neighbours of a run and leaves their numbers in order.
func (w *witness) swapItems() bool {
	run := w.oneRun(3)
	if run == nil {
		return false
	}
	i := run[w.rand.IntN(len(run)-1)]
	a, b := w.paras[i], w.paras[i+1]
	x, _ := readLabel(a)
	y, _ := readLabel(b)
	id := w.event("swap", a[0].truth, b[len(b)-1].truth+1)
	w.paras[i], w.paras[i+1] = labelled(b, x, id), labelled(a, y, id)
	for _, p := range w.paras[i : i+2] {
		for k := range p {
			p[k].event = id
		}
	}
	return true
}

// foreignOpening puts the opening of another document, its letterhead included, in
// place of this one's, as far as a section begins: a scan that was filed under
// the wrong cover.
func (w *witness) foreignOpening() bool {
	if len(w.foreign) == 0 || len(w.paras) == 0 {
		return false
	}
	var heads []int
	for i, p := range w.paras {
		if x, _ := readLabel(p); x.style == sectionLabel || x.style == articleLabel {
			heads = append(heads, i)
		}
	}
	cut := max(2, len(w.paras)/6)
	if len(heads) > 2 && heads[1] <= len(w.paras)/2 {
		cut = heads[1]
	}
	cut = min(cut, len(w.paras))
	opening := w.foreign[:min(len(w.foreign), max(4, min(len(w.foreign)/4, cut+2)))]
	for _, p := range w.paras[:cut] {
		if !p.untouched() || len(p) == 0 {
			return false
		}
	}
	last := w.paras[cut-1]
	id := w.event("foreign", w.paras[0][0].truth, last[len(last)-1].truth+1)
	var put []paragraph
	for _, l := range opening {
		var p paragraph
		for _, r := range l {
			p = append(p, glyph{r, -1, id})
		}
		put = append(put, p)
	}
	w.paras = append(put, w.paras[cut:]...)
	return true
}
