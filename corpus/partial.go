package corpus

import (
	"context"
	"slices"

	"jiaokan/corpus/family"
)

// A print of a document.
type fingerprint struct {
	print  uint64
	number int32
}

func (p fingerprint) compare(q fingerprint) int {
	switch {
	case p.print < q.print:
		return -1
	case p.print > q.print:
		return 1
	}
	return int(p.number) - int(q.number)
}

// printsAtOnce is how many prints are sorted at a time: 64 MB.
const printsAtOnce = 4 << 20

// partialCopies verifies the representatives that share enough rare fingerprints.
// The prints are evenly spread, so that a share of their range is a share of their
// number: each walk over the sketches takes one.
func (f *finder) partialCopies(ctx context.Context) error {
	chosen := make([]bool, len(f.ids))
	for _, i := range f.union.Representatives() {
		chosen[i] = true
	}
	total := 0
	for i, n := range f.prints {
		if chosen[i] {
			total += int(n)
		}
	}
	walks := total/printsAtOnce + 1
	count := pairCount{dir: f.a.dir, most: pairsAtOnce}
	defer count.close()
	for w := range walks {
		f.step(PartialCopies, w, walks+1)
		if err := f.shared(ctx, chosen, w, walks, &count); err != nil {
			return err
		}
	}
	f.step(PartialCopies, walks, walks+1)
	ps, err := count.enough()
	if err != nil {
		return err
	}
	if err := f.verify(ctx, ps); err != nil {
		return err
	}
	f.step(PartialCopies, walks+1, walks+1)
	return nil
}

// shared counts the pairs that share a print of part w of the range.
func (f *finder) shared(ctx context.Context, chosen []bool, w, walks int, count *pairCount) error {
	width := ^uint64(0)/uint64(walks) + 1 // 0 where there is one walk
	lo, hi := uint64(w)*width, uint64(w+1)*width-1
	if w == walks-1 {
		hi = ^uint64(0)
	}
	var prints []fingerprint
	i := int32(0)
	err := f.a.Sketches(func(_ int64, s *family.Sketch) error {
		if chosen[i] {
			from, _ := slices.BinarySearch(s.Prints, lo)
			for _, p := range s.Prints[from:] {
				if p > hi {
					break
				}
				prints = append(prints, fingerprint{p, i})
			}
		}
		i++
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	slices.SortFunc(prints, fingerprint.compare)
	var ids []int64
	for len(prints) > 0 {
		n := 1
		for n < len(prints) && prints[n].print == prints[0].print {
			n++
		}
		if n > 1 && n <= family.Rare {
			ids = ids[:0]
			for _, p := range prints[:n] {
				ids = append(ids, int64(p.number))
			}
			family.Pairs(ids, func(a, b int64) { err = count.add(pair{int32(a), int32(b)}, err) })
			if err != nil {
				return err
			}
		}
		prints = prints[n:]
	}
	return nil
}
