package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// readSounds reads "U+4E00: yī  # 一" lines and gives all their characters, in
// order, and sound.txt: a line for each syllable, with its characters.
func readSounds(file string) (chars []rune, table []byte, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	said := map[string][]rune{}
	for line := range strings.Lines(string(b)) {
		line, _, _ = strings.Cut(line, "#")
		code, syllable, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		var r rune
		if _, err := fmt.Sscanf(code, "U+%X", &r); err != nil {
			return nil, nil, fmt.Errorf("read %s: %q: %w", file, line, err)
		}
		chars = append(chars, r)
		said[syllable] = append(said[syllable], r)
	}
	slices.Sort(chars)
	var t bytes.Buffer
	for _, s := range slices.Sorted(maps.Keys(said)) {
		slices.Sort(said[s])
		fmt.Fprintf(&t, "%s %s\n", s, string(said[s]))
	}
	return chars, t.Bytes(), nil
}

// A pair of characters, the lesser first.
type pair [2]rune

func pairOf(a, b rune) pair { return pair{min(a, b), max(a, b)} }

// readGroups reads same_stroke.txt: lines of a character and others that people take for it.
func readGroups(file string, chars []rune) (map[pair]bool, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[pair]bool{}
	for line := range strings.Lines(string(b)) {
		var head rune
		for _, f := range strings.Fields(line) {
			r, n := utf8.DecodeRuneInString(f)
			if _, ok := slices.BinarySearch(chars, r); !ok || n < len(f) {
				continue
			}
			if head == 0 {
				head = r
			} else if r != head {
				out[pairOf(head, r)] = true
			}
		}
	}
	return out, nil
}

const (
	// alike is the similarity from which two characters are in the table. One random
	// pair of common characters in 200 passes.
	alike = 0.42
	// listedAlike is enough for a pair that same_stroke.txt has, which then counts as
	// alike. Pairs below it are there for another reason than shape (鸟鹤, 购狗).
	listedAlike = 0.3
)

// shapeTable makes shape.txt: for each character those that it looks like, the most
// alike first, each followed by its similarity in hundredths (99 stands for 1).
func shapeTable(chars []rune, p *parts, listed map[pair]bool) []byte {
	s := newSimilarity(p)
	near := map[pair]int{}
	for q := range s.candidates(chars) {
		if v := s.of(q[0], q[1]); v >= alike {
			near[q] = hundredths(v)
		}
	}
	for q := range listed {
		if v := s.of(q[0], q[1]); v >= listedAlike {
			near[q] = hundredths(max(v, alike))
		}
	}
	of := map[rune][]rune{}
	for q := range near {
		of[q[0]] = append(of[q[0]], q[1])
		of[q[1]] = append(of[q[1]], q[0])
	}
	var t bytes.Buffer
	for _, a := range slices.Sorted(maps.Keys(of)) {
		slices.SortFunc(of[a], func(x, y rune) int {
			return cmp.Or(near[pairOf(a, y)]-near[pairOf(a, x)], int(x-y))
		})
		fmt.Fprintf(&t, "%c ", a)
		for _, b := range of[a] {
			fmt.Fprintf(&t, "%c%02d", b, near[pairOf(a, b)])
		}
		t.WriteByte('\n')
	}
	return t.Bytes()
}

func hundredths(v float64) int { return min(99, int(math.Round(100*v))) }
