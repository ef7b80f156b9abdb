package main

import (
	"fmt"
	"io"
	"strings"
)

// print prints the tables.
func (s *score) print(w io.Writer, list int) {
	fmt.Fprintf(w, "%-22s %9s %9s %9s\n", "", "precision", "recall", "F1")
	fmt.Fprintf(w, "%-22s %9.4f %9.4f %9.4f\n", "B-cubed", s.precision, s.recall, f1(s.precision, s.recall))
	fmt.Fprintf(w, "%-22s %9.4f %9.4f %9.4f\n", "pairs", s.pairPrecision, s.pairRecall, f1(s.pairPrecision, s.pairRecall))
	if s.missing > 0 {
		fmt.Fprintf(w, "%d documents are in no family\n", s.missing)
	}
	if len(s.negatives) > 0 {
		fmt.Fprintf(w, "%-22s %9s %9s %9s   %s\n", "hard negatives", "pairs", "joined", "", "families joined")
		for _, n := range s.negatives {
			fmt.Fprintf(w, "%-22s %9d %9d %7.2f %%   %d of %d pairs\n", n.kind, n.pairs, n.joined, 100*share(n.joined, n.pairs), n.familyJoins, n.familyPairs)
		}
	}
	for _, t := range []struct {
		name string
		rows []suffered
	}{{"damage", s.damage}, {"role", s.roles}} {
		if len(t.rows) > 0 {
			fmt.Fprintf(w, "%-22s %9s %9s %9s\n", t.name, "documents", "recall", "astray")
		}
		for _, r := range t.rows {
			fmt.Fprintf(w, "%-22s %9d %9.4f %9d\n", r.kind, r.n, r.recall, r.astray)
		}
	}
	s.printJoined(w, list)
	s.printParted(w, list)
}

func (s *score) printJoined(w io.Writer, list int) {
	fmt.Fprintf(w, "unrelated families in one: %d pairs, and %d where one has the opening of the other\n", len(s.joined), len(s.borrowed))
	for _, js := range [][]join{s.joined, s.borrowed} {
		for _, j := range js[:min(list, len(js))] {
			fmt.Fprintf(w, "  %s and %s, %d documents: %s\n", j.a, j.b, j.documents, strings.Join(j.files, " "))
		}
	}
}

func (s *score) printParted(w io.Writer, list int) {
	astray := 0
	for _, p := range s.parted {
		astray += len(p.astray)
	}
	fmt.Fprintf(w, "families in pieces: %d, with %d documents astray\n", len(s.parted), astray)
	for _, p := range s.parted[:min(list, len(s.parted))] {
		var names []string
		for _, d := range p.astray[:min(3, len(p.astray))] {
			names = append(names, strings.TrimSpace(d.file+" "+d.damage))
		}
		fmt.Fprintf(w, "  %s, %d documents in %d pieces: %s\n", p.family, p.size, p.pieces, strings.Join(names, ", "))
	}
}

// goals prints what was to be reached, and reports whether all was. An archive whose
// series are moulds was made; of a real one only F1 is asked, because what joins
// or parts its statutes may be a true likeness.
func (s *score) goals(w io.Writer) bool {
	type goal struct {
		name     string
		is, want float64
	}
	made := false
	for _, d := range s.damage {
		made = made || d.n > 0
	}
	list := []goal{{"B-cubed F1", f1(s.precision, s.recall), 0.985}}
	if made {
		list = []goal{{"B-cubed recall", s.recall, 0.995}, {"B-cubed precision", s.precision, 0.94},
			{"families not joined by set phrases", 1 - min(1, float64(len(s.joined))), 1}}
	}
	ok := true
	for _, g := range list {
		word := "reached"
		if g.is < g.want {
			word, ok = "MISSED", false
		}
		fmt.Fprintf(w, "goal %-36s %.3f: %s, %.4f\n", g.name, g.want, word, g.is)
	}
	return ok
}
