package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A document is what the lines of all pages tell together: how they are set.
type document struct {
	size     float64 // of most of the text
	pitch    float64 // from line to line inside a paragraph, in sizes; 0 where unknown
	indented bool    // a paragraph begins two characters further in
	outdent  bool    // but not if it has a label
	flush    bool    // lines that are full end at the same place: justified
	brief    bool    // paragraphs begin without any sign, and most are one sentence
	para     paragraph
}

// measure sets where the lines of each region begin and end, and finds how the
// document is set.
func measure(all [][]printed) *document {
	d := &document{}
	var body []*printed
	for p := range all {
		for i := range all[p] {
			if all[p][i].part == partBody {
				body = append(body, &all[p][i])
			}
		}
	}
	d.size = bodySize(body)
	frames(body, d.size)
	d.flush = d.justified(body)
	d.indented, d.outdent = d.indents(body)
	d.pitch = d.linePitch(body)
	d.brief = d.briefly(body)
	return d
}

// bodySize is the size in which most characters are printed.
func bodySize(body []*printed) float64 {
	chars := make(map[int]int) // by size in half points
	for _, l := range body {
		chars[int(math.Round(2*l.size))] += len(l.text)
	}
	best := 0
	for s, n := range chars {
		if n > chars[best] || n == chars[best] && s < best {
			best = s
		}
	}
	return max(float64(best)/2, minSize)
}

// frames sets left and right of the lines that stand in no column. The lines of
// a page agree on where they begin and end; a page that has too few goes with
// those of its width.
func frames(body []*printed, size float64) {
	widths := make(map[int][]*printed)
	var order []int
	for _, l := range body {
		w := int(math.Round(l.across))
		if widths[w] == nil {
			order = append(order, w)
		}
		widths[w] = append(widths[w], l)
	}
	for _, w := range order {
		lines := widths[w]
		var lefts, rights []float64
		for _, l := range lines {
			if !l.column {
				lefts, rights = append(lefts, l.box.X0), append(rights, l.end())
			}
		}
		slices.Sort(lefts)
		slices.Sort(rights)
		slices.Reverse(rights)
		least := max(2, len(lefts)/50)
		left, right := agreed(lefts, size/2, least), agreed(rights, size/2, least)
		for lo := 0; lo < len(lines); {
			hi := lo + 1
			for hi < len(lines) && lines[hi].page == lines[lo].page {
				hi++
			}
			framePage(lines[lo:hi], size, left, right)
			lo = hi
		}
	}
}

// framePage sets left and right of the lines of one page, given those of the
// document. Pages that are scanned are shifted a little, and a page of another
// shape shows it: by many lines, or by long ones that end at one point.
func framePage(lines []*printed, size, left, right float64) {
	var lefts, rights, long []float64
	for _, l := range lines {
		if l.column {
			continue
		}
		lefts, rights = append(lefts, l.box.X0), append(rights, l.end())
		if l.box.X1-l.box.X0 > 0.7*(right-left) {
			long = append(long, l.end())
		}
	}
	if len(lefts) == 0 {
		return
	}
	for _, xs := range [][]float64{rights, long} {
		slices.Sort(xs)
		slices.Reverse(xs)
	}
	slices.Sort(lefts)
	if l := agreed(lefts, size/2, 2); math.Abs(l-left) < 1.5*size || manyAgree(lefts, l, size/2) {
		left = l
	}
	if r := agreed(rights, size/2, 3); math.Abs(r-right) < 1.5*size || manyAgree(rights, r, size/2) {
		right = r
	} else if r := agreed(long, size/8, 2); len(long) > 1 && agree(long, r, size/8)*2 > len(long) {
		right = r
	}
	if across := lines[0].across; right-left < across/2 && agree(rights, right, size/8) < 5 {
		right = max(right, across-left) // too few lines to tell: the margins are alike
	}
	for _, l := range lines {
		if !l.column {
			l.left, l.right = left, right
		}
	}
}

// end is where a line ends as far as it shows the edge of the text. A mark at its
// end may hang over the edge, or be pressed into half of its width.
func (l *printed) end() float64 {
	if r, n := utf8.DecodeLastRuneInString(l.text); strings.ContainsRune(closers+stops+"，、,", r) {
		return l.x(len(l.text) - n)
	}
	return l.box.X1
}

