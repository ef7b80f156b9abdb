package language

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// Magic is the first bytes of a model file; the last is the version of the format.
const Magic = "jiaokan-lm\x00\x01"

// maxOrder is the longest n-gram that a model may hold.
const maxOrder = 8

// The model file. All numbers are little-endian uint32, all bit fields are packed
// from the lowest bit up, and every section is padded so that eight bytes may be
// read from any bit of it.
//
//	Magic, order, number of symbols
//	per symbol that is a character: its rune (uint32)
//	per level:
//	    n, bits of prob, bits of backoff, every
//	    2^bits float32 log2 probabilities, 2^bits float32 log2 backoff weights
//	    n entries  symbol (13 bits; none on the first level, where entry i is symbol i), prob, backoff
//	    degrees    for each entry as many 1 as it has children, then a 0
//	    samples    the place in degrees after each every-th 0
//
// The last level has no backoff, degrees or samples. Level k holds the n-grams of
// order k+1 as a trie read backwards: the path 育→教→合 is 合教育, its probability is
// P(育 | 合教), and its backoff weight is that of the context 合教育. The children of a
// level's entries stand on the next level in the order of their parents, each
// family sorted by symbol.
type level struct {
	n              int
	width          uint // bits of an entry
	sym            uint // bits of its symbol: SymbolBits or 0
	pb, bb         uint
	probs, weights string // code books of float32
	entries        string
	degrees        string
	samples        string
	every          int
}

// SymbolBits is the width of a symbol below the first level.
const SymbolBits = 13

// Open reads a model file: its sizes, not its entries, which it reads in place from
// data. A file that was not written by train may make the model panic later.
func Open(data string) (*Model, error) {
	r := reader{rest: data}
	if r.take(len(Magic)) != Magic {
		return nil, errors.New("not a language model of this version")
	}
	m := &Model{order: r.number(), symbol: make([]uint16, 1<<16)}
	nsym := r.number()
	if r.err != nil || m.order < 2 || m.order > maxOrder || nsym < Special || nsym > 1<<SymbolBits {
		return nil, fmt.Errorf("order %d, %d symbols: out of range", m.order, nsym)
	}
	for i := range m.symbol {
		m.symbol[i] = Foreign
	}
	for c := range sounds() {
		if int(c) < len(m.symbol) {
			m.symbol[c] = Rare
		}
	}
	m.symbol['\n'] = Line
	for c := '0'; c <= '9'; c++ {
		m.symbol[c] = Digit
	}
	for s := Special; s < nsym; s++ {
		if c := r.number(); c < len(m.symbol) {
			m.symbol[c] = uint16(s)
		}
	}
	for k := range m.order {
		m.levels = append(m.levels, r.level(k, m.order))
	}
	if r.err == nil && m.levels[0].n != nsym {
		r.err = errors.New("the first level must hold every symbol")
	}
	return m, r.err
}

// A reader cuts sections off a model file.
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
	s := r.take(4)
	if s == "" {
		return 0
	}
	return int(load32(s, 0))
}

func (r *reader) level(k, order int) level {
	l := level{n: r.number(), pBits: uint(r.number()), bBits: uint(r.number()), every: r.number()}
	if l.pBits > 16 || l.bBits > 16 || (l.every < 1 && k < order-1) {
		r.err = fmt.Errorf("level %d: out of range", k)
	}
	if r.err != nil {
		return level{}
	}
	if k > 0 {
		l.symbolBits = SymbolBits
	}
	l.width = l.symbolBits + l.pBits + l.bBits
	l.probs = r.take(4 << l.pBits)
	if l.bBits > 0 {
		l.weights = r.take(4 << l.bBits)
	}
	l.entries = r.take(Packed(l.n * int(l.width)))
	if k < order-1 {
		l.degrees = r.take(r.number())
		l.samples = r.take(4 * (l.n/l.every + 1))
	}
	return l
}

// Packed is the size in bytes of a section of n bits.
func Packed(n int) int { return (n+63)/64*8 + 8 }

func load32(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func load64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// field reads at most 57 bits from bit at on.
func field(s string, at int, width uint) uint32 {
	return uint32(load64(s, at>>3) >> (at & 7) & (1<<width - 1))
}

func (l *level) prob(i int) float32 {
	q := field(l.entries, i*int(l.width)+int(l.symbolBits), l.pBits)
	return math.Float32frombits(load32(l.probs, int(q)*4))
}

func (l *level) backoff(i int) float32 {
	q := field(l.entries, i*int(l.width)+int(l.symbolBits+l.pBits), l.bBits)
	return math.Float32frombits(load32(l.weights, int(q)*4))
}

// find looks for symbol s among the entries [lo, hi).
func (l *level) find(lo, hi int, s uint16) (int, bool) {
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if c := uint16(field(l.entries, mid*int(l.width), SymbolBits)); c == s {
			return mid, true
		} else if c < s {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return 0, false
}

// children gives the range of entry i's children on the next level: as many as
// there are ones in degrees before its run, and in it.
func (l *level) children(i int) (lo, hi int) {
	at := int(load32(l.samples, i/l.every*4))
	for skip := i % l.every; skip > 0; {
		free := ^load64(l.degrees, at>>3) >> (at & 7)
		have := 64 - at&7
		if have < 64 {
			free &= 1<<have - 1
		}
		if z := bits.OnesCount64(free); z < skip {
			skip -= z
			at += have
			continue
		}
		for ; skip > 1; skip-- {
			free &= free - 1
		}
		at += bits.TrailingZeros64(free) + 1
		break
	}
	lo = at - i
	for hi = lo; ; {
		run := bits.TrailingZeros64(^(load64(l.degrees, at>>3) >> (at & 7)))
		have := 64 - at&7
		if run < have {
			return lo, hi + run
		}
		hi += have
		at += have
	}
}
