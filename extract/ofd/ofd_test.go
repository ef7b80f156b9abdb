package ofd

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract/flaw"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// TestCases zips the parts of each case and compares what is read with its
// section want.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := &ar.Files[len(ar.Files)-1]
			got := dump(Read(pack(t, ar.Files[:len(ar.Files)-1])))
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// pack zips parts. The line break at the end of each section is left out.
func pack(t testing.TB, parts []txtar.File) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(p.Name, "/") {
			continue // a folder, which has no content
		}
		if _, err := w.Write(bytes.TrimSuffix(p.Data, []byte("\n"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dump prints what Read returned, a run a line with its rectangle in whole
// points.
func dump(docs []Document, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	for i, d := range docs {
		fmt.Fprintf(&b, "document %d %s\n", i+1, d.Title)
		lost(&b, d.Loss)
		for j, p := range d.Pages {
			fmt.Fprintf(&b, "page %d, %.0f x %.0f\n", j+1, p.Width, p.Height)
			for _, r := range p.Runs {
				fmt.Fprintf(&b, "  %3.0f %3.0f %3.0f %3.0f %s", r.X0, r.Y0, r.X1, r.Y1, quoted(r.Text))
				if size := fmt.Sprintf("%.0f", r.Size); size != "14" {
					fmt.Fprintf(&b, " (size %s)", size)
				}
				if r.Angle != 0 {
					fmt.Fprintf(&b, " (at %d degrees)", r.Angle)
				}
				b.WriteByte('\n')
			}
			for _, x := range p.Pictures {
				fmt.Fprintf(&b, "  %3.0f %3.0f %3.0f %3.0f picture", x.X0, x.Y0, x.X1, x.Y1)
				if x.Turned {
					b.WriteString(", turned")
				}
				fmt.Fprintf(&b, " %s\n", x.part)
			}
			for _, a := range p.Aside {
				fmt.Fprintf(&b, "  %s: %s\n", a.Kind, a.Text)
			}
			lost(&b, p.Loss)
		}
	}
	return b.String()
}

func lost(b *strings.Builder, what []flaw.Loss) {
	for _, l := range what {
		fmt.Fprintf(b, "  lost: %s\n", l.What)
	}
}

// quoted shows white space that a run is or has at its ends.
func quoted(s string) string {
	if strings.TrimSpace(s) != s {
		return fmt.Sprintf("%q", s)
	}
	return s
}
