package main

import (
	"strings"

	"golang.org/x/text/width"
)

// columns is how many columns of a terminal s takes. Quotation marks, dashes
// and ellipses take one there, though in print they are as wide as a Han.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += wide(r)
	}
	return n
}

func wide(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// pad fills s with spaces to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-columns(s))) }

// wrap breaks s into lines of at most n columns: at spaces, and between Han,
// but with no closing mark at the beginning of a line and no opening one at the
// end (GB/T 15834, 5.1).
func wrap(s string, n int) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if line != "" && columns(line+strings.TrimRight(piece, " ")) > n {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += piece
	}
	return append(lines, strings.TrimRight(line, " "))
}

const (
	closing = "，。、；：？！）》〉】〕”’…—｜"
	opening = "（《〈【〔“‘"
)

// pieces cuts s where a line may end.
func pieces(s string) []string {
	var out []string
	rs := []rune(s)
	lo := 0
	for i := 1; i < len(rs); i++ {
		a, b := rs[i-1], rs[i]
		switch {
		case b == ' ' || strings.ContainsRune(closing, b) || strings.ContainsRune(opening, a):
		case a == ' ', wide(a) == 2, wide(b) == 2 && !strings.ContainsRune("([", a):
			out, lo = append(out, string(rs[lo:i])), i
		}
	}
	return append(out, string(rs[lo:]))
}
