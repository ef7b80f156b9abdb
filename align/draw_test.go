package align

import "strings"

// draw prints an alignment of a with b in two lines, a gap as ＿.
func draw(a, b []rune, to []int32) string {
	var x, y strings.Builder
	put := func(p, q string) {
		x.WriteString(p)
		y.WriteString(q)
	}
	j := 0
	for i, r := range a {
		if to[i] == never {
			put(string(r), "＿")
			continue
		}
		for ; j < int(to[i]); j++ {
			put("＿", string(b[j]))
		}
		put(string(r), string(b[j]))
		j++
	}
	for ; j < len(b); j++ {
		put("＿", string(b[j]))
	}
	return x.String() + "\n" + y.String()
}

// edges marks where a clause begins: at the start, behind each ¶, and at the
// end. It returns the text without the marks.
func edges(text string) ([]rune, []bool) {
	var out []rune
	at := []bool{true}
	for _, r := range text {
		if r == '¶' {
			at[len(at)-1] = true
			continue
		}
		out, at = append(out, r), append(at, false)
	}
	at[len(at)-1] = true
	return out, at
}

// drawMatch draws how match lines up two texts whose clauses begin at ¶.
func drawMatch(a, b string) string {
	x, ex := edges(a)
	y, ey := edges(b)
	return draw(x, y, match(x, profile{keys: y, edge: ey[:len(y)]}, ex))
}
