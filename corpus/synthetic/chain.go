package main

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
)

// A chain makes sentences in the manner of the texts it was taught: each character
// is drawn from those that follow the last few in the texts (Shannon 1948, a Markov
// chain over characters). Where that context is long, it repeats its texts; where it is
// short, it makes no sense. With three characters, two of its documents share as
// many passages of twelve characters as two real ones do; measure prints both.
type chain struct {
	first []uint32 // successors of state s: next[first[s]:first[s+1]]
	next  []uint32
	last  []rune // of a state
}

const contextLength = 3

// The state 0 is the beginning of a sentence.
const stop = '。'

// teach makes a chain of the sentences of texts, each different one once.
func teach(texts []string) *chain {
	type context [contextLength]rune
	c := &chain{last: []rune{0}}
	number := map[context]uint32{{}: 0}
	var from, to []uint32
	seen := map[string]bool{}
	for _, t := range texts {
		for line := range strings.Lines(t) {
			for _, s := range sentences(line) {
				if seen[s] {
					continue
				}
				seen[s] = true
				var at context
				state := uint32(0)
				for _, r := range s {
					copy(at[:], at[1:])
					at[contextLength-1] = r
					n, ok := number[at]
					if !ok {
						n = uint32(len(c.last))
						number[at] = n
						c.last = append(c.last, r)
					}
					from, to = append(from, state), append(to, n)
					state = n
				}
			}
		}
	}
	c.first = make([]uint32, len(c.last)+1)
	for _, f := range from {
		c.first[f+1]++
	}
	for i := 1; i < len(c.first); i++ {
		c.first[i] += c.first[i-1]
	}
	c.next = make([]uint32, len(to))
	fill := append([]uint32(nil), c.first...)
	for i, f := range from {
		c.next[fill[f]] = to[i]
		fill[f]++
	}
	return c
}

var label = regexp.MustCompile(`^(?:第[〇零一二三四五六七八九十百千]+[编章节条款]|[（(][〇零一二三四五六七八九十百]+[）)]|[一二三四五六七八九十]+、|\d{1,3}[.．、]|[（(]\d{1,3}[）)])`)

// sentences splits a line into sentences without its label, brackets, quotes, and white
// space, names of places made slots. Each ends in stop.
func sentences(line string) []string {
	line = strings.TrimSpace(line)
	line = line[len(label.FindString(line)):]
	line = slotted(strings.Map(func(r rune) rune {
		switch {
		case r == '；' || r == ';' || r == '：' || r == ':':
			return stop
		case r == ',':
			return '，'
		case r == '，' || r == '、' || r == stop || unicode.Is(unicode.Han, r) || '0' <= r && r <= '9' || r == '%':
			return r
		}
		return -1
	}, line))
	var out []string
	for s := range strings.SplitSeq(line, string(stop)) {
		if len(s) >= 18 {
			out = append(out, s+string(stop))
		}
	}
	return out
}

// Sentences are this long at least, and end at the next comma when they are longer
// than that.
const (
	shortSentence = 12
	longSentence  = 90
)

// sentence appends a sentence to s.
func (c *chain) sentence(r *rand.Rand, s []rune) []rune {
	begin := len(s)
	for {
		for state := uint32(0); ; {
			var x rune
			state, x = c.step(r, state)
			if x == '，' && len(s)-begin > longSentence {
				x = stop
			}
			s = append(s, x)
			if x == stop {
				break
			}
		}
		if len(s)-begin >= shortSentence {
			return s
		}
		s = s[:begin]
	}
}

// step draws what follows a state. What follows stop is never asked.
func (c *chain) step(r *rand.Rand, state uint32) (uint32, rune) {
	lo, hi := c.first[state], c.first[state+1]
	state = c.next[lo+r.Uint32N(hi-lo)]
	return state, c.last[state]
}

// phrase gives the beginning of a sentence up to its first mark, least to most
// characters long.
func (c *chain) phrase(r *rand.Rand, buf []rune, least, most int) string {
	for {
		buf = buf[:0]
		for state := uint32(0); len(buf) <= most; {
			var x rune
			state, x = c.step(r, state)
			if x == '，' || x == '、' || x == stop {
				if len(buf) >= least {
					return string(buf)
				}
				break
			}
			buf = append(buf, x)
		}
	}
}
