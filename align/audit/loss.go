package audit

import (
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// A slot is one segment of one row.
type slot struct{ row, seg int }

// A loss is a passage that the document has and one witness has not.
type loss struct {
	w         int
	slots     []slot // where others speak and w is silent
	text      string // what the others have
	from      []align.Place
	headless  bool // the loss ends in mid-clause: w goes on with a tail
	tailless  bool // it begins in mid-clause: w stops short
	covered   bool // w has another document's text in its place
	left      int  // bytes: end of what w has before the loss
	right     int  // beginning of what it has behind it
	wholeRows int
}

// losses finds what each witness has lost: where others speak, in text that
// belongs to the document, and it is silent. It is completed from them.
func (d *desk) losses() {
	for _, w := range d.order {
		for _, l := range d.lossesOf(w) {
			d.tellLoss(l)
		}
	}
}

func (d *desk) lossesOf(w int) []loss {
	var out []loss
	var cur *loss
	var lost strings.Builder
	flush := func() {
		cur.text = lost.String()
		out = append(out, *cur)
		cur, lost = nil, strings.Builder{}
	}
	spoke := -1 // last row in which w spoke
	left := 0
	for r, row := range d.c.Rows {
		for x, seg := range row.Segments {
			mine := reading(seg, w)
			dead := d.dead[r][x].Has(w)
			if mine != nil && !dead {
				if cur != nil {
					cur.headless = cur.slots[len(cur.slots)-1].row == r
					cur.right = placeOf(mine, w).Span.Lo
					flush()
				}
				if mine.Key != "" {
					spoke = r
				}
				left = placeOf(mine, w).Span.Hi
				continue
			}
			text, from := d.others(seg, w, r, x)
			if text == "" || d.has(w, r) || d.listed(r) {
				continue
			}
			if cur == nil && marksOnly([]string{text, ""}) {
				continue // a heading that one copy closes with a stop
			}
			if cur == nil {
				cur = &loss{w: w, tailless: spoke == r, left: left, right: len(d.c.Witnesses[w].Text)}
			}
			cur.slots = append(cur.slots, slot{r, x})
			lost.WriteString(text)
			cur.from = append(cur.from, from)
		}
	}
	if cur != nil {
		flush()
	}
	for x := range out {
		d.measure(&out[x])
	}
	return out
}

// placeOf returns where w has a reading.
func placeOf(rd *align.Reading, w int) (last align.Place) {
	for _, p := range rd.At {
		if p.Witness == w {
			last = p
		}
	}
	return last
}

// others returns what a living witness other than w has in a segment.
func (d *desk) others(seg align.Segment, w, r, x int) (string, align.Place) {
	for _, rd := range seg.Readings {
		for _, p := range rd.At {
			if rd.Key != "" && p.Witness != w && !d.dead[r][x].Has(p.Witness) {
				return rd.Key, p
			}
		}
	}
	return "", align.Place{}
}

// measure counts the whole rows of a loss and sees whether dead text of the
// same witness stands in its place.
func (d *desk) measure(l *loss) {
	first, last := l.slots[0].row, l.slots[len(l.slots)-1].row
	for r := first; r <= last; r++ {
		if r == first && l.tailless || r == last && l.headless {
			continue
		}
		l.wholeRows++
	}
	for _, p := range d.strange {
		if p.Witness == l.w && p.Span.Lo >= l.left && p.Span.Hi <= l.right {
			l.covered = true
		}
	}
}

const minLoss = 3 // characters

func (d *desk) tellLoss(l loss) {
	if l.covered && l.headless {
		d.keepHead(&l)
	}
	n := utf8.RuneCountInString(l.text)
	if l.covered || n < minLoss {
		return
	}
	f := Finding{
		Rule: "corruption.truncated", Method: ByCollation, Severity: Warning,
		At: d.bounds(l), Against: ends(l.from),
		Row: l.slots[0].row, Segment: -1, Confidence: 0.95,
		Evidence: []Evidence{{ByCollation, say("%s 有此 %d 字：“%s”", "%s reads on with %d characters: “%s”", sigla(l.from), n, quote(unfold(l.text), 36))}},
		Fixes:    []Fix{{Text: d.raw(l.from)}},
	}
	sg := d.siglum(l.w)
	before, after := d.around(l)
	switch {
	case l.tailless && (l.headless || l.wholeRows > 0):
		f.Message = say("%s 在“%s”之后句子中断，缺 %d 字，直到“%s”", "%s breaks off after “%s”, %d characters lost, up to “%s”", sg, before, n, after)
	case l.tailless:
		f.Message = say("%s 在“%s”之后句子中断，缺 %d 字", "%s breaks off after “%s”, %d characters lost", sg, before, n)
	case l.headless:
		f.Message = say("%[1]s “%[3]s”之前缺 %[2]d 字", "%s has lost %d characters before “%s”", sg, n, after)
	default:
		f.Rule = "corruption.missing"
		f.Message = say("%s 缺 %d 条（%d 字）：“%s”", "%s lacks %d clauses (%d characters): “%s”", sg, l.wholeRows, n, quote(unfold(l.text), 24))
	}
	if d.trifle(l) {
		f.Severity = Info
	}
	for _, p := range f.At {
		d.told[where{l.w, p.Span.Lo}] = true
	}
	d.tellOf(l.slots[0], l.slots[len(l.slots)-1], f)
}

// bounds are the points that a reader looks at: where the witness stops short, and, if
// stray lines stand between, where it goes on with a tail.
func (d *desk) bounds(l loss) []align.Place {
	stops, goesOn := align.Place{Witness: l.w, Span: extract.Span{Lo: l.left, Hi: l.left}}, align.Place{Witness: l.w, Span: extract.Span{Lo: l.right, Hi: l.right}}
	switch {
	case !l.headless || strings.TrimSpace(d.c.Witnesses[l.w].Text[min(l.left, l.right):l.right]) == "":
		return []align.Place{stops}
	case l.tailless:
		return []align.Place{stops, goesOn}
	}
	return []align.Place{goesOn}
}

// keepHead leaves of a loss in whose place another document stands the head of
// the clause that the witness goes on with: that is lost and not replaced.
func (d *desk) keepHead(l *loss) {
	last := l.slots[len(l.slots)-1].row
	x := len(l.slots) - 1
	for x > 0 && l.slots[x-1].row == last {
		x--
	}
	l.slots, l.from = l.slots[x:], l.from[x:]
	l.text = ""
	for y, s := range l.slots {
		key, from := d.others(d.c.Rows[s.row].Segments[s.seg], l.w, s.row, s.seg)
		l.text, l.from[y] = l.text+key, from
	}
	l.left, l.covered, l.tailless, l.wholeRows = l.right, false, false, 0
}

// trifle reports whether only what surrounds a document is missing: the lines
// of the red head, subject words, notes below the date, the 题注. Copies leave them out
// at will.
func (d *desk) trifle(l loss) bool {
	for x, s := range l.slots {
		if d.apparatus(s.row) || standsAlone.MatchString(d.slice(l.from[x])) {
			continue
		}
		switch d.c.Rows[s.row].Kind {
		case extract.Issuer, extract.Note, extract.Number, extract.Date, extract.Signature:
		default:
			return false
		}
	}
	return true
}

// around quotes what the witness has on either side of a loss.
func (d *desk) around(l loss) (before, after string) {
	t := d.c.Witnesses[l.w].Text
	return tail(t[:l.left], 10), head(t[min(l.right, len(t)):], 10)
}

// tail returns the last n characters of a text that are no white space.
func tail(text string, n int) string {
	lo := max(0, len(text)-8*n)
	for lo > 0 && !utf8.RuneStart(text[lo]) {
		lo--
	}
	return tailRunes(strings.Join(strings.Fields(text[lo:]), ""), n)
}

// head returns the first n.
func head(text string, n int) string {
	hi := min(len(text), 8*n)
	for hi < len(text) && !utf8.RuneStart(text[hi]) {
		hi++
	}
	return headRunes(strings.Join(strings.Fields(text[:hi]), ""), n)
}

// ends keeps the first and the last of some places.
func ends(at []align.Place) []align.Place {
	if len(at) < 2 {
		return at
	}
	a, b := at[0], at[len(at)-1]
	if a.Witness == b.Witness && a.Span.Lo <= b.Span.Lo {
		return []align.Place{{Witness: a.Witness, Span: extract.Span{Lo: a.Span.Lo, Hi: b.Span.Hi}}}
	}
	return []align.Place{a, b}
}
