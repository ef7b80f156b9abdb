package align

import (
	"math/bits"

	"jiaokan/extract"
)

// MaxWitnesses is how many witnesses one collation can hold: a set of them is
// one machine word.
const MaxWitnesses = 64

// A set of witnesses.
type set uint64

func (s set) has(w int) bool { return s>>w&1 != 0 }
func (s set) with(w int) set { return s | 1<<w }
func (s set) count() int     { return bits.OnesCount64(uint64(s)) }

// A grid is the table read by rank: what each witness has at each place of
// the common text, and where its clauses begin.
type grid struct {
	*table
	at      [][]int32    // at[w][x]: character of witness w at rank x, or none
	here    []set        // witnesses that have a character at rank x
	silent  []set        // witnesses that have lost, or never had, all that stands around rank x
	begins  []bool       // a clause begins at rank x
	agree   []bool       // those here have the same character
	through map[hole]set // who runs on over a hole, where most do
}

func newGrid(t *table) *grid {
	n := len(t.order)
	g := &grid{table: t, at: make([][]int32, len(t.streams)), here: make([]set, n), silent: make([]set, n), begins: make([]bool, n+1), agree: make([]bool, n)}
	rank := t.ranks()
	for w := range t.streams {
		g.at[w] = make([]int32, n)
		for x := range g.at[w] {
			g.at[w][x] = never
		}
		for i, c := range t.of[w] {
			x := rank[c]
			g.at[w][x] = int32(i)
			g.here[x] = g.here[x].with(w)
		}
	}
	for x, c := range t.order {
		g.agree[x] = int(t.cols[c].n) == t.cols[c].who.count()
	}
	g.findThrough()
	g.findClauses(rank)
	g.keepRising()
	g.findSilence()
	return g
}

// Weights of what one witness says about a clause beginning at some place.
const (
	byLabel    = 3  // a printed label stands there
	byEdge     = 2  // its outline begins a clause there
	byWrap     = -1 // a line break that its outline heals
	byContinue = -2 // its text runs on
)

// findClauses lets the witnesses vote on where clauses begin. One whose text
// runs on outweighs one that merely breaks the line: OCR and web pages break
// lines at will, and a page end that is lost glues the head of one item to the
// tail of another, but nothing prints two clauses as one running line.
func (g *grid) findClauses(rank []int32) {
	votes := make([]int, len(g.order)+1)
	for w, s := range g.streams {
		for i := range s.keys {
			x := rank[g.of[w][i]]
			last := int32(never)
			if i > 0 {
				last = rank[g.of[w][i-1]]
			}
			if b := s.label[i]; b != nil {
				if g.headless(b.Num, last+1, x) {
					votes[last+1] += byLabel + byEdge
					continue
				}
				votes[x] += byLabel
			}
			if i == 0 {
				votes[x] += byEdge
				continue
			}
			switch {
			case x == last+1:
				votes[x] += [...]int{joined: byContinue, wrap: byWrap, edge: byEdge}[s.gaps[i]]
			case s.gaps[i] == joined:
				votes[last+1] += byContinue
				votes[x] += byContinue
			case s.gaps[i] == edge && s.complete(i-1):
				votes[last+1] += byEdge
				votes[x] += byEdge
			}
		}
	}
	for x, v := range votes {
		g.begins[x] = v > 0 || x == 0
	}
	for p := range g.through {
		for x := p.lo; x <= p.hi; x++ {
			g.begins[x] = false
		}
	}
}

// headless reports whether a clause with some label, which a witness begins at rank x,
// begins at lo for another witness that has the same label and runs on over x: the first
// has it without its first words. （三）进一步加强… and （三）加强… are one clause.
func (g *grid) headless(num extract.Num, lo, x int32) bool {
	for v, s := range g.streams {
		if lo >= x {
			break
		}
		i, j := g.at[v][lo], g.at[v][x]
		if i != never && j > i && s.label[i] != nil && s.label[i].Num == num && s.clause[i] == s.clause[j] {
			return true
		}
	}
	return false
}

// keepRising begins a clause wherever a witness would run backwards within one:
// what it has moved is a clause of its own.
func (g *grid) keepRising() {
	for w := range g.streams {
		last := int32(never)
		for x, i := range g.at[w] {
			if g.begins[x] {
				last = never
			}
			if i == never {
				continue
			}
			if i < last {
				g.begins[x] = true
			}
			last = i
		}
	}
}

// complete reports whether character i may be the last of its clause.
func (s *stream) complete(i int) bool {
	if Final(s.keys[i]) {
		return true
	}
	switch s.blocks[s.clause[i]].Kind {
	case extract.Item, extract.Paragraph:
		return false
	}
	return true
}

// Final reports whether a sentence may end with r (a folded key).
func Final(r rune) bool {
	switch r {
	case '。', '!', '?', ':', ';', '.', '…', '"', '\'', ')', '》', '」', '』', '】', '〕':
		return true
	}
	return false
}

const (
	shortLoss = 5 // characters missing at a line end or beginning before it counts as loss and not as a reading
)

// findSilence finds where a witness has no voice: it does not read “nothing”
// there, the passage is lost (or the others never had it). Missing characters
// inside a running line are a reading; missing text that a line break or the
// bounds of a clause cover up is silence.
//
// Where more copies run on in mid-sentence than have the text that stands between,
// they have nothing there, even if that is clauses: a stray piece came into the
// one, and did not fall out of the many at the same point.
func (g *grid) findSilence() {
	n := len(g.order)
	for w, s := range g.streams {
		for lo := 0; lo < n; lo++ {
			if g.at[w][lo] != never {
				continue
			}
			hi := lo
			for hi < n && g.at[w][hi] == never {
				hi++
			}
			if !g.through[hole{lo, hi}].has(w) && g.lost(w, s, lo, hi) {
				for x := lo; x < hi; x++ {
					g.silent[x] = g.silent[x].with(w)
				}
			}
			lo = hi
		}
	}
}

// A hole is the ranks lo … hi-1, of which a witness has none.
type hole struct{ lo, hi int }

// mostStray is how many characters may stray into a sentence and be no clauses.
const mostStray = 40

// findThrough finds the holes over which witnesses run on in mid-sentence, in a line
// or over its end, and these are more than have anything there, which is not much.
func (g *grid) findThrough() {
	g.through = map[hole]set{}
	for w, s := range g.streams {
		last := never
		for x, i := range g.at[w] {
			if i == never {
				continue
			}
			if last >= 0 && x > last+1 && i > 0 && g.at[w][last] == i-1 && s.gaps[i] != edge && !Final(s.keys[i-1]) {
				p := hole{last + 1, x}
				g.through[p] = g.through[p].with(w)
			}
			last = x
		}
	}
	for p, ws := range g.through {
		have := 1
		for _, here := range g.here[p.lo:p.hi] {
			have = max(have, here.count())
		}
		if ws.count() <= have || p.hi-p.lo > mostStray {
			delete(g.through, p)
		}
	}
}

// lost reports whether the gap of w at ranks [lo, hi) is silence.
func (g *grid) lost(w int, s *stream, lo, hi int) bool {
	for x := lo + 1; x < hi; x++ {
		if g.begins[x] {
			return true
		}
	}
	if lo == 0 || hi == len(g.order) || g.begins[lo] && g.begins[hi] {
		return true
	}
	if hi-lo < shortLoss {
		return false
	}
	return g.begins[lo] || g.begins[hi] || s.gaps[g.at[w][lo-1]+1] != joined
}
