package audit

import (
	"math/bits"

	"jiaokan/align"
)

// Which passages are the document's, where the copies are many. A passage that two
// copies of 32 have, where the other 30 read on without a gap, is no text of which 30
// have lost the same piece: two accidents explain it that way, and thirty the other.
// So that text is taken which needs the fewest accidents. A copy that has lost a
// passage suffered one, however long it is; a copy that has text of no right to stand
// there suffered one; and a copy that breaks off in mid-sentence where nothing is lost
// would be stranger than either.
//
// The segments of all rows stand in one order, so the text is a path through them,
// and the cheapest is found by dynamic programming: as the consensus of a partial
// order alignment is its heaviest path (Lee 2003), but that here what a path leaves
// out has its price too. Without it the longest path wins, with all that strayed in.
//
// There is no quorum: a copy that has lost the page says nothing of what stood on it.

const (
	fewest      = 4       // lines of copies: of three, two against one is little
	unexplained = 2       // accidents: what a break in mid-sentence is worth where nothing is lost
	mostSkipped = 1 << 10 // stations that a path may leave out at a time
	clearly     = 2       // accidents more, if a passage is text, that set it aside for that alone
)

// accidents sets d.favour: of each segment, how many accidents fewer the copies need to
// have suffered if it is text than if it is not; and d.outnumbered: whether it is held by so
// few that it strayed in. Where the odds of an accident at a given place are one in
// twenty, two are one in four hundred. But where those that have it are two against
// three who read on, they have it from somewhere; by whom it is, its words must tell.
// Of less than four lines of copies nothing is said: both are nil.
func (d *desk) accidents() {
	line, n := d.lineBits()
	if n < fewest {
		return
	}
	st := d.stations(line)
	d.muted(st, line)
	d.countPast(st, line)
	muteBeyond(st, n)
	with, without := weighStations(st, n)
	d.favour, d.outnumbered = make([][]int, len(d.c.Rows)), make([][]bool, len(d.c.Rows))
	for r, row := range d.c.Rows {
		d.favour[r], d.outnumbered[r] = make([]int, len(row.Segments)), make([]bool, len(row.Segments))
	}
	for i, s := range st {
		more := with[i] - without[i]
		for x := s.lo; x < s.hi; x++ {
			d.favour[s.row][x], d.outnumbered[s.row][x] = -more, more >= clearly && 2*more > count(s.has)
		}
	}
}

// weighStations returns for each station the accidents that the cheapest text with
// it needs, and the cheapest without. n is the number of lines.
func weighStations(st []station, n int) (with, without []int) {
	const none = 1 << 30
	ahead, back := make([]int, len(st)+2), make([]int, len(st)+2) // up to, and from; the ends stand outside
	for c := 1; c < len(ahead); c++ {
		ahead[c] = none
		step(st, c, n, func(p, cost int) { ahead[c] = min(ahead[c], ahead[p]+cost) })
	}
	for p := range back[:len(st)+1] {
		back[p] = none
	}
	for c := len(st) + 1; c > 0; c-- {
		step(st, c, n, func(p, cost int) { back[p] = min(back[p], back[c]+cost) })
	}
	with, without = make([]int, len(st)), make([]int, len(st))
	for i := range st {
		with[i], without[i] = ahead[i+1]+back[i+1], none
	}
	for c := range ahead {
		var costs []int // of the steps to c, the shortest first
		step(st, c, n, func(p, cost int) { costs = append(costs, ahead[p]+cost+back[c]) })
		best := none
		for k := len(costs) - 1; k > 0; k-- { // a step over k stations leaves out those from c-k on
			best = min(best, costs[k])
			without[c-k-1] = min(without[c-k-1], best)
		}
	}
	return with, without
}

// step calls f with each station p from which the text may go on to c, the nearest
// first, and what the step costs. Stations are counted from 1; 0 and len(st)+1 are
// the bounds of the text. What more than two lines of three have is never left out.
func step(st []station, c, n int, f func(p, cost int)) {
	if c == 0 {
		return
	}
	all := Set(1)<<n - 1
	strays, inner := Set(0), 0 // lines with text in what is left out, and the accidents within it
	for p := c - 1; p >= 0 && c-p <= mostSkipped; p-- {
		from, to := all, all
		if p > 0 {
			from = st[p-1].has | st[p-1].mute
		}
		if c <= len(st) {
			to = st[c-1].has | st[c-1].mute
		}
		cost := count(from&^to) + count(strays) + inner
		if p < c-1 && p > 0 && c <= len(st) {
			cost += unexplained * min(1, count(torn(st, p, c)&from&to&^strays))
		}
		f(p, cost)
		if p > 0 {
			has := st[p-1].has
			if 3*count(has) > 2*n {
				return
			}
			if p < c-1 {
				next := st[p].has
				inner += min(count(has&strays&^next), count(next))
			}
			strays |= has
		}
	}
}

// torn returns the lines that break off in mid-sentence between stations p and c.
func torn(st []station, p, c int) (out Set) {
	a, b := st[p-1], st[c-1]
	if first := st[p]; first.row == a.row {
		out |= a.tornAfter
	}
	if last := st[c-2]; last.row == b.row && !last.final {
		out |= b.breakBefore
	}
	return out
}

func count(s Set) int { return bits.OnesCount64(uint64(s)) }

// attested reports whether what a witness reads in a segment is told by another line
// of copies too, and more of them have text there than read on without it.
func (d *desk) attested(r, x int, rd align.Reading) bool {
	return d.severalLines(rd) && (d.favour == nil || d.favour[r][x] > 0)
}
