package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A piece is a mark, or a part of one, that is white space only or has none at
// its ends, on the page turned so that it runs from left to right.
type piece struct {
	text string
	box  Box
	size float64 // 0 never
	font string
	sure []uint8
	at   int // byte in the text of its line
}

// em is the length of a Han character.
func (p *piece) em() float64 { return p.size }

// Marks come from files that may say anything. Beyond these a size or a place is
// no news of a page.
const (
	minSize, maxSize = 1, 200
	maxPlace         = 1e6
)

// cleaned cuts a mark into pieces of text and of white space, takes what no text
// can hold for U+FFFD and keeps boxes within bounds.
func cleaned(m mark, turn int, s *sheet) []piece {
	box := turned(m.Box, turn, s.Width, s.Height)
	for _, v := range []*float64{&box.X0, &box.Y0, &box.X1, &box.Y1} {
		if math.IsNaN(*v) {
			*v = 0
		}
		*v = min(max(*v, -maxPlace), maxPlace)
	}
	box = Box{min(box.X0, box.X1), min(box.Y0, box.Y1), max(box.X0, box.X1), max(box.Y0, box.Y1)}
	size := m.Size
	if !(size > 0) {
		size = box.Y1 - box.Y0
	}
	size = min(max(size, minSize), maxSize)
	p := piece{text: printable(m.Text), box: box, size: size, font: m.Font, sure: m.Sure}
	if n := utf8.RuneCountInString(p.text); len(p.sure) != n {
		p.sure = nil
	}
	body := strings.TrimFunc(p.text, Space)
	lo := strings.Index(p.text, body)
	var parts []piece
	for _, cut := range [][2]int{{0, lo}, {lo, lo + len(body)}, {lo + len(body), len(p.text)}} {
		if cut[0] < cut[1] {
			parts = append(parts, p.cut(cut[0], cut[1]))
		}
	}
	return parts
}

// printable returns s with spaces for tabs and line ends, and with U+FFFD for
// what is no character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || lineBreak(r):
			return ' '
		case unicode.IsControl(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// cut returns the part of p in bytes [lo, hi), with its share of the box.
func (p *piece) cut(lo, hi int) piece {
	if lo == 0 && hi == len(p.text) {
		return *p
	}
	q := *p
	q.text = p.text[lo:hi]
	q.box.X0, q.box.X1 = p.x(lo), p.x(hi)
	if p.sure != nil {
		a := utf8.RuneCountInString(p.text[:lo])
		q.sure = p.sure[a : a+utf8.RuneCountInString(q.text)]
	}
	return q
}

// x returns about where the character at byte i of p begins.
func (p *piece) x(i int) float64 {
	all := width(p.text)
	if all == 0 {
		return p.box.X0
	}
	return p.box.X0 + (p.box.X1-p.box.X0)*float64(width(p.text[:i]))/float64(all)
}

func (p *piece) space() bool { return p.text != "" && strings.TrimFunc(p.text, Space) == "" }

// A stretch is pieces that stand in one line, none far from the next. Lines
// that stand side by side in two columns are two stretches.
type stretch struct {
	pieces []piece
	box    Box
	mid    float64 // of the last piece of full height: a scan's lines may slope
	high   float64 // of that piece
	size   float64
}

// nearby is the gap, in characters, over which a stretch goes on. Justified text
// has gaps of up to one; columns are two or more apart.
const nearby = 1.5

// stretches gathers pieces from left to right. Each goes to the stretch whose
// end it overlaps most; characters that are raised or lowered overlap by half.
func stretches(pieces []piece) []stretch {
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.box.X0, b.box.X0), cmp.Compare(a.box.Y0, b.box.Y0))
	})
	var all []stretch
	open := make(map[int][]int) // by band of the page: stretches that end there
	for i := range pieces {
		p := &pieces[i]
		mid, high := middle(p)
		best, most := -1, 0.5
		for b := band(mid - high); b <= band(mid+high); b++ {
			ids := open[b][:0]
			for _, id := range open[b] {
				st := &all[id]
				gap := p.box.X0 - st.box.X1
				if band(st.mid) != b || gap > 4*st.size {
					continue
				}
				ids = append(ids, id)
				if o := overlap(mid, high, st.mid, st.high); o >= most && gap <= nearby*min(max(p.size, st.size), 2.5*st.size) {
					best, most = id, o+1e-9
				}
			}
			open[b] = ids
		}
		if best < 0 {
			best = len(all)
			all = append(all, stretch{box: p.box, size: p.size})
		}
		st := &all[best]
		if st.add(*p, mid, high) {
			b := band(st.mid)
			open[b] = append(open[b], best)
		}
	}
	return all
}

// bandHeight is the height of the bands in which stretches are looked for, in
// points.
const bandHeight = 12

func band(y float64) int { return int(math.Floor(y / bandHeight)) }

// middle returns the middle of a piece and its height, within bounds: boxes of
// a recogniser may be as flat as 一.
func middle(p *piece) (mid, high float64) {
	return (p.box.Y0 + p.box.Y1) / 2, min(max(p.box.Y1-p.box.Y0, minSize), 72)
}

// overlap returns the share of the lower of two extents that lies within the
// higher, or 0 if one is more than three times as high.
func overlap(mid1, high1, mid2, high2 float64) float64 {
	low := min(high1, high2)
	if 3.2*low < max(high1, high2) {
		return 0
	}
	return (min(mid1+high1/2, mid2+high2/2) - max(mid1-high1/2, mid2-high2/2)) / low
}

// add puts p at the end and reports whether the stretch now ends in another
// band. Lower characters do not move it: they are raised.
func (st *stretch) add(p piece, mid, high float64) bool {
	first := len(st.pieces) == 0
	st.pieces = append(st.pieces, p)
	st.box = union(st.box, p.box)
	st.size = max(st.size, p.size)
	if !first && high < 0.8*st.high {
		return false
	}
	was := st.mid
	st.mid, st.high = mid, high
	return first || band(was) != band(mid)
}

func union(a, b Box) Box {
	return Box{min(a.X0, b.X0), min(a.Y0, b.Y0), max(a.X1, b.X1), max(a.Y1, b.Y1)}
}

// newPrinted makes a line of pieces that stand in it.
func newPrinted(pieces []piece, region, turn int, s *sheet) printed {
	l := printed{region: region, turn: turn, part: partBody}
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.box.X0, b.box.X0) })
	l.pieces = once(pieces)
	l.set()
	l.shown = turnedBack(l.box, turn, s.Width, s.Height)
	if l.across = s.Width; turn&1 == 1 {
		l.across = s.Height
	}
	return l
}
