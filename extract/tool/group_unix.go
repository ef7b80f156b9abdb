//go:build unix

package tool

import (
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
