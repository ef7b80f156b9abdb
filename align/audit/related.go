package audit

import "jiaokan/align"

// Related tells how much of each witness some other witness has too, and
// returns the least: about 1 for equal copies, near 0 where one of them is
// another document. A copy that has lost most of its text still agrees in what
// it has left, so the shorter of two texts is the measure.
//
// Damaged copies of one notice come out above 0.5; different notices of one
// government, which share their set phrases, below 0.05.
func Related(c *align.Collation) float64 {
	n := len(c.Witnesses)
	if n < 2 {
		return 1
	}
	own, both := make([]int, n), make([][]int, n)
	for w := range both {
		both[w] = make([]int, n)
	}
	for _, row := range c.Rows {
		for _, seg := range row.Segments {
			for _, rd := range seg.Readings {
				k := chars(rd.Key)
				for _, v := range have(rd) {
					own[v] += k
					for _, w := range have(rd) {
						both[v][w] += k
					}
				}
			}
		}
	}
	least := 1.0
	for w := range n {
		most := 0.0
		for v := range n {
			if shorter := min(own[v], own[w]); v != w && shorter > 0 {
				most = max(most, float64(both[v][w])/float64(shorter))
			}
		}
		least = min(least, most)
	}
	return least
}

// have returns the witnesses of a reading, each once.
func have(rd align.Reading) []int {
	var out []int
	seen := Set(0)
	for _, p := range rd.At {
		if !seen.Has(p.Witness) {
			seen |= 1 << p.Witness
			out = append(out, p.Witness)
		}
	}
	return out
}
