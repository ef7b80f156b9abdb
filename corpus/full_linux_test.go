package corpus

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
)

// TestFullFileSystem runs on a file system of half a megabyte, where one can be had.
func TestFullFileSystem(t *testing.T) {
	w := newWorld(t)
	letters(w, 400, "")
	if err := os.Mkdir(w.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := mount(w.dir, "512k"); err != nil {
		t.Skip("SKIPPED: no file system can be mounted: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(w.dir, 0) })
	a := w.open(Create)
	a.most = 20
	_, err := a.Add(context.Background(), []string{w.docs}, w.options())
	if !errors.Is(err, ErrFull) {
		t.Fatalf("%v", err)
	}
	n := len(a.Segments())
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if err := remount(w.dir, "64m"); err != nil {
		t.Fatal(err)
	}
	a = w.open(Write)
	defer a.Close()
	a.most = 20
	if len(a.Segments()) != n || n == 0 {
		t.Errorf("%d segments, were %d", len(a.Segments()), n)
	}
	if r, err := a.Add(context.Background(), []string{w.docs}, w.options()); err != nil || r.Added != 400-20*n {
		t.Errorf("%+v, %v", r, err)
	}
}

func mount(dir, size string) error {
	return syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size)
}

func remount(dir, size string) error {
	return syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size="+size)
}
