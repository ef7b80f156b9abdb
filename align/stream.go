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
	toks   []Token
	keys   []rune           // toks[i].Key, side by side for the inner loops
	gaps   []gap            // gaps[i] stands before toks[i]; gaps[len(toks)] is edge
	clause []int32          // index into blocks of the clause that holds toks[i]
	blocks []*extract.Block // in text order
	size   []int32          // characters of each block
	label  []*extract.Block // labelled clause that begins at toks[i], or nil
	torn   []reprinted      // see tornReprints
	echoes echoes           // while tornReprints looks for them
}

func newStream(w *extract.Witness) *stream {
	s := &stream{Witness: w, blocks: w.Blocks()}
	n := len(w.Text)/3 + 16
	s.toks, s.keys, s.gaps, s.clause = make([]Token, 0, n), make([]rune, 0, n), make([]gap, 0, n+1), make([]int32, 0, n)
	s.size = make([]int32, len(s.blocks))
	type labelled struct {
		at int
		b  *extract.Block
	}
	var labels []labelled
	for i, b := range s.blocks {
		before := len(s.toks)
		sp := b.Body
		if sp.Len() == 0 { // a label with nothing behind it is a piece of text like any other
			sp = b.Label
		} else if b.Label.Len() > 0 {
			labels = append(labels, labelled{len(s.toks), b})
		}
		first := len(s.toks)
		s.add(sp, int32(i))
		if first > 0 && first < len(s.toks) && s.takesUp(i, first) {
			s.gaps[first] = wrap
		}
		s.size[i] = int32(len(s.toks) - before)
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
			k := foldKey(r)
			s.toks = append(s.toks, Token{extract.Span{Lo: i, Hi: i + n}, k})
			s.keys = append(s.keys, k)
			s.gaps = append(s.gaps, next)
			s.clause = append(s.clause, clause)
			next = joined
		}
		i += n
	}
}

// Blank reports whether r leaves no mark on paper.
func Blank(r rune) bool {
	if r < 0x80 {
		return r <= ' ' || r == 0x7F
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == 0xFEFF
}

// at returns the place of toks[lo:hi]; an empty range is the point behind
// toks[lo-1], where an omission would stand.
func (s *stream) at(lo, hi int) extract.Span {
	switch {
	case lo < hi:
		return extract.Span{Lo: s.toks[lo].Span.Lo, Hi: s.toks[hi-1].Span.Hi}
	case lo > 0:
		p := s.toks[lo-1].Span.Hi
		return extract.Span{Lo: p, Hi: p}
	case len(s.toks) > 0:
		p := s.toks[0].Span.Lo
		return extract.Span{Lo: p, Hi: p}
	}
	return extract.Span{}
}
