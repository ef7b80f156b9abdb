package main

import (
	_ "embed"
	"math/rand/v2"
	"strings"
)

//go:embed boilerplate.txt
var boilerplate string

// setSentences are the sentences and paragraphs that official documents of all kinds
// have in common, the frequent ones first: 高度重视，加强组织领导. A line of
// boilerplate.txt with {alternatives} stands for each of them; first come the first
// alternatives of all lines, then the second ones. There are some 300.
func setSentences() []string {
	var lines [][]string
	most := 0
	for line := range strings.Lines(boilerplate) {
		all := alternatives(strings.TrimSpace(line))
		lines, most = append(lines, all), max(most, len(all))
	}
	var out []string
	for k := range most {
		for _, all := range lines {
			if k < len(all) {
				out = append(out, all[k])
			}
		}
	}
	return out
}

// alternatives spreads out every {a|b} of s.
func alternatives(s string) []string {
	before, rest, ok := strings.Cut(s, "{")
	if !ok {
		return []string{s}
	}
	choice, after, _ := strings.Cut(rest, "}")
	var out []string
	for _, end := range alternatives(after) {
		for c := range strings.SplitSeq(choice, "|") {
			out = append(out, before+c+end)
		}
	}
	return out
}

// sample draws one of set by Zipf's law, none that is already in used.
func sample(r *rand.Rand, set []string, used map[int]bool) string {
	z := rand.NewZipf(r, 1.1, 4, uint64(len(set)-1))
	for {
		if k := int(z.Uint64()); !used[k] {
			used[k] = true
			return set[k]
		}
	}
}
