package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
	"jiaokan/report"

	"github.com/rogpeppe/go-internal/txtar"
)

// copies returns the texts of the two notices and of each case that the
// reconciliation is tested on.
func copies(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	notices, err := filepath.Glob("../corpus/testdata/chuyi/*.txt")
	if err != nil || len(notices) != 2 {
		t.Fatal(notices, err)
	}
	for _, name := range notices {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out["chuyi"] = append(out["chuyi"], string(data))
	}
	cases, err := filepath.Glob("../align/reconcile/testdata/*.txt")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			if strings.HasSuffix(f.Name, ".txt") {
				id := strings.TrimSuffix(filepath.Base(name), ".txt")
				out[id] = append(out[id], string(f.Data))
			}
		}
	}
	return out
}

func edition(t *testing.T, texts []string) *report.Edition {
	t.Helper()
	var ws []*extract.Witness
	for i, text := range texts {
		w, err := extract.Read(audit.Siglum(i)+".txt", []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws = append(ws, w)
	}
	c := align.Collate(ws, align.Options{})
	rep := audit.Run(c, nil)
	return &report.Edition{Collation: c, Audit: rep, Canonical: reconcile.Resolve(c, rep, nil)}
}

// TestResult holds result.json to its contract: whatever it says stands at
// some place stands there, counted in code points.
func TestResult(t *testing.T) {
	for name, texts := range copies(t) {
		t.Run(name, func(t *testing.T) {
			r := report.NewResult(edition(t, texts), "test")
			text := map[string][]rune{}
			for i, w := range r.Witnesses {
				text[w.ID] = []rune(texts[i])
				if w.ID != audit.Siglum(i) || w.Runes != len(text[w.ID]) {
					t.Errorf("witness %d is %s with %d characters", i, w.ID, w.Runes)
				}
				if w.Reliability < 0 || w.Reliability > 1 {
					t.Errorf("%s: reliability %v", w.ID, w.Reliability)
				}
			}
			checkVariants(t, r, text)
			checkCells(t, r, text)
			checkFindings(t, r, text)
			checkCanonical(t, r, text)
		})
	}
}

// bare drops white space.
func bare(rs []rune) string {
	return string(slices.DeleteFunc(slices.Clone(rs), align.Blank))
}

// slice returns text[lo:hi] or fails.
func slice(t *testing.T, text []rune, lo, hi int, what string) []rune {
	t.Helper()
	if lo < 0 || lo > hi || hi > len(text) {
		t.Fatalf("%s: [%d,%d) of %d", what, lo, hi, len(text))
	}
	return text[lo:hi]
}

func checkVariants(t *testing.T, r *report.Result, text map[string][]rune) {
	t.Helper()
	rows := map[string]bool{}
	for _, row := range r.Rows {
		rows[row.ID] = true
	}
	kinds := []string{"term", "number", "modality", "wording", "label", "punctuation", "width", "omission", "addition", "order"}
	for _, v := range r.Variants {
		if !rows[v.Row] || !slices.Contains(kinds, v.Kind) || len(v.Readings) < 2 || v.Confidence < 0 || v.Confidence > 1 {
			t.Errorf("%s: row %s, kind %s, %d readings, confidence %v", v.ID, v.Row, v.Kind, len(v.Readings), v.Confidence)
		}
		if v.Chosen == nil || *v.Chosen < 0 || *v.Chosen >= len(v.Readings) {
			t.Errorf("%s: chosen %v", v.ID, v.Chosen)
		}
		if guess := v.Readings[len(v.Readings)-1]; len(guess.Witnesses) == 0 && (v.Open || *v.Chosen != 0 || guess.Text == "" || v.Confidence >= 0.9) {
			t.Errorf("%s: a conjecture %+v", v.ID, v)
		}
		meaning := v.Kind == "number" || v.Kind == "term" || v.Kind == "modality"
		if meaning && !v.Open {
			t.Errorf("%s: a %s is not the editor's", v.ID, v.Kind)
		}
		seen := map[string]bool{}
		for _, rd := range v.Readings {
			if len(rd.Witnesses) != len(rd.Spans) {
				t.Errorf("%s: witnesses %v, spans %v", v.ID, rd.Witnesses, rd.Spans)
			}
			for _, id := range rd.Witnesses {
				sp := rd.Spans[id]
				got := bare(slice(t, text[id], sp[0], sp[1], v.ID))
				if align.Key(got) != align.Key(rd.Text) || id == rd.Witnesses[0] && got != rd.Text {
					t.Errorf("%s: %s has %q, want %q", v.ID, id, got, rd.Text)
				}
				if seen[id] {
					t.Errorf("%s: %s reads two things", v.ID, id)
				}
				seen[id] = true
			}
		}
	}
}

// checkCells checks that the cells of all rows hold each mark of each witness
// once.
func checkCells(t *testing.T, r *report.Result, text map[string][]rune) {
	t.Helper()
	seen := map[string][]int{}
	for id, rs := range text {
		seen[id] = make([]int, len(rs))
	}
	for _, row := range r.Rows {
		for id, cell := range row.Cells {
			for _, c := range cell {
				slice(t, text[id], c.Start, c.End, row.ID)
				for i := c.Start; i < c.End; i++ {
					seen[id][i]++
				}
			}
		}
	}
	for id, rs := range text {
		for i, c := range rs {
			if n := seen[id][i]; n > 1 || n == 0 && !align.Blank(c) && c != '#' { // # is Markdown's, and of no clause
				t.Errorf("%s: %q at %d stands in %d cells", id, c, i, n)
				break
			}
		}
	}
}

func checkFindings(t *testing.T, r *report.Result, text map[string][]rune) {
	t.Helper()
	for _, f := range r.Findings {
		if f.Message.ZH == "" || f.Message.EN == "" || len(f.Spans) == 0 {
			t.Errorf("%s %s says nothing or stands nowhere", f.ID, f.Rule)
		}
		for _, s := range append(slices.Clone(f.Spans), f.Against...) {
			slice(t, text[s.Witness], s.Start, s.End, f.ID)
			before := string(text[s.Witness][:s.Start])
			line := strings.Count(before, "\n") + 1
			column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
			if line != s.Line || column != s.Column {
				t.Errorf("%s: line %d, column %d, want %d, %d", f.ID, s.Line, s.Column, line, column)
			}
		}
	}
}

// checkCanonical checks that the segments cover the text but its line breaks,
// in order, and that each is what stands at its source.
func checkCanonical(t *testing.T, r *report.Result, text map[string][]rune) {
	t.Helper()
	canon := []rune(r.Canonical.Text)
	at := 0
	breaks := func(hi int) {
		for ; at < hi; at++ {
			if canon[at] != '\n' {
				t.Fatalf("no segment covers %q at %d", canon[at], at)
			}
		}
	}
	for _, s := range r.Canonical.Segments {
		got := string(slice(t, canon, s.Start, s.End, "canonical"))
		if s.Start < at {
			t.Fatalf("segment at %d overlaps the one before", s.Start)
		}
		breaks(s.Start)
		at = s.End
		switch {
		case s.Status == "lacuna":
			if got != reconcile.Mark || s.Source != nil || s.From != "" {
				t.Errorf("lacuna %q from %s", got, s.From)
			}
		case s.Source == nil:
			t.Errorf("%q has no source", got)
		default:
			if want := string(slice(t, text[s.From], s.Source[0], s.Source[1], s.From)); got != want {
				t.Errorf("%q stands in %s as %q", got, s.From, want)
			}
		}
	}
	breaks(len(canon))
	for _, row := range r.Rows {
		if c := row.Canonical; c != nil {
			slice(t, canon, c.Start, c.End, row.ID)
		}
	}
}

// TestSameBytes makes each result twice.
func TestSameBytes(t *testing.T) {
	for name, texts := range copies(t) {
		var first []byte
		for range 2 {
			var out bytes.Buffer
			if err := report.JSON(&out, report.NewResult(edition(t, texts), "test")); err != nil {
				t.Fatal(err)
			}
			if first != nil && !bytes.Equal(first, out.Bytes()) {
				t.Errorf("%s: two runs give two results", name)
			}
			first = out.Bytes()
		}
		back := new(report.Result)
		if err := json.Unmarshal(first, back); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := report.JSON(&out, back); err != nil || !bytes.Equal(first, out.Bytes()) {
			t.Errorf("%s: read back and written, the result is another", name)
		}
	}
}
