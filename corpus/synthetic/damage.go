package main

import (
	"math"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// A glyph is a character of a copy.
type glyph struct {
	r     rune
	truth int32 // its place in the text, -1 if it was put in
	event int32 // the change it belongs to, from 1; 0 if it is as it was
}

// A paragraph is one line of a copy.
type paragraph []glyph

func (p paragraph) text() []rune {
	out := make([]rune, len(p))
	for i, g := range p {
		out[i] = g.r
	}
	return out
}

// clean reports whether nothing was changed in p[lo:hi], as far as p goes.
func (p paragraph) clean(lo, hi int) bool {
	for _, g := range p[min(max(lo, 0), len(p)):min(max(hi, 0), len(p))] {
		if g.event != 0 {
			return false
		}
	}
	return true
}

func (p paragraph) untouched() bool { return p.clean(0, len(p)) }

// An event is one change: what was done to which characters of the text.
type event struct {
	kind   string
	lo, hi int32
}

// A witness is a copy of a text being damaged. Every character keeps its place in the
// text, so that what is said of the damage cannot drift from it. The kinds of
// damage and how they are placed are those of evalkit/corrupt.py, with which the
// quality of readings is measured.
type witness struct {
	paras   []paragraph
	events  []event
	foreign []string // the lines of another document
	rand    *rand.Rand
}

func newWitness(lines []string, foreign []string, r *rand.Rand) *witness {
	w := &witness{paras: make([]paragraph, len(lines)), foreign: foreign, rand: r}
	all := make([]glyph, 0, length(lines))
	for i, l := range lines {
		lo := len(all)
		for _, c := range l {
			all = append(all, glyph{r: c, truth: int32(len(all) + i)}) // i line breaks are before it
		}
		w.paras[i] = all[lo:len(all):len(all)]
	}
	return w
}

// length counts the characters of lines.
func length(lines []string) int {
	n := 0
	for _, l := range lines {
		n += utf8.RuneCountInString(l)
	}
	return n
}

func (w *witness) event(kind string, lo, hi int32) int32 {
	w.events = append(w.events, event{kind, lo, hi})
	return int32(len(w.events))
}

// lost is an event that takes away the characters g.
func (w *witness) lost(kind string, g []glyph) int32 {
	return w.event(kind, g[0].truth, g[len(g)-1].truth+1)
}

// replace puts text in place of paragraph i from lo to hi. Where nothing is put in,
// the event is noted beside the gap.
func (w *witness) replace(i, lo, hi int, text []rune, kind string) {
	p := w.paras[i]
	id := w.event(kind, p[lo].truth, p[lo].truth+int32(hi-lo))
	put := make(paragraph, len(text))
	for k, r := range text {
		put[k] = glyph{r, -1, id}
	}
	w.paras[i] = append(p[:lo:lo], append(put, p[hi:]...)...)
	if len(text) == 0 {
		w.mark(i, lo, id)
	}
}

// mark ties an event that left no character to the characters around a place.
func (w *witness) mark(i, at int, id int32) {
	p := w.paras[i]
	for k := max(at-1, 0); k <= at && k < len(p); k++ {
		if p[k].event == 0 {
			p[k].event = id
		}
	}
}

func (w *witness) between(lo, hi float64) float64 { return lo + (hi-lo)*w.rand.Float64() }

// upTo draws a number from lo up to but not hi.
func (w *witness) upTo(lo, hi int) int { return lo + w.rand.IntN(hi-lo) }

// one draws one of the paragraphs that ok agrees to, or -1.
func (w *witness) one(ok func(paragraph) bool) int {
	var from []int
	for i, p := range w.paras {
		if ok(p) {
			from = append(from, i)
		}
	}
	if len(from) == 0 {
		return -1
	}
	return from[w.rand.IntN(len(from))]
}

// damage carries out a profile on a text of size characters. An operation that finds
// no place for itself in thirty tries is left out.
func (w *witness) damage(p profile, size int) {
	const tries = 30
	for _, step := range order {
		n := p.once[step.name]
		if k, ok := p.perThousand[step.name]; ok {
			n = max(1, int(math.RoundToEven(k*float64(size)/1000)))
		}
		for range n {
			for range tries {
				if step.do(w) {
					break
				}
			}
		}
	}
}

// print gives the text of the copy, with or without empty lines between its lines.
func (w *witness) print(spaced bool) string {
	var b strings.Builder
	n := 0
	for _, p := range w.paras {
		n += 3*len(p) + 2
	}
	b.Grow(n)
	for _, p := range w.paras {
		if len(p) == 0 {
			continue
		}
		for _, g := range p {
			b.WriteRune(g.r)
		}
		b.WriteByte('\n')
		if spaced {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// kept counts the characters of the text that the copy still has, once each.
func (w *witness) kept() int {
	n := 0
	for _, p := range w.paras {
		for _, g := range p {
			if g.truth >= 0 {
				n++
			}
		}
	}
	return n
}
