//go:build unix

package tool

import (
	"os"
	"os/exec"
	"syscall"
)

// group has the program begin a process group of its own, and the whole group
// killed when its time is up: soffice is a script that starts a program that
// starts another.
func group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// end kills what is left of the group after its leader has ended.
func end(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // none left: as it should be
	}
}

// killed reports whether the program was killed, or ended with what a shell
// and LibreOffice's starter say of a program of theirs that was: 128 and the
// number of the signal.
func killed(s *os.ProcessState) bool {
	if w, ok := s.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return w.Signal() == syscall.SIGKILL || w.Signal() == syscall.SIGXCPU
	}
	return s.ExitCode() == 128+int(syscall.SIGKILL) || s.ExitCode() == 128+int(syscall.SIGXCPU)
}
