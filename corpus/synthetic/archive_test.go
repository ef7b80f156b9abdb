package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	kin "jiaokan/corpus/family"
)

var taught = sync.OnceValue(func() *chain { return teach(phraseTexts()) })

// written writes an archive and returns what is in each of its files.
func written(t *testing.T, seed uint64, n, workers int) map[string]string {
	t.Helper()
	a := &archive{dir: t.TempDir(), seed: seed, chain: taught(), set: setSentences(), share: 0.2}
	if err := a.write(n, workers); err != nil {
		t.Fatal(err)
	}
	if err := a.truth(); err != nil {
		t.Fatal(err)
	}
	return readAll(t, a.dir)
}

func readAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sum(files map[string]string) string {
	h := sha256.New()
	for k := range 1000 {
		fmt.Fprintf(h, "%s\x00", files["docs/"+fileName(k)])
	}
	return fmt.Sprintf("%x %x", h.Sum(nil), sha256.Sum256([]byte(files["truth.tsv"])))
}

func TestSameSeed(t *testing.T) {
	one, three, other := written(t, 1, 600, 1), written(t, 1, 600, 3), written(t, 2, 600, 3)
	if len(one) != 601 {
		t.Fatalf("%d files", len(one))
	}
	if sum(one) != sum(three) {
		t.Error("three workers wrote other bytes than one")
	}
	if sum(one) == sum(other) {
		t.Error("another seed wrote the same bytes")
	}
}

func TestTruth(t *testing.T) {
	files := written(t, 1, 800, 2)
	exact := map[string]string{}
	roles := map[string]int{}
	lines := strings.Split(strings.TrimSuffix(files["truth.tsv"], "\n"), "\n")
	for _, l := range lines[1:] {
		c := strings.Split(l, "\t")
		if len(c) != 6 || (c[3] == "damage") != (c[5] != "") {
			t.Fatalf("%q", l)
		}
		text, ok := files["docs/"+c[0]]
		if !ok || text == "" {
			t.Errorf("%s is not there, or empty", c[0])
		}
		if c[3] == "exact" {
			if was, ok := exact[c[1]]; ok && was != text {
				t.Errorf("%s is no exact copy", c[0])
			}
			exact[c[1]] = text
		}
		if strings.HasPrefix(c[3], "page") != (c[4] == "fragment") {
			t.Errorf("%q", l)
		}
		roles[c[4]]++
	}
	for _, r := range []string{"whole", "cut", "fragment"} {
		if roles[r] < 30 {
			t.Errorf("%d documents are %s", roles[r], r)
		}
	}
	for _, s := range files {
		if strings.ContainsFunc(s, func(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }) {
			t.Fatalf("a slot was left: %s", s)
		}
	}
}

// TestPlan wants sizes of families as archives have them.
func TestPlan(t *testing.T) {
	const n = 100_000
	fs := plan(1, n)
	sum, alone, large, ofSeries := 0, 0, 0, 0
	for _, f := range fs {
		if f.first != sum {
			t.Fatalf("family %d begins at %d, should at %d", f.id, f.first, sum)
		}
		sum += f.size
		switch {
		case f.size == 1:
			alone++
		case f.size >= 100:
			large++
		}
		if f.series != nil {
			ofSeries++
		}
	}
	mean := float64(sum) / float64(len(fs))
	t.Logf("%d families, mean %.2f, %d alone, %d of 100 and more, %d in series", len(fs), mean, alone, large, ofSeries)
	if sum != n || mean < 3 || mean > 5 || alone < len(fs)/2 || large < 20 || ofSeries < len(fs)/20 {
		t.Error("not the sizes that were asked for")
	}
}

// TestMoulds wants sisters to share what their series says, of what they were drafted
// with, and to name the same places or others.
func TestMoulds(t *testing.T) {
	a := &archive{seed: 3, chain: taught(), set: setSentences(), share: 0.2}
	a.plan = plan(3, 20_000)
	w := newAuthor(a.chain, a.set, a.share)
	last := map[int][]string{}
	shared, pairs := map[string]float64{}, map[string]int{}
	for i := range a.plan {
		f := &a.plan[i]
		if f.series == nil {
			continue
		}
		lines := a.text(w, f)
		if before, ok := last[f.series.id]; ok {
			kind := f.series.String()[:5]
			shared[kind] += common(before, lines)
			pairs[kind]++
			if before[0] == lines[0] != f.series.same {
				t.Errorf("series %s: %s and %s", f.series, before[0], lines[0])
			}
		}
		last[f.series.id] = lines
	}
	for kind, n := range pairs {
		got, want := shared[kind]/float64(n), 0.35
		if kind[:2] == "60" {
			want = 0.6
		}
		t.Logf("%s: %d pairs share %.3f", kind, n, got)
		if got < want-0.05 || got > want+0.05 || n < 20 {
			t.Errorf("%s: %d pairs share %.3f", kind, n, got)
		}
	}
}

// common is the share of the characters of a that are in lines which b has too, but for
// the names.
func common(a, b []string) float64 {
	var c kin.Comparer
	in, all := 0, 0
	for i := range min(len(a), len(b)) {
		x, y := kin.Fold(a[i]), kin.Fold(b[i])
		all += len(x)
		if m := c.Compare(x, y); len(x) > 0 && m.A*10 >= len(x)*8 || string(x) == string(y) {
			in += len(x)
		}
	}
	return float64(in) / float64(all)
}

// TestBoilerplate wants a fifth of a document to be set phrases.
func TestBoilerplate(t *testing.T) {
	a := &archive{seed: 1, chain: taught(), set: setSentences(), share: 0.2}
	if n := len(a.set); n < 280 || n > 320 {
		t.Errorf("%d set sentences", n)
	}
	a.plan = plan(1, 2000)
	w := newAuthor(a.chain, a.set, a.share)
	boil, total := 0, 0
	for i := range a.plan {
		text := strings.Join(a.text(w, &a.plan[i]), "\n")
		total += len(text)
		for _, s := range a.set {
			boil += strings.Count(text, s) * len(s)
		}
	}
	if share := float64(boil) / float64(total); share < 0.17 || share > 0.23 {
		t.Errorf("%.3f of the text is set phrases", share)
	}
}

func TestAlternatives(t *testing.T) {
	got := strings.Join(alternatives("甲{乙|丙}丁{戊|}"), " ")
	if want := "甲乙丁戊 甲丙丁戊 甲乙丁 甲丙丁"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestSentences(t *testing.T) {
	got := strings.Join(sentences("　　第三条 衡阳市人民政府（以下简称市政府）负责“楚怡”行动；湖南省教育厅给予支持。短句。"), "|")
	if want := "\uE000人民政府以下简称市政府负责楚怡行动。|\uE001教育厅给予支持。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
