package align

import (
	"slices"
	"strings"

	"jiaokan/align/language"
	"jiaokan/extract"
)

const (
	minJoint  = 10      // characters on either side before their order is worth a thought
	maxPieces = 1 << 14 // pairs of pieces weighed
)

// A piece is a clause, or what is left of one, in a place where two texts go
// separate ways.
type piece struct {
	items      []int32 // columns, or characters of the witness that joins
	head, tail []rune  // its first and last characters
	num        extract.Num
	fresh      bool // of the witness that joins
	runsOn     bool // no line break before it
	onward     bool // nor behind it
	tornOff    bool // it begins in mid-sentence behind a whole one, where no copy has it
}

// interleave puts some columns and some characters of w, neither of them none, which
// have nothing in common, in one order. Copies that lost neighbouring pages each
// have what the other lacks, and the order is told by the seams: a text that
// breaks off in mid-sentence goes before the one that takes the sentence up,
// and （二） goes before （三）. Of all ways to merge the two lists of clauses the
// one whose seams are the likeliest language is taken, by dynamic programming
// over the pairs of clauses.
//
// Before and behind are the columns on either side, never where there is none.
func (t *table) interleave(w int, toks, cols []int32, before, behind int32) []piece {
	a, b := t.pieces(cols, before, behind), t.streams[w].pieces(toks)
	if len(toks) < minJoint || len(cols) < minJoint || len(t.streams) == 2 || len(a)*len(b) > maxPieces {
		return t.byJoints(before, a, b)
	}
	if around(a, b) {
		return letIn(a, b)
	}
	if around(b, a) {
		return letIn(b, a)
	}
	s := t.streams[w]
	lo, hi := int(toks[0]), int(toks[len(toks)-1])+1
	return merge(a, b, piece{tail: s.keys[max(0, lo-seamLength):lo]}, piece{head: s.keys[hi:min(len(s.keys), hi+seamLength)]})
}

// byJoints orders two texts by where they are joined to what both have: what
// runs on from it goes first, what runs on into it goes last. A text that is
// joined at both ends and torn in the middle lets the other in there, if that is
// torn off at both ends:
//
//	A  （以下简⏎水预处理工艺要求高…海水淡化等方面的⏎报送您
//	B  （以下简称“太钢”）…也存在一些问⏎工作，建立健全…的报告一并报送您
//
// Where a sentence breaks off before both, an item of the one goes behind what of the other
// has no label.
func (t *table) byJoints(before int32, a, b []piece) []piece {
	aFront, aBack := a[0].runsOn, a[len(a)-1].onward
	bFront, bBack := b[0].runsOn, b[len(b)-1].onward
	switch {
	case around(a, b):
		return letIn(a, b)
	case around(b, a):
		return letIn(b, a)
	case (bFront || aBack) && !aFront && !bBack:
		return slices.Concat(b, a)
	case aFront || aBack || bFront || bBack:
		return slices.Concat(a, b)
	}
	if before != never && t.breaksOff(before) && (a[0].num.Style == extract.NoStyle) != (b[0].num.Style == extract.NoStyle) {
		if a[0].num.Style != extract.NoStyle {
			a, b = b, a
		}
		return slices.Concat(a, b)
	}
	for x := range a { // where each has lost what the other has, labels tell
		if counts(a[:x], b, a[x]) {
			return slices.Concat(a[:x], b, a[x:])
		}
	}
	return slices.Concat(a, b)
}

// around reports whether outer is joined at both ends and inner torn off at both.
func around(outer, inner []piece) bool {
	return outer[0].runsOn && outer[len(outer)-1].onward && !inner[0].runsOn && !inner[len(inner)-1].onward
}

