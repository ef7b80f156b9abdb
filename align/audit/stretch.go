package audit

import (
	"regexp"

	"jiaokan/extract"
)

// Where a copy goes its own way: rows that it alone has, with set phrases between them that
// others have too.

// stretches returns, by witness, where it goes its own way.
func (d *desk) stretches() [][]stretch {
	out := make([][]stretch, d.n)
	for w := range d.n {
		var cur stretch
		gap := 0 // characters of the passages that others have, since the last lone row
		var held []int
		flush := func() {
			for n := len(cur.rows) - 1; n > 0 && d.both[w][cur.rows[n]] >= bridge/4; n-- {
				cur.chars -= d.own[w][cur.rows[n]] - d.both[w][cur.rows[n]]
				cur.rows = cur.rows[:n] // a clause that the others have lost a part of
			}
			if cur.chars >= minForeign {
				out[w] = append(out[w], cur)
			}
			cur, gap, held = stretch{}, 0, nil
		}
		rows := d.rowsOf(w)
		for x, r := range rows {
			switch {
			case !d.alive(w, r) || d.apparatus(r):
			case d.lone(w, r) && !d.begunTogether(w, r):
				cur.rows = append(append(cur.rows, held...), r)
				cur.chars += d.own[w][r] - d.both[w][r]
				gap, held = 0, nil
			case len(cur.rows) > 0:
				if x+1 == len(rows) || !d.lone(w, rows[x+1]) || !d.runsInto(w, r, rows[x+1]) {
					gap += d.own[w][r]
				}
				if held = append(held, r); gap > bridge {
					flush()
				}
			}
		}
		flush()
	}
	return out
}

// runsInto reports whether w begins a sentence in row a as others do and then each goes
// on in words of its own, w there and in row b: two documents have a set phrase in common.
func (d *desk) runsInto(w, a, b int) bool {
	if d.own[w][a]-d.both[w][a] <= shardOnly || complete(d.text(w, a)) || d.c.Rows[b].Kind != extract.Paragraph {
		return false
	}
	for v := range d.n {
		if d.parent[v] != d.parent[w] && d.own[v][a]-d.both[v][a] > shardOnly {
			return true
		}
	}
	return false
}

// begunTogether reports whether another begins row r as w does: it has lost the
// rest of the clause. One that goes on in its own words may have had no more than
// a set phrase in common, unless a label and a heading of its own say that it is
// the same item.
func (d *desk) begunTogether(w, r int) bool {
	var with Set
	shared, alone, head := 0, 0, ""
	for x, seg := range d.c.Rows[r].Segments {
		mine := reading(seg, w)
		if mine == nil || d.dead[r][x].Has(w) {
			continue
		}
		if alone == 0 && d.attested(r, x, *mine) {
			shared += chars(mine.Key)
			head += mine.Key
			for _, p := range mine.At {
				with |= 1 << p.Witness
			}
			continue
		}
		for _, rd := range seg.Readings {
			for _, p := range rd.At {
				if p.Witness != w && chars(rd.Key) > 1 {
					with &^= 1 << p.Witness
				}
			}
		}
		alone += chars(mine.Key)
	}
	if shared < bridge/4 {
		return false
	}
	return with&^(1<<w) != 0 || d.c.Rows[r].Num.Style != extract.NoStyle && !setHeading.MatchString(head)
}

// setHeading are the headings that notices of all kinds have.
var setHeading = regexp.MustCompile(`^(总体|指导|基本|工作|主要|重点)(要求|思想|思路|原则|目标|任务)|^(保障|组织)(措施|领导|实施|保障)|^加强(组织)?领导`)

// interval returns the rows around a stretch up to those that its witness
// shares with others.
func (d *desk) interval(w int, s stretch) (lo, hi int) {
	common := func(r int) bool { return d.holdsOf(w, r) && !d.lone(w, r) }
	lo, hi = s.rows[0], s.rows[len(s.rows)-1]+1
	for lo > 0 && !common(lo-1) {
		lo--
	}
	for hi < len(d.c.Rows) && !common(hi) {
		hi++
	}
	return lo, hi
}

// holdsOf reports whether w has a fair part of row r, and not merely the full
// stop at its end.
func (d *desk) holdsOf(w, r int) bool {
	return d.alive(w, r) && (d.own[w][r] > 2 || 5*d.own[w][r] >= d.most(r))
}

// most is the length of the longest text that any witness has in row r.
func (d *desk) most(r int) (n int) {
	for w := range d.n {
		n = max(n, d.own[w][r])
	}
	return n
}
