package main

import (
	_ "embed"
	"math/rand/v2"
	"strings"
)

// phrases.txt holds who, how, does, what kind of, what: a line each.
//
//go:embed phrases.txt
var phrases string

// phraseTexts makes texts out of a table of phrases, for where there are no real ones to
// learn from. They make less sense than what is learnt from statutes, and share fewer
// passages.
func phraseTexts() []string {
	var table [][]string
	for line := range strings.Lines(phrases) {
		table = append(table, strings.Fields(line))
	}
	const sentences = 40_000
	r := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	put := func(columns ...int) {
		for _, c := range columns {
			b.WriteString(table[c][r.IntN(len(table[c]))])
		}
	}
	const who, how, does, kind, what = 0, 1, 2, 3, 4
	for range sentences {
		put(who, how, does, kind, what)
		for range r.IntN(4) {
			b.WriteString("，")
			if put(how, does, kind, what); r.IntN(3) == 0 {
				b.WriteString("和")
				put(kind, what)
			}
		}
		b.WriteString("。\n")
	}
	return []string{b.String()}
}
