package corpus

import (
	"context"
	"database/sql"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"
)

// Accept records that somebody has looked at what is wrong with documents and takes
// it as it is: the file could not be read, has other content or is not there. It
// changes no state and removes no event; what happens to the file later is not
// accepted with it. A path names a file, or all files in a folder; neither need be
// there any more. It tells how many documents were accepted that were not before. A
// path of which nothing is recorded is ErrNoDocument in an *fs.PathError, and then
// none is.
func (a *Archive) Accept(ctx context.Context, paths []string, now time.Time) (int, error) {
	was, err := a.Accepted(ctx)
	if err != nil {
		return 0, err
	}
	wrong := map[int64]bool{}
	for _, p := range paths {
		if p, err = filepath.Abs(p); err != nil {
			return 0, err
		}
		known, err := a.wrongAt(p, wrong)
		if err == nil && !known {
			err = &fs.PathError{Op: "accept", Path: p, Err: ErrNoDocument}
		}
		if err != nil {
			return 0, err
		}
	}
	n := 0
	err = a.write(ctx, func(tx *sql.Tx) error {
		w, err := prepare(tx, now.UnixNano())
		if err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(wrong)) {
			if was[id] {
				continue
			}
			if err := w.event(EventAccepted, id, 0, 1); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

// wrongAt finds the documents of a file, or of all files in a folder, that something
// is wrong with, and tells whether anything is recorded there at all.
func (a *Archive) wrongAt(path string, wrong map[int64]bool) (known bool, err error) {
	dir := under(path)
	end := dir[:len(dir)-1] + string(rune(dir[len(dir)-1]+1))
	rows, err := a.db.Query("SELECT id, state FROM documents WHERE path = ? OR path >= ? AND path < ?", path, dir, end)
	if err != nil {
		return false, storeError(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var state State
		if err := rows.Scan(&id, &state); err != nil {
			return false, storeError(err)
		}
		known = true
		if state != Legible {
			wrong[id] = true
		}
	}
	return known, storeError(rows.Err())
}

// Accepted are the documents of which what is wrong was accepted, and nothing has
// happened since. Cost: it runs through the events.
func (a *Archive) Accepted(ctx context.Context) (map[int64]bool, error) {
	out := map[int64]bool{}
	// SQLite takes kind from the row that has the greatest id.
	for id, err := range answers(ctx, a, `SELECT d.id FROM
			(SELECT document, kind, max(id) FROM events WHERE kind IN (?, ?, ?, ?) GROUP BY document) e
			JOIN documents d ON d.id = e.document WHERE e.kind = ? AND d.state <> ?`,
		func(rows *sql.Rows, id *int64) error { return rows.Scan(id) },
		string(EventChanged), string(EventMissing), string(EventReturned), string(EventAccepted), string(EventAccepted), string(Legible)) {
		if err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, nil
}
