package corpus

import (
	"cmp"
	"context"
	"slices"

	"jiaokan/corpus/family"
)

// counters is the number of slots in which prints are counted, 4 bytes each: more
// than a print in six shares one with another of a million documents, but none of
// them comes near the number that makes a set phrase by that alone.
const counters = 1 << 24

// mayBits are the bits of a print by which most are seen to be no set phrase.
const mayBits = 16

// A tally is what is known of a print that many documents may have.
type tally struct {
	n       int
	samples []family.Sample
}

// talliesAtOnce is how many prints a worker tallies at a time: some 40 MB.
const talliesAtOnce = 1 << 17

// setPhrases finds the prints that are set phrases, in order: of those that were
// counted often enough.
func (f *finder) setPhrases(ctx context.Context) error {
	frequent := 0
	for _, n := range f.count {
		if n > family.Rare {
			frequent++
		}
	}
	parts := f.parts(frequent, talliesAtOnce)
	found := make([][]uint64, parts)
	err := inParallel(ctx, f.opt.Workers, parts, func(part int) error {
		tallies := map[uint64]*tally{}
		err := f.printsOf(ctx, part, parts, nil, func(_ int32, s *family.Sketch) {
			for _, p := range s.Prints {
				if f.count[p%counters] <= family.Rare {
					continue
				}
				t := tallies[p]
				if t == nil {
					t = &tally{}
					tallies[p] = t
				}
				if t.n++; len(t.samples) < family.Samples {
					t.samples = append(t.samples, s.Sample())
				}
			}
		})
		for p, t := range tallies {
			if family.SetPhrase(t.n, t.samples) {
				found[part] = append(found[part], p)
			}
		}
		slices.Sort(found[part])
		return err
	})
	if err != nil {
		return err
	}
	f.count = nil
	f.phrases = slices.Concat(found...)
	for _, p := range f.phrases {
		f.mayBe[p>>(64-mayBits)] = true
	}
	return nil
}

// parts is into how many parts the range of prints is divided, of which each worker
// takes one at a time: n things in all, so many in one part at the most. Prints are
// evenly spread, so that a share of their range is a share of their number.
func (f *finder) parts(n, atOnce int) int {
	return max(workers(f.opt.Workers), n/atOnce+1)
}

// printsOf visits the documents in order, or those that are chosen, each with its
// minima and those of its prints that are in one of the parts of their range. The
// Sketch is used again for the next one. Cost: all records and prints are read.
func (f *finder) printsOf(ctx context.Context, part, parts int, chosen []bool, visit func(n int32, s *family.Sketch)) error {
	width := ^uint64(0)/uint64(parts) + 1 // 0 where there is one
	lo, hi := uint64(part)*width, uint64(part+1)*width-1
	if part == parts-1 {
		hi = ^uint64(0)
	}
	var s sketches
	var sketch family.Sketch
	for i, seg := range f.shelf.segments {
		if err := cmp.Or(ctx.Err(), f.shelf.withPrints(i, &s)); err != nil {
			return err
		}
		for n := f.first[i]; n < f.first[i+1]; n++ {
			if chosen != nil && !chosen[n] {
				continue
			}
			at := int(f.ids[n] - seg.First)
			if sketch.Prints = s.printsFrom(sketch.Prints[:0], at, lo, hi); len(sketch.Prints) > 0 {
				s.minima(at, &sketch)
				visit(n, &sketch)
			}
		}
	}
	return nil
}

// phrasesIn are those of the sorted prints that are set phrases.
func (f *finder) phrasesIn(to, prints []uint64) []uint64 {
	for _, p := range prints {
		if !f.mayBe[p>>(64-mayBits)] {
			continue
		}
		if _, ok := slices.BinarySearch(f.phrases, p); ok {
			to = append(to, p)
		}
	}
	return to
}
