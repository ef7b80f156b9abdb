package audit

import (
	"math"
	"unicode"

	"jiaokan/extract"
)

// Whose words are these? A document returns to the words of its subject, so that of
// the pairs of characters of a passage more stand in the rest of the document too than
// in any other text of that length. How many of another document's do follows from the
// language at large: the pairs of 工作 are everywhere, those of 楚怡 nowhere. Of 18
// notices and 60 statutes each laid beside the passages of all the others the share that
// is found again is, within a tenth, logistic in the number that is to be expected by the
// language model; the document's own passages have, beyond that, a share which is its
// own: 0.13 to 0.39 in the notices.
//
// So each pair is evidence, in bits, that the passage is another document's: a pair
// that does not return speaks for it, and always as much; one that returns speaks
// against it, and the more the less it was to be expected. What bears no evidence,
// a short line or set phrases, comes to about nothing, and a long passage of the
// document's own to far less. The pairs of one word are not independent, so that of
// these bits two or three make one.

const (
	foundAgain = 0.55 // log odds that a pair of another document is found where one is to be expected
	perDouble  = 0.4  // and by how much they rise with each doubling

	mostSubject = 0.9 // of a document that says one thing again and again
)

// byChance is the probability that a pair of characters of another document stands in
// this one too.
func (d *desk) byChance(p [2]rune) float64 {
	expected := math.Log2(float64(d.size)) - d.weight(p)
	return 1 / (1 + math.Exp(-foundAgain-perDouble*expected))
}

// subject is the share of the document's pairs that return because it speaks of them,
// estimated on the clauses that copies share by expectation and maximization. It is 0 if
// there are none.
func (d *desk) subject() float64 {
	if d.topic >= 0 {
		return d.topic
	}
	var chance []float64
	var found []bool
	for r, n := 0, 0; r < len(d.c.Rows) && n < 50; r++ {
		if d.most(r) < minForeign || d.living(r) < 2 {
			continue
		}
		n++
		rest := d.vocabulary(map[int]bool{r: true}, nil)
		each(d.reads(r), map[[2]rune]bool{}, func(p [2]rune) {
			chance, found = append(chance, d.byChance(p)), append(found, rest(p) > 0)
		})
	}
	if d.topic = 0; len(chance) == 0 {
		return 0
	}
	d.topic = 0.3
	for range 20 {
		sum := 0.0
		for i, f := range chance {
			if found[i] {
				sum += d.topic / (d.topic + (1-d.topic)*f)
			}
		}
		d.topic = min(sum/float64(len(chance)), mostSubject)
	}
	return d.topic
}

// strangeness is the evidence, in bits, that a text is another document's than rest.
// Pairs in done count no more, and those of the text are added.
func (d *desk) strangeness(text string, rest vocabulary, done map[[2]rune]bool) (bits float64) {
	s := d.subject()
	each(text, done, func(p [2]rune) {
		if rest(p) == 0 {
			bits -= math.Log2(1 - s)
		} else {
			f := d.byChance(p)
			bits -= math.Log2(1 + s*(1-f)/f)
		}
	})
	return bits
}

// each calls f with the pairs of a text that are not done.
func each(text string, done map[[2]rune]bool, f func([2]rune)) {
	pairs(text, func(p [2]rune) {
		if !done[p] {
			done[p] = true
			f(p)
		}
	})
}

// A vocabulary counts pairs of Chinese characters.
type vocabulary func([2]rune) int

// vocabulary counts the pairs of the document without some rows.
func (d *desk) vocabulary(but, too map[int]bool) vocabulary {
	if d.pairs == nil {
		d.pairs, d.size = map[[2]rune]int{}, 0
		for r := range d.c.Rows {
			if d.living(r) > 0 {
				pairs(d.reads(r), func(p [2]rune) { d.pairs[p]++; d.size++ })
			}
		}
	}
	less := map[[2]rune]int{}
	leave := func(r int) {
		if d.living(r) > 0 {
			pairs(d.reads(r), func(p [2]rune) { less[p]++ })
		}
	}
	for r := range but { // in any order: they are added up
		leave(r)
	}
	for r := range too {
		if !but[r] {
			leave(r)
		}
	}
	all := d.pairs
	return func(p [2]rune) int { return all[p] - less[p] }
}

// kinship is the share of the pairs of Chinese characters of some rows that
// the rest of the document has as well, each pair weighted by how little of it
// there is in official language at large. w is the witness to read.
func (d *desk) kinship(w int, in map[int]bool, rest vocabulary) float64 {
	return d.kin(w, in, rest, func(r, n int) bool { return n > 1 && !d.lone(w, r) }, func(n int) float64 { return float64(min(n, 1)) })
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
		each(text, seen, func(p [2]rune) {
			total += d.weight(p)
			have += d.weight(p) * worth(rest(p))
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
