package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"sort"
)

// ErrDamaged says that a segment is not as it was written.
var ErrDamaged = errors.New("the trigram index is damaged")

// An Index is an open segment. It may be asked by several at a time.
type Index struct {
	r         io.ReaderAt
	bits      int
	documents int
	parts     int
	postings  int64 // bytes
	long      []long
}

// Open opens a segment of size bytes. It reads the table of long documents, of at
// most 64 kB, and the footer; the lists are read as they are asked for.
func Open(r io.ReaderAt, size int64) (*Index, error) {
	var b [footerSize]byte
	if size < int64(len(magic))+footerSize {
		return nil, fmt.Errorf("%w: %d bytes are too few", ErrDamaged, size)
	}
	if err := read(r, b[:len(magic)], 0); err != nil {
		return nil, err
	}
	if string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin as one", ErrDamaged)
	}
	if err := read(r, b[:], size-footerSize); err != nil {
		return nil, err
	}
	field := func(i int) int64 { return int64(binary.LittleEndian.Uint32(b[4*i:])) }
	x := &Index{r: r, bits: int(field(0)), documents: int(field(1)), parts: int(field(2)), postings: field(4)}
	n := field(3)
	switch {
	case x.bits < minBits || x.bits > maxBits,
		x.parts > maxParts || x.documents > x.parts || n > field(2)-field(1),
		size != int64(len(magic))+x.postings+4*(1<<x.bits+1)+4*n+footerSize:
		return nil, fmt.Errorf("%w: its footer tells of another size", ErrDamaged)
	}
	return x, x.readLong(int(n), size)
}

// readLong reads the table of the n documents of several parts, and checks it.
func (x *Index) readLong(n int, size int64) error {
	b := make([]byte, 4*n+footerSize)
	if err := read(x.r, b, size-int64(len(b))); err != nil {
		return err
	}
	if crc32.Checksum(b[:len(b)-4], castagnoli) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return fmt.Errorf("%w: its checksum is another", ErrDamaged)
	}
	x.long = make([]long, n)
	more, least := 0, 0
	for i := range x.long {
		l := long{document: int(binary.LittleEndian.Uint16(b[4*i:])), more: int(binary.LittleEndian.Uint16(b[4*i+2:]))}
		if l.document < least || l.document >= x.documents || l.more == 0 {
			return fmt.Errorf("%w: its long documents are in disorder", ErrDamaged)
		}
		l.first = l.document + more
		x.long[i], least = l, l.document+1
		more += l.more
	}
	if x.documents+more != x.parts {
		return fmt.Errorf("%w: its parts are not those of its documents", ErrDamaged)
	}
	return nil
}

// Documents returns how many documents the segment has.
func (x *Index) Documents() int { return x.documents }

// Parts returns into how many parts a document was cut; see PartLength.
func (x *Index) Parts(document int) int {
	i, found := slices.BinarySearchFunc(x.long, document, func(l long, d int) int { return cmp.Compare(l.document, d) })
	if !found {
		return 1
	}
	return x.long[i].more + 1
}

// document returns the document that a part belongs to, and whether it has others.
func (x *Index) document(part int) (int, bool) {
	if len(x.long) == 0 {
		return part, false
	}
	i := sort.Search(len(x.long), func(i int) bool { return x.long[i].first > part }) - 1
	if i < 0 {
		return part, false
	}
	l := x.long[i]
	if part <= l.first+l.more {
		return l.document, true
	}
	return part - l.first - l.more + l.document, false
}

// bounds returns where the list of a bucket stands among the postings.
func (x *Index) bounds(bucket uint32) (lo, hi int64, err error) {
	var b [8]byte
	if err := read(x.r, b[:], int64(len(magic))+x.postings+4*int64(bucket)); err != nil {
		return 0, 0, err
	}
	lo, hi = int64(binary.LittleEndian.Uint32(b[:])), int64(binary.LittleEndian.Uint32(b[4:]))
	if lo > hi || hi > x.postings || hi-lo > 3*int64(x.parts) {
		return 0, 0, fmt.Errorf("%w: list %d", ErrDamaged, bucket)
	}
	return lo, hi, nil
}

// parse reads a list into dst.
func (x *Index) parse(dst []uint16, b []byte) ([]uint16, error) {
	for next := 0; len(b) > 0; next++ {
		gap, n := uint64(b[0]), 1
		if gap >= 0x80 {
			if gap, n = binary.Uvarint(b); n <= 0 {
				return nil, ErrDamaged
			}
		}
		if gap >= uint64(x.parts-next) {
			return nil, ErrDamaged
		}
		next += int(gap)
		dst = append(dst, uint16(next))
		b = b[n:]
	}
	return dst, nil
}

// read fills b. That the file ends too early is damage.
func read(r io.ReaderAt, b []byte, at int64) error {
	switch n, err := r.ReadAt(b, at); {
	case n == len(b):
		return nil
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: it ends at byte %d", ErrDamaged, at+int64(n))
	default:
		return fmt.Errorf("trigram index: %w", err)
	}
}
