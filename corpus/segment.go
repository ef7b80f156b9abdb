package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jiaokan/corpus/family"
	"jiaokan/corpus/index"
)

// A Segment is a run of documents that were taken in together. Its files hold
// what is compared of them, and never change.
type Segment struct {
	Number int    // counted from 1
	First  int64  // ID of its first document
	Count  int    // documents: their IDs are First … First+Count-1
	Path   string // of its files, without .seg or .idx
}

// Ends of the names of a segment's files.
const (
	sketchesExt = ".seg"
	indexExt    = ".idx"
)

func (a *Archive) segment(number int, first int64, count int) Segment {
	return Segment{number, first, count, filepath.Join(a.dir, segmentsDir, fmt.Sprintf("%08d", number))}
}

// Segments are all segments in order.
func (a *Archive) Segments() []Segment {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.segments)
}

func (a *Archive) loadSegments(ctx context.Context) error {
	rows, err := a.db.QueryContext(ctx, "SELECT number, first, count FROM segments ORDER BY number")
	if err != nil {
		return storeError(err)
	}
	defer rows.Close()
	for rows.Next() {
		var number, count int
		var first int64
		if err := rows.Scan(&number, &first, &count); err != nil {
			return storeError(err)
		}
		if s := a.last(); number != s.Number+1 || first < s.First+int64(s.Count) || count < 1 {
			return fmt.Errorf("%w: segment %d", ErrDamaged, number)
		}
		a.segments = append(a.segments, a.segment(number, first, count))
	}
	return storeError(rows.Err())
}

// last is the last segment, or one before the first.
func (a *Archive) last() Segment {
	if n := len(a.segments); n > 0 {
		return a.segments[n-1]
	}
	return Segment{First: 1}
}

// removeOrphans removes files that no transaction names.
func (a *Archive) removeOrphans() error {
	dir := filepath.Join(a.dir, segmentsDir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, s := range a.segments {
		named[filepath.Base(s.Path)+sketchesExt] = true
		named[filepath.Base(s.Path)+indexExt] = true
	}
	for _, e := range entries {
		if !named[e.Name()] {
			err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// Sketches calls yield for each document in state Legible, in order of ID. The
// Sketch is used again for the next one. Cost: the segments are read once, one at a
// time (about 10 MB).
func (a *Archive) Sketches(yield func(id int64, s *family.Sketch) error) error {
	apart, err := a.apart()
	if err != nil {
		return err
	}
	for _, s := range a.Segments() {
		f, err := readSketches(s)
		if err != nil {
			return err
		}
		var sketch family.Sketch
		for i := range s.Count {
			id := s.First + int64(i)
			if len(apart) > 0 && apart[0] == id {
				apart = apart[1:]
				continue
			}
			f.sketch(i, &sketch)
			if err := yield(id, &sketch); err != nil {
				return err
			}
		}
	}
	return nil
}

// An openIndex is an index and its file.
type openIndex struct {
	*index.Index
	file *os.File
}

// Index opens the trigram index of a segment. It stays open until the archive is
// closed.
func (a *Archive) Index(s Segment) (*index.Index, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if x := a.open[s.Number]; x != nil {
		return x.Index, nil
	}
	f, err := os.Open(s.Path + indexExt)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err != nil {
		return nil, err
	}
	st, err := f.Stat()
	if err == nil {
		var x *index.Index
		if x, err = index.Open(f, st.Size()); err == nil {
			if x.Documents() == s.Count {
				a.open[s.Number] = &openIndex{x, f}
				return x, nil
			}
			err = fmt.Errorf("it has %d documents, not %d", x.Documents(), s.Count)
		}
	}
	f.Close()
	return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, f.Name(), err)
}

// keepFile writes a file of the archive: it is there whole or not at all, once the
// directory is synced.
func keepFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name + ".new")
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// syncDir has the names of new files on the disk. Where a directory cannot be
// synced there is nothing to be done.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}
