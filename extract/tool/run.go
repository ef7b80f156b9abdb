package tool

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A run is one run of a program.
type run struct {
	program string // what people call it
	path    string
	args    []string
	dir     string   // it works in, and may keep files in
	env     []string // beside PATH, which it gets as it is
	in      []byte
	limit   time.Duration
	work    time.Duration // of the processor; 0 is as long as limit
	data    int           // bytes of memory it may fill; 0 is what all may
	most    int           // bytes it may write, to standard output and into any one file
}

// Limits of every run. Addresses are taken for more than is ever filled:
// LibreOffice takes 500 MB of them for a notice and fills 160.
const (
	memory  = 1 << 30     // addresses
	patient = time.Second // for what is left in pipes after the end
)

// do runs the program and returns its standard output. All that it began has
// ended when do returns.
func (r *run) do(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	path, args := r.bounded()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir = r.dir
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "HOME=" + r.dir, "TMPDIR=" + r.dir}, r.env...)
	cmd.Stdin = bytes.NewReader(r.in)
	out := &bounded{most: r.most, full: cancel}
	said := &tail{}
	cmd.Stdout, cmd.Stderr = out, said
	cmd.WaitDelay = patient
	group(cmd)
	err := cmd.Run()
	end(cmd)
	if err == nil {
		return out.bytes(), nil
	}
	e := &Error{Program: r.program, Reason: Failed, Detail: said.last(), Limit: r.limit}
	switch {
	case out.over:
		e.Reason = Profuse
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		e.Reason = Slow
	case ctx.Err() != nil:
		e.Reason = Stopped
	case r.spent(cmd.ProcessState):
		e.Reason, e.Limit = Slow, r.work
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist):
		e.Reason = Missing
	case e.Detail == "":
		e.Detail = err.Error()
	}
	return nil, e
}

// spent reports whether the program has used up its time of the processor, for
// which the system kills it. The times of those that it began count with its
// own. The system that kills counts in whole ticks, and on a machine that is
// shared it sees more of them than it reports afterwards: so a kill that is not ours
// tells as much as the sum does. A system that is out of memory kills likewise.
func (r *run) spent(s *os.ProcessState) bool {
	const grain = 100 * time.Millisecond // in which the system counts
	if r.work == 0 || s == nil {
		return false
	}
	used := s.UserTime() + s.SystemTime()
	return used >= r.work-grain || used >= r.work/2 && killed(s)
}

// bounded has the program started by prlimit, of Linux's util-linux, which sets
// limits on memory, time of the processor and size of files and becomes the
// program. Where it is missing, only the limits of do hold.
func (r *run) bounded() (path string, args []string) {
	prlimit, err := exec.LookPath("prlimit")
	if err != nil {
		return r.path, r.args
	}
	work := r.work
	if work == 0 {
		work = r.limit
	}
	args = []string{
		"--core=0",
		"--as=" + strconv.Itoa(memory),
		"--fsize=" + strconv.Itoa(r.most),
		"--cpu=" + strconv.Itoa(int(work/time.Second)),
	}
	if r.data > 0 {
		args = append(args, "--data="+strconv.Itoa(r.data))
	}
	args = append(args, "--", r.path)
	return prlimit, append(args, r.args...)
}

// A bounded writer keeps what is written to it, and calls full when that is too
// much.
type bounded struct {
	buf  bytes.Buffer
	most int
	over bool
	full func()
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.buf.Len()+len(p) > b.most {
		b.over = true
		b.full()
		return 0, errors.New("too much output")
	}
	return b.buf.Write(p)
}

func (b *bounded) bytes() []byte { return b.buf.Bytes() }

// A tail keeps the end of what is written to it.
type tail struct{ kept []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 2048
	t.kept = append(t.kept, p[max(0, len(p)-most):]...)
	t.kept = t.kept[max(0, len(t.kept)-most):]
	return len(p), nil
}

// last is the last line that says something, fit to print.
func (t *tail) last() string {
	lines := strings.Split(strings.TrimSpace(string(t.kept)), "\n")
	line := strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, lines[len(lines)-1])
	const most = 200
	if utf8.RuneCountInString(line) > most {
		line = string([]rune(line)[:most]) + "…"
	}
	return line
}
