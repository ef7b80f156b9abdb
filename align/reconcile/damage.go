package reconcile

import (
	"slices"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// A wound is a damaged passage in bytes of one witness.
type wound struct {
	align.Place
	by *Decision
}

// wounds finds the damaged passages in the witnesses. A witness is known by the
// hash of its file; the passage by what stands there.
func wounds(c *align.Collation, damage []Decision) (found []wound, adrift []Adrift) {
	for i := range damage {
		d := &damage[i]
		n := len(found)
		for w, wit := range c.Witnesses {
			if wit.SHA256 != d.Damage.Witness {
				continue
			}
			p := align.Place{Witness: w}
			if lo, hi, ok := byteRange(wit.Text, d.Damage.Start, d.Damage.End); ok && wit.Text[lo:hi] == d.Damage.Text {
				p.Span.Lo, p.Span.Hi = lo, hi
				found = append(found, wound{p, d})
			}
		}
		if len(found) == n {
			adrift = append(adrift, Adrift{*d, -1})
		}
	}
	return found, adrift
}

// byteRange turns code points of a text into bytes.
func byteRange(text string, start, end int) (lo, hi int, ok bool) {
	if start < 0 || end < start {
		return 0, 0, false
	}
	lo, ok = ahead(text, start)
	if !ok {
		return 0, 0, false
	}
	n, ok := ahead(text[lo:], end-start)
	return lo, lo + n, ok
}

// ahead returns where code point n of a text begins.
func ahead(text string, n int) (at int, ok bool) {
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at, n == 0
}

// A hurt is what damaged passages take away.
type hurt struct {
	rep  *audit.Report      // without their voice
	mute map[int]audit.Set  // witnesses whose label counts for nothing, by row
	by   map[[2]int]*Ruling // the decision behind a judgement that came down to one reading so
}

// wounded returns what is left of a report when damaged passages have no voice.
// What remains of a judgement keeps its odds: a reading that has lost its last
// witness goes, and the probabilities of the others add up to 1 again.
func wounded(c *align.Collation, rep *audit.Report, ws []wound) hurt {
	h := hurt{rep, map[int]audit.Set{}, map[[2]int]*Ruling{}}
	if len(ws) == 0 {
		return h
	}
	next := *rep
	h.rep = &next
	next.Dead = make([][]audit.Set, len(rep.Dead))
	for r := range rep.Dead {
		next.Dead[r] = slices.Clone(rep.Dead[r])
		for x, seg := range c.Rows[r].Segments {
			next.Dead[r][x] |= h.silence(r, x, seg, ws, next.Dead[r][x])
		}
		h.mute[r] = h.silence(r, audit.LabelSegment, c.Rows[r].Label, ws, 0)
	}
	next.Judgements = nil
	for _, j := range rep.Judgements {
		at := [2]int{j.Row, j.Segment}
		if h.by[at] != nil {
			j = h.without(c, j)
		}
		if len(j.Living) > 1 {
			delete(h.by, at)
		}
		if len(j.Living) > 0 {
			next.Judgements = append(next.Judgements, j)
		}
	}
	return h
}

// silence returns the witnesses that damage keeps from speaking in a segment.
func (h *hurt) silence(r, x int, seg align.Segment, ws []wound, dead audit.Set) (out audit.Set) {
	for i := range ws {
		if !silenced(seg, ws[i].Place, dead|out) || x == audit.LabelSegment && !seg.Variant() {
			continue
		}
		out |= 1 << ws[i].Witness
		h.by[[2]int{r, x}] = &Ruling{Seq: ws[i].by.Seq, Do: Damage, Who: ws[i].by.Who, When: ws[i].by.When, Why: ws[i].by.Why}
	}
	return out
}

func (h *hurt) dead(r, x, w int) bool {
	if x == audit.LabelSegment {
		return h.mute[r].Has(w)
	}
	return h.rep.Dead[r][x].Has(w)
}

// silenced reports whether a damaged passage takes away what its witness has in
// a segment: all of it, or a part where another witness speaks there too. The
// sound rest of a clause that one copy alone has must not go with the damage.
func silenced(seg align.Segment, hole align.Place, dead audit.Set) bool {
	touched, whole, others := false, true, false
	for _, rd := range seg.Readings {
		for _, p := range rd.At {
			if p.Witness != hole.Witness {
				others = others || !dead.Has(p.Witness)
				continue
			}
			lo, hi := max(p.Span.Lo, hole.Span.Lo), min(p.Span.Hi, hole.Span.Hi)
			touched = touched || lo < hi || lo == hi && (p.Span.Len() == 0 || hole.Span.Len() == 0 && lo < p.Span.Hi && lo > p.Span.Lo)
			whole = whole && hole.Span.Lo <= p.Span.Lo && p.Span.Hi <= hole.Span.Hi
		}
	}
	return touched && (whole || others)
}

// without leaves out the readings of a judgement that no living witness has.
func (h *hurt) without(c *align.Collation, j audit.Judgement) audit.Judgement {
	seg := audit.Segment(c, j.Row, j.Segment)
	var living []int
	var ps []float64
	sum, best := 0.0, 0
	for i, k := range j.Living {
		if !slices.ContainsFunc(seg.Readings[k].At, func(p align.Place) bool { return !h.dead(j.Row, j.Segment, p.Witness) }) {
			continue
		}
		if len(ps) > 0 && j.P[i] > ps[best] {
			best = len(ps)
		}
		living, ps, sum = append(living, k), append(ps, j.P[i]), sum+j.P[i]
	}
	for i := range ps {
		if sum > 0 {
			ps[i] /= sum
		}
	}
	if len(living) == 0 && j.Segment == audit.LabelSegment {
		delete(h.mute, j.Row) // a clause keeps its label though every copy of it is damaged
		delete(h.by, [2]int{j.Row, j.Segment})
		return j
	}
	j.Living, j.P, j.Best = living, ps, best
	return j
}