// agreed returns the first of sorted values near which there are so many that
// they are no chance, or the first if there are none.
func agreed(values []float64, near float64, least int) float64 {
	for i := range values {
		if j := i + least - 1; j < len(values) && math.Abs(values[j]-values[i]) <= near {
			return values[i]
		}
	}
	if len(values) == 0 {
		return 0
	}
	return values[0]
}

// agree counts the values near v.
func agree(values []float64, v, near float64) int {
	n := 0
	for _, x := range values {
		if math.Abs(x-v) <= near {
			n++
		}
	}
	return n
}

// manyAgree reports whether a third of eight values and more are near v.
func manyAgree(values []float64, v, near float64) bool {
	return len(values) >= 8 && agree(values, v, near)*3 >= len(values)
}

// justified reports whether full lines are stretched to end at the right edge.
// Only lines with digits or Latin letters tell: those of Han alone may end there
// because the edge is so many characters away.
func (d *document) justified(body []*printed) bool {
	full, ragged := 0, 0
	for _, l := range body {
		if !strings.ContainsFunc(l.text, wordy) {
			continue
		}
		switch room := (l.right - l.box.X1) / d.em(l); {
		case room < 0.2:
			full++
		case room < 1.5:
			ragged++
		}
	}
	return full >= 5 && full >= 5*ragged
}

// indents finds whether the first line of a paragraph stands two characters
// further in: whether most lines do that follow one which is not full; and
// whether those with a label do.
func (d *document) indents(body []*printed) (indented, outdent bool) {
	in, all, labels := 0, 0, [2]int{}
	for i := 1; i < len(body); i++ {
		a, b := body[i-1], body[i]
		if a.region != b.region || a.page != b.page || b.cells || d.full(a, b) {
			continue
		}
		switch depth := d.depth(b); {
		case depth > 1.2 && depth < 2.8:
			in++
			all++
			if opensLabel(b) {
				labels[1]++
			}
		case depth < 0.6:
			all++
			if opensLabel(b) {
				labels[0]++
			}
		}
	}
	return in*10 >= all*6 && in > 0, labels[0] > labels[1]
}

// linePitch is the middle one of the distances between a line and the full line
// above it.
func (d *document) linePitch(body []*printed) float64 {
	var all []float64
	for i := 1; i < len(body); i++ {
		a, b := body[i-1], body[i]
		if a.region == b.region && a.page == b.page && !b.cells && d.full(a, b) && d.depth(b) < 0.6 && sameSize(a, b) {
			all = append(all, (b.base()-a.base())/max(a.size, b.size))
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.SortFunc(all, cmp.Compare[float64])
	return all[len(all)/2]
}

// briefly reports whether more paragraphs end than sentences inside them, of the
// paragraphs that neither an indent nor a gap sets apart. Both ends fall on the
// edge of the page by chance, once in a line's length; so where a full line ends
// with a sentence, the more frequent one is likelier.
func (d *document) briefly(body []*printed) bool {
	if d.indented {
		return false
	}
	ends, inside := 0, 0
	for i := 1; i < len(body); i++ {
		a, b := body[i-1], body[i]
		if a.cells || a.region != b.region || a.page != b.page || d.depth(a) > 0.6 || d.depth(b) > 0.6 || d.gapped(a, b) {
			continue
		}
		inside += strings.Count(strings.TrimRight(a.text, closers+stops), "。")
		if !d.full(a, b) && stopped(a) {
			ends++
		}
	}
	return ends > inside
}

// base is the height at which a line stands: the lower edge of most of it.
func (l *printed) base() float64 { return l.box.Y1 }

// depth is how far l begins behind the left edge, in characters.
func (d *document) depth(l *printed) float64 { return (l.box.X0 - l.left) / d.em(l) }

// em is the length of a character of l. A recogniser does not know the size of
// its type, only of the ink.
func (d *document) em(l *printed) float64 {
	if l.sure != nil {
		return d.size
	}
	return l.size
}

func sameSize(a, b *printed) bool {
	return math.Abs(a.size-b.size) <= 0.12*max(a.size, b.size)
}
