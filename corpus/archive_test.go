package corpus

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jiaokan/extract"
)

// A world is a folder of documents and an archive of it.
type world struct {
	t    *testing.T
	docs string
	dir  string
	told []string // what the last add told
}

func newWorld(t *testing.T) *world {
	t.Helper()
	top := t.TempDir()
	w := &world{t: t, docs: filepath.Join(top, "docs"), dir: filepath.Join(top, "archive")}
	if err := os.Mkdir(w.docs, 0o777); err != nil {
		t.Fatal(err)
	}
	if !built {
		t.Skip("SKIPPED: ", ErrUnbuilt)
	}
	return w
}

func (w *world) path(name string) string { return filepath.Join(w.docs, filepath.FromSlash(name)) }

// write writes a file with a time that is another for other content.
func (w *world) write(name, content string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(w.path(name)), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.path(name), []byte(content), 0o666); err != nil {
		w.t.Fatal(err)
	}
	w.touch(name, int64(len(content))+int64(len(content)%7))
}

func (w *world) touch(name string, second int64) {
	w.t.Helper()
	at := time.Unix(1_500_000_000+second, 0)
	if err := os.Chtimes(w.path(name), at, at); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) remove(name string) {
	w.t.Helper()
	if err := os.Remove(w.path(name)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) open(how Access) *Archive {
	w.t.Helper()
	a, err := Open(w.dir, how)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { a.Close() })
	return a
}

// testRead reads what needs no other program.
func testRead(name string, data []byte) (*extract.Source, error) {
	return extract.ReadSource(name, data, extract.Options{})
}

// epoch is the time of all events in tests.
func epoch() time.Time { return time.Unix(1_600_000_000, 0) }

func (w *world) options() AddOptions {
	w.told = nil
	tell := func(path, what string) {
		rel, err := filepath.Rel(w.docs, path)
		if err != nil {
			w.t.Error(err)
		}
		w.told = append(w.told, filepath.ToSlash(rel)+": "+what)
	}
	return AddOptions{
		Read:   testRead,
		Now:    epoch,
		Unread: func(path string, err error) { tell(path, "unread") },
		Passed: func(path string, why error) { tell(path, why.Error()) },
		Event:  func(path string, kind EventKind) { tell(path, string(kind)) },
	}
}

