package corpus

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// accept accepts what is wrong at some paths, and wants so many documents of it.
func (w *world) accept(want int, paths ...string) {
	w.t.Helper()
	a := w.open(Write)
	defer a.Close()
	for i, p := range paths {
		paths[i] = w.path(p)
	}
	if n, err := a.Accept(context.Background(), paths, epoch()); err != nil || n != want {
		w.t.Errorf("%d accepted, %v; want %d", n, err, want)
	}
}

// wantLeft wants so many documents that something is wrong with, in all and of them
// accepted.
func (w *world) wantLeft(wrong, accepted int) {
	w.t.Helper()
	a := w.open(Read)
	defer a.Close()
	st, err := a.Status(context.Background())
	if err != nil || st.Left() != wrong-accepted || st.Accepted != accepted {
		w.t.Errorf("%d left, %d accepted, %v; want %d and %d", st.Left(), st.Accepted, err, wrong-accepted, accepted)
	}
}

// TestAccept: what was looked at is no news, what happens later is, and nothing that
// is recorded goes away.
func TestAccept(t *testing.T) {
	w := newWorld(t)
	for _, f := range []string{"a.txt", "sub/b.txt", "sub/c.txt", "subtle.txt"} {
		w.write(f, circular)
	}
	w.write("sub/empty.txt", "")
	w.add()
	w.wantLeft(1, 0)
	w.accept(1, "sub/empty.txt")
	w.accept(0, "sub", "a.txt")
	w.wantLeft(1, 1)

	w.write("a.txt", strings.Replace(circular, "春", "秋", 1))
	w.remove("sub/b.txt")
	w.remove("subtle.txt")
	w.fixity()
	w.wantLeft(4, 1)
	w.accept(1, "sub")
	w.wantLeft(4, 2)
	w.add() // the new content of a.txt is a document, and that it was changed is no less true
	w.wantLeft(4, 2)
	w.accept(1, "a.txt", "a.txt")
	w.wantLeft(4, 3)
	w.add()
	w.fixity()
	w.wantLeft(4, 3)

	// A file that comes back and goes again is missing anew.
	w.write("sub/b.txt", circular)
	w.remove("sub/empty.txt")
	w.fixity()
	w.wantLeft(3, 1)
	w.remove("sub/b.txt")
	w.write("sub/empty.txt", "") // it has no text again, and that is told again
	w.fixity()
	w.wantLeft(4, 1)
	w.accept(3, "")
	w.wantLeft(4, 4)
	w.wantEvents("ingested 1 0 5", "accepted 4 0 1", "changed 1 0 1", "missing 2 0 1", "missing 5 0 1", "checked 0 0 5",
		"accepted 2 0 1", "ingested 6 0 1", "accepted 1 0 1", "checked 0 0 5", "returned 2 0 1", "missing 4 0 1", "checked 0 0 5",
		"missing 2 0 1", "returned 4 0 1", "checked 0 0 5", "accepted 2 0 1", "accepted 4 0 1", "accepted 5 0 1")
}

// TestAcceptNothing: a path with a slip of the pen accepts nothing, not even the rest.
func TestAcceptNothing(t *testing.T) {
	w := newWorld(t)
	w.write("empty.txt", "")
	w.add()
	a := w.open(Write)
	_, err := a.Accept(context.Background(), []string{w.path("empty.txt"), w.path("emty.txt")}, epoch())
	var at *fs.PathError
	if !errors.Is(err, ErrNoDocument) || !errors.As(err, &at) || filepath.Base(at.Path) != "emty.txt" {
		t.Errorf("%v", err)
	}
	a.Close()
	w.wantLeft(1, 0)
}
