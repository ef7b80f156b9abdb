package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullDisk has each write fail for want of space, and then goes on.
func TestFullDisk(t *testing.T) {
	for name, fill := range map[string]func(t *testing.T, a *Archive) (empty func()){
		"sketches": func(t *testing.T, a *Archive) func() { return fullFile(t, a, "00000002.seg.new") },
		"index":    func(t *testing.T, a *Archive) func() { return fullFile(t, a, "00000002.idx.new") },
		"database": func(t *testing.T, a *Archive) func() {
			a.db.SetMaxOpenConns(1) // the limit is one of a connection
			if _, err := a.db.Exec("PRAGMA max_page_count = 30"); err != nil {
				t.Fatal(err)
			}
			return func() {}
		},
	} {
		t.Run(name, func(t *testing.T) {
			let, w := newWorld(t), newWorld(t)
			w.docs = let.docs
			letters(let, 200, "")
			a := let.open(Create)
			a.most = 40
			if _, err := a.Add(context.Background(), []string{let.docs}, let.options()); err != nil {
				t.Fatal(err)
			}
			a.Close()

			a = w.open(Create)
			a.most = 40
			empty := fill(t, a)
			if _, err := a.Add(context.Background(), []string{w.docs}, w.options()); !errors.Is(err, ErrFull) {
				t.Fatalf("%v", err)
			}
			empty()
			a.Close()
			a = w.open(Write)
			a.most = 40
			if r, err := a.Add(context.Background(), []string{w.docs}, w.options()); err != nil || r.Added == 200 && name != "database" {
				t.Fatalf("%+v, %v", r, err)
			}
			a.Close()
			wantSame(t, contents(t, w.dir), contents(t, let.dir))
		})
	}
}

// fullFile has the file of a segment be one that takes nothing.
func fullFile(t *testing.T, a *Archive, name string) func() {
	name = filepath.Join(a.dir, segmentsDir, name)
	if err := os.Symlink("/dev/full", name); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("x"), 0); !errors.Is(err, syscall.ENOSPC) {
		t.Skip("SKIPPED: no /dev/full here")
	}
	return func() { os.Remove(name) }
}
