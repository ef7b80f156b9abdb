package family

import "slices"

// A set phrase is text that many documents have which are otherwise unrelated:
// 加强组织领导 with all that follows it, in a third of all notices. It says nothing about who
// is whose copy, and pages on which little else stands would join families that have
// nothing to do with each other.

// A Sample is by what a document is told from others that have a print too.
type Sample [8]uint16

// Sample are the first minima of a sketch.
func (s *Sketch) Sample() Sample { return Sample(s.Min[:]) }

// Samples is how many documents are asked about a print, the first in order.
const Samples = 16

// strangerShare is the share of equal minima below which those that have a print
// are unrelated. In mass copies nearly all are equal.
const strangerShare = 0.3

// SetPhrase reports whether a print is a set phrase, of which n documents have it,
// samples being those of the first Samples of them.
func SetPhrase(n int, samples []Sample) bool {
	if n <= Rare || len(samples) < 2 {
		return false
	}
	same, all := 0, 0
	for i, a := range samples {
		for _, b := range samples[i+1:] {
			for k := range a {
				all++
				if a[k] == b[k] {
					same++
				}
			}
		}
	}
	return float64(same) < strangerShare*float64(all)
}

// ownPrints are the prints that are no set phrases. Both lists are sorted.
func ownPrints(prints, phrases []uint64) []uint64 {
	if len(phrases) == 0 {
		return prints
	}
	out := make([]uint64, 0, len(prints))
	for _, p := range prints {
		for len(phrases) > 0 && phrases[0] < p {
			phrases = phrases[1:]
		}
		if len(phrases) == 0 || phrases[0] != p {
			out = append(out, p)
		}
	}
	return out
}

// set yields the passages of t that belong to set phrases: those between two
// prints of them, where these are no further apart than two prints of one
// passage can be. Passages may overlap.
func set(t Text, phrases []uint64, yield func(lo, hi int)) {
	if len(phrases) == 0 {
		return
	}
	// What the phrases hash to before they are mixed, so that no character of the
	// text need be mixed; and a bit for each that there is, of few texts more than
	// some twenty.
	hashes := make([]uint64, len(phrases))
	var may [64]uint64
	for i, p := range phrases {
		h := unmix(unmix(p))
		hashes[i] = h
		x := bucket(h, 64-12)
		may[x>>6] |= 1 << (x & 63)
	}
	slices.Sort(hashes)
	out := power(printSize)
	var h uint64
	last := -1
	for i, r := range t {
		h = h*base + uint64(r)
		if i >= printSize {
			h -= uint64(t[i-printSize]) * out
		}
		if x := bucket(h, 64-12); may[x>>6]>>(x&63)&1 == 0 || i < printSize-1 {
			continue
		}
		if _, ok := slices.BinarySearch(hashes, h); !ok {
			continue
		}
		from := i - printSize + 1
		if last >= 0 && from-last <= printWindow {
			from = last
		}
		yield(from, i+1)
		last = i + 1
	}
}
