package audit

import (
	"cmp"
	"math"
	"slices"
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
	d.fragments(false)
	d.foreign()
	d.fragments(true)
	d.sameDates()
}

// lone reports whether row r is, for witness w, text that hardly anybody else
// has.
func (d *desk) lone(w, r int) bool {
	return d.alive(w, r) && 2*d.both[w][r] < d.own[w][r] && !d.listed(r)
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
	longClause  = 30 // characters; two that agree but for slips are one clause even where nobody else has either
	shortClause = 8  // characters; a shorter clause may well stand twice
)

// A repeat says that row copy of a witness is row first printed again.
type repeat struct{ first, copy int }

// repeats finds runs of clauses that a witness prints twice. What the other
// copies have once only is a repeat though a character differ; what all have
// twice, or what only one copy tells, must stand in one list to the letter:
// statutes say （一）警告 under many articles.
func (d *desk) repeats() {
	pairs := make([][]repeat, d.n)
	known := map[repeat]bool{}
	for _, w := range d.order {
		look := d.lookup(w)
		for _, r := range d.rowsOf(w) {
			if p, ok := d.repeatOf(w, r, look); ok {
				pairs[w] = append(pairs[w], p)
				known[p] = true
			}
		}
	}
	for _, w := range d.order {
		var run []repeat
		for _, p := range d.sameRepeats(w, pairs[w], known) {
			if len(run) > 0 && !d.follows(run[len(run)-1], p) {
				d.tellRepeat(w, run)
				run = nil
			}
			run = append(run, p)
		}
		d.tellRepeat(w, run)
	}
}

// sameRepeats adds the repeats that other witnesses show and that w, having
// lost a part of the first print, does not show by itself.
func (d *desk) sameRepeats(w int, own []repeat, known map[repeat]bool) []repeat {
	has := map[int]bool{}
	for _, p := range own {
		has[p.copy] = true
	}
	for p := range known {
		if !has[p.copy] && d.own[w][p.copy] > 0 && d.own[w][p.first] > 0 {
			own = append(own, p)
		}
	}
	slices.SortFunc(own, func(a, b repeat) int { return cmp.Or(cmp.Compare(a.copy, b.copy), cmp.Compare(a.first, b.first)) })
	return d.bridge(w, slices.CompactFunc(own, func(a, b repeat) bool { return a.copy == b.copy }))
}

