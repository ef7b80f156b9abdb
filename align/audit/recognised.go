package audit

import (
	"math"
	"sort"

	"jiaokan/align"
	"jiaokan/extract"
)

// A recogniser of text says how sure it is of each character, and means less by
// it than it says. Measured on 45,000 characters of six notices read by Tesseract
// 5.3 from scans of three qualities, against what was printed: of the characters at
// this confidence or above, in percent, the share that is right.
var rightAt = [...]struct {
	sure  uint8
	share float64
}{{99, 0.998}, {98, 0.957}, {97, 0.921}, {95, 0.852}, {90, 0.697}, {0, 0.4}}

// trust is how much a place counts, in lines of copies: one for text that was
// typed; for text that was recognised the log-odds that it is right, over what a
// line of copies weighs. A reading is as sure as its least sure character; where
// nothing stands, as the characters on either side.
func (d *desk) trust(p align.Place) float64 {
	w := d.c.Witnesses[p.Witness]
	if !d.scanned[p.Witness] {
		return 1
	}
	sure := uint8(100)
	if p.Span.Len() == 0 {
		sum, n := 0, 0
		for _, at := range [...]int{p.Span.Lo - 1, p.Span.Lo} {
			if s, ok := sureAt(w, at); ok {
				sum, n = sum+int(s), n+1
			}
		}
		if n > 0 {
			sure = uint8(sum / n)
		}
	}
	for i, r := range w.Slice(p.Span) {
		if s, ok := sureAt(w, p.Span.Lo+i); ok && !align.Blank(r) {
			sure = min(sure, s)
		}
	}
	for _, t := range rightAt {
		if sure >= t.sure {
			v := logit(t.share) + others
			if p.Span.Len() == 0 {
				v = max(0, logit(t.share)) * leftOut
			}
			return v / weight[0]
		}
	}
	return 1
}

// others is what it counts, in natural log-odds, that of all characters the
// recogniser might have taken for the right one, about eight, it took this: two
// that are unsure and agree are hardly both wrong in the same way.
const others = 2.08

// leftOut is what it counts that a recogniser has nothing, beside what it has: it
// loses marks at the ends of lines and seldom makes one.
const leftOut = 0.3

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// sureAt returns how sure the recogniser was of the character that holds byte at.
func sureAt(w *extract.Witness, at int) (uint8, bool) {
	x := sort.Search(len(w.Origin), func(x int) bool { return w.Origin[x].Span.Lo > at }) - 1
	for x >= 0 && w.Origin[x].Span.Len() == 0 {
		x--
	}
	if x < 0 || at < w.Origin[x].Span.Lo || at >= w.Origin[x].Span.Hi {
		return 0, false
	}
	o, n := w.Origin[x], -1
	for i := range w.Text[o.Span.Lo:o.Span.Hi] {
		if o.Span.Lo+i > at {
			break
		}
		n++
	}
	if n < 0 || n >= len(o.Sure) {
		return 0, false
	}
	return o.Sure[n], true
}

// findScanned tells which witnesses were recognised from pictures.
func (d *desk) findScanned() {
	d.scanned = make([]bool, d.n)
	for w, wit := range d.c.Witnesses {
		for _, o := range wit.Origin {
			d.scanned[w] = d.scanned[w] || o.Sure != nil
		}
	}
}
