package main

import (
	"encoding/binary"
	"math"
	"slices"

	"jiaokan/align/language"
)

func train(paras []string, list []word, o options) []byte {
	a := newAlphabet(paras, list, o.digits)
	t := build(grams(paras, list, a, o), len(a.runes), o.order)
	t.smooth(a)
	t.prune(o)
	return encode(t, a, o)
}

// encode writes the kept nodes in the format that language.Open reads.
func encode(t trie, a *alphabet, o options) []byte {
	b := []byte(language.Magic)
	b = number(b, len(t))
	b = number(b, len(a.runes))
	for _, r := range a.runes[language.Special:] {
		b = number(b, int(r))
	}
	for k := range t {
		b = encodeLevel(b, t, k, o)
	}
	return b
}

func encodeLevel(b []byte, t trie, k int, o options) []byte {
	var kept []*node
	for i := range t[k] {
		if t[k][i].keep {
			kept = append(kept, &t[k][i])
		}
	}
	last := k == len(t)-1
	backBits, every := o.backBits, 32
	if k == 0 {
		every = 1
	}
	if last {
		backBits = 0
	}
	b = number(number(number(number(b, len(kept)), o.probBits), backBits), every)
	probs, weights := make([]float64, len(kept)), make([]float64, len(kept))
	for i, n := range kept {
		probs[i], weights[i] = math.Log2(n.p), math.Log2(n.gamma)
	}
	pq := newQuantiser(probs, o.probBits)
	b = pq.write(b)
	var bq quantiser
	if !last {
		bq = newQuantiser(weights, o.backBits)
		b = bq.write(b)
	}
	var entries, degrees packer
	samples := []byte{}
	for i, n := range kept {
		if k > 0 {
			entries.add(uint64(n.sym), language.SymbolBits)
		}
		entries.add(uint64(pq.code(probs[i])), o.probBits)
		if last {
			continue
		}
		entries.add(uint64(bq.code(weights[i])), backBits)
		if i%every == 0 {
			samples = number(samples, degrees.n)
		}
		for c := n.kids[0]; c < n.kids[1]; c++ {
			if t[k+1][c].keep {
				degrees.add(1, 1)
			}
		}
		degrees.add(0, 1)
	}
	b = append(b, entries.bytes()...)
	if last {
		return b
	}
	d := degrees.bytes()
	b = append(number(b, len(d)), d...)
	for len(samples) < 4*(len(kept)/every+1) {
		samples = number(samples, degrees.n)
	}
	return append(b, samples...)
}

func number(b []byte, n int) []byte { return binary.LittleEndian.AppendUint32(b, uint32(n)) }

// A packer lays bit fields end to end, lowest bit first.
type packer struct {
	words []uint64
	n     int
}

func (p *packer) add(v uint64, width int) {
	for len(p.words)*64 < p.n+width {
		p.words = append(p.words, 0)
	}
	p.words[p.n/64] |= v << (p.n % 64)
	if over := p.n%64 + width - 64; over > 0 {
		p.words[p.n/64+1] |= v >> (width - over)
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

// A quantiser is a sorted code book.
type quantiser []float64

// newQuantiser spreads 2^bits codes over values by Lloyd's method, from equal shares.
func newQuantiser(values []float64, bits int) quantiser {
	v := slices.Clone(values)
	slices.Sort(v)
	q := make(quantiser, 1<<bits)
	for i := range q {
		q[i] = v[min(len(v)-1, (2*i+1)*len(v)/(2*len(q)))]
	}
	for range 30 {
		sum, n := make([]float64, len(q)), make([]float64, len(q))
		i := 0
		for _, x := range v {
			for i < len(q)-1 && math.Abs(q[i+1]-x) <= math.Abs(q[i]-x) {
				i++
			}
			sum[i] += x
			n[i]++
		}
		for i := range q {
			if n[i] > 0 {
				q[i] = sum[i] / n[i]
			}
		}
	}
	slices.Sort(q)
	return q
}

func (q quantiser) code(x float64) int {
	i, _ := slices.BinarySearch(q, x)
	if i > 0 && (i == len(q) || x-q[i-1] < q[i]-x) {
		i--
	}
	return i
}

func (q quantiser) write(b []byte) []byte {
	for _, x := range q {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(x)))
	}
	return b
}