// bridge adds the clause between two repeats whose prints differ by more than
// slips: the run was printed again as a whole.
func (d *desk) bridge(w int, own []repeat) []repeat {
	var out []repeat
	for x, p := range own {
		if x > 0 {
			last := own[x-1]
			c, f := last.copy+1, last.first+1
			if p.copy == c+1 && p.first == f+1 && d.own[w][c] > 0 {
				a, b := []rune(d.reads(f)), []rune(d.text(w, c))
				if same, _ := align.Agreement(a, b); 10*same >= 7*max(len(a), len(b)) {
					out = append(out, repeat{f, c})
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// follows reports whether b carries the run on that a ends: the copies stand
// one after the other, and so do the first prints.
func (d *desk) follows(a, b repeat) bool {
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

// lookup finds rows by the first and the last characters of their text, as w
// has it and as the document reads.
func (d *desk) lookup(w int) map[string][]int {
	out := map[string][]int{}
	for r := range d.c.Rows {
		for _, t := range [...]string{d.text(w, r), d.reads(r)} {
			for _, k := range stems(t) {
				if n := len(out[k]); n == 0 || out[k][n-1] != r && n < 16 {
					out[k] = append(out[k], r)
				}
			}
		}
	}
	return out
}

// stems returns the first and the last few characters of a text.
func stems(t string) []string {
	rs := []rune(t)
	n := min(len(rs), shortClause)
	if n == 0 {
		return nil
	}
	return []string{"^" + string(rs[:n]), string(rs[len(rs)-n:]) + "$"}
}

// repeatOf finds the clause that row r of w prints again. Of two prints the
// copy is the one that fewer witnesses have; if as many have both, the later.
func (d *desk) repeatOf(w, r int, look map[string][]int) (repeat, bool) {
	text := d.text(w, r)
	n := utf8.RuneCountInString(text)
	if d.listed(r) || d.c.Rows[r].Num.Style == extract.Article && strings.HasSuffix(text, ":") {
		return repeat{}, false // a heading, or an article that only introduces its own list
	}
	for _, k := range stems(text) {
		for _, f := range look[k] {
			if f == r || !d.copyOf(f, r) || d.listed(f) {
				continue
			}
			own := d.text(w, f)
			switch {
			case own == text && (n >= shortClause || d.sameHeading(f, r)) && d.twice(w, f, r, n):
				return repeat{f, r}, true
			case n < 2*shortClause || !d.once(w, f, r) && !(d.siblings(f, r) && n >= longClause):
			case align.Reprint([]rune(own), []rune(text)):
				return repeat{f, r}, true
			case n >= longClause && own != "" && d.lone(w, r) && align.Covers([]rune(d.reads(f)), []rune(text)):
				return repeat{f, r}, true // w has lost a part of the first print
			}
		}
	}
	return repeat{}, false
}

// copyOf reports whether r rather than f is the copy.
func (d *desk) copyOf(f, r int) bool {
	a, b := d.living(f), d.living(r)
	return b < a || a == b && f < r
}

// twice reports whether that a clause stands at f and at r is a fault.
func (d *desk) twice(w, f, r, n int) bool {
	return d.once(w, f, r) || d.siblings(f, r) && n >= 2*shortClause
}

// once reports whether a witness has the clause at f and reads on where w has
// it again at r.
func (d *desk) once(w, f, r int) bool {
	for v := range d.n {
		if d.parent[v] != d.parent[w] && d.own[v][r] == 0 && d.alive(v, f) {
			return true
		}
	}
	return d.n > 1 && d.lone(w, r) && !d.lone(w, f)
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
		Message: say("%s 重复印出前文 %d 条：“%s”", "%s prints %d clauses again: “%s”", d.siglum(w), len(run), quote(d.slice(at), 24)),
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
	minRival   = 10 // characters that others have in its place
	bridge     = 60 // a shorter passage that others have too may lie between: 各省、自治区、直辖市人民政府 opens every notice
)

// A stretch is a run of rows of one witness that stands alone.
type stretch struct {
	rows  []int
	chars int
}

// foreign finds the opening, or another passage, of another document. A copy
// goes its own way over a long stretch where the others have something else,
// and then comes together with them again: at most one of the two can be
// right. The one that shares less of its words with the rest of the document
// is the stranger; titles are compared first, since a document speaks of what
// its title names.
func (d *desk) foreign() {
	strange := d.stretches()
	for _, w := range d.order {
		for _, s := range strange[w] {
			if d.isForeign(w, s) {
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
			for n := len(cur.rows) - 1; n > 0 && d.both[w][cur.rows[n]] >= bridge/4; n-- {
				cur.chars -= d.own[w][cur.rows[n]] - d.both[w][cur.rows[n]]
				cur.rows = cur.rows[:n] // a clause that the others have lost a part of
			}
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
func (d *desk) isForeign(w int, s stretch) bool {
	lo, hi := d.interval(w, s)
	mine := map[int]bool{}
	for _, r := range s.rows {
		mine[r] = true
	}
	rival := map[int]bool{} // rows that others have in its place
	chars, through := 0, 0
	for r := lo; r < hi; r++ {
		if !d.holdsOf(w, r) && d.living(r) > 0 && !mine[r] {
			rival[r] = true
			chars += d.most(r)
		}
	}
	for v := range d.n {
		if d.parent[v] != d.parent[w] && (lo == 0 || d.alive(v, lo-1)) && (hi == len(d.c.Rows) || d.alive(v, hi)) {
			through++
		}
	}
	rest := d.vocabulary(mine, rival)
	usual := d.usual()
	if chars < minRival {
		return through > 1 && d.kinship(w, mine, rest) < strangerShare*usual
	}
	alone := 1.0 // two copies that agree against one need less
	if d.support(w, rival) > 1 {
		alone = againstTwo
	}
	if a, b := d.titleKinship(w, mine, rest), d.titleKinship(-1, rival, rest); a >= 0 && b >= 0 {
		return alone > 1 || a < titleShare*b // against two who agree on another title
	}
	k := d.kinship(w, mine, rest)
	if alone > 1 && k < rivalShare*usual {
		return true
	}
	return k < alone*rivalShare*d.kinship(-1, rival, rest) && k < alone*rivalShare*usual
}

// support is how many witnesses other than w share the best supported of some
// rows.
func (d *desk) support(w int, rows map[int]bool) (n int) {
	for r := range rows {
		if d.most(r) >= minRival {
			n = max(n, d.living(r))
		}
	}
	return n
}

// How much less kin a stranger is.
const (
	againstTwo    = 1.25 // times as much will do
	titleShare    = 0.75 // than the rival's title
	rivalShare    = 0.8  // than the rival, and than the document's own clauses
	strangerShare = 0.6  // than the document's own clauses, where others simply read on
)

// interval returns the rows around a stretch up to those that its witness
// shares with others.
func (d *desk) interval(w int, s stretch) (lo, hi int) {
	common := func(r int) bool { return d.holdsOf(w, r) && !d.lone(w, r) }
	lo, hi = s.rows[0], s.rows[len(s.rows)-1]+1
	for lo > 0 && !common(lo-1) {
		lo--
	}
	for hi < len(d.c.Rows) && !common(hi) {
		hi++
	}
	return lo, hi
}

// holdsOf reports whether w has a fair part of row r, and not merely the full
// stop at its end.
func (d *desk) holdsOf(w, r int) bool {
	return d.alive(w, r) && (d.own[w][r] > 2 || 5*d.own[w][r] >= d.most(r))
}

// most is the length of the longest text that any witness has in row r.
func (d *desk) most(r int) (n int) {
	for w := range d.n {
		n = max(n, d.own[w][r])
	}
	return n
}

// usual is the middle kinship of the clauses that the copies share.
func (d *desk) usual() float64 {
	if d.middle > 0 {
		return d.middle
	}
	var ks []float64
	for r := range d.c.Rows {
		if d.most(r) >= minForeign && d.living(r) > 1 {
			in := map[int]bool{r: true}
			ks = append(ks, d.kinship(-1, in, d.vocabulary(in, nil)))
		}
		if len(ks) == 50 {
			break
		}
	}
	if len(ks) > 0 {
		slices.Sort(ks)
		d.middle = ks[len(ks)/2]
	}
	return d.middle
}

// A vocabulary counts pairs of Chinese characters.
type vocabulary func([2]rune) int

// vocabulary counts the pairs of the document without some rows.
func (d *desk) vocabulary(but, too map[int]bool) vocabulary {
	if d.pairs == nil {
		d.pairs = map[[2]rune]int{}
		for r := range d.c.Rows {
			if d.living(r) > 0 {
				pairs(d.reads(r), func(p [2]rune) { d.pairs[p]++ })
			}
		}
	}
	less := map[[2]rune]int{}
	for r := range d.c.Rows {
		if (but[r] || too[r]) && d.living(r) > 0 {
			pairs(d.reads(r), func(p [2]rune) { less[p]++ })
		}
	}
	all := d.pairs
	return func(p [2]rune) int { return all[p] - less[p] }
}

// kinship is the share of the pairs of Chinese characters of some rows that
// the rest of the document has as well, each pair weighted by how little of it
// there is in official language at large. w is the witness to read, or -1.
func (d *desk) kinship(w int, in map[int]bool, rest vocabulary) float64 {
	return d.kin(w, in, rest, func(r, n int) bool { return n > 1 && !d.lone(max(w, 0), r) && w >= 0 }, func(n int) float64 { return float64(min(n, 1)) })
}

// titleKinship is the kinship of the titles among some rows, each pair
// counting the more the oftener it returns; -1 if there is no title.
func (d *desk) titleKinship(w int, in map[int]bool, rest vocabulary) float64 {
	titles := false
	for r := range in {
		titles = titles || d.c.Rows[r].Kind == extract.Title
	}
	if !titles {
		return -1
	}
	return d.kin(w, in, rest, func(r, _ int) bool { return d.c.Rows[r].Kind != extract.Title }, func(n int) float64 { return math.Log2(1 + float64(n)) })
}

// kin sums over the pairs of the rows that skip lets through.
func (d *desk) kin(w int, in map[int]bool, rest vocabulary, skip func(r, n int) bool, worth func(int) float64) float64 {
	var have, total float64
	seen := map[[2]rune]bool{}
	for r := range d.c.Rows {
		if !in[r] || skip(r, len(in)) {
			continue
		}
		text := d.reads(r)
		if w >= 0 {
			text = d.text(w, r)
		}
		pairs(text, func(p [2]rune) {
			if !seen[p] {
				seen[p] = true
				total += d.weight(p)
				have += d.weight(p) * worth(rest(p))
			}
		})
	}
	if total == 0 {
		return 0
	}
	return have / total
}

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
	in := map[int]bool{}
	for _, r := range s.rows {
		in[r] = true
	}
	at, kin := align.Place{Witness: w}, d.kinship(w, in, d.vocabulary(in, nil))
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
		Message: say("%s 此段属另一文件：“%s”", "%s has text of another document here: “%s”", d.siglum(w), quote(d.slice(at), 30)),
		Evidence: []Evidence{
			{Internal, say("此段用词在全文其余部分只见 %.0f%%", "only %.0f%% of its vocabulary occurs in the rest of the document", 100*kin)},
			{ByCollation, say("其他版本此处无此段", "no other copy has it here")},
		},
	})
}
