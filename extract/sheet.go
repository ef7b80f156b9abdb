package extract

import "jiaokan/extract/flaw"

// A sheet is one page of positioned text, whatever it was read from: PDF, OFD
// or a recogniser. Points of 1/72 inch, from the upper left corner.
type sheet struct {
	Width, Height float64
	Marks         []mark
	Loss          []flaw.Loss // what of the page has no text
}

// A mark is a run of characters that stand in one line without a gap, in
// reading order. White space in it is what the file has, not what a reader sees.
type mark struct {
	Text  string
	Box   Box
	Size  float64 // of the font, in points; 0 where unknown
	Font  string
	Angle int     // degrees by which the line is turned clockwise; 90 runs down the page
	Sure  []uint8 // of each code point, in percent, or nil: see Origin.Sure
}

// lose notes what of the page has no text.
func (s *sheet) lose(kind flaw.Kind, format string, args ...any) {
	s.Loss = append(s.Loss, flaw.Lost(kind, format, args...))
}
