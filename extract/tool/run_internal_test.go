package tool

import (
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"
)

// TestLimits wants a program stopped that only works, long before one that only
// waits would be, and one that fills memory.
func TestLimits(t *testing.T) {
	if _, err := exec.LookPath("prlimit"); err != nil {
		t.Skip("SKIPPED: no prlimit")
	}
	for _, c := range []struct {
		name, script string
		want         Reason
	}{
		{"works without end", "while :; do :; done", Slow},
		{"has another work without end", "sh -c 'while :; do :; done'; exit 1", Slow},
		{"fills memory", "dd if=/dev/zero of=/dev/null bs=200M count=1", Failed},
		{"does its work", "echo done", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run{program: "it", path: "sh", args: []string{"-c", c.script}, dir: t.TempDir(), limit: time.Minute, work: time.Second, data: 100 << 20, most: 1 << 20}
			began := time.Now()
			out, err := r.do(context.Background())
			if c.want < 0 {
				if err != nil || string(out) != "done\n" {
					t.Errorf("%q, %v", out, err)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || e.Reason != c.want || e.Reason == Slow && e.Limit != time.Second {
				t.Errorf("got %v", err)
			}
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
