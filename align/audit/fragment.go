package audit

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

const (
	shardLine = 12 // characters; a line of running text is longer
	shardOnly = 8  // characters; no paragraph of an official document is as short
)

// fragments finds stray pieces: lines that are no clause. Scans leave them
// where a stamp or a fold broke the red head, web pages where a menu was cut.
//
// What is borrowed from elsewhere in the document can be told at once; what is
// merely short only when it is known, after other documents' text has been set
// apart, that nothing of the others is lost there.
func (d *desk) fragments(rest bool) {
	for _, w := range d.order {
		var run []int
		for _, r := range d.rowsOf(w) {
			if d.isFragment(w, r, rest) {
				if len(run) > 0 && !d.adjoin(w, run[len(run)-1], r) {
					d.tellFragment(w, run)
					run = nil
				}
				run = append(run, r)
				d.kill(w, r)
				continue
			}
			if rest {
				d.insertedLines(w, r)
			}
		}
		d.tellFragment(w, run)
	}
}

// adjoin reports whether w has nothing between two rows.
func (d *desk) adjoin(w, a, b int) bool {
	for r := a + 1; r < b; r++ {
		if d.own[w][r] > 0 {
			return false
		}
	}
	return true
}

// everything is the text of all witnesses by row, without and with the label, where a
// shard may have come from.
func (d *desk) everything() []string {
	if d.said == nil {
		d.said = make([]string, len(d.c.Rows))
		for r := range d.c.Rows {
			for w := range d.n {
				if d.own[w][r] > 0 {
					text := d.text(w, r)
					for _, t := range [...]string{text, d.printedLabel(w, r) + text} {
						if !strings.Contains(d.said[r], t) {
							d.said[r] += "\n" + t
						}
					}
				}
			}
		}
	}
	return d.said
}

// A rowIndex is where rows are looked up for each that may be a stray piece.
type rowIndex struct {
	bare    [][2][]int            // see footing
	byLabel map[extract.Num][]int // rows by their labels; see headOf
	paths   []map[labelPath][]int // by witness, the rows that it does not have alone; see samePath
}

// A labelPath is a label with those above it.
type labelPath [4]extract.Num

// printedLabel returns the folded label that w has in row r.
func (d *desk) printedLabel(w, r int) string {
	if rd := reading(d.c.Rows[r].Label, w); rd != nil {
		return rd.Key
	}
	return ""
}

// isFragment reports whether row r of w is no clause.
func (d *desk) isFragment(w, r int, rest bool) bool {
	return d.isShard(w, r, rest) && (d.several || d.stray(w, r, rest))
}

// isShard reports whether row r of w is too short for a clause, and made of words
// that stand elsewhere or where nothing is lost.
func (d *desk) isShard(w, r int, rest bool) bool {
	if !d.lone(w, r) || d.contested(w, r) {
		return false
	}
	row := d.c.Rows[r]
	text := d.text(w, r)
	if p, _ := d.place(w, r, r+1); standsAlone.MatchString(strings.TrimSpace(d.slice(p))) {
		return false
	}
	n := utf8.RuneCountInString(text)
	lines := d.printedLines(w, r)
	long := slices.ContainsFunc(lines, runningLine)
	switch row.Kind {
	case extract.Date, extract.Signature, extract.Note, extract.Number, extract.Addressee:
		return false
	case extract.Title:
		return d.several && !long && d.countWithin(lines, r) == len(lines)
	}
	if row.Num.Style != extract.NoStyle && row.Num.Style <= extract.Article && !d.several {
		return false // 第一章 总则 is short by nature, and stands in the table of contents too
	}
	if row.Num.Style != extract.NoStyle {
		whole := complete(text)
		same := rest && n <= 3*shardLine && d.samePath(w, r)
		if rest && !whole && n <= 3*shardLine && d.inserted(w, r) && (strings.HasSuffix(text, ",") || strings.HasSuffix(text, "、") || !d.inSequence(r)) {
			return true
		}
		return same && !whole && n <= 3*shardLine || n <= shardLine && (d.headOf(r, text) || rest && (same || !whole && !d.inSequence(r)) && d.within(text, r) && d.inserted(w, r))
	}
	inserted := rest && d.inserted(w, r)
	if n <= shardOnly && (inserted || rest && d.several && !complete(text) && (row.Kind == extract.Paragraph || row.Kind == extract.Heading)) {
		return true
	}
	if rest && n <= shardLine && !complete(text) && d.besideDead(w, r) {
		return true
	}
	return !long && (d.borrowed(lines, r) || inserted && !complete(text))
}

