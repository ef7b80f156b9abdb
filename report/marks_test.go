package report

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestCellsKeepText checks that marking a clause loses and adds nothing.
func TestCellsKeepText(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	v, err := newView(r, texts, "zh")
	if err != nil {
		t.Fatal(err)
	}
	for row := range r.Rows {
		for w := range r.Witnesses {
			var got, want strings.Builder
			for _, s := range v.cell(row, w) {
				got.WriteString(s.text)
			}
			for _, c := range v.cells[row][w] {
				s, e := trim(v.texts[w], c.start, c.end)
				want.WriteString(string(v.texts[w][s:e]))
			}
			if got.String() != want.String() {
				t.Errorf("row %d of %s reads %q, want %q", row, r.Witnesses[w].ID, got.String(), want.String())
			}
		}
	}
}

// TestPaint lays spans over each other: what was painted first stays.
func TestPaint(t *testing.T) {
	c := newCanvas(8)
	c.paint(2, 4, 1)
	c.paint(0, 6, 2)
	c.paint(3, 8, 3)
	c.paint(0, 8, 4)
	if diff := cmp.Diff([]int{2, 2, 1, 1, 2, 2, 3, 3}, c.colour); diff != "" {
		t.Error(diff)
	}
}

// TestLabelOutsideCell checks that a label is shown though the cell leaves it
// out, and that it is not taken from the clause before.
func TestLabelOutsideCell(t *testing.T) {
	text := "1. 建设智库。2.建设基地。\n\n3. 培育传承人。\n"
	r := &Result{
		Witnesses: []ResultWitness{{ID: "A"}},
		Rows: []ResultRow{
			{ID: "r1", Label: "1.", Cells: map[string][]ResultRange{"A": {{3, 8}}}},
			{ID: "r2", Label: "2.", Cells: map[string][]ResultRange{"A": {{8, 15}}}},
			{ID: "r3", Label: "3.", Cells: map[string][]ResultRange{"A": {{20, 26}}}},
		},
	}
	v, err := newView(r, []string{text}, "zh")
	if err != nil {
		t.Fatal(err)
	}
	for row, want := range []string{"1. 建设智库。", "2.建设基地。", "3. 培育传承人。"} {
		if got := v.cell(row, 0)[0].text; got != want {
			t.Errorf("row %d reads %q, want %q", row, got, want)
		}
	}
}

// TestChosenOmission checks that a place where the canonical text prints nothing
// by choice is marked in it.
func TestChosenOmission(t *testing.T) {
	one := 1
	r := &Result{
		Witnesses: []ResultWitness{{ID: "A"}, {ID: "B"}},
		Rows:      []ResultRow{{ID: "r1", Kind: "paragraph", Canonical: &ResultRange{0, 4}, Cells: map[string][]ResultRange{"A": {{0, 6}}, "B": {{0, 4}}}}},
		Variants: []ResultVariant{{ID: "v1", Row: "r1", Kind: "omission", Chosen: &one, Open: true, Readings: []ResultReading{
			{Witnesses: []string{"A"}, Text: "适当", Spans: map[string][2]int{"A": {2, 4}}, Probability: 0.5}, {Witnesses: []string{"B"}, Text: "", Spans: map[string][2]int{"B": {2, 2}}, Probability: 0.5}}}},
		Canonical: ResultCanonical{Text: "人才倾斜", Segments: []ResultSegment{
			{Start: 0, End: 2, Status: "agreed", From: "A", Source: &[2]int{0, 2}, Row: "r1"},
			{Start: 2, End: 4, Status: "agreed", From: "A", Source: &[2]int{4, 6}, Row: "r1"},
		}},
	}
	v, err := newView(r, []string{"人才适当倾斜", "人才倾斜"}, "zh")
	if err != nil {
		t.Fatal(err)
	}
	spans := v.paragraphs()[0].Spans
	if len(spans) != 3 || spans[0].Text != "人才" || spans[1].Status != "open" || spans[1].N != 1 || spans[2].Text != "倾斜" {
		t.Errorf("%+v", spans)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"楚怡\n行动":      "楚怡\n行动",
		"a\u202eb":    "a[U+202E]b",
		"\ufeff楚\x00": "[U+FEFF]楚[U+0000]",
		"\x1b[31m":    "[U+001B][31m",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
	if got := oneLine("职业 \n\n 教育  行动\n"); got != "职业教育 行动" {
		t.Errorf("oneLine: %q", got)
	}
}

// TestExcerpt holds an excerpt, which reads the ends of a text only, against the
// whole text on one line, elided.
func TestExcerpt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]rune("楚怡行动 \n\u3000\u202e\x00")), 0, 60).Draw(t, "text")
		n := rapid.IntRange(4, 50).Draw(t, "n")
		got, cut := excerpt(text, n)
		want, whether := elide(oneLine(string(text)), n)
		if got != want || cut != whether {
			t.Fatalf("%q elided to %d: %q %v, want %q %v", string(text), n, got, cut, want, whether)
		}
	})
}

// TestQuoteOfAWholeCopy checks that a quotation costs what it shows and not what it
// is of: on two copies of 20,000 shuffled lines thousands of findings are each about
// most of a copy.
func TestQuoteOfAWholeCopy(t *testing.T) {
	quoting := func(n int) uint64 {
		text := slices.Repeat([]rune("楚怡行动\n"), n)
		v := &view{Result: &Result{Witnesses: []ResultWitness{{ID: "A"}}}, texts: [][]rune{text}, ranges: [][]rowRange{{{0, len(text), 0}}}}
		return allocated(func() { v.quote(0, 0, len(text), mostRunes) })
	}
	if short, long := quoting(100), quoting(100_000); long > 2*short {
		t.Errorf("a quotation of 500 characters allocates %d bytes, of 500,000 %d", short, long)
	}
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
