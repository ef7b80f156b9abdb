package audit

import (
	"math"
	"slices"

	"jiaokan/align"
)

// near is how many characters may lie between two variants of one rewording.
const near = 6

// together makes two copies that word a passage differently in several places
// keep to one side: half of the one and half of the other is a sentence that
// nobody wrote. Slips of a single character are judged each for itself, and so
// are numbers, names and modal words. What was judged together stays open.
func (d *desk) together(js []Judgement) {
	if d.n != 2 {
		return
	}
	for lo := 0; lo < len(js); {
		hi := lo + 1
		for hi < len(js) && d.oneRewording(js[hi-1], js[hi]) {
			hi++
		}
		if hi-lo > 1 {
			d.takeSide(js[lo:hi])
		}
		lo = hi
	}
}

// reworded reports whether a variant is a matter of wording between two copies, and no slip:
// as words 完着 and 完善 are of two characters each.
func (d *desk) reworded(j Judgement) bool {
	if j.Segment == LabelSegment || len(j.Living) != 2 || j.Evidence == nil || j.Kind != Wording && j.Kind != Omission && j.Kind != Addition {
		return false
	}
	seg := d.c.Rows[j.Row].Segments[j.Segment]
	return j.errsOf([]string{seg.Readings[j.Living[0]].Key, seg.Readings[j.Living[1]].Key}) == changes
}

func (d *desk) oneRewording(a, b Judgement) bool {
	if a.Row != b.Row || !d.reworded(a) || !d.reworded(b) {
		return false
	}
	n := 0
	for x := a.Segment + 1; x < b.Segment; x++ {
		if k := d.livingReadings(a.Row, x); len(k) > 0 {
			n += chars(d.c.Rows[a.Row].Segments[x].Readings[k[0]].Key)
		}
	}
	return n <= near
}

// takeSide gives all of js to the witness for which they speak as a whole.
func (d *desk) takeSide(js []Judgement) {
	sum := 0.0 // log-odds of witness 0
	for _, j := range js {
		i := d.side(j, 0)
		sum += math.Log(j.P[i]) - math.Log(j.P[1-i])
	}
	best := 0
	if sum < 0 {
		best = 1
	}
	p := min(1/(1+math.Exp(-math.Abs(sum))), Sure-0.01)
	crossed := len(js) == 2 && d.crossed(js[0], js[1])
	for x := range js {
		j := &js[x]
		j.Best = d.side(*j, best)
		j.P[j.Best], j.P[1-j.Best] = p, 1-p
		if crossed {
			j.Kind = Order
		}
		j.Reasons = append(j.Reasons, Evidence{Reason, say("与邻近异文同为一处改写，一并取 %s", "part of one rewording with the variants beside it; all taken from %s", Siglum(best))})
	}
}

// side returns the index into Living of what witness w reads.
func (d *desk) side(j Judgement, w int) int {
	seg := d.c.Rows[j.Row].Segments[j.Segment]
	if slices.ContainsFunc(seg.Readings[j.Living[0]].At, func(p align.Place) bool { return p.Witness == w }) {
		return 0
	}
	return 1
}

// crossed reports whether two words have changed places.
func (d *desk) crossed(a, b Judgement) bool {
	key := func(j Judgement, w int) string {
		return d.c.Rows[j.Row].Segments[j.Segment].Readings[j.Living[d.side(j, w)]].Key
	}
	return key(a, 0) == key(b, 1) && key(a, 1) == key(b, 0)
}

// findGarbled notes in which rows a witness stutters, so that it counts for
// less in all of the row. It reports whether any does.
func (d *desk) findGarbled(js []Judgement) bool {
	d.garbled = map[int]Set{}
	for _, j := range js {
		if j.Segment == LabelSegment {
			continue
		}
		seg := d.c.Rows[j.Row].Segments[j.Segment]
		for _, k := range j.Living {
			if d.stutters(j, seg, k) != "" {
				for _, p := range seg.Readings[k].At {
					d.garbled[j.Row] |= 1 << p.Witness
				}
			}
		}
	}
	return len(d.garbled) > 0
}
