package corpus

import (
	"jiaokan/align"
	"jiaokan/align/audit"
)

// A differences knows what copies of a family differ in. Whether two are versions
// is a comparison article by article that costs ten times as much as laying them
// side by side; where that shows no more than slips nobody need ask.
type differences struct {
	at    map[*familyCopy]int // the witnesses
	n     int
	grave []int // n × n: places in which two differ in more than a slip
	known map[[2]*familyCopy]verdict
}

// A verdict is what comes of holding copies against copies.
type verdict struct{ pairs, versions, changes int }

// most reports whether most pairs are versions.
func (v verdict) most() bool { return 2*v.versions > v.pairs }

func (v verdict) and(w verdict) verdict {
	return verdict{v.pairs + w.pairs, v.versions + w.versions, v.changes + w.changes}
}

// What an amendment does at the least: two places where it puts other words, of
// three characters, or a clause of six in or out; see audit.Versions.
const (
	graveWords  = 3
	gravePut    = 6
	gravePlaces = 2
)

func newDifferences(c *sided) *differences {
	d := &differences{at: map[*familyCopy]int{}, n: len(c.copies), known: map[[2]*familyCopy]verdict{}}
	for w, cp := range c.copies {
		d.at[cp] = w
	}
	d.grave = make([]int, d.n*d.n)
	for _, row := range c.Rows {
		for _, seg := range row.Segments {
			d.count(seg)
		}
	}
	return d
}

// count notes which witnesses differ gravely in a segment. One that is silent has
// nothing there.
func (d *differences) count(seg align.Segment) {
	who := make([][]int, len(seg.Readings), len(seg.Readings)+1)
	keys := make([][]rune, len(seg.Readings), len(seg.Readings)+1)
	var spoken audit.Set
	for i, rd := range seg.Readings {
		keys[i] = []rune(rd.Key)
		var seen audit.Set
		for _, p := range rd.At {
			if !seen.Has(p.Witness) {
				seen |= 1 << p.Witness
				who[i] = append(who[i], p.Witness)
			}
		}
		spoken |= seen
	}
	var silent []int
	for w := range d.n {
		if !spoken.Has(w) {
			silent = append(silent, w)
		}
	}
	if len(silent) > 0 {
		who, keys = append(who, silent), append(keys, nil)
	}
	for i := range keys {
		for j := range i {
			if !gravely(keys[i], keys[j]) {
				continue
			}
			for _, v := range who[i] {
				for _, w := range who[j] {
					d.grave[v*d.n+w]++
					d.grave[w*d.n+v]++
				}
			}
		}
	}
}

// gravely reports whether two readings differ in more than a slip.
func gravely(x, y []rune) bool {
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if len(x) > 0 && len(y) > 0 {
		return max(len(x), len(y)) >= graveWords
	}
	return max(len(x), len(y)) >= gravePut
}

// pair tells whether two copies are versions.
func (d *differences) pair(a, b *familyCopy) verdict {
	if v, ok := d.known[[2]*familyCopy{a, b}]; ok {
		return v
	}
	v := verdict{pairs: 1}
	if v.changes = d.grave[d.at[a]*d.n+d.at[b]]; v.changes >= gravePlaces {
		am, versions := audit.Versions(pairOf(a, b))
		v.changes = am.Whole + am.Added + am.Repealed + am.Torn
		if versions {
			v.versions = 1
		}
	}
	d.known[[2]*familyCopy{a, b}] = v
	return v
}

// group holds a copy against the first of a group.
func (d *differences) group(g *editionGroup, cp *familyCopy) (v verdict) {
	for _, other := range g.copies[:min(len(g.copies), asked)] {
		v = v.and(d.pair(other, cp))
	}
	return v
}
