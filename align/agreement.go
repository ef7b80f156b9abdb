package align

// Agreement lines up two folded texts and returns how many characters agree,
// and the pairs of texts where they do not.
func Agreement(a, b []rune) (same int, diffs [][2]string) {
	to := match(a, profile{keys: b}, nil)
	pi, pj := 0, 0
	put := func(i, j int) {
		if i > pi || j > pj {
			diffs = append(diffs, [2]string{string(a[pi:i]), string(b[pj:j])})
		}
		pi, pj = i+1, j+1
	}
	for i, j := range to {
		if j != never && a[i] == b[j] {
			put(i, int(j))
			same++
		}
	}
	put(len(a), len(b))
	return same, diffs
}
