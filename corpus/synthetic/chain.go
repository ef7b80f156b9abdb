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
// short, it makes no sense. With three characters, two of its documents share about as
// many passages of twelve characters as two real ones: in stretches of 1,500 characters
// 5.0 % of pairs share one, where of real statutes 4.7 % do (set phrases left out;
// corpus/measure prints it).
//
// State 0 is the beginning of a sentence; next[states[s].first:states[s+1].first] are
// what follows state s.
type chain struct {
	states []state
	next   []uint32
}

// A state is the last characters of a text, by number.
type state struct {
	first uint32
	last  rune // character
}

const contextLength = 3

const stop = '。'

// teach makes a chain of the sentences of texts, each different one once.
func teach(texts []string) *chain {
	type context [contextLength]rune
	c := &chain{states: make([]state, 1)}
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
				before := uint32(0)
				for _, r := range s {
					copy(at[:], at[1:])
					at[contextLength-1] = r
					n, ok := number[at]
					if !ok {
						n = uint32(len(c.states))
						number[at] = n
						c.states = append(c.states, state{last: r})
					}
					from, to = append(from, before), append(to, n)
					before = n
				}
			}
		}
	}
	c.states = append(c.states, state{})
	for _, f := range from {
		c.states[f+1].first++
	}
	fill := make([]uint32, len(c.states))
	for i := 1; i < len(c.states); i++ {
		c.states[i].first += c.states[i-1].first
		fill[i] = c.states[i].first
	}
	c.next = make([]uint32, len(to))
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
		for at := uint32(0); ; {
			var x rune
			at, x = c.step(r, at)
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
func (c *chain) step(r *rand.Rand, at uint32) (uint32, rune) {
	lo, hi := c.states[at].first, c.states[at+1].first
	at = c.next[lo+r.Uint32N(hi-lo)]
	return at, c.states[at].last
}

// phrase gives the beginning of a sentence up to its first mark, least to most
// characters long.
func (c *chain) phrase(r *rand.Rand, buf []rune, least, most int) string {
	for {
		buf = buf[:0]
		for at := uint32(0); len(buf) <= most; {
			var x rune
			at, x = c.step(r, at)
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
