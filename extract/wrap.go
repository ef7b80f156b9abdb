package extract

import "strings"

// Which line breaks are only layout? A copy that was typeset, scanned or pasted
// from a page has breaks inside sentences; a copy that has lost text has breaks
// that look the same. What tells them apart in one copy alone is the width: lines
// that were wrapped are all about as long, and none that follows is longer.
//
//	2.培育建设一批…集团(联盟)。培育建设30个由政府、     31  ┐ wrapped at 31:
//	行业、企业、职业院校…的产教融合、                   30  │ one clause
//	校企合作、工学结合、知行合一的职业教育集团(联盟)。  24  ┘
//	1. 遴选建设…示范作用突出的“楚怡”高水平职业本科      57  cut, not wrapped:
//	色突出、服务能力强的“楚怡”优质中职专业（群）。      23  half a page is lost
//
// Where that is not enough evidence the lines stay apart: text that is joined
// across a loss reads as if nothing were missing, and other copies will show
// which paragraphs belong together.

const (
	minWrap = 16  // fewer characters are a heading or a table, not a column of text
	maxWrap = 120 // no page is wider
)

// joinLines settles which labels are labels and finds the lines that go on with
// the line above. Linear.
func (rd *reader) joinLines() {
	var ws widths
	rd.runs(func(lines []line) { ws.count(lines, rd.prose) })
	rd.indented = rd.indents(&ws)
	heads := rd.headings()
	latest := make(map[Style]Num)
	for i := rd.front; i < len(rd.lines); i++ {
		l := &rd.lines[i]
		if l.kind == Title {
			clear(latest)
		}
		if l.kind != "" {
			continue
		}
		full := i > rd.front && rd.lines[i-1].kind == "" && ws.wrapped(&rd.lines[i-1]) && narrower(l, &rd.lines[i-1])
		if rd.settleLabel(i, full, latest) {
			continue
		}
		if full && !l.gap && !(rd.indented && l.indent > 1) {
			l.joined = rd.goesOn(i, &ws, heads)
		}
	}
	rd.runs(rd.joinPair)
	rd.runs(rd.joinShreds)
}

// settleLabel reports whether line i has a label, and takes away one that it
// only seems to have. The latest of each style tells which is the next.
func (rd *reader) settleLabel(i int, full bool, latest map[Style]Num) bool {
	l := &rd.lines[i]
	n := l.label.num
	if n.Style == NoStyle {
		return false
	}
	next := latest[n.Style].Style != NoStyle && follows(n, latest[n.Style])
	// 六、 and 6. at the head of a wrapped line may be the rest of a number:
	// 左五下 / 六、左十二. Brackets tell a label.
	inside := full && rd.lines[i-1].end != finished && (n.Style == Han || n.Style == Digit)
	if inside && !next && n.Value != 1 || !l.label.sure && !rd.accept(i, next) {
		l.label = label{}
		return false
	}
	l.label.sure = true
	latest[n.Style] = n
	return true
}

// goesOn reports whether line i goes on with the line above, which is as long as
// the wrapped lines of the text.
func (rd *reader) goesOn(i int, ws *widths, heads *headed) bool {
	l, above := &rd.lines[i], &rd.lines[i-1]
	switch {
	case above.end != finished:
		return !heads.heading(above) || l.end == cut && l.runes < above.runes
	case rd.indented:
		return above.chars() >= ws.peak()-2
	}
	return above.joined && ws.exact(above) && (l.end >= closed || l.chars() == above.chars())
}

func follows(n, m Num) bool {
	return n.Value == m.Value+1 || n.Value == m.Value && n.Sub == m.Sub+1
}

// accept reports whether a label that may be none is one: it is the next of its
// style, or the first below a finished line.
func (rd *reader) accept(i int, next bool) bool {
	l := &rd.lines[i].label
	if l.num.Value == 1 {
		return !l.list && (i == 0 || rd.lines[i-1].end == finished || rd.lines[i-1].kind != "")
	}
	return next
}

// opens reports whether line i may go on with the line above, as far as the two
// lines themselves tell.
func (rd *reader) opens(i int) bool {
	if i <= rd.front {
		return false
	}
	l, above := &rd.lines[i], &rd.lines[i-1]
	return l.kind == "" && above.kind == "" && !l.label.sure && above.end != finished &&
		!l.gap && !above.gap && !(rd.indented && l.indent > 1)
}

// runs calls f for each longest run lines[lo:hi] of two or more in which every
// line may go on with the one above.
func (rd *reader) runs(f func(lines []line)) {
	for lo := rd.front; lo < len(rd.lines); {
		hi := lo + 1
		for hi < len(rd.lines) && rd.opens(hi) {
			hi++
		}
		if hi-lo > 1 {
			f(rd.lines[lo:hi])
		}
		lo = hi
	}
}

// narrower reports whether l is no wider than a line wrapped like above may be.
// Punctuation is pulled up or pushed down by a character or two.
func narrower(l, above *line) bool {
	return l.chars() <= above.chars()+2 || l.columns() <= above.columns()+3
}

// widths counts how long the lines are that may be wrapped, in characters and
// in columns: retyped text breaks at so many characters, a page at so many
// columns.
type widths struct {
	runes [maxWrap + 4]int
	cells [2*maxWrap + 4]int
}

// prose reports whether l has a comma or a full stop inside, which the entries
// of a list have not.
func (rd *reader) prose(l *line) bool {
	return strings.ContainsAny(rd.text[l.span.Lo:l.span.Hi], "，。,；")
}

