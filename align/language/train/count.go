package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align/language"
)

type options struct {
	order              int
	prune              float64
	least              int
	probBits, backBits int
	wordWeight         float64
	wordLeast          int
	digits             bool
	stops              string
}

// An alphabet numbers the characters of the training text.
type alphabet struct {
	runes []rune // by symbol; the special ones have none
	of    map[rune]uint16
}

// newAlphabet numbers characters by how often they occur, so that frequent ones lie together.
func newAlphabet(paras []string, list []word, digits bool) *alphabet {
	count := map[rune]int{}
	for _, p := range paras {
		for _, r := range p {
			count[r]++
		}
	}
	for _, w := range list {
		for _, r := range w.text {
			count[r] += 0
		}
	}
	a := &alphabet{runes: make([]rune, language.Special), of: map[rune]uint16{'\n': language.Line}}
	if digits {
		for r := '0'; r <= '9'; r++ {
			a.of[r] = language.Digit
			delete(count, r)
		}
	}
	var chars []rune
	for r := range count {
		if r < 1<<16 {
			chars = append(chars, r)
		}
	}
	slices.SortFunc(chars, func(x, y rune) int { return cmp.Or(count[y]-count[x], int(x-y)) })
	chars = chars[:min(len(chars), 1<<language.SymbolBits-language.Special)]
	for _, r := range chars {
		a.of[r] = uint16(len(a.runes))
		a.runes = append(a.runes, r)
	}
	return a
}

// A gram is a symbol of the text and up to 7 before it, newest first, 16 bits each
// from the top; symbols are kept plus one, so that 0 ends a gram.
type gram struct {
	hi, lo uint64
	n      uint32
}

func (g gram) sym(k int) uint16 {
	if k < 4 {
		return uint16(g.hi >> (48 - 16*k))
	}
	return uint16(g.lo >> (48 - 16*(k-4)))
}

func (g *gram) set(k int, s uint16) {
	if k < 4 {
		g.hi |= uint64(s) << (48 - 16*k)
	} else {
		g.lo |= uint64(s) << (48 - 16*(k-4))
	}
}

// grams cuts the text into one gram a symbol, each as long as order and the line allow.
func grams(paras []string, list []word, a *alphabet, o options) []gram {
	var out []gram
	emit := func(s []uint16, from int, n uint32) {
		for i := from; i < len(s); i++ {
			g := gram{n: n}
			for k := 0; k < o.order && k <= i; k++ {
				g.set(k, s[i-k]+1)
			}
			out = append(out, g)
		}
	}
	var s []uint16
	told := map[string]bool{}
	for _, p := range paras {
		s = append(s[:0], language.Line)
		// A sentence that stands in many paragraphs counts once.
		from := 1
		for len(p) > 0 {
			sentence := p
			if i := strings.IndexAny(p, o.stops); i >= 0 {
				_, n := utf8.DecodeRuneInString(p[i:])
				sentence = p[:i+n]
			}
			p = p[len(sentence):]
			for _, r := range sentence {
				s = append(s, a.of[r])
			}
			if p == "" {
				s = append(s, language.Line)
			}
			if !told[sentence] {
				emit(s, from, 1)
			}
			told[sentence] = true
			from = len(s)
		}
	}
	for _, w := range list {
		s = s[:0]
		for _, r := range w.text {
			s = append(s, a.of[r])
		}
		n := math.Round(o.wordWeight * math.Log2(1+float64(w.count)/float64(max(1, o.wordLeast))))
		if n >= 1 {
			emit(s, 1, uint32(n))
		}
	}
	slices.SortFunc(out, func(x, y gram) int { return cmp.Or(cmp.Compare(x.hi, y.hi), cmp.Compare(x.lo, y.lo)) })
	return out
}

// A node is one n-gram. On level k stand those of order k+1, sorted by their
// symbols, newest first; a node's children are the n-grams that reach one symbol
// further back.
type node struct {
	sym    uint16
	keep   bool
	need   bool  // is the context of a kept n-gram
	parent int32 // on the level above; -1 there
	kids   [2]int32
	ctx    int32   // the node of the n-gram without its newest symbol, on the level above
	raw    uint32  // how often it occurs
	open   uint32  // how often with nothing known before it
	adj    float64 // the count that smoothing goes by
	p      float64 // P(newest | others)
	gamma  float64 // backoff weight as a context
}

type trie [][]node

// build counts the n-grams of sorted grams.
func build(gs []gram, symbols, order int) trie {
	t := make(trie, order)
	t[0] = make([]node, symbols)
	for s := range t[0] {
		t[0][s] = node{sym: uint16(s), parent: -1}
	}
	at := make([]int32, order) // the node of the last gram, by level
	last := gram{}
	for _, g := range gs {
		same, k := true, 0
		for ; k < order && g.sym(k) != 0; k++ {
			s := g.sym(k) - 1
			same = same && last.sym(k) == s+1
			if k == 0 {
				at[0] = int32(s)
			} else if !same {
				at[k] = int32(len(t[k]))
				t[k] = append(t[k], node{sym: s, parent: at[k-1]})
				p := &t[k-1][at[k-1]]
				if p.kids[1] == 0 {
					p.kids[0] = at[k]
				}
				p.kids[1] = at[k] + 1
			}
			t[k][at[k]].raw += g.n
		}
		if k < order && t[k-1][at[k-1]].sym != language.Line {
			t[k-1][at[k-1]].open += g.n
		}
		last = g
	}
	t.link()
	return t
}

// link finds every node's context. The context of a child is the child, by the
// same symbol, of the context.
func (t trie) link() {
	for i := range t[0] {
		t[0][i].ctx = -1
	}
	for k := 1; k < len(t); k++ {
		for pi := range t[k-1] {
			p := &t[k-1][pi]
			// The context of a bigram is a unigram, that of a longer n-gram is below p's context.
			var j, end int32
			if k > 1 {
				j, end = t[k-2][p.ctx].kids[0], t[k-2][p.ctx].kids[1]
			}
			for c := p.kids[0]; c < p.kids[1]; c++ {
				n := &t[k][c]
				if k == 1 {
					n.ctx = int32(n.sym)
					continue
				}
				for j < end && t[k-1][j].sym != n.sym {
					j++
				}
				if j == end {
					panic("an n-gram without its context")
				}
				n.ctx = j
			}
		}
	}
}
