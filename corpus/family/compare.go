package family

import (
	"cmp"
	"math/bits"
	"slices"
)

// A Match says how much two texts share.
type Match struct {
	A, B   int     // characters of each that stand in blocks of common text
	Blocks []Block // in the order of a
}

// A Block is a passage that two texts have in common but for some characters.
type Block struct{ ALo, AHi, BLo, BHi int }

// How a block grows: it goes on over a gap of at most reach characters on either
// side, if behind it gramSize characters agree again.
const (
	reach     = 12
	seedSize  = 8   // characters that agree before anything is bridged
	piece     = 32  // characters of a block, which counts in a chain
	leap      = 100 // characters between two blocks of a chain, on either side
	leastRun  = 100 // characters of a chain, less in a text that is not much longer
	manyTimes = 16  // places of one 5-gram that are looked at
)

// A Comparer compares texts. Its zero value is ready; it keeps its buffers.
type Comparer struct {
	head []int32 // first place of a gram in b, by hash, plus one
	next []int32 // next place of the same hash, plus one
	seen []mark  // what is known of each character of a text
}

// Compare finds the blocks that a and b share. From left to right in a each 5-gram
// that b has too is followed as far as the texts agree, and the longest block is
// taken; so passages that were moved are found as well as those in order. Blocks
// that follow each other in both texts with little between make a chain, and what
// is no part of a long chain is dropped: it is a set phrase. Cost: linear in the lengths,
// some 20 ns a character.
func (c *Comparer) Compare(a, b Text) Match {
	var m Match
	if len(a) < gramSize || len(b) < gramSize {
		return m
	}
	quarter := max(gramSize, min(len(a), len(b))/4)
	m.Blocks = chained(c.blocks(a, b, min(piece, quarter)), min(leastRun, quarter))
	c.clear(len(b))
	for _, x := range m.Blocks {
		m.A += x.AHi - x.ALo
		for j := x.BLo; j < x.BHi; j++ {
			if c.seen[j] == 0 {
				c.seen[j] = inBlock
				m.B++
			}
		}
	}
	return m
}

// A mark of a character.
type mark uint8

const (
	inBlock  mark = 1 << iota
	inPhrase      // of a set phrase
)

// clear forgets all marks, and makes room for n.
func (c *Comparer) clear(n int) {
	c.seen = slices.Grow(c.seen[:0], n)[:n]
	clear(c.seen)
}

// blocks are those of at least so many characters, in the order of a.
func (c *Comparer) blocks(a, b Text, least int) (found []Block) {
	shift := c.index(b)
	out := power(gramSize)
	var h uint64
	skip := 0
	for i, r := range a {
		h = h*base + uint64(r)
		if i >= gramSize {
			h -= uint64(a[i-gramSize]) * out
		}
		at := i - gramSize + 1
		if at < skip {
			continue
		}
		best := Block{}
		for j, n := c.head[bucket(h, shift)], 0; j > 0 && n < manyTimes; j, n = c.next[j-1], n+1 {
			if x := grow(a, b, at, int(j-1)); x.AHi-x.ALo > best.AHi-best.ALo {
				best = x
			}
		}
		if best.AHi-best.ALo >= least {
			skip = best.AHi
			found = append(found, best)
		}
	}
	return found
}

// chained keeps the blocks of chains that have at least so many characters.
func chained(blocks []Block, least int) []Block {
	kept := blocks[:0]
	for len(blocks) > 0 {
		n, size := 1, blocks[0].AHi-blocks[0].ALo
		for n < len(blocks) && follows(blocks[n-1], blocks[n]) {
			size += blocks[n].AHi - blocks[n].ALo
			n++
		}
		if size >= least {
			kept = append(kept, blocks[:n]...)
		}
		blocks = blocks[n:]
	}
	return kept
}

func follows(x, y Block) bool {
	return y.ALo-x.AHi <= leap && y.BLo >= x.BHi && y.BLo-x.BHi <= leap
}

// index enters the 5-grams of b, and returns by how much a hash is shifted.
func (c *Comparer) index(b Text) (shift uint) {
	size := bits.Len(uint(len(b)))
	if n := 1 << size; cap(c.head) < n {
		c.head = make([]int32, n)
	} else {
		c.head = c.head[:n]
		clear(c.head)
	}
	if cap(c.next) < len(b) {
		c.next = make([]int32, len(b))
	}
	c.next = c.next[:len(b)]
	shift = uint(64 - size)
	out := power(gramSize)
	var h uint64
	for j, r := range b {
		h = h*base + uint64(r)
		if j >= gramSize {
			h -= uint64(b[j-gramSize]) * out
		}
		if j >= gramSize-1 {
			c.next[j-gramSize+1] = int32(bucket(h, shift))
		}
	}
	// From the end, so that the places of a gram come in their order.
	for j := len(b) - gramSize; j >= 0; j-- {
		x := c.next[j]
		c.next[j] = c.head[x]
		c.head[x] = int32(j + 1)
	}
	return shift
}

// bucket is the place of a hash in a table of 2^(64-shift), by its product with an
// odd number (Fibonacci hashing, Knuth 6.4).
func bucket(h uint64, shift uint) uint64 { return h * 0xD6E8FEB86659FD93 >> shift }

// grow follows a and b from the places i and j on. The block ends behind the last
// character that agrees.
func grow(a, b Text, i, j int) Block {
	x := Block{i, i, j, j}
	for {
		n := agree(a[x.AHi:], b[x.BHi:])
		x.AHi, x.BHi = x.AHi+n, x.BHi+n
		if x.AHi-x.ALo < seedSize {
			return x // a word in common and no more
		}
		di, dj, ok := bridge(a[x.AHi:], b[x.BHi:])
		if !ok {
			return x
		}
		x.AHi, x.BHi = x.AHi+di, x.BHi+dj
	}
}

func agree(a, b Text) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// bridge finds the nearest place behind a gap where gramSize characters agree.
func bridge(a, b Text) (di, dj int, ok bool) {
	for _, s := range steps {
		di, dj = s[0], s[1]
		if di+gramSize <= len(a) && dj+gramSize <= len(b) && a[di] == b[dj] && agree(a[di:di+gramSize], b[dj:dj+gramSize]) == gramSize {
			return di, dj, true
		}
	}
	return 0, 0, false
}

// steps are the gaps that are bridged, short ones first, and of one length the even
// ones: most errors are one character for another.
var steps = func() (out [][2]int) {
	for i := range reach + 1 {
		for j := range reach + 1 {
			if i+j > 0 {
				out = append(out, [2]int{i, j})
			}
		}
	}
	uneven := func(s [2]int) int { return max(s[0]-s[1], s[1]-s[0]) }
	slices.SortStableFunc(out, func(s, t [2]int) int {
		return cmp.Or(cmp.Compare(s[0]+s[1], t[0]+t[1]), cmp.Compare(uneven(s), uneven(t)))
	})
	return out
}()
