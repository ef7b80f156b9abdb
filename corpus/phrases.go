package corpus

import (
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

// setPhrases finds the prints that are set phrases, in order: of those that were
// counted often enough.
func (f *finder) setPhrases(ctx context.Context) error {
	tallies := map[uint64]*tally{}
	err := f.a.Sketches(func(_ int64, s *family.Sketch) error {
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
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	f.count = nil
	for p, t := range tallies {
		if family.SetPhrase(t.n, t.samples) {
			f.phrases = append(f.phrases, p)
		}
	}
	slices.Sort(f.phrases)
	for _, p := range f.phrases {
		f.mayBe[p>>(64-mayBits)] = true
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
