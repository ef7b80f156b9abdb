package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
)

// A trial is one place of a clean text where a damaged copy reads otherwise.
type trial struct {
	left, good, bad, right []rune
}

// An exam makes trials, with the confusions of the evalkit's script that damages texts.
type exam struct {
	confused map[rune][]rune
	reworded [][2]string
	rng      *rand.Rand
}

// kinds of trial, by what the damaged copy did: confuse a character with a look-alike,
// insert one, delete one, say it in a near-synonym, drop an adverb.
var kinds = []string{"confuse", "insert", "delete", "reword", "drop"}

var (
	lookalikes = regexp.MustCompile(`(?s)LOOKALIKE = .*?"""(.*?)"""`)
	rewordings = regexp.MustCompile(`(?s)REWORD = \[(.*?)\]\n`)
	quoted     = regexp.MustCompile(`\("([^"]*)", "([^"]*)"\)`)
)

// readExam takes the lists LOOKALIKE and REWORD out of a Python script.
func readExam(script string) (*exam, error) {
	b, err := os.ReadFile(script)
	if err != nil {
		return nil, err
	}
	like, words := lookalikes.FindSubmatch(b), rewordings.FindSubmatch(b)
	if like == nil || words == nil {
		return nil, fmt.Errorf("read %s: no LOOKALIKE or REWORD", script)
	}
	e := &exam{confused: map[rune][]rune{}, rng: rand.New(rand.NewPCG(1, 2))}
	for _, group := range strings.Fields(string(like[1])) {
		for _, x := range group {
			for _, y := range group {
				if x != y && !slices.Contains(e.confused[x], y) {
					e.confused[x] = append(e.confused[x], y)
				}
			}
		}
	}
	for _, m := range quoted.FindAllStringSubmatch(string(words[1]), -1) {
		e.reworded = append(e.reworded, [2]string{m[1], m[2]})
	}
	return e, nil
}

// trials damages a line at each place where a look-alike or a rewording is known, and
// at every fourth character otherwise.
func (e *exam) trials(line string, judge func(kind string, t trial)) {
	text := []rune("\n" + line + "\n")
	damage := func(kind string, lo, hi int, bad ...rune) {
		judge(kind, trial{text[:lo], text[lo:hi], bad, text[hi:]})
	}
	for i := 1; i < len(text)-1; i++ {
		c := text[i]
		if alt := e.confused[c]; len(alt) > 0 {
			damage("confuse", i, i+1, alt[e.rng.IntN(len(alt))])
		}
		if i < 3 || i >= len(text)-3 || e.rng.IntN(4) > 0 {
			continue
		}
		if c != text[i-1] && c != text[i+1] { // which of two equal ones is lost does not show
			damage("delete", i, i+1)
		}
		damage("insert", i, i, []rune{c, '的', '一', '和', '有'}[e.rng.IntN(5)])
	}
	for _, w := range e.reworded {
		kind := "reword"
		if w[1] == "" {
			kind = "drop"
		}
		n := len([]rune(w[0]))
		for i := 1; i+n < len(text); i++ {
			if string(text[i:i+n]) == w[0] {
				damage(kind, i, i+n, []rune(w[1])...)
			}
		}
	}
}
