//go:build linux || darwin || freebsd

package pdf

import "syscall"

// reserved maps memory that is zero until it is touched, or returns nil.
func reserved(size int) []byte {
	b, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil
	}
	return b
}

func release(b []byte) {
	if b != nil {
		// It fails for what is no mapping only.
		_ = syscall.Munmap(b)
	}
}
