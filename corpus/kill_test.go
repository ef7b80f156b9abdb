package corpus

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// contents are all that an archive holds but the times of events: a line for each
// row of each table, and the bytes of each file.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	a, err := Open(dir, Write) // removes what no transaction names
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	out := map[string]string{}
	tables := column(t, a, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	for _, table := range tables {
		fields := column(t, a, "SELECT name FROM pragma_table_info('"+table+"') WHERE name <> 'time'")
		quoted := "quote(" + strings.Join(fields, ") || ' ' || quote(") + ")"
		out[table] = strings.Join(column(t, a, "SELECT "+quoted+" FROM "+table+" ORDER BY rowid"), "\n")
	}
	names, err := filepath.Glob(filepath.Join(dir, segmentsDir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = string(data)
	}
	return out
}

func column(t *testing.T, a *Archive, question string) (out []string) {
	t.Helper()
	rows, err := a.db.Query(question)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func wantSame(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is another: %d bytes, want %d", name, len(got[name]), len(want[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s should not be there", name)
		}
	}
}

// These tell the test binary to be a program that adds documents or, where there are
// none to add, counts those there are.
const (
	childArchive = "CORPUS_TEST_ARCHIVE"
	childDocs    = "CORPUS_TEST_DOCS"
)

// TestChild is the program that others start, and kill.
func TestChild(t *testing.T) {
	dir := os.Getenv(childArchive)
	if dir == "" {
		t.Skip("runs in a process of its own")
	}
	docs, how := os.Getenv(childDocs), Create
	if docs == "" {
		how = Read
	}
	a, err := Open(dir, how)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if docs == "" {
		st, err := a.Status(context.Background())
		fmt.Printf("%d documents, %v\n", st.Documents, err)
		return
	}
	a.most = 50
	r, err := a.Add(context.Background(), []string{docs}, AddOptions{Read: testRead, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%+v\n", r)
}

func addInChild(w *world) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
	cmd.Env = append(os.Environ(), childArchive+"="+w.dir, childDocs+"="+w.docs)
	return cmd
}

// letters writes some documents of each kind.
func letters(w *world, n int, also string) {
	for i := range n {
		name, content := fmt.Sprintf("%02d/%04d.txt", i%10, i), fmt.Sprintf("%s第%d号%s\n", circular, i/3, also)
		switch i % 20 {
		case 3:
			content = "<html><body><p>" + content + "</p></body></html>" // kept
		case 7:
			content = strings.Repeat(content, 40)
		case 11:
			content = ""
		}
		w.write(name, content)
	}
}

// TestKilled kills an Add again and again, starts it anew, and wants the archive
// that comes of it to be the one of an Add that was let be: for new documents, and
// for some that were changed and some that are gone.
func TestKilled(t *testing.T) {
	documents, kills := 1500, 10
	if testing.Short() {
		documents, kills = 300, 3
	}
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	let, killed := newWorld(t), newWorld(t)
	killed.docs = let.docs
	letters(let, documents, "")
	for round, also := range []string{"", "（修订）"} {
		if round > 0 {
			for i := 0; i < documents; i += 3 {
				name := fmt.Sprintf("%02d/%04d.txt", i%10, i)
				if i%2 == 0 {
					let.remove(name)
				} else {
					let.write(name, fmt.Sprintf("%s第%d号%s\n", circular, i, also))
				}
			}
		}
		start := time.Now()
		if out, err := addInChild(let).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		took, ended := time.Since(start), 0
		for range kills {
			cmd := addInChild(killed)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(rng.Int64N(int64(took)/2) + 1))
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			if cmd.Wait() == nil {
				ended++
			}
		}
		if out, err := addInChild(killed).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		t.Logf("seed %d: an Add took %v; of %d, %d came to their end", seed, took, kills, ended)
		wantSame(t, contents(t, killed.dir), contents(t, let.dir))
	}
	if states := slices.Compact(column(t, let.open(Read), "SELECT state FROM documents ORDER BY state")); len(states) != 4 {
		t.Errorf("only %v", states)
	}
}

// TestKilledBetween has each of the moments at which a commit can end: a file half
// written, one of the two, both without their transaction.
func TestKilledBetween(t *testing.T) {
	let, cut := newWorld(t), newWorld(t)
	cut.docs = let.docs
	letters(let, 100, "")
	a := let.open(Create)
	a.most = 40
	if _, err := a.Add(context.Background(), []string{let.docs}, let.options()); err != nil {
		t.Fatal(err)
	}
	a.Close()
	want := contents(t, let.dir)
	for _, left := range [][]string{{"00000002.seg.new"}, {"00000002.seg"}, {"00000002.seg", "00000002.idx.new"}, {"00000002.seg", "00000002.idx"}} {
		if err := os.RemoveAll(cut.dir); err != nil {
			t.Fatal(err)
		}
		a := cut.open(Create)
		a.most = 40
		ctx, cancel := context.WithCancel(context.Background())
		opt := cut.options()
		opt.Now = func() time.Time {
			if len(a.segments) == 1 {
				cancel() // the second transaction does not come to pass
			}
			return epoch()
		}
		if _, err := a.Add(ctx, []string{cut.docs}, opt); err == nil || len(a.Segments()) != 1 {
			t.Fatalf("%d segments, %v", len(a.Segments()), err)
		}
		a.Close()
		for _, ext := range []string{sketchesExt, indexExt} {
			os.Remove(filepath.Join(cut.dir, segmentsDir, "00000002"+ext))
		}
		for _, name := range left {
			data := []byte(want[strings.TrimSuffix(name, ".new")])
			if strings.HasSuffix(name, ".new") {
				data = data[:len(data)/2]
			}
			if err := os.WriteFile(filepath.Join(cut.dir, segmentsDir, name), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		a = cut.open(Write)
		a.most = 40
		if _, err := a.Add(context.Background(), []string{cut.docs}, cut.options()); err != nil {
			t.Fatal(err)
		}
		a.Close()
		wantSame(t, contents(t, cut.dir), want)
	}
}
