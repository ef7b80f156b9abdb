package extract

import (
	"cmp"
	"slices"
	"strings"
)

// A region is a part of a page whose lines are read from top to bottom: the
// whole page, one of its columns, or what stands above or below the columns.
type region struct {
	stretches   []stretch // by where they begin, from the top
	column      bool
	left, right float64 // of a column
}

// regions cuts a page into regions in reading order.
//
//	┌──────────────┐
//	│  a title     │  crosses the gutter: a region of its own
//	├──────┐┌──────┤
//	│ text ││ text │  nothing crosses, and on both sides there is prose whose
//	│ text ││ text │  lines go from edge to edge: two regions
//	├──────┘└──────┤
//	│ name    sum  │  the cells of a table do not fill their columns: a region
//	│ a       1.0  │
//	└──────────────┘
//
// It is the recursive cut of Nagy and Seth (1984), but for what is taken as a
// gutter: there any white strip, which tears tables and lists apart.
//
// Where a page has so little text that nobody can tell, a gutter that another
// page has in the same place is one: known, to which those found are added.
func regions(all []stretch, known *gutters) []region {
	slices.SortStableFunc(all, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.box.Y0, b.box.Y0), cmp.Compare(a.box.X0, b.box.X0))
	})
	if len(all) == 0 {
		return nil
	}
	sizes := make([]float64, len(all))
	for i := range all {
		sizes[i] = all[i].size
	}
	slices.Sort(sizes)
	c := cutter{em: sizes[len(sizes)/2], known: known}
	c.cut(region{stretches: all}, 0)
	return c.regions
}

// gutters are those that the pages of a file have in different places.
type gutters []gutter

// at returns the one that lies where g does, or nil.
func (gs gutters) at(g *gutter) *gutter {
	for i := range gs {
		if k := &gs[i]; min(k.x1, g.x1)-max(k.x0, g.x0) > 0 {
			return k
		}
	}
	return nil
}

// add adds g if it is new and there are few.
func (gs *gutters) add(g gutter) {
	if len(*gs) < 2*maxCuts && gs.at(&g) == nil {
		g.left.stretches, g.right.stretches = nil, nil
		*gs = append(*gs, g)
	}
}

// A cutter cuts a page into regions.
type cutter struct {
	em      float64 // of most of the page
	known   *gutters
	regions []region
}

// maxCuts bounds the columns beside each other.
const maxCuts = 6

func (c *cutter) cut(r region, depth int) {
	for depth < maxCuts && len(r.stretches) > 0 {
		g, ok := c.gutter(r.stretches)
		if !ok {
			break
		}
		if g.lo > 0 {
			above := r
			above.stretches = r.stretches[:g.lo]
			c.regions = append(c.regions, above)
		}
		c.cut(g.left, depth+1)
		c.cut(g.right, depth+1)
		r.stretches = r.stretches[g.hi:]
	}
	if len(r.stretches) > 0 {
		c.regions = append(c.regions, r)
	}
}

// A gutter is a strip from x0 to x1 that no stretch of stretches[lo:hi] crosses.
type gutter struct {
	x0, x1      float64
	lo, hi      int
	left, right region
}

// minGutter is the least width of a gutter, in characters.
const minGutter = 1

// gutter returns the first gutter between two columns of text. It walks down the
// page with the strips that are white so far.
func (c *cutter) gutter(ss []stretch) (gutter, bool) {
	var open []gutter
	for i := range ss {
		s := &ss[i]
		still := open[:0]
		for _, g := range open {
			if c.beside(&g, s) {
				still = append(still, g)
				continue
			}
			if g.hi = i; c.parts(&g, ss) {
				return g, true
			}
		}
		open = still
		if g, ok := c.opens(ss, i, open); ok {
			open = append(open, g)
		}
	}
	for _, g := range open {
		if g.hi = len(ss); c.parts(&g, ss) {
			return g, true
		}
	}
	return gutter{}, false
}

// beside reports whether s leaves room for the gutter, which it may narrow.
func (c *cutter) beside(g *gutter, s *stretch) bool {
	least := minGutter * c.em
	switch x0, x1 := max(g.x0, s.box.X1), min(g.x1, s.box.X0); {
	case g.x1-x0 >= least:
		g.x0 = x0
	case x1-g.x0 >= least:
		g.x1 = x1
	default:
		return false
	}
	return true
}

// opens returns the strip between stretch i and one of the last few that stands
// in the same line, if none is open there.
func (c *cutter) opens(ss []stretch, i int, open []gutter) (gutter, bool) {
	const few, most = 4, 8
	for j := i - 1; j >= max(0, i-few); j-- {
		a, b := &ss[i], &ss[j]
		if a.box.X0 > b.box.X0 {
			a, b = b, a
		}
		if a.box.Y1 < b.box.Y0+c.em/2 || b.box.Y1 < a.box.Y0+c.em/2 || b.box.X0-a.box.X1 < minGutter*c.em {
			continue
		}
		g := gutter{x0: a.box.X1, x1: b.box.X0, lo: j}
		for k := j + 1; k < i; k++ {
			if !c.beside(&g, &ss[k]) {
				return g, false
			}
		}
		for _, o := range open {
			if min(o.x1, g.x1)-max(o.x0, g.x0) >= minGutter*c.em {
				return g, false
			}
		}
		return g, len(open) < most
	}
	return gutter{}, false
}

