package corpus

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"iter"
)

// A Document is one file as it was when it was read.
type Document struct {
	ID         int64  // counted from 1, in the order of paths within one Add
	Path       string // absolute
	Size       int64  // bytes
	Modified   int64  // Unix time in nanoseconds
	SHA256     [32]byte
	SM3        [32]byte // GB/T 32905
	Hashed     bool     // false: the file could not be opened, the hashes are zero
	Format     string   // as package extract tells it; "" where there is no text
	Encoding   string
	Characters int // of the folded text, see family.Text
	Losses     int // things in the file that are not in the text
	State      State
	Why, WhyZH string // there is no text, in English and in Chinese
}

// A State says what is known of a document and its file.
type State string

const (
	Legible State = "read"
	Unread  State = "unread"  // no text could be read: Why
	Changed State = "changed" // the file has other content by now
	Missing State = "missing" // the file is not there any more
)

// current reports whether the file is, as far as is known, the one recorded.
func (s State) current() bool { return s == Legible || s == Unread }

const columns = "id, path, size, modified, sha256, sm3, format, encoding, characters, losses, state, why, why_zh"

// scan reads the columns of a row, and behind them what more was asked for.
func (d *Document) scan(row interface{ Scan(...any) error }, more ...any) error {
	var sha256, sm3 sql.RawBytes
	if err := row.Scan(append([]any{&d.ID, &d.Path, &d.Size, &d.Modified, &sha256, &sm3, &d.Format, &d.Encoding, &d.Characters, &d.Losses, &d.State, &d.Why, &d.WhyZH}, more...)...); err != nil {
		return err
	}
	d.Hashed = len(sha256) == 32 && len(sm3) == 32
	d.SHA256, d.SM3 = [32]byte{}, [32]byte{}
	copy(d.SHA256[:], sha256)
	copy(d.SM3[:], sm3)
	return nil
}

// Document returns the document of a number, or ErrNoDocument.
func (a *Archive) Document(id int64) (Document, error) {
	ds, err := a.page("SELECT "+columns+" FROM documents WHERE id = ?", id)
	if err == nil && len(ds) == 0 {
		err = ErrNoDocument
	}
	if err != nil {
		return Document{}, err
	}
	return ds[0], nil
}

// pageSize is how many rows are asked for at a time. A question that stays open
// for long keeps SQLite from tidying its log up.
const pageSize = 4096

// Documents are all documents in order of ID, of all states.
func (a *Archive) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return a.documents(ctx, "")
}

// Unread are the documents without text, in order of ID.
func (a *Archive) Unread(ctx context.Context) iter.Seq2[Document, error] {
	// The second condition lets SQLite use the index of the few that are not read.
	return a.documents(ctx, "state = 'unread' AND state <> 'read' AND")
}

// documents are those that a condition holds for.
func (a *Archive) documents(ctx context.Context, where string) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for last := int64(0); ; {
			ds, err := a.page("SELECT "+columns+" FROM documents WHERE "+where+" id > ? ORDER BY id LIMIT ?", last, pageSize)
			if err = cmp.Or(ctx.Err(), err); err != nil {
				yield(Document{}, err)
				return
			}
			for _, d := range ds {
				if !yield(d, nil) {
					return
				}
				last = d.ID
			}
			if len(ds) < pageSize {
				return
			}
		}
	}
}

// page reads the documents that a question is answered with. It takes no Context:
// the driver starts a goroutine for each row where one can be cancelled.
func (a *Archive) page(question string, args ...any) ([]Document, error) {
	rows, err := a.db.Query(question, args...)
	if err != nil {
		return nil, storeError(err)
	}
	defer rows.Close()
	var out []Document
	for rows.Next() {
		var d Document
		if err := d.scan(rows); err != nil {
			return nil, storeError(err)
		}
		out = append(out, d)
	}
	return out, storeError(rows.Err())
}

// apart are the IDs of documents that are in no state to be compared, in order.
func (a *Archive) apart() ([]int64, error) {
	rows, err := a.db.Query("SELECT id FROM documents WHERE state <> 'read' ORDER BY id")
	if err != nil {
		return nil, storeError(err)
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, storeError(err)
		}
		out = append(out, id)
	}
	return out, storeError(rows.Err())
}

// noRow makes an error of the database ErrNoDocument where there was no row.
func noRow(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoDocument
	}
	return storeError(err)
}
