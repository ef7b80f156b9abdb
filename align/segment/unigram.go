package segment

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A unigram splits a clause into the words whose probabilities have the largest
// product, taking each word to be as probable as it is frequent: the shortest
// path through the graph of all the words in the clause, from its end to its
// start. It takes time in proportion to the clause, times the lengths that
// words can have. This is the algorithm of cppjieba's MPSegment, down to which
// of two equal paths wins (the one with the shorter first word), so that a
// program built without cgo finds the same words.
type unigram struct {
	weight  map[string]float64 // of a word: the logarithm of its probability
	longest map[rune]int       // in bytes, of the words that start with it
	unknown float64            // weight of a character that is no word
}

// parse reads a dictionary: a line is a word, its frequency and a tag that does
// not matter, with a space between them.
func parse(dictionary string) (*unigram, error) {
	n := strings.Count(dictionary, "\n")
	u := &unigram{make(map[string]float64, n), make(map[rune]int), 0}
	sum := 0.0
	for line := range strings.Lines(dictionary) {
		word, rest, _ := strings.Cut(line, " ")
		freq, _, ok := strings.Cut(rest, " ")
		f, err := strconv.Atoi(freq)
		if !ok || err != nil || f <= 0 || word == "" {
			return nil, fmt.Errorf("line %q of the dictionary is not a word, a frequency and a tag", line)
		}
		u.weight[word] = float64(f)
		sum += float64(f)
	}
	if sum == 0 {
		return nil, fmt.Errorf("the dictionary is empty")
	}
	for word, f := range u.weight {
		w := math.Log(f / sum)
		u.weight[word] = w
		u.unknown = min(u.unknown, w)
		first, _ := utf8.DecodeRuneInString(word)
		u.longest[first] = max(u.longest[first], len(word))
	}
	return u, nil
}

// cut splits a clause, which is valid UTF-8, into words.
func (u *unigram) cut(clause string) []string {
	var pieces []string
	for path, at := u.path(clause), 0; at < len(clause); {
		next := path[at].next
		pieces = append(pieces, clause[at:next])
		at = next
	}
	return pieces
}

// A step is the best way on from one byte of the clause to its end.
type step struct {
	next   int // where the word that starts here ends
	weight float64
}

func (u *unigram) path(clause string) []step {
	path := make([]step, len(clause)+1)
	for at := len(clause); at > 0; {
		first, n := utf8.DecodeLastRuneInString(clause[:at])
		at -= n
		path[at] = step{at + n, u.unknown + path[at+n].weight}
		if w, ok := u.weight[clause[at:at+n]]; ok {
			path[at].weight = w + path[at+n].weight
		}
		for end := at + n; end < min(len(clause), at+u.longest[first]); {
			_, n := utf8.DecodeRuneInString(clause[end:])
			end += n
			if w, ok := u.weight[clause[at:end]]; ok && w+path[end].weight > path[at].weight {
				path[at] = step{end, w + path[end].weight}
			}
		}
	}
	return path
}

// portable gives the Cutter that needs no cgo and no file.
func portable() (Cutter, error) {
	text, err := expand()
	if err != nil {
		return nil, err
	}
	u, err := parse(text)
	if err != nil {
		return nil, err
	}
	return guard(u.cut), nil
}
