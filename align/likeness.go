package align

import (
	"cmp"
	"math"
	"slices"

	"jiaokan/extract"
)

const (
	firstWords  = 20   // characters
	mostOrigins = 24   // candidates for one article
	commonPair  = 64   // what more articles have tells nothing and costs most
	nothing     = 0.02 // keeps a logarithm and a quotient finite
	runLength   = 4    // characters: a term and what is said of it
)

// count numbers the pairs of characters and weighs them by their rarity.
func (a *amendment) count() {
	id := map[[2]rune]int32{}
	var have []float64 // articles that have a pair
	all := slices.Concat(a.old, a.new)
	for _, x := range all {
		at := map[int32]int{}
		for i := 1; i < len(x.text); i++ {
			k := [2]rune{x.text[i-1], x.text[i]}
			n, ok := id[k]
			if !ok {
				n = int32(len(id))
				id[k], have = n, append(have, 0)
			}
			if _, ok := at[n]; !ok {
				at[n] = len(x.pairs)
				x.pairs = append(x.pairs, pair{id: n})
				have[n]++
			}
			x.pairs[at[n]].weight++
		}
	}
	for _, x := range all {
		for i := range x.pairs {
			p := &x.pairs[i]
			p.weight = (1 + math.Log(p.weight)) * math.Log(1+float64(len(all))/have[p.id])
			x.length += p.weight * p.weight
			x.sum += p.weight
		}
		x.length = math.Sqrt(x.length)
		byID := func(p, q pair) int { return cmp.Compare(p.id, q.id) }
		x.head = slices.Clone(x.pairs[:min(len(x.pairs), firstWords)])
		slices.SortFunc(x.head, byID)
		slices.SortFunc(x.pairs, byID)
	}
}

// stay finds the articles that have the number they had, and the words. They come
// from themselves, and make no claim against what else is said to come from there:
// databases of statutes go on printing under its old number what was moved. The
// items of a notice begin anew under each heading, so their number settles nothing.
func (a *amendment) stay() {
	type numbered struct {
		num  extract.Num
		text string
	}
	where := map[numbered]int{}
	for i, x := range slices.Backward(a.old) {
		if x.block.Num.Style == extract.Article {
			where[numbered{x.block.Num, string(x.text)}] = i
		}
	}
	for j, y := range a.new {
		if i, ok := where[numbered{y.block.Num, string(y.text)}]; ok {
			y.stays, a.origins[j] = true, []origin{{old: i, p: 1}}
		}
	}
}

// A post is an old article that has a pair.
type post struct {
	article int
	weight  float64
}

// find lists the candidates of each new article and what speaks for them by
// their own wording. What stays needs none.
func (a *amendment) find() {
	where := map[int32][]post{}
	for i, x := range a.old {
		for _, p := range x.pairs {
			where[p.id] = append(where[p.id], post{i, p.weight})
		}
	}
	runs := a.runs()
	sums := make([]touch, len(a.old))
	for j := range a.new {
		if a.origins[j] == nil {
			a.origins[j] = a.originsOf(j, where, runs, sums)
		}
	}
	a.compare()
}

// A touch is what a new article has in common with an old one.
type touch struct{ dot, weight float64 }

// originsOf lists the candidates of new article j. It leaves sums as it found
// them, empty.
func (a *amendment) originsOf(j int, where map[int32][]post, runs map[[2]int]float64, sums []touch) []origin {
	y := a.new[j]
	var seen []int
	for _, p := range y.pairs {
		at := where[p.id]
		if len(at) > commonPair {
			continue
		}
		for _, q := range at {
			s := &sums[q.article]
			if s.dot == 0 {
				seen = append(seen, q.article)
			}
			s.dot += p.weight * q.weight
			s.weight += min(p.weight, q.weight)
		}
	}
	var out []origin
	for _, i := range seen {
		x, s := a.old[i], sums[i]
		out = append(out, origin{old: i, like: s.dot / (x.length * y.length), common: s.weight})
		sums[i] = touch{}
	}
	slices.SortFunc(out, func(p, q origin) int {
		return cmp.Or(cmp.Compare(q.like, p.like), cmp.Compare(p.old, q.old))
	})
	out = slices.Clip(out[:min(len(out), mostOrigins)])
	for k := range out {
		o := &out[k]
		x := a.old[o.old]
		o.by[onBias] = 1
		o.by[onCosine] = math.Log(nothing + o.like)
		o.by[onAlike] = o.like * o.like
		o.by[onWhole] = o.common / x.sum
		o.by[onHead] = common(x.head, y.head) / max(sumOf(y.head), nothing)
		o.by[onRuns] = math.Log1p(runs[[2]int{o.old, j}])
		o.by[onFar] = math.Abs(float64(o.old)/float64(len(a.old)) - float64(j)/float64(len(a.new)))
	}
	return out
}

func sumOf(ps []pair) (sum float64) {
	for _, p := range ps {
		sum += p.weight
	}
	return sum
}

// runs counts, of an old article and a new one, the runs of characters that
// no others have; what stays does not count.
func (a *amendment) runs() map[[2]int]float64 {
	const several = -1
	type owners struct{ old, new int } // counted from 1; 0 is none
	own := map[[runLength]rune]owners{}
	each := func(x *article, f func(k [runLength]rune)) {
		for i := runLength; i <= len(x.text); i++ {
			f([runLength]rune(x.text[i-runLength : i]))
		}
	}
	note := func(who *int, n int) {
		if *who != 0 && *who != n {
			n = several
		}
		*who = n
	}
	for i, x := range a.old {
		each(x, func(k [runLength]rune) { o := own[k]; note(&o.old, i+1); own[k] = o })
	}
	out := map[[2]int]float64{}
	for j, y := range a.new {
		if y.stays {
			continue
		}
		each(y, func(k [runLength]rune) {
			if o, ok := own[k]; ok {
				note(&o.new, j+1)
				own[k] = o
			}
		})
	}
	for j, y := range a.new {
		each(y, func(k [runLength]rune) {
			if o := own[k]; o.old > 0 && o.new == j+1 {
				out[[2]int{o.old - 1, j}]++
			}
		})
	}
	return out
}

// compare holds each candidate against the best that another new article has of
// the same old one.
func (a *amendment) compare() {
	best := make([]rivals, len(a.old))
	for j, os := range a.origins {
		for _, o := range os {
			best[o.old].add(j, o.like) // nothing, of what stays
		}
	}
	for j, os := range a.origins {
		for k := range os {
			_, other := best[os[k].old].but(j)
			os[k].by[onAmong] = math.Log((nothing + os[k].like) / (nothing + other))
		}
	}
}

// rivals are the two new articles with the best claims to an old one.
type rivals [2]struct {
	who   int
	claim float64
}

func (r *rivals) add(who int, claim float64) {
	switch {
	case claim > r[0].claim:
		r[1] = r[0]
		r[0].who, r[0].claim = who, claim
	case claim > r[1].claim:
		r[1].who, r[1].claim = who, claim
	}
}

// but returns the best claim of another than j, and whose it is; 0 where there is none.
func (r *rivals) but(j int) (who int, claim float64) {
	if r[0].who == j {
		return r[1].who, r[1].claim
	}
	return r[0].who, r[0].claim
}
