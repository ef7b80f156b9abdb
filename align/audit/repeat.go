package audit

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

const (
	longClause   = 30 // characters; two that agree but for slips are one clause even where nobody else has either
	shortClause  = 8  // characters; a shorter clause may well stand twice
	leastHeading = 4  // characters; but in one list no heading does
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
	reads := make([]string, len(d.c.Rows))
	for r := range reads {
		reads[r] = d.reads(r)
	}
	for _, w := range d.order {
		look := d.lookup(w, reads)
		for _, r := range d.rowsOf(w) {
			if p, ok := d.repeatOf(w, r, look, pairs[w]); ok && d.alive(w, r) {
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
	for _, w := range d.order {
		d.strayed(w, reads)
	}
}

// strayed finds clauses that w has in another place than more of the others,
// where they could not meet in one row because somebody prints the clause in
// both places.
func (d *desk) strayed(w int, reads []string) {
	look := d.lookup(w, reads)
	for _, r := range d.rowsOf(w) {
		text := d.text(w, r)
		if !d.alive(w, r) || d.listed(r) || chars(text) < longClause {
			continue
		}
		for _, k := range stems(text) {
			for _, f := range look[k] {
				if f != r && d.own[w][f] == 0 && d.living(f) > d.living(r) && d.alive(w, r) && align.Reprint([]rune(reads[f]), []rune(text)) {
					d.tellStrayed(w, r, f)
				}
			}
		}
	}
}

// tellStrayed says that row r of w is row f of the others.
func (d *desk) tellStrayed(w, r, f int) {
	at, _ := d.place(w, r, r+1)
	places := []align.Place{at}
	for _, v := range d.order {
		if p, ok := d.place(v, f, f+1); ok && d.alive(v, f) {
			places = append(places, p)
		}
	}
	d.tellPlaces(w, f, places, d.slice(at))
	d.kill(w, r)
	d.elsewhere[here{w, f}] = true
}

// sameRepeats adds the repeats that other witnesses show and that w, having
// lost a part of the first print, does not show by itself.
func (d *desk) sameRepeats(w int, own []repeat, known map[repeat]bool) []repeat {
	has := map[int]bool{}
	for _, p := range own {
		has[p.copy] = true
	}
	for p := range known {
		if !has[p.copy] && d.alive(w, p.copy) && d.own[w][p.first] > 0 && !d.listsRow(w, p.copy) && !d.listsRow(w, p.first) {
			own = append(own, p)
		}
	}
	slices.SortFunc(own, func(a, b repeat) int { return cmp.Or(cmp.Compare(a.copy, b.copy), cmp.Compare(a.first, b.first)) })
	return d.bridge(w, slices.CompactFunc(own, func(a, b repeat) bool { return a.copy == b.copy }))
}

// bridge adds the clause between two repeats whose prints differ by more than
// slips: the run was printed again as a whole. So may be the clause before it or behind it,
// of which one print stands with the others and the other alone.
func (d *desk) bridge(w int, own []repeat) []repeat {
	var out []repeat
	rows := d.rowsOf(w)
	at := func(r, step int) int {
		x, _ := slices.BinarySearch(rows, r)
		if x += step; x < 0 || x >= len(rows) {
			return -1
		}
		return rows[x]
	}
	beside := func(p repeat, step int) {
		a, b := at(p.first, step), at(p.copy, step)
		if a < 0 || b < 0 || !d.alive(w, a) || !d.alive(w, b) || d.lone(w, a) == d.lone(w, b) {
			return
		}
		if d.lone(w, a) {
			a, b = b, a
		}
		if slices.ContainsFunc(own, func(p repeat) bool { return p.copy == a || p.copy == b }) {
			return
		}
		if chars(d.text(w, b)) >= longClause && max(likeness(d.reads(a), d.text(w, b)), likeness(d.text(w, a), d.text(w, b))) >= alikeBeside {
			out = append(out, repeat{a, b})
		}
	}
	for x, p := range own {
		if x > 0 {
			last := own[x-1]
			c, f := last.copy+1, last.first+1
			if p.copy == c+1 && p.first == f+1 && d.own[w][c] > 0 && likeness(d.reads(f), d.text(w, c)) >= alikeBetween {
				out = append(out, repeat{f, c})
			}
		}
		beside(p, -1)
		out = append(out, p)
		beside(p, 1)
	}
	return out
}

// Of a clause between two repeats so much must agree, and of one beside them.
const (
	alikeBetween = 0.7
	alikeBeside  = 0.9
)

// likeness is how much of two texts agrees, of the longer; 0 where it is little.
func likeness(first, again string) float64 {
	a, b := []rune(first), []rune(again)
	if 10*min(len(a), len(b)) < 7*max(len(a), len(b)) {
		return 0
	}
	same, _ := align.Agreement(a, b)
	return float64(same) / float64(max(len(a), len(b)))
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
func (d *desk) lookup(w int, reads []string) map[string][]int {
	out := map[string][]int{}
	for r := range d.c.Rows {
		for _, t := range [...]string{d.text(w, r), reads[r]} {
			for _, k := range stems(t) {
				if n := len(out[k]); n == 0 || out[k][n-1] != r && n < 16 {
					out[k] = append(out[k], r)
				}
			}
		}
	}
	return out
}

// stems returns the first and the last few characters of a text, and of a longer
// one those next to them, in case of a slip.
func stems(t string) []string {
	rs := []rune(t)
	n := min(len(rs), shortClause)
	if n == 0 {
		return nil
	}
	out := []string{"^" + string(rs[:n]), string(rs[len(rs)-n:]) + "$"}
	if len(rs) >= longClause {
		out = append(out, "^^"+string(rs[n:2*n]), string(rs[len(rs)-2*n:len(rs)-n])+"$$")
	}
	return out
}

// repeatOf finds the clause that row r of w prints again. Of two prints the
// copy is the one that fewer witnesses have; if as many have both, the later.
// Above are the repeats of w that were found before.
func (d *desk) repeatOf(w, r int, look map[string][]int, above []repeat) (repeat, bool) {
	text := d.text(w, r)
	n := utf8.RuneCountInString(text)
	if d.listed(r) || d.listsRow(w, r) {
		return repeat{}, false
	}
	// An article that opens a list of its own says so in the words of others.
	opens := d.c.Rows[r].Num.Style == extract.Article && strings.HasSuffix(text, ":")
	seen := map[int]bool{r: true} // a row may have several stems of the text
	for _, k := range stems(text) {
		for _, f := range look[k] {
			if seen[f] {
				continue
			}
			if seen[f] = true; !d.copyOf(f, r) || d.listed(f) || d.listsRow(w, f) {
				continue
			}
			own, once := d.text(w, f), d.once(w, f, r)
			switch {
			case opens && !(once && d.opensAgain(w, f, r)):
			case own == text && (n >= shortClause || d.sameHeading(f, r)) && (once || n >= 2*shortClause && d.oneList(f, r)):
				return repeat{f, r}, true
			case own == text && n >= leastHeading && once && d.oneList(f, r):
				return repeat{f, r}, true // a heading, 基本原则, which the list cannot have twice
			case n < 2*shortClause:
			case !once:
				if n >= longClause && d.oneList(f, r) && (d.runsOn(w, above, repeat{f, r}) || d.saysAgain(w, f, text) || slipped(d.nearest(f, text), text)) {
					return repeat{f, r}, true
				}
			case align.Reprint([]rune(own), []rune(text)):
				return repeat{f, r}, true
			case n >= longClause && own != "" && d.lone(w, r) && align.Covers([]rune(d.reads(f)), []rune(text)):
				return repeat{f, r}, true // w has lost a part of the first print
			case n >= longClause && d.lone(w, r) && d.after(f, r) && begunOrEnded(own, text):
				return repeat{f, r}, true // and so have all
			}
		}
	}
	return repeat{}, false
}

// opensAgain reports whether what two rows of w open is the same too, or the one stands
// right behind the other.
func (d *desk) opensAgain(w, f, r int) bool {
	rows := d.rowsOf(w)
	next := func(r int) int {
		x, found := slices.BinarySearch(rows, r)
		if found {
			x++
		}
		if x == len(rows) {
			return -1
		}
		return rows[x]
	}
	a, b := next(min(f, r)), next(max(f, r))
	return a == max(f, r) || a >= 0 && b >= 0 && likeness(d.text(w, a), d.text(w, b)) >= alikeBeside
}

// runsOn reports whether a repeat that differs by more than slips carries on the run
// that the last one above ends.
func (d *desk) runsOn(w int, above []repeat, p repeat) bool {
	return len(above) > 0 && d.follows(above[len(above)-1], p) && align.Reprint([]rune(d.text(w, p.first)), []rune(d.text(w, p.copy)))
}

// saysAgain reports whether a text is what w has in row f, with the lines behind it
// that bear no label: one broken line makes two rows.
func (d *desk) saysAgain(w, f int, text string) bool {
	first := d.text(w, f)
	if tornOff(first, text) {
		return true
	}
	for x := f + 1; x < len(d.c.Rows) && len(first) < len(text) && strings.HasPrefix(text, first); x++ {
		if d.c.Rows[x].Num.Style != extract.NoStyle {
			break
		}
		first += d.text(w, x)
	}
	return slipped(first, text)
}

// nearest is a text with what of it no witness has in row f put as one has it there:
// where the two prints of one copy differ, another may have the first without the slip.
func (d *desk) nearest(f int, text string) string {
	again := []rune(text)
	var left []align.Hunk
	var own []rune
	var rest [][]align.Hunk
	for v := range d.n {
		if !d.alive(v, f) {
			continue
		}
		first := []rune(d.text(v, f))
		hunks := align.Hunks(again, first)
		if own == nil {
			own, left = first, hunks
		} else {
			rest = append(rest, hunks)
		}
	}
	var out []rune
	at := 0
	for _, h := range left {
		if slices.ContainsFunc(rest, func(hs []align.Hunk) bool {
			return !slices.ContainsFunc(hs, func(o align.Hunk) bool { return o.Old.Lo <= h.Old.Hi && h.Old.Lo <= o.Old.Hi })
		}) {
			continue
		}
		out = append(append(out, again[at:h.Old.Lo]...), own[h.New.Lo:h.New.Hi]...)
		at = h.Old.Hi
	}
	return string(append(out, again[at:]...))
}

// slipped reports whether two prints differ in slips alone: in characters easily
// taken for one another, in one or two others in many, and in no number. Where no
// other copy tells, only that makes them one clause. Statutes make many out of one
// mould, to differ in what matters: in a name, or a sum.
func slipped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if !align.Reprint(x, y) {
		return false
	}
	_, diffs := align.Agreement(x, y)
	for _, diff := range diffs {
		if strings.ContainsAny(diff[0]+diff[1], "0123456789"+hanDigits) {
			return false
		}
		if !Alike(diff[:]) && (max(chars(diff[0]), chars(diff[1])) > 2 || len(diffs)*rareSlip > len(y)) {
			return false
		}
	}
	return true
}

// begunOrEnded reports whether a print is the beginning of another, or its end, but for
// slips. What makes two items of one mould differ is said in each once, 名师 and 大师, and
// of the one that is torn only that may be left.
func begunOrEnded(first, again string) bool {
	part, whole := []rune(first), []rune(again)
	return align.Contains(whole, part) && (slipped(first, string(whole[:len(part)])) || slipped(first, string(whole[len(whole)-len(part):])))
}

// rareSlip is in how many characters one may be another, dropped or added.
const rareSlip = 50

// tornOff reports whether a print breaks off in mid-sentence where the other goes on.
func tornOff(first, again string) bool {
	return chars(first) >= longClause && !complete(first) && strings.HasPrefix(again, first)
}

// after reports whether row r is an item further down the list that row f is in,
// or was, before it lost its label.
func (d *desk) after(f, r int) bool {
	a, b := d.c.Rows[f].Num, d.c.Rows[r].Num
	return f < r && b.Style != extract.NoStyle && (a.Style == extract.NoStyle || a.Style == b.Style && a.Value < b.Value)
}

// copyOf reports whether r rather than f is the copy.
func (d *desk) copyOf(f, r int) bool {
	a, b := d.living(f), d.living(r)
	return b < a || a == b && f < r
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

// oneList reports whether row r stands further down the list that row f is in.
// A line such as 具有下列情形之一的： between them begins a list of its own, which may
// say the same.
func (d *desk) oneList(f, r int) bool {
	x, y := d.c.Rows[f], d.c.Rows[r]
	if f > r || x.Parent != y.Parent || x.Num.Style != y.Num.Style || x.Num.Style == extract.NoStyle {
		return false
	}
	for between := f + 1; between < r; between++ {
		if d.c.Rows[between].Num.Style == extract.NoStyle && d.living(between) > 0 && strings.HasSuffix(d.reads(between), ":") {
			return false
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
		d.again[p.copy] = true
	}
	d.twice(orig, at)
	f := Finding{
		Rule: "corruption.duplicate", Method: Internal, Severity: Warning, At: []align.Place{at}, Against: []align.Place{orig},
		Row: first.copy, Segment: -1, Confidence: 0.97,
		Message: say("%s 重复印出前文 %d 条：“%s”", "%s prints %d clauses again: “%s”", d.siglum(w), len(run), quote(d.slice(at), 24)),
	}
	f.Evidence = append(f.Evidence, Evidence{Internal, say("与同本前文“%s”逐字相同", "the same as “%s” earlier in this copy", quote(d.slice(orig), 24))})
	if d.n > 1 && d.lone(w, first.copy) || d.othersAround(w, first.copy, last.copy) {
		f.Evidence = append(f.Evidence, Evidence{ByCollation, say("其他版本此处无此重文", "no other copy repeats it here")})
	}
	d.tellOf(slot{first.copy, anyPart}, slot{last.copy, anyPart}, f)
}

func (d *desk) othersAround(w, lo, hi int) bool {
	for v := range d.n {
		if v != w && (lo > 0 && d.own[v][lo-1] > 0 || hi+1 < len(d.c.Rows) && d.own[v][hi+1] > 0) {
			return true
		}
	}
	return false
}
