package review

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
	"jiaokan/report"
)

// edition reconciles some texts.
func edition(t testing.TB, texts ...string) Edition {
	t.Helper()
	e := Edition{As: "copies"}
	var ws []*extract.Witness
	for i, text := range texts {
		w, err := extract.Read(audit.Siglum(i)+".txt", []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws, e.Files = append(ws, w), append(e.Files, []byte(text))
	}
	e.Collation = align.Collate(ws, align.Options{})
	e.Audit = audit.Run(e.Collation, nil)
	e.Resolve = func(ds []Decision) *reconcile.Canonical { return reconcile.Resolve(e.Collation, e.Audit, ds) }
	return e
}

// notices are the two copies of the 楚怡 notice.
func notices(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, name := range []string{"000_1c7268e008740abf.txt", "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "corpus", "testdata", "chuyi", name))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

// noon is when all decisions of the tests are made.
func noon() time.Time { return time.Date(2026, 3, 1, 4, 0, 0, 0, time.UTC) }

// A bench is a desk with what it has kept.
type bench struct {
	*Desk
	name   string // of the journal
	result *report.Result
	record *Record
}

func openBench(t testing.TB, e Edition, name, lang string) *bench {
	t.Helper()
	j, _, err := OpenJournal(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	b := &bench{name: name}
	b.Desk, err = NewDesk(e, j, Options{Lang: lang, Who: "王编", Version: "test", Now: noon, Keep: func(r *report.Result, rec *Record) error {
		b.result, b.record = r, rec
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func newBench(t testing.TB, texts ...string) *bench {
	t.Helper()
	return openBench(t, edition(t, texts...), filepath.Join(t.TempDir(), "decisions.jsonl"), "zh")
}

func (b *bench) find(t testing.TB, like func(CaseView) bool) CaseView {
	t.Helper()
	all := b.State().Cases
	i := slices.IndexFunc(all, like)
	if i < 0 {
		t.Fatal("no such case")
	}
	return all[i]
}

// reads is the case that has a reading.
func reads(text string) func(CaseView) bool {
	return func(c CaseView) bool { return !c.Finding && slices.Contains(c.Texts, text) }
}

func (b *bench) must(t testing.TB, req Request) Change {
	t.Helper()
	c, err := b.Decide(req)
	if err != nil {
		t.Fatalf("%+v: %v", req, err)
	}
	return c
}

func on(c CaseView, text string) []RequestPick { return []RequestPick{{c.Key, text, c.Base}} }
