package ofd

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cut makes runs of glyphs that follow each other: one run ends and another
// begins where the next glyph is half a character away from where it would stand
// without a gap, or goes another way.
func (c *canvas) cut(gs []glyph, s style, hidden bool) {
	for len(gs) > 0 {
		n, way := s.stretch(gs)
		c.add(gs[:n], s, way, hidden)
		gs = gs[n:]
	}
}

// stretch returns how many of gs are one run, at least one, and in which of the
// four directions it runs in the coordinates of the object.
func (s style) stretch(gs []glyph) (n, way int) {
	way, known := s.read, false
	for n = 1; n < len(gs); n++ {
		p, q := gs[n-1], gs[n]
		dx, dy := q.x-p.x, q.y-p.y
		if !known {
			way, known = s.way(p.r, dx, dy)
		}
		step := turns[way/90]
		along, across := dx*step[0]+dy*step[1], math.Abs(dx*step[1]+dy*step[0])
		reach := s.wide(p.r)
		if way == 90 || way == 270 {
			reach = s.size
		}
		if across > s.size/2 || along < -s.size/4 || along > reach+s.size/2 {
			break
		}
	}
	if n == 1 {
		way = s.read
	}
	return n, way
}

// way tells the direction from one step. A step that is short, as between the
// parts of an accented letter or in text that is drawn twice, tells nothing.
func (s style) way(r rune, dx, dy float64) (way int, known bool) {
	long := s.size / 4
	switch {
	case max(math.Abs(dx), math.Abs(dy)) < min(long, s.wide(r)/2):
		return s.read, false
	case math.Abs(dy) > math.Abs(dx) && dy > 0:
		return 90, true
	case math.Abs(dy) > math.Abs(dx):
		return 270, true
	case dx < 0:
		return 180, true
	}
	return 0, true
}

// How far characters reach above and below their base line, as a part of their
// size: the square of a Han character, as in package pdf.
const (
	ascent  = 0.88
	descent = 0.12
)

// add puts one run on the page, or aside. White space at its ends makes runs of
// its own, so that the rectangle of the text is its own.
func (c *canvas) add(gs []glyph, s style, way int, hidden bool) {
	lo, hi := 0, len(gs)
	for lo < hi && unicode.IsSpace(gs[lo].r) {
		lo++
	}
	for hi > lo && unicode.IsSpace(gs[hi-1].r) {
		hi--
	}
	step := turns[way/90]
	dx, dy := s.m[0]*step[0]+s.m[2]*step[1], s.m[1]*step[0]+s.m[3]*step[1]
	angle := int(math.Round(math.Atan2(dy, dx) * 180 / math.Pi))
	for _, part := range [][]glyph{gs[:lo], gs[lo:hi], gs[hi:]} {
		if len(part) == 0 {
			continue
		}
		r := Run{Text: c.legible(part, s.font, hidden), Font: s.font, Angle: (angle + 360) % 360}
		r.Size = s.size * math.Hypot(s.m[2], s.m[3])
		r.X0, r.Y0, r.X1, r.Y1 = s.bounds(part)
		c.put(r, hidden)
	}
}

// put sorts a run to the text of the page or to what is no part of it.
func (c *canvas) put(r Run, hidden bool) {
	ok := finite(r.X0) && finite(r.Y0) && finite(r.X1) && finite(r.Y1) && finite(r.Size)
	switch {
	case c.kind != "":
		c.Aside = append(c.Aside, Aside{c.kind, r.Text})
	case !ok || r.X1 <= 0 || r.Y1 <= 0 || r.X0 >= c.Width || r.Y0 >= c.Height:
		c.Aside = append(c.Aside, Aside{"outside", r.Text})
	case hidden || r.Size < 0.1:
		c.hidden = append(c.hidden, r)
	case c.goesOn(r):
		last := &c.Runs[len(c.Runs)-1]
		last.Text += r.Text
		last.X1 = r.X1
		return
	default:
		c.Runs = append(c.Runs, r)
	}
	c.runs++
}

// goesOn reports whether r stands where the last run ends. Some writers make a
// TextObject of each character. Only beside Han is it sure that no space stood
// between, as only their width is known.
func (c *canvas) goesOn(r Run) bool {
	const long = 1000 // bytes: no line is longer, and each step copies them
	if len(c.Runs) == 0 {
		return false
	}
	last := c.Runs[len(c.Runs)-1]
	before, _ := utf8.DecodeLastRuneInString(last.Text)
	after, _ := utf8.DecodeRuneInString(r.Text)
	return last.Angle == 0 && r.Angle == 0 && last.Font == r.Font && len(last.Text) < long &&
		em(before) == 1 && em(after) == 1 && !unicode.IsSpace(before) && !unicode.IsSpace(after) &&
		near(last.Size, r.Size, r.Size/50) && near(last.Y1, r.Y1, r.Size/50) && near(last.X1, r.X0, r.Size/10)
}

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }

// bounds returns the rectangle round some glyphs on the page.
func (s style) bounds(gs []glyph) (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	right := turns[s.char/90]
	down := turns[(s.char/90+1)%4]
	for i, g := range gs {
		if i > 0 && i < len(gs)-1 && g.y == gs[0].y && s.m[1] == 0 {
			continue // between the ends of a level line
		}
		for _, corner := range [4][2]float64{{0, -ascent}, {1, -ascent}, {0, descent}, {1, descent}} {
			u, v := corner[0]*s.wide(g.r), corner[1]*s.size
			x, y := s.m.apply(g.x+u*right[0]+v*down[0], g.y+u*right[1]+v*down[1])
			x0, x1 = min(x0, x), max(x1, x)
			y0, y1 = min(y0, y), max(y1, y)
		}
	}
	return x0, y0, x1, y1
}

// legible returns the text of glyphs, with U+FFFD for those that are characters
// only in their font: private use, which the fonts of some writers number their
// glyphs with, and control characters.
func (c *canvas) legible(gs []glyph, font string, hidden bool) string {
	var b strings.Builder
	for _, g := range gs {
		r := g.r
		if unicode.Is(unicode.Co, r) || unicode.IsControl(r) && r != '\t' || r == unicode.ReplacementChar || r&0xfffe == 0xfffe {
			r = unicode.ReplacementChar
			if !hidden && c.kind == "" {
				c.blind[font]++
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}
