//go:build unix

package corpus

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jiaokan/extract"
	"jiaokan/extract/digest"
)

// TestLargeFiles adds a text of 100 MB, which is read into memory, and a file that
// is too large for that.
func TestLargeFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("hashes 250 MB, some of it twice")
	}
	w := newWorld(t)
	w.write("a.txt", circular)
	for name, size := range map[string]int64{"most.txt": maxText + 1, "text.txt": 100 << 20, "file.pdf": maxFile + 1} {
		w.write(name, circular)
		if err := os.Truncate(w.path(name), size); err != nil {
			t.Fatal(err)
		}
	}
	w.write("most allowed.txt", strings.Repeat("春", maxText/3))
	if r := w.add(); r.Added != 5 || r.Unread != 3 {
		t.Errorf("%+v", r)
	}
	w.wantTold("file.pdf: unread", "most.txt: unread", "text.txt: unread")
	a := w.open(Read)
	for d, err := range a.Documents(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Size == 100<<20 {
			continue // time
		}
		f, err := os.Open(d.Path)
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		n, err := io.Copy(h, f)
		f.Close()
		if err != nil || n != d.Size || string(h.Sum(nil)) != string(d.SHA256[:]) {
			t.Errorf("%s has another hash, %v", d.Path, err)
		}
	}
}

// TestTextGrows has a reader make more text than there may be.
func TestTextGrows(t *testing.T) {
	w := newWorld(t)
	w.write("bomb", circular)
	opt := w.options()
	opt.Read = func(string, []byte) (*extract.Source, error) {
		return &extract.Source{Format: "docx", Text: strings.Repeat("春", maxText/3+1)}, nil
	}
	var why error
	opt.Unread = func(_ string, err error) { why = err }
	a := w.open(Create)
	if r, err := a.Add(context.Background(), []string{w.docs}, opt); err != nil || r.Unread != 1 || !errors.Is(why, extract.ErrLimit) {
		t.Errorf("%+v, %v, %v", r, err, why)
	}
}

// TestIdenticalDocuments wants copies without number to cost what each costs alone.
func TestIdenticalDocuments(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1000
	}
	w := newWorld(t)
	page, err := simplifiedchinese.GB18030.NewEncoder().String(strings.Repeat(circular, 20))
	if err != nil {
		t.Fatal(err)
	}
	first := w.path("0000.txt")
	w.write("0000.txt", page)
	for i := 1; i < n; i++ {
		if err := os.Link(first, w.path(fmt.Sprintf("%04d.txt", i))); err != nil {
			t.Fatal(err)
		}
	}
	if r := w.add(); r.Added != n {
		t.Errorf("%+v", r)
	}
	a := w.open(Read)
	st, err := a.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	const empty = 256 << 10 // tables and directories of an archive with hardly anything in it
	if per := (st.Size - empty) / int64(n); per > 1200 {
		t.Errorf("%d bytes a document", per)
	}
	if texts := column(t, a, "SELECT count(*) FROM texts"); texts[0] != "1" {
		t.Errorf("%s texts are kept", texts[0])
	}
}

// meanwhile reads nothing, and has something happen at the same time.
func meanwhile(happen func()) func(*os.File, int64) (digest.Sums, error) {
	return func(*os.File, int64) (digest.Sums, error) {
		happen()
		return digest.Sums{}, nil
	}
}

// TestUnsteadyFile reads a file that somebody goes on writing.
func TestUnsteadyFile(t *testing.T) {
	w := newWorld(t)
	w.write("log.txt", circular)
	d := Document{Path: w.path("log.txt")}
	times := 0
	read := meanwhile(func() {
		times++
		f, err := os.OpenFile(d.Path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteString(circular); err != nil {
			t.Fatal(err)
		}
	})
	if err := steady(&d, read); !errors.Is(err, ErrUnsteady) || times != 3 || d.Hashed {
		t.Errorf("%v after %d times", err, times)
	}
	once := false
	read = meanwhile(func() {
		if !once {
			once = true
			w.write("log.txt", circular) // shorter
		}
	})
	if err := steady(&d, read); err != nil || d.Size != int64(len(circular)) || !d.Hashed {
		t.Errorf("%v, %d bytes", err, d.Size)
	}
}

// asNobody gives the world, and a copy of the test binary, to a user who is not root.
func asNobody(t *testing.T, w *world) func(string, ...string) *exec.Cmd {
	t.Helper()
	const nobody = 65534
	top := filepath.Dir(w.docs)
	program := filepath.Join(top, "program")
	data, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = errors.Join(os.WriteFile(program, data, 0o755), os.Chmod(filepath.Dir(top), 0o755))
	}
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(top, func(name string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chown(name, nobody, nobody))
	})
	if err != nil {
		t.Fatal(err)
	}
	return func(_ string, args ...string) *exec.Cmd {
		cmd := exec.Command(program, args...)
		cmd.Dir = top
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		return cmd
	}
}

// TestUnreadableFolder runs as a user who may not list a folder nor open a file. The
// documents that are known below it are not taken for missing.
func TestUnreadableFolder(t *testing.T) {
	w := newWorld(t)
	for _, f := range []string{"a.txt", "folder/b.txt", "folder.txt", "closed.txt"} {
		w.write(f, circular)
	}
	as := exec.Command
	if os.Getuid() == 0 {
		as = asNobody(t, w)
	}
	add := func() string {
		cmd := as(os.Args[0], "-test.run=^TestChild$", "-test.v")
		cmd.Env = append(os.Environ(), childArchive+"="+w.dir, childDocs+"="+w.docs)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	add()
	for _, f := range []string{"folder", "closed.txt"} {
		if err := os.Chmod(w.path(f), 0); err != nil {
			t.Fatal(err)
		}
	}
	w.touch("closed.txt", 1)
	t.Cleanup(func() { _ = os.Chmod(w.path("folder"), 0o777) })
	for range 2 {
		add()
		w.wantDocuments(`
1 a.txt read text
2 closed.txt read text
3 folder.txt read text
4 folder/b.txt read text
5 folder unread  not opened
`)
	}
	for _, f := range []string{"folder", "closed.txt"} {
		if err := os.Chmod(w.path(f), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	add()
	w.wantDocuments(`
1 a.txt read text
2 closed.txt read text
3 folder.txt read text
4 folder/b.txt read text
`)
	if events := column(t, w.open(Read), "SELECT kind FROM events WHERE kind <> 'ingested'"); len(events) > 0 {
		t.Errorf("%v", events)
	}
}

// TestArchiveThatCannotBeWritten reads the archive of another user.
func TestArchiveThatCannotBeWritten(t *testing.T) {
	w := newWorld(t)
	w.write("a.txt", circular)
	as := exec.Command
	if os.Getuid() == 0 {
		as = asNobody(t, w)
	}
	w.add() // by root, where the tests run as root
	if err := errors.Join(os.Chmod(filepath.Join(w.dir, databaseFile), 0o444), os.Chmod(w.dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(w.dir, 0o777) })
	cmd := as(os.Args[0], "-test.run=^TestChild$", "-test.v")
	cmd.Env = append(os.Environ(), childArchive+"="+w.dir)
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "1 documents") {
		t.Fatalf("%v: %s", err, out)
	}
	cmd = as(os.Args[0], "-test.run=^TestChild$", "-test.v")
	cmd.Env = append(os.Environ(), childArchive+"="+w.dir, childDocs+"="+w.docs)
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "permission denied") {
		t.Fatalf("written by another: %v: %s", err, out)
	}
}
