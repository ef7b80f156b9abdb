package audit

import (
	"slices"
	"sort"

	"jiaokan/align"
)

// What a copy prints twice it reads twice. Where its prints differ, one of them has a
// slip that came in when both stood there, and the print that is set aside speaks like
// another copy: two copies that differ are settled by what the one has where it says
// the same again.

// A printing is one of two prints of a passage, with where the other differs.
type printing struct {
	align.Place
	at    []int // where its characters begin, in bytes
	other []rune
	hunks []align.Hunk
}

// How much a second print counts, in lines of copies: where it has what its first
// print has not, that is no slip of either; where both have the same, it may be the
// slip of the copy they were made from.
const (
	secondOther = 1.0
	secondSame  = 0.5
)

// twice notes that a witness has one passage in two places.
func (d *desk) twice(a, b align.Place) {
	d.printings = append(d.printings, d.printing(a, b), d.printing(b, a))
}

func (d *desk) printing(p, other align.Place) printing {
	out := printing{Place: p, other: []rune(align.Key(d.slice(other)))}
	for i, r := range d.slice(p) {
		if !align.Blank(r) {
			out.at = append(out.at, p.Span.Lo+i)
		}
	}
	out.hunks = align.Hunks([]rune(align.Key(d.slice(p))), out.other)
	return out
}

// printedAgain returns what a witness has in another print in the place of p; false where it
// has none, or its two prints do not differ at the bounds of p.
func (d *desk) printedAgain(p align.Place) (string, bool) {
	for _, t := range d.printings {
		if t.Witness == p.Witness && t.Span.Lo <= p.Span.Lo && p.Span.Hi <= t.Span.Hi {
			return t.inOther(sort.SearchInts(t.at, p.Span.Lo), sort.SearchInts(t.at, p.Span.Hi))
		}
	}
	return "", false
}

// inOther returns what the other print has for characters [lo, hi).
func (t printing) inOther(lo, hi int) (string, bool) {
	a, b := lo, hi
	for _, h := range t.hunks {
		more := h.New.Len() - h.Old.Len()
		switch {
		case h.Old.Hi < lo || h.Old.Hi == lo && (h.Old.Lo < lo || lo < hi):
			a, b = a+more, b+more
		case lo <= h.Old.Lo && h.Old.Hi <= hi && (h.Old.Lo < hi || lo == hi):
			b += more
		case h.Old.Lo < hi && lo < h.Old.Hi:
			return "", false
		}
	}
	return string(t.other[a:b]), true
}

// hearPrints adds what second prints have of a variant to the evidence for its
// readings.
func (d *desk) hearPrints(r, x int, living []int, keys []string, ev []evidence) (said []Evidence) {
	if len(d.printings) == 0 {
		return nil
	}
	seg := d.c.Rows[r].Segments[x]
	for i, k := range living {
		for _, p := range seg.Readings[k].At {
			if d.dead[r][x].Has(p.Witness) || placeCount(seg.Readings[k], p.Witness) > 1 {
				continue
			}
			second, ok := d.printedAgain(p)
			if !ok {
				continue
			}
			o := slices.Index(keys, second)
			switch {
			case o < 0:
				continue
			case o == i:
				ev[o].lines += secondSame
			default:
				ev[o].lines += secondOther
			}
			said = append(said, Evidence{Internal, say("%s 两次印出此条，另一处作“%s”", "%s prints this twice, and has “%s” in the other place", d.siglum(p.Witness), show(second))})
		}
	}
	return said
}

// placeCount is how many places a witness has in a reading.
func placeCount(rd align.Reading, w int) (n int) {
	for _, p := range rd.At {
		if p.Witness == w {
			n++
		}
	}
	return n
}
