//go:build !unix

package tool

import "os/exec"

// Without process groups only the program itself is killed.
func group(*exec.Cmd) {}

func end(*exec.Cmd) {}
