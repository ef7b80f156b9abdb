package index

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

const (
	magic      = "jkgrams1"
	footerSize = 24
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// WriteTo writes the segment and makes the Builder ready for the next, also where
// writing fails.
func (b *Builder) WriteTo(w io.Writer) (int64, error) {
	defer b.reset()
	b.init()
	b.sort()
	out := &writer{w: w, buf: make([]byte, 0, 1<<16)}
	out.buf = append(out.buf, magic...)
	bits := bitsFor(b.postings)
	starts := b.writePostings(out, bits)
	size := out.written() - int64(len(magic))
	if err := checkSize(size); err != nil {
		return out.n, err
	}
	for _, at := range starts {
		out.flush(4)
		out.buf = binary.LittleEndian.AppendUint32(out.buf, uint32(at))
	}
	out.drain() // what is summed stands in the buffer alone
	for _, l := range b.long {
		out.buf = binary.LittleEndian.AppendUint16(out.buf, uint16(l.document))
		out.buf = binary.LittleEndian.AppendUint16(out.buf, uint16(l.more))
	}
	for _, n := range []int{bits, b.documents, b.parts, len(b.long), int(size)} {
		out.buf = binary.LittleEndian.AppendUint32(out.buf, uint32(n))
	}
	out.buf = binary.LittleEndian.AppendUint32(out.buf, crc32.Checksum(out.buf, castagnoli))
	out.drain()
	return out.n, out.err
}

// bitsFor gives the least bits that have four buckets for each posting.
func bitsFor(postings int) int {
	bits := minBits
	for bits < maxBits && 1<<bits < 4*postings {
		bits++
	}
	return bits
}

// writePostings writes the list of each of 2^bits buckets and returns where each
// begins, and the end.
func (b *Builder) writePostings(out *writer, bits int) []int64 {
	starts := make([]int64, 0, 1<<bits+1)
	next := make([]int, len(b.groups))
	var list []uint16
	for bucket := range len(b.marks) {
		for i, g := range b.groups {
			n := int(g.count[bucket])
			list = append(list, g.parts[next[i]:next[i]+n]...)
			next[i] += n
		}
		if wide := 1 << (maxBits - bits); wide > 1 {
			if (bucket+1)%wide != 0 {
				continue // several buckets make one
			}
			slices.Sort(list)
			list = slices.Compact(list)
		}
		starts = append(starts, out.written()-int64(len(magic)))
		out.flush(3 * len(list))
		last := -1
		for _, p := range list {
			out.buf = binary.AppendUvarint(out.buf, uint64(int(p)-last-1))
			last = int(p)
		}
		list = list[:0]
	}
	return append(starts, out.written()-int64(len(magic)))
}

// A writer counts and buffers; after an error it only counts.
type writer struct {
	w   io.Writer
	n   int64 // bytes handed on
	buf []byte
	err error
}

func (w *writer) written() int64 { return w.n + int64(len(w.buf)) }

// flush makes room for n bytes.
func (w *writer) flush(n int) {
	if len(w.buf)+n > cap(w.buf) {
		w.drain()
	}
}

func (w *writer) drain() {
	n := len(w.buf)
	if w.err == nil {
		n, w.err = w.w.Write(w.buf)
	}
	w.n += int64(n)
	w.buf = w.buf[:0]
}
