package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jiaokan/report"
)

// A folder is where a result is put. Nothing but whole results is ever seen in
// it: the files are written in a hidden directory and renamed when all are
// there. A new folder appears in one step. In one that is there, each file
// replaces its former self, and nothing else in it is touched; so it may be a
// mount point, or hold an editor's notes beside a former result.
type folder struct {
	dir string
	old bool // it is there
}

// A file of a result and what writes it.
type file struct {
	name  string
	write func(io.Writer) error
}

// openFolder sees whether a result may be put into dir: it is not there, or
// empty, or holds a former result. It changes nothing.
func openFolder(dir string) (*folder, error) {
	entries, old, err := entriesOf(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{dir: filepath.Clean(dir), old: old}
	if len(entries) > 0 && !ours(f.dir) {
		return nil, holdsOthers(dir, entries)
	}
	return f, nil
}

// entriesOf lists what is in a folder that is to be written; old is false where it
// is not there yet.
func entriesOf(dir string) (entries []fs.DirEntry, old bool, err error) {
	entries, err = os.ReadDir(filepath.Clean(dir))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		if st, e := os.Stat(dir); e == nil && !st.IsDir() {
			return nil, false, trouble{text: text{"写 %s：已有同名的文件", "write %s: there is a file of that name"}, args: []any{dir},
				hint: hint(text{"用 -o 换一个目录", "name another folder with -o"})}
		}
		return nil, false, unwritable(dir, err)
	}
	return entries, true, nil
}

// holdsOthers refuses a folder for what else is in it.
func holdsOthers(dir string, entries []fs.DirEntry) error {
	return trouble{text: text{"写 %s：目录里有别的文件（%s）", "write %s: the folder holds other files (%s)"}, args: []any{dir, list(entries)},
		hint: hint(text{"用 -o 换一个新目录或空目录", "name a new or an empty folder with -o"})}
}

// ours reports whether dir holds a former result.
func ours(dir string) bool {
	f, err := os.Open(filepath.Join(dir, resultFile))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 256)
	n, _ := io.ReadFull(f, head)
	family, _, _ := strings.Cut(report.Schema, "/")
	return strings.Contains(string(head[:n]), `"`+family+`/`)
}

// list names the first few entries of a directory.
func list(entries []fs.DirEntry) string {
	var names []string
	for _, e := range entries[:min(3, len(entries))] {
		names = append(names, e.Name())
	}
	if len(entries) > 3 {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// spare refuses to write over a file that is to be read.
func (f *folder) spare(witnesses []string) error {
	for _, name := range []string{resultFile, canonicalFile, reportFile, recordFile, decisionsFile} {
		st, err := os.Stat(filepath.Join(f.dir, name))
		if err != nil {
			continue
		}
		for _, w := range witnesses {
			if ws, err := os.Stat(w); err == nil && os.SameFile(st, ws) {
				return trouble{text: text{"写 %s：会盖掉要读的 %s", "write %s: that would overwrite %s, which is to be read"}, args: []any{f.dir, w},
					hint: hint(text{"用 -o 换一个目录", "name another folder with -o"})}
			}
		}
	}
	return nil
}

// fill puts the files into the folder, or leaves it as it was.
func (f *folder) fill(ctx context.Context, files []file) (err error) {
	defer func() {
		if errors.Is(err, context.Canceled) {
			err = trouble{text: text{"中断：没有动 %s", "interrupted: %s is as it was"}, args: []any{f.dir}}
		} else if err != nil {
			err = unwritable(f.dir, err)
		}
	}()
	stage, undo, err := f.stage()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(stage)
			undo()
		}
	}()
	for _, x := range files {
		if err := writeFile(ctx, filepath.Join(stage, x.name), x.write); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if !f.old {
		return os.Rename(stage, f.dir)
	}
	for _, x := range files {
		if err := os.Rename(filepath.Join(stage, x.name), filepath.Join(f.dir, x.name)); err != nil {
			return err
		}
	}
	return os.Remove(stage)
}

// stage makes the hidden directory, on the same file system as the folder. undo
// takes away the directories that were made above it.
func (f *folder) stage() (dir string, undo func(), err error) {
	undo = func() {}
	parent := filepath.Dir(f.dir)
	prefix := filepath.Join(parent, "."+filepath.Base(f.dir))
	if f.old {
		prefix = filepath.Join(f.dir, ".jiaokan")
	} else if undo, err = makeAll(parent); err != nil {
		return "", undo, err
	}
	for i := 0; ; i++ {
		dir = fmt.Sprintf("%s-%d.new", prefix, os.Getpid()+i)
		if err = os.Mkdir(dir, 0o777); err == nil || !errors.Is(err, fs.ErrExist) || i == 100 {
			return dir, undo, err
		}
	}
}

// makeAll makes dir and those above it. undo removes the ones it made.
func makeAll(dir string) (undo func(), err error) {
	var made []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	undo = func() {
		for _, d := range made {
			os.Remove(d)
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		undo()
		return func() {}, err
	}
	return undo, nil
}

func writeFile(ctx context.Context, name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(&stoppable{ctx, f}, 1<<16)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, f.Close())
}

// A stoppable writer ends with the context, so that an interrupt need not wait
// for a long file.
type stoppable struct {
	ctx context.Context
	w   io.Writer
}

func (s *stoppable) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}

func unwritable(dir string, err error) error {
	t := trouble{text: text{"写 %s", "write %s"}, args: []any{dir}}
	switch {
	case errors.Is(err, fs.ErrPermission):
		t.text = text{"写 %s：没有权限", "write %s: permission denied"}
		t.hint = hint(text{"用 -o 换一个可写的目录", "name a folder you may write to with -o"})
	default:
		var p *fs.PathError
		var l *os.LinkError
		if errors.As(err, &p) {
			err = p.Err
		} else if errors.As(err, &l) {
			err = l.Err
		}
		t.cause = err
	}
	return t
}
