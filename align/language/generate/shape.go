package main

// How easily one character is taken for another by its looks is judged by how much
// ink they share: by an edit distance between their trees of parts, counted in
// strokes. Dropping or adding a piece costs its strokes. Changing one piece into
// another costs as much as the larger has, or, where that is less, twice the edit
// distance of their strokes: 氵 to 冫 is two, so 治 and 冶 are nearer than 治 and 始;
// 氵 to 犭 is three, as if nothing were shared.
//
// The double price is what counts. With a single one any two characters full of
// horizontal strokes are neighbours (招披, 洋涌): when one random pair in 200 of common
// characters is let through, it finds 52 % of same_stroke.txt's pairs, the double
// price 82 %, and whole pieces alone 79 %.
//
// An alignment of two characters of n pieces costs n² comparisons of pieces, each
// remembered, and n² steps for their strokes.

const (
	// changedStroke is the price of a stroke that is changed, lost or added within a piece.
	changedStroke = 2
	// simple pieces may be changed stroke by stroke; in larger ones the strokes' order
	// says too little.
	simple = 9
)

// shapes measures distances and remembers those of pieces.
type shapes map[uint64]float64 // by the numbers of two parts

// apart is how many strokes must change to make b of a.
func (s shapes) apart(a, b *part) float64 {
	if a == b {
		return 0
	}
	key := uint64(min(a.num, b.num))<<32 | uint64(max(a.num, b.num))
	d, ok := s[key]
	if !ok {
		d = s.compare(a, b)
		s[key] = d
	}
	return d
}

func (s shapes) compare(a, b *part) float64 {
	d := max(a.size(), b.size())
	if d <= simple {
		strokes := align(a.strokes, b.strokes, strokesApart, func(rune) float64 { return 1 })
		if a.op != b.op && a.op != 0 && b.op != 0 {
			strokes++ // laid out otherwise
		}
		d = min(d, changedStroke*strokes)
	}
	if a.op == b.op && a.op != 0 {
		d = min(d, align(a.kids, b.kids, s.apart, (*part).size))
	}
	return s.within(b, a, s.within(a, b, d))
}

// within is the cost of a as one piece of b, the rest of b missing, if less than best.
func (s shapes) within(a, b *part, best float64) float64 {
	for _, k := range b.kids {
		if rest := b.size() - k.size(); rest < best {
			best = min(best, rest+s.apart(a, k))
		}
	}
	return best
}

// strokesApart tells strokes apart by the five kinds of stroke-order input methods.
func strokesApart(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case strokeKind(a) == strokeKind(b):
		return 0.4
	}
	return 1
}

// strokeKind is one of 横竖撇点折.
func strokeKind(r rune) int {
	switch r {
	case '一', '㇀':
		return 0
	case '丨', '亅', '㇁':
		return 1
	case '丿':
		return 2
	case '丶', '乀', '㇂':
		return 3
	}
	return 4
}

// align is the edit distance of two sequences.
func align[T any](a, b []T, swap func(x, y T) float64, drop func(T) float64) float64 {
	row := make([]float64, len(b)+1)
	for j, y := range b {
		row[j+1] = row[j] + drop(y)
	}
	for _, x := range a {
		diagonal := row[0]
		row[0] += drop(x)
		for j, y := range b {
			d := min(diagonal+swap(x, y), row[j]+drop(y), row[j+1]+drop(x))
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}
