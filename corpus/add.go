package corpus

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"jiaokan/extract"
)

// AddOptions say what Add may not find out by itself.
type AddOptions struct {
	// Read takes the text out of a file. Several goroutines call it.
	Read func(name string, data []byte) (*extract.Source, error)

	// Why puts into words why a file has no text, in English and Chinese, without
	// the name of the file. Nil takes what the error says for both.
	Why func(path string, err error) (en, zh string)

	// Workers is how many files are read at a time; 0 is one for each processor.
	Workers int

	// Again has the files read again that had no text, such as when another
	// program was missing that is there now.
	Again bool

	// Now tells the time of an event.
	Now func() time.Time

	// What follows is called by one goroutine, and may be nil.

	// Step is told how far Add is: files done, files in all (0 while they are being
	// counted), and the bytes that were read.
	Step func(done, total int, bytes int64)

	// Unread is told of files that have no text and were not recorded so before,
	// and of files and folders that cannot be opened, in order of path.
	Unread func(path string, err error)

	// Passed is told of what is no file: ErrLink, ErrIrregular.
	Passed func(path string, why error)

	// Event is told of the fixity events, each with the path of its document.
	Event func(path string, kind EventKind)
}

// An AddReport counts what Add has met.
type AddReport struct {
	Files     int // in all
	Added     int // documents, those without text with them
	Unchanged int // files that are as recorded
	Unread    int // files without text, those known before with them
	Passed    int // links to folders, devices
	Bytes     int64

	Changed, Missing, Returned int // fixity events
}

// Add takes the files of folders into the archive, and single files. What is
// recorded and has the same size and time is not read again; a recorded file below
// the roots that is not there, or is another, is an event, and its document stays.
// A file that is in the way of all this, because it cannot be read, is counted and
// told of; an error is what stops the run. Then, and also where the program is
// killed, what whole segments there are stay, and another Add goes on from there.
//
// Files are read by several goroutines and put in order again; up to 64 MB of text
// wait for their turn.
func (a *Archive) Add(ctx context.Context, roots []string, opt AddOptions) (AddReport, error) {
	roots, err := top(roots)
	if err != nil {
		return AddReport{}, err
	}
	own, err := os.Stat(a.dir)
	if err != nil {
		return AddReport{}, err
	}
	next, err := a.nextNumbers()
	if err != nil {
		return AddReport{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var counting sync.WaitGroup
	defer counting.Wait()
	defer cancel()
	var total atomic.Int64
	counting.Go(func() { total.Store(countAll(ctx, own, roots)) })

	p := &plan{a: a, own: own, again: opt.Again, below: next.document, roots: roots}
	worker := func(ctx context.Context) func(*chunk) {
		r := &reader{text: opt.Read}
		return func(c *chunk) { r.chunk(ctx, c) }
	}
	in := &intake{a: a, opt: &opt, next: next}
	err = inOrder(ctx, opt.Workers, p.run, worker, func(c *chunk) error {
		if err := in.chunk(ctx, c); err != nil {
			return err
		}
		if opt.Step != nil {
			opt.Step(in.report.Files, int(total.Load()), in.report.Bytes)
		}
		return nil
	})
	if err == nil {
		err = in.commit(ctx)
	}
	return in.report, err
}
