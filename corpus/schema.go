package corpus

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// What stands in the header of a database that is an archive.
const (
	application   = 0x6a6b616e // "jkan"
	schemaVersion = 1
)

// schema are the tables. Times stand in events alone.
//
// A path has several documents when its file was changed; at most one of them is
// read or unread. sha256 and sm3 are NULL where the file could not even be opened.
// text is where the text is kept; NULL where it is the file itself.
const schema = `
CREATE TABLE documents(
	id         INTEGER PRIMARY KEY,
	path       TEXT    NOT NULL,
	size       INTEGER NOT NULL,
	modified   INTEGER NOT NULL,
	sha256     BLOB,
	sm3        BLOB,
	format     TEXT    NOT NULL,
	encoding   TEXT    NOT NULL,
	characters INTEGER NOT NULL,
	losses     INTEGER NOT NULL,
	state      TEXT    NOT NULL,
	why        TEXT    NOT NULL,
	why_zh     TEXT    NOT NULL,
	text       INTEGER REFERENCES texts(id)
);
CREATE INDEX documents_path ON documents(path);
CREATE INDEX documents_apart ON documents(id) WHERE state <> 'read';

CREATE TABLE texts(
	id   INTEGER PRIMARY KEY,
	sum  INTEGER NOT NULL, -- of body, its first eight bytes of SHA-256
	body BLOB    NOT NULL  -- deflated
);
CREATE INDEX texts_sum ON texts(sum);

CREATE TABLE segments(
	number INTEGER PRIMARY KEY,
	first  INTEGER NOT NULL,
	count  INTEGER NOT NULL
);

CREATE TABLE events(
	id       INTEGER PRIMARY KEY,
	time     INTEGER NOT NULL, -- Unix, nanoseconds
	kind     TEXT    NOT NULL,
	document INTEGER NOT NULL, -- 0: of several
	other    INTEGER NOT NULL, -- the document that stands in its place; else 0
	count    INTEGER NOT NULL
);

CREATE TABLE families(
	id   INTEGER PRIMARY KEY, -- its first document
	size INTEGER NOT NULL
);
CREATE TABLE members(
	document INTEGER PRIMARY KEY,
	family   INTEGER NOT NULL,
	role     TEXT    NOT NULL,
	share    REAL    NOT NULL
);
CREATE INDEX members_family ON members(family);
CREATE TABLE relations(
	a    INTEGER NOT NULL,
	b    INTEGER NOT NULL,
	kind TEXT    NOT NULL,
	of_a REAL    NOT NULL,
	of_b REAL    NOT NULL
);
CREATE INDEX relations_a ON relations(a);
CREATE INDEX relations_b ON relations(b);
`

// checkSchema tells whether a database is an archive that this program knows. An
// empty one is made an archive for Create.
func checkSchema(ctx context.Context, db *sql.DB, how Access) error {
	var app, version int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		if err = storeError(err); errors.Is(err, ErrDamaged) {
			return ErrNotArchive
		}
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return storeError(err)
	}
	switch {
	case app == application && version == schemaVersion:
		return nil
	case app == application && version > schemaVersion:
		return fmt.Errorf("%w: its schema is %d, this program knows %d", ErrNewer, version, schemaVersion)
	case app != 0 || version != 0 || how != Create:
		return ErrNotArchive
	}
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return storeError(err)
	}
	if tables > 0 {
		return ErrNotArchive
	}
	return inTransaction(ctx, db, func(tx *sql.Tx) error {
		_, err := tx.Exec(schema + auditTables + fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, schemaVersion))
		return err
	})
}

// inTransaction runs f in a transaction and commits it, or takes all back.
func inTransaction(ctx context.Context, db *sql.DB, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return storeError(err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the first error tells
		return storeError(err)
	}
	return storeError(tx.Commit())
}
