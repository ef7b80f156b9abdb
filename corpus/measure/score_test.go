package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func docs(table string) truth {
	var t truth
	for line := range strings.Lines(table) {
		f := append(strings.Fields(line), "-", "-", "-")
		if len(f) < 5 {
			continue
		}
		c := func(i int) string { return strings.TrimPrefix(f[i], "-") }
		t.docs = append(t.docs, document{file: f[0], family: f[1], series: c(2), damage: c(3), foreign: c(4)})
	}
	return t
}

// found reads a1 a2 | b1: the files of each family.
func found(s string) map[string]int {
	m := map[string]int{}
	for i, part := range strings.Split(s, "|") {
		for _, f := range strings.Fields(part) {
			m[f] = i
		}
	}
	return m
}

const two = `
a1 A
a2 A
a3 A
b1 B
b2 B
`

func TestScore(t *testing.T) {
	for _, c := range []struct {
		name, truth, found                        string
		precision, recall, pairPrecision, pairAll float64
	}{
		{"right", two, "a1 a2 a3 | b1 b2", 1, 1, 1, 1},
		{"all alone", two, "a1 | a2 | a3 | b1 | b2", 1, (3.0/3 + 2.0/2) / 5, 1, 0},
		{"all in one", two, "a1 a2 a3 b1 b2", (3*3.0/5 + 2*2.0/5) / 5, 1, 4.0 / 10, 1},
		{"one in the wrong place", two, "a1 a2 | a3 b1 b2", (2 + 1.0/3 + 2*2.0/3) / 5, (2*2.0/3 + 1.0/3 + 2) / 5, 2.0 / 4, 2.0 / 4},
		{"not found is alone", two, "a1 a2 | b1 b2", 1, (2*2.0/3 + 1.0/3 + 2) / 5, 1, 2.0 / 4},
		{"only single ones", "a A\nb B\n", "a | b", 1, 1, 1, 1},
		{"nothing", "", "", 0, 0, 1, 1},
	} {
		s := judge(docs(c.truth), found(c.found))
		for i, x := range [][2]float64{{s.precision, c.precision}, {s.recall, c.recall}, {s.pairPrecision, c.pairPrecision}, {s.pairRecall, c.pairAll}} {
			if math.Abs(x[0]-x[1]) > 1e-9 {
				t.Errorf("%s: measure %d is %.4f, want %.4f", c.name, i, x[0], x[1])
			}
		}
	}
}

func TestHardNegatives(t *testing.T) {
	table := `
a1 A 60-same-1
a2 A 60-same-1
b1 B 60-same-1
c1 C 60-same-1
d1 D 35-names-2
e1 E 35-names-2
f1 F 物业管理条例
g1 G 物业管理条例
h1 H
`
	s := judge(docs(table), found("a1 a2 b1 | c1 | d1 | e1 | f1 g1 | h1"))
	want := []negatives{
		{"35-names", 1, 0, 1, 0},
		{"60-same", 5, 2, 3, 1}, // a1b1 a2b1 a1c1 a2c1 b1c1
		{"series", 1, 1, 1, 1},
	}
	if !slices.Equal(s.negatives, want) {
		t.Errorf("%v, want %v", s.negatives, want)
	}
	if len(s.joined) != 0 {
		t.Errorf("sisters are no strangers: %v", s.joined)
	}
}

func TestJoins(t *testing.T) {
	table := `
a1 A
a2 A - damage B
b1 B
c1 C
d1 D 60-same-1
e1 E 60-same-1
`
	s := judge(docs(table), found("a1 a2 b1 c1 d1 | e1"))
	var got []string
	for _, j := range s.joined {
		got = append(got, j.a+j.b)
	}
	slices.Sort(got)
	if want := []string{"AC", "AD", "BC", "BD", "CD"}; !slices.Equal(got, want) {
		t.Errorf("joined %v, want %v", got, want)
	}
	if len(s.borrowed) != 1 || s.borrowed[0].a != "A" || s.borrowed[0].b != "B" {
		t.Errorf("A has the opening of B: %v", s.borrowed)
	}
}

func TestSuffered(t *testing.T) {
	table := `
a1 A - exact
a2 A - exact
a3 A - ocr
b1 B - ocr
c1 C - ocr
c2 C - page
`
	s := judge(docs(table), found("a1 a2 | a3 | b1 | c1 | c2"))
	var got []string
	for _, d := range s.damage {
		got = append(got, fmt.Sprintf("%s %d %.4f %d", d.kind, d.n, d.recall, d.astray))
	}
	if want := []string{"exact 2 0.6667 0", "ocr 2 0.4167 2", "page 1 0.5000 1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if len(s.parted) != 2 || s.parted[0].family != "A" || s.parted[0].astray[0].file != "a3" {
		t.Errorf("%v", s.parted)
	}
}

// TestFiles reads truth and found families from files.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "docs", "000", "00001.txt")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("docs/000/00001.txt", "关于做好防汛工作的通知")
	write("truth.tsv", "file\tfamily\tversion_date\tseries\n000/00001.txt\t防汛\t2020-01-01\t防汛\n")
	write("found.tsv", "7\t"+at+"\tcopy\n")
	table, err := readTruth(filepath.Join(dir, "truth.tsv"))
	if err != nil || len(table.docs) != 1 || table.docs[0] != (document{file: "000/00001.txt", family: "防汛", series: "防汛"}) {
		t.Errorf("%v, %v", table, err)
	}
	f, err := readFoundFile(filepath.Join(dir, "found.tsv"), filepath.Join(dir, "docs"))
	if err != nil || len(f) != 1 || f["000/00001.txt"] != 7 {
		t.Errorf("%v, %v", f, err)
	}
	if _, err := readFound(strings.NewReader("7 a\n"), dir); err == nil {
		t.Error("a line without tabs was read")
	}
	if _, err := readFound(strings.NewReader("x\ta\n"), dir); err == nil {
		t.Error("a family that is no number was read")
	}
	files, size, _, err := limit(dir, 2)
	if err != nil || files != 3 || size < 100 {
		t.Errorf("%d files, %d bytes, %v", files, size, err)
	}
}
