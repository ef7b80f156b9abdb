package corpus

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// What can be wrong with an archive.
var (
	ErrNotArchive = errors.New("not an archive")
	ErrNewer      = errors.New("the archive is of a newer version of the program")
	ErrBusy       = errors.New("another program writes the archive")
	ErrDamaged    = errors.New("the archive is damaged")
	ErrFull       = errors.New("no space is left on the disk")
	ErrUnbuilt    = errors.New("the program was built without cgo, which an archive needs")
	ErrNoDocument = errors.New("no such document")
	ErrNoText     = errors.New("the document has no text")
	ErrChanged    = errors.New("the file is not the one that was read")
)

// Access is what an archive is opened for.
type Access int

const (
	Read   Access = iota // beside one that writes
	Write                // alone: a second one gets ErrBusy at once
	Create               // as Write; makes the archive where there is none
)

// An Archive is an open archive. Several goroutines may use it, but only one may
// Add or Close.
type Archive struct {
	dir  string // absolute
	db   *sql.DB
	lock *os.File // nil where it is only read
	most int      // documents of a segment

	mu       sync.Mutex
	segments []Segment
	open     map[int]*openIndex // by number of the segment

	writing sync.Mutex

	whereText func() (*sql.Stmt, error) // see whereabouts; prepared once
}

const (
	databaseFile = "archive.db"
	segmentsDir  = "segments"
)

// Open opens the archive in a directory. For writing it removes what a program
// that was killed has left behind.
func Open(dir string, how Access) (*Archive, error) {
	a, err := open(dir, how)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", dir, err)
	}
	return a, nil
}

func open(dir string, how Access) (_ *Archive, err error) {
	if !built {
		return nil, ErrUnbuilt // before a folder is made
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	if how == Create {
		err = makeDir(dir)
	} else {
		err = checkDir(dir)
	}
	if err != nil {
		return nil, err
	}
	a := &Archive{dir: dir, most: segmentDocuments, open: map[int]*openIndex{}}
	defer func() {
		if err != nil {
			a.Close()
		}
	}()
	if how != Read {
		if a.lock, err = hold(dir); err != nil {
			return nil, err
		}
	}
	ctx := context.Background()
	a.whereText = sync.OnceValues(func() (*sql.Stmt, error) { return a.db.Prepare(whereQuestion) })
	if err := a.connect(ctx, how); err != nil {
		return nil, err
	}
	if err := a.loadSegments(ctx); err != nil {
		return nil, err
	}
	if how != Read {
		return a, a.removeOrphans()
	}
	return a, nil
}

// connect opens the database and looks whether it is that of an archive.
func (a *Archive) connect(ctx context.Context, how Access) (err error) {
	name := filepath.Join(a.dir, databaseFile)
	for _, sealed := range []bool{false, true} {
		if a.db, err = connect(name, how, sealed); err != nil {
			return err
		}
		if err = checkSchema(ctx, a.db, how); how != Read || !isSealed(err) {
			return err
		}
		a.db.Close()
	}
	return err
}

// makeDir makes the directory of an archive. A directory that holds other things
// is none, and does not become one.
func makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	own := []string{databaseFile, databaseFile + "-wal", databaseFile + "-shm", databaseFile + "-journal", lockFile, segmentsDir}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == databaseFile }) {
		if err := checkDir(dir); err != nil {
			return err
		}
	} else if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !slices.Contains(own, e.Name()) }) {
		return fmt.Errorf("%w: the directory holds other files", ErrNotArchive)
	}
	return os.MkdirAll(filepath.Join(dir, segmentsDir), 0o777)
}

// checkDir tells whether a directory may be an archive.
func checkDir(dir string) error {
	st, err := os.Stat(filepath.Join(dir, databaseFile))
	switch {
	case err == nil && st.Mode().IsRegular():
		return nil
	case err == nil:
		return ErrNotArchive
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	return ErrNotArchive
}

// Dir is the directory of the archive.
func (a *Archive) Dir() string { return a.dir }

// Close lets others write the archive.
func (a *Archive) Close() error {
	var err error
	for _, x := range a.open {
		err = errors.Join(err, x.file.Close())
	}
	if a.db != nil {
		err = errors.Join(err, a.db.Close())
	}
	if a.lock != nil {
		err = errors.Join(err, a.lock.Close())
	}
	return err
}

// write runs f in one transaction, which is kept when f and the commit succeed,
// and then is on the disk. One at a time; f must not call write.
func (a *Archive) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	if a.lock == nil {
		return errors.New("the archive is open for reading only")
	}
	a.writing.Lock()
	defer a.writing.Unlock()
	return inTransaction(ctx, a.db, f)
}
