package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"jiaokan/align/language"
)

// A trial is one place of a clean text where a damaged copy reads otherwise.
type trial struct {
	left, right []rune
	good, bad   []rune
}

// An exam makes trials of each kind, with the confusions of a script that damages texts.
type exam struct {
	confuse map[rune][]rune
	reword  [][2]string
	rng     *rand.Rand
}

var (
	lookalike = regexp.MustCompile(`(?s)LOOKALIKE = .*?"""(.*?)"""`)
	rewording = regexp.MustCompile(`(?s)REWORD = \[(.*?)\]\n`)
	pairs     = regexp.MustCompile(`\("([^"]*)", "([^"]*)"\)`)
)

func readExam(script string) (*exam, error) {
	b, err := os.ReadFile(script)
	if err != nil {
		return nil, err
	}
	e := &exam{confuse: map[rune][]rune{}, rng: rand.New(rand.NewPCG(1, 2))}
	for _, g := range strings.Fields(lookalike.FindStringSubmatch(string(b))[1]) {
		for _, x := range g {
			for _, y := range g {
				if x != y && !strings.ContainsRune(string(e.confuse[x]), y) {
					e.confuse[x] = append(e.confuse[x], y)
				}
			}
		}
	}
	for _, m := range pairs.FindAllStringSubmatch(rewording.FindStringSubmatch(string(b))[1], -1) {
		e.reword = append(e.reword, [2]string{m[1], m[2]})
	}
	return e, nil
}

var kinds = []string{"confuse", "insert", "delete", "reword", "drop"}

// trials makes the trials of paragraph p: of its characters some, of its words all.
func (e *exam) trials(p string) map[string][]trial {
	out := map[string][]trial{}
	text := []rune("\n" + p + "\n")
	add := func(kind string, lo, hi int, bad []rune) {
		out[kind] = append(out[kind], trial{text[:lo], text[hi:], text[lo:hi], bad})
	}
	for i := 1; i < len(text)-1; i++ {
		c := text[i]
		if alt := e.confuse[c]; len(alt) > 0 {
			add("confuse", i, i+1, []rune{alt[e.rng.IntN(len(alt))]})
		}
		if i >= 3 && i < len(text)-3 && e.rng.IntN(4) == 0 {
			if c != text[i-1] && c != text[i+1] {
				add("delete", i, i+1, nil)
			}
			extra := []rune{c, '的', '一', '和', '有'}[e.rng.IntN(5)]
			add("insert", i, i, []rune{extra})
		}
	}
	for _, w := range e.reword {
		a := []rune(w[0])
		for i := 1; i+len(a) < len(text); i++ {
			if string(text[i:i+len(a)]) == w[0] {
				kind := "reword"
				if w[1] == "" {
					kind = "drop"
				}
				add(kind, i, i+len(a), []rune(w[1]))
			}
		}
	}
	return out
}

// A tally counts right judgements by how sure the model was.
type tally struct{ right, all [7]int }

var edges = [6]float64{1, 2, 4, 6, 9, 13}

func (t *tally) add(delta float64) {
	b := 0
	for b < len(edges) && math.Abs(delta) >= edges[b] {
		b++
	}
	t.all[b]++
	if delta > 0 {
		t.right[b]++
	}
}

func (t *tally) String() string {
	var s strings.Builder
	r, a := 0, 0
	for b := range t.all {
		r += t.right[b]
		a += t.all[b]
	}
	fmt.Fprintf(&s, "%6d  %6.2f |", a, 100*float64(r)/float64(max(a, 1)))
	for b := range t.all {
		if t.all[b] == 0 {
			fmt.Fprintf(&s, "      -      ")
			continue
		}
		fmt.Fprintf(&s, " %5.1f (%4.1f%%)", 100*float64(t.right[b])/float64(t.all[b]), 100*float64(t.all[b])/float64(a))
	}
	return s.String()
}

func measure(m *language.Model, e *exam, name string, paras []string) {
	bits, chars := 0.0, 0
	tallies := map[string]*tally{}
	for _, k := range kinds {
		tallies[k] = &tally{}
	}
	betas := []float64{0, 2, 3, 4, 5, 6, 7, 8, 10}
	sweep := map[string][]float64{}
	for _, k := range kinds {
		sweep[k] = make([]float64, len(betas)+1)
	}
	for _, p := range paras {
		text := []rune("\n" + p + "\n")
		bits -= m.LogProb(text, 1, len(text))
		chars += len(text) - 1
		ts := e.trials(p)
		for _, k := range kinds {
			for _, t := range ts[k] {
				d := m.Weigh(t.left, t.good, t.bad, t.right)
				tallies[k].add(d)
				if dump != nil && len(t.good) != len(t.bad) {
					ic := 0.0
					for _, c := range t.good {
						ic -= m.Next(nil, c)
					}
					for _, c := range t.bad {
						ic += m.Next(nil, c)
					}
					dbl := 0
					if k == "insert" && len(t.left) > 0 && (t.bad[0] == t.left[len(t.left)-1] || t.bad[0] == t.right[0]) {
						dbl = -1
					}
					if k == "delete" && (t.good[0] == t.left[len(t.left)-1] || t.good[0] == t.right[0]) {
						dbl = 1
					}
					x := t.good
					if len(t.bad) > len(x) {
						x = t.bad
					}
					fmt.Fprintf(dump, "%s\t%s\t%s\t%.3f\t%d\t%.3f\t%d\n", name, k, string(x), d, len(t.good)-len(t.bad), ic, dbl)
				}
				for i, be := range betas {
					if d+be*float64(len(t.good)-len(t.bad)) > 0 {
						sweep[k][i]++
					}
				}
				sweep[k][len(betas)]++
			}
		}
	}
	fmt.Printf("%s: %d characters, %.4f bits each\n", name, chars, bits/float64(chars))
	fmt.Printf("          trials  right |      <1           1–2          2–4          4–6          6–9          9–13        ≥13 bits\n")
	for _, k := range kinds {
		fmt.Printf("  %-8s %s\n", k, tallies[k])
	}
	for _, k := range kinds {
		fmt.Printf("  %-8s", k)
		for i, be := range betas {
			fmt.Printf(" %g:%.2f", be, 100*sweep[k][i]/sweep[k][len(betas)])
		}
		fmt.Println()
	}
}

var dump = func() *os.File {
	if os.Getenv("DUMP") == "" {
		return nil
	}
	f, _ := os.Create(os.Getenv("DUMP"))
	return f
}()

// readNotices reads every .txt of a folder as paragraphs.
func readNotices(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, foldLines(string(b))...)
	}
	return out, nil
}
