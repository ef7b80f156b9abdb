package corpus

import (
	"context"
	"database/sql"
	"os"
	"time"
)

// FixityOptions say what Fixity may not find out by itself.
type FixityOptions struct {
	Workers int              // files hashed at a time; 0 is one for each processor
	Now     func() time.Time // the time of an event

	// What follows is called by one goroutine, and may be nil.

	// Step is told how far Fixity is: files done, files in all, bytes that were
	// hashed.
	Step func(done, total int, bytes int64)

	// Unopened is told of files that are there and could not be read.
	Unopened func(path string, err error)

	// Event is told of the fixity events, each with the path of its document.
	Event func(path string, kind EventKind)
}

// A FixityReport counts what Fixity has met.
type FixityReport struct {
	Files    int // there are records of
	Intact   int
	Unopened int
	Bytes    int64

	Changed, Missing, Returned int // fixity events
}

// Fixity hashes the files of all documents again, whatever their time and size say,
// and records those that are not as they were. Files that are known to be missing
// are looked for. New content is not read: that is for Add.
func (a *Archive) Fixity(ctx context.Context, opt FixityOptions) (FixityReport, error) {
	total := 0
	if err := a.db.QueryRow("SELECT count(DISTINCT path) FROM documents WHERE sha256 IS NOT NULL").Scan(&total); err != nil {
		return FixityReport{}, storeError(err)
	}
	next, err := a.nextNumbers()
	if err != nil {
		return FixityReport{}, err
	}
	worker := func(ctx context.Context) func(*[]check) {
		r := &reader{}
		return func(cs *[]check) {
			for i := range *cs {
				if ctx.Err() == nil {
					r.check(&(*cs)[i])
				}
			}
		}
	}
	j := &judge{a: a, opt: &opt}
	err = inOrder(ctx, opt.Workers, allKnown(a, next.document).checks, worker, func(cs *[]check) error {
		for i := range *cs {
			j.check(&(*cs)[i])
		}
		if opt.Step != nil {
			opt.Step(j.report.Files, total, j.report.Bytes)
		}
		if len(j.acts) < a.most {
			return nil
		}
		return j.commit(ctx, false)
	})
	if err == nil {
		err = j.commit(ctx, true)
	}
	return j.report, err
}

// A check is one path to be hashed again, and what is recorded of it.
type check struct {
	known []record
	doc   Document // what is there
	err   error
}

// checks makes them, some at a time.
func (c *knownCursor) checks(_ context.Context, emit func(cs *[]check, tokens int) error) error {
	for {
		var cs []check
		for len(cs) < chunkTasks {
			known, err := c.group()
			if err != nil {
				return err
			}
			if known == nil {
				break
			}
			if hashed(known) {
				cs = append(cs, check{known: known})
			}
		}
		if len(cs) == 0 {
			return nil
		}
		if err := emit(&cs, 1); err != nil {
			return err
		}
	}
}

// hashed reports whether any of the records of a path has content.
func hashed(known []record) bool {
	for i := range known {
		if known[i].hashed {
			return true
		}
	}
	return false
}

func (r *reader) check(c *check) {
	c.doc = Document{Path: c.known[0].path}
	// A pipe in its place would never end.
	st, err := os.Stat(c.doc.Path)
	if err == nil && !st.Mode().IsRegular() {
		err = ErrIrregular
	}
	if err == nil {
		err = r.rehash(&c.doc)
	}
	c.err = err
}

// A judge compares what is there with what is recorded.
type judge struct {
	a      *Archive
	opt    *FixityOptions
	report FixityReport
	acts   []act
}

func (j *judge) check(c *check) {
	j.report.Files++
	j.report.Bytes += c.doc.Size
	now := current(c.known)
	if c.err != nil && !gone(c.err) {
		j.report.Unopened++
		if j.opt.Unopened != nil {
			j.opt.Unopened(c.doc.Path, c.err)
		}
		return
	}
	if c.err != nil {
		if now != nil && now.hashed {
			j.report.Missing++
			j.event(EventMissing, c, act{document: now.id, state: Missing})
		}
		return
	}
	was := former(c.known, c.doc.SHA256)
	switch {
	case now == nil || !now.hashed:
	case now.sha256 == c.doc.SHA256:
		j.report.Intact++
		j.touched(now, c)
		return
	default:
		other := int64(0)
		if was != nil {
			other = was.id
		}
		j.report.Changed++
		j.event(EventChanged, c, act{document: now.id, state: Changed, other: other})
	}
	if was != nil {
		j.report.Returned++
		j.event(EventReturned, c, act{document: was.id, state: was.restored()})
		j.touched(was, c)
	}
}

func (j *judge) touched(r *record, c *check) {
	if r.modified != c.doc.Modified {
		j.acts = append(j.acts, act{do: setTime, document: r.id, modified: c.doc.Modified})
	}
}

func (j *judge) event(kind EventKind, c *check, x act) {
	x.do, x.event = setState, kind
	j.acts = append(j.acts, x)
	if j.opt.Event != nil {
		j.opt.Event(c.doc.Path, kind)
	}
}

// commit records what was found; at the end also that it was looked for.
func (j *judge) commit(ctx context.Context, end bool) error {
	now := j.opt.Now().UnixNano()
	err := j.a.write(ctx, func(tx *sql.Tx) error {
		w, err := prepare(tx, now)
		if err != nil {
			return err
		}
		for i := range j.acts {
			if err := w.act(&j.acts[i]); err != nil {
				return err
			}
		}
		if end {
			return w.event(EventChecked, 0, 0, j.report.Files)
		}
		return nil
	})
	if err == nil {
		j.acts = j.acts[:0]
	}
	return err
}
