package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
