package audit

import (
	"slices"
	"strings"

	"jiaokan/align"
)

// insertedLines finds whole lines of w in the midst of a sentence that the
// others print without them.
func (d *desk) insertedLines(w, r int) {
	for x, seg := range d.c.Rows[r].Segments {
		rd := reading(seg, w)
		if rd == nil || rd.Key == "" || len(rd.At) != 1 || d.dead[r][x].Has(w) || d.n < 2 {
			continue
		}
		p, key, ok := rd.At[0], rd.Key, len(seg.Readings) == 1 && d.betweenLines(w, r, x)
		if len(seg.Readings) > 1 {
			p, key, ok = d.beyond(rd, seg)
		}
		if !ok || chars(key) > 3*shardLine || complete(key) || !d.ownLines(p) {
			continue
		}
		d.bury(w, r, x)
		d.tellOf(slot{r, x}, slot{r, x}, d.fragment(p, r))
	}
}

// beyond is what a reading that one copy has holds beyond another reading of the
// segment: all of it, or what is left when the word is taken away in whose midst it
// stands. That word is the same in both. Who reads a third thing reads one as short.
func (d *desk) beyond(rd *align.Reading, seg align.Segment) (at align.Place, key string, ok bool) {
	all, lo, hi := chars(rd.Key), 0, 0
	for _, other := range seg.Readings {
		n := chars(other.Key)
		switch {
		case other.Key == rd.Key || n < all-(hi-lo) && hi > lo || len(seg.Readings) > 2 && n == 0:
		case strings.HasPrefix(rd.Key, other.Key):
			lo, hi = n, all
		case strings.HasSuffix(rd.Key, other.Key):
			lo, hi = 0, all-n
		}
	}
	for _, other := range seg.Readings {
		if other.Key != rd.Key && chars(other.Key) > all-(hi-lo)+1 {
			return at, "", false
		}
	}
	places := d.run(*rd, lo, hi, 0)
	if lo >= hi || len(places) != 1 {
		return at, "", false
	}
	return places[0], string([]rune(rd.Key)[lo:hi]), true
}

// betweenLines reports whether segment x of row r, in which w alone speaks, is lines that
// strayed in where the line of another copy ends too, so that this might have lost them:
// short, found elsewhere in the document, and the sentence reads on better without them
// than at the worst of the seams that they make.
func (d *desk) betweenLines(w, r, x int) bool {
	segs := d.c.Rows[r].Segments
	if !d.several || x == 0 || x == len(segs)-1 || !d.readsOver(w, r, x) {
		return false
	}
	lines := d.linesOf(segs[x].Readings[0].At[0])
	if slices.ContainsFunc(lines, func(l string) bool { return runningLine(l) || complete(l) }) {
		return false
	}
	before, after := reading(segs[x-1], w), reading(segs[x+1], w)
	if !d.borrowed(lines, r) || before == nil || after == nil {
		return false
	}
	without := d.seam(before.Key, after.Key)
	last := before.Key
	for _, l := range append(lines, after.Key) {
		if d.seam(last, l) < without {
			return true
		}
		last = l
	}
	return false
}

// readsOver reports whether a copy that does not come from where w does has what stands
// on either side of segment x, and nothing between.
func (d *desk) readsOver(w, r, x int) bool {
	segs := d.c.Rows[r].Segments
	for v := range d.n {
		before, after := reading(segs[x-1], v), reading(segs[x+1], v)
		if d.parent[v] == d.parent[w] || before == nil || after == nil || before.Key == "" || after.Key == "" || d.dead[r][x-1].Has(v) || d.dead[r][x+1].Has(v) {
			continue
		}
		if d.nothingBetween(v, placeOf(before, v).Span.Hi, placeOf(after, v).Span.Lo) {
			return true
		}
	}
	return false
}

// seam is how likely a text is to go on behind another, by what its first characters
// cost each, in bits below zero.
func (d *desk) seam(before, after string) float64 {
	line, next := []rune(tailRunes(before, joint)), []rune(headRunes(after, joint))
	return d.model.LogProb(slices.Concat(line, next), len(line), len(line)+len(next)) / float64(len(next))
}

// linesOf returns the folded lines of a place.
func (d *desk) linesOf(p align.Place) []string {
	var out []string
	for l := range strings.Lines(d.slice(p)) {
		if l = align.Key(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// ownLines reports whether a place is one or more whole lines.
func (d *desk) ownLines(p align.Place) bool {
	t := d.c.Witnesses[p.Witness].Text
	return beginsLine(t[:p.Span.Lo]) && endsLine(t[p.Span.Hi:])
}
