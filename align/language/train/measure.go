package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jiaokan/align/language"
)

// measure prints how well the model in data, trained on docs, judges the statutes
// held out of it and the notices of the evalkit.
func measure(data string, docs, held []document, kit string) error {
	m, err := language.Open(data)
	if err != nil {
		return err
	}
	e, err := readExam(filepath.Join(kit, "corrupt.py"))
	if err != nil {
		return err
	}
	notices, err := readNotices(filepath.Join(kit, "notices"))
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, p := range paragraphs(docs) {
		seen[p] = true
	}
	statutes := slices.DeleteFunc(paragraphs(held), func(p string) bool { return seen[p] })
	report(m, e, "statutes", statutes)
	report(m, e, "notices", notices)
	return nil
}

// readNotices reads every .txt of a folder.
func readNotices(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		lines = append(lines, foldLines(string(b))...)
	}
	return lines, nil
}

func report(m *language.Model, e *exam, name string, lines []string) {
	bits, chars := 0.0, 0
	tallies := map[string]*tally{}
	for _, k := range kinds {
		tallies[k] = &tally{}
	}
	for _, line := range lines {
		text := []rune("\n" + line + "\n")
		bits -= m.LogProb(text, 1, len(text))
		chars += len(text) - 1
		e.trials(line, func(kind string, t trial) {
			tallies[kind].add(m.Weigh(t.left, t.good, t.bad, t.right))
		})
	}
	fmt.Printf("\n%s: %d characters, %.3f bits each\n", name, chars, bits/float64(chars))
	fmt.Printf("%-8s %7s %6s | right %% (share of the trials %%) by how sure, in bits\n", "", "trials", "right")
	fmt.Printf("%-8s %7s %6s |%s\n", "", "", "", tallyHead())
	for _, k := range kinds {
		fmt.Printf("%-8s %v\n", k, tallies[k])
	}
}

// A tally counts judgements, and the right ones, by how sure the model was.
type tally struct{ right, all [7]int }

// sureness is where one class of a tally ends and the next begins, in bits.
var sureness = [6]float64{1, 2, 4, 6, 9, 13}

// add counts a judgement of bits for the right reading.
func (t *tally) add(bits float64) {
	class, _ := slices.BinarySearch(sureness[:], math.Abs(bits))
	t.all[class]++
	if bits > 0 {
		t.right[class]++
	}
}

func tallyHead() string {
	var s strings.Builder
	for _, b := range sureness {
		fmt.Fprintf(&s, " %12s", fmt.Sprintf("to %g", b))
	}
	return s.String() + "         over"
}

func (t *tally) String() string {
	var s strings.Builder
	right, all := 0, 0
	for c := range t.all {
		right += t.right[c]
		all += t.all[c]
	}
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
	fmt.Fprintf(&s, "%7d %6.2f |", all, share(right, all))
	for c := range t.all {
		fmt.Fprintf(&s, "  %5.1f (%2.0f%%)", share(t.right[c], t.all[c]), share(t.all[c], all))
	}
	return s.String()
}
