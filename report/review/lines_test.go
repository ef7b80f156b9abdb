package review

import (
	"fmt"
	"strings"
	"testing"
)

// TestLinesAround shows a place with the lines beside it: those without text are
// passed over, and of a long place only the beginning is shown.
func TestLinesAround(t *testing.T) {
	dump := func(lines []TextLine) string {
		var out strings.Builder
		for _, l := range lines {
			mark := " "
			if l.Here {
				mark = "*"
			}
			fmt.Fprintf(&out, "%d%s%s[%s]%s\n", l.No, mark, l.Before, l.In, l.After)
		}
		return out.String()
	}
	text := "甲\n乙\n\n丙丁戊\n\n 　\n己\n庚"
	// rows are the lines from a to b, whole in the place.
	rows := func(a, b int) (out string) {
		for n := a; n <= b; n++ {
			out += fmt.Sprintf("%d*[行]\n", n)
		}
		return out
	}
	for _, c := range []struct {
		what, text string
		start, end int
		want       string
	}{
		{"a word", text, 6, 7, "2 乙[]\n4*丙[丁]戊\n7 己[]\n"},
		{"a point", text, 6, 6, "2 乙[]\n4*丙[]丁戊\n7 己[]\n"},
		{"the first line", text, 0, 1, "1*[甲]\n2 乙[]\n"},
		{"the last line", text, 15, 16, "7 己[]\n8*[庚]\n"},
		{"over lines", text, 2, 6, "1 甲[]\n2*[乙]\n4*[丙]丁戊\n7 己[]\n"},
		{"twelve lines", strings.Repeat("行\n", 12) + "后", 0, 23, rows(1, 12) + "13 后[]\n"},
		{"more lines", strings.Repeat("行\n", 20), 2, 37, "1 行[]\n" + rows(2, 13) + "14 …[]\n20 行[]\n"},
		{"nothing", "", 0, 0, "1*[]\n"},
		{"beyond the end", "甲", 5, 9, "1*甲[]\n"},
	} {
		d := &Desk{runes: [][]rune{[]rune(c.text)}}
		if got := dump(d.linesAround(0, c.start, c.end)); got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.what, got, c.want)
		}
	}
}