// standsAlone matches what is no sentence and no stray piece either: 附件2： above an
// annex, and the subject words that stand above a title or below the text, with wide gaps
// between them (GB/T 9704-1999): 民政　社团　通知.
var standsAlone = regexp.MustCompile(`^(附\s*[件录][\d一二三四五六七八九十]*[：:]?|\p{Han}{2,8}([　\t]+\p{Han}{2,8})+)$`)

// runningLine reports whether a folded line is too long for a stray piece: it is running text.
func runningLine(l string) bool { return chars(l) > shardLine }

// borrowed reports whether most of some folded lines stand in other rows than r.
func (d *desk) borrowed(lines []string, r int) bool { return 2*d.countWithin(lines, r) > len(lines) }

// countWithin returns how many of some lines stand in other rows than r.
func (d *desk) countWithin(lines []string, r int) (n int) {
	for _, l := range lines {
		if d.within(l, r) {
			n++
		}
	}
	return n
}

// besideDead reports whether the row that w has before row r, or behind it, is
// no part of the document: shards come in showers.
func (d *desk) besideDead(w, r int) bool {
	for _, step := range [...]int{-1, 1} {
		for x := r + step; x >= 0 && x < len(d.c.Rows); x += step {
			if d.own[w][x] > 0 {
				if !d.alive(w, x) && d.own[w][x] <= shardLine {
					return true
				}
				break
			}
		}
	}
	return false
}

// inSequence reports whether the label of row r continues its list.
func (d *desk) inSequence(r int) bool { return d.c.Rows[r].Num == d.nextLabel(r) }

// headOf reports whether a text is the beginning of another clause with the
// same label.
func (d *desk) headOf(r int, text string) bool {
	if d.find.byLabel == nil {
		d.find.byLabel = map[extract.Num][]int{}
		for x, row := range d.c.Rows {
			d.find.byLabel[row.Num] = append(d.find.byLabel[row.Num], x)
		}
	}
	for _, x := range d.find.byLabel[d.c.Rows[r].Num] {
		if t := d.reads(x); x != r && len(t) > len(text) && strings.HasPrefix(t, text) {
			return true
		}
	}
	return false
}

// samePath reports whether a clause that others have too stands under the
// same labels as row r in the same copy: there cannot be two 二、（一）.
func (d *desk) samePath(w, r int) bool {
	if d.find.paths == nil {
		d.find.paths = make([]map[labelPath][]int, d.n)
	}
	if d.find.paths[w] == nil {
		d.find.paths[w] = map[labelPath][]int{}
		for _, x := range d.rowsOf(w) {
			if !d.lone(w, x) { // nor will it be
				p := d.path(w, x)
				d.find.paths[w][p] = append(d.find.paths[w][p], x)
			}
		}
	}
	return slices.ContainsFunc(d.find.paths[w][d.path(w, r)], func(x int) bool { return x != r && d.alive(w, x) && !d.lone(w, x) })
}

// path is what w prints at row r.
func (d *desk) path(w, r int) labelPath {
	var p labelPath
	for i := 0; r >= 0 && i < len(p); r, i = d.c.Rows[r].Parent, i+1 {
		p[i] = d.numIn(w, r)
	}
	return p
}

// numIn is the label that w has before row r, or what it would have.
func (d *desk) numIn(w, r int) extract.Num {
	if rd := reading(d.c.Rows[r].Label, w); rd != nil {
		return numOf(rd.Key)
	}
	return d.c.Rows[r].Num
}

