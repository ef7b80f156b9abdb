//go:build unix

package tool

import (
	"os/exec"
	"testing"
)

// TestKilled wants a kill told from an end of the program's own, also where a
// shell in between reports it as its status.
func TestKilled(t *testing.T) {
	for _, c := range []struct {
		script string
		want   bool
	}{
		{"kill -KILL $$", true},
		{"sh -c 'kill -KILL $$'; exit $?", true},
		{"kill -XCPU $$", true},
		{"kill -SEGV $$", false},
		{"exit 1", false},
		{"exit 0", false},
	} {
		cmd := exec.Command("sh", "-c", c.script)
		_ = cmd.Run() // how it ended is asked of its state
		if got := killed(cmd.ProcessState); got != c.want {
			t.Errorf("%s: %v, want %v", c.script, got, c.want)
		}
	}
}
