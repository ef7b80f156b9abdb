package corpus

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Why a thing that a folder holds is passed over.
var (
	ErrLink      = errors.New("a link to a folder is not followed")
	ErrIrregular = errors.New("not a regular file")
)

// A file is what walk finds.
type file struct {
	path     string
	size     int64
	modified int64
	err      error // it cannot be looked at
	pass     error // it is passed over: ErrLink, ErrIrregular
}

// A folder that cannot be listed is a file whose path ends in a slash.

// A walk goes through folders. Files come in the order of the bytes of their paths.
type walk struct {
	own   fs.FileInfo // the directory of the archive, which is left out
	yield func(file) error
}

// top makes roots absolute and leaves out those that lie in another. A root that
// is not there is an error: nothing is concluded from a disk that is not mounted.
func top(roots []string) ([]string, error) {
	var all []string
	for _, r := range roots {
		abs, err := filepath.Abs(r)
		if err != nil {
			return nil, err
		}
		if _, err := os.Stat(abs); err != nil {
			return nil, err
		}
		all = append(all, abs)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(under(a), under(b)) })
	out := all[:0]
	for _, r := range all {
		if n := len(out); n > 0 && (r == out[n-1] || strings.HasPrefix(r, under(out[n-1]))) {
			continue
		}
		out = append(out, r)
	}
	return out, nil
}

// under is what the paths of all files in a folder begin with.
func under(dir string) string {
	if strings.HasSuffix(dir, string(filepath.Separator)) {
		return dir
	}
	return dir + string(filepath.Separator)
}

// root walks one of the roots, which may be a file, or a link to a folder.
func (w *walk) root(ctx context.Context, path string) error {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return w.yield(file{path: path, err: err})
	case st.IsDir():
		return w.folder(ctx, path)
	}
	return w.yield(fileOf(path, st))
}

// fileOf is what Stat tells of a file that is no folder.
func fileOf(path string, st fs.FileInfo) file {
	f := file{path: path, size: st.Size(), modified: st.ModTime().UnixNano()}
	if !st.Mode().IsRegular() {
		f.pass = ErrIrregular
	}
	return f
}

// folder walks a folder. Hidden files and folders are left out.
func (w *walk) folder(ctx context.Context, dir string) error {
	if w.isOwn(dir) {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return w.yield(file{path: under(dir), err: err})
	}
	slices.SortFunc(entries, compareEntries)
	for _, e := range entries {
		if hidden(e.Name()) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.entry(ctx, filepath.Join(dir, e.Name()), e); err != nil {
			return err
		}
	}
	return nil
}

// compareEntries orders entries as the paths of the files in them are ordered:
// those of folder a come behind the file a.txt, for '.' is less than '/'.
func compareEntries(a, b fs.DirEntry) int {
	x, y := a.Name(), b.Name()
	n := min(len(x), len(y))
	if c := cmp.Compare(x[:n], y[:n]); c != 0 {
		return c
	}
	return cmp.Compare(next(a, n), next(b, n))
}

// next is the byte of a path behind the first n of the entry's name; 0 at its end.
func next(e fs.DirEntry, n int) byte {
	switch {
	case n < len(e.Name()):
		return e.Name()[n]
	case e.IsDir():
		return filepath.Separator
	}
	return 0
}

func (w *walk) entry(ctx context.Context, path string, e fs.DirEntry) error {
	if e.IsDir() {
		return w.folder(ctx, path)
	}
	stat := e.Info
	if e.Type()&fs.ModeSymlink != 0 {
		stat = func() (fs.FileInfo, error) { return os.Stat(path) }
	}
	st, err := stat()
	switch {
	case err != nil:
		return w.yield(file{path: path, err: err})
	case st.IsDir():
		return w.yield(file{path: path, pass: ErrLink})
	}
	return w.yield(fileOf(path, st))
}

// countAll tells how many files a walk of the roots will find; 0 where ctx ends. It
// reads the folders, but does not look at the files.
func countAll(ctx context.Context, own fs.FileInfo, roots []string) int64 {
	w := walk{own: own}
	n := int64(0)
	for _, r := range roots {
		n += w.count(ctx, r)
	}
	if ctx.Err() != nil {
		return 0
	}
	return n
}

func (w *walk) count(ctx context.Context, dir string) (n int64) {
	if w.isOwn(dir) {
		return 0
	}
	d, err := os.Open(dir)
	if err != nil {
		return 1
	}
	defer d.Close()
	var folders []string
	for {
		entries, err := d.ReadDir(1024)
		for _, e := range entries {
			switch {
			case hidden(e.Name()):
			case e.IsDir():
				folders = append(folders, filepath.Join(dir, e.Name()))
			default:
				n++
			}
		}
		if err != nil && err != io.EOF {
			n++ // it is a file, or cannot be listed
		}
		if err != nil || ctx.Err() != nil {
			break
		}
	}
	for _, f := range folders {
		n += w.count(ctx, f)
	}
	return n
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

func (w *walk) isOwn(dir string) bool {
	st, err := os.Stat(dir)
	return err == nil && os.SameFile(st, w.own)
}
