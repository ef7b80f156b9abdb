package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"jiaokan/align/reconcile"
)

// A Journal is the file of an editor's decisions, one JSON object a line. It only
// grows. A decision that Append has returned is on the disk, whatever becomes of
// the program or the machine after that.
//
// Each line names the hash of the line before it. So a line that was changed or
// taken out is found, and where.
type Journal struct {
	f     *os.File
	lines []Line
	size  int64 // of the file, as far as it is lines
	sick  error // a write failed halfway: what the file holds is not known
}

// Decision is an editor's act, as package reconcile has it.
type Decision = reconcile.Decision

// A Line is a decision and the bytes it is written as, without the line break.
type Line struct {
	Decision
	Raw []byte
}

// Hash names the line, in the line that follows it.
func (l Line) Hash() string {
	sum := sha256.Sum256(l.Raw)
	return hex.EncodeToString(sum[:])
}

// Decisions are those of the lines.
func Decisions(lines []Line) []Decision {
	out := make([]Decision, len(lines))
	for i, l := range lines {
		out[i] = l.Decision
	}
	return out
}

// Head is the hash of the last line, "" where there is none.
func Head(lines []Line) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[len(lines)-1].Hash()
}

// A BrokenError says at which line a journal is not what was written.
type BrokenError struct {
	Name string
	Line int // counted from 1
	What Break
}

// A Break is what became of a journal at some line.
type Break int

const (
	Unreadable Break = iota // the line is no decision
	Changed                 // the line before it was changed
	Removed                 // lines before it are missing
)

func (e *BrokenError) Error() string {
	what := [...]string{"is not a decision", "does not follow from the line before it, which was changed", "does not follow from the line before it: lines are missing"}[e.What]
	return fmt.Sprintf("%s: line %d %s", e.Name, e.Line, what)
}

// ErrBusy says that another program writes the journal.
var ErrBusy = errors.New("another review has these decisions open")

// ReadJournal reads the decisions of a file; none where there is no file. A last
// line without a line break was never acknowledged and does not count; torn is
// its length.
func ReadJournal(name string) (lines []Line, torn int, err error) {
	if err := regular(name); err != nil {
		return nil, 0, err
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	lines, rest, err := parse(name, data)
	return lines, len(rest), err
}

// regular refuses what a result folder from elsewhere may hold in place of the
// file: a pipe, which never ends, or a link to a file that is none of ours.
func regular(name string) error {
	st, err := os.Lstat(name)
	if err != nil || st.Mode().IsRegular() {
		return nil // what cannot be looked at cannot be opened, which tells why
	}
	return &fs.PathError{Op: "open", Path: name, Err: ErrIrregular}
}

// ErrIrregular says that the name of the journal is that of a link, a pipe or a
// directory.
var ErrIrregular = errors.New("not a regular file")

func parse(name string, data []byte) (lines []Line, rest []byte, err error) {
	head := ""
	for n := 1; ; n++ {
		raw, tail, whole := bytes.Cut(data, []byte("\n"))
		if !whole {
			return lines, data, nil
		}
		l := Line{Raw: raw}
		switch err := json.Unmarshal(raw, &l.Decision); {
		case err != nil:
			return nil, nil, &BrokenError{name, n, Unreadable}
		case l.Seq != n:
			return nil, nil, &BrokenError{name, n, Removed}
		case l.Prev != head:
			return nil, nil, &BrokenError{name, n, Changed}
		}
		lines, head, data = append(lines, l), l.Hash(), tail
	}
}

// OpenJournal opens a file of decisions for more of them; it makes the file if
// there is none. What a killed program left of a last line is put aside, into
// the file beside it whose name ends in .partial, and torn is its length.
func OpenJournal(name string) (j *Journal, torn int, err error) {
	if err := regular(name); err != nil {
		return nil, 0, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, 0, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if err := lock(f); err != nil {
		return nil, 0, err
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, 0, err
	}
	lines, rest, err := parse(name, data)
	if err != nil {
		return nil, 0, err
	}
	if !begun(rest) {
		return nil, 0, &BrokenError{name, len(lines) + 1, Unreadable}
	}
	if len(rest) > 0 {
		if err := setAside(name+".partial", rest); err != nil {
			return nil, 0, err
		}
	}
	j = &Journal{f: f, lines: lines, size: int64(len(data) - len(rest))}
	if err := errors.Join(f.Truncate(j.size), f.Sync(), syncDir(filepath.Dir(name))); err != nil {
		return nil, 0, err
	}
	return j, len(rest), nil
}

// begun reports whether what is left of a file can be what a killed program, or
// a machine without power, left of a decision. Anything else is somebody's file.
func begun(rest []byte) bool {
	const first = `{"seq":`
	n := min(len(rest), len(first))
	return string(rest[:n]) == first[:n] || len(bytes.Trim(rest, "\x00")) == 0
}

func setAside(name string, rest []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(append(rest[:len(rest):len(rest)], '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir has the name of a new file on the disk. Where a directory cannot be
// synced there is nothing to be done.
func syncDir(dir string) error {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		return d.Close()
	}
	return nil
}

// Lines are the decisions so far.
func (j *Journal) Lines() []Line { return j.lines }

// Append numbers a decision, chains it to the last and writes it. It returns
// when the line is on the disk. One caller at a time.
func (j *Journal) Append(d Decision) (Line, error) {
	if j.sick != nil {
		return Line{}, j.sick
	}
	d.Seq, d.Prev = len(j.lines)+1, Head(j.lines)
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		return Line{}, err
	}
	if _, err := j.f.WriteAt(buf.Bytes(), j.size); err != nil {
		// A full disk may have taken half a line.
		if e := j.f.Truncate(j.size); e != nil {
			j.sick = errors.Join(err, e)
		}
		return Line{}, err
	}
	if err := j.f.Sync(); err != nil {
		// What a failed sync leaves on the disk nobody knows; a second one may
		// succeed without having written anything.
		j.sick = err
		return Line{}, err
	}
	j.size += int64(buf.Len())
	l := Line{d, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))}
	j.lines = append(j.lines, l)
	return l, nil
}

// Close lets others have the file.
func (j *Journal) Close() error { return j.f.Close() }
