package audit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jiaokan/align"
	"jiaokan/extract"
)

// TestLookups holds what is looked up against what it says it is, walked over row by row,
// while more and more text turns out to be no part of the document.
func TestLookups(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		line := rapid.StringOfN(rapid.RuneFrom([]rune("县乡村。：")), 1, 6, -1)
		label := rapid.SampledFrom([]string{"", "一、", "（一）", "（二）", "1.", "第一条　", "县。二、", "乡；（二）"})
		copies := rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return label.Draw(t, "label") + line.Draw(t, "line")
		}), 1, 12), 2, 4).Draw(rt, "copies")
		var texts []string
		for _, lines := range copies {
			texts = append(texts, strings.Join(lines, "\n"))
		}
		d := newDesk(collation(t, texts...))
		rows := len(d.c.Rows)
		for range 20 {
			w, r := rapid.IntRange(0, d.n-1).Draw(rt, "witness"), rapid.IntRange(0, rows-1).Draw(rt, "row")
			for _, step := range [...]int{-1, 1} {
				x := r + step
				for x >= 0 && x < rows && !d.alive(w, x) && !d.common(x) {
					x += step
				}
				if got := d.footing(w, r, step); got != x {
					rt.Fatalf("footing(%d, %d, %d) is %d, want %d", w, r, step, got, x)
				}
			}
			text := d.text(w, r)
			other := func(f func(x int) bool) bool {
				for x := range rows {
					if x != r && f(x) {
						return true
					}
				}
				return false
			}
			if got, want := d.headOf(r, text), other(func(x int) bool {
				t := d.reads(x)
				return d.c.Rows[x].Num == d.c.Rows[r].Num && d.living(x) > 0 && len(t) > len(text) && strings.HasPrefix(t, text)
			}); got != want {
				rt.Fatalf("headOf(%d, %q) is %v", r, text, got)
			}
			if got, want := d.samePath(w, r), other(func(x int) bool {
				return d.alive(w, x) && !d.lone(w, x) && d.path(w, x) == d.path(w, r)
			}); got != want {
				rt.Fatalf("samePath(%d, %d) is %v", w, r, got)
			}
			for n := 1; n <= min(4, chars(text)); n++ {
				part := headRunes(text, n)
				if got, want := d.within(part, r), other(func(x int) bool { return strings.Contains(d.everything()[x], part) }); got != want {
					rt.Fatalf("within(%q, %d) is %v", part, r, got)
				}
			}
			if text != "" && rapid.Bool().Draw(rt, "dead") {
				d.kill(w, r)
				d.again[r] = true
			}
		}
		for lo := range rows {
			for _, label := range []extract.Num{{Style: extract.Chapter, Value: 1}, d.c.Rows[lo].Num, numOf("二、"), numOf("(二)")} {
				if got := d.printed(lo, rows, label); label.Style != extract.NoStyle && got != walkedOver(d, lo, rows, label) {
					rt.Fatalf("printed(%d, %d, %v) is %v", lo, rows, label, got)
				}
			}
		}
	})
}

// walkedOver is printed, row by row.
func walkedOver(d *desk, lo, hi int, label extract.Num) bool {
	for r := lo; r < hi; r++ {
		if d.again[r] && d.living(r) == 0 && d.c.Rows[r].Num == label {
			return true
		}
		text := d.reads(r)
		for i, c := range text {
			if i > 0 && align.Final(c) {
				if n, _ := extract.ReadLabel(text[i+utf8.RuneLen(c):]); n == label {
					return true
				}
			}
		}
	}
	return false
}