// count counts the lines of a run. A list of names looks like one whose last
// line is not finished; there only long lines of prose that are equal count.
func (ws *widths) count(lines []line, prose func(*line) bool) {
	whole := lines[len(lines)-1].end >= closed
	for i := range lines[:len(lines)-1] {
		l := &lines[i]
		if wrappable(l) && narrower(&lines[i+1], l) && (whole || l.runes >= 18 && lines[i+1].chars() == l.chars() && prose(l)) {
			ws.runes[l.chars()]++
			ws.cells[l.columns()]++
		}
	}
}

func wrappable(l *line) bool {
	return l.runes >= minWrap && l.chars() <= maxWrap && l.columns() <= 2*maxWrap
}

// wrapped reports whether l is as long as the wrapped lines of the text: three
// or more that agree. If most agree to the character, so must l.
func (ws *widths) wrapped(l *line) bool {
	if !wrappable(l) {
		return false
	}
	n := l.chars()
	near, best := 0, n
	for w := n - 3; w <= n+3; w++ {
		near += ws.runes[w]
		if ws.runes[w] > ws.runes[best] {
			best = w
		}
	}
	if n := ws.runes[best]; n >= 3 && n*10 >= near*8 {
		return best == l.chars()
	}
	if ws.runes[n-1]+ws.runes[n]+ws.runes[n+1] >= 3 {
		return true
	}
	cells := 0
	for w := l.columns() - 2; w <= l.columns()+2; w++ {
		cells += ws.cells[w]
	}
	return cells >= 3
}

// exact reports whether the text breaks its lines at just as many characters as
// l has, so that even a line that ends with a sentence was likelier broken there
// than the last of its paragraph: a last line is as long once in so many times.
func (ws *widths) exact(l *line) bool {
	n := l.chars()
	return ws.runes[n] >= 5 && ws.runes[n] >= 8*(ws.runes[n-1]+ws.runes[n+1])
}

// peak returns the most frequent width in characters.
func (ws *widths) peak() int {
	best := 0
	for w, n := range ws.runes {
		if n > ws.runes[best] {
			best = w
		}
	}
	return best
}

// A headed tells the styles whose labels stand before headings throughout: short
// lines without a full stop.
type headed [Circle + 1]struct{ short, all int }

func (rd *reader) headings() *headed {
	h := new(headed)
	for i := rd.front; i < len(rd.lines); i++ {
		if l := &rd.lines[i]; l.label.sure {
			h[l.label.num.Style].all++
			if l.end == cut && l.runes <= 40 {
				h[l.label.num.Style].short++
			}
		}
	}
	return h
}

// heading reports whether l is a heading as those of its style are.
func (h *headed) heading(l *line) bool {
	n := h[l.label.num.Style]
	return l.label.sure && l.end == cut && l.runes <= 40 && n.all >= 3 && n.short*10 >= n.all*8
}

// indents reports whether the text indents the first line of a paragraph and no
// other, so that a line without indent goes on with the one above.
func (rd *reader) indents(ws *widths) bool {
	indented, inside, insideIndented := 0, 0, 0
	for i := rd.front; i < len(rd.lines); i++ {
		l := &rd.lines[i]
		if l.indent > 1 {
			indented++
		}
		if rd.opens(i) && ws.wrapped(&rd.lines[i-1]) && narrower(l, &rd.lines[i-1]) {
			inside++
			if l.indent > 1 {
				insideIndented++
			}
		}
	}
	return inside >= 3 && insideIndented*10 <= inside && indented*20 >= len(rd.lines)-rd.front
}

// joinPair joins lines that are equally long, two or more, and the shorter one
// behind them: twice the same width is no chance in prose, even if the text has
// no other wrapped paragraph.
func (rd *reader) joinPair(lines []line) {
	for lo := 0; lo+2 < len(lines); {
		hi := lo + 1
		for hi < len(lines) && lines[hi].chars() == lines[lo].chars() {
			hi++
		}
		if hi-lo > 1 && hi < len(lines) && wrappable(&lines[lo]) && lines[lo].runes >= 18 &&
			narrower(&lines[hi], &lines[lo]) && rd.prose(&lines[lo]) {
			for i := lo + 1; i <= hi; i++ {
				lines[i].joined = true
			}
		}
		lo = hi
	}
}

// joinShreds joins a sentence that was torn into short lines of any length, as
// OCR does around a seal or a column. Four lines or more, all short, two of them
// open at a comma or a quotation mark, the last one finished: seen in the
// preamble of one of two notices (为传承发展 / “爱国、奋斗… / 为推动我省职业 / …). It
// leaves out a stray piece above the sentence, and gives up if the text has
// wrapped lines here.
func (rd *reader) joinShreds(lines []line) {
	for len(lines) > 3 && lines[0].end == cut && lines[0].label.num.Style == NoStyle &&
		(lines[0].runes <= 4 || rd.opensSentence(&lines[1])) {
		lines = lines[1:]
	}
	open, runes := 0, int32(0)
	for i := range lines {
		if lines[i].runes > 30 || lines[i].joined {
			return
		}
		if lines[i].end == paused {
			open++
		}
		runes += lines[i].runes
	}
	n := int32(len(lines))
	if n < 4 || open < 2 || runes > 20*n || runes < 9*n || !strings.HasSuffix(rd.text[:lines[n-1].span.Hi], "。") {
		return
	}
	for i := range lines[1:] {
		lines[i+1].joined = true
	}
}

// opensSentence reports whether l begins with a word that opens the preamble of
// a notice.
func (rd *reader) opensSentence(l *line) bool {
	s := rd.text[l.span.Lo:l.span.Hi]
	for _, w := range []string{"为", "根据", "按照", "经", "现", "各"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
