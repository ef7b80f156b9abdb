package corpus

import (
	"context"
	"database/sql"
	"io"
	"path/filepath"
)

// An intakeDocument is a document to be inserted and its text where that is kept.
type intakeDocument struct {
	Document
	kept []byte
}

// An act is a change to the record of a document.
type act struct {
	do       actKind
	document int64
	state    State     // setState
	event    EventKind // setState
	other    int64     // setState, see Event.Other
	modified int64     // setTime
	why, zh  string    // setWhy
}

type actKind int

const (
	setState actKind = iota // and tell of it in an event
	setTime                 // the file was touched
	setWhy
	drop // a record without content, or one in whose place there is another of the same content
)

// commit keeps the segment: first its files, then the transaction that names them.
func (in *intake) commit(ctx context.Context) error {
	if len(in.docs) == 0 && len(in.acts) == 0 {
		return nil
	}
	s := in.a.segment(in.next.segment, 0, len(in.docs))
	if s.Count > 0 {
		s.First = in.docs[0].ID
		if err := in.keepFiles(s); err != nil {
			return storeError(err)
		}
	}
	now := in.opt.Now().UnixNano()
	text := in.next.text
	err := in.a.write(ctx, func(tx *sql.Tx) error {
		w, err := prepare(tx, now)
		if err != nil {
			return err
		}
		text = in.next.text
		for i := range in.docs {
			if err := w.insert(&in.docs[i], &text); err != nil {
				return err
			}
		}
		for i := range in.acts {
			if err := w.act(&in.acts[i]); err != nil {
				return err
			}
		}
		if s.Count == 0 {
			return nil
		}
		if _, err := tx.Exec("INSERT INTO segments VALUES(?, ?, ?)", s.Number, s.First, s.Count); err != nil {
			return err
		}
		return w.event(EventIngested, s.First, 0, s.Count)
	})
	if err != nil {
		return err
	}
	if s.Count > 0 {
		in.a.mu.Lock()
		in.a.segments = append(in.a.segments, s)
		in.a.mu.Unlock()
		in.next.segment++
	}
	in.next.text = text
	in.docs, in.acts, in.bytes = in.docs[:0], in.acts[:0], 0
	clear(in.docs[:cap(in.docs)])
	return nil
}

// keepFiles writes the files of a segment, of which nothing is left to be written
// then.
func (in *intake) keepFiles(s Segment) error {
	if err := keepFile(s.Path+sketchesExt, func(w io.Writer) error { return in.sketches.write(w, s.First) }); err != nil {
		return err
	}
	if err := keepFile(s.Path+indexExt, func(w io.Writer) error { _, err := in.index.WriteTo(w); return err }); err != nil {
		return err
	}
	in.sketches.reset()
	syncDir(filepath.Dir(s.Path))
	return nil
}

// statements are those of one transaction.
type statements struct {
	now                                                      int64
	document, text, sameText, state, time, why, drop, events *sql.Stmt
}

func prepare(tx *sql.Tx, now int64) (*statements, error) {
	w := &statements{now: now}
	for _, s := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&w.document, "INSERT INTO documents VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.text, "INSERT INTO texts VALUES(?, ?, ?)"},
		{&w.sameText, "SELECT id FROM texts WHERE sum = ? AND body = ?"},
		{&w.state, "UPDATE documents SET state = ? WHERE id = ?"},
		{&w.time, "UPDATE documents SET modified = ? WHERE id = ?"},
		{&w.why, "UPDATE documents SET why = ?, why_zh = ? WHERE id = ?"},
		{&w.drop, "DELETE FROM documents WHERE id = ?"},
		{&w.events, "INSERT INTO events(time, kind, document, other, count) VALUES(?, ?, ?, ?, ?)"},
	} {
		var err error
		if *s.to, err = tx.Prepare(s.sql); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// insert inserts a document, and its text unless one that is kept already is the
// same; text is the next number of one.
func (w *statements) insert(d *intakeDocument, text *int64) error {
	var kept sql.NullInt64
	if d.kept != nil {
		sum := textSum(d.kept)
		switch err := w.sameText.QueryRow(sum, d.kept).Scan(&kept); err {
		case nil:
		case sql.ErrNoRows:
			kept = sql.NullInt64{Int64: *text, Valid: true}
			if _, err := w.text.Exec(*text, sum, d.kept); err != nil {
				return err
			}
			*text++
		default:
			return err
		}
	}
	var sha256, sm3 []byte
	if d.Hashed {
		sha256, sm3 = d.SHA256[:], d.SM3[:]
	}
	_, err := w.document.Exec(d.ID, d.Path, d.Size, d.Modified, sha256, sm3, d.Format, d.Encoding, d.Characters, d.Losses, string(d.State), d.Why, d.WhyZH, kept)
	return err
}

func (w *statements) act(x *act) error {
	var err error
	switch x.do {
	case setState:
		if _, err = w.state.Exec(string(x.state), x.document); err == nil {
			err = w.event(x.event, x.document, x.other, 1)
		}
	case setTime:
		_, err = w.time.Exec(x.modified, x.document)
	case setWhy:
		_, err = w.why.Exec(x.why, x.zh, x.document)
	case drop:
		_, err = w.drop.Exec(x.document)
	}
	return err
}

func (w *statements) event(kind EventKind, document, other int64, count int) error {
	_, err := w.events.Exec(w.now, string(kind), document, other, count)
	return err
}
