package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// intrusions finds the text of a witness that is no part of the document: the
// same clauses printed again, another document's, stray pieces.
func (d *desk) intrusions() {
	d.repeats()
	d.foreign()
	d.fragments()
}

// lone reports whether row r is, for witness w, text that hardly anybody else
// has.
func (d *desk) lone(w, r int) bool {
	return d.alive(w, r) && 2*d.both[w][r] < d.own[w][r]
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

// ---- the same clauses again --------------------------------------------------

const (
	shortClause = 8  // characters; a shorter clause may well stand twice
	mouldShare  = 90 // percent that two prints of one clause must share
)

// A repeat says that row copy of a witness is row first printed again.
type repeat struct{ first, copy int }

// repeats finds runs of clauses that a witness prints twice. What the other
// copies have once only is a repeat though a character differ; what all have
// twice, or what only one copy tells, must stand in one list to the letter:
// statutes say （一）警告 under many articles.
func (d *desk) repeats() {
	for w := range d.n {
		rows := d.rowsOf(w)
		texts := make(map[int]string, len(rows))
		at := map[string][]int{}
		for _, r := range rows {
			t := d.text(w, r)
			texts[r] = t
			at[t] = append(at[t], r)
		}
		var run []repeat
		for _, r := range rows {
			p, ok := d.repeatOf(w, r, texts, at, rows)
			if ok && (len(run) == 0 || d.follows(run[len(run)-1], p, rows)) {
				run = append(run, p)
				continue
			}
			d.tellRepeat(w, run)
			run = nil
			if ok {
				run = append(run, p)
			}
		}
		d.tellRepeat(w, run)
	}
}

// follows reports whether b carries the run on that a ends: the copies stand
// one after the other, and so do the first prints.
func (d *desk) follows(a, b repeat, rows []int) bool {
	next := func(x, y int) bool {
		for r := x + 1; r < y; r++ {
			for w := range d.n {
				if d.own[w][r] > 0 && !d.lone(w, r) {
					return false
				}
			}
		}
		return x < y
	}
	return b.copy > a.copy && next(a.first, b.first) && b.copy-a.copy <= 2
}

func (d *desk) repeatOf(w, r int, texts map[int]string, at map[string][]int, rows []int) (repeat, bool) {
	text := texts[r]
	n := utf8.RuneCountInString(text)
	alone := d.lone(w, r)
	for _, f := range at[text] {
		switch {
		case f == r:
			continue
		case alone && !d.lone(w, f) && (n >= shortClause || d.sameHeading(f, r)):
			return repeat{f, r}, true
		case f < r && n >= shortClause && d.siblings(f, r) && (d.living(r) == 1 || n >= 2*shortClause):
			return repeat{f, r}, true
		}
	}
	if !alone || n < 2*shortClause {
		return repeat{}, false
	}
	for _, f := range rows {
		if f != r && !d.lone(w, f) && d.reprint(texts[f], text) {
			return repeat{f, r}, true
		}
	}
	return repeat{}, false
}

// sameHeading reports whether two rows are one heading: label and all.
func (d *desk) sameHeading(a, b int) bool {
	x, y := d.c.Rows[a], d.c.Rows[b]
	return x.Num == y.Num && x.Num.Style != extract.NoStyle
}

func (d *desk) siblings(a, b int) bool {
	x, y := d.c.Rows[a], d.c.Rows[b]
	return x.Parent == y.Parent && x.Num.Style == y.Num.Style && x.Num.Style != extract.NoStyle
}

// reprint reports whether two texts are one clause printed twice with slips.
// Items made from one mould (培育…名师。…, 培育…大师。…) share as much, but
// differ in their name, and in the same way more than once.
func (d *desk) reprint(first, again string) bool {
	a, b := []rune(first), []rune(again)
	if 10*min(len(a), len(b)) < 9*max(len(a), len(b)) || !shareStart(a, b) {
		return false
	}
	same, diffs := align.Agreement(a, b)
	if 100*same < mouldShare*max(len(a), len(b)) {
		return false
	}
	seen := map[string]bool{}
	for _, x := range diffs {
		key := x[0] + "\x00" + x[1]
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

// shareStart reports whether the first phrases agree.
func shareStart(a, b []rune) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return false
		}
		if strings.ContainsRune("。,;:、", a[i]) || i >= 15 {
			return true
		}
	}
	return true
}

