package audit

import (
	"regexp"
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

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
			if !d.alive(w, s.rows[0]) {
				continue // set aside with its camp
			}
			camp := d.camp(w, s, strange)
			yes := 0
			for i, m := range camp {
				if !d.isForeign(m.w, m.stretch) {
					camp[i].stretch = d.unbridged(m.w, m.stretch)
				}
				if m = camp[i]; m.chars >= minForeign && d.isForeign(m.w, m.stretch) {
					yes++
				} else {
					camp[i].rows = nil
				}
			}
			if 2*yes <= len(camp) {
				continue
			}
			for _, m := range camp {
				if len(m.rows) > 0 {
					d.tellForeign(m.w, m.stretch)
				}
			}
		}
	}
}

// A member of a camp: a witness with its stretch.
type member struct {
	w int
	stretch
}

// camp returns those that have most of a stretch of w, w among them. They have it from
// one source, and what is said of it is said of all.
func (d *desk) camp(w int, s stretch, strange [][]stretch) []member {
	in := map[int]bool{}
	for _, r := range s.rows {
		in[r] = true
	}
	out := []member{{w, s}}
	for _, v := range d.order {
		for _, t := range strange[v] {
			n := 0
			for _, r := range t.rows {
				if in[r] && d.agree(w, v, r) {
					n++
				}
			}
			if v != w && 2*n > min(len(s.rows), len(t.rows)) {
				out = append(out, member{v, t})
				break
			}
		}
	}
	return out
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
			case !d.alive(w, r) || d.apparatus(r):
			case d.lone(w, r) && !d.begunTogether(w, r):
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

// unbridged is a stretch up to the first passage that others have too: behind it
// the document's own clauses may go on, of which the others have lost some.
func (d *desk) unbridged(w int, s stretch) stretch {
	for n, r := range s.rows {
		if !d.lone(w, r) {
			out := stretch{rows: s.rows[:n]}
			for _, r := range out.rows {
				out.chars += d.own[w][r] - d.both[w][r]
			}
			return out
		}
	}
	return stretch{}
}

// begunTogether reports whether another begins row r as w does: it has lost the
// rest of the clause. One that goes on in its own words may have had no more than
// a set phrase in common, unless a label and a heading of its own say that it is
// the same item.
func (d *desk) begunTogether(w, r int) bool {
	var with Set
	shared, alone, head := 0, 0, ""
	for x, seg := range d.c.Rows[r].Segments {
		mine := reading(seg, w)
		if mine == nil || d.dead[r][x].Has(w) {
			continue
		}
		if alone == 0 && d.attested(r, x, *mine) {
			shared += chars(mine.Key)
			head += mine.Key
			for _, p := range mine.At {
				with |= 1 << p.Witness
			}
			continue
		}
		for _, rd := range seg.Readings {
			for _, p := range rd.At {
				if p.Witness != w && chars(rd.Key) > 1 {
					with &^= 1 << p.Witness
				}
			}
		}
		alone += chars(mine.Key)
	}
	if shared < bridge/4 {
		return false
	}
	return with&^(1<<w) != 0 || d.c.Rows[r].Num.Style != extract.NoStyle && !setHeading.MatchString(head)
}

// setHeading are the headings that notices of all kinds have.
var setHeading = regexp.MustCompile(`^(总体|指导|基本|工作|主要|重点)(要求|思想|思路|原则|目标|任务)|^(保障|组织)(措施|领导|实施|保障)|^加强(组织)?领导`)

// isForeign weighs one stretch.
func (d *desk) isForeign(w int, s stretch) bool {
	lo, hi := d.interval(w, s)
	mine := map[int]bool{}
	for _, r := range s.rows {
		mine[r] = true
	}
	others, rival := d.rivals(w, lo, hi, mine)
	chars, through := 0, 0
	for r := range rival {
		chars += d.most(r)
	}
	for v := range d.n {
		if d.parent[v] != d.parent[w] && (lo == 0 || d.alive(v, lo-1)) && (hi == len(d.c.Rows) || d.alive(v, hi)) {
			through++
		}
	}
	if d.support(w, rival) < 2 && (d.completed(w, s) || d.countsOn(lo, s, rival)) {
		return false
	}
	rest := d.vocabulary(mine, others)
	usual := d.usual()
	if chars < minRival {
		return through > 1 && d.kinship(w, mine, rest) < strangerShare*usual
	}
	alone := 1.0 // two copies that agree against one need less
	if d.outvoted(w, rival) {
		alone = againstTwo
	}
	if a, b := d.titleKinship(w, mine, rest), d.titleKinship(-1, rival, rest); a >= 0 && b >= 0 {
		switch {
		case alone > 1 || a < titleShare*b: // against two who agree on another title
			return true
		case b < titleShare*a:
			return false
		}
	}
	k := d.kinship(w, mine, rest)
	if alone > 1 && k < rivalShare*usual {
		return true
	}
	other := d.kinship(-1, rival, rest)
	return k < alone*rivalShare*min(other, usual) || d.ahead(hi, mine, rival) && rivalShare*k < other
}

// rivals returns the rows among [lo, hi) that others have and w has not, and of these
// the ones that stand against w: those that more copies have than read on without
// them, if there are such.
func (d *desk) rivals(w, lo, hi int, mine map[int]bool) (others, rival map[int]bool) {
	others, rival = map[int]bool{}, map[int]bool{}
	for r := lo; r < hi; r++ {
		if !d.holdsOf(w, r) && d.living(r) > 0 && !mine[r] {
			others[r] = true
			if d.common(r) {
				rival[r] = true
			}
		}
	}
	if d.favour == nil || len(rival) == 0 {
		rival = others
	}
	return others, rival
}

// ahead reports whether some rows speak of a time after the document was signed
// and their rivals do not.
func (d *desk) ahead(hi int, mine, rival map[int]bool) bool {
	signed, ok := d.signed(hi)
	return ok && d.laterIn(mine, signed) && !d.laterIn(rival, signed)
}

// countsOn reports whether the labels of a stretch go on where those of the text
// before it end, （三） and then （四）, and its rivals have no such label.
func (d *desk) countsOn(lo int, s stretch, rival map[int]bool) bool {
	for _, r := range s.rows {
		num := d.c.Rows[r].Num
		if num.Style == extract.NoStyle {
			continue
		}
		for x := range rival {
			if d.c.Rows[x].Num == num {
				return false
			}
		}
		for x := lo - 1; x >= 0; x-- {
			if before := d.c.Rows[x].Num; d.living(x) > 1 && before.Style == num.Style {
				return before.Value+1 == num.Value
			}
		}
		return false
	}
	return false
}

// completed reports whether a clause of the stretch that breaks off in one copy
// is taken up by another: two that complete each other are no rivals. Where two
// others agree against w it is not asked.
func (d *desk) completed(w int, s stretch) bool {
	for _, r := range s.rows {
		if k := d.c.Rows[r].Kind; k != extract.Item && k != extract.Paragraph || 2*d.both[w][r] > d.own[w][r] {
			continue
		}
		last := -1 // who spoke before
		for x, seg := range d.c.Rows[r].Segments {
			for _, v := range d.order {
				rd := reading(seg, v)
				if rd == nil || rd.Key == "" || d.dead[r][x].Has(v) {
					continue
				}
				if last >= 0 && d.parent[v] != d.parent[last] && (v == w || last == w) && d.tornBetween(r, x, last, v) {
					return true
				}
				last = v
			}
		}
	}
	return false
}

// tornBetween reports whether, at segment x of row r, a stops in mid-sentence
// where v goes on, both with a fair part of the clause, and v too has nothing
// whole before it.
func (d *desk) tornBetween(r, x, a, v int) bool {
	var before strings.Builder
	for y := range x {
		if rd := reading(d.c.Rows[r].Segments[y], a); rd != nil {
			before.WriteString(rd.Key)
		}
	}
	after := reading(d.c.Rows[r].Segments[x], v)
	if min(chars(before.String()), chars(after.Key)) < minRival || complete(before.String()) {
		return false
	}
	above := strings.TrimRightFunc(d.c.Witnesses[v].Text[:placeOf(after, v).Span.Lo], align.Blank)
	return above != "" && !complete(above) && !strings.HasSuffix(above, "：") && !strings.HasSuffix(above, ":")
}

// outvoted reports whether two copies agree on one of some rows against w, and not as
// many on the text of w.
func (d *desk) outvoted(w int, rows map[int]bool) bool {
	for r := range rows {
		if d.most(r) >= minRival && d.living(r) > 1 && (d.favour == nil || d.common(r)) {
			return true
		}
	}
	return false
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

// agree reports whether two witnesses have most of row r alike.
func (d *desk) agree(v, w, r int) bool {
	n := 0
	for _, seg := range d.c.Rows[r].Segments {
		if rd := reading(seg, w); rd != nil && rd == reading(seg, v) {
			n += chars(rd.Key)
		}
	}
	return d.alive(v, r) && 2*n > min(d.own[v][r], d.own[w][r])
}

// stranger notes where another document's text stands.
func (d *desk) stranger(at align.Place, rows []int) {
	d.strange = append(d.strange, at)
	for _, r := range rows {
		d.theirs[r] |= 1 << at.Witness
	}
}

func (d *desk) tellForeign(w int, s stretch) {
	in := map[int]bool{}
	for _, r := range s.rows {
		in[r] = true
	}
	at, kin := align.Place{Witness: w}, d.kinship(w, in, d.vocabulary(in, nil))
	d.shardsAmong(w, s.rows)
	for x, r := range s.rows {
		p, _ := d.place(w, r, r+1)
		if x == 0 {
			at = p
		}
		at.Span.Lo, at.Span.Hi = min(at.Span.Lo, p.Span.Lo), max(at.Span.Hi, p.Span.Hi)
		d.kill(w, r)
	}
	d.told[where{w, at.Span.Lo}], d.told[where{w, at.Span.Hi}] = true, true
	d.stranger(at, s.rows)
	d.tell(Finding{
		Rule: "corruption.foreign", Method: Internal, Severity: Error, At: []align.Place{at}, Row: s.rows[0], Segment: -1, Confidence: 0.9,
		Message: say("%s 此段属另一文件：“%s”", "%s has text of another document here: “%s”", d.siglum(w), quote(d.slice(at), 30)),
		Evidence: []Evidence{
			{Internal, say("此段用词在全文其余部分只见 %.0f%%", "only %.0f%% of its vocabulary occurs in the rest of the document", 100*kin)},
			{ByCollation, say("其他版本此处无此段", "no other copy has it here")},
		},
	})
}
