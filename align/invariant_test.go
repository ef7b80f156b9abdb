package align

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/txtar"
)

// read makes witnesses of some texts.
func read(t testing.TB, texts ...string) []*extract.Witness {
	t.Helper()
	var out []*extract.Witness
	for i, text := range texts {
		w, err := extract.Read(string(rune('A'+i)), []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, w)
	}
	return out
}

// chuyi reads the two notices.
func chuyi(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../corpus/testdata/chuyi/*.txt")
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	var out []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

// cases returns the copies of each case that the reconciliation is tested on.
func cases(t testing.TB) (out [][]string) {
	t.Helper()
	files, err := filepath.Glob("reconcile/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, f := range ar.Files {
			if strings.HasSuffix(f.Name, ".txt") {
				texts = append(texts, string(f.Data))
			}
		}
		out = append(out, texts)
	}
	return out
}

// checkRows checks that every mark of every clause of every witness stands in
// one place of the collation, that no two places overlap, and that a reading
// is the text of its places.
func checkRows(t testing.TB, c *Collation) {
	t.Helper()
	seen := make([][]uint8, len(c.Witnesses))
	for w, wit := range c.Witnesses {
		seen[w] = make([]uint8, len(wit.Text))
	}
	for _, row := range c.Rows {
		for _, seg := range append([]Segment{row.Label}, row.Segments...) {
			for _, rd := range seg.Readings {
				text := map[int]string{}
				for _, p := range rd.At {
					text[p.Witness] += c.Witnesses[p.Witness].Slice(p.Span)
					for i := p.Span.Lo; i < p.Span.Hi; i++ {
						seen[p.Witness][i]++
					}
				}
				for w, s := range text {
					if Key(s) != rd.Key {
						t.Fatalf("%q stands in witness %d as %q", rd.Key, w, s)
					}
				}
			}
		}
	}
	for w, wit := range c.Witnesses {
		for _, b := range wit.Blocks() {
			for _, sp := range [...]extract.Span{b.Label, b.Body} {
				for i, r := range wit.Slice(sp) {
					if n := seen[w][sp.Lo+i]; n > 1 || n == 0 && !Blank(r) {
						t.Fatalf("witness %d: %q at %d stands in %d places", w, r, sp.Lo+i, n)
					}
				}
			}
		}
	}
}

// TestRows checks the cases.
func TestRows(t *testing.T) {
	for _, texts := range append(cases(t), chuyi(t)) {
		checkRows(t, Collate(read(t, texts...), Options{}))
	}
}