func (d *desk) tellRepeat(w int, run []repeat) {
	if len(run) == 0 {
		return
	}
	first, last := run[0], run[len(run)-1]
	at, _ := d.place(w, first.copy, last.copy+1)
	orig, _ := d.place(w, first.first, last.first+1)
	for _, p := range run {
		d.kill(w, p.copy)
	}
	f := Finding{
		Rule: "corruption.duplicate", Method: Internal, Severity: Warning, At: []align.Place{at}, Against: []align.Place{orig},
		Row: first.copy, Segment: -1, Confidence: 0.97,
		Message: say("%s 重复印出前文 %d 条：“%s”", "%s prints %d clauses again: “%s”", Siglum(w), len(run), quote(d.slice(at), 24)),
	}
	f.Evidence = append(f.Evidence, Evidence{Internal, say("与同本前文“%s”逐字相同", "the same as “%s” earlier in this copy", quote(d.slice(orig), 24))})
	if d.n > 1 && d.lone(w, first.copy) || d.othersAround(w, first.copy, last.copy) {
		f.Evidence = append(f.Evidence, Evidence{ByCollation, say("其他版本此处无此重文", "no other copy repeats it here")})
	}
	d.tell(f)
}

func (d *desk) othersAround(w, lo, hi int) bool {
	for v := range d.n {
		if v != w && (lo > 0 && d.own[v][lo-1] > 0 || hi+1 < len(d.c.Rows) && d.own[v][hi+1] > 0) {
			return true
		}
	}
	return false
}

// ---- another document's text -------------------------------------------------

const (
	minForeign = 30 // characters of text that nobody else has
	bridge     = 60 // a shorter passage that others have too may lie between: 各省、自治区、直辖市人民政府 opens every notice
)

// A stretch is a run of rows of one witness that stands alone.
type stretch struct {
	rows  []int
	chars int
}

// foreign finds the opening, or another passage, of another document. Two
// copies go separate ways over a long stretch and then come together again:
// at most one of the two can be right. The one that shares less of its words
// with the rest of the document is the stranger; with three copies or more
// the one that stands against several independent ones.
func (d *desk) foreign() {
	strange := d.stretches()
	for w := range d.n {
		for _, s := range strange[w] {
			if d.isForeign(w, s, strange) {
				d.tellForeign(w, s)
			}
		}
	}
}

func (d *desk) stretches() [][]stretch {
	out := make([][]stretch, d.n)
	for w := range d.n {
		var cur stretch
		gap := 0 // characters of the passages that others have, since the last lone row
		var held []int
		flush := func() {
			if cur.chars >= minForeign {
				out[w] = append(out[w], cur)
			}
			cur, gap, held = stretch{}, 0, nil
		}
		for _, r := range d.rowsOf(w) {
			switch {
			case !d.alive(w, r):
			case d.lone(w, r):
				cur.rows = append(append(cur.rows, held...), r)
				cur.chars += d.own[w][r] - d.both[w][r]
				gap, held = 0, nil
			case len(cur.rows) > 0:
				if gap += d.own[w][r]; gap > bridge {
					flush()
				} else {
					held = append(held, r)
				}
			}
		}
		flush()
	}
	return out
}

// isForeign weighs one stretch.
func (d *desk) isForeign(w int, s stretch, all [][]stretch) bool {
	if d.n == 1 {
		return false
	}
	mine := d.kinship(w, s)
	rivals, near := 0, 0.0
	for v := range d.n {
		if v == w {
			continue
		}
		for _, t := range all[v] {
			if d.apart(s, t) {
				rivals++
				near = max(near, d.kinship(v, t))
			}
		}
		if d.speaksAround(v, s) {
			rivals++
			near = max(near, d.usual())
		}
	}
	if rivals == 0 {
		return false
	}
	return mine < foreignShare*near
}