// inserted reports whether another witness reads on, without a gap, from the
// end of the row before r to the beginning of the row behind it, so that
// nothing is lost there.
func (d *desk) inserted(w, r int) bool {
	for v := range d.n {
		if d.parent[v] == d.parent[w] || d.own[v][r] > 0 {
			continue
		}
		if d.readsOn(v, d.footing(v, r, -1), d.footing(v, r, 1)) {
			return true
		}
	}
	return false
}

// footing returns the first row before row r, or behind it, in which v has text of the document or
// which several have; or the row outside. What has neither will never have: with each row is
// kept how many such rows are known from it on, and walks over them double it, as in a
// disjoint-set forest, so that ten thousand rows that one copy has alone are not walked
// over for each of them.
func (d *desk) footing(v, r, step int) int {
	if d.find.bare == nil {
		d.find.bare = make([][2][]int, d.n)
	}
	bare := &d.find.bare[v][(step+1)/2]
	if *bare == nil {
		*bare = make([]int, len(d.c.Rows))
	}
	x := r + step
	for x >= 0 && x < len(d.c.Rows) && !d.alive(v, x) && !d.common(x) {
		n := max((*bare)[x], 1)
		if y := x + n*step; y >= 0 && y < len(d.c.Rows) {
			n += (*bare)[y]
		}
		(*bare)[x] = n
		x += n * step
	}
	return x
}

// readsOn reports whether v has the end of row a and the beginning of row b,
// and between nothing but stray pieces. The rows before the first and behind the last are the
// bounds of its text.
func (d *desk) readsOn(v, a, b int) bool {
	lo, hi := 0, len(d.c.Witnesses[v].Text)
	if a >= 0 {
		p, ok := d.edgePlace(v, a, true)
		if !ok {
			return false
		}
		lo = p.Span.Hi
	}
	if b < len(d.c.Rows) {
		p, ok := d.edgePlace(v, b, false)
		if !ok {
			return false
		}
		hi = p.Span.Lo
	}
	for r := a + 1; r < b; r++ {
		if p, ok := d.place(v, r, r+1); ok && d.own[v][r] > 0 && !d.alive(v, r) && d.own[v][r] <= shardLine && lo <= p.Span.Lo && p.Span.Hi <= hi {
			if !d.nothingBetween(v, lo, p.Span.Lo) {
				return false
			}
			lo = p.Span.Hi
		}
	}
	return d.nothingBetween(v, lo, hi)
}

// nothingBetween reports whether v has nothing but white space from byte lo to byte hi.
func (d *desk) nothingBetween(v, lo, hi int) bool {
	return lo <= hi && strings.TrimSpace(d.c.Witnesses[v].Text[lo:hi]) == ""
}

// edgePlace returns what v has in the last segment of row r, or with its label
// in the first.
func (d *desk) edgePlace(v, r int, last bool) (align.Place, bool) {
	segs := d.c.Rows[r].Segments
	x := 0
	if last {
		x = len(segs) - 1
	}
	rd := reading(segs[x], v)
	if rd == nil || rd.Key == "" || d.dead[r][x].Has(v) {
		return align.Place{}, false
	}
	return d.place(v, r, r+1)
}

// printedLines returns the folded lines of w in row r.
func (d *desk) printedLines(w, r int) []string {
	p, _ := d.place(w, r, r+1)
	return d.linesOf(p)
}

// within reports whether another row holds a line.
func (d *desk) within(line string, r int) bool {
	all := d.everything()
	if d.holds == nil {
		d.holds = map[uint64][]int32{}
		for x, t := range all {
			ts := []rune(t)
			for i := range ts {
				for n := 1; n <= min(i+1, 3); n++ {
					k := pack(ts[i+1-n : i+1]...)
					if h := d.holds[k]; len(h) < maxHolds[n] && (len(h) == 0 || h[len(h)-1] != int32(x)) {
						d.holds[k] = append(h, int32(x))
					}
				}
			}
		}
	}
	rs := []rune(line)
	for _, x := range d.holds[pack(rs[:min(len(rs), 3)]...)] {
		if int(x) != r && strings.Contains(all[x], line) {
			return true
		}
	}
	return false
}

