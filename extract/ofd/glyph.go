package ofd

import (
	"math"
	"strconv"
	"unicode/utf16"
)

// A ligature is a group of characters that another number of glyphs stand for:
// codes characters drawn as glyphs glyphs.
type ligature struct{ codes, glyphs int }

// ligatures are the groups of one TextObject, by the character they begin at.
type ligatures map[int]ligature

// ligatures reads the CGTransforms of a TextObject. The numbers of the glyphs
// themselves say nothing without the font, so that only those transforms count
// that change how many steps there are.
func (e *element) ligatures() ligatures {
	var ls ligatures
	for _, t := range e.all("CGTransform") {
		l := ligature{t.count("CodeCount"), t.count("GlyphCount")}
		at, err := strconv.Atoi(t.get("CodePosition"))
		if err != nil || l.codes == l.glyphs {
			continue
		}
		if ls == nil {
			ls = ligatures{}
		}
		ls[at] = l
	}
	return ls
}

// glyphs returns for each character of text the glyph it begins with, counted
// from 0: DeltaX counts glyphs. Where n characters are m glyphs they share them
// evenly, so that the i of a ligature fi begins in its middle. The text begins
// with character before of the TextObject.
func (ls ligatures) glyphs(before int, text []rune) []float64 {
	at := make([]float64, len(text))
	next := 0.0
	for i := 0; i < len(text); {
		l, ok := ls[before+i]
		if !ok {
			l = ligature{1, 1}
		}
		n := min(l.codes, len(text)-i)
		for k := range n {
			at[i+k] = next + float64(l.glyphs)*float64(k)/float64(l.codes)
		}
		next += float64(l.glyphs)
		i += n
	}
	return at
}

// set says where the characters of one TextCode stand that begins at x, y. The
// steps are those of DeltaX and DeltaY, of which the last goes on where they are
// too few. Without any the characters follow each other by their width.
func (s style) set(code *element, text []rune, x, y float64, at []float64) []glyph {
	most := 4*len(text) + 16 // no writer has more glyphs for its characters
	dx := deltas(code.get("DeltaX"), most)
	dy := deltas(code.get("DeltaY"), most)
	if len(dx) > 0 && len(dx) >= len(text) && len(dx) == len(utf16.Encode(text))-1 {
		at = units(text) // one step too many for each character beyond the BMP
	}
	gs := make([]glyph, len(text))
	if len(dx) == 0 && len(dy) == 0 {
		for i, r := range text {
			gs[i] = glyph{r, x, y}
			w := s.wide(r)
			if s.read == 90 || s.read == 270 {
				w = s.size
			}
			step := turns[s.read/90]
			x, y = x+w*step[0], y+w*step[1]
		}
		return gs
	}
	px, py := walk{steps: dx}, walk{steps: dy}
	for i, r := range text {
		gs[i] = glyph{r, x + px.to(at[i]), y + py.to(at[i])}
	}
	return gs
}

// turns are the directions 0, 90, 180 and 270 degrees clockwise from the right,
// as y grows downwards.
var turns = [4][2]float64{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}

// units returns where the characters of text begin in UTF-16, which is what
// programs in Java count by.
func units(text []rune) []float64 {
	at := make([]float64, len(text))
	n := 0
	for i, r := range text {
		at[i] = float64(n)
		n += max(1, utf16.RuneLen(r))
	}
	return at
}

// A walk adds up steps.
type walk struct {
	steps []float64
	n     int
	sum   float64 // of the first n
}

// to returns the sum of the first at steps, of which the last may count in part.
// It must be asked in rising order.
func (w *walk) to(at float64) float64 {
	if len(w.steps) == 0 {
		return 0
	}
	for w.n < len(w.steps) && float64(w.n+1) <= at {
		w.sum += w.steps[w.n]
		w.n++
	}
	return w.sum + (at-float64(w.n))*w.steps[min(w.n, len(w.steps)-1)]
}

// em is how wide r is in the fonts of fixed width that official documents are
// set in, as a part of their size: what is not Han, kana, Hangul or one of their
// marks is half as wide. The mark of width in Unicode does not help: “ ” — … are
// ambiguous there, and wide in Chinese fonts.
func em(r rune) float64 {
	switch {
	case r >= 0xff61 && r <= 0xffdc:
		return 0.5
	case r >= 0x2e80, r >= 0x2010 && r < 0x2e80 && r != 0x2022, r >= 0x1100 && r < 0x1200:
		return 1
	case r == 0xb7 || r == 0xd7 || r == 0xa7 || r == 0xb0 || r == 0xb1:
		return 1
	}
	return 0.5
}

func (s style) wide(r rune) float64 { return em(r) * s.size * s.hscale }

// finite reports whether v can be a coordinate of a page.
func finite(v float64) bool { return math.Abs(v) <= farthest*mm }
