package main

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"jiaokan/align/language"
)

// train makes a model file of the paragraphs and words.
func train(paras []string, list []word, o options) []byte {
	a := newAlphabet(paras, list)
	t := build(grams(paras, list, a, o), len(a.runes), o.order)
	t.smooth()
	t.prune(o.prune)
	return encode(t, a, o.bits)
}

// encode writes the kept nodes as language.Open describes it.
func encode(t trie, a *alphabet, bits int) []byte {
	b := []byte(language.Magic)
	b = number(b, len(t))
	b = number(b, len(a.runes))
	for _, r := range a.runes[language.Special:] {
		b = number(b, int(r))
	}
	for k := range t {
		b = encodeLevel(b, t, k, bits)
	}
	return b
}

func encodeLevel(b []byte, t trie, k, bits int) []byte {
	kept := slices.DeleteFunc(slices.Clone(t[k]), func(n node) bool { return !n.keep })
	probs := quantise(kept, bits, func(n *node) float64 { return n.p })
	var entries packer
	if k == len(t)-1 {
		for i := range kept {
			entries.add(int(kept[i].sym), language.SymbolBits)
			entries.add(probs.code(kept[i].p), bits)
		}
		b = number(number(number(number(b, len(kept)), bits), 0), 0)
		return append(probs.write(b), entries.bytes()...)
	}
	weights := quantise(kept, bits, func(n *node) float64 { return n.weight })
	every := 32
	if k == 0 {
		every = 1 // unigrams have thousands of children
	}
	var degrees packer
	var samples []byte
	for i := range kept {
		n := &kept[i]
		if k > 0 {
			entries.add(int(n.sym), language.SymbolBits)
		}
		entries.add(probs.code(n.p), bits)
		entries.add(weights.code(n.weight), bits)
		if i%every == 0 {
			samples = number(samples, degrees.n)
		}
		for _, kid := range t[k+1][n.kids[0]:n.kids[1]] {
			if kid.keep {
				degrees.add(1, 1)
			}
		}
		degrees.add(0, 1)
	}
	if len(kept)%every == 0 {
		samples = number(samples, degrees.n)
	}
	b = number(number(number(number(b, len(kept)), bits), bits), every)
	b = append(weights.write(probs.write(b)), entries.bytes()...)
	d := degrees.bytes()
	b = append(number(b, len(d)), d...)
	return append(b, samples...)
}

func number(b []byte, n int) []byte { return binary.LittleEndian.AppendUint32(b, uint32(n)) }

// A packer lays bit fields end to end, lowest bit first.
type packer struct {
	words []uint64
	n     int // bits
}

func (p *packer) add(v, width int) {
	for len(p.words)*64 < p.n+width {
		p.words = append(p.words, 0)
	}
	p.words[p.n/64] |= uint64(v) << (p.n % 64)
	if over := p.n%64 + width - 64; over > 0 {
		p.words[p.n/64+1] |= uint64(v) >> (width - over)
	}
	p.n += width
}

func (p *packer) bytes() []byte {
	out := make([]byte, 0, language.Packed(p.n))
	for _, w := range p.words {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return append(out, make([]byte, language.Packed(p.n)-len(out))...)
}

// A codeBook is the log2 values that stand for all others, sorted.
type codeBook []float64

// A value is what is coded, and how much it counts.
type value struct{ log2, often float64 }

// quantise finds 2^bits values that stand for those of the nodes by Lloyd's method
// (Least squares quantization in PCM, 1982). An n-gram counts with the root of how
// often it occurs: alike, the few frequent ones would be told inexactly, and a
// context's probabilities not add up; with all its weight, the many rare ones.
func quantise(nodes []node, bits int, of func(*node) float64) codeBook {
	v := make([]value, len(nodes))
	all := 0.0
	for i := range nodes {
		n := &nodes[i]
		v[i] = value{math.Log2(of(n)), 1 + math.Sqrt(float64(n.raw))}
		all += v[i].often
	}
	slices.SortFunc(v, func(x, y value) int { return cmp.Compare(x.log2, y.log2) })
	c := make(codeBook, 0, 1<<bits)
	passed := 0.0
	for _, x := range v { // start from equal shares
		for passed += x.often; len(c) < cap(c) && passed*float64(cap(c)) > all*(float64(len(c))+0.5); {
			c = append(c, x.log2)
		}
	}
	c = c[:cap(c)] // of no nodes at all
	for range 30 {
		c.settle(v)
	}
	return c
}

// settle moves every code to the mean of the sorted values nearest to it.
func (c codeBook) settle(v []value) {
	sum, often, i := make([]float64, len(c)), make([]float64, len(c)), 0
	for _, x := range v {
		for i < len(c)-1 && math.Abs(c[i+1]-x.log2) <= math.Abs(c[i]-x.log2) {
			i++
		}
		sum[i] += x.log2 * x.often
		often[i] += x.often
	}
	for i := range c {
		if often[i] > 0 {
			c[i] = sum[i] / often[i]
		}
	}
	slices.Sort(c)
}

// code is the nearest value's.
func (c codeBook) code(p float64) int {
	x := math.Log2(p)
	i, _ := slices.BinarySearch(c, x)
	if i > 0 && (i == len(c) || x-c[i-1] < c[i]-x) {
		i--
	}
	return i
}

func (c codeBook) write(b []byte) []byte {
	for _, x := range c {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(x)))
	}
	return b
}
