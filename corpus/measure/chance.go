package main

import (
	"fmt"
	"hash/maphash"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"jiaokan/corpus/family"
)

// How chance is measured: stretches of so many characters, one of each of so many
// families that have nothing to do with each other, in passages of so many.
const (
	stretchLength = 1500
	stretches     = 800
	passage       = 12
)

// chance prints how many passages two unrelated documents share, so that what was made
// can be held beside what is real. Cost: every stretch once; not every pair.
func chance(w io.Writer, docs string, t truth) error {
	r := rand.New(rand.NewPCG(1, 1))
	seen := map[string]bool{}
	seed := maphash.MakeSeed()
	in := map[uint64][]int32{} // stretches that have a passage
	n := 0
	for _, k := range r.Perm(len(t.docs)) {
		d := t.docs[k]
		if seen[d.kin()] || n == stretches {
			continue
		}
		seen[d.kin()] = true
		b, err := os.ReadFile(filepath.Join(docs, filepath.FromSlash(d.file)))
		if err != nil {
			return err
		}
		text := family.Fold(string(b))
		if len(text) < stretchLength {
			continue
		}
		lo := r.IntN(len(text) - stretchLength + 1)
		text = text[lo : lo+stretchLength]
		for i := 0; i+passage <= len(text); i++ {
			h := maphash.String(seed, string(text[i:i+passage]))
			if !slices.Contains(in[h], int32(n)) {
				in[h] = append(in[h], int32(n))
			}
		}
		n++
	}
	if n < 2 {
		return nil
	}
	shared := map[[2]int32]int{}
	sum := 0
	for _, at := range in {
		for i, a := range at {
			for _, b := range at[i+1:] {
				shared[[2]int32{a, b}]++
				sum++
			}
		}
	}
	pairs := float64(choose2(n))
	fmt.Fprintf(w, "two unrelated documents share by chance %.3f passages of %d characters of %d; %.1f %% of pairs share any, %.3f %% a hundred\n",
		float64(sum)/pairs, passage, stretchLength, 100*float64(len(shared))/pairs, 100*float64(over(shared, 100))/pairs)
	return nil
}

func over(shared map[[2]int32]int, least int) int {
	n := 0
	for _, k := range shared {
		if k >= least {
			n++
		}
	}
	return n
}
