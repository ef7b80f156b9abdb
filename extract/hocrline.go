package extract

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// A hocrLine is a line of hOCR being read. Tesseract's boxes of lines are right
// to the pixel from left to right, and most from top to bottom. Those of its
// characters come from the timing of a network that reads the line from one end
// to the other, and lie up to a character beside the ink. So a mark is a line,
// or the part of one between two wide gaps.
type hocrLine struct {
	title hocrTitle
	chars []hocrChar
	gap   bool // white space was seen
}

// A hocrChar is one code point and where it stands, in pixels.
type hocrChar struct {
	r      rune
	x0, x1 float64
	sure   int
	apart  bool // white space stands before it
}

// marks cuts the line at its wide gaps.
func (l *hocrLine) marks(scale float64) []mark {
	box, size := l.square()
	var out []mark
	lo := 0
	for i := 1; i <= len(l.chars); i++ {
		// two characters wide: a column, or a date set off from a name
		if i < len(l.chars) && l.chars[i].x0-l.chars[i-1].x1 < 2*size {
			continue
		}
		m := l.mark(lo, i)
		m.Size = size * scale
		m.Box = Box{X0: l.chars[lo].x0 * scale, Y0: box.Y0 * scale, X1: l.chars[i-1].x1 * scale, Y1: box.Y1 * scale}
		if lo == 0 {
			m.Box.X0 = box.X0 * scale
		}
		if i == len(l.chars) {
			m.Box.X1 = box.X1 * scale
		}
		if m.Box.X1 < m.Box.X0 {
			m.Box.X1 = m.Box.X0
		}
		out = append(out, m)
		lo = i
	}
	return out
}

// mark is the text of the characters from lo to hi. White space is kept beside a
// Latin letter, if the other neighbour is no Han: Windows 10, but 第9条, and 2018
// where each digit is a word to Tesseract.
func (l *hocrLine) mark(lo, hi int) mark {
	var m mark
	var b strings.Builder
	rated := true
	for i, c := range l.chars[lo:hi] {
		if i > 0 && c.apart && spaced(l.chars[lo+i-1].r, c.r) {
			b.WriteByte(' ')
			m.Sure = append(m.Sure, 100)
		}
		b.WriteRune(c.r)
		m.Sure = append(m.Sure, uint8(max(0, c.sure)))
		rated = rated && c.sure != unrated
	}
	m.Text = b.String()
	if !rated {
		m.Sure = nil
	}
	return m
}

func spaced(a, b rune) bool {
	return a <= unicode.MaxLatin1 && b <= unicode.MaxLatin1 && (unicode.IsLetter(a) || unicode.IsLetter(b))
}

// square is the box of the line and its size in pixels. Where speckles make the
// box of a line reach into its neighbours, the base line is still right: Han
// stand from 0.88 of their size above it to 0.12 below. Tesseract's x_size is
// 1.22 times the size of Han, found on pages of 16 points.
func (l *hocrLine) square() (Box, float64) {
	t := l.title
	height := t.box.Y1 - t.box.Y0
	size := t.size / 1.22
	if size <= 0 || !t.based {
		return t.box, height
	}
	base := t.box.Y1 + t.base + t.slope*(t.box.X1-t.box.X0)/2
	return Box{X0: t.box.X0, Y0: base - 0.88*size, X1: t.box.X1, Y1: base + 0.12*size}, size
}

// A hocrTitle is the properties of an element of hOCR, in pixels.
type hocrTitle struct {
	box         Box
	slope, base float64 // of the base line, from the lower left corner of the box
	based       bool
	size        float64
	sure        int // percent, or unrated
	resolution  float64
}

const unrated = -1

// readHOCRTitle reads "bbox 0 0 10 10; x_wconf 91". What it does not know it passes
// by.
func readHOCRTitle(s string) hocrTitle {
	t := hocrTitle{sure: unrated}
	for p := range strings.SplitSeq(s, ";") {
		f := strings.Fields(p)
		if len(f) < 2 || len(f) > 64 {
			continue
		}
		n := hocrNumbers(f[1:])
		switch {
		case (f[0] == "bbox" || f[0] == "x_bboxes") && len(n) >= 4 && n[0] <= n[2] && n[1] <= n[3]:
			t.box = Box{n[0], n[1], n[2], n[3]}
		case f[0] == "baseline" && len(n) == 2:
			t.slope, t.base, t.based = n[0], n[1], true
		case f[0] == "x_size" && len(n) == 1:
			t.size = n[0]
		case (f[0] == "x_wconf" || f[0] == "x_conf" || f[0] == "x_confs") && len(n) == 1:
			t.sure = int(max(0, min(math.Round(n[0]), 100)))
		case f[0] == "scan_res" && len(n) == 2 && n[0] >= 1:
			t.resolution = n[0]
		}
	}
	return t
}

// hocrNumbers reads as many numbers as there are; one that no page is so large for
// ends them.
func hocrNumbers(f []string) []float64 {
	var out []float64
	for _, s := range f {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(x) || math.Abs(x) > 1e6 {
			break
		}
		out = append(out, x)
	}
	return out
}
