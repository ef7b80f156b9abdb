package review

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"jiaokan/align/reconcile"
)

func openJournal(t testing.TB, name string) *Journal {
	t.Helper()
	j, _, err := OpenJournal(name)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// write makes a file of n decisions and returns it.
func write(t *testing.T, name string, n int) []byte {
	t.Helper()
	j := openJournal(t, name)
	for i := range n {
		d := Decision{When: noon(), Who: "王编", Do: reconcile.Take, On: []reconcile.Pick{{Case: fmt.Sprint(i), Text: "楚怡\u2028<b>"}}}
		if _, err := j.Append(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestKilledAnywhere cuts the file at every byte, as a killed program or machine
// may leave it. All whole lines are there again, the rest is put aside, and the
// next decision follows them.
func TestKilledAnywhere(t *testing.T) {
	dir := t.TempDir()
	whole := write(t, filepath.Join(dir, "whole"), 4)
	for cut := range len(whole) + 1 {
		name := filepath.Join(dir, fmt.Sprint(cut))
		if err := os.WriteFile(name, whole[:cut], 0o666); err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(whole[:cut], []byte("\n"))
		rest := cut - (bytes.LastIndexByte(whole[:cut], '\n') + 1)
		if read, torn, err := ReadJournal(name); err != nil || len(read) != lines || torn != rest {
			t.Fatalf("cut at %d: read %d lines, %d torn, %v; want %d, %d", cut, len(read), torn, err, lines, rest)
		}
		j, torn, err := OpenJournal(name)
		if err != nil || len(j.Lines()) != lines || torn != rest {
			t.Fatalf("cut at %d: opened %d lines, %d torn, %v; want %d, %d", cut, len(j.Lines()), torn, err, lines, rest)
		}
		if _, err := j.Append(Decision{When: noon(), Who: "b", Do: reconcile.Sign}); err != nil {
			t.Fatal(err)
		}
		j.Close()
		if again, torn, err := ReadJournal(name); err != nil || len(again) != lines+1 || torn != 0 {
			t.Fatalf("cut at %d: after one more: %d lines, %d torn, %v", cut, len(again), torn, err)
		}
		aside, _ := os.ReadFile(name + ".partial")
		if string(bytes.TrimSuffix(aside, []byte("\n"))) != string(whole[cut-rest:cut]) {
			t.Fatalf("cut at %d: put aside %q", cut, aside)
		}
	}
}

// TestZeros is what some file systems leave of a last line when the power goes.
func TestZeros(t *testing.T) {
	name := filepath.Join(t.TempDir(), "decisions.jsonl")
	whole := write(t, name, 2)
	if err := os.WriteFile(name, append(whole, make([]byte, 300)...), 0o666); err != nil {
		t.Fatal(err)
	}
	j, torn, err := OpenJournal(name)
	if err != nil || torn != 300 || len(j.Lines()) != 2 {
		t.Fatalf("%d lines, %d torn, %v", len(j.Lines()), torn, err)
	}
	j.Close()
}

// TestChain changes and removes lines and wants to be told which.
func TestChain(t *testing.T) {
	name := filepath.Join(t.TempDir(), "decisions.jsonl")
	lines := bytes.SplitAfter(write(t, name, 4), []byte("\n"))[:4]
	for _, c := range []struct {
		what  string
		lines [][]byte
		line  int
		sort  Break
	}{
		{"changed", [][]byte{lines[0], bytes.Replace(lines[1], []byte("王"), []byte("李"), 1), lines[2], lines[3]}, 3, Changed},
		{"removed", [][]byte{lines[0], lines[2], lines[3]}, 2, Removed},
		{"first removed", [][]byte{lines[1], lines[2]}, 1, Removed},
		{"swapped", [][]byte{lines[0], lines[2], lines[1], lines[3]}, 2, Removed},
		{"no JSON", [][]byte{lines[0], []byte("甲\n"), lines[1]}, 2, Unreadable},
	} {
		if err := os.WriteFile(name, bytes.Join(c.lines, nil), 0o666); err != nil {
			t.Fatal(err)
		}
		var broken *BrokenError
		if _, _, err := OpenJournal(name); !errors.As(err, &broken) || broken.Line != c.line || broken.What != c.sort {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// TestBusy keeps a second program out.
func TestBusy(t *testing.T) {
	name := filepath.Join(t.TempDir(), "decisions.jsonl")
	j := openJournal(t, name)
	if _, _, err := OpenJournal(name); !errors.Is(err, ErrBusy) {
		t.Errorf("a second one: %v", err)
	}
	j.Close()
	openJournal(t, name).Close()
}

// TestManyAtOnce has many windows decide at the same time: every decision that
// was acknowledged is in the file, in one chain.
func TestManyAtOnce(t *testing.T) {
	b := newBench(t, notices(t)...)
	var all sync.WaitGroup
	var mu sync.Mutex
	acknowledged := map[int]bool{}
	for w := range 8 {
		all.Go(func() {
			for _, c := range b.State().Cases {
				if c.Finding {
					continue
				}
				got, err := b.Decide(Request{Do: reconcile.Comment, On: []RequestPick{{Case: c.Key}}, Text: fmt.Sprint("窗口", w)})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				acknowledged[got.Seq] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	lines, torn, err := ReadJournal(b.name)
	if err != nil || torn != 0 || len(lines) != len(acknowledged) {
		t.Errorf("%d lines, %d torn, %v; %d acknowledged", len(lines), torn, err, len(acknowledged))
	}
}

// TestForeign leaves alone what is no file of decisions, though it has the name:
// it may be the way to a file of somebody else.
func TestForeign(t *testing.T) {
	dir := t.TempDir()
	theirs := filepath.Join(dir, "theirs")
	const text = "not a decision, and no line break"
	if err := os.WriteFile(theirs, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(theirs, link); err != nil {
		t.Skipf("SKIPPED: no symbolic links here: %v", err)
	}
	for _, name := range []string{link, dir} {
		if _, _, err := OpenJournal(name); !errors.Is(err, ErrIrregular) {
			t.Errorf("open %s: %v", filepath.Base(name), err)
		}
		if _, _, err := ReadJournal(name); !errors.Is(err, ErrIrregular) {
			t.Errorf("read %s: %v", filepath.Base(name), err)
		}
	}
	var broken *BrokenError
	if _, _, err := OpenJournal(theirs); !errors.As(err, &broken) || broken.Line != 1 {
		t.Errorf("open a text: %v", err)
	}
	if got, _ := os.ReadFile(theirs); string(got) != text {
		t.Errorf("the text is now %q", got)
	}
}
