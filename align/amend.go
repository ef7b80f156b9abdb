package align

import (
	"math"
	"slices"
	"strings"

	"jiaokan/extract"
)

// A Link joins an article of an older version of a document to what became of
// it in a newer one. Old is nil where the article was added, New where it was
// repealed. An article that was split has several links, and so has one into
// which others were merged.
type Link struct {
	Old, New *extract.Block
	Like     float64 // how much of the wording is kept, 0 to 1
	Sure     float64 // probability that the link is right
}

// Changed reports whether the wording differs.
func (l Link) Changed() bool { return l.Like < 1 }

// Renumbered reports whether the label differs.
func (l Link) Renumbered() bool { return l.Old != nil && l.New != nil && l.Old.Num != l.New.Num }

type amender struct {
	old, new   []*article
	candidates [][]candidate // of each new article
	weights    map[gram2]float64
	rare       map[gram2]int
}

type gram2 [2]rune

type article struct {
	block *extract.Block
	text  []rune
	grams map[gram2]float64 // count × rarity
	norm  float64           // length of the vector
	sum   float64
	head  map[gram2]bool
	refs  []extract.Num
}

// A candidate is an old article that a new one may come from.
type candidate struct {
	old int
	f   [amendFeatures]float64
	p   float64
}

// articles
func articlesOf(w *extract.Witness) []*article {
	var out []*article
	all := w.Blocks()
	n := 0
	for _, b := range all {
		if b.Num.Style == extract.Article {
			n++
		}
	}
	inside := 0 // end of the article in hand
	for _, b := range all {
		switch {
		case n >= 2 && b.Num.Style == extract.Article && b.Span.Lo >= inside:
			inside = b.Span.Hi
			out = append(out, &article{block: b, text: bodies(w, b)})
		case n < 2 && (b.Kind == extract.Item || b.Kind == extract.Paragraph):
			out = append(out, &article{block: b, text: []rune(Key(w.Slice(b.Body)))})
		}
	}
	return out
}

func bodies(w *extract.Witness, b *extract.Block) []rune {
	out := []rune(Key(w.Slice(b.Body)))
	for _, k := range b.Kids {
		out = append(out, bodies(w, k)...)
	}
	return out
}

const amendFeatures = 20

func newAmender(old, new *extract.Witness) *amender {
	a := &amender{old: articlesOf(old), new: articlesOf(new)}
	a.weigh()
	a.pair()
	return a
}

func (a *amender) weigh() {
	df := map[gram2]float64{}
	all := slices.Concat(a.old, a.new)
	for _, x := range all {
		x.grams = map[gram2]float64{}
		t := x.text
		for i := 1; i < len(t); i++ {
			x.grams[gram2{t[i-1], t[i]}]++
		}
		for g := range x.grams {
			df[g]++
		}
		x.head = map[gram2]bool{}
		x.refs = refsOf(string(t))
		for i := 1; i < min(len(t), 20); i++ {
			x.head[gram2{t[i-1], t[i]}] = true
		}
	}
	a.weights = df
	a.rare = map[gram2]int{}
	for g, n := range df {
		a.rare[g] = int(n)
	}
	for g, n := range df {
		df[g] = math.Log(1 + float64(len(all))/n)
	}
	for _, x := range all {
		for g, n := range x.grams {
			v := (1 + math.Log(n)) * df[g]
			x.grams[g] = v
			x.norm += v * v
			x.sum += v
		}
		x.norm = math.Sqrt(x.norm)
	}
}