// foreignShare is how much less kin a stranger is: of 16 openings put in the
// place of another notice's, all lay under 0.7 of the true opening's kinship
// and all true ones above.
const foreignShare = 0.8

// apart reports whether two stretches stand in the same place of the text.
func (d *desk) apart(s, t stretch) bool {
	a, b := s.rows[0], s.rows[len(s.rows)-1]
	x, y := t.rows[0], t.rows[len(t.rows)-1]
	return x <= b+2 && a <= y+2
}

// speaksAround reports whether v goes on without a gap where s stands.
func (d *desk) speaksAround(v int, s stretch) bool {
	n, all := 0, 0
	for r := s.rows[0]; r <= s.rows[len(s.rows)-1]; r++ {
		all++
		if d.alive(v, r) && !d.lone(v, r) {
			n++
		}
	}
	return 2*n > all
}

// kinship is the share of the pairs of Chinese characters of a stretch that
// the rest of the document has as well, each pair weighted by how little is
// said by it in official language at large.
func (d *desk) kinship(w int, s stretch) float64 {
	in := map[int]bool{}
	for _, r := range s.rows {
		in[r] = true
	}
	rest := map[[2]rune]bool{}
	for r := range d.c.Rows {
		if in[r] {
			continue
		}
		for v := range d.n {
			if d.own[v][r] > 0 && !d.lone(v, r) && d.alive(v, r) {
				pairs(d.text(v, r), func(p [2]rune) { rest[p] = true })
			}
		}
	}
	var have, total float64
	seen := map[[2]rune]bool{}
	for _, r := range s.rows {
		if !d.lone(w, r) {
			continue
		}
		pairs(d.text(w, r), func(p [2]rune) {
			if seen[p] {
				return
			}
			seen[p] = true
			weight := d.weight(p)
			total += weight
			if rest[p] {
				have += weight
			}
		})
	}
	if total == 0 {
		return 0
	}
	return have / total
}

// usual is the kinship that text of this document may be expected to have.
func (d *desk) usual() float64 { return 0.5 }

// weight is the information of a pair of characters in official language.
func (d *desk) weight(p [2]rune) float64 { return -d.model.LogProb(p[:], 0, 2) }

func pairs(text string, f func([2]rune)) {
	var last rune
	for _, r := range text {
		if unicode.Is(unicode.Han, r) && last != 0 {
			f([2]rune{last, r})
		}
		last = 0
		if unicode.Is(unicode.Han, r) {
			last = r
		}
	}
}

func (d *desk) tellForeign(w int, s stretch) {
	at, kin := align.Place{Witness: w}, d.kinship(w, s)
	for x, r := range s.rows {
		p, _ := d.place(w, r, r+1)
		if x == 0 {
			at = p
		}
		at.Span.Lo, at.Span.Hi = min(at.Span.Lo, p.Span.Lo), max(at.Span.Hi, p.Span.Hi)
		d.kill(w, r)
	}
	d.told[where{w, at.Span.Lo}], d.told[where{w, at.Span.Hi}] = true, true
	d.tell(Finding{
		Rule: "corruption.foreign", Method: Internal, Severity: Error, At: []align.Place{at}, Row: s.rows[0], Segment: -1, Confidence: 0.9,
		Message: say("%s 此段属另一文件：“%s”", "%s has text of another document here: “%s”", Siglum(w), quote(d.slice(at), 30)),
		Evidence: []Evidence{
			{Internal, say("此段用词在全文其余部分只见 %.0f%%", "only %.0f%% of its vocabulary occurs in the rest of the document", 100*kin)},
			{ByCollation, say("其他版本此处无此段", "no other copy has it here")},
		},
	})
}
