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

// A quote is a place of a witness with what stands around it.
type quote struct {
	Siglum              string
	Before, Text, After string
	More, Less          bool // the clause goes on before Before, behind After
	Empty               bool // the place has no length
	Lost                bool // what should stand there is lost
	Cut                 bool // Text was shortened
	Runes               int  // the whole length of the place
}

// contextRunes is how much of the surroundings a quote shows: a dozen
// characters are a clause of a Chinese sentence, enough to know the place.
const contextRunes = 12

// quote returns the place [start, end) of a witness, its text cut to about
// most characters. What stands around it is shown as far as its clause goes: the
// end of the clause before would only mislead.
func (v *view) quote(w, start, end, most int) quote {
	start, end = v.clip(w, start, end)
	q := quote{Siglum: visible(v.Witnesses[w].ID), Empty: start == end, Runes: end - start}
	t := v.texts[w]
	first, last := v.bounds(w, start, end)
	lo, hi := back(t, start, first), ahead(t, end, last)
	q.Text, q.Cut = v.legible(string(t[start:end]), most)
	q.Before = oneLine(string(t[lo:start]))
	q.After = oneLine(string(t[end:hi]))
	q.More, q.Less = lo > first, hi < last
	return q
}

// legible is text on one line, cut to about most characters; white space alone is
// named, since a variant may consist of it.
func (v *view) legible(s string, most int) (string, bool) {
	line := oneLine(s)
	switch {
	case line != "" || s == "":
		return elide(line, most)
	case strings.ContainsAny(s, "\n\r"):
		return v.say("space.break"), false
	case strings.Contains(s, "\u3000"):
		return v.say("space.full"), false
	case strings.Contains(s, " "):
		return v.say("space.half"), false
	}
	return v.say("space.other"), false
}

// bounds returns where the clause that has a place begins and ends.
func (v *view) bounds(w, start, end int) (int, int) {
	list := v.ranges[w]
	i, _ := slices.BinarySearchFunc(list, start+1, func(r rowRange, p int) int { return r.start - p })
	j := i
	for j < len(list) && list[j].start < end {
		j++
	}
	if i == 0 {
		return start, end
	}
	lo, hi := trim(v.texts[w], list[i-1].start, list[i-1].end)
	if start > hi { // between two clauses
		lo, hi = start, start
	}
	if j > i {
		_, hi = trim(v.texts[w], list[j-1].start, list[j-1].end)
	}
	return min(lo, start), max(hi, end)
}

// back returns where the dozen characters before pos begin, not before first.
// White space is not counted.
func back(t []rune, pos, first int) int {
	n := 0
	for ; pos > first && n < contextRunes; pos-- {
		if !unicode.IsSpace(t[pos-1]) {
			n++
		}
	}
	return pos
}

// ahead returns where the dozen characters from pos end, not behind last.
func ahead(t []rune, pos, last int) int {
	n := 0
	for ; pos < last && n < contextRunes; pos++ {
		if !unicode.IsSpace(t[pos]) {
			n++
		}
	}
	return pos
}

// A tally counts what an editor asks first.
type tally struct{ open, lacunae, settled, damage int }

func (v *view) tally() tally {
	n := tally{open: len(v.questions)}
	for _, s := range v.Canonical.Segments {
		if s.Status == "lacuna" {
			n.lacunae++
		}
	}
	for _, x := range v.Variants {
		if !x.Open {
			n.settled++
		}
	}
	for i := range v.Findings {
		if f := &v.Findings[i]; v.home(f) >= 0 && f.Severity != "info" {
			n.damage++
		}
	}
	return n
}

// verdict says in one line how the text stands.
func (v *view) verdict() string {
	n := v.tally()
	first := []string{v.say("verdict.clear")}
	if n.open > 0 {
		first[0] = v.say("verdict.open", n.open)
	}
	if n.lacunae > 0 {
		first = append(first, v.say("verdict.lacuna", n.lacunae))
	}
	var rest []string
	if n.settled > 0 {
		rest = append(rest, v.say("verdict.settled", n.settled))
	}
	if n.damage > 0 {
		rest = append(rest, v.say("verdict.damage", n.damage))
	}
	line := strings.Join(first, v.say("comma"))
	if len(rest) > 0 {
		line += v.say("and") + strings.Join(rest, v.say("comma"))
	}
	return line + v.say("stop")
}

// title is the title of the document, or the names of the files where no copy
// has kept one.
func (v *view) title() string {
	var parts []string
	for _, r := range v.Rows {
		if r.Kind == "title" && r.Canonical != nil {
			s := min(max(r.Canonical.Start, 0), len(v.canon))
			e := min(max(r.Canonical.End, s), len(v.canon))
			parts = append(parts, oneLine(string(v.canon[s:e])))
		}
	}
	if t := strings.Join(parts, ""); t != "" {
		return t
	}
	for _, w := range v.Witnesses {
		parts = append(parts, visible(baseName(w.Path)))
	}
	return strings.Join(parts, " · ")
}

// baseName cuts a path of any system at its last separator.
func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}
