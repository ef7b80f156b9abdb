package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestAccidents weighs passages, each a letter, that copies have in turn: of each, how
// many accidents it saves if it is text; ! is what is beyond doubt. A capital letter goes
// on in the row of the passage before it.
func TestAccidents(t *testing.T) {
	for _, c := range []struct {
		name   string
		copies string // by their passages, and how many times
		torn   string // passages behind which copies break off in mid-sentence, if they do not go on
		want   string
	}{
		{"what two of eight have and six read on without", "axb 2, ab 6", "", "a! x-4 b!"},
		{"what six of eight have is text that two have lost", "axb 6, ab 2", "", "a! x! b!"},
		{"as many as read on say nothing", "axb 4, ab 4", "", "a! x+0 b!"},
		{"a passage that was lost with its neighbours was lost once", "abcd 3, ad 3, abd 2", "", "a! b+0 c+0 d!"},
		{"what stands in the place of the text, in two of eight", "xc 2, abc 6", "", "a! b! x-4 c!"},
		{"a page of which most copies have nothing", "abcd 2, bcd 2, cd 2, d 2", "", "a+2 b+4 c! d!"},
		{"pages of which each copy has but one", "ab 2, bc 2, cd 2, de 2", "", "a+2 b+4 c+4 d+4 e+2"},
		{"one copy alone has what three break off before", "aXb 1, ab 3", "a", "a! X+0 b!"},
		{"two shards at one place, in different copies", "axb 1, ayb 1, ab 6", "", "a! y-6 x-6 b!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			names, st, n := stationsOf(c.copies, c.torn)
			muteBeyond(st, n)
			with, without := weighStations(st, n)
			var got []string
			for i, p := range names {
				switch v := without[i] - with[i]; {
				case 3*count(st[i].has) > 2*n && v > n/2:
					got = append(got, string(p)+"!")
				default:
					got = append(got, fmt.Sprintf("%c%+d", p, v))
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%s, not %s", s, c.want)
			}
		})
	}
}

// stationsOf reads copies, each the passages it has and how many copies have them.
func stationsOf(copies, torn string) (names []rune, st []station, n int) {
	var texts []string
	for _, f := range strings.Split(copies, ", ") {
		var text string
		var times int
		fmt.Sscanf(f, "%s %d", &text, &times)
		for range times {
			texts = append(texts, text)
		}
		for i, p := range text { // behind those that are known and stand before it
			if slices.Contains(names, p) {
				continue
			}
			at := 0
			if i > 0 {
				at = slices.Index(names, rune(text[i-1])) + 1
			}
			names = slices.Insert(names, at, p)
		}
	}
	row := -1
	for _, p := range names {
		if p < 'A' || p > 'Z' {
			row++
		}
		s := station{row: row, final: true}
		for w, text := range texts {
			if i := strings.IndexRune(text, p); i >= 0 {
				s.has |= 1 << w
				if strings.ContainsRune(torn, p) && (i+1 == len(text) || text[i+1] > 'Z') {
					s.tornAfter |= 1 << w
				}
			}
		}
		st = append(st, s)
	}
	return names, st, len(texts)
}
