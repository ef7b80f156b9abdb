package report

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// sample reads a case of testdata: the texts of the witnesses and the result
// that was made of them.
func sample(t testing.TB, name string) (*Result, []string) {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	r := new(Result)
	text := map[string]string{}
	for _, f := range ar.Files {
		if f.Name == "result.json" {
			if err := json.Unmarshal(f.Data, r); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			continue
		}
		text[strings.TrimSuffix(f.Name, ".txt")] = string(f.Data)
	}
	var texts []string
	for _, w := range r.Witnesses {
		texts = append(texts, text[w.ID])
	}
	return r, texts
}

// golden compares output with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestSample holds the sample to the promises of a result: what a reading, a
// segment or a line number says is what stands in the text.
func TestSample(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	runes := map[string][]rune{}
	for i, w := range r.Witnesses {
		runes[w.ID] = []rune(texts[i])
		if len(runes[w.ID]) != w.Runes {
			t.Errorf("%s has %d characters, want %d", w.ID, len(runes[w.ID]), w.Runes)
		}
	}
	for _, v := range r.Variants {
		for _, rd := range v.Readings {
			for id, sp := range rd.Spans {
				if got := string(runes[id][sp[0]:sp[1]]); got != rd.Text {
					t.Errorf("%s: %s has %q, want %q", v.ID, id, got, rd.Text)
				}
			}
		}
	}
	canon := []rune(r.Canonical.Text)
	for _, s := range r.Canonical.Segments {
		if s.Source == nil {
			continue
		}
		got, want := string(canon[s.Start:s.End]), string(runes[s.From][s.Source[0]:s.Source[1]])
		if got != want {
			t.Errorf("canonical %d: %q, want %q of %s", s.Start, got, want, s.From)
		}
	}
	for _, f := range r.Findings {
		for _, s := range f.Spans {
			before := string(runes[s.Witness][:s.Start])
			line := strings.Count(before, "\n") + 1
			column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
			if line != s.Line || column != s.Column {
				t.Errorf("%s: line %d, column %d, want %d, %d", f.ID, s.Line, s.Column, line, column)
			}
		}
	}
}
