package align

// Scores of one column. An isolated chance agreement between unrelated texts
// must never pay for the two gaps it opens, and a word exchanged for another
// of the same length should stay in the same columns.
const (
	same    = 4
	differ  = -5
	open    = -12
	extend  = -1
	minimum = -1 << 29
)

const (
	fromPair = iota // a[i] with b[j]
	fromA           // a[i] alone
	fromB           // b[j] alone
)

// matrix aligns a[al:ah] with b[bl:bh] by Gotoh's recurrences and writes the
// pairs. One byte a cell holds where each of the three states came from; the
// cells of the first row and column are never read, there is but one way there.
func (m *matcher) matrix(al, ah, bl, bh int) {
	n, w := ah-al, bh-bl
	if need := (n + 1) * (w + 1); cap(m.back) < need {
		m.back = make([]uint8, need)
	}
	if need := 3 * (w + 1); cap(m.cells) < need {
		m.cells = make([]int32, need)
	}
	back, cells := m.back[:(n+1)*(w+1)], m.cells[:3*(w+1)]
	pair, onlyA, onlyB := cells[:w+1], cells[w+1:2*(w+1)], cells[2*(w+1):]
	pair[0] = 0
	for j := 1; j <= w; j++ {
		pair[j], onlyA[j], onlyB[j] = minimum, minimum, open+extend*int32(j)
	}
	onlyA[0], onlyB[0] = minimum, minimum
	for i := 1; i <= n; i++ {
		row := back[i*(w+1) : (i+1)*(w+1)]
		r := m.a[al+i-1]
		dp, da, db := pair[0], onlyA[0], onlyB[0] // the cell up and left
		pair[0], onlyB[0], onlyA[0] = minimum, minimum, open+extend*int32(i)
		lp, la, lb := pair[0], onlyA[0], onlyB[0] // the cell to the left
		for j := 1; j <= w; j++ {
			up, ua, ub := pair[j], onlyA[j], onlyB[j]
			// a pair
			best, from := dp, uint8(fromPair)
			if da > best {
				best, from = da, fromA
			}
			if db > best {
				best, from = db, fromB
			}
			if m.b.has(bl+j-1, r) {
				best += same
			} else {
				best += differ
			}
			// a alone
			x, fx := up+open, uint8(fromPair)
			if ua > x {
				x, fx = ua, fromA
			}
			if ub+open > x {
				x, fx = ub+open, fromB
			}
			// b alone
			y, fy := lp+open, uint8(fromPair)
			if lb > y {
				y, fy = lb, fromB
			}
			if la+open > y {
				y, fy = la+open, fromA
			}
			lp, la, lb = best, x+extend, y+extend
			pair[j], onlyA[j], onlyB[j] = lp, la, lb
			row[j] = from | fx<<2 | fy<<4
			dp, da, db = up, ua, ub
		}
	}
	state := uint8(fromPair)
	if onlyA[w] > pair[w] && onlyA[w] >= onlyB[w] {
		state = fromA
	} else if onlyB[w] > pair[w] {
		state = fromB
	}
	for i, j := n, w; i > 0 || j > 0; {
		c := back[i*(w+1)+j]
		switch {
		case j == 0:
			i--
		case i == 0:
			j--
		case state == fromA:
			state = c >> 2 & 3
			i--
		case state == fromB:
			state = c >> 4 & 3
			j--
		default:
			state = c & 3
			i, j = i-1, j-1
			m.to[al+i] = int32(bl + j)
		}
	}
}
