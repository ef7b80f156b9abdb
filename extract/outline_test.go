package extract_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected outlines in testdata")

// TestOutlines reads each case's text, in the case or in a file beside the
// package, and compares the dump of its outline.
func TestOutlines(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var in []byte
			var want *txtar.File
			for i := range ar.Files {
				switch f := &ar.Files[i]; f.Name {
				case "in.txt":
					in = f.Data
				case "file":
					if in, err = os.ReadFile(strings.TrimSpace(string(f.Data))); err != nil {
						t.Fatal(err)
					}
				case "outline":
					want = f
				}
			}
			w, err := extract.Read("in.txt", in, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, w)
			got := []byte(extract.Dump(w))
			if *update {
				want.Data = got
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := diff.Diff("want", want.Data, "got", got); d != nil {
				t.Errorf("%s", d)
			}
		})
	}
}
