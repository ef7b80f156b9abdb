package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"jiaokan/corpus/family"
	"jiaokan/extract"
	"jiaokan/extract/digest"
)

// What is read of one file. Collating a text takes about a hundred times its size
// in memory, and no document has as much text; a hundred pages scanned in colour
// make 60 MB. A larger file is hashed and has no text.
const (
	maxText = 16 << 20
	maxFile = 128 << 20
)

// A TooLarge says that a file, or the text in it, is too large to be read.
type TooLarge struct{ Most int64 } // bytes

func (e *TooLarge) Error() string {
	return fmt.Sprintf("the file is too large, %d MB is the most", e.Most>>20)
}
func (e *TooLarge) Unwrap() error { return extract.ErrLimit }

// ErrUnsteady says that a file was written while it was read.
var ErrUnsteady = errors.New("the file is being written")

// A result is what was found in a file.
type result struct {
	doc    Document // without ID and state
	text   family.Text
	sketch family.Sketch
	kept   []byte // the deflated text; nil where the file is the text
	err    error  // there is no text
}

// A reader reads files. One goroutine uses it.
type reader struct {
	text     func(name string, data []byte) (*extract.Source, error)
	sketcher family.Sketcher
	deflater deflater
	buf      []byte // of stream
}

// chunk reads the files of a chunk.
func (r *reader) chunk(ctx context.Context, c *chunk) {
	for i := range c.tasks {
		if ctx.Err() != nil {
			return
		}
		if t := &c.tasks[i]; !t.lost && t.file.pass == nil {
			t.result = r.read(t.file)
		}
	}
}

// read reads one file.
func (r *reader) read(f file) result {
	out := result{doc: Document{Path: f.path, Size: f.size, Modified: f.modified}, err: f.err}
	if f.err != nil {
		return out
	}
	data, err := r.load(&out.doc)
	if err != nil {
		out.err = err
		return out
	}
	if len(data) > maxText && extract.Sniff(data) == extract.Text {
		out.err = &TooLarge{maxText}
		return out
	}
	s, err := r.text(f.path, data)
	if err == nil && len(s.Text) > maxText {
		err = &TooLarge{maxText}
	}
	if err != nil {
		out.err = err
		return out
	}
	out.doc.Format, out.doc.Encoding, out.doc.Losses = s.Format, s.Encoding, len(s.Loss)
	out.text = family.Fold(s.Text)
	out.doc.Characters = len(out.text)
	out.sketch = r.sketcher.Sketch(out.text)
	if !plain(data, s.Text) {
		out.kept = r.deflater.deflate(s.Text)
	}
	return out
}

// load reads and hashes a file, and records its size and time. A file that is too
// large is hashed all the same, and a TooLarge.
func (r *reader) load(d *Document) (data []byte, err error) {
	err = steady(d, func(f *os.File, size int64) (sums digest.Sums, err error) {
		if size > maxFile {
			return r.stream(f, size)
		}
		data = make([]byte, size)
		if _, err = io.ReadFull(io.NewSectionReader(f, 0, size), data); err != nil {
			return sums, err
		}
		return digest.Of(data), nil
	})
	if err == nil && d.Size > maxFile {
		err = &TooLarge{maxFile}
	}
	return data, err
}

// rehash hashes a file, and records its size and time.
func (r *reader) rehash(d *Document) error { return steady(d, r.stream) }

// stream hashes size bytes of a file.
func (r *reader) stream(f *os.File, size int64) (digest.Sums, error) {
	if r.buf == nil {
		r.buf = make([]byte, 256<<10)
	}
	sums, n, err := digest.Read(io.NewSectionReader(f, 0, size), r.buf)
	if err == nil && n < size {
		err = io.ErrUnexpectedEOF
	}
	return sums, err
}

// steady has read read a file until two looks at it, before and after, agree:
// somebody may be writing it, and what is recorded is one content.
func steady(d *Document, read func(f *os.File, size int64) (digest.Sums, error)) error {
	f, err := os.Open(d.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return err
	}
	for range 3 {
		if !before.Mode().IsRegular() {
			return ErrIrregular
		}
		sums, err := read(f, before.Size())
		short := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !short {
			return err
		}
		after, err := f.Stat()
		if err != nil {
			return err
		}
		if !short && after.Size() == before.Size() && after.ModTime().Equal(before.ModTime()) {
			d.Size, d.Modified = before.Size(), before.ModTime().UnixNano()
			d.SHA256, d.SM3, d.Hashed = sums.SHA256, sums.SM3, true
			return nil
		}
		before = after
	}
	return ErrUnsteady
}

// gone reports whether an error says that a file is not there.
func gone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
