package audit

import "strings"

// A gist is what is asked of a row by every check, and for every variant in it: a page
// without a line break is one row of ten thousand segments. It holds until more of the
// row is found to be no part of the document.
type gist struct {
	known bool
	alive Set    // witnesses with text in it that belongs to the document
	reads string // see reads
}

// bury says that what w has in segment x of row r is no part of the document.
func (d *desk) bury(w, r, x int) {
	d.dead[r][x] |= 1 << w
	d.gists[r] = gist{}
}

// kill says so of all that w has in row r.
func (d *desk) kill(w, r int) {
	d.pairs = nil
	for x := range d.dead[r] {
		d.bury(w, r, x)
	}
}

func (d *desk) gist(r int) *gist {
	g := &d.gists[r]
	if g.known {
		return g
	}
	g.known = true
	for x, has := range d.have[r] {
		g.alive |= has &^ d.dead[r][x]
	}
	var out strings.Builder
	for x, seg := range d.c.Rows[r].Segments {
		best, most := "", 0
		for _, k := range d.livingReadings(r, x) {
			if rd := seg.Readings[k]; len(rd.At) > most || len(rd.At) == most && len(rd.Key) > len(best) {
				best, most = rd.Key, len(rd.At)
			}
		}
		out.WriteString(best)
	}
	g.reads = out.String()
	return g
}

// alive reports whether w has text in row r that belongs to the document.
func (d *desk) alive(w, r int) bool { return d.gist(r).alive.Has(w) }

// living returns how many witnesses are alive in row r.
func (d *desk) living(r int) int { return count(d.gist(r).alive) }

// reads returns the text of row r by the reading of each segment that most
// witnesses have; of two with as many the longer.
func (d *desk) reads(r int) string { return d.gist(r).reads }
