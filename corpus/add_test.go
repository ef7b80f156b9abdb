//go:build unix

package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"jiaokan/corpus/family"
	"jiaokan/extract"
)

func TestAddAgainIsNothing(t *testing.T) {
	w := newWorld(t)
	w.write("b/2.txt", circular)
	w.write("b.txt", circular+"三")
	w.write("a/1.txt", circular+"四五")
	if r := w.add(); r.Added != 3 || r.Files != 3 || r.Bytes == 0 {
		t.Errorf("%+v", r)
	}
	want := `
1 a/1.txt read text
2 b.txt read text
3 b/2.txt read text
`
	w.wantDocuments(want)
	if r := w.add(); r != (AddReport{Files: 3, Unchanged: 3}) {
		t.Errorf("again: %+v", r)
	}
	if r := w.add(w.path("b"), w.docs, w.path("a/1.txt"), w.docs); r != (AddReport{Files: 3, Unchanged: 3}) {
		t.Errorf("folders in each other: %+v", r)
	}
	w.wantDocuments(want)
	w.wantEvents("ingested 1 0 3")
	w.wantTold()
}

// TestFixityEvents changes files between two adds.
func TestFixityEvents(t *testing.T) {
	for _, c := range []struct {
		name      string
		change    func(w *world)
		documents string
		events    []string
		told      []string
	}{
		{"changed", func(w *world) { w.write("a.txt", circular+"改") }, `
1 a.txt changed text
2 b.txt read text
3 a.txt read text
`, []string{"changed 1 3 1", "ingested 3 0 1"}, []string{"a.txt: changed"}},
		{"changed, of the same size and time", func(w *world) {
			w.write("a.txt", strings.Replace(circular, "春", "秋", 1))
		}, `
1 a.txt read text
2 b.txt read text
`, nil, nil},
		{"touched", func(w *world) { w.touch("a.txt", 5) }, `
1 a.txt read text
2 b.txt read text
`, nil, nil},
		{"missing", func(w *world) { w.remove("a.txt") }, `
1 a.txt missing text
2 b.txt read text
`, []string{"missing 1 0 1"}, []string{"a.txt: missing"}},
		{"moved", func(w *world) {
			if err := os.Rename(w.path("a.txt"), w.path("c.txt")); err != nil {
				w.t.Fatal(err)
			}
		}, `
1 a.txt missing text
2 b.txt read text
3 c.txt read text
`, []string{"missing 1 0 1", "ingested 3 0 1"}, []string{"a.txt: missing"}},
		{"a folder in its place", func(w *world) {
			w.remove("a.txt")
			w.write("a.txt/a.txt", circular)
		}, `
1 a.txt read text
2 b.txt read text
3 a.txt/a.txt read text
`, []string{"ingested 3 0 1"}, nil},
		{"went and came back", func(w *world) {
			w.remove("a.txt")
			w.add()
			w.write("a.txt", circular)
		}, `
1 a.txt read text
2 b.txt read text
`, []string{"missing 1 0 1", "returned 1 0 1"}, []string{"a.txt: returned"}},
		{"changed and changed back", func(w *world) {
			w.write("a.txt", circular+"改")
			w.add()
			w.write("a.txt", circular)
		}, `
1 a.txt read text
2 b.txt read text
3 a.txt changed text
`, []string{"changed 1 3 1", "ingested 3 0 1", "changed 3 1 1", "returned 1 0 1"}, []string{"a.txt: changed", "a.txt: returned"}},
		{"changed into no text", func(w *world) { w.write("a.txt", "") }, `
1 a.txt changed text
2 b.txt read text
3 a.txt unread 
`, []string{"changed 1 3 1", "ingested 3 0 1"}, []string{"a.txt: unread", "a.txt: changed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.write("a.txt", circular)
			w.write("b.txt", circular+"二")
			w.add()
			c.change(w)
			w.add()
			w.wantTold(c.told...)
			w.wantDocuments(c.documents)
			w.wantEvents(append([]string{"ingested 1 0 2"}, c.events...)...)
			before := w.documents()
			if r := w.add(); r.Changed+r.Missing+r.Returned+r.Added != 0 {
				t.Errorf("told again: %+v", r)
			}
			w.wantDocuments("\n" + before)
		})
	}
}

// TestMissingOnlyBelowTheRoots adds one folder of two that are known.
func TestMissingOnlyBelowTheRoots(t *testing.T) {
	w := newWorld(t)
	for _, f := range []string{"a/1.txt", "a.b/1.txt", "ab/1.txt", "a/.hidden/1.txt"} {
		w.write(f, circular)
	}
	w.add(w.docs, w.path("a/.hidden"))
	for _, f := range []string{"a/1.txt", "a.b/1.txt", "ab/1.txt"} {
		w.remove(f)
	}
	if r := w.add(w.path("a")); r.Missing != 1 {
		t.Errorf("%+v", r)
	}
	w.wantTold("a/1.txt: missing")
	if _, err := w.open(Write).Add(context.Background(), []string{w.path("gone")}, w.options()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a root that is not there: %v", err)
	}
}

