//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package corpus

import (
	"os"
	"syscall"
)

// lock keeps a second program from writing the archive. It ends with the program,
// however that ends.
func lock(f *os.File) error {
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err == syscall.EWOULDBLOCK {
		return ErrBusy
	}
	return nil // a file system without locks is no reason to refuse
}
