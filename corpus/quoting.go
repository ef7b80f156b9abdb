package corpus

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"jiaokan/corpus/index"
)

const (
	quotingHeld = 55   // percent of the trigrams of a window
	mostVoices  = 200  // of one window; a formula has more
	mostListed  = 1000 // documents of one window, however few voices they are
	perVoice    = 3    // documents of a voice that are read where a window has more than mostVoices
	copyShare   = 45   // percent of the windows
	leastCopied = 4    // windows that a copy has
	mostCopies  = 256  // that are asked for their family
)

// A quotingDocument may quote some windows.
type quotingDocument struct {
	id      int64
	parts   int // see index.Index.Parts
	windows []*window
}

// A quoter collects the documents that may quote each window.
type quoter struct {
	lib     library
	windows []*window
	text    int // windows that are of the standing
	without func(id int64) bool

	mu     sync.Mutex
	states map[int64]bool // documents that were met: whether they may testify
	parts  map[int64]int  // of documents of several
	copies []int64        // documents that have too much of the text to quote it
	of     [][]int64      // by window; IDs
	common []bool         // by window: so many documents have it that none are listed
}

// findQuoting returns the documents that may quote some windows, those of the most
// windows first, else in the order of their IDs. The voices of copies are dismissed.
func findQuoting(ctx context.Context, lib library, windows []*window, without func(id int64) bool, v *voices) ([]quotingDocument, error) {
	q := &quoter{lib: lib, windows: windows, without: without, states: map[int64]bool{}, parts: map[int64]int{}, of: make([][]int64, len(windows)), common: make([]bool, len(windows))}
	for _, w := range windows {
		if !w.other {
			q.text++
		}
	}
	apart, err := lib.apart()
	if err != nil {
		return nil, err
	}
	for _, id := range apart {
		q.states[id] = false
	}
	segments := lib.Segments()
	err = inParallel(ctx, 0, len(segments), func(i int) error {
		x, err := lib.Index(segments[i])
		if err == nil {
			err = q.segment(ctx, segments[i], x)
		}
		if err != nil {
			return fmt.Errorf("segment %d: %w", segments[i].Number, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(q.copies)
	if err := v.dismiss(q.copies[:min(len(q.copies), mostCopies)]); err != nil {
		return nil, err
	}
	return q.documents(v)
}

// segment collects what one segment has.
func (q *quoter) segment(ctx context.Context, seg Segment, x *index.Index) error {
	r := x.Reader()
	found := make([][]uint16, len(q.windows))
	covers := make([]int, x.Documents())
	for i, w := range q.windows {
		if err := ctx.Err(); err != nil {
			return err
		}
		cs, err := r.Holding(w.grams, (len(w.grams)*quotingHeld+99)/100, x.Documents())
		if err != nil {
			return err
		}
		found[i] = make([]uint16, len(cs))
		for k, c := range cs {
			found[i][k] = uint16(c.Document)
			if !w.other {
				covers[c.Document]++
			}
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	for d, n := range covers {
		if q.copied(n) {
			q.copies = append(q.copies, seg.First+int64(d))
		}
	}
	for i, ds := range found {
		for _, d := range ds {
			if q.copied(covers[d]) {
				continue
			}
			id := seg.First + int64(d)
			q.add(i, id)
			if n := x.Parts(int(d)); n > 1 {
				q.parts[id] = n
			}
		}
	}
	return nil
}

// copied reports whether so many windows are of a copy.
func (q *quoter) copied(windows int) bool {
	return windows >= leastCopied && 100*windows >= copyShare*q.text
}

// add lists a document for a window.
func (q *quoter) add(window int, id int64) {
	may, met := q.states[id]
	if !met {
		may = !q.without(id)
		q.states[id] = may
	}
	switch {
	case !may || q.common[window]:
	case len(q.of[window]) == mostListed:
		q.of[window], q.common[window] = nil, true
	default:
		q.of[window] = append(q.of[window], id)
	}
}

// documents turns the lists of the windows round.
func (q *quoter) documents(v *voices) ([]quotingDocument, error) {
	by := map[int64][]*window{}
	for i, ids := range q.of {
		slices.Sort(ids)
		if len(ids) > mostVoices {
			var err error
			if ids, err = v.few(ids); err != nil {
				return nil, err
			}
		}
		for _, id := range ids {
			by[id] = append(by[id], q.windows[i])
		}
	}
	var out []quotingDocument
	for _, id := range slices.Sorted(maps.Keys(by)) {
		out = append(out, quotingDocument{id, max(1, q.parts[id]), by[id]})
	}
	slices.SortStableFunc(out, func(a, b quotingDocument) int { return cmp.Compare(len(b.windows), len(a.windows)) })
	return out, nil
}

// few keeps the first documents of each voice, and none where the voices are too many.
func (v *voices) few(ids []int64) (out []int64, err error) {
	heard := map[int64]int{}
	for _, id := range ids {
		voice, err := v.voice(id)
		if err != nil {
			return nil, err
		}
		if heard[voice]++; heard[voice] <= perVoice {
			out = append(out, id)
		}
	}
	if len(heard) > mostVoices {
		return nil, nil
	}
	return out, nil
}
