package main

import (
	"testing"

	"pgregory.net/rapid"
)

// plainDistance is the textbook's.
func plainDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		corner := row[0]
		row[0] = i + 1
		for j := range b {
			d := corner
			if a[i] != b[j] {
				d++
			}
			corner = row[j+1]
			row[j+1] = min(d, row[j]+1, corner+1)
		}
	}
	return row[len(b)]
}

func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]rune("一二三四")), 0, 80)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if got, want := distance(a, b), plainDistance(a, b); got != want {
			t.Fatalf("got %d, want %d", got, want)
		}
	})
}

func TestLetters(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"[读本2](../duben2) >> 2012-治安管理处罚法\n\n治安\u3000管理\n====\n", "治安管理"},
		{"## 目 录\n* [第一章 总则](第一章-总则)\n", "目录第一章总则"},
		{"数组[1] (2)\n", "数组[1](2)"},
	} {
		if got := string(letters(c.in)); got != c.out {
			t.Errorf("%q: got %q, want %q", c.in, got, c.out)
		}
	}
}
