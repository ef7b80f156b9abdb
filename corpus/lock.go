package corpus

import (
	"os"
	"path/filepath"
)

const lockFile = "lock"

// hold takes the lock of an archive, or is ErrBusy. Whoever closes the file gives
// it back. It is a file of its own: SQLite has locks on its files that another
// open and close of them would lose.
func hold(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
