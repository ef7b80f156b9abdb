package language

import (
	_ "embed"
	"sync"
)

//go:embed model.bin
var modelFile string

// A Model says how likely a character is after others in official Chinese. It is
// read in place from the bytes it was opened on and never changes, so one Model
// serves any number of goroutines.
type Model struct {
	order  int
	symbol []uint16 // by rune, of the basic plane; the rest is unknown
	levels []level
}

// Load returns the model of the build. It is opened once.
var Load = sync.OnceValue(func() *Model {
	m, err := Open(modelFile)
	if err != nil {
		panic("language: the embedded model is broken: " + err.Error()) // the build is at fault, not the caller
	}
	return m
})

// Symbols with a meaning of their own. All other symbols are characters.
const (
	Rare    = iota // a standard character that the training text never has
	Foreign        // any other character that it never has
	Line           // the boundary of a line
	Digit          // 0–9: what a statute's numbers are says nothing of another text's
	Special        // the first symbol that is a character
)

func (m *Model) symbolOf(r rune) uint16 {
	if uint32(r) < uint32(len(m.symbol)) {
		return m.symbol[r]
	}
	if Standard(r) {
		return Rare
	}
	return Foreign
}

// LogProb returns log2 P(text[lo:hi] | text[:lo]), the bits that text[lo:hi] costs
// where it stands, never above 0. Text is made of keys (see Fold) without white
// space. '\n' in it is a line boundary: the characters after it are the start of a
// line and are judged without what stands before it; the '\n' itself, when it
// lies in [lo, hi), is charged as the line's end. A text that does not begin with
// '\n' begins in mid-line, with nothing known of what went before.
func (m *Model) LogProb(text []rune, lo, hi int) float64 {
	var w walk
	for i := max(0, lo-m.order); i < lo; i++ {
		m.step(&w, m.symbolOf(text[i]))
	}
	sum := 0.0
	for i := lo; i < hi; i++ {
		sum += m.step(&w, m.symbolOf(text[i]))
	}
	return sum
}

// Next returns log2 P(r | context). Context and r are as in LogProb.
func (m *Model) Next(context []rune, r rune) float64 {
	var w walk
	for _, c := range context[max(0, len(context)-m.order):] {
		m.step(&w, m.symbolOf(c))
	}
	return m.step(&w, m.symbolOf(r))
}

// Weigh returns by how many bits the model holds that left+a+right is likelier than
// left+b+right: above 0 for a, below 0 for b. Both readings are charged for
// themselves and for as much of right as they can still touch. Either may be
// empty. A longer reading costs more, whichever is right; each character more is
// therefore given back perCharacter bits.
func (m *Model) Weigh(left, a, b, right []rune) float64 {
	right = right[:min(len(right), m.order-1)]
	left = left[max(0, len(left)-m.order):]
	score := func(reading []rune) float64 {
		text := make([]rune, 0, len(left)+len(reading)+len(right))
		text = append(append(append(text, left...), reading...), right...)
		return m.LogProb(text, len(left), len(text))
	}
	return score(a) - score(b) + perCharacter*float64(len(a)-len(b))
}

// perCharacter balances omission against addition.
const perCharacter = 6

// A walk is the state between two characters: the symbols seen, newest first, and
// what it costs to back off from the contexts they make.
type walk struct {
	seen [maxOrder]uint16
	back [maxOrder]float32 // back[j]: of the context of the newest j+1 symbols
	n    int               // how many of seen are known
	kept int               // how many of back are
}

// step charges s and makes it the newest symbol.
//
// The probability of s after a context is the one stored for the longest run of
// symbols that the model has, times the weight of each longer context that it
// had to give up. The runs are found by walking from s backwards; the nodes on
// the way are the contexts of the next step, so one walk serves both.
func (m *Model) step(w *walk, s uint16) float64 {
	var back [maxOrder]float32
	lv := &m.levels[0]
	node, depth := int(s), 0
	p := lv.prob(node)
	back[0] = lv.backoff(node)
	for depth < w.n && depth < m.order-1 {
		lo, hi := m.levels[depth].children(node)
		next, ok := m.levels[depth+1].find(lo, hi, w.seen[depth])
		if !ok {
			break
		}
		depth++
		node = next
		p = m.levels[depth].prob(node)
		if depth < m.order-1 {
			back[depth] = m.levels[depth].backoff(node)
		}
	}
	total := float64(p)
	for j := depth; j < w.kept && j < m.order-1; j++ {
		total += float64(w.back[j])
	}
	if s == Line { // what stands before a line's start does not count
		*w = walk{n: 1, kept: 1}
		w.seen[0], w.back[0] = Line, back[0]
		return min(total, 0)
	}
	copy(w.seen[1:], w.seen[:maxOrder-1])
	w.seen[0] = s
	w.n = min(w.n+1, m.order-1)
	w.back = back
	w.kept = min(depth+1, m.order-1)
	return min(total, 0)
}
