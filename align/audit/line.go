package audit

import "jiaokan/align"

const (
	minShared = 3   // rare errors that two copies must share
	mostHurt  = 0.5 // what a copy still counts for where it is badly damaged
	hurtReach = 3   // rows on either side that tell how damaged a copy is
)

// findLines finds copies that share rare errors: they come from one parent and
// count as one witness wherever they agree (陈垣: 同源之本不得为二证). It reports
// whether there are any.
func (d *desk) findLines(js []Judgement) bool {
	errors := make([]int, d.n)
	shared := make([][]int, d.n)
	for w := range shared {
		shared[w] = make([]int, d.n)
	}
	for _, j := range js {
		if j.Segment == LabelSegment || j.Kind == Punctuation || j.P[j.Best] < Sure {
			continue
		}
		for i, k := range j.Living {
			if i == j.Best {
				continue
			}
			at := d.c.Rows[j.Row].Segments[j.Segment].Readings[k].At
			for _, p := range at {
				errors[p.Witness]++
				for _, q := range at {
					shared[p.Witness][q.Witness]++
				}
			}
		}
	}
	found := false
	d.parent = d.twins()
	for w := range d.n {
		for v := range w {
			if n := shared[w][v]; n >= minShared && 2*n >= min(errors[w], errors[v]) {
				d.parent[w] = d.parent[v]
				found = true
				break
			}
		}
	}
	return found
}

// twins returns for each witness the first with the same text, itself if there
// is none: a copy of a copy is no second witness.
func (d *desk) twins() []int {
	first := map[string]int{}
	out := make([]int, d.n)
	for w, wit := range d.c.Witnesses {
		key := align.Key(wit.Text)
		if _, ok := first[key]; !ok {
			first[key] = w
		}
		out[w] = first[key]
	}
	return out
}

// lines counts the independent lines of copies among some places of row r. A
// copy that is damaged round about counts for less, and so does one that was
// recognised from a picture where the recogniser was not sure. kin says that some of them
// come from one parent.
func (d *desk) lines(at []align.Place, r int) (n float64, kin bool) {
	best := map[int]float64{}
	for _, p := range at {
		l := d.parent[p.Witness]
		if _, ok := best[l]; ok {
			kin = true
		}
		v := 1 - (1-mostHurt)*d.hurt(p.Witness, r)
		if d.garbled[r].Has(p.Witness) {
			v *= mostHurt
		}
		best[l] = max(best[l], v*d.trust(p))
	}
	for _, v := range best {
		n += v
	}
	return n, kin
}

// hurt is the share, from 0 to 1, of the rows around r that witness w has not
// or has in text that is no part of the document.
func (d *desk) hurt(w, r int) float64 {
	bad, all := 0, 0
	for x := max(0, r-hurtReach); x <= min(len(d.c.Rows)-1, r+hurtReach); x++ {
		if x == r || d.own[w][x] == 0 && d.living(x) == 0 {
			continue
		}
		all++
		if !d.alive(w, x) {
			bad++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(bad) / float64(all)
}
