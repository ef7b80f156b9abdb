package align

import "slices"

// Scores of one column. An isolated chance agreement between unrelated texts
// must never pay for the two gaps it opens, and a word exchanged for another
// of the same length should stay in the same columns.
const (
	same    = 4
	differ  = -5
	open    = -12
	extend  = -1
	minimum = -1 << 29 // less than any, fourfold
)

// The states of the recurrences: how a column came about.
const (
	pairs = iota // a[i] with b[j]
	onlyA        // a[i] alone
	onlyB        // b[j] alone
)

// A cell holds the scores of the three states, fourfold: the two bits that are free take
// part in a comparison and say where the score comes from, so that the greatest of three
// tells both. Of equal scores that of a pair is the greatest.
type cell struct{ pair, a, b int32 }

// came is the state that led to another, by those two bits.
var came = [3][3]int{pairs: {onlyB, onlyA, pairs}, onlyA: {onlyB, onlyA, pairs}, onlyB: {onlyA, onlyB, pairs}}

// matrix aligns a[al:ah] with b[bl:bh] by Gotoh's recurrences and writes the
// pairs. One byte a cell holds where each of the three states came from; the
// cells of the first row and column are never read, there is but one way there.
func (m *matcher) matrix(al, ah, bl, bh int) {
	n, w := ah-al, bh-bl
	if need := (n + 1) * (w + 1); cap(m.back) < need {
		m.back = make([]uint8, need)
	}
	if need := w + 1; cap(m.cells) < need {
		m.cells = make([]cell, need)
	}
	back, cells := m.back[:(n+1)*(w+1)], m.cells[:w+1]
	cells[0] = cell{0, minimum, minimum}
	for j := 1; j <= w; j++ {
		cells[j] = cell{minimum, minimum, 4 * (open + extend*int32(j))}
	}
	for i := 1; i <= n; i++ {
		diag, left := cells[0], cell{minimum, 4 * (open + extend*int32(i)), minimum}
		cells[0] = left
		r, row := m.a[al+i-1], back[i*(w+1)+1:(i+1)*(w+1)]
		keys, above := m.b.keys[bl:bh][:len(row)], cells[1:][:len(row)]
		for j := range row {
			up := above[j]
			score := int32(4 * differ)
			if keys[j] == r || m.b.alts != nil && slices.Contains(m.b.alts[bl+j], r) {
				score = 4 * same
			}
			pair := max(diag.pair|2, diag.a|1, diag.b)
			a := max(up.pair+4*open|2, up.a|1, up.b+4*open)
			b := max(left.pair+4*open|2, left.b|1, left.a+4*open)
			row[j] = uint8(pair&3 | a&3<<2 | b&3<<4)
			diag, left = up, cell{pair&^3 + score, a&^3 + 4*extend, b&^3 + 4*extend}
			above[j] = left
		}
	}
	m.trace(al, ah, bl, bh)
}

// trace writes the pairs of the best way through the matrix.
func (m *matcher) trace(al, ah, bl, bh int) {
	w := bh - bl
	end := m.cells[w]
	state := pairs
	if end.a > end.pair && end.a >= end.b {
		state = onlyA
	} else if end.b > end.pair {
		state = onlyB
	}
	for i, j := ah-al, w; i > 0 && j > 0; {
		via := m.back[i*(w+1)+j] >> (2 * state) & 3
		switch state {
		case pairs:
			i, j = i-1, j-1
			m.to[al+i] = int32(bl + j)
		case onlyA:
			i--
		case onlyB:
			j--
		}
		state = came[state][via]
	}
}