// TestWhatIsNoDocument has what a folder may hold beside files with text.
func TestWhatIsNoDocument(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	w.write("empty.txt", "")
	w.write("blank.txt", " \n\t\u3000\n")
	w.write("binary.bin", strings.Repeat("\x00\x01\x02", 100))
	w.write(".hidden.txt", circular)
	w.write(".git/config", circular)
	w.write("folder/b.txt", circular)
	w.write("new\nline.txt", circular)
	w.write("bad\xff\xfename.txt", circular)
	link := func(to, name string) {
		if err := os.Symlink(to, w.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	link("folder", "link to folder")
	link(".", "loop")
	link("a.txt", "link to file")
	link("nowhere", "link to nothing")
	link("itself", "itself")
	if err := syscall.Mkfifo(w.path("pipe"), 0o666); err != nil {
		t.Fatal(err)
	}
	link("pipe", "link to pipe")
	r := w.add()
	if r.Files != 10 || r.Added != 10 || r.Unread != 5 || r.Passed != 4 {
		t.Errorf("%+v", r)
	}
	w.wantTold(
		"binary.bin: unread",
		"blank.txt: unread",
		"empty.txt: unread",
		"itself: unread",
		"link to folder: a link to a folder is not followed",
		"link to nothing: unread",
		"link to pipe: not a regular file",
		"loop: a link to a folder is not followed",
		"pipe: not a regular file",
	)
	want := `
1 a.txt read text
2 bad` + "\xff\xfe" + `name.txt read text
3 binary.bin unread 
4 blank.txt unread 
5 empty.txt unread 
6 folder/b.txt read text
7 itself unread  not opened
8 link to file read text
9 link to nothing unread  not opened
10 new` + "\n" + `line.txt read text
`
	w.wantDocuments(want)
	w.add()
	w.wantTold( // what was read and had no text is not tried again
		"itself: unread",
		"link to folder: a link to a folder is not followed",
		"link to nothing: unread",
		"link to pipe: not a regular file",
		"loop: a link to a folder is not followed",
		"pipe: not a regular file",
	)
	w.wantDocuments(want)
	w.remove("link to nothing")
	w.remove("itself")
	w.write("itself", circular)
	if r := w.add(); r.Missing+r.Changed != 0 || r.Added != 1 {
		t.Errorf("what was never opened has no fixity: %+v", r)
	}
	a := w.open(Read)
	if d, err := a.Document(5); err != nil || d.Why == "" || d.WhyZH == "" || !d.Hashed || d.SHA256[0] != 0xe3 {
		t.Errorf("%+v, %v", d, err)
	}
	if d, err := a.Document(9); !errors.Is(err, ErrNoDocument) {
		t.Errorf("%+v, %v", d, err)
	}
}

// TestArchiveInItsOwnFolder adds the folder that holds the archive.
func TestArchiveInItsOwnFolder(t *testing.T) {
	w := newWorld(t)
	w.dir = w.path("archive")
	w.write("a.txt", circular)
	for range 2 {
		if r := w.add(); r.Files != 1 {
			t.Errorf("%+v", r)
		}
	}
}

// TestRetry reads again what had no text, when a program is there that was not.
func TestRetry(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	w.write("b.doc", `{\rtf1 a}`)
	w.write("c.doc", `{\rtf1 b}`)
	w.add()
	w.wantTold("b.doc: unread", "c.doc: unread")
	if r := w.add(); r.Unread != 2 || r.Unchanged != 3 {
		t.Errorf("%+v", r)
	}
	w.wantTold()

	a := w.open(Write)
	opt := w.options()
	opt.Again = true
	opt.Read = func(name string, data []byte) (*extract.Source, error) {
		if strings.HasSuffix(name, "b.doc") {
			return testRead(name, []byte(circular))
		}
		return testRead(name, data)
	}
	r, err := a.Add(context.Background(), []string{w.docs}, opt)
	if err != nil || r.Added != 1 || r.Unread != 1 || r.Changed != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if text, err := a.Text(4); err != nil || text != circular {
		t.Errorf("%q, %v", text, err)
	}
	a.Close()
	w.wantDocuments(`
1 a.txt read text
3 c.doc unread 
4 b.doc read text
`)
}

// TestSegments cuts a run of documents into segments and reads them back.
func TestSegments(t *testing.T) {
	w := newWorld(t)
	var sketcher family.Sketcher
	texts := map[string]string{}
	for i, name := range strings.Fields("a b c d e f g h i j k") {
		texts[name] = strings.Repeat(circular+strings.Repeat(name, i), i+1)
		w.write(name+".txt", texts[name])
	}
	w.write("c.txt", "")
	a := w.open(Create)
	a.most = 4
	if _, err := a.Add(context.Background(), []string{w.docs}, w.options()); err != nil {
		t.Fatal(err)
	}
	a.Close()
	w.remove("e.txt")
	w.write("f.txt", circular)
	w.add()

	a = w.open(Read)
	segments := a.Segments()
	if len(segments) != 4 || segments[1].First != 5 || segments[2].Count != 3 || segments[3].First != 12 {
		t.Fatalf("%+v", segments)
	}
	var got []int64
	err := a.Sketches(func(id int64, s *family.Sketch) error {
		got = append(got, id)
		text, err := a.Text(id)
		if err != nil {
			return err
		}
		want := sketcher.Sketch(family.Fold(text))
		if s.Length != want.Length || s.Min != want.Min || !slices.Equal(s.Prints, want.Prints) || !slices.Equal(s.Places, want.Places) {
			t.Errorf("document %d has another sketch", id)
		}
		return nil
	})
	if err != nil || !slices.Equal(got, []int64{1, 2, 4, 7, 8, 9, 10, 11, 12}) {
		t.Errorf("sketches of %v, %v", got, err)
	}
	for _, s := range segments {
		x, err := a.Index(s)
		if err != nil || x.Documents() != s.Count {
			t.Errorf("%+v: %v", s, err)
		}
	}
	if err := os.Truncate(segments[1].Path+indexExt, 100); err != nil {
		t.Fatal(err)
	}
	b := w.open(Read)
	if _, err := b.Index(segments[1]); !errors.Is(err, ErrDamaged) {
		t.Errorf("half an index: %v", err)
	}
	if err := os.Remove(segments[2].Path + sketchesExt); err != nil {
		t.Fatal(err)
	}
	if err := b.Sketches(func(int64, *family.Sketch) error { return nil }); !errors.Is(err, ErrDamaged) {
		t.Errorf("a segment without its file: %v", err)
	}
}

// TestInterrupted ends an Add in the middle; what it kept are whole segments.
func TestInterrupted(t *testing.T) {
	w := newWorld(t)
	for i := range 40 {
		w.write(string(rune('a'+i%26))+string(rune('a'+i/26))+".txt", strings.Repeat(circular, i+1))
	}
	a := w.open(Create)
	a.most = 8
	ctx, cancel := context.WithCancel(context.Background())
	opt := w.options()
	opt.Step = func(done, total int, bytes int64) {
		if done >= 32 {
			cancel()
		}
	}
	if _, err := a.Add(ctx, []string{w.docs}, opt); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	n := 0
	for _, err := range a.Documents(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n == 0 || n%8 != 0 {
		t.Errorf("%d documents", n)
	}
	if r, err := a.Add(context.Background(), []string{w.docs}, w.options()); err != nil || r.Added != 40-n {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestErrorEndsAdd has the archive fail under way.
func TestErrorEndsAdd(t *testing.T) {
	w := newWorld(t)
	for i := range 10 {
		w.write(string(rune('a'+i))+".txt", circular)
	}
	a := w.open(Create)
	if _, err := a.db.Exec("DROP TABLE events"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Add(context.Background(), []string{w.docs}, w.options()); err == nil {
		t.Error("no error")
	}
	if n := len(a.Segments()); n != 0 {
		t.Errorf("%d segments", n)
	}
	if _, err := a.Document(1); !errors.Is(err, ErrNoDocument) {
		t.Errorf("half a transaction stayed: %v", err)
	}
}

func TestStep(t *testing.T) {
	w := newWorld(t)
	for _, f := range []string{"a.txt", "b/c.txt", "b/.d.txt", "b/e/f.txt"} {
		w.write(f, circular)
	}
	opt := w.options()
	last := [3]int64{}
	opt.Step = func(done, total int, bytes int64) {
		if int64(done) < last[0] || bytes < last[2] {
			t.Errorf("%d of %d after %v", done, total, last)
		}
		last = [3]int64{int64(done), int64(total), bytes}
	}
	a := w.open(Create)
	if _, err := a.Add(context.Background(), []string{w.docs, w.path("a.txt")}, opt); err != nil {
		t.Fatal(err)
	}
	if last[0] != 3 || last[1] != 0 && last[1] != 3 {
		t.Errorf("%v", last)
	}
	if n := countAll(context.Background(), mustStat(t, w.dir), []string{w.docs}); n != 3 {
		t.Errorf("%d files counted", n)
	}
	if n := countAll(context.Background(), mustStat(t, w.dir), []string{w.path("a.txt")}); n != 1 {
		t.Errorf("%d files counted", n)
	}
}

func mustStat(t *testing.T, name string) os.FileInfo {
	t.Helper()
	st, err := os.Stat(filepath.Clean(name))
	if err != nil {
		t.Fatal(err)
	}
	return st
}
