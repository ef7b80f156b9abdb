package audit

// Scores of two letters side by side, and of a letter without a partner: those of
// the alignment of copies (align/matrix.go), so that a chance agreement never pays
// for the gaps it opens and a word put for another stays beside it.
const (
	scoreSame   = 4
	scoreDiffer = -5
	scoreOpen   = -12
	scoreExtend = -1
)

// Where a cell's score comes from.
const (
	fromNothing = iota
	fromPair
	fromA
	fromB

	fromCell = 3 // mask
	extendsA = 4
	extendsB = 8
)

// local pairs the letters of a and b where a part of one is most like a part of
// the other, and returns for each letter of a its partner in b, or none: what a
// quotation has before and behind is left out, and misread, dropped and added
// letters are borne. Smith & Waterman 1981, with the affine gaps of Gotoh 1982;
// of equal scores the earliest end, and letters are paired rather than left alone.
// Cost: a cell of one byte for each pair of letters, some 4 ns.
func local(a, b []rune) []int32 {
	to := make([]int32, len(a))
	for i := range to {
		to[i] = none
	}
	w := len(b) + 1
	back := make([]uint8, (len(a)+1)*w)
	score, onlyA := make([]int32, w), make([]int32, w)
	for j := range onlyA {
		onlyA[j] = scoreOpen
	}
	best, bi, bj := int32(0), 0, 0
	for i := 1; i <= len(a); i++ {
		row := back[i*w : (i+1)*w]
		diagonal, onlyB := score[0], int32(scoreOpen)
		for j := 1; j < w; j++ {
			var from uint8
			if e := onlyA[j] + scoreExtend; e > score[j]+scoreOpen+scoreExtend {
				onlyA[j], from = e, from|extendsA
			} else {
				onlyA[j] = score[j] + scoreOpen + scoreExtend
			}
			if e := onlyB + scoreExtend; e > score[j-1]+scoreOpen+scoreExtend {
				onlyB, from = e, from|extendsB
			} else {
				onlyB = score[j-1] + scoreOpen + scoreExtend
			}
			s := diagonal + scoreDiffer
			if a[i-1] == b[j-1] {
				s = diagonal + scoreSame
			}
			way := uint8(fromPair)
			if onlyA[j] > s {
				s, way = onlyA[j], fromA
			}
			if onlyB > s {
				s, way = onlyB, fromB
			}
			if s <= 0 {
				s, way = 0, fromNothing
			}
			diagonal, score[j] = score[j], s
			row[j] = from | way
			if s > best {
				best, bi, bj = s, i, j
			}
		}
	}
	trace(back, w, bi, bj, to)
	return to
}

// trace follows the cells from (i, j) back to where the likeness begins.
func trace(back []uint8, w, i, j int, to []int32) {
	for i > 0 && j > 0 {
		switch c := back[i*w+j]; c & fromCell {
		case fromPair:
			i, j = i-1, j-1
			to[i] = int32(j)
		case fromA:
			for long := true; long && i > 0; i-- {
				long = back[i*w+j]&extendsA != 0
			}
		case fromB:
			for long := true; long && j > 0; j-- {
				long = back[i*w+j]&extendsB != 0
			}
		default:
			return
		}
	}
}
