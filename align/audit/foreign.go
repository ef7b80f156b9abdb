package audit

import (
	"jiaokan/align"
)

const (
	minForeign = 30 // characters of text that nobody else has
	minRival   = 10 // characters that others have in its place
	bridge     = 60 // a shorter passage that others have too may lie between: 各省、自治区、直辖市人民政府 opens every notice
)

// A stretch is a run of rows of one witness that stands alone.
type stretch struct {
	rows    []int
	chars   int
	certain bool // its head or its labels are another document's; see secondHead, recounted
}

// foreign finds the opening, or another passage, of another document. A copy
// goes its own way over a long stretch where the others have something else,
// and then comes together with them again: at most one of the two can be
// right. What the words of either say, in bits, tells which is the stranger
// (rival.go, kinship.go).
func (d *desk) foreign() {
	strange := d.stretches()
	weighed := map[here]bool{}                             // by their first rows
	for _, sign := range [...]func(w int, s stretch) bool{ // the surest first
		func(w int, s stretch) bool { return d.recounted(w, s) > 0 },
		func(w int, s stretch) bool { return d.opens(w, s) || d.secondHead(w, s) >= 0 },
		func(int, stretch) bool { return true },
	} {
		for _, w := range d.order {
			for _, s := range strange[w] {
				if d.alive(w, s.rows[0]) && !weighed[here{w, s.rows[0]}] && sign(w, s) {
					weighed[here{w, s.rows[0]}] = true
					d.weighCamp(d.camp(w, s, strange))
				}
			}
		}
	}
}

// weighCamp sets aside what the members of a camp have if that of more than half of them is
// another document's.
func (d *desk) weighCamp(camp []member) {
	yes := 0
	for i, m := range camp {
		if camp[i].stretch = d.trimmed(m.w, m.stretch); camp[i].chars >= minForeign && d.isForeign(m.w, camp[i].stretch) {
			yes++
		} else {
			camp[i].rows = nil
		}
	}
	if 2*yes <= len(camp) {
		return
	}
	for _, m := range camp {
		if len(m.rows) > 0 {
			d.tellForeign(m.w, m.stretch)
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
	in := rowSet(s.rows)
	out := []member{{w, s}}
	for _, v := range d.order {
		for _, t := range strange[v] {
			n := 0
			for _, r := range t.rows {
				if in[r] && d.lone(w, r) && d.lone(v, r) && d.agree(w, v, r) {
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
	in := rowSet(s.rows)
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
	d.tellOf(slot{s.rows[0], anyPart}, slot{s.rows[len(s.rows)-1], anyPart}, Finding{
		Rule: "corruption.foreign", Method: Internal, Severity: Error, At: []align.Place{at}, Row: s.rows[0], Segment: -1, Confidence: 0.9,
		Message: say("%s 此段属另一文件：“%s”", "%s has text of another document here: “%s”", d.siglum(w), quote(d.slice(at), 30)),
		Evidence: []Evidence{
			{Internal, say("此段用词在全文其余部分只见 %.0f%%", "only %.0f%% of its vocabulary occurs in the rest of the document", 100*kin)},
			{ByCollation, say("其他版本此处无此段", "no other copy has it here")},
		},
	})
}
