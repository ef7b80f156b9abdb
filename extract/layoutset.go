package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A place is where a character stands, in fifths of its size.
type place struct {
	char rune
	x, y int
}

// once leaves out characters that are printed a second time where they stand
// already, as programs do to make them bold or to cast a shadow. The pieces are
// sorted from left to right.
func once(pieces []piece) []piece {
	if !overprinted(pieces) {
		return pieces
	}
	seen := make(map[place]int) // by which piece
	kept := pieces[:0:0]
	for i, p := range pieces {
		var text []byte
		var sure []uint8
		n := 0
		for at, r := range p.text {
			if !seenAt(seen, r, &p, at, i) {
				text = utf8.AppendRune(text, r)
				if p.sure != nil {
					sure = append(sure, p.sure[n])
				}
			}
			n++
		}
		if len(text) > 0 {
			p.text, p.sure = string(text), sure
			kept = append(kept, p)
		}
	}
	return kept
}

// overprinted reports whether a piece lies over those before it.
func overprinted(pieces []piece) bool {
	end := pieces[0].box.X1
	for _, p := range pieces[1:] {
		if end-p.box.X0 > 0.25*p.em() {
			return true
		}
		end = max(end, p.box.X1)
	}
	return false
}

// seenAt reports whether r, at byte at of piece i, stands there already, and
// notes it. A piece does not double its own characters.
func seenAt(seen map[place]int, r rune, p *piece, at, i int) bool {
	if Space(r) {
		return false
	}
	fifth := p.em() / 5
	x, y := int(p.x(at)/fifth), int(p.box.Y0/fifth)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if by, ok := seen[place{r, x + dx, y + dy}]; ok && by != i {
				return true
			}
		}
	}
	seen[place{r, x, y}] = i
	return false
}

// set sets the text of l from its pieces, and what follows from it. White space
// at the ends goes.
func (l *printed) set() {
	for len(l.pieces) > 0 && l.pieces[0].space() {
		l.pieces = l.pieces[1:]
	}
	for n := len(l.pieces); n > 0 && l.pieces[n-1].space(); n-- {
		l.pieces = l.pieces[:n-1]
	}
	if len(l.pieces) == 0 {
		return
	}
	l.box = l.pieces[0].box
	for i := range l.pieces {
		l.box = union(l.box, l.pieces[i].box)
	}
	l.size = commonSize(l.pieces)
	var b setter
	b.typical = typicalGap(l.pieces)
	for i := range l.pieces {
		b.add(&l.pieces[i])
	}
	l.text, l.cells = b.text.String(), b.cells
	if b.anySure {
		l.sure = b.sure
	}
}

// commonSize is the size of half of the characters or more.
func commonSize(pieces []piece) float64 {
	type weight struct {
		size  float64
		chars int
	}
	all := 0
	ws := make([]weight, 0, len(pieces))
	for i := range pieces {
		n := utf8.RuneCountInString(pieces[i].text)
		ws = append(ws, weight{pieces[i].size, n})
		all += n
	}
	slices.SortFunc(ws, func(a, b weight) int { return cmp.Compare(a.size, b.size) })
	for _, w := range ws {
		if all -= 2 * w.chars; all <= 0 {
			return w.size
		}
	}
	return ws[len(ws)-1].size
}

// typicalGap is the gap behind half of the characters or more, in their size: 0
// but where a line is set wide or stretched. Beyond one character it is no
// stretching: a row of a table may have nothing but single digits.
func typicalGap(pieces []piece) float64 {
	inside := 0 // characters without a gap behind
	var gaps []float64
	for i := range pieces {
		p := &pieces[i]
		inside += utf8.RuneCountInString(p.text) - 1
		if i > 0 && !p.space() && !pieces[i-1].space() {
			gaps = append(gaps, max(0, p.box.X0-pieces[i-1].box.X1)/p.em())
		}
	}
	if len(gaps) < 3 || inside >= len(gaps) {
		return 0
	}
	slices.Sort(gaps)
	if g := gaps[(len(gaps)-inside)/2]; g <= 1 {
		return g
	}
	return 0
}

// Gaps, in characters, beyond the typical gap of the line.
const (
	cellGap = 1.8  // cells of a table, the two ends of a line
	wideGap = 0.8  // a space of a Han's width: 总 则
	wordGap = 0.15 // between words in Latin letters
	sideGap = 0.45 // between Han and Latin letters; typesetters put a quarter
)

// A setter puts pieces together to text.
type setter struct {
	text    strings.Builder
	sure    []uint8
	anySure bool
	cells   bool
	typical float64
	last    *piece // that is not white space
	spaces  string // of the file, behind last
	blank   float64
	end     float64
}

func (b *setter) add(p *piece) {
	if p.space() {
		b.spaces += p.text
		b.blank += p.box.X1 - p.box.X0
		return
	}
	if b.last != nil {
		b.write(b.between(p), b.last.sure)
	}
	p.at = b.text.Len()
	b.write(p.text, p.sure)
	b.end = max(b.end, p.box.X1)
	if b.last == nil {
		b.end = p.box.X1
	}
	b.last, b.spaces, b.blank = p, "", 0
}

// write appends text. A space is as sure as what it follows.
func (b *setter) write(text string, sure []uint8) {
	b.text.WriteString(text)
	n := utf8.RuneCountInString(text)
	b.anySure = b.anySure || sure != nil
	for i := range n {
		switch {
		case sure == nil:
			b.sure = append(b.sure, 100)
		case n == len(sure):
			b.sure = append(b.sure, sure[i])
		default:
			b.sure = append(b.sure, sure[len(sure)-1])
		}
	}
}

// between returns the white space between the last piece and p: a tab in a wide
// gap, the file's own spaces, or what the gap says.
func (b *setter) between(p *piece) string {
	em := max(p.em(), b.last.em())
	gap := (p.box.X0-b.end)/em - b.typical
	if gap-b.blank/em >= cellGap {
		b.cells = true
		return "\t"
	}
	if b.spaces != "" {
		return b.spaces
	}
	before, _ := utf8.DecodeLastRuneInString(b.last.text)
	after, _ := utf8.DecodeRuneInString(p.text)
	switch latin, next := wordy(before), wordy(after); {
	case latin && next && gap >= wordGap, latin != next && gap >= sideGap:
		return " "
	case gap >= wideGap:
		return "\u3000"
	}
	return ""
}

// wordy reports whether r is written in words that are set apart by spaces.
func wordy(r rune) bool {
	return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(",.;:!?)%&", r))
}

// seam returns the white space between two lines of one paragraph: a space
// between words in Latin letters. A number that is broken is whole again.
func seam(above, below string) string {
	a, _ := utf8.DecodeLastRuneInString(above)
	b, _ := utf8.DecodeRuneInString(below)
	if wordy(a) && wordy(b) && !(unicode.IsDigit(a) && unicode.IsDigit(b)) {
		return " "
	}
	return ""
}
