package reconcile_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/align/segment"
	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// cutter splits into words as the command does.
var cutter = sync.OnceValue(func() segment.Cutter {
	dir, err := os.MkdirTemp("", "jiaokan")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	cut, err := segment.Load(dir)
	if err != nil {
		panic(err)
	}
	return cut
})

// tb is what the checks need of a test, a property or a fuzz target.
type tb interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// An edition is one run of the whole flow.
type edition struct {
	c   *align.Collation
	rep *audit.Report
	can *reconcile.Canonical
}

// run reads and reconciles some texts; names are their sigla.
func run(t tb, texts ...string) edition {
	t.Helper()
	var ws []*extract.Witness
	for i, text := range texts {
		w, err := extract.Read(audit.Siglum(i), []byte(text), extract.Options{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		ws = append(ws, w)
	}
	c := align.Collate(ws, align.Options{Cut: cutter()})
	rep := audit.Run(c, nil)
	return edition{c, rep, reconcile.Resolve(c, rep, nil)}
}

// readCase reads a case: the copies A.txt, B.txt … in this order.
func readCase(t tb, name string) (*txtar.Archive, []string) {
	t.Helper()
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var texts []string
	for _, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".txt") {
			texts = append(texts, string(f.Data))
		}
	}
	return ar, texts
}

// caseNames lists the cases.
func caseNames(t tb) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return names
}

// TestCases runs each case of testdata through the whole flow and compares
// every stage that the case has a section for.
func TestCases(t *testing.T) {
	for _, name := range caseNames(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, texts := readCase(t, name)
			e := run(t, texts...)
			got := map[string]string{
				"outline":   dumpOutlines(e.c),
				"collation": dumpCollation(e.c),
				"findings":  dumpFindings(e.c, e.rep),
				"canonical": dumpCanonical(e.can),
			}
			checkRows(t, e.c)
			checkTrace(t, e)
			want(t, name, ar, got)
		})
	}
}

func dumpOutlines(c *align.Collation) string {
	var out strings.Builder
	for i, w := range c.Witnesses {
		out.WriteString("[" + audit.Siglum(i) + "]\n" + extract.Dump(w))
	}
	return out.String()
}

// TestCasesInAnyOrder names the copies of each case in every order.
func TestCasesInAnyOrder(t *testing.T) {
	for _, name := range caseNames(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			_, texts := readCase(t, name)
			for _, p := range permutations(len(texts)) {
				checkOrder(t, texts, p)
			}
		})
	}
}

// want holds the sections of a case against what came of it; those that got has not
// are its input. With -update it writes them anew.
func want(t *testing.T, name string, ar *txtar.Archive, got map[string]string) {
	t.Helper()
	for i, f := range ar.Files {
		text, ok := got[f.Name]
		switch {
		case !ok:
		case *update:
			ar.Files[i].Data = []byte(text)
		default:
			if d := diff.Diff("want "+f.Name, f.Data, "got "+f.Name, []byte(text)); d != nil {
				t.Errorf("%s", d)
			}
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
