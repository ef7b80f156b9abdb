package corpus

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
)

// A Status counts what an archive holds.
type Status struct {
	Documents int
	Bytes     int64 // of their files
	States    map[State]int
	Accepted  int           // of the documents that are not read, see Archive.Accept
	Formats   []FormatCount // by name; those without a text come first, under ""
	Segments  int
	Families  int   // 0 where they were not looked for
	Events    int   // fixity events
	Size      int64 // bytes of the archive itself
}

// A FormatCount counts the documents of one format.
type FormatCount struct {
	Format    string
	Documents int
}

// Left is how many documents are unread, changed or missing and were not accepted.
func (s *Status) Left() int {
	return s.States[Unread] + s.States[Changed] + s.States[Missing] - s.Accepted
}

// Status counts. Cost: it runs through the tables of documents and events.
func (a *Archive) Status(ctx context.Context) (Status, error) {
	s := Status{States: map[State]int{}, Segments: len(a.Segments())}
	rows, err := a.db.Query("SELECT format, state, count(*), sum(size) FROM documents GROUP BY format, state ORDER BY format, state")
	if err != nil {
		return s, storeError(err)
	}
	defer rows.Close()
	for rows.Next() {
		var format string
		var state State
		var n int
		var size int64
		if err := rows.Scan(&format, &state, &n, &size); err != nil {
			return s, storeError(err)
		}
		s.Documents += n
		s.Bytes += size
		s.States[state] += n
		if last := len(s.Formats) - 1; last >= 0 && s.Formats[last].Format == format {
			s.Formats[last].Documents += n
		} else {
			s.Formats = append(s.Formats, FormatCount{format, n})
		}
	}
	if err := rows.Err(); err != nil {
		return s, storeError(err)
	}
	err = a.db.QueryRow("SELECT (SELECT count(*) FROM families), (SELECT count(*) FROM events WHERE kind IN (?, ?, ?))",
		string(EventChanged), string(EventMissing), string(EventReturned)).Scan(&s.Families, &s.Events)
	if err != nil {
		return s, storeError(err)
	}
	accepted, err := a.Accepted(ctx)
	if err != nil {
		return s, err
	}
	s.Accepted = len(accepted)
	s.Size, err = sizeOf(a.dir)
	return s, err
}

// sizeOf sums the files in a directory. What is gone before it was looked at has no
// size.
func sizeOf(dir string) (n int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		if st, err := d.Info(); err == nil {
			n += st.Size()
		}
		return nil
	})
	return n, err
}
