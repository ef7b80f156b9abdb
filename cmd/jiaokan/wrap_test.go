package main

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, text := range []string{
		"A “培育建设30个由政府、”之后中断，B 接“行业、企业……”。“支持建设3所‘楚怡’高水平职业”各本都无下文，定本作【……】。",
		"A stops at 培育建设30个由政府、 and B reads on 行业、企业……. 支持建设3所“楚怡”高水平职业 is continued nowhere: the clean text has 【……】.",
		"短",
		"",
	} {
		for _, n := range []int{20, 40, 78} {
			lines := wrap(text, n)
			if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
				t.Errorf("%d: %q became %q", n, text, got)
			}
			for _, l := range lines {
				if columns(l) > n {
					t.Errorf("%d: %q takes %d columns", n, l, columns(l))
				}
				if first := []rune(l + " ")[0]; l != lines[0] && strings.ContainsRune(closing, first) {
					t.Errorf("%d: line begins with %c: %q", n, first, l)
				}
			}
		}
	}
}
