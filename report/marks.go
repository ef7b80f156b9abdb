package report

import (
	"cmp"
	"slices"
)

// A state says what stands at a place of a witness. A later one is the more
// important where a drawing has room for one only.
type state uint8

const (
	agreed state = iota
	repaired
	differing
	fragment
	repeated
	foreign
	lost
	states // how many there are
)

var stateNames = [states]string{"agreed", "repaired", "differing", "fragment", "repeated", "foreign", "lost"}

func (s state) String() string { return stateNames[s] }

// damage is the state of the text that a finding of this rule is about.
var damage = map[string]state{
	"corruption.duplicate":  repeated,
	"corruption.foreign":    foreign,
	"corruption.fragment":   fragment,
	"corruption.truncated":  lost,
	"corruption.missing":    lost,
	"corruption.garbled":    repaired,
	"corruption.confusable": repaired,
}

// marks holds what is to be shown at each code point of one witness.
type marks struct {
	runs   []run
	points map[int][]point // by row
}

// A run is a stretch of a witness that is shown one way.
type run struct {
	start, end int
	variant    int // -1 for none
	finding    int // -1 for none; the one that says what damage this is
}

// A point is a place without length: text that this witness lacks.
type point struct {
	at      int
	row     int
	variant int // -1 for none
	finding int // -1 for none
}

// mark lays the variants and the damage of witness w over its text.
func (v *view) mark(w int) marks {
	m := marks{points: map[int][]point{}}
	n := len(v.texts[w])
	readings, damages := newCanvas(n), newCanvas(n)
	v.markVariants(w, readings, &m)
	v.markDamage(w, damages, &m)
	m.runs = runsOf(readings.colour, damages.colour)
	for _, list := range m.points {
		slices.SortStableFunc(list, func(a, b point) int { return a.at - b.at })
	}
	return m
}

func (v *view) markVariants(w int, c *canvas, m *marks) {
	id := v.Witnesses[w].ID
	for i, x := range v.Variants {
		for _, r := range x.Readings {
			sp, ok := r.Spans[id]
			if !ok {
				continue
			}
			s, e := v.clip(w, sp[0], sp[1])
			if s < e {
				c.paint(s, e, i+1)
			} else if row, ok := v.row[x.Row]; ok {
				m.points[row] = append(m.points[row], point{s, row, i, -1})
			}
		}
	}
}

// markDamage paints the worst first: what lies over it later stays hidden.
func (v *view) markDamage(w int, c *canvas, m *marks) {
	id := v.Witnesses[w].ID
	var list []int
	for i, f := range v.Findings {
		if _, ok := damage[f.Rule]; ok {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Compare(damage[v.Findings[b].Rule], damage[v.Findings[a].Rule])
	})
	for _, i := range list {
		f := &v.Findings[i]
		for _, sp := range f.Spans {
			if sp.Witness != id {
				continue
			}
			s, e := v.clip(w, sp.Start, sp.End)
			if s < e {
				c.paint(s, e, i+1)
				continue
			}
			row, ok := v.row[f.Row]
			if !ok {
				row = v.rowAt(w, s)
			}
			m.points[row] = append(m.points[row], point{s, row, -1, i})
		}
	}
}

// state returns what stands at a run of witness w.
func (v *view) state(w int, r run) state {
	s := agreed
	if r.finding >= 0 {
		s = damage[v.Findings[r.finding].Rule]
	}
	if r.variant >= 0 {
		s = max(s, v.readingState(w, r.variant))
	}
	return s
}

// readingState returns repaired where another reading was taken for good in the
// place of this witness's, else differing.
func (v *view) readingState(w, variant int) state {
	x := &v.Variants[variant]
	if !x.Open && !v.used(w, x) {
		return repaired
	}
	return differing
}

// used reports whether the canonical text prints the reading of witness w.
func (v *view) used(w int, x *ResultVariant) bool {
	if x.Chosen == nil || *x.Chosen < 0 || *x.Chosen >= len(x.Readings) {
		return false
	}
	return slices.Contains(x.Readings[*x.Chosen].Witnesses, v.Witnesses[w].ID)
}

// A canvas holds a colour for each code point of a text; 0 is none.
type canvas struct {
	colour []int
	next   []int // at i: the first place not before i that may still be bare
}

func newCanvas(n int) *canvas {
	c := &canvas{colour: make([]int, n), next: make([]int, n+1)}
	for i := range c.next {
		c.next[i] = i
	}
	return c
}

// paint colours what is still bare of [start, end). Each code point is painted
// once and then stepped over, as in a disjoint-set forest with path halving, so
// that many long spans over each other cost no more than the text is long.
func (c *canvas) paint(start, end, colour int) {
	for i := c.bare(start); i < end; i = c.bare(i) {
		c.colour[i] = colour
		c.next[i] = i + 1
	}
}

func (c *canvas) bare(i int) int {
	for c.next[i] != i {
		c.next[i] = c.next[c.next[i]]
		i = c.next[i]
	}
	return i
}

// runsOf cuts a text where either of its colours changes.
func runsOf(readings, damages []int) []run {
	var runs []run
	for i := range readings {
		last := len(runs) - 1
		if last >= 0 && runs[last].variant == readings[i]-1 && runs[last].finding == damages[i]-1 {
			runs[last].end = i + 1
			continue
		}
		runs = append(runs, run{i, i + 1, readings[i] - 1, damages[i] - 1})
	}
	return runs
}

// within returns the runs of [start, end), the first and the last cut to it.
func (m *marks) within(start, end int) []run {
	i, _ := slices.BinarySearchFunc(m.runs, start+1, func(r run, p int) int { return r.end - p })
	var out []run
	for ; i < len(m.runs) && m.runs[i].start < end; i++ {
		r := m.runs[i]
		r.start, r.end = max(r.start, start), min(r.end, end)
		out = append(out, r)
	}
	return out
}
