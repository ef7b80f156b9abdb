package corpus

import (
	"context"
	"slices"
	"sync"

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

// printsAtOnce is how many prints a worker sorts at a time: 32 MB.
const printsAtOnce = 2 << 20

// partialCopies verifies the representatives that share enough rare fingerprints.
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
	parts := f.parts(total, printsAtOnce)
	count := pairCount{dir: f.a.dir, most: pairsAtOnce}
	defer count.close()
	var mu sync.Mutex // of count and of the steps
	done := 0
	err := inParallel(ctx, f.opt.Workers, parts, func(part int) error {
		prints := make([]fingerprint, 0, total/parts+total/parts/16)
		err := f.printsOf(ctx, part, parts, chosen, func(n int32, s *family.Sketch) {
			for _, p := range s.Prints {
				prints = append(prints, fingerprint{p, n})
			}
		})
		if err != nil {
			return err
		}
		slices.SortFunc(prints, fingerprint.compare)
		mu.Lock()
		defer mu.Unlock()
		f.step(PartialCopies, done, parts+1)
		done++
		return sharing(prints, &count)
	})
	if err != nil {
		return err
	}
	f.step(PartialCopies, parts, parts+1)
	ps, err := count.enough()
	if err != nil {
		return err
	}
	if err := f.verify(ctx, ps); err != nil {
		return err
	}
	f.step(PartialCopies, parts+1, parts+1)
	return nil
}

// sharing counts the pairs that share a print of those sorted.
func sharing(prints []fingerprint, count *pairCount) (err error) {
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
			family.Pairs(ids, func(a, b int64) { err = count.add(pairing(a, b), err) })
			if err != nil {
				return err
			}
		}
		prints = prints[n:]
	}
	return nil
}
