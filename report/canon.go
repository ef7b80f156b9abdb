package report

import (
	"cmp"
	"slices"
)

// A Paragraph is one line of the canonical text.
type Paragraph struct {
	ID    string // "c-" and the row's id, at the row's first line only
	Class string // the kind of the row
	Level int    // 4 to 6 for a heading of that rank on the page, 0 for none
	Spans []Span
}

// A Span is a part of a paragraph that came to be in one way.
type Span struct {
	Text   string
	Status string // "" for agreed
	ID     string // of the mark; at its first part only
	Href   string
	About  string // id of the variant or finding that explains it
	N      int    // number of the question, 0 for none
	Label  string // what a screen reader says of the mark
}

// paragraphs lays out the canonical text. Lines, segments and rows all run in
// one direction, so that each is walked once.
func (v *view) paragraphs() []Paragraph {
	segments := v.segments
	rows := v.canonicalRows()
	seen, marked := map[string]bool{}, map[string]bool{}
	var out []Paragraph
	for start := 0; start <= len(v.canon); {
		end := start
		for end < len(v.canon) && v.canon[end] != '\n' {
			end++
		}
		var here []ResultSegment
		here, segments = upTo(segments, end)
		for len(rows) > 1 && rows[1].start <= start {
			rows = rows[1:]
		}
		p := Paragraph{Spans: v.spans(here, start, end, marked)}
		v.dress(&p, rowFor(here, rows, v.row), seen)
		if len(p.Spans) > 0 {
			out = append(out, p)
		}
		start = end + 1
	}
	return out
}

