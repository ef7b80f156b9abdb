package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// An amendedLaw is one statute before and after, with what the legislature
// said became of its articles.
type amendedLaw struct {
	name     string
	old, new *extract.Witness
	stated   []stated
}

// stated says from which article, or none, an article of the newer version
// comes.
type stated struct{ old, new extract.Num }

func readAmendment(path string) (amendedLaw, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return amendedLaw{}, err
	}
	var g struct {
		Law, Old, New string
		Gold          []struct {
			OldLabel string `json:"old_label"`
			NewLabel string `json:"new_label"`
			Type     string
		}
	}
	if err := json.Unmarshal(data, &g); err != nil {
		return amendedLaw{}, fmt.Errorf("read %s: %w", path, err)
	}
	l := amendedLaw{name: g.Law}
	if l.old, err = read(filepath.Join(filepath.Dir(path), g.Old)); err != nil {
		return l, err
	}
	if l.new, err = read(filepath.Join(filepath.Dir(path), g.New)); err != nil {
		return l, err
	}
	for _, s := range g.Gold {
		// What is “modified in place” is nobody's statement: it was filled in
		// where the numbers are the same, also between unlike articles.
		if s.Type == "renumbered" || s.Type == "added" {
			l.stated = append(l.stated, stated{numOf(s.OldLabel), numOf(s.NewLabel)})
		}
	}
	return l, nil
}

func numOf(label string) extract.Num {
	n, _ := extract.ReadLabel(label + "　甲")
	return n
}

// tuned reports whether the weights of align.Amend were fitted to a statute.
func tuned(name string) bool {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()>>3%2 == 0
}

// A linker says from which old article each new one comes; none is the zero
// Num.
type linker func(l amendedLaw) map[extract.Num]extract.Num

// A score counts what a linker has right.
type score struct {
	renumbered, right      int
	drawn, drawnRight      int // links drawn to articles of which something is stated
	added, called, addedOK int
}

func (s *score) count(l amendedLaw, link linker) {
	none := extract.Num{}
	got := link(l)
	for _, g := range l.stated {
		from := got[g.new]
		if from != none {
			s.drawn++
		} else {
			s.called++
		}
		if g.old == none {
			s.added++
			if from == none {
				s.addedOK++
			}
			continue
		}
		s.renumbered++
		if from == g.old {
			s.right++
			s.drawnRight++
		}
	}
}

func percent(n, of int) string { return fmt.Sprintf("%5.1f %%", 100*float64(n)/float64(max(of, 1))) }

// amendments prints how many links are as stated, for the statutes that the
// weights were fitted to and for the others, beside the peer.
func amendments(w io.Writer, dir string, every bool) error {
	paths, err := filepath.Glob(filepath.Join(dir, "*", "gold_*.json"))
	if err != nil {
		return err
	}
	var laws []amendedLaw
	for _, p := range paths {
		l, err := readAmendment(p)
		if err != nil {
			return err
		}
		laws = append(laws, l)
	}
	fmt.Fprintf(w, "\nstatutes before and after: %d amendments, links as the legislature stated them\n", len(laws))
	fmt.Fprintf(w, "%-36s %-7s %10s %9s %9s | %9s %9s\n", "", "half", "renumbered", "right", "of drawn", "added P", "added R")
	for _, x := range []struct {
		name string
		link linker
	}{
		{"Jaccard of pairs, the best", jaccard(0)},
		{"Jaccard of pairs, the best from 0.15", jaccard(0.15)},
		{"align.Amend", amend},
	} {
		for _, half := range []bool{true, false} {
			var s score
			for _, l := range laws {
				if tuned(l.name) == half {
					s.count(l, x.link)
				}
			}
			name := map[bool]string{true: "tuned", false: "unseen"}[half]
			fmt.Fprintf(w, "%-36s %-7s %10d %9s %9s | %9s %9s\n", x.name, name, s.renumbered, percent(s.right, s.renumbered), percent(s.drawnRight, s.drawn), percent(s.addedOK, s.called), percent(s.addedOK, s.added))
		}
	}
	if every {
		misses(w, laws)
	}
	return nil
}

func amend(l amendedLaw) map[extract.Num]extract.Num {
	out := map[extract.Num]extract.Num{}
	for _, k := range align.Amend(l.old, l.new) {
		if k.Old != nil && k.New != nil && !k.Merged {
			out[k.New.Num] = k.Old.Num
		}
	}
	return out
}

// jaccard is the peer: the old article with the largest share of common pairs
// of characters, none if that is under least.
func jaccard(least float64) linker {
	return func(l amendedLaw) map[extract.Num]extract.Num {
		out := map[extract.Num]extract.Num{}
		old := pairSets(l.old)
		for num, a := range pairSets(l.new) {
			best := extract.Num{}
			most := least
			for _, from := range sortedNums(old) {
				b := old[from]
				in := 0
				for p := range a {
					if b[p] {
						in++
					}
				}
				if s := float64(in) / float64(len(a)+len(b)-in); s > most {
					best, most = from, s
				}
			}
			out[num] = best
		}
		return out
	}
}

func sortedNums(m map[extract.Num]map[[2]rune]bool) []extract.Num {
	var out []extract.Num
	for n := range m {
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b extract.Num) int {
		if a.Value != b.Value {
			return a.Value - b.Value
		}
		return a.Sub - b.Sub
	})
	return out
}

func pairSets(w *extract.Witness) map[extract.Num]map[[2]rune]bool {
	out := map[extract.Num]map[[2]rune]bool{}
	for _, b := range w.Blocks() {
		if b.Num.Style != extract.Article {
			continue
		}
		set := map[[2]rune]bool{}
		text := []rune(align.Key(w.Text[b.Body.Lo:b.Span.Hi]))
		for i := 1; i < len(text); i++ {
			set[[2]rune{text[i-1], text[i]}] = true
		}
		out[b.Num] = set
	}
	return out
}

// misses lists what is not as stated, with the beginning of the articles.
func misses(w io.Writer, laws []amendedLaw) {
	for _, l := range laws {
		got := amend(l)
		for _, g := range l.stated {
			if from := got[g.new]; from != g.old {
				fmt.Fprintf(w, "  %s\n    new     %s\n    stated  %s\n    drawn   %s\n", l.name, opening(l.new, g.new), opening(l.old, g.old), opening(l.old, from))
			}
		}
	}
}

func opening(w *extract.Witness, n extract.Num) string {
	for _, b := range w.Blocks() {
		if b.Num == n && n.Style == extract.Article {
			text := []rune(strings.Join(strings.Fields(w.Slice(b.Span)), " "))
			return string(text[:min(len(text), 60)])
		}
	}
	return "-"
}
