package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func content(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// inside names all there is under dir.
func inside(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, name); rel != "." {
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestFolderUndone stops the writing of a result in every way and finds the
// folder as it was.
func TestFolderUndone(t *testing.T) {
	full := errors.New("no space left on device")
	ctx, interrupt := context.WithCancel(context.Background())
	for _, c := range []struct {
		name string
		ctx  context.Context
		last func(io.Writer) error
	}{
		{"printer fails", context.Background(), func(w io.Writer) error { io.WriteString(w, "half"); return full }},
		{"interrupt", ctx, func(w io.Writer) error { interrupt(); return content("whole")(w) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			files := []file{{resultFile, content(`{"schema": "jiaokan.result/1", "new": true}`)}, {reportFile, c.last}}

			fresh, err := openFolder(filepath.Join(dir, "deep", "out"))
			if err != nil {
				t.Fatal(err)
			}
			if err := fresh.fill(c.ctx, files); err == nil {
				t.Error("no error")
			}
			if got := inside(t, dir); len(got) > 0 {
				t.Errorf("left behind: %q", got)
			}

			out := filepath.Join(dir, "out")
			os.Mkdir(out, 0o777)
			former := []byte(`{"schema": "jiaokan.result/1"}`)
			if err := os.WriteFile(filepath.Join(out, resultFile), former, 0o666); err != nil {
				t.Fatal(err)
			}
			again, err := openFolder(out)
			if err != nil {
				t.Fatal(err)
			}
			if err := again.fill(c.ctx, files); err == nil {
				t.Error("no error")
			}
			if got := inside(t, out); !slices.Equal(got, []string{resultFile}) {
				t.Errorf("in the folder: %q", got)
			}
			if now, _ := os.ReadFile(filepath.Join(out, resultFile)); string(now) != string(former) {
				t.Errorf("the former result is now %s", now)
			}
		})
	}
}

// TestFolderLink writes through a symbolic link and keeps it.
func TestFolderLink(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	os.Mkdir(real, 0o777)
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	f, err := openFolder(link)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.fill(context.Background(), []file{{resultFile, content("{}")}}); err != nil {
		t.Fatal(err)
	}
	if got := inside(t, real); !slices.Equal(got, []string{resultFile}) {
		t.Errorf("behind the link: %q", got)
	}
}
