package main

import (
	"context"
	"errors"
	"image"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"jiaokan/extract"
	"jiaokan/extract/tool"
)

func TestWrong(t *testing.T) {
	for _, c := range []struct {
		truth, reading string
		want           int
	}{
		{"一、工作目标", "一、 工作\n目标", 0},
		{"（一）加强", "(一)加强", 0},
		{"工作目标", "土作日标", 2},
		{"工作目标", "工作", 2},
		{"", "工作", 2},
		{"工作", "", 2},
		{"甲乙丙丁", "甲丙丁戊", 2},
	} {
		if got := wrong(c.truth, c.reading); got != c.want {
			t.Errorf("%q against %q: %d", c.reading, c.truth, got)
		}
	}
}

func TestMatch(t *testing.T) {
	if got := match([]rune("甲乙丙丁"), []rune("甲丙丁戊")); !slices.Equal(got, []int{0, 2, 3, -1}) {
		t.Errorf("got %v", got)
	}
	if got := differences("甲乙丙丁", "甲寅丙丁戊"); len(got) != 2 || got[0] != "…甲[乙 → 寅]丙丁…" {
		t.Errorf("got %q", got)
	}
}

// TestScans has a short notice scanned in three ways. It wants no more of the
// canonical text than that it is better than the best reading, or as good where
// that has next to no errors; how much better is measured by make scans.
func TestScans(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: takes seconds")
	}
	for _, program := range []string{"soffice", "tesseract"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("SKIPPED: ", err)
		}
	}
	b := &bench{ctx: context.Background()}
	defer b.engine.Close()
	var all trust
	got, err := b.notice("testdata/notice.txt", &all)
	var e *tool.Error
	if errors.As(err, &e) && (e.Reason == tool.Missing || e.Reason == tool.Unlearned) {
		t.Skip("SKIPPED: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d characters; wrong: %v, canonical %d, in no reading %d\n%s", got.of, got.readings, got.canonical, got.nowhere, strings.Join(got.diff, "\n"))
	if got.canonical > max(got.best(), 3) || got.of < 300 {
		t.Errorf("%d characters of %d are wrong, in the best reading %d", got.canonical, got.of, got.best())
	}
	if n := len(all.said); all.said[n-1] == 0 || 100*all.right[n-1] < 98*all.said[n-1] {
		t.Errorf("of %d characters that the recogniser was sure of %d are right", all.said[n-1], all.right[n-1])
	}
}

// TestDegradeIsTheSameAgain wants the same scans of the same pages.
func TestDegradeIsTheSameAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: takes seconds")
	}
	page := blank(600, 800)
	for i, q := range qualities {
		a, b := q.degrade(page, rand.New(rand.NewPCG(1, uint64(i)))), q.degrade(page, rand.New(rand.NewPCG(1, uint64(i))))
		if !slices.Equal(a.Pix, b.Pix) {
			t.Errorf("%s differs", q.name)
		}
	}
	data, err := bind([]*image.Gray{page}, qualities[0])
	if err != nil || extract.Sniff(data) != extract.PDF {
		t.Errorf("bound as %s, %v", extract.Sniff(data), err)
	}
}

func blank(w, h int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	return g
}