func (a *amender) pair() {
	type post struct {
		i int
		v float64
	}
	index := map[gram2][]post{}
	for i, x := range a.old {
		for g, v := range x.grams {
			index[g] = append(index[g], post{i, v})
		}
	}
	n, m := len(a.old), len(a.new)
	dot, common := make([]float64, n), make([]float64, n)
	bestOf := make([]float64, n)
	for j, y := range a.new {
		clear(dot)
		clear(common)
		for g, v := range y.grams {
			for _, p := range index[g] {
				dot[p.i] += v * p.v
				common[p.i] += min(v, p.v)
			}
		}
		var cs []candidate
		top := 0.0
		for i, x := range a.old {
			if dot[i] == 0 {
				continue
			}
			c := candidate{old: i}
			cos := dot[i] / (x.norm * y.norm)
			top = max(top, cos)
			bestOf[i] = max(bestOf[i], cos)
			c.f[0] = 1
			c.f[1] = cos
			c.f[2] = common[i] / min(x.sum, y.sum)
			h, hs := 0.0, 0.0
			for g := range y.head {
				hs += a.weights[g]
				if x.head[g] {
					h += a.weights[g]
				}
			}
			c.f[3] = h / max(hs, 1e-9)
			if x.block.Num == y.block.Num {
				c.f[4] = 1
			}
			c.f[5] = math.Abs(float64(i)/float64(n) - float64(j)/float64(m))
			c.f[12] = math.Log(0.02 + cos)
			u := 0.0
			for g := range y.grams {
				if a.rare[g] == 2 && x.grams[g] > 0 {
					u++
				}
			}
			c.f[13] = math.Log1p(u)
			c.f[14] = math.Log1p(u) / math.Log1p(float64(min(len(x.grams), len(y.grams))))
			c.f[6] = common[i] / (x.sum + y.sum - common[i])
			cs = append(cs, c)
		}
		slices.SortFunc(cs, func(p, q candidate) int {
			if p.f[1] != q.f[1] {
				if p.f[1] > q.f[1] {
					return -1
				}
				return 1
			}
			return p.old - q.old
		})
		cs = cs[:min(len(cs), 24)]
		a.candidates = append(a.candidates, cs)
	}
	for _, cs := range a.candidates {
		top := 0.0
		for _, c := range cs {
			top = max(top, c.f[1])
		}
		for x := range cs {
			c := &cs[x]
			c.f[7] = top - c.f[1]
			c.f[8] = bestOf[c.old] - c.f[1]
		}
	}
}

func (a *amender) score(w [amendFeatures]float64) {
	for _, cs := range a.candidates {
		top := 0.0
		o := make([]float64, len(cs))
		for x := range cs {
			for k, f := range cs[x].f {
				o[x] += w[k] * f
			}
			top = max(top, o[x])
		}
		sum := math.Exp(-top)
		for x := range o {
			o[x] = math.Exp(o[x] - top)
			sum += o[x]
		}
		for x := range o {
			cs[x].p = o[x] / sum
		}
	}
}

// context sets the features that rest on the neighbours' probabilities.
func (a *amender) context() {
	n, m := len(a.old), len(a.new)
	p := make([]map[int]float64, m)
	claim := make([][2]float64, n) // the two best
	who := make([]int, n)
	for j, cs := range a.candidates {
		p[j] = map[int]float64{}
		for _, c := range cs {
			p[j][c.old] = c.p
			if c.p > claim[c.old][0] {
				claim[c.old] = [2]float64{c.p, claim[c.old][0]}
				who[c.old] = j
			} else if c.p > claim[c.old][1] {
				claim[c.old][1] = c.p
			}
		}
	}
	newNum, oldNum := map[extract.Num]int{}, map[extract.Num]int{}
	for j, y := range a.new {
		newNum[y.block.Num] = j
	}
	for i, x := range a.old {
		oldNum[x.block.Num] = i
	}
	side := func(i, j, d int) float64 {
		best := 0.0
		for di := 1; di <= 4; di++ {
			for dj := 1; dj <= 4; dj++ {
				x, y := i+d*di, j+d*dj
				if x < 0 && y < 0 || x >= n && y >= m {
					if di == 1 && dj == 1 {
						best = max(best, 1)
					}
					continue
				}
				if y < 0 || y >= m {
					continue
				}
				best = max(best, p[y][x]*math.Pow(0.8, float64(di+dj-2)))
			}
		}
		return best
	}
	for j, cs := range a.candidates {
		for x := range cs {
			c := &cs[x]
			l, r := side(c.old, j, -1), side(c.old, j, 1)
			c.f[9] = l + r
			c.f[10] = l * r
			riv := claim[c.old][0]
			if who[c.old] == j {
				riv = claim[c.old][1]
			}
			c.f[11] = riv
			c.f[15] = l * r * (1 - riv)
			c.f[16] = max(l, r) * (1 - riv)
			c.f[17] = c.f[1] * riv
			y, x := a.new[j], a.old[c.old]
			if len(x.refs) > 0 && len(y.refs) > 0 {
				hit := 0.0
				for _, r := range y.refs {
					best := 0.0
					if jj, ok := newNum[r]; ok {
						for _, q := range x.refs {
							if ii, ok := oldNum[q]; ok {
								best = max(best, p[jj][ii])
							}
						}
					}
					hit += best
				}
				c.f[18] = hit / math.Sqrt(float64(len(x.refs)*len(y.refs)))
				c.f[19] = math.Log1p(hit)
			}
		}
	}
}

func refsOf(t string) []extract.Num {
	var out []extract.Num
	for {
		i := strings.Index(t, "第")
		if i < 0 {
			return out
		}
		t = t[i:]
		hi := strings.IndexAny(t, "條条")
		if hi > 0 && hi < 30 {
			if n, _ := extract.ReadLabel(t[:hi+3] + " 甲"); n.Style == extract.Article && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
		t = t[3:]
	}
}
