package audit

import (
	"math"
	"slices"
	"unicode"

	"jiaokan/extract"
)

// usual is the middle kinship of the clauses that the copies share.
func (d *desk) usual() float64 {
	if d.middle > 0 {
		return d.middle
	}
	var ks []float64
	for r := range d.c.Rows {
		if d.most(r) >= minForeign && d.living(r) > 1 {
			in := map[int]bool{r: true}
			ks = append(ks, d.kinship(-1, in, d.vocabulary(in, nil)))
		}
		if len(ks) == 50 {
			break
		}
	}
	if len(ks) > 0 {
		slices.Sort(ks)
		d.middle = ks[len(ks)/2]
	}
	return d.middle
}

// A vocabulary counts pairs of Chinese characters.
type vocabulary func([2]rune) int

// vocabulary counts the pairs of the document without some rows.
func (d *desk) vocabulary(but, too map[int]bool) vocabulary {
	if d.pairs == nil {
		d.pairs = map[[2]rune]int{}
		for r := range d.c.Rows {
			if d.living(r) > 0 {
				pairs(d.reads(r), func(p [2]rune) { d.pairs[p]++ })
			}
		}
	}
	less := map[[2]rune]int{}
	for r := range d.c.Rows {
		if (but[r] || too[r]) && d.living(r) > 0 {
			pairs(d.reads(r), func(p [2]rune) { less[p]++ })
		}
	}
	all := d.pairs
	return func(p [2]rune) int { return all[p] - less[p] }
}

// kinship is the share of the pairs of Chinese characters of some rows that
// the rest of the document has as well, each pair weighted by how little of it
// there is in official language at large. w is the witness to read, or -1.
func (d *desk) kinship(w int, in map[int]bool, rest vocabulary) float64 {
	return d.kin(w, in, rest, func(r, n int) bool { return n > 1 && !d.lone(max(w, 0), r) && w >= 0 }, func(n int) float64 { return float64(min(n, 1)) })
}

// titleKinship is the kinship of the titles among some rows, each pair
// counting the more the oftener it returns; -1 if there is no title.
func (d *desk) titleKinship(w int, in map[int]bool, rest vocabulary) float64 {
	titles := false
	for r := range in {
		titles = titles || d.c.Rows[r].Kind == extract.Title
	}
	if !titles {
		return -1
	}
	return d.kin(w, in, rest, func(r, _ int) bool { return d.c.Rows[r].Kind != extract.Title }, func(n int) float64 { return math.Log2(1 + float64(n)) })
}

// kin sums over the pairs of the rows that skip lets through.
func (d *desk) kin(w int, in map[int]bool, rest vocabulary, skip func(r, n int) bool, worth func(int) float64) float64 {
	var have, total float64
	seen := map[[2]rune]bool{}
	for r := range d.c.Rows {
		if !in[r] || skip(r, len(in)) {
			continue
		}
		text := d.reads(r)
		if w >= 0 {
			text = d.text(w, r)
		}
		pairs(text, func(p [2]rune) {
			if !seen[p] {
				seen[p] = true
				total += d.weight(p)
				have += d.weight(p) * worth(rest(p))
			}
		})
	}
	if total == 0 {
		return 0
	}
	return have / total
}

// weight is the information of a pair of characters in official language.
func (d *desk) weight(p [2]rune) float64 { return -d.model.LogProb(p[:], 0, 2) }

func pairs(text string, f func([2]rune)) {
	var last rune
	for _, r := range text {
		if unicode.Is(unicode.Han, r) && last != 0 {
			f([2]rune{last, r})
		}
		last = 0
		if unicode.Is(unicode.Han, r) {
			last = r
		}
	}
}
