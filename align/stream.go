package align

import (
	"unicode"
	"unicode/utf8"

	"jiaokan/align/language"
	"jiaokan/extract"
)

// A gap says what stands between a character of a witness and the one before.
type gap uint8

const (
	joined gap = iota // nothing, or spaces
	wrap              // a line break that the witness's own outline heals
	edge              // the end of a clause
)

// A stream is what of a witness takes part in the alignment: its characters
// without white space and without the printed labels. Labels stay out because
// they move independently of the text behind them: a lost item renumbers all
// that follow, an exchange of two items leaves the numbers where they were.
type stream struct {
	*extract.Witness
	keys   []rune           // the characters, folded
	from   []int32          // the byte where each stands
	gaps   []gap            // gaps[i] stands before keys[i]; gaps[len(keys)] is edge
	clause []int32          // index into blocks of the clause that holds keys[i]
	blocks []*extract.Block // in text order
	size   []int32          // characters of each block
	label  []*extract.Block // labelled clause that begins at keys[i], or nil
	torn   []reprinted      // see tornReprints
	echoes echoes           // while tornReprints looks for them
}

func newStream(w *extract.Witness) *stream {
	s := &stream{Witness: w, blocks: w.Blocks()}
	n := len(w.Text)/3 + 16
	s.keys, s.from, s.gaps, s.clause = make([]rune, 0, n), make([]int32, 0, n), make([]gap, 0, n+1), make([]int32, 0, n)
	s.size = make([]int32, len(s.blocks))
	type labelled struct {
		at int
		b  *extract.Block
	}
	var labels []labelled
	for i, b := range s.blocks {
		before := len(s.keys)
		sp := b.Body
		if sp.Len() == 0 { // a label with nothing behind it is a piece of text like any other
			sp = b.Label
		} else if b.Label.Len() > 0 {
			labels = append(labels, labelled{len(s.keys), b})
		}
		first := len(s.keys)
		s.add(sp, int32(i))
		if first > 0 && first < len(s.keys) && s.takesUp(i, first) {
			s.gaps[first] = wrap
		}
		s.size[i] = int32(len(s.keys) - before)
	}
	s.gaps = append(s.gaps, edge)
	s.label = make([]*extract.Block, len(s.gaps))
	for _, l := range labels {
		s.label[l.at] = l.b
	}
	return s
}

// takesUp reports whether block i, which begins at character at, takes up the
// sentence that the one before it breaks off: 较高学术水｜平. Its own copy's
// outline could not tell, being without a model of the language.
func (s *stream) takesUp(i, at int) bool {
	if i == 0 || s.blocks[i].Kind != extract.Paragraph || s.blocks[i].Label.Len() > 0 || Final(s.keys[at-1]) {
		return false
	}
	switch s.blocks[i-1].Kind {
	case extract.Item, extract.Paragraph:
	default:
		return false
	}
	least := takeUp
	if last := s.keys[at-1]; last == '、' || last == ',' {
		least = takeUpList
	}
	return s.flows(at) > least
}

// flows is how much likelier, in bits, what begins at a character is behind what
// stands before it than at the beginning of a clause.
func (s *stream) flows(at int) float64 {
	text := append([]rune{}, s.keys[max(0, at-seamLength):at]...)
	lo := len(text)
	text = append(text, s.keys[at:min(len(s.keys), at+seamLength)]...)
	m := language.Load()
	apart := append([]rune{'\n'}, text[lo:]...)
	return m.LogProb(text, lo, len(text)) - m.LogProb(apart, 1, len(apart))
}

// How much likelier, in bits, the line must be behind the one before it than at
// the beginning of a clause.
const (
	takeUp     = 8.0
	takeUpList = -2.0 // where that one breaks off in an enumeration
)

func (s *stream) add(sp extract.Span, clause int32) {
	next := edge
	for i := sp.Lo; i < sp.Hi; {
		r, n := utf8.DecodeRuneInString(s.Text[i:])
		switch {
		case Blank(r):
			if (r == '\n' || r == '\r') && next == joined {
				next = wrap
			}
		default:
			s.keys = append(s.keys, foldKey(r))
			s.from = append(s.from, int32(i))
			s.gaps = append(s.gaps, next)
			s.clause = append(s.clause, clause)
			next = joined
		}
		i += n
	}
}

// Blank reports whether r leaves no mark on paper.
func Blank(r rune) bool {
	switch {
	case r < 0x80:
		return r <= ' ' || r == 0x7F
	case 0x3001 <= r && r < 0xFE00: // the ideographs and their marks
		return false
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == 0xFEFF
}

// at returns the place of characters [lo, hi); an empty range is the point behind
// the one before, where an omission would stand.
func (s *stream) at(lo, hi int) extract.Span {
	switch {
	case lo < hi:
		return extract.Span{Lo: int(s.from[lo]), Hi: s.end(hi - 1)}
	case lo > 0:
		return point(s.end(lo - 1))
	case len(s.keys) > 0:
		return s.before(0)
	}
	return extract.Span{}
}

// before is the point before character i.
func (s *stream) before(i int32) extract.Span { return point(int(s.from[i])) }

// end is the byte where character i ends.
func (s *stream) end(i int) int {
	at := int(s.from[i])
	_, n := utf8.DecodeRuneInString(s.Text[at:])
	return at + n
}

func point(at int) extract.Span { return extract.Span{Lo: at, Hi: at} }
