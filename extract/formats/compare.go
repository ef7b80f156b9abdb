package main

import (
	"regexp"
	"strings"

	"jiaokan/extract"
)

var (
	// crumbs is the line of links that a site of texts puts above each.
	crumbs       = regexp.MustCompile(`(?m)^\[[^\]]*\]\([^)]*\) >> .*$`)
	markdownLink = regexp.MustCompile(`\[([^\]\n]*)\]\([^)\n]*\)`)
)

// letters returns the characters of a text that must be the same in every form
// of it: without white space and without the marks of Markdown.
func letters(s string) []rune {
	s = crumbs.ReplaceAllString(s, "")
	s = markdownLink.ReplaceAllString(s, "$1")
	return []rune(strings.Map(func(r rune) rune {
		if extract.Space(r) || strings.ContainsRune(`#*\-=_`, r) {
			return -1
		}
		return r
	}, s))
}

// distance returns how many characters must be put in, left out or changed to
// make b of a: Levenshtein's, in a band about the diagonal that is widened until
// it holds the way (Ukkonen 1985). It takes time by length and distance.
func distance(a, b []rune) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for band := max(16, len(a)-len(b), len(b)-len(a)); ; band *= 2 {
		if d := distanceWithin(a, b, band); d <= band || band >= max(len(a), len(b)) {
			return d
		}
	}
}

// distanceWithin is distance along ways that stray no more than band from the
// diagonal, which must hold the end; if what it returns exceeds band there may be a shorter one.
func distanceWithin(a, b []rune, band int) int {
	const far = 1 << 30
	above, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = far
		if j <= band {
			above[j] = j
		}
	}
	for i := 1; i <= len(a); i++ {
		lo, hi := max(1, i-band), min(len(b), i+band)
		row[lo-1] = far
		if lo == 1 && i <= band {
			row[0] = i
		}
		for j := lo; j <= hi; j++ {
			d := above[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			row[j] = min(d, row[j-1]+1, above[j]+1)
		}
		if hi < len(b) {
			row[hi+1] = far
		}
		above, row = row, above
	}
	return above[len(b)]
}
