package index

import (
	"cmp"
	"slices"
)

// A Candidate is a document that may hold a passage.
type Candidate struct {
	Document int // its number in the segment
	Held     int // how many of the trigrams it has
}

// Holding finds the documents that hold at least atLeast of some trigrams (as Grams
// gives them): those that hold most first, else in the order of their numbers, and
// at most most of them. With atLeast below one it is one.
func (x *Index) Holding(grams []uint32, atLeast, most int) ([]Candidate, error) {
	return x.Reader().Holding(grams, atLeast, most)
}

// A Reader asks one Index many questions and keeps the lists it has read, up to
// 32 MB. One goroutine may use it.
type Reader struct {
	x     *Index
	lists map[uint32]*list // by bucket
	kept  int              // postings in lists
	buf   []byte
	held  []int32 // by part, one more than it holds; 0 where it has not been met
	met   []int32 // parts in the order in which they were met
}

const keep = 1 << 24

// Reader makes a Reader.
func (x *Index) Reader() *Reader {
	return &Reader{x: x, lists: map[uint32]*list{}, held: make([]int32, x.parts)}
}

// A list is the parts of one bucket.
type list struct {
	bucket uint32
	lo, hi int64 // where they stand among the postings
	parts  []uint16
	read   bool
}

// Holding is Index.Holding.
func (r *Reader) Holding(grams []uint32, atLeast, most int) ([]Candidate, error) {
	atLeast = max(atLeast, 1)
	if atLeast > len(grams) || most <= 0 {
		return nil, nil
	}
	lists, err := r.shortestFirst(grams)
	if err != nil {
		return nil, err
	}
	defer r.forget()
	must := len(lists) - atLeast + 1
	for i, l := range lists {
		if i >= must && len(r.met) == 0 {
			break
		}
		if err := r.read(l); err != nil {
			return nil, err
		}
		if i < must {
			r.meet(l.parts)
		} else {
			r.count(l.parts)
		}
	}
	return r.candidates(len(grams), atLeast, most), nil
}

// shortestFirst finds the lists of some trigrams and sorts them by length.
func (r *Reader) shortestFirst(grams []uint32) ([]*list, error) {
	if r.kept > keep {
		clear(r.lists)
		r.kept = 0
	}
	lists := make([]*list, len(grams))
	for i, g := range grams {
		bucket := g >> (32 - r.x.bits)
		l := r.lists[bucket]
		if l == nil {
			lo, hi, err := r.x.bounds(bucket)
			if err != nil {
				return nil, err
			}
			l = &list{bucket: bucket, lo: lo, hi: hi}
			r.lists[bucket] = l
		}
		lists[i] = l
	}
	slices.SortFunc(lists, func(a, b *list) int {
		return cmp.Or(cmp.Compare(a.hi-a.lo, b.hi-b.lo), cmp.Compare(a.bucket, b.bucket))
	})
	return lists, nil
}

// read reads the parts of a list.
func (r *Reader) read(l *list) (err error) {
	if l.read {
		return nil
	}
	r.buf = slices.Grow(r.buf[:0], int(l.hi-l.lo))[:l.hi-l.lo]
	if err := read(r.x.r, r.buf, int64(len(magic))+l.lo); err != nil {
		return err
	}
	l.parts, err = r.x.parse(make([]uint16, 0, min(len(r.buf), r.x.parts)), r.buf)
	l.read = true
	r.kept += len(l.parts)
	return err
}

// meet counts the parts of a list that has to be gone through.
func (r *Reader) meet(parts []uint16) {
	for _, p := range parts {
		if r.held[p] == 0 {
			r.touch(int(p))
			if d, several := r.x.document(int(p)); several {
				r.touchBeside(int(p), d)
			}
		}
		r.held[p]++
	}
}

// touch takes a part among those that are counted.
func (r *Reader) touch(p int) {
	if r.held[p] == 0 {
		r.held[p] = 1
		r.met = append(r.met, int32(p))
	}
}

// touchBeside takes the neighbours of a part of a long document, which may hold the
// rest of the passage.
func (r *Reader) touchBeside(p, document int) {
	for _, q := range [2]int{p - 1, p + 1} {
		if q >= 0 && q < r.x.parts {
			if d, _ := r.x.document(q); d == document {
				r.touch(q)
			}
		}
	}
}

// count counts, in a list, the parts that have been met.
func (r *Reader) count(parts []uint16) {
	if len(parts) > 32*len(r.met) {
		for _, p := range r.met {
			if _, ok := slices.BinarySearch(parts, uint16(p)); ok {
				r.held[p]++
			}
		}
		return
	}
	for _, p := range parts {
		if r.held[p] > 0 {
			r.held[p]++
		}
	}
}

// candidates are the documents of the parts that hold enough of the trigrams, alone
// or with the part behind them.
func (r *Reader) candidates(grams, atLeast, most int) []Candidate {
	if len(r.x.long) > 0 {
		slices.Sort(r.met) // the parts of one document side by side
	}
	var out []Candidate
	for _, p := range r.met {
		n := int(r.held[p]) - 1
		d, several := r.x.document(int(p))
		if several {
			if e, _ := r.x.document(int(p) + 1); e == d {
				n = min(grams, n+max(0, int(r.held[p+1])-1))
			}
		}
		switch last := len(out) - 1; {
		case n < atLeast:
		case last >= 0 && out[last].Document == d:
			out[last].Held = max(out[last].Held, n)
		default:
			out = append(out, Candidate{d, n})
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Held, a.Held), cmp.Compare(a.Document, b.Document))
	})
	return out[:min(len(out), most)]
}

// forget makes ready for another question.
func (r *Reader) forget() {
	for _, p := range r.met {
		r.held[p] = 0
	}
	r.met = r.met[:0]
}
