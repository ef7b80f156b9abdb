package index

import (
	"fmt"
	"slices"
)

// PartLength is how many characters a part has at least, but for the last one of a
// document.
const PartLength = 1 << 14

const (
	mostParts = 512     // of one document; a longer one has longer parts
	sparing   = 1 << 15 // parts after which no document is cut any more, so that numbers are left for all
	maxParts  = 1<<16 - 1

	logSize = 1 << 21 // postings that are sorted at one time
	full    = 1 << 26 // postings of a segment that should be written
)

// A Builder makes a segment. Its zero value is ready.
type Builder struct {
	documents int
	parts     int
	long      []long
	marks     []mark // by bucket
	log       []uint32
	ends      []int // of each part in the log
	groups    []group
	spare     []group // of the segment before
	next      []uint32
	postings  int
}

// init makes the tables of a Builder that has none.
func (b *Builder) init() {
	if b.marks == nil {
		b.marks, b.next = make([]mark, 1<<maxBits), make([]uint32, 1<<maxBits)
	}
}

// A mark is what is known of a bucket while a segment grows.
type mark struct {
	last uint16 // the part that came last, plus one
	n    uint16 // parts in the log
}

// A long is a document of several parts.
type long struct {
	document int
	first    int // of its parts
	more     int // parts beside the first
}

// A group holds postings in the order of their buckets.
type group struct {
	count []uint16 // by bucket
	parts []uint16
}

// Add takes the next document, a folded text. It panics at the 65,536th, which a
// caller who asks Full never reaches.
func (b *Builder) Add(t []rune) {
	b.init()
	length := len(t)
	if length > PartLength && b.parts < sparing {
		length = max(PartLength, (len(t)+mostParts-1)/mostParts)
	}
	first := b.parts
	for {
		// A trigram across the cut belongs to the part before it.
		b.add(t[:min(len(t), length+2)])
		if len(t) <= length+2 {
			break
		}
		t = t[length:]
	}
	if more := b.parts - first - 1; more > 0 {
		b.long = append(b.long, long{b.documents, first, more})
	}
	b.documents++
}

// add takes the next part.
func (b *Builder) add(t []rune) {
	if b.parts == maxParts {
		panic("index: more than 65,535 documents in a segment")
	}
	b.parts++
	this := uint16(b.parts)
	if len(t) >= 3 {
		x := pack(pack(0, t[0]), t[1])
		for _, r := range t[2:] {
			x = pack(x, r)
			bucket := mix(x) >> (32 - maxBits)
			if m := &b.marks[bucket]; m.last != this {
				m.last = this
				m.n++
				b.log = append(b.log, bucket)
			}
		}
	}
	b.ends = append(b.ends, len(b.log))
	if len(b.log) >= logSize {
		b.sort()
	}
}

// sort makes a group of the log.
func (b *Builder) sort() {
	g := b.newGroup()
	at := uint32(0)
	for i := range b.marks {
		m := &b.marks[i]
		b.next[i], g.count[i] = at, m.n
		at += uint32(m.n)
		m.n = 0
	}
	i, part := 0, b.parts-len(b.ends)
	for _, end := range b.ends {
		for _, bucket := range b.log[i:end] {
			g.parts[b.next[bucket]] = uint16(part)
			b.next[bucket]++
		}
		i = end
		part++
	}
	b.groups = append(b.groups, g)
	b.postings += len(b.log)
	b.log, b.ends = b.log[:0], b.ends[:0]
}

// newGroup makes room for the log, where a former segment had it if that will do.
func (b *Builder) newGroup() group {
	if last := len(b.spare) - 1; last >= 0 {
		g := b.spare[last]
		b.spare = b.spare[:last]
		g.parts = slices.Grow(g.parts[:0], len(b.log))[:len(b.log)]
		return g
	}
	return group{make([]uint16, len(b.marks)), make([]uint16, len(b.log))}
}

// Full reports that the segment is as large as one should be: no document more can
// be added, or its postings take 128 MB of memory.
func (b *Builder) Full() bool {
	return b.parts >= maxParts-mostParts || b.postings+len(b.log) >= full
}

// reset makes the Builder ready for another segment.
func (b *Builder) reset() {
	clear(b.marks)
	spare := append(b.spare, b.groups...)
	slices.SortFunc(spare, func(g, h group) int { return cap(g.parts) - cap(h.parts) }) // the largest is taken first
	*b = Builder{marks: b.marks, log: b.log[:0], ends: b.ends[:0], spare: spare, next: b.next}
}

// checkSize tells whether the postings can be addressed.
func checkSize(n int64) error {
	if n > 1<<32-1 {
		return fmt.Errorf("trigram index: %d bytes of postings are too many for one segment", n)
	}
	return nil
}
