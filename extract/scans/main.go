// Scans measures what comes of a document of which only scans are left: notices
// are typeset, drawn as pages, spoilt in three ways, read by Tesseract, and the
// three readings reconciled. It prints how many characters are wrong in each
// reading and in the canonical text.
//
//	go run ./extract/scans [-v] NOTICE...
//
// A notice is a text, or a folder with damaged copies of one, whose canonical
// text is taken: a text that has damage in it would be mended and counted wrong.
//
// The exit status is 1 if the canonical texts have more than half of the errors
// of the best readings.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"jiaokan/align"
	"jiaokan/extract"
)

func main() {
	verbose := flag.Bool("v", false, "list what is wrong in the canonical texts")
	keep := flag.String("keep", "", "folder to keep the scans and the readings in")
	flag.Parse()
	log.SetFlags(0)
	b := &bench{ctx: context.Background(), keep: *keep}
	defer b.engine.Close()
	missed, err := b.measure(os.Stdout, flag.Args(), *verbose)
	if err != nil {
		log.Fatal(err)
	}
	if missed {
		os.Exit(1)
	}
}

// measure reads each notice in all qualities, prints the table, and reports
// whether the goal was missed.
func (b *bench) measure(w io.Writer, names []string, verbose bool) (missed bool, err error) {
	var total tally
	var trust trust
	fmt.Fprintf(w, "%-24s %6s", "characters wrong", "of")
	for _, q := range qualities {
		fmt.Fprintf(w, " %7s", q.name)
	}
	fmt.Fprintf(w, " %9s %6s %8s\n", "canonical", "/ best", "nowhere")
	for _, name := range names {
		t, err := b.notice(name, &trust)
		if err != nil {
			return false, err
		}
		fmt.Fprintf(w, "%-24s %s\n", short(name), t)
		if verbose {
			for _, d := range t.diff {
				fmt.Fprintf(w, "    %s\n", d)
			}
		}
		total.add(t)
	}
	fmt.Fprintf(w, "%-24s %s\n\n", "all", total)
	fmt.Fprintln(w, "nowhere: characters of the notice that no reading has; the canonical text has at least as many errors")
	trust.print(w)
	return 2*total.canonical > total.best(), nil
}

// short is a name that fits the table.
func short(name string) string {
	s := filepath.Base(name)
	return s[:min(len(s), 24)]
}

// notice measures one notice: the text of a file against what comes of scans of
// it.
func (b *bench) notice(name string, trust *trust) (tally, error) {
	truth, err := b.truth(name)
	if err != nil {
		return tally{}, err
	}
	pages, err := b.pages(truth)
	if err != nil {
		return tally{}, err
	}
	var ws []*extract.Witness
	t := tally{of: len([]rune(align.Key(truth)))}
	for i, q := range qualities {
		w, err := b.read(pages, i, short(name))
		if err != nil {
			return tally{}, fmt.Errorf("%s, %s: %w", name, q.name, err)
		}
		ws = append(ws, w)
		t.readings = append(t.readings, wrong(truth, w.Text))
		trust.add(truth, w)
	}
	text := b.canonical(ws)
	t.canonical = wrong(truth, text)
	t.diff = differences(truth, text)
	t.nowhere = nowhere(truth, ws)
	return t, b.save(short(name)+".canonical.txt", []byte(text))
}

// truth is the text of a notice.
func (b *bench) truth(name string) (string, error) {
	names := []string{name}
	if st, err := os.Stat(name); err == nil && st.IsDir() {
		if names, err = filepath.Glob(filepath.Join(name, "*.txt")); err != nil {
			return "", err
		}
	}
	var ws []*extract.Witness
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			return "", err
		}
		w, err := extract.Read(n, data, extract.Options{})
		if err != nil {
			return "", err
		}
		ws = append(ws, w)
	}
	if len(ws) == 1 {
		return ws[0].Text, nil
	}
	return b.canonical(ws), nil
}

// A tally is how many characters are wrong.
type tally struct {
	of        int
	readings  []int
	canonical int
	nowhere   int
	diff      []string
}

func (t *tally) add(u tally) {
	t.of += u.of
	t.canonical += u.canonical
	t.nowhere += u.nowhere
	if t.readings == nil {
		t.readings = make([]int, len(u.readings))
	}
	for i, n := range u.readings {
		t.readings[i] += n
	}
}

// best is the number of errors of the best reading.
func (t tally) best() int {
	best := t.of
	for _, n := range t.readings {
		best = min(best, n)
	}
	return best
}

func (t tally) String() string {
	s := fmt.Sprintf("%6d", t.of)
	for _, n := range t.readings {
		s += fmt.Sprintf(" %7d", n)
	}
	return s + fmt.Sprintf(" %9d %5.0f%% %8d", t.canonical, 100*float64(t.canonical)/float64(max(1, t.best())), t.nowhere)
}