// add adds the documents, closes the archive and counts.
func (w *world) add(roots ...string) AddReport {
	w.t.Helper()
	if roots == nil {
		roots = []string{w.docs}
	}
	a := w.open(Create)
	defer a.Close()
	r, err := a.Add(context.Background(), roots, w.options())
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// wantTold compares what the last add told.
func (w *world) wantTold(want ...string) {
	w.t.Helper()
	if got := strings.Join(w.told, "\n"); got != strings.Join(want, "\n") {
		w.t.Errorf("told:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

// documents are the documents of the archive, a line each.
func (w *world) documents() string {
	w.t.Helper()
	a := w.open(Read)
	defer a.Close()
	var out strings.Builder
	for d, err := range a.Documents(context.Background()) {
		if err != nil {
			w.t.Fatal(err)
		}
		rel, err := filepath.Rel(w.docs, d.Path)
		if err != nil {
			w.t.Fatal(err)
		}
		fmt.Fprintf(&out, "%d %s %s %s%s\n", d.ID, filepath.ToSlash(rel), d.State, d.Format, map[bool]string{true: "", false: " not opened"}[d.Hashed])
	}
	return out.String()
}

func (w *world) wantDocuments(want string) {
	w.t.Helper()
	if got := w.documents(); got != strings.TrimPrefix(want, "\n") {
		w.t.Errorf("documents:\n%swant:%s", got, want)
	}
}

func (w *world) wantEvents(want ...string) {
	w.t.Helper()
	a := w.open(Read)
	defer a.Close()
	var got []string
	for e, err := range a.Events(context.Background()) {
		if err != nil {
			w.t.Fatal(err)
		}
		if !e.Time.Equal(epoch()) {
			w.t.Errorf("event at %v", e.Time)
		}
		got = append(got, fmt.Sprintf("%s %d %d %d", e.Kind, e.Document, e.Other, e.Count))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		w.t.Errorf("events:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const circular = "关于做好春耕生产工作的通知\n\n各县（市、区）人民政府：\n现就有关事项通知如下。\n"

func TestOpen(t *testing.T) {
	if !built {
		t.Skip("SKIPPED: ", ErrUnbuilt)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	full := filepath.Join(dir, "full")
	none := filepath.Join(dir, "none")
	strange := filepath.Join(dir, "strange")
	for _, d := range []string{full, strange} {
		if err := os.Mkdir(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{file, filepath.Join(full, "letter.txt"), filepath.Join(strange, databaseFile)} {
		if err := os.WriteFile(f, []byte(strings.Repeat("not a database ", 100)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		dir  string
		how  Access
		want error
	}{
		{none, Read, os.ErrNotExist},
		{none, Write, os.ErrNotExist},
		{full, Read, ErrNotArchive},
		{full, Create, ErrNotArchive},
		{strange, Read, ErrNotArchive},
		{strange, Create, ErrNotArchive},
	} {
		if a, err := Open(c.dir, c.how); !errors.Is(err, c.want) {
			t.Errorf("%s, %d: %v, want %v", filepath.Base(c.dir), c.how, err, c.want)
			if err == nil {
				a.Close()
			}
		}
	}
	if _, err := Open(file, Create); err == nil {
		t.Error("a file was opened as an archive")
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("opening for reading made a directory")
	}
}

// TestOpenTwice wants one that writes and any number that read.
func TestOpenTwice(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	w.add()
	first := w.open(Write)
	for _, how := range []Access{Write, Create} {
		if _, err := Open(w.dir, how); !errors.Is(err, ErrBusy) {
			t.Errorf("a second writer: %v", err)
		}
	}
	second := w.open(Read)
	if _, err := second.Document(1); err != nil {
		t.Error(err)
	}
	if _, err := second.Add(context.Background(), []string{w.docs}, w.options()); err != nil {
		t.Log("unchanged files need no writing:", err)
	}
	w.write("b.txt", circular+"二")
	if _, err := second.Add(context.Background(), []string{w.docs}, w.options()); err == nil {
		t.Error("an archive that was opened for reading was written")
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	w.open(Write)
}

// TestReadsWhileWriting reads an archive of which a transaction is open.
func TestReadsWhileWriting(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	w.add()
	a, b := w.open(Write), w.open(Read)
	tx, err := a.db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE documents SET state = 'missing'"); err != nil {
		t.Fatal(err)
	}
	if d, err := b.Document(1); err != nil || d.State != Legible {
		t.Errorf("%v, %v", d.State, err)
	}
}

func TestNewerSchema(t *testing.T) {
	w := newWorld(t)
	a := w.open(Create)
	if _, err := a.db.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	a.Close()
	for _, how := range []Access{Read, Write, Create} {
		if _, err := Open(w.dir, how); !errors.Is(err, ErrNewer) {
			t.Errorf("access %d: %v", how, err)
		}
	}
}

// TestHalfMade opens archives whose making was cut off.
func TestHalfMade(t *testing.T) {
	for _, files := range [][]string{{}, {segmentsDir + "/"}, {segmentsDir + "/", lockFile}, {segmentsDir + "/", lockFile, databaseFile}} {
		w := newWorld(t)
		if err := os.Mkdir(w.dir, 0o777); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if name, ok := strings.CutSuffix(f, "/"); ok {
				if err := os.Mkdir(filepath.Join(w.dir, name), 0o777); err != nil {
					t.Fatal(err)
				}
			} else if err := os.WriteFile(filepath.Join(w.dir, f), nil, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Open(w.dir, Read); !errors.Is(err, ErrNotArchive) {
			t.Errorf("%v: to read: %v", files, err)
		}
		w.write("a.txt", circular)
		if r := w.add(); r.Added != 1 {
			t.Errorf("%v: %+v", files, r)
		}
	}
}

// TestOrphans wants files of segments removed that no transaction names.
func TestOrphans(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	w.add()
	dir := filepath.Join(w.dir, segmentsDir)
	for _, name := range []string{"00000002.seg", "00000002.idx", "00000003.seg.new"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	w.open(Read).Close()
	if left, _ := os.ReadDir(dir); len(left) != 5 {
		t.Errorf("a reader left %d files", len(left))
	}
	w.open(Write).Close()
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("a writer left %v", left)
	}
}
