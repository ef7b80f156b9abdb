//go:build !cgo

package corpus

import "database/sql"

const built = false // SQLite is C

func connect(string, Access, bool) (*sql.DB, error) { return nil, ErrUnbuilt }

func isSealed(error) bool { return false }

func storeError(err error) error { return err }
