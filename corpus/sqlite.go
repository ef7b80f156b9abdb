//go:build cgo

package corpus

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

const built = true

// connect opens a database. Nothing is read of it before the first question.
//
// A transaction is on the disk when it is committed (synchronous FULL), which costs
// one fsync for thousands of documents, and takes the lock for writing when it
// begins, so that it cannot fail halfway for want of it.
//
// sealed is for a medium that cannot be written: SQLite makes no file beside the
// database then, and nobody may write it.
func connect(name string, how Access, sealed bool) (*sql.DB, error) {
	q := url.Values{"_busy_timeout": {"5000"}, "_cache_size": {"-16000"}}
	switch {
	case sealed:
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	case how == Read:
		q.Set("_query_only", "1")
	default:
		q.Set("_journal_mode", "WAL")
		q.Set("_synchronous", "FULL")
		q.Set("_txlock", "immediate")
	}
	return sql.Open("sqlite3", "file:"+(&url.URL{Path: name}).EscapedPath()+"?"+q.Encode())
}

// isSealed reports whether an error says that SQLite could not make its files beside
// the database.
func isSealed(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCantOpen || e.Code == sqlite3.ErrReadonly)
}

// storeError says which of the errors of this package an error of the database is.
func storeError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