// letIn puts inner where outer is torn: a line ends in mid-sentence and the next
// has no label, or the labels on either side leave inner's out. Of several such
// places it takes the likeliest.
func letIn(outer, inner []piece) []piece {
	best, at := 0.0, len(outer)
	for x := 1; x < len(outer); x++ {
		tail := outer[x-1].tail
		torn := !Final(tail[len(tail)-1]) && outer[x].num.Style == extract.NoStyle
		if !torn && !counts(outer[:x], inner, outer[x]) {
			continue
		}
		end := inner[len(inner)-1]
		score := seam(outer[x-1], inner[0]) + seam(end, outer[x]) - seam(outer[x-1], outer[x])
		if torn && !Final(end.tail[len(end.tail)-1]) {
			score += counting // one sentence is lost at either side of the tear
		}
		if at == len(outer) || score > best {
			best, at = score, x
		}
	}
	return slices.Concat(outer[:at], inner, outer[at:])
}

// counts reports whether the labels count up from what stands before inner, through
// it, to what stands behind, or where that begins to count anew, from inner to it.
func counts(before, inner []piece, behind piece) bool {
	style := behind.num.Style
	if style == extract.NoStyle || inner[0].num.Style != style {
		return false
	}
	last := 0
	for x := range before {
		if before[x].num.Style == style {
			last = before[x].num.Value
		}
	}
	if last >= behind.num.Value {
		last = 0 // they are counted anew behind it
	}
	for x := range inner {
		if n := inner[x].num; n.Style == style {
			if n.Value <= last {
				return false
			}
			last = n.Value
		}
	}
	return last < behind.num.Value
}

// merge finds the best order. best[i][k][side] is the likeliest way to have
// placed i pieces of a and k of b, the last of them of the given side.
func merge(a, b []piece, before, behind piece) []piece {
	type cell struct {
		score float64
		from  int8
	}
	const none = -1e18
	w := len(b) + 1
	best := make([][2]cell, (len(a)+1)*w)
	last := func(i, k, side int) piece {
		switch {
		case i+k == 0:
			return before
		case side == 0:
			return a[i-1]
		}
		return b[k-1]
	}
	step := func(i, k, pi, pk int, p piece) cell {
		c := cell{none, 0}
		for side := range 2 {
			if prev := best[pi*w+pk][side]; prev.score > none {
				if v := prev.score + seam(last(pi, pk, side), p); v > c.score {
					c = cell{v, int8(side)}
				}
			}
		}
		return c
	}
	for i := 0; i <= len(a); i++ {
		for k := 0; k <= len(b); k++ {
			cs := [2]cell{{none, 0}, {none, 0}}
			if i+k == 0 {
				cs[0].score = 0
			}
			if i > 0 {
				cs[0] = step(i, k, i-1, k, a[i-1])
			}
			if k > 0 {
				cs[1] = step(i, k, i, k-1, b[k-1])
			}
			best[i*w+k] = cs
		}
	}
	i, k, side := len(a), len(b), 0
	if best[i*w+k][1].score+seam(b[k-1], behind) > best[i*w+k][0].score+seam(a[i-1], behind) {
		side = 1
	}
	out := make([]piece, i+k)
	for n := len(out) - 1; n >= 0; n-- {
		from := best[i*w+k][side].from
		if side == 0 {
			i--
			out[n] = a[i]
		} else {
			k--
			out[n] = b[k]
		}
		side = int(from)
	}
	return out
}

const (
	seamLength = 5
	unbroken   = 12.0 // bits: what it is worth that no line break stands at a seam
	counting   = 10.0 // that the labels on either side count up
	turning    = 20.0 // what a change from one text to the other must outweigh, or text torn off where it stands
	stranded   = 10.0 // that a line begins in mid-sentence behind a whole one
)

// seam is how well b goes behind a, in bits. What runs on does so from the text before
// both, or into that behind both, which have no items.
func seam(a, b piece) float64 {
	score := 0.0
	switch {
	case a.items == nil || b.items == nil:
	case a.fresh != b.fresh:
		score -= turning
	case b.tornOff:
		score -= turning + stranded
	}
	if b.runsOn && a.items == nil || a.onward && b.items == nil {
		score = unbroken
	}
	if a.num.Style != extract.NoStyle && a.num.Style == b.num.Style {
		switch {
		case b.num.Value == a.num.Value+1:
			score += counting
		case b.num.Value <= a.num.Value:
			score -= 2 * counting
		}
	}
	text := append([]rune{}, a.tail...)
	if n := len(text); n > 0 && Final(text[n-1]) {
		text = append(text[:0], '\n')
	}
	lo := len(text)
	text = append(text, b.head...)
	return score + language.Load().LogProb(text, lo, len(text))
}

