package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jiaokan/corpus/family"
)

// familyLines are what FindFamilies found, a line each.
func (w *world) familyLines(workers int) (FamiliesReport, []string) {
	w.t.Helper()
	a := w.open(Write)
	defer a.Close()
	ctx := context.Background()
	rep, err := a.FindFamilies(ctx, FamiliesOptions{Workers: workers})
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for f, err := range a.Families(ctx) {
		if err != nil {
			w.t.Fatal(err)
		}
		var names []string
		for _, m := range f.Members {
			d, err := a.Document(m.Document)
			if err != nil {
				w.t.Fatal(err)
			}
			name := strings.TrimSuffix(filepath.Base(d.Path), ".txt")
			if m.Role != RoleCopy {
				name += fmt.Sprintf(" (%s %.1f)", m.Role, m.Share)
			}
			names = append(names, name)
		}
		out = append(out, strings.Join(names, ", "))
	}
	for r, err := range a.RelatedPairs(ctx) {
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %s %s", strings.TrimSuffix(filepath.Base(r.PathA), ".txt"), r.Kind, strings.TrimSuffix(filepath.Base(r.PathB), ".txt")))
	}
	return rep, out
}

// paragraphs are lines of text that no other number gives.
func paragraphs(number, n int) string {
	x := uint64(number)*0x9E3779B97F4A7C15 + 1
	var b strings.Builder
	for range n {
		for range 30 {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
			b.WriteRune('一' + rune(x>>20%4000))
		}
		b.WriteString("。\n")
	}
	return b.String()
}

func TestFamilies(t *testing.T) {
	w := newWorld(t)
	one, two := paragraphs(1, 20), paragraphs(2, 20)
	w.write("a1.txt", one)
	w.write("a2.txt", strings.Replace(one, "。", "，", 5))
	w.write("a3.txt", one[:len(one)*6/10]+paragraphs(3, 5))
	w.write("a4.txt", one[len(one)/2:len(one)*7/10])
	w.write("b1.txt", two)
	w.write("b2.txt", two)
	w.write("c.txt", paragraphs(4, 12)+two[:len(two)/3])
	w.write("d.txt", paragraphs(5, 20))
	w.write("e.txt", "停电通知\n")
	w.write("f.txt", "")
	w.add()
	rep, got := w.familyLines(1)
	want := []string{"a1, a2, a3, a4 (fragment 1.0)", "b1, b2", "c", "d", "e"}
	if !slices.Equal(got[:5], want) {
		t.Errorf("families %q, want %q", got, want)
	}
	if len(got) != 6 || !strings.HasPrefix(got[5], "b") && !strings.HasPrefix(got[5], "c") {
		t.Errorf("relations %q", got[5:])
	}
	if rep.Documents != 9 || rep.Families != 2 || rep.Members != 6 || rep.Largest != 4 || rep.Fragments != 1 {
		t.Errorf("%+v", rep)
	}
	for workers := 2; workers < 5; workers++ {
		if _, again := w.familyLines(workers); !slices.Equal(again, got) {
			t.Errorf("with %d workers: %q", workers, again)
		}
	}
}

// A document that contains all others is a collection, and joins nothing.
func TestCollectionOfAll(t *testing.T) {
	w := newWorld(t)
	var all strings.Builder
	for i := range 30 {
		text := paragraphs(100+i, 10)
		w.write(fmt.Sprintf("%02d.txt", i), text)
		all.WriteString(text)
	}
	w.write("all.txt", all.String())
	w.add()
	rep, lines := w.familyLines(2)
	if rep.Families != 0 || rep.Relations != 30 {
		t.Errorf("%+v: %q", rep, lines)
	}
	for _, l := range lines[31:] {
		if !strings.HasPrefix(l, "all contains ") {
			t.Error(l)
		}
	}
}

// Twenty thousand equal documents are twenty thousand pairs at most.
func TestOneFamilyOfAll(t *testing.T) {
	if testing.Short() {
		t.Skip("20,000 files")
	}
	w := newWorld(t)
	text := paragraphs(7, 10)
	for i := range 20_000 {
		name := filepath.Join(w.docs, fmt.Sprint(i/1000), fmt.Sprintf("%05d.txt", i))
		if i%1000 == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	w.add()
	rep, _ := w.familyLines(2)
	if rep.Families != 1 || rep.Largest != 20_000 || rep.Verified > 20_000 {
		t.Errorf("%+v", rep)
	}
}

// What cannot be read any more is judged by what is recorded of it, and nothing
// stops.
func TestFamiliesOfMissingFiles(t *testing.T) {
	w := newWorld(t)
	text := paragraphs(1, 20)
	w.write("a.txt", text)
	w.write("b.txt", text+paragraphs(2, 3))
	w.write("c.txt", text[:len(text)/2]+paragraphs(3, 10))
	w.add()
	w.remove("c.txt")
	rep, lines := w.familyLines(2)
	if rep.Unreadable != 1 || !slices.Equal(lines, []string{"a, b", "c"}) {
		t.Errorf("%+v %q", rep, lines)
	}
}

// Counting on files is counting in memory.
func TestPairCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.SliceOf(rapid.Custom(func(t *rapid.T) pair {
			return pairing(rapid.Int64Range(0, 4).Draw(t, "a"), rapid.Int64Range(5, 8).Draw(t, "b"))
		})).Draw(t, "pairs")
		count := pairCount{most: rapid.IntRange(1, 10).Draw(t, "most")}
		defer count.close()
		times := map[pair]int{}
		for _, p := range pairs {
			times[p]++
			if err := count.add(p, nil); err != nil {
				t.Fatal(err)
			}
		}
		var want []pair
		for p, n := range times {
			if n >= family.Enough {
				want = append(want, p)
			}
		}
		slices.Sort(want)
		if got, err := count.enough(); err != nil || !slices.Equal(got, want) {
			t.Fatalf("%v (%v), want %v", got, err, want)
		}
	})
}
