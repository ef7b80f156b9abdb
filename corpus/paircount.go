package corpus

import (
	"bufio"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"

	"jiaokan/corpus/family"
)

// A pairCount counts how often each pair was added. What does not fit into memory
// is sorted and written to files that have no name (merge sort, Knuth vol. 3, 5.4).
type pairCount struct {
	dir   string // for the files
	most  int    // pairs kept in memory, 8 bytes each
	pairs []pair
	runs  []*os.File
}

// pairsAtOnce are 64 MB.
const pairsAtOnce = 8 << 20

// add counts a pair, unless there was an error before.
func (c *pairCount) add(p pair, err error) error {
	if err != nil {
		return err
	}
	if c.pairs = append(c.pairs, p); len(c.pairs) < c.most {
		return nil
	}
	return c.spill()
}

// spill writes the pairs in order, each as often as it counts.
func (c *pairCount) spill() error {
	slices.Sort(c.pairs)
	f, err := os.CreateTemp(c.dir, ".pairs-")
	if err != nil {
		return err
	}
	c.runs = append(c.runs, f)
	os.Remove(f.Name()) // where a file that is open cannot be removed, close does
	w := bufio.NewWriterSize(f, 1<<16)
	for i, p := range c.pairs {
		// More than Enough of one pair need not be told.
		if i < family.Enough || p != c.pairs[i-family.Enough] {
			_, _ = w.Write(binary.LittleEndian.AppendUint64(nil, uint64(p))) // Flush tells
		}
	}
	c.pairs = c.pairs[:0]
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// enough are the pairs that were added often enough to be verified, in order.
func (c *pairCount) enough() ([]pair, error) {
	slices.Sort(c.pairs)
	var out []pair
	n := 0
	last := ^pair(0)
	take := func(p pair) {
		if p != last {
			last, n = p, 0
		}
		if n++; n == family.Enough {
			out = append(out, p)
		}
	}
	var h runHeap
	for _, f := range c.runs {
		r := &run{in: bufio.NewReaderSize(f, 1<<16)}
		if more, err := r.next(); err != nil {
			return nil, err
		} else if more {
			h = append(h, r)
		}
	}
	heap.Init(&h)
	for rest := c.pairs; len(h) > 0 || len(rest) > 0; {
		if len(h) == 0 || len(rest) > 0 && rest[0] < h[0].at {
			take(rest[0])
			rest = rest[1:]
			continue
		}
		take(h[0].at)
		more, err := h[0].next()
		if err != nil {
			return nil, err
		}
		if more {
			heap.Fix(&h, 0)
		} else {
			heap.Pop(&h)
		}
	}
	return out, nil
}

func (c *pairCount) close() {
	for _, f := range c.runs {
		f.Close()
		os.Remove(f.Name())
	}
}

// A run is a file of pairs in order.
type run struct {
	in *bufio.Reader
	at pair
}

// next reads the next pair; false at the end.
func (r *run) next() (bool, error) {
	var b [8]byte
	if _, err := io.ReadFull(r.in, b[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		return false, err
	}
	r.at = pair(binary.LittleEndian.Uint64(b[:]))
	return true, nil
}

// runHeap is a heap of runs by their next pairs.
type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return h[i].at < h[j].at }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
