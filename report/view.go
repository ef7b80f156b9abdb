package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A view is a Result made ready for printing: its texts as code points, its
// parts by id, its words in one language. A Result may have been read back from
// a file that another program wrote, so that ranges are cut to their text and
// ids that lead nowhere are passed over.
type view struct {
	*Result
	words
	texts     [][]rune // by witness
	canon     []rune
	witness   map[string]int
	row       map[string]int
	variant   map[string]int
	segments  []ResultSegment // of the canonical text, by place
	variants  [][]int         // of each row, in order
	findings  [][]int         // of each row, in order
	ranges    [][]rowRange    // of each witness, by place
	cells     [][][]rowRange  // by row and witness
	of        [][]int         // findings of each variant
	marks     []marks
	questions []question
	asked     map[string]int // number of the question, from 1, by id of variant or finding
}

// doubtful reports whether a variant is a conjecture that nobody has decided on.
func (x *ResultVariant) doubtful() bool {
	return x.Decided == nil && slices.ContainsFunc(x.Readings, func(r ResultReading) bool { return len(r.Witnesses) == 0 })
}

// A rowRange says that a row has a stretch of a witness.
type rowRange struct{ start, end, row int }

func newView(r *Result, texts []string, lang string) (*view, error) {
	if len(texts) != len(r.Witnesses) {
		return nil, fmt.Errorf("report: %d texts for %d witnesses", len(texts), len(r.Witnesses))
	}
	v := &view{Result: r, words: wordsIn(lang), canon: []rune(r.Canonical.Text)}
	for _, t := range texts {
		v.texts = append(v.texts, []rune(t))
	}
	v.index()
	v.layRanges()
	for w := range v.Witnesses {
		v.marks = append(v.marks, v.mark(w))
	}
	v.ask()
	v.segments = v.layOmissions()
	return v, nil
}

// index makes the ids lead to their parts.
func (v *view) index() {
	v.witness, v.row, v.variant = map[string]int{}, map[string]int{}, map[string]int{}
	for i, w := range v.Witnesses {
		v.witness[w.ID] = i
	}
	for i, r := range v.Rows {
		v.row[r.ID] = i
	}
	v.variants, v.findings = make([][]int, len(v.Rows)), make([][]int, len(v.Rows))
	for i, x := range v.Variants {
		v.variant[x.ID] = i
		if r, ok := v.row[x.Row]; ok {
			v.variants[r] = append(v.variants[r], i)
		}
	}
	v.of = make([][]int, len(v.Variants))
	for i, f := range v.Findings {
		if r, ok := v.row[f.Row]; ok {
			v.findings[r] = append(v.findings[r], i)
		}
		if x, ok := v.variant[f.Variant]; ok {
			v.of[x] = append(v.of[x], i)
		}
	}
}

// layRanges sorts the cells of each witness by place, for rowAt, and gives them
// to their rows.
func (v *view) layRanges() {
	v.ranges = make([][]rowRange, len(v.Witnesses))
	v.cells = make([][][]rowRange, len(v.Rows))
	for i, r := range v.Rows {
		v.cells[i] = make([][]rowRange, len(v.Witnesses))
		for id, cell := range r.Cells {
			w, ok := v.witness[id]
			if !ok {
				continue
			}
			for _, c := range cell {
				s, e := v.clip(w, c.Start, c.End)
				v.ranges[w] = append(v.ranges[w], rowRange{s, e, i})
			}
		}
	}
	for w, list := range v.ranges {
		slices.SortFunc(list, func(a, b rowRange) int {
			return cmp.Or(a.start-b.start, a.end-b.end, a.row-b.row)
		})
		v.takeLabels(w, list)
		for _, r := range list {
			v.cells[r.row][w] = append(v.cells[r.row][w], r)
		}
	}
}

// takeLabels stretches each range back over what stands before it on its line
// and in no other: a clause is shown with its label, whether or not the cell
// holds it.
func (v *view) takeLabels(w int, list []rowRange) {
	t := v.texts[w]
	end := 0
	for i := range list {
		r := &list[i]
		s := r.start
		for s > end && t[s-1] != '\n' {
			s--
		}
		for s < r.start && unicode.IsSpace(t[s]) {
			s++
		}
		r.start = s
		end = max(end, r.end)
	}
}

// clip cuts a range to the text of witness w.
func (v *view) clip(w, start, end int) (int, int) {
	n := len(v.texts[w])
	start = min(max(start, 0), n)
	return start, min(max(end, start), n)
}

// rowAt returns the row that has the code point at pos, or the last row that
// begins before it; -1 where no row does.
func (v *view) rowAt(w, pos int) int {
	list := v.ranges[w]
	i, _ := slices.BinarySearchFunc(list, pos+1, func(r rowRange, p int) int { return r.start - p })
	if i == 0 {
		return -1
	}
	return list[i-1].row
}

// rowOf returns the row of a finding: its own, or the one at its first place.
func (v *view) rowOf(f *ResultFinding) int {
	if r, ok := v.row[f.Row]; ok {
		return r
	}
	for _, s := range f.Spans {
		if w, ok := v.witness[s.Witness]; ok {
			return v.rowAt(w, s.Start)
		}
	}
	return -1
}

// path names a row as an editor finds it: 二、›（四）›2., or what kind of
// clause it is where it has no label.
func (v *view) path(row int) string {
	if row < 0 {
		return v.say("row.whole")
	}
	r := v.Rows[row]
	var steps []string
	for _, p := range r.Path {
		if p = oneLine(p); p != "" {
			steps = append(steps, p)
		}
	}
	if r.Label == "" {
		steps = append(steps, v.name("row", r.Kind))
	}
	return strings.Join(steps, "›")
}

// home returns the witness a finding is about; -1 where it concerns several.
func (v *view) home(f *ResultFinding) int {
	w, ok := v.witness[f.Witness]
	if !ok {
		return -1
	}
	for _, s := range f.Spans {
		if s.Witness != f.Witness {
			return -1
		}
	}
	return w
}