// layOmissions returns the segments by place, with an empty one wherever an
// omission was chosen: the canonical text prints nothing there, and that is what
// an editor must see.
func (v *view) layOmissions() []ResultSegment {
	out := slices.Clone(v.Canonical.Segments)
	carried := layCarried(out)
	has := map[string]bool{}
	for _, s := range out {
		has[s.Variant] = true
	}
	for _, x := range v.Variants {
		row, ok := v.row[x.Row]
		if !ok || has[x.ID] || x.Chosen == nil && x.Decided == nil || v.Rows[row].Canonical == nil {
			continue
		}
		at := carried.placeOf(&x, v.Rows[row].Canonical.Start)
		s := ResultSegment{Start: at, End: at, Status: "chosen", Row: x.Row, Variant: x.ID}
		if x.Open || x.doubtful() {
			s.Status = "open"
		}
		if x.Decided != nil {
			s.Status, s.By = "decided", x.Decided.By
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b ResultSegment) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return out
}

// carried holds, for each row and each witness that carries segments of it, how far the
// canonical text has come where the witness has: a row may have as many omissions as
// segments.
type carried map[[2]string][]step

// A step says that of the segments that end before source in the witness the last ends
// at end in the canonical text.
type step struct{ source, end int }

func layCarried(list []ResultSegment) carried {
	c := carried{}
	for _, s := range list {
		if s.Source != nil {
			k := [2]string{s.Row, s.From}
			c[k] = append(c[k], step{s.Source[1], s.End})
		}
	}
	for _, steps := range c {
		slices.SortFunc(steps, func(a, b step) int { return a.source - b.source })
		for i := 1; i < len(steps); i++ {
			steps[i].end = max(steps[i].end, steps[i-1].end)
		}
	}
	return c
}

// placeOf returns where in the canonical text a variant without text stands:
// behind the last segment of its row whose source lies before what the same
// witness has of the variant.
func (c carried) placeOf(x *ResultVariant, start int) int {
	from := map[string]int{}
	for _, r := range x.Readings {
		for id, sp := range r.Spans {
			from[id] = sp[0]
		}
	}
	at := start
	for id, lo := range from { // in any order: the furthest counts
		steps := c[[2]string{x.Row, id}]
		if i, _ := slices.BinarySearchFunc(steps, lo+1, func(s step, lo int) int { return s.source - lo }); i > 0 {
			at = max(at, steps[i-1].end)
		}
	}
	return at
}

// canonicalRows lists the rows by their place in the canonical text.
func (v *view) canonicalRows() []rowRange {
	var out []rowRange
	for i, r := range v.Rows {
		if r.Canonical != nil {
			out = append(out, rowRange{r.Canonical.Start, r.Canonical.End, i})
		}
	}
	slices.SortStableFunc(out, func(a, b rowRange) int { return cmp.Compare(a.start, b.start) })
	return out
}

// rowFor returns the row of a line: that of its first segment, else the one that
// has the place.
func rowFor(here []ResultSegment, rows []rowRange, byID map[string]int) int {
	for _, s := range here {
		if r, ok := byID[s.Row]; ok {
			return r
		}
	}
	if len(rows) > 0 {
		return rows[0].row
	}
	return -1
}

// upTo splits off the segments that begin before end, or end there; one that
// runs on is in both parts.
func upTo(list []ResultSegment, end int) (here, rest []ResultSegment) {
	i := 0
	for i < len(list) && (list[i].Start < end || list[i].End <= end) {
		i++
	}
	here = list[:i]
	if i > 0 && list[i-1].End > end {
		return here, list[i-1:]
	}
	return here, list[i:]
}

// spans cuts a line at its segments. Text between two segments, and agreed text
// that several segments carry, needs no mark and is joined.
func (v *view) spans(here []ResultSegment, start, end int, marked map[string]bool) []Span {
	var out []Span
	plain := func(s, e int) {
		if s >= e {
			return
		}
		text := Visible(string(v.canon[s:e]))
		if n := len(out); n > 0 && out[n-1].Status == "" {
			out[n-1].Text += text
			return
		}
		out = append(out, Span{Text: text})
	}
	at := start
	for _, s := range here {
		lo, hi := max(s.Start, at), min(s.End, end)
		plain(at, min(lo, end))
		if s.Status == "agreed" || s.Status == "" {
			plain(lo, hi)
		} else if lo < hi || s.Start == s.End {
			out = append(out, v.markSpan(s, string(v.canon[lo:max(lo, hi)]), marked))
		}
		at = max(at, hi)
	}
	plain(at, end)
	return out
}

// markSpan makes the mark of a segment, a link to where it is explained.
func (v *view) markSpan(s ResultSegment, text string, marked map[string]bool) Span {
	m := Span{Text: Visible(text), Status: Visible(s.Status), About: cmp.Or(s.Variant, s.Finding), Href: s.Row}
	m.Label = v.name("status", s.Status)
	if s.Status == "chosen" {
		m.Label = v.say("status.settled")
	}
	if s.Status == "lacuna" {
		m.Label = v.say("lacuna")
		if m.About == "" {
			m.About = v.lossIn(s.Row)
		}
	}
	if s.By != "" {
		m.Label = v.say("decided.by", Visible(s.By))
	}
	if m.About == "" {
		return m
	}
	if x, ok := v.variant[s.Variant]; ok && v.Variants[x].doubtful() {
		m.Status, m.Label = "doubtful", v.say("status.doubt")
	}
	m.Href = m.About
	if n := v.asked[m.About]; n > 0 {
		m.N, m.Href = n, "q-"+m.About
	}
	if !marked[m.About] {
		marked[m.About] = true
		m.ID = "c-" + m.About
	}
	return m
}

// lossIn returns the finding that tells of lost text in a row, or else the first
// that is about the row itself; "" for none.
func (v *view) lossIn(id string) string {
	r, ok := v.row[id]
	if !ok {
		return ""
	}
	first := ""
	for _, i := range v.findings[r] {
		f := &v.Findings[i]
		if damage[f.Rule] == lost {
			return f.ID
		}
		if first == "" && f.Variant == "" {
			first = f.ID
		}
	}
	return first
}

// dress gives a paragraph the looks of its row.
func (v *view) dress(p *Paragraph, row int, seen map[string]bool) {
	p.Class = "paragraph"
	if row < 0 {
		return
	}
	r := v.Rows[row]
	p.Class = Visible(r.Kind)
	if r.Kind == "heading" {
		p.Level = min(max(len(r.Path), 1)+3, 6)
	}
	if !seen[r.ID] {
		seen[r.ID] = true
		p.ID = "c-" + r.ID
	}
}
