package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/diff"
)

// checkRows checks what a collation promises: every character of every clause
// of every witness stands in exactly one place, and each reading is the text
// of its places.
func checkRows(t tb, c *align.Collation) {
	t.Helper()
	seen := make([][]uint8, len(c.Witnesses))
	for w, wit := range c.Witnesses {
		seen[w] = make([]uint8, len(wit.Text))
	}
	for x, row := range c.Rows {
		if row.Parent >= x {
			t.Errorf("row %d hangs under row %d", x+1, row.Parent+1)
		}
		checkSegment(t, c, row.Label, seen)
		for _, seg := range row.Segments {
			if len(seg.Readings) == 0 {
				t.Errorf("row %d has a segment without readings", x+1)
			}
			checkSegment(t, c, seg, seen)
		}
	}
	for w, wit := range c.Witnesses {
		checkSeen(t, wit, seen[w])
	}
}

func checkSegment(t tb, c *align.Collation, seg align.Segment, seen [][]uint8) {
	t.Helper()
	spoke, keys := map[int]bool{}, map[string]bool{}
	for _, rd := range seg.Readings {
		if len(rd.At) == 0 || keys[rd.Key] {
			t.Errorf("reading %q stands nowhere or twice", rd.Key)
		}
		keys[rd.Key] = true
		text, last := map[int]string{}, map[int]int{}
		for _, p := range rd.At {
			wit := c.Witnesses[p.Witness]
			if spoke[p.Witness] {
				t.Errorf("witness %d has two readings in one segment", p.Witness)
			}
			if _, ok := text[p.Witness]; ok && p.Span.Lo < last[p.Witness] {
				t.Errorf("places of witness %d in %q overlap or run backwards", p.Witness, rd.Key)
			}
			text[p.Witness] += wit.Slice(p.Span)
			last[p.Witness] = p.Span.Hi
			for i := p.Span.Lo; i < p.Span.Hi; i++ {
				seen[p.Witness][i]++
			}
		}
		for w, s := range text {
			spoke[w] = true
			if got := align.Key(s); got != rd.Key {
				t.Errorf("reading %q stands in witness %d as %q", rd.Key, w, got)
			}
		}
	}
}

// checkSeen checks that each mark of each clause was seen once and nothing
// twice.
func checkSeen(t tb, w *extract.Witness, seen []uint8) {
	t.Helper()
	inside := make([]bool, len(w.Text))
	for _, b := range w.Blocks() {
		for _, sp := range [...]extract.Span{b.Label, b.Body} {
			for i := sp.Lo; i < sp.Hi; i++ {
				inside[i] = true
			}
		}
	}
	for i, r := range w.Text {
		switch {
		case seen[i] > 1:
			t.Fatalf("%s: %q at %d stands in %d places", w.Name, r, i, seen[i])
		case inside[i] && !align.Blank(r) && seen[i] == 0:
			t.Fatalf("%s: %q at %d stands nowhere: %q", w.Name, r, i, w.Text[i:min(len(w.Text), i+30)])
		}
	}
}

// checkTrace checks that the canonical text is traced: every piece but a
// lacuna is, to the byte, what stands at each place it names, and no place is
// used twice.
func checkTrace(t tb, e edition) {
	t.Helper()
	used := map[align.Place]bool{}
	printed := map[string]string{} // by case
	for _, p := range e.can.Pieces {
		printed[p.Key] += p.Text
		if p.Status == reconcile.Lacuna {
			if p.Text != reconcile.Mark || len(p.From) > 0 {
				t.Errorf("lacuna %q from %v", p.Text, p.From)
			}
			continue
		}
		if len(p.From) == 0 || p.Text == "" || strings.ContainsAny(p.Text, "\r\n") {
			t.Errorf("piece %q from %v", p.Text, p.From)
		}
		if p.Confidence < 0 || p.Confidence > 1 {
			t.Errorf("piece %q with confidence %v", p.Text, p.Confidence)
		}
		for _, at := range p.From {
			if got := e.c.Witnesses[at.Witness].Slice(at.Span); got != p.Text {
				t.Errorf("piece %q reads %q in witness %d", p.Text, got, at.Witness)
			}
			if used[at] {
				t.Errorf("piece %q is printed twice from one place", p.Text)
			}
			used[at] = true
		}
	}
	for _, ch := range e.can.Choices {
		k := slices.Index(ch.Living, ch.Reading)
		if k < 0 || strings.TrimRight(printed[ch.Key], " 　") != ch.Texts[k] { // with the blank behind a label
			t.Errorf("%s prints %q of %q", ch.Key, printed[ch.Key], ch.Texts)
		}
		if ch.Doubt() {
			checkDoubt(t, e, ch)
		}
	}
}

