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

// gather takes the last characters of a line that agree with nothing where they stand, far
// behind the rest of it, back to where they agree beside the rest, and the first likewise:
//
//	A  …作为生产有全程机械化的必要环节。…（财政部指导）⏎
//	B  …作为生产                                     全⏎
//
// 全 beside the last mark of the clause leaves one gap, and 全 beside 全 leaves two; but
// nothing speaks for the first.
func (m *matcher) gather() {
	if m.aEdge == nil {
		return
	}
	for i := 1; i < len(m.a); i++ {
		from, to := int(m.to[i-1])+1, int(m.to[i]) // b[from:to] is free
		if m.to[i-1] == never || to < from+shortLoss || m.aEdge[i] {
			continue
		}
		lo, hi := i-1, i+1
		for lo > 0 && !m.aEdge[lo] && m.to[lo-1] == m.to[lo]-1 {
			lo--
		}
		for hi < len(m.a) && !m.aEdge[hi] && m.to[hi] == m.to[hi-1]+1 {
			hi++
		}
		if m.aEdge[hi] && m.astray(i, hi) {
			m.draw(i, hi, from, to)
		} else if m.aEdge[lo] && m.astray(lo, i) {
			m.draw(lo, i, max(from, to-(i-lo)-hungSlack), to)
		}
	}
}

// astray reports whether a[lo:hi], a scrap, agrees with nothing where it stands.
func (m *matcher) astray(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if m.to[i] == never || m.b.has(int(m.to[i]), m.a[i]) {
			return false
		}
	}
	return hi-lo <= scrap
}

// draw lines up a[lo:hi] with what it agrees with from bl on, within a few characters and
// before bh.
func (m *matcher) draw(lo, hi, bl, bh int) {
	for x := bl; x <= bl+hungSlack && x+hi-lo <= bh; x++ {
		if m.equal(lo, hi, x) {
			for i := lo; i < hi; i++ {
				m.to[i] = int32(x + i - lo)
			}
			return
		}
	}
}

// equal reports whether a[lo:hi] agrees with b from j on.
func (m *matcher) equal(lo, hi, j int) bool {
	for i := lo; i < hi; i++ {
		if !m.b.has(j+i-lo, m.a[i]) {
			return false
		}
	}
	return true
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
