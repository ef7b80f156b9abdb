package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/extract/flaw"
)

// A style is what the characters of one text object share.
type style struct {
	font     string
	size     float64
	cos, sin float64 // of the direction in which the line runs, y upwards
	angle    int     // see Run.Angle, before the page is turned
}

// A glyph is one character in the frame of its line: u runs along the line, v
// upwards from it.
type glyph struct {
	char   rune
	style  *style
	object uint64
	x, y   float64 // its origin in the space of the page
	u0, u1 float64
	v      float64
}

// readText reads the characters of a page into runs.
func (g *guest) readText(tp textPage, v view, p *Page, fonts map[uint64]string) {
	n := g.int32("FPDFText_CountChars", uint64(tp))
	if n > maxChars {
		g.err = flaw.New(flaw.ErrLimit, "a page of %d characters", n)
		return
	}
	b := runBuilder{view: v, page: p}
	var st *style
	var object uint64
	for i := range n {
		if g.err != nil {
			return
		}
		r := g.char(tp, i)
		if r < 0 {
			continue
		}
		if o := g.call("FPDFText_GetTextObject", uint64(tp), uint64(i)); o != object || st == nil {
			object, st = o, g.style(tp, i, o, fonts)
		}
		b.add(g.glyph(tp, i, r, object, st))
	}
	b.flush()
	if b.outside > 0 {
		p.Loss = append(p.Loss, flaw.Loss{Kind: flaw.Outside, What: count(b.outside, "character") + " outside the page"})
	}
}

// char returns the i-th character, U+FFFD if it has no Unicode, or -1 if pdfium
// has made it up: it puts spaces where it sees gaps and line ends where it sees
// lines.
func (g *guest) char(tp textPage, i int) rune {
	r := rune(g.call("FPDFText_GetUnicode", uint64(tp), uint64(i)))
	switch {
	case r == ' ' || r == '\r' || r == '\n':
		if g.call("FPDFText_IsGenerated", uint64(tp), uint64(i)) == 1 {
			return -1
		}
		return ' '
	case r == '\t' || r == '\u00a0':
		return ' '
	case r == 2 && g.call("FPDFText_IsHyphen", uint64(tp), uint64(i)) == 1:
		return '-' // how pdfium marks one at the end of a line
	case !utf8.ValidRune(r) || r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r&0xfffe == 0xfffe:
		return utf8.RuneError
	}
	return unified(r)
}

// style reads what the i-th character shares with its text object.
func (g *guest) style(tp textPage, i int, object uint64, fonts map[uint64]string) *style {
	st := new(style)
	size := math.Abs(finite(math.Float64frombits(g.call("FPDFText_GetFontSize", uint64(tp), uint64(i)))))
	g.call("FPDFText_GetMatrix", uint64(tp), uint64(i), uint64(g.out))
	a, b, c, d := g.float(0), g.float(1), g.float(2), g.float(3)
	st.size = size * math.Hypot(c, d)
	st.cos, st.sin = 1, 0
	if h := math.Hypot(a, b); h > 0 {
		st.size = size * math.Abs(a*d-b*c) / h // of slanted type the height
		st.cos, st.sin = a/h, b/h
		// Half a degree is skew of a scan, not direction.
		degrees := int(math.Round(math.Atan2(b, a) * 180 / math.Pi))
		st.angle = (360 - degrees) % 360
	}
	if object == 0 {
		return st
	}
	font := g.call("FPDFTextObj_GetFont", object)
	name, ok := fonts[font]
	if !ok {
		if n := g.call("FPDFFont_GetBaseFontName", font, uint64(g.out), outSize); n > 0 && n <= outSize {
			name = g.text(int(n))
		}
		fonts[font] = name
	}
	st.font = name
	return st
}

// text returns the name of n bytes at g.out, without the six letters that tell a
// font that was cut down: AAAAAA+SimSun.
func (g *guest) text(n int) string {
	b, _ := g.mem.Read(g.out, uint32(n))
	b, _, _ = bytes.Cut(b, []byte{0})
	s := strings.ToValidUTF8(string(b), "\ufffd")
	if len(s) > 7 && s[6] == '+' {
		s = s[7:]
	}
	return s
}

