package align

import (
	"strings"
	"testing"
)

// TestMatrix draws what dynamic programming alone makes of two texts: one gap
// rather than two, an exchange rather than two gaps, and no pair by chance.
func TestMatrix(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"生产性实训", "生动性实训", `
生产性实训
生动性实训`},
		{"甲乙丙丁戊己", "甲乙戊己", `
甲乙丙丁戊己
甲乙＿＿戊己`},
		{"甲乙", "丙丁", `
甲乙
丙丁`},
		{"各有关单位和个人", "各单位和有关个人员", ""},
		{"", "甲", `
＿
甲`},
	} {
		a, b := []rune(c.a), []rune(c.b)
		m := &matcher{a: a, b: profile{keys: b}, to: make([]int32, len(a))}
		for i := range m.to {
			m.to[i] = never
		}
		m.matrix(0, len(a), 0, len(b))
		got := draw(a, b, m.to)
		if want := strings.TrimPrefix(c.want, "\n"); want != "" && got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// TestMatrixIsBest compares the score of the alignment with that of every
// other alignment of short texts.
func TestMatrixIsBest(t *testing.T) {
	texts := []string{"", "甲", "甲乙", "乙甲", "甲甲乙", "甲乙甲乙", "乙乙甲甲", "甲乙丙甲", "丙甲乙甲甲", "甲丙丙丙乙"}
	for _, x := range texts {
		for _, y := range texts {
			a, b := []rune(x), []rune(y)
			m := &matcher{a: a, b: profile{keys: b}, to: make([]int32, len(a))}
			for i := range m.to {
				m.to[i] = never
			}
			m.matrix(0, len(a), 0, len(b))
			top, bottom, _ := strings.Cut(draw(a, b, m.to), "\n")
			if got, want := score([]rune(top), []rune(bottom)), best(a, b, 0); got != want {
				t.Errorf("%s｜%s scores %d, the best is %d:\n%s\n%s", x, y, got, want, top, bottom)
			}
		}
	}
}

// score adds up the columns of a drawing; ＿ is a gap.
func score(top, bottom []rune) (sum int) {
	last := 0
	for x := range top {
		now := 0
		switch {
		case top[x] == '＿':
			now = 1
		case bottom[x] == '＿':
			now = 2
		}
		sum, last = sum+cost(now, last, now == 0 && top[x] == bottom[x]), now
	}
	return sum
}

func cost(now, last int, equal bool) int {
	switch {
	case now == 0 && equal:
		return same
	case now == 0:
		return differ
	case now != last:
		return open + extend
	}
	return extend
}

// best is the score of the best alignment, by trying all.
func best(a, b []rune, last int) int {
	if len(a)+len(b) == 0 {
		return 0
	}
	out := minimum
	if len(a) > 0 && len(b) > 0 {
		out = max(out, cost(0, last, a[0] == b[0])+best(a[1:], b[1:], 0))
	}
	if len(b) > 0 {
		out = max(out, cost(1, last, false)+best(a, b[1:], 1))
	}
	if len(a) > 0 {
		out = max(out, cost(2, last, false)+best(a[1:], b, 2))
	}
	return out
}