// checkDoubt checks that a conjecture prints what is attested; on the word of the
// language alone that is one character.
func checkDoubt(t tb, e edition, ch reconcile.Choice) {
	t.Helper()
	if ch.Status != reconcile.Open || ch.Reading != 0 || len(ch.Readings) != 2 || len(ch.Readings[1].At) > 0 || ch.P[0]+ch.P[1] != 1 {
		t.Errorf("conjecture %+v", ch)
	}
	for _, at := range ch.Readings[0].At {
		if got := e.c.Witnesses[at.Witness].Slice(at.Span); ch.Method == audit.Reason && utf8.RuneCountInString(got) != 1 || align.Key(got) != ch.Readings[0].Key {
			t.Errorf("conjecture on %q, which reads %q", got, ch.Readings[0].Key)
		}
	}
}

// permutations returns the orders of n things; of many only those that turn
// and reverse them.
func permutations(n int) [][]int {
	id := make([]int, n)
	for i := range id {
		id[i] = i
	}
	if n > 3 {
		back := slices.Clone(id)
		slices.Reverse(back)
		return [][]int{append(id[1:n:n], 0), back}
	}
	var out [][]int
	var grow func(head, rest []int)
	grow = func(head, rest []int) {
		if len(rest) == 0 {
			out = append(out, slices.Clone(head))
		}
		for i := range rest {
			grow(append(slices.Clone(head), rest[i]), append(slices.Clone(rest[:i]), rest[i+1:]...))
		}
	}
	grow(nil, id)
	return out[1:]
}

// checkOrder checks that the order in which the witnesses are named changes
// their sigla and nothing else.
func checkOrder(t tb, texts []string, order []int) {
	t.Helper()
	turned := make([]string, len(texts))
	for i, w := range order {
		turned[i] = texts[w]
	}
	a, b := run(t, texts...), run(t, turned...)
	now := fmt.Sprint("in order ", order)
	if d := diff.Diff("in the first order", []byte(a.can.Text()+"\n"), now, []byte(b.can.Text()+"\n")); d != nil {
		t.Errorf("the canonical texts differ\n%s", d)
		return
	}
	x, y := rowsBySource(a.c, nil), rowsBySource(b.c, order)
	if !slices.Equal(x, y) {
		for i := range min(len(x), len(y)) {
			if x[i] != y[i] {
				t.Errorf("in order %v row %d is\n%s\nand not\n%s", order, i+1, y[i], x[i])
				return
			}
		}
		t.Errorf("in order %v there are %d rows and not %d", order, len(y), len(x))
		return
	}
	f, g := findingsBySource(a, nil), findingsBySource(b, order)
	if d := diff.Diff("in the first order", []byte(strings.Join(f, "\n")+"\n"), now, []byte(strings.Join(g, "\n")+"\n")); d != nil {
		t.Errorf("the findings differ\n%s", d)
	}
}

// rowsBySource dumps rows so that two collations compare though their sigla
// differ: order[i] is what witness i was called at first.
func rowsBySource(c *align.Collation, order []int) []string {
	var out []string
	for _, row := range c.Rows {
		line := string(row.Kind) + " " + segmentBySource(c, row.Label, order)
		for _, seg := range row.Segments {
			line += segmentBySource(c, seg, order)
		}
		out = append(out, line)
	}
	return out
}

func segmentBySource(c *align.Collation, seg align.Segment, order []int) string {
	var all []string
	for _, rd := range seg.Readings {
		var who []string
		for _, p := range rd.At {
			who = append(who, firstName(p.Witness, order))
		}
		slices.Sort(who)
		all = append(all, strings.Join(slices.Compact(who), "")+"“"+rd.Key+"”")
	}
	slices.Sort(all)
	return "{" + strings.Join(all, "｜") + "}"
}

func firstName(w int, order []int) string {
	if order != nil {
		w = order[w]
	}
	return string(rune('A' + w))
}

// findingsBySource lists rule, severity and places of the findings.
func findingsBySource(e edition, order []int) []string {
	var out []string
	for _, f := range e.rep.Findings {
		var at []string
		for _, p := range f.At {
			at = append(at, firstName(p.Witness, order)+bare(e.c.Witnesses[p.Witness].Slice(p.Span)))
		}
		slices.Sort(at)
		out = append(out, f.Rule+" "+string(f.Severity)+" "+strings.Join(at, "｜"))
	}
	slices.Sort(out)
	return out
}
