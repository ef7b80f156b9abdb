package audit

import (
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// features of a pair
type traits struct {
	articles        int // linked
	same            int
	renumbered      int
	added, repealed int // whole
	torn            int // articles that stop in mid-sentence in one of the two
	slips           int // one character, or a few
	alike           int
	reworded        int // both have several characters
	whole           int // a clause more or less
	loose           int // a stretch more or less that is no clause
	repeated        int // the same replacement again
	order           int
}

func traitsOf(old, new *extract.Witness) traits {
	var t traits
	seen := map[[2]string]int{}
	last := -1
	for _, l := range align.Amend(old, new) {
		switch {
		case l.New == nil:
			if unfinished(old, l.Old) {
				t.torn++
			} else {
				t.repealed++
			}
			continue
		case l.Old == nil:
			if unfinished(new, l.New) {
				t.torn++
			} else {
				t.added++
			}
			continue
		}
		t.articles++
		if l.Renumbered() {
			t.renumbered++
		}
		if l.Old.Span.Lo < last {
			t.order++
		}
		last = l.Old.Span.Lo
		if l.Same {
			t.same++
			continue
		}
		if unfinished(old, l.Old) != unfinished(new, l.New) {
			t.torn++
		}
		a, b := []rune(align.Wording(old, l.Old)), []rune(align.Wording(new, l.New))
		for _, h := range align.Hunks(a, b) {
			x, y := string(a[h.Old.Lo:h.Old.Hi]), string(b[h.New.Lo:h.New.Hi])
			if marksOnly([]string{x, y}) {
				continue
			}
			if seen[[2]string{x, y}]++; seen[[2]string{x, y}] > 1 && x != "" && y != "" {
				t.repeated++
			}
			n, m := h.Old.Len(), h.New.Len()
			switch {
			case n == 1 && m == 1 || n+m <= 2:
				t.slips++
				if Alike([]string{x, y}) {
					t.alike++
				}
			case n > 0 && m > 0 && max(n, m) >= 3:
				t.reworded++
			case n+m >= 6 && wholeClause(a, h.Old) && wholeClause(b, h.New):
				t.whole++
			case n+m >= 6:
				t.loose++
			}
		}
	}
	return t
}

func unfinished(w *extract.Witness, b *extract.Block) bool {
	text := align.Wording(w, b)
	return text == "" || !complete(text)
}

// wholeClause: bounded by marks
func wholeClause(t []rune, sp align.Span) bool {
	if sp.Len() == 0 {
		return true
	}
	mark := func(r rune) bool { return strings.ContainsRune(",。;:、!?", r) }
	before := sp.Lo == 0 || mark(t[sp.Lo-1])
	return before && mark(t[sp.Hi-1]) || mark(t[sp.Lo]) && (sp.Hi == len(t) || mark(t[sp.Hi]))
}
