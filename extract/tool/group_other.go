//go:build !unix

package tool

import (
	"os"
	"os/exec"
)

// Without process groups only the program itself is killed.
func group(*exec.Cmd) {}

func end(*exec.Cmd) {}

// No program is killed for the time it used: there is no prlimit.
func killed(*os.ProcessState) bool { return false }
