package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// A measurement is what is run, and where.
type measurement struct {
	program string
	work    string
	found   string
	keep    bool
	workers int
	list    int
	out     io.Writer
}

// A cost is what a run took.
type cost struct {
	wall time.Duration
	peak int64 // bytes that were resident at most; 0 where the system does not say
	hid  bool  // the peak is that of the process which started it; its own is lower
}

// run has the program make an archive of docs and find its families, and writes these
// to a file.
func (m measurement) run(docs, archive, found string) error {
	if err := os.RemoveAll(archive); err != nil {
		return err
	}
	// The first reading brings the files into memory, so that neither of the two that
	// are compared has to wait for the disk.
	files, size, _, err := limit(docs, m.workers)
	if err != nil {
		return err
	}
	_, _, least, err := limit(docs, m.workers)
	if err != nil {
		return err
	}
	fmt.Fprintf(m.out, "%-22s %8.2f s               %d files, %.3f GB, %.2f GB/s with %d workers\n", "reading and SHA-256", least.Seconds(), files, float64(size)/1e9, float64(size)/1e9/least.Seconds(), m.workers)
	out, err := os.Create(found)
	if err != nil {
		return err
	}
	defer out.Close()
	add, err := m.call(io.Discard, "corpus", "add", "--archive", archive, docs)
	if err != nil {
		return err
	}
	m.printCost("corpus add", add, least)
	families, err := m.call(out, "corpus", "families", "--archive", archive, "--tsv")
	if err != nil {
		return err
	}
	m.printCost("corpus families", families, least)
	both := cost{add.wall + families.wall, max(add.peak, families.peak), add.hid && families.hid}
	m.printCost("together", both, least)
	m.printBounds(files, both)
	return nil
}

func (m measurement) printCost(name string, c cost, least time.Duration) {
	mark := ' '
	if c.hid {
		mark = '<'
	}
	fmt.Fprintf(m.out, "%-22s %8.2f s  %c %5.0f MB   %.1f times the limit\n", name, c.wall.Seconds(), mark, float64(c.peak)/1e6, c.wall.Seconds()/least.Seconds())
}

// bounds are what documents of 5.2 kB may cost on two processors. Another machine is
// another measure, so they are printed and decide nothing.
var bounds = []struct {
	files int
	cost
}{
	{100_000, cost{wall: 6 * time.Second}},
	{1_000_000, cost{wall: 45 * time.Second, peak: 600e6}},
}

func (m measurement) printBounds(files int, c cost) {
	for _, b := range bounds {
		if files != b.files {
			continue
		}
		word := "reached"
		if c.wall > b.wall || b.peak > 0 && c.peak > b.peak {
			word = "MISSED"
		}
		fmt.Fprintf(m.out, "bound for two processors: %.0f s", b.wall.Seconds())
		if b.peak > 0 {
			fmt.Fprintf(m.out, ", %.0f MB", float64(b.peak)/1e6)
		}
		fmt.Fprintf(m.out, ": %s\n", word)
	}
}

// call runs the program. Exit status 1 says that some documents could not be read.
func (m measurement) call(out io.Writer, args ...string) (cost, error) {
	cmd := exec.Command(m.program, args...)
	var trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &trouble
	begin := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(begin)}
	if cmd.ProcessState != nil {
		c.peak, c.hid = peak(cmd.ProcessState)
	}
	if err != nil && (cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 1) {
		return c, fmt.Errorf("%v: %w: %s", args, err, last(trouble.Bytes(), 500))
	}
	return c, nil
}

// last gives the last n bytes of what a program said.
func last(b []byte, n int) []byte { return bytes.TrimSpace(b[max(0, len(b)-n):]) }
