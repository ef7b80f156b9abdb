package language

import (
	"math"
	"math/bits"
)

// A level holds the n-grams of one order. Together the levels are a trie that is
// read backwards: the path 育→教→等 is the n-gram 等教育. Its entry tells P(育 | 等教),
// and the weight of backing off from the context 等教育.
//
//	order 1     … 育 …
//	               │╲
//	order 2      教 体 …          教育, 体育
//	             │╲
//	order 3     等 受 …           等教育, 受教育
//
// The children of an entry stand side by side on the next level, sorted by symbol,
// families in the order of their parents. Where a family begins is told by a string
// of unary numbers, degrees, as in the LOUDS trees of Jacobson (Space-efficient
// static trees and graphs, 1989): two bits a child instead of a pointer's 20. So
// an n-gram takes 3.3 bytes, and the trie is read from the file's own bytes, without a
// copy.
//
// A step from an entry to a child costs a binary search among its siblings: for one
// character, five of them at most, about 0.15 µs.
type level struct {
	n                                int
	width                            int // of an entry, in bits
	symbolBits, probBits, weightBits uint
	probs, weights                   string // float32 by code
	entries, degrees, samples        string
	every                            int // entries from one sample to the next
}

// prob is the log2 probability of entry i.
func (l *level) prob(i int) float32 {
	code := field(l.entries, i*l.width+int(l.symbolBits), l.probBits)
	return math.Float32frombits(load32(l.probs, 4*int(code)))
}

// backoff is the log2 weight of entry i as a context.
func (l *level) backoff(i int) float32 {
	code := field(l.entries, i*l.width+int(l.symbolBits+l.probBits), l.weightBits)
	return math.Float32frombits(load32(l.weights, 4*int(code)))
}

// find looks for symbol s among the entries [lo, hi).
func (l *level) find(lo, hi int, s uint16) (int, bool) {
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch c := uint16(field(l.entries, mid*l.width, l.symbolBits)); {
		case c == s:
			return mid, true
		case c < s:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0, false
}

// children gives the range of entry i's children on the next level. Before its ones
// in degrees stand i zeros, so what else stands there are the ones of entries before
// it, as many as there are children before its own.
func (l *level) children(i int) (lo, hi int) {
	at := skipZeros(l.degrees, int(load32(l.samples, i/l.every*4)), i%l.every)
	lo = at - i
	return lo, lo + ones(l.degrees, at)
}

// skipZeros gives the place behind the n-th zero of s from bit at on.
func skipZeros(s string, at, n int) int {
	for n > 0 {
		have := 64 - at&7
		zeros := ^load64(s, at>>3) >> (at & 7) & (1<<have - 1)
		if z := bits.OnesCount64(zeros); z < n {
			n -= z
			at += have
			continue
		}
		for ; n > 1; n-- {
			zeros &= zeros - 1
		}
		return at + bits.TrailingZeros64(zeros) + 1
	}
	return at
}

// ones counts the ones of s from bit at to the next zero.
func ones(s string, at int) int {
	n := 0
	for {
		have := 64 - (at+n)&7
		run := bits.TrailingZeros64(^(load64(s, (at+n)>>3) >> ((at + n) & 7)))
		if run < have {
			return n + run
		}
		n += have
	}
}

// field reads width bits of s, at most 57, from bit at on.
func field(s string, at int, width uint) uint64 {
	return load64(s, at>>3) >> (at & 7) & (1<<width - 1)
}

func load32(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func load64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