// parts reports whether the strip parts two columns of text, and sets them.
func (c *cutter) parts(g *gutter, ss []stretch) bool {
	if g.hi-g.lo < 4 {
		return false
	}
	c.end(g, ss)
	var left, right []stretch
	for _, s := range ss[g.lo:g.hi] {
		if g.onLeft(&s) {
			left = append(left, s)
		} else {
			right = append(right, s)
		}
	}
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	var broken1, broken2 int
	g.left, broken1 = c.column(left)
	g.right, broken2 = c.column(right)
	if broken1 >= 4 && broken2 >= 4 {
		c.known.add(*g)
		return true
	}
	k := c.known.at(g)
	if broken1+broken2 == 0 || k == nil {
		return false
	}
	g.left.widen(&k.left)
	g.right.widen(&k.right)
	return true
}

// widen gives r the edges of a column in its place that has more lines.
func (r *region) widen(o *region) {
	r.left, r.right = min(r.left, o.left), max(r.right, o.right)
}

func (g *gutter) onLeft(s *stretch) bool { return s.box.X1 <= g.x0 }

// end leaves out what stands at the end of the columns on one side only, below a
// gap: a signature below both.
func (c *cutter) end(g *gutter, ss []stretch) {
	last := g.hi - 1 // the first of those at the end that are on one side
	for last > g.lo && g.onLeft(&ss[last-1]) == g.onLeft(&ss[g.hi-1]) {
		last--
	}
	for i := max(last, g.lo+1); i < g.hi; i++ {
		if ss[i].box.Y0-ss[i-1].box.Y1 > 2*c.em {
			g.hi = i
			return
		}
	}
}

// column makes a region of stretches, and counts the lines that reach its right
// edge where the next begins at the left one. It must be eight characters wide
// and more, with marks as prose has them: a column of dates or of numbers has
// the edges and not the marks.
func (c *cutter) column(ss []stretch) (r region, broken int) {
	var lefts, rights []float64
	for i := range ss {
		lefts, rights = append(lefts, ss[i].box.X0), append(rights, ss[i].box.X1)
	}
	slices.Sort(lefts)
	slices.Sort(rights)
	slices.Reverse(rights)
	r = region{stretches: ss, column: true, left: agreed(lefts, c.em/2, 2), right: agreed(rights, c.em, 2)}
	marks := 0
	for i := range ss {
		if i > 0 && ss[i-1].box.X1 > r.right-1.6*c.em && ss[i].box.X0 < r.left+0.6*c.em {
			broken++
		}
		for _, p := range ss[i].pieces {
			marks += strings.Count(p.text, "，") + strings.Count(p.text, "、") + strings.Count(p.text, "。")
		}
	}
	if r.right-r.left < 8*c.em || marks < 4 {
		return r, 0
	}
	return r, broken
}

// lines puts the stretches of a region together to lines.
func (r region) lines(number, turn int, s *sheet) []printed {
	slices.SortStableFunc(r.stretches, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.middle(), b.middle()), cmp.Compare(a.box.X0, b.box.X0))
	})
	var lines []printed
	for lo := 0; lo < len(r.stretches); {
		hi := lo + 1
		for hi < len(r.stretches) && r.stretches[hi].level(&r.stretches[lo]) {
			hi++
		}
		for _, row := range rows(r.stretches[lo:hi]) {
			l := newPrinted(row, number, turn, s)
			if len(l.pieces) == 0 {
				continue
			}
			l.column, l.left, l.right = r.column, r.left, r.right
			lines = append(lines, l)
		}
		lo = hi
	}
	return lines
}

func (st *stretch) middle() float64 { return (st.box.Y0 + st.box.Y1) / 2 }

// level reports whether two stretches stand at one height.
func (st *stretch) level(o *stretch) bool {
	return overlap(st.middle(), st.height(), o.middle(), o.height()) >= 0.5
}

func (st *stretch) height() float64 { return min(max(st.box.Y1-st.box.Y0, minSize), 72) }

// rows returns the pieces of stretches at one height: one row, or more where
// stretches lie over each other.
func rows(ss []stretch) [][]piece {
	slices.SortStableFunc(ss, func(a, b stretch) int { return cmp.Compare(a.box.X0, b.box.X0) })
	const most = 8
	var all [][]piece
	var ends []float64
	for _, s := range ss {
		i := 0
		for i < len(ends) && i < most && s.box.X0 < ends[i]-s.size/2 {
			i++
		}
		if i == len(ends) || i == most {
			i = len(ends)
			all, ends = append(all, nil), append(ends, 0)
		}
		all[i] = append(all[i], s.pieces...)
		ends[i] = s.box.X1
	}
	return all
}
