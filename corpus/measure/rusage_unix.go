//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peak is how many bytes of a process that has ended were resident at most. A new
// process is one with its parent until it is another program, so that the system reports
// the parent's peak where its own is lower; hid says that it may be.
func peak(p *os.ProcessState) (bytes int64, hid bool) {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, false
	}
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		return 0, false
	}
	unit := int64(1024)
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		unit = 1
	}
	return int64(u.Maxrss) * unit, u.Maxrss <= own.Maxrss
}
