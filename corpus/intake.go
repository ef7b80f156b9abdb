package corpus

import (
	"cmp"
	"context"

	"jiaokan/corpus/index"
)

// Bounds of a segment. What stands in the files says where it ends, never the
// clock, so that a run that was killed ends it at the same place when it is
// started again.
const (
	segmentDocuments = 8192
	segmentBytes     = 64 << 20 // of folded text, in UTF-32
)

// numbers are the next ones to be given.
type numbers struct {
	segment  int
	document int64
	text     int64
}

func (a *Archive) nextNumbers() (numbers, error) {
	last := a.last()
	n := numbers{segment: last.Number + 1, document: last.First + int64(last.Count)}
	err := a.db.QueryRow("SELECT coalesce(max(id), 0) + 1 FROM texts").Scan(&n.text)
	return n, storeError(err)
}

// An intake takes results in their order and puts documents into segments.
type intake struct {
	a      *Archive
	opt    *AddOptions
	report AddReport
	next   numbers

	docs     []intakeDocument
	acts     []act
	sketches sketchWriter
	index    index.Builder
	bytes    int
}

// chunk takes the next chunk.
func (in *intake) chunk(ctx context.Context, c *chunk) error {
	in.report.Files += c.unchanged
	in.report.Unchanged += c.unchanged
	in.report.Unread += c.unread
	for i := range c.tasks {
		in.task(&c.tasks[i])
		if in.full() {
			if err := in.commit(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *intake) full() bool {
	return len(in.docs) >= in.a.most || in.bytes >= segmentBytes || in.index.Full() || len(in.acts) >= in.a.most
}

func (in *intake) task(t *task) {
	switch {
	case t.lost:
		in.lost(&t.known[0])
		return
	case t.file.pass != nil:
		in.report.Passed++
		if in.opt.Passed != nil {
			in.opt.Passed(t.file.path, t.file.pass)
		}
		return
	}
	in.report.Files++
	if t.err != nil {
		in.report.Unread++
		if in.opt.Unread != nil {
			in.opt.Unread(t.file.path, t.err)
		}
	}
	if !t.doc.Hashed {
		in.unopened(t)
		return
	}
	in.report.Bytes += t.doc.Size
	in.opened(t)
}

// lost records that the file of a record is not there. One that never had content
// leaves nothing behind.
func (in *intake) lost(r *record) {
	if !r.hashed {
		in.act(act{do: drop, document: r.id})
		return
	}
	in.report.Missing++
	in.event(EventMissing, r.path, act{document: r.id, state: Missing})
}

// unopened records a file that could not be opened. What is recorded of its content
// stands: nothing is known to be wrong with it.
func (in *intake) unopened(t *task) {
	switch c := current(t.known); {
	case c == nil:
		in.insert(t)
	case c.hashed:
		in.report.Unchanged++
	default:
		in.stillUnread(c, t)
	}
}

func (in *intake) stillUnread(c *record, t *task) {
	in.report.Unchanged++
	if en, zh := in.why(t); en != c.why {
		in.act(act{do: setWhy, document: c.id, why: en, zh: zh})
	}
}

// opened records a file that was read, with or without text.
func (in *intake) opened(t *task) {
	c := current(t.known)
	switch {
	case c == nil:
	case !c.hashed:
		in.act(act{do: drop, document: c.id})
	case c.sha256 != t.doc.SHA256:
		in.changed(c, t)
		return
	default:
		in.touched(c, t)
		if c.legible() {
			in.report.Unchanged++
			return
		}
		if t.err != nil {
			in.stillUnread(c, t)
			return
		}
		in.act(act{do: drop, document: c.id}) // its text could be read at last
	}
	in.place(t)
}

// changed records that the file of c has other content: that of t.
func (in *intake) changed(c *record, t *task) {
	other := in.next.document
	if f := recurring(t); f != nil {
		other = f.id
	}
	in.report.Changed++
	in.event(EventChanged, c.path, act{document: c.id, state: Changed, other: other})
	in.place(t)
}

// place makes a document of what was read, or finds the one that it was.
func (in *intake) place(t *task) {
	f := recurring(t)
	if f == nil {
		in.insert(t)
		return
	}
	in.report.Returned++
	in.event(EventReturned, f.path, act{document: f.id, state: f.restored()})
	in.touched(f, t)
}

// recurring is the record of a path that has the content that was read, and a text
// if that has one.
func recurring(t *task) *record {
	if f := former(t.known, t.doc.SHA256); f != nil && (f.legible() || t.err != nil) {
		return f
	}
	return nil
}

func (in *intake) touched(r *record, t *task) {
	if r.modified != t.doc.Modified {
		in.act(act{do: setTime, document: r.id, modified: t.doc.Modified})
	}
}

// insert takes a new document into the segment.
func (in *intake) insert(t *task) {
	d := t.doc
	d.ID, d.State = in.next.document, Legible
	if t.err != nil {
		d.State = Unread
		d.Why, d.WhyZH = in.why(t)
	}
	in.next.document++
	in.report.Added++
	in.docs = append(in.docs, intakeDocument{d, t.kept})
	in.sketches.add(&t.sketch)
	in.index.Add(t.text)
	in.bytes += 4 * len(t.text)
}

func (in *intake) why(t *task) (en, zh string) {
	if in.opt.Why == nil {
		return t.err.Error(), t.err.Error()
	}
	en, zh = in.opt.Why(t.file.path, t.err)
	return cmp.Or(en, t.err.Error()), zh
}

func (in *intake) act(x act) { in.acts = append(in.acts, x) }

// event changes the state of a document and tells of it.
func (in *intake) event(kind EventKind, path string, x act) {
	x.do, x.event = setState, kind
	in.act(x)
	if in.opt.Event != nil {
		in.opt.Event(path, kind)
	}
}
