package main

import (
	"fmt"
	"io"

	"jiaokan/align"
	"jiaokan/extract"
)

// wrong is the edit distance (Levenshtein 1966) of a reading to the truth,
// without white space and with the widths of marks made one, as the program
// compares texts. Cost is the product of the lengths.
func wrong(truth, reading string) int {
	a, b := []rune(align.Key(truth)), []rune(align.Key(reading))
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		corner := row[0]
		row[0] = i + 1
		for j, y := range b {
			d := corner
			if x != y {
				d++
			}
			corner = row[j+1]
			row[j+1] = min(d, corner+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// match says which characters of b are those of a: for each its place there, or
// -1. Cost and memory are the product of the lengths.
func match(a, b []rune) []int {
	// the table of Needleman and Wunsch (1970), a byte a cell for the way back
	const (
		both = iota
		skipA
		skipB
	)
	way := make([]uint8, (len(a)+1)*(len(b)+1))
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
		way[j] = skipB
	}
	for i, x := range a {
		corner := row[0]
		row[0] = i + 1
		way[(i+1)*(len(b)+1)] = skipA
		for j, y := range b {
			d := corner
			if x != y {
				d++
			}
			corner = row[j+1]
			step, how := d, uint8(both)
			if corner+1 < step {
				step, how = corner+1, skipA
			}
			if row[j]+1 < step {
				step, how = row[j]+1, skipB
			}
			row[j+1] = step
			way[(i+1)*(len(b)+1)+j+1] = how
		}
	}
	at := make([]int, len(b))
	for i, j := len(a), len(b); j > 0; {
		switch way[i*(len(b)+1)+j] {
		case skipA:
			i--
		case skipB:
			j--
			at[j] = -1
		default:
			i--
			j--
			at[j] = -1
			if a[i] == b[j] {
				at[j] = i
			}
		}
	}
	return at
}

// nowhere counts the characters of the truth that none of the readings has.
func nowhere(truth string, readings []*extract.Witness) int {
	a := []rune(align.Key(truth))
	has := make([]bool, len(a))
	for _, w := range readings {
		for _, at := range match(a, []rune(align.Key(w.Text))) {
			if at >= 0 {
				has[at] = true
			}
		}
	}
	n := 0
	for _, ok := range has {
		if !ok {
			n++
		}
	}
	return n
}

// differences lists where a text departs from the truth.
func differences(truth, text string) []string {
	a, b := []rune(align.Key(truth)), []rune(align.Key(text))
	at := match(a, b)
	var out []string
	i := 0
	for j := 0; j <= len(b); {
		lo := j
		for j < len(b) && at[j] < 0 {
			j++
		}
		next := len(a)
		if j < len(b) {
			next = at[j]
		}
		if next > i || j > lo {
			out = append(out, fmt.Sprintf("…%s[%s → %s]%s…", string(a[max(0, i-6):i]), string(a[i:next]), string(b[lo:j]), string(a[next:min(len(a), next+6)])))
		}
		i = next + 1
		j++
	}
	return out
}

// A trust is how far the recogniser's confidence can be believed: for each ten
// percent, how many characters it gave and how many of them are right.
type trust struct{ said, right [len(trustBounds)]int }

// Confidence lies near 100 for nearly all.
var trustBounds = [...]int{50, 80, 90, 95, 97, 98, 99, 101}

func (t *trust) add(truth string, w *extract.Witness) {
	var read []rune
	var sure []uint8
	for _, o := range w.Origin {
		i := 0
		for _, r := range w.Slice(o.Span) {
			if i < len(o.Sure) && !align.Blank(r) {
				read = append(read, []rune(align.Key(string(r)))...)
				sure = append(sure, o.Sure[i])
			}
			i++
		}
	}
	if len(read) != len(sure) {
		return
	}
	for j, at := range match([]rune(align.Key(truth)), read) {
		k := 0
		for int(sure[j]) >= trustBounds[k] {
			k++
		}
		t.said[k]++
		if at >= 0 {
			t.right[k]++
		}
	}
}

func (t *trust) print(w io.Writer) {
	fmt.Fprintf(w, "%-12s %10s %8s\n", "confidence", "characters", "right")
	lo := 0
	for k, hi := range trustBounds {
		if t.said[k] > 0 {
			fmt.Fprintf(w, "%3d to %3d %% %10d %7.1f%%\n", lo, hi-1, t.said[k], 100*float64(t.right[k])/float64(t.said[k]))
		}
		lo = hi
	}
}
