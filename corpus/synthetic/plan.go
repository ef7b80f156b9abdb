package main

import (
	"math"
	"math/rand/v2"
)

// A family is the copies of one text.
type family struct {
	id     int
	size   int
	first  int // the number of its first copy, before they are shuffled
	series *series
}

// A series is documents of one mould: share of the text of each is the same, the rest
// their own. They name other places, or the same.
type series struct {
	id    int
	first int // family
	share float64
	same  bool
}

// How many families are of a series, of how many members it is, and how many copies
// a member has at most: else a few large families would be most of the pairs.
const (
	newSeries    = 0.025
	seriesMost   = 12
	copiesInMost = 10
)

// plan draws families of n copies in all.
func plan(seed uint64, n int) []family {
	r := rand.New(rand.NewPCG(seed, math.MaxUint64))
	size := sizes(min(1000, max(20, n/20)))
	var out []family
	var s *series
	left, count := 0, 0
	for made := 0; made < n; {
		if left == 0 {
			s = nil
			if r.Float64() < newSeries {
				left = 2 + r.IntN(seriesMost-1)
				s = &series{id: count, first: len(out), share: []float64{0.35, 0.60}[count%2], same: count/2%2 == 1}
				count++
			}
		}
		f := family{id: len(out), size: size(r), first: made, series: s}
		if s != nil {
			f.size = min(f.size, copiesInMost)
			left--
		}
		f.size = min(f.size, n-made)
		made += f.size
		out = append(out, f)
	}
	return out
}

// sizes returns a draw of sizes of families from 1 to most: with this exponent six in
// ten documents are alone, one family in 150 has a hundred copies, the mean is four.
func sizes(most int) func(*rand.Rand) int {
	const exponent = 2.05
	sum := make([]float64, most+1)
	for k := 1; k <= most; k++ {
		sum[k] = sum[k-1] + math.Pow(float64(k), -exponent)
	}
	return func(r *rand.Rand) int {
		x := r.Float64() * sum[most]
		lo, hi := 1, most
		for lo < hi {
			if mid := (lo + hi) / 2; sum[mid] >= x {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		return lo
	}
}

// cast marks what of a draft is own: whole lines, in random places or in one stretch,
// until share of its characters is left to the mould.
func (s *series) cast(r *rand.Rand, d draft) {
	total := 0
	var lines []int
	for i, l := range d {
		total += len(l.text)
		if l.kind == heading || l.kind == body {
			lines = append(lines, i)
		}
		d[i].own = l.kind != form
		if l.kind == title && !s.same {
			d[i].own = false
		}
	}
	if r.IntN(2) == 0 {
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	} else {
		k := r.IntN(len(lines))
		lines = append(lines[k:len(lines):len(lines)], lines[:k]...)
	}
	left := int(s.share * float64(total))
	for _, i := range lines {
		if n := len(d[i].text); n <= left {
			left -= n
			d[i].own = false
		}
	}
}