// inMidSentence reports whether a text begins with a mark that divides or ends a sentence.
func inMidSentence(text []rune) bool {
	return len(text) > 0 && strings.ContainsRune(",、;。", text[0])
}

// pieces cuts a run of columns between two others where clauses begin.
func (t *table) pieces(cols []int32, before, behind int32) []piece {
	var out []piece
	for lo := 0; lo < len(cols); {
		hi := lo + 1
		for hi < len(cols) && !t.breaks(cols[hi]) {
			hi++
		}
		c := t.cols[cols[lo]]
		p := piece{items: cols[lo:hi], runsOn: lo == 0 && t.joined(before, cols[lo])}
		p.head, p.tail = t.keysOf(cols[lo:min(hi, lo+seamLength)]), t.keysOf(cols[max(lo, hi-seamLength):hi])
		if b := t.streams[c.w].label[c.i]; b != nil {
			p.num = b.Num
		}
		p.onward = hi == len(cols) && t.joined(cols[hi-1], behind)
		if lo > 0 {
			before := t.cols[cols[lo-1]]
			p.tornOff = before.who&c.who == 0 && Final(before.key) && inMidSentence(p.head)
		}
		out = append(out, p)
		lo = hi
	}
	return out
}

// joined reports whether the text runs on from column a to column b, by the witness
// that brought the one or the other.
func (t *table) joined(a, b int32) bool {
	if a == never || b == never {
		return false
	}
	x, y := t.cols[a], t.cols[b]
	next, last := t.streams[x.w], t.streams[y.w]
	return x.who.has(int(x.w)) && next.gaps[x.i+1] == joined && t.of[x.w][x.i+1] == b ||
		y.who.has(int(y.w)) && last.gaps[y.i] == joined && y.i > 0 && t.of[y.w][y.i-1] == a
}

// breaksOff reports whether a sentence of running text may go on behind a column.
func (t *table) breaksOff(c int32) bool {
	col := t.cols[c]
	return !Final(col.key) && t.streams[col.w].running(int(col.i), int(col.i)+1)
}

// breaks reports whether a clause begins at a column, or a line behind one that breaks
// off in mid-sentence.
func (t *table) breaks(c int32) bool {
	col := t.cols[c]
	s := t.streams[col.w]
	return s.breaks(int(col.i))
}

func (s *stream) breaks(i int) bool {
	return s.gaps[i] == edge || s.gaps[i] == wrap && s.brokenOff(i)
}

func (t *table) gapBefore(c int32) gap {
	col := t.cols[c]
	return t.streams[col.w].gaps[col.i]
}

// pieces cuts some characters where clauses begin.
func (s *stream) pieces(toks []int32) []piece {
	var out []piece
	for lo := 0; lo < len(toks); {
		hi := lo + 1
		for hi < len(toks) && !s.breaks(int(toks[hi])) {
			hi++
		}
		p := piece{items: toks[lo:hi], fresh: true, runsOn: lo == 0 && s.gaps[toks[0]] == joined}
		p.onward = hi == len(toks) && s.gaps[toks[hi-1]+1] == joined
		for _, i := range toks[lo:min(hi, lo+seamLength)] {
			p.head = append(p.head, s.keys[i])
		}
		for _, i := range toks[max(lo, hi-seamLength):hi] {
			p.tail = append(p.tail, s.keys[i])
		}
		if b := s.label[toks[lo]]; b != nil {
			p.num = b.Num
		}
		out = append(out, p)
		lo = hi
	}
	return out
}