// glyph places the i-th character.
func (g *guest) glyph(tp textPage, i int, r rune, object uint64, st *style) glyph {
	gl := glyph{char: r, style: st, object: object}
	g.call("FPDFText_GetCharOrigin", uint64(tp), uint64(i), uint64(g.out), uint64(g.out)+8)
	x, y := g.double(0), g.double(1)
	gl.x, gl.y = x, y
	gl.u0, gl.v = x*st.cos+y*st.sin, y*st.cos-x*st.sin
	gl.u1 = gl.u0

	// The loose box is as wide as the character's advance.
	if g.call("FPDFText_GetLooseCharBox", uint64(tp), uint64(i), uint64(g.out)) == 0 {
		return gl
	}
	left, top, right, bottom := g.float(0), g.float(1), g.float(2), g.float(3)
	if height := math.Hypot((top-bottom)*st.cos, (right-left)*st.sin); st.size < height/3 || st.size > 4*height {
		// A Type3 font may draw its glyphs in any unit.
		if height > 0 {
			st.size = height
		}
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, c := range [...][2]float64{{left, top}, {left, bottom}, {right, top}, {right, bottom}} {
		u := c[0]*st.cos + c[1]*st.sin
		lo, hi = min(lo, u), max(hi, u)
	}
	if hi > gl.u0 && hi-gl.u0 < 3*st.size {
		gl.u1 = hi
	}
	return gl
}

// A runBuilder puts glyphs together to runs.
type runBuilder struct {
	view    view
	page    *Page
	run     []byte
	first   glyph
	last    glyph
	down    bool // the run is written downwards, its characters upright
	outside int  // characters left out
}

func (b *runBuilder) add(gl glyph) {
	if len(b.run) > 0 && !b.goesOn(&gl) {
		b.flush()
	}
	if len(b.run) == 0 {
		b.first = gl
	}
	b.run = utf8.AppendRune(b.run, gl.char)
	b.last = gl
}

// goesOn reports whether a glyph stands close behind the last one, or below it
// where text is written downwards. A ligature is several characters in one
// place; the same character drawn twice, to make it bold, is another text object.
func (b *runBuilder) goesOn(gl *glyph) bool {
	l, em := &b.last, gl.style.size
	if unicode.IsSpace(l.char) != unicode.IsSpace(gl.char) || *gl.style != *l.style {
		return false
	}
	if gl.object == l.object && gl.x == l.x && gl.y == l.y {
		return true
	}
	if step := (l.v - gl.v) / em; math.Abs(gl.u0-l.u0) < 0.1*em && step > 0.7 && step < 1.25 && gl.object == l.object {
		if b.first.v == l.v {
			b.down = true
		}
		return b.down
	}
	if b.down || math.Abs(gl.v-l.v) > 0.05*em {
		return false
	}
	loose := 0.25
	if narrow(l.char) || narrow(gl.char) {
		loose = 0.1
	}
	gap := gl.u0 - l.u1
	return gap < loose*em && gap > -0.3*em && gl.u0 > l.u0
}

// narrow reports whether words of characters like r are set apart by spaces.
func narrow(r rune) bool {
	return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// flush ends the run.
func (b *runBuilder) flush() {
	if len(b.run) == 0 {
		return
	}
	r := Run{Text: string(b.run), Rect: b.rect(), Size: b.first.style.size, Font: b.first.style.font}
	r.Angle = b.first.style.angle + 90*b.view.turn
	if b.down {
		r.Angle += 90
	}
	r.Angle %= 360
	b.run, b.down = b.run[:0], false
	chars := 0
	for _, c := range r.Text {
		if !unicode.IsSpace(c) {
			chars++
		}
	}
	if x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2; x < 0 || y < 0 || x > b.view.width || y > b.view.height {
		b.outside += chars
		return
	}
	b.page.Chars += chars
	b.page.Unread += strings.Count(r.Text, string(utf8.RuneError))
	b.page.Runs = append(b.page.Runs, r)
}

// rect is the rectangle of the run on the page as it is shown.
func (b *runBuilder) rect() Rect {
	st := b.first.style
	u0, u1 := b.first.u0, max(b.first.u1, b.last.u1)
	up, down := b.first.v+0.88*st.size, b.last.v-0.12*st.size
	at := func(u, v float64) [2]float64 { return [2]float64{u*st.cos - v*st.sin, u*st.sin + v*st.cos} }
	return b.view.rect(at(u0, up), at(u0, down), at(u1, up), at(u1, down))
}
