package language

import (
	"errors"
	"fmt"
)

// Magic is the first bytes of a model file; the last is the version of the format.
const Magic = "jiaokan-lm\x00\x01"

// SymbolBits is the width of a symbol below the first level.
const SymbolBits = 13

// maxOrder is the longest n-gram that a model may hold.
const maxOrder = 8

// Open reads a model file: its sizes, not its entries, which it reads in place from
// data. A file that was not written by train may make the model panic later.
//
// All numbers in the file are little-endian uint32. Bit fields are packed from the
// lowest bit up, and every section of them is padded so that eight bytes may be read
// from any bit of it (see Packed).
//
//	Magic, order, number of symbols
//	of each symbol from Special on: its rune
//	of each order, a level:
//	    n, bits of a probability, bits of a weight, every
//	    2^bits float32: the log2 probabilities that occur
//	    2^bits float32: the log2 weights that occur
//	    n entries: symbol (SymbolBits; on the first level none, entry i is symbol i),
//	        probability, weight
//	    size of degrees; degrees: of each entry as many 1 as it has children, and a 0
//	    samples: of each every-th entry where its 1s begin in degrees
//
// The last level has no weights, degrees and samples, and 0 for their numbers.
func Open(data string) (*Model, error) {
	r := reader{rest: data}
	if r.take(len(Magic)) != Magic {
		return nil, errors.New("not a language model of this version")
	}
	order, symbols := r.number(), r.number()
	if order < 2 || order > maxOrder || symbols < Special || symbols > 1<<SymbolBits {
		return nil, fmt.Errorf("order %d, %d symbols: out of range", order, symbols)
	}
	m := &Model{order: order, symbol: alphabet()}
	for s := Special; s < symbols; s++ {
		if c := r.number(); c < len(m.symbol) {
			m.symbol[c] = uint16(s)
		}
	}
	for k := range order {
		m.levels = append(m.levels, r.level(k == 0, k == order-1))
	}
	if r.err == nil && m.levels[0].n != symbols {
		r.err = errors.New("the first level must hold every symbol")
	}
	return m, r.err
}

// alphabet gives every rune of the basic plane the symbol that it has in any model.
func alphabet() []uint16 {
	a := make([]uint16, 1<<16)
	for i := range a {
		a[i] = Foreign
	}
	for c := range sounds() {
		if int(c) < len(a) {
			a[c] = Rare
		}
	}
	a['\n'] = Line
	for c := '0'; c <= '9'; c++ {
		a[c] = Digit
	}
	return a
}

// A reader cuts a model file into sections.
type reader struct {
	rest string
	err  error
}

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.rest) {
		r.err = errors.New("model file cut short")
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) number() int {
	if s := r.take(4); s != "" {
		return int(load32(s, 0))
	}
	return 0
}

func (r *reader) level(first, last bool) level {
	l := level{n: r.number(), probBits: uint(r.number()), weightBits: uint(r.number()), every: r.number()}
	if l.probBits > 16 || l.weightBits > 16 || l.every < 1 && !last {
		r.err = errors.New("a level's sizes are out of range")
		return level{}
	}
	if !first {
		l.symbolBits = SymbolBits
	}
	l.width = int(l.symbolBits + l.probBits + l.weightBits)
	l.probs = r.take(4 << l.probBits)
	if !last {
		l.weights = r.take(4 << l.weightBits)
	}
	l.entries = r.take(Packed(l.n * l.width))
	if !last {
		l.degrees = r.take(r.number())
		l.samples = r.take(4 * (l.n/l.every + 1))
	}
	return l
}

// Packed is the size in bytes of a section of n bits.
func Packed(n int) int { return (n+63)/64*8 + 8 }
