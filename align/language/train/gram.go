package main

import (
	"cmp"
	"math"
	"slices"

	"jiaokan/align/language"
)

// An alphabet numbers the characters of the training text.
type alphabet struct {
	runes []rune // by symbol, from language.Special on
	of    map[rune]uint16
}

// newAlphabet numbers characters by how often they occur, those of the words that
// no statute has last.
func newAlphabet(paras []string, list []word) *alphabet {
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
	for r := '0'; r <= '9'; r++ {
		a.of[r] = language.Digit
		delete(count, r)
	}
	var chars []rune
	for r := range count {
		if r < 1<<16 { // language.Model looks the others up as strange
			chars = append(chars, r)
		}
	}
	slices.SortFunc(chars, func(x, y rune) int { return cmp.Or(count[y]-count[x], int(x-y)) })
	for _, r := range chars[:min(len(chars), 1<<language.SymbolBits-language.Special)] {
		a.of[r] = uint16(len(a.runes))
		a.runes = append(a.runes, r)
	}
	return a
}

// symbol of r. What has no place in the alphabet is Rare, which is 0.
func (a *alphabet) symbol(r rune) uint16 { return a.of[r] }

// A gram is a symbol of the text and up to seven before it, newest first, 16 bits
// each from the top. Symbols are kept plus one, so that 0 ends a gram.
type gram struct {
	hi, lo uint64
	n      uint32 // how often
}

// at is the k-th symbol plus one, or 0.
func (g *gram) at(k int) uint16 {
	if k < 4 {
		return uint16(g.hi >> (48 - 16*k))
	}
	return uint16(g.lo >> (48 - 16*(k-4)))
}

func (g *gram) set(k int, v uint16) {
	if k < 4 {
		g.hi |= uint64(v) << (48 - 16*k)
	} else {
		g.lo |= uint64(v) << (48 - 16*(k-4))
	}
}

// grams cuts the training text into a gram for each symbol, as long as the order and
// the line allow, and sorts them.
//
// The words are pseudo-text in which nothing is known of what stands before a word:
// each is seen as often as the logarithm of its count says, once at least. So the
// transitions within words that no statute has become possible, and a word of
// everyday life gets no more weight than one of the administration.
func grams(paras []string, list []word, a *alphabet, o options) []gram {
	var out []gram
	emit := func(s []uint16, n uint32) {
		for i := 1; i < len(s); i++ {
			g := gram{n: n}
			for k := range min(o.order, i+1) {
				g.set(k, s[i-k]+1)
			}
			out = append(out, g)
		}
	}
	var s []uint16
	for _, p := range paras {
		s = append(s[:0], language.Line)
		for _, r := range p {
			s = append(s, a.symbol(r))
		}
		emit(append(s, language.Line), 1)
	}
	for _, w := range list {
		s = s[:0]
		for _, r := range w.text {
			s = append(s, a.symbol(r))
		}
		if n := math.Round(o.wordWeight * math.Log2(1+float64(w.count)/float64(o.wordLeast))); n >= 1 {
			emit(s, uint32(n))
		}
	}
	slices.SortFunc(out, func(x, y gram) int { return cmp.Or(cmp.Compare(x.hi, y.hi), cmp.Compare(x.lo, y.lo)) })
	return out
}
