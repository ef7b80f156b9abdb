package align

import "slices"

// closeUp takes the few characters by which a line begins, or ends, to where the rest of
// it is lined up, if they agree there but for one in three. Where the title of another
// document stands before that of the copies, 国务院 of a copy is as good as its first word
// as theirs is; but its line runs on, 国务院办公厅, and is not torn over other clauses for a
// character that the others misread.
func (m *matcher) closeUp() {
	if m.aEdge == nil || m.b.edge == nil {
		return
	}
	for i := 1; i < len(m.a); i++ {
		from, to := m.to[i-1], m.to[i]
		if from == never || to <= from+1 || m.aEdge[i] || !slices.Contains(m.b.edge[from+1:to+1], true) {
			continue
		}
		lo, hi := i-1, i+1
		for lo > 0 && !m.aEdge[lo] && m.to[lo-1] == m.to[lo]-1 {
			lo--
		}
		for hi < len(m.a) && !m.aEdge[hi] && m.to[hi] == m.to[hi-1]+1 {
			hi++
		}
		if !m.shift(lo, i, int(to)-(i-lo), int(from)+1, int(to)) {
			m.shift(i, hi, int(from)+1, int(from)+1, int(to))
		}
	}
}

// shift lines up a[lo:hi], a scrap, with b from j on, which is free from bl to bh.
func (m *matcher) shift(lo, hi, j, bl, bh int) bool {
	n, same := hi-lo, 0
	if n < 2 || n > scrap || j < bl || j+n > bh {
		return false
	}
	for x := range n {
		if m.b.has(j+x, m.a[lo+x]) {
			same++
		}
	}
	if 3*same < 2*n {
		return false
	}
	for x := range n {
		m.to[lo+x] = int32(j + x)
	}
	return true
}
