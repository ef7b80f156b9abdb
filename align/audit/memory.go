package audit

import (
	"index/suffixarray"
	"math"
	"slices"
	"strings"
)

// A memory is what the document itself says often: its pairs and triples of
// characters where all copies agree (本校). A term that occurs thirty times is
// known here though no statute has it.
type memory struct {
	pair   map[uint64]int32
	triple map[uint64]int32
	follow map[rune][]rune // see following
	text   string          // all that is agreed, and every reading of every variant, for counting terms

	sorted  *suffixarray.Index // of a long text; see occurrences
	counted map[string]int     // what was counted in it
}

func newMemory() *memory { return &memory{pair: map[uint64]int32{}, triple: map[uint64]int32{}} }

func pack(rs ...rune) (k uint64) {
	for _, r := range rs {
		k = k<<21 | uint64(r)
	}
	return k
}

func (m *memory) learn(text string) {
	rs := []rune(text)
	for i := 1; i < len(rs); i++ {
		m.pair[pack(rs[i-1], rs[i])]++
		if i > 1 {
			m.triple[pack(rs[i-2], rs[i-1], rs[i])]++
		}
	}
}

// p is the probability that c follows a and b, by this document alone.
func (m *memory) p(a, b, c rune) float64 {
	n := m.pair[pack(a, b)]
	if n == 0 {
		return 0
	}
	return float64(m.triple[pack(a, b, c)]) / float64(n+1)
}

// following lists, for each character, those that follow it in the document, in
// order. It is made when it is first asked for: sound text asks nothing.
func (m *memory) following() map[rune][]rune {
	if m.follow == nil {
		m.follow = map[rune][]rune{}
		for k := range m.pair {
			a, b := rune(k>>21), rune(k&(1<<21-1))
			m.follow[a] = append(m.follow[a], b)
		}
		for a := range m.follow {
			slices.Sort(m.follow[a])
		}
	}
	return m.follow
}

// longText is the size, in bytes, of a text in which terms are no longer
// searched for: their rarest three characters stand for them.
const longText = 1 << 20

// count returns how often a term stands in the agreed text.
func (m *memory) count(term string) int {
	rs := []rune(term)
	switch len(rs) {
	case 0, 1:
		return 0
	case 2:
		return int(m.pair[pack(rs...)])
	}
	least := int32(1 << 30)
	for i := 2; i < len(rs); i++ {
		least = min(least, m.triple[pack(rs[i-2:i+1]...)])
	}
	if len(rs) == 3 || least == 0 || len(m.text) > longText {
		return int(least)
	}
	return m.occurrences(term)
}

// shortText is the size, in bytes, of a text that is searched from end to end. A longer
// one is sorted first: it may have as many variants as it has words.
const shortText = 1 << 16

// occurrences counts as strings.Count does.
func (m *memory) occurrences(term string) (n int) {
	if len(m.text) <= shortText {
		return strings.Count(m.text, term)
	}
	if n, ok := m.counted[term]; ok {
		return n
	}
	if m.sorted == nil {
		m.sorted, m.counted = suffixarray.New([]byte(m.text)), map[string]int{}
	}
	at := m.sorted.Lookup([]byte(term), -1)
	slices.Sort(at)
	end := 0
	for _, i := range at {
		if i >= end {
			n, end = n+1, i+len(term)
		}
	}
	m.counted[term] = n
	return n
}

// share is the weight of the document's own words beside those of the
// language at large (Kuhn & De Mori 1990: a cache model).
const share = 0.3

// bits returns log2 of the probability of text[lo:hi] given what stands
// before it, by the language model, the document and the set words of its kind together.
func (d *desk) bits(text []rune, lo, hi int) float64 {
	var sum float64
	for i := lo; i < hi; i++ {
		p := math.Exp2(d.model.LogProb(text, i, i+1))
		if i >= 2 {
			p = (1-share)*p + share*max(d.memo.p(text[i-2], text[i-1], text[i]), setWords().p(text[i-2], text[i-1], text[i]))
		}
		sum += math.Log2(p)
	}
	return sum
}
