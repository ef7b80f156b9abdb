package corpus

import (
	"cmp"
	"slices"

	"jiaokan/align"
	"jiaokan/corpus/family"
	"jiaokan/corpus/index"
	"jiaokan/extract"
)

// A standing is the text of a collation: of each segment the reading that most
// witnesses have.
type standing struct {
	c     *align.Collation
	text  family.Text
	parts []part // in order
}

// A part is what a standing has of one segment: characters [lo, hi).
type part struct {
	segment *align.Segment
	reading int
	lo, hi  int
}

func newStanding(c *align.Collation) *standing {
	s := &standing{c: c}
	for r := range c.Rows {
		for i := range c.Rows[r].Segments {
			seg := &c.Rows[r].Segments[i]
			if len(seg.Readings) == 0 {
				continue
			}
			p := part{segment: seg, lo: len(s.text)}
			for j, rd := range seg.Readings {
				if len(rd.At) > len(seg.Readings[p.reading].At) {
					p.reading = j
				}
			}
			s.text = append(s.text, s.fold(seg.Readings[p.reading])...)
			p.hi = len(s.text)
			s.parts = append(s.parts, p)
		}
	}
	return s
}

func (s *standing) fold(rd align.Reading) family.Text {
	at := rd.At[0]
	return family.Fold(s.c.Witnesses[at.Witness].Slice(at.Span))
}

// A window is a stretch of text that is looked for at one time.
type window struct {
	*pattern
	grams  []uint32
	lo, hi int  // of the standing: what it is, or what it stands for
	other  bool // it goes with a reading that does not stand
}

const (
	windowLength = 24 // characters: a phrase or two; a name has fewer
	windowStep   = 12
	leastWindow  = 16 // characters
	farReading   = 4  // characters of a reading that a window with another reading finds all the same
)

// windows cuts the text into windows that overlap by half, and once more each place
// where a reading is far from the one that stands, with the characters around it.
// Windows of equal text are one.
func (s *standing) windows() []*window {
	out := cut(s.text)
	for _, p := range s.parts {
		for j, rd := range p.segment.Readings {
			t := s.fold(rd)
			if j == p.reading || max(len(t), p.hi-p.lo) <= farReading {
				continue
			}
			lo, hi := max(0, p.lo-windowStep), min(len(s.text), p.hi+windowStep)
			for _, w := range cut(slices.Concat(s.text[lo:p.lo], t, s.text[p.hi:hi])) {
				w.lo, w.hi, w.other = lo+min(w.lo, max(0, hi-lo-windowStep)), hi, true
				out = append(out, w)
			}
		}
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(out, func(w *window) bool {
		key := string(w.text)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// cut cuts a text into windows.
func cut(t family.Text) (out []*window) {
	for lo := 0; len(t)-lo >= leastWindow; lo += windowStep {
		hi := lo + windowLength
		if len(t)-hi < leastWindow-windowStep {
			hi = len(t) // what is left makes no window
		}
		out = append(out, &window{pattern: newPattern(t[lo:hi]), grams: index.Grams(t[lo:hi]), lo: lo, hi: hi})
		if hi == len(t) {
			break
		}
	}
	return out
}

// source says what of which witness stands at characters [lo, hi): of the one that
// has most of them. It is false where none has any.
func (s *standing) source(lo, hi int) (align.Place, bool) {
	first, _ := slices.BinarySearchFunc(s.parts, lo, func(p part, at int) int { return cmp.Compare(p.hi, at+1) })
	has := make([]int, len(s.c.Witnesses))
	for _, p := range s.parts[first:] {
		if p.lo >= hi {
			break
		}
		for j, rd := range p.segment.Readings {
			for _, at := range rd.At {
				if at.Span.Len() > 0 {
					has[at.Witness] += 2*min(p.hi, hi) - 2*max(p.lo, lo)
					if j == p.reading {
						has[at.Witness]++
					}
				}
			}
		}
	}
	most := 0
	for w := range has {
		if has[w] > has[most] {
			most = w
		}
	}
	return s.of(most, s.parts[first:], lo, hi)
}

// farApart is how many bytes of something else may stand within what a witness has
// of a passage.
const farApart = 1000

// of is what witness w has at characters [lo, hi), which begin in the first of
// some parts. Where it has moved a clause that is what it has in the order of the
// standing, until the order breaks.
func (s *standing) of(w int, parts []part, lo, hi int) (align.Place, bool) {
	out := align.Place{Witness: w}
	for _, p := range parts {
		if p.lo >= hi {
			break
		}
		for j, rd := range p.segment.Readings {
			for _, at := range rd.At {
				if at.Witness != w || at.Span.Len() == 0 {
					continue
				}
				sp := at.Span
				if j == p.reading {
					sp = unfold(s.c.Witnesses[w].Slice(sp), max(p.lo, lo)-p.lo, min(p.hi, hi)-p.lo)
					sp.Lo, sp.Hi = sp.Lo+at.Span.Lo, sp.Hi+at.Span.Lo
				}
				switch {
				case out.Span == extract.Span{}:
					out.Span = sp
				case sp.Lo < out.Span.Hi, sp.Lo > out.Span.Hi+farApart:
					return out, true
				default:
					out.Span.Hi = sp.Hi
				}
			}
		}
	}
	return out, out.Span.Len() > 0
}