// maxHolds bounds the rows that are searched for a line, by the characters that they were
// found by. Of one or two these are the line, and another row is all that is asked for.
var maxHolds = [...]int{1: 2, 2: 2, 3: 64}

// complete reports whether a text ends as a sentence does. Characters for private
// use, which a font has left behind, are no part of it.
func complete(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text, func(r rune) bool { return unicode.Is(unicode.Co, r) }))
	return r != utf8.RuneError && align.Final(r)
}

// shardsAmong finds stray pieces of this document in rows that are another's:
// two lines or more, one behind the other, that stand in the midst of clauses
// elsewhere. They strayed in before or after the other text did; each run is told.
func (d *desk) shardsAmong(w int, rows []int) {
	var run align.Place
	first, n := 0, 0
	flush := func() {
		if n > 1 && run.Span.Len() > 0 {
			d.tell(d.fragment(run, first))
		}
		run, n = align.Place{Witness: w}, 0
	}
	flush()
	in := rowSet(rows)
	for _, r := range d.rowsOf(w) {
		switch {
		case r < rows[0] || r > rows[len(rows)-1]:
		case in[r]:
			p, _ := d.place(w, r, r+1)
			lo := p.Span.Lo
			for line := range strings.Lines(d.slice(p)) {
				if key := align.Key(line); d.shardLine(key, r) {
					text := strings.TrimSpace(line)
					at := lo + strings.Index(line, text)
					if run.Span.Len() == 0 {
						first, run.Span.Lo = r, at
					}
					run.Span.Hi = at + len(text)
					n++
				} else if key != "" {
					flush()
				}
				lo += len(line)
			}
		case !d.alive(w, r) && d.own[w][r] <= shardLine:
			n++ // found already
		default:
			flush()
		}
	}
	flush()
}

// shardLine reports whether a folded line of row r is a piece from the midst of a clause
// that stands elsewhere.
func (d *desk) shardLine(line string, r int) bool {
	return chars(line) > 1 && !runningLine(line) && !complete(line) && d.within(line, r) && !d.beginsRow(line, r)
}

// beginsRow reports whether another row than r begins with a line.
func (d *desk) beginsRow(line string, r int) bool {
	for x, t := range d.everything() {
		if x != r && strings.Contains(t, "\n"+line) {
			return true
		}
	}
	return false
}

func (d *desk) tellFragment(w int, run []int) {
	if len(run) == 0 {
		return
	}
	at, _ := d.place(w, run[0], run[0]+1)
	for _, r := range run {
		p, _ := d.place(w, r, r+1)
		at.Span.Lo, at.Span.Hi = min(at.Span.Lo, p.Span.Lo), max(at.Span.Hi, p.Span.Hi)
	}
	d.tellOf(slot{run[0], anyPart}, slot{run[len(run)-1], anyPart}, d.fragment(at, run[0]))
}

// fragment is the finding that a place is a stray piece.
func (d *desk) fragment(at align.Place, r int) Finding {
	f := Finding{
		Rule: "corruption.fragment", Method: Internal, Severity: Warning, At: []align.Place{at}, Row: r, Segment: -1, Confidence: 0.9,
		Message:  d.strayPiece(at),
		Evidence: []Evidence{{Internal, say("独立成行而不成句", "on a line of its own and no sentence")}},
	}
	if d.n > 1 {
		f.Method = ByCollation
		f.Evidence = append(f.Evidence, Evidence{ByCollation, say("其他版本此处无此文字", "no other copy has it here")})
	}
	return f
}

func (d *desk) strayPiece(at align.Place) Text {
	return say("%s 有不成条款的残片：“%s”", "%s has a stray piece that is no clause: “%s”", d.siglum(at.Witness), quote(d.slice(at), 24))
}
