package corpus

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func (w *world) fixity() FixityReport {
	w.t.Helper()
	a := w.open(Write)
	defer a.Close()
	w.told = nil
	r, err := a.Fixity(context.Background(), FixityOptions{
		Now:      epoch,
		Unopened: func(path string, err error) { w.told = append(w.told, filepath.Base(path)+": "+err.Error()) },
		Event:    func(path string, kind EventKind) { w.told = append(w.told, filepath.Base(path)+": "+string(kind)) },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func TestFixity(t *testing.T) {
	w := newWorld(t)
	for _, f := range strings.Fields("a b c d e f") {
		w.write(f+".txt", circular)
	}
	w.write("empty.txt", "")
	if err := os.Symlink("nowhere", w.path("link")); err != nil {
		t.Fatal(err)
	}
	w.add()
	if r := w.fixity(); r.Files != 7 || r.Intact != 7 || r.Bytes != 6*int64(len(circular)) {
		t.Errorf("%+v", r)
	}
	w.write("a.txt", strings.Replace(circular, "春", "秋", 1)) // of the same size and time
	w.remove("b.txt")
	w.touch("c.txt", 1)
	w.remove("d.txt")
	if err := os.Mkdir(w.path("d.txt"), 0o777); err != nil {
		t.Fatal(err)
	}
	if r := w.fixity(); r.Changed != 1 || r.Missing != 1 || r.Unopened != 1 || r.Intact != 4 {
		t.Errorf("%+v", r)
	}
	w.wantTold("a.txt: changed", "b.txt: missing", "d.txt: not a regular file")
	if r := w.fixity(); r.Changed+r.Missing+r.Returned != 0 || r.Intact != 4 {
		t.Errorf("told again: %+v", r)
	}
	// The new content is a document once it is added.
	if r := w.add(); r.Added != 1 || r.Changed+r.Missing != 0 {
		t.Errorf("%+v", r)
	}
	w.wantDocuments(`
1 a.txt changed text
2 b.txt missing text
3 c.txt read text
4 d.txt read text
5 e.txt read text
6 empty.txt unread 
7 f.txt read text
8 link unread  not opened
9 a.txt read text
`)
	w.write("a.txt", circular)
	w.write("b.txt", circular)
	if r := w.fixity(); r.Changed != 1 || r.Returned != 2 {
		t.Errorf("%+v", r)
	}
	w.wantTold("a.txt: changed", "a.txt: returned", "b.txt: returned", "d.txt: not a regular file")
	if r := w.add(); r.Added != 0 || r.Changed+r.Missing+r.Returned != 0 {
		t.Errorf("%+v", r)
	}
	w.wantEvents("ingested 1 0 8", "checked 0 0 7", "changed 1 0 1", "missing 2 0 1", "checked 0 0 7", "checked 0 0 7",
		"ingested 9 0 1", "changed 9 1 1", "returned 1 0 1", "returned 2 0 1", "checked 0 0 7")
}

// TestFixityOfMany runs over more files than one transaction takes.
func TestFixityOfMany(t *testing.T) {
	w := newWorld(t)
	for i := range 100 {
		w.write(string(rune('a'+i/26))+string(rune('a'+i%26)), circular)
	}
	w.add()
	for i := range 100 {
		w.remove(string(rune('a'+i/26)) + string(rune('a'+i%26)))
	}
	a := w.open(Write)
	a.most = 8
	if r, err := a.Fixity(context.Background(), FixityOptions{Now: epoch}); err != nil || r.Missing != 100 {
		t.Errorf("%+v, %v", r, err)
	}
	if st, err := a.Status(context.Background()); err != nil || st.States[Missing] != 100 || st.Events != 100 {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestStatus(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	w.write("a.html", "<html><body><p>"+circular+"</p></body></html>")
	w.write("b.txt", "")
	w.add()
	a := w.open(Read)
	st, err := a.Status(context.Background())
	if err != nil || st.Documents != 3 || st.Segments != 1 || st.States[Legible] != 2 || st.States[Unread] != 1 || st.Size == 0 {
		t.Errorf("%+v, %v", st, err)
	}
	if !slices.Equal(st.Formats, []FormatCount{{"", 1}, {"html", 1}, {"text", 1}}) {
		t.Errorf("%+v", st.Formats)
	}
	n := 0
	for d, err := range a.Unread(context.Background()) {
		if err != nil || d.ID != 3 {
			t.Errorf("%+v, %v", d, err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d documents are unread", n)
	}
}
