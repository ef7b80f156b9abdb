package audit

import "regexp"

// stray reports whether row r of w is a stray piece though no other copy tells.
// That its few characters stand elsewhere too says little: so do those of a heading
// that has lost its number. But shards come in showers, two short lines or more
// together, where a heading stands by itself; and they end as no clause does. An
// annex is all short lines: forms, tables, lists of names.
func (d *desk) stray(w, r int, rest bool) bool {
	if complete(d.text(w, r)) || r >= d.annex() {
		return false
	}
	if len(d.printedLines(w, r)) > 1 {
		return true
	}
	for _, step := range [...]int{-1, 1} {
		x := r + step
		for x >= 0 && x < len(d.c.Rows) && d.own[w][x] == 0 {
			x += step
		}
		if x < 0 || x >= len(d.c.Rows) {
			continue
		}
		if !d.alive(w, x) && d.own[w][x] <= shardLine || d.isShard(w, x, rest) && !complete(d.text(w, x)) {
			return true
		}
	}
	return false
}

// annex is the first row, but for the first of all, that announces an annex, or
// the number of rows.
func (d *desk) annex() int {
	if d.annexed == 0 {
		d.annexed = 1
		for d.annexed < len(d.c.Rows) && !announcesAnnex.MatchString(d.reads(d.annexed)) {
			d.annexed++
		}
	}
	return d.annexed
}

var announcesAnnex = regexp.MustCompile(`^附(件|录|表|图)`)
