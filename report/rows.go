package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A rowView is one clause with its copies side by side and the apparatus below.
type rowView struct {
	ID        string
	Path      string
	Kind      string
	Class     string
	InText    bool // the canonical text has it
	Chips     []chipView
	Cells     []cellView
	Apparatus []noteView
}

// A chipView is a small link to a finding.
type chipView struct {
	tagsView
	Text  string
	Class string
}

// A cellView is the clause as one copy has it.
type cellView struct {
	Siglum string
	Absent bool
	Parts  []Part
}

// A Part is a part of a cell that is shown one way.
type Part struct {
	Text    string
	Start   int // code point of the witness at which Text begins
	Runes   int // how many of them it has
	Class   string
	Edit    string // "ins" for a reading that is used, "del" for one that is not, "s" for what is no part of the notice
	Variant string
	Chip    *chipView // stands before the part
	Gap     string    // what is said of text that is not there
	Break   bool      // the copy has a line break here
}

// A noteView is one variant in the apparatus of its clause.
type noteView struct {
	tagsView
	N        int
	Kind     string
	Status   string
	Taken    string // what is said of the reading that the canonical text prints
	Readings []readingView
	None     bool
	Degree   string
	Percent  string
	Method   string
	Reasons  []reasonView
	Quoted   []quotationView
	Mark     string
}

func (v *view) rowViews() []rowView {
	marked := v.markedVariants()
	out := make([]rowView, 0, len(v.Rows))
	for i, r := range v.Rows {
		view := rowView{
			ID:     r.ID,
			Path:   v.path(i),
			Kind:   v.name("row", r.Kind),
			Class:  Visible(r.Kind),
			InText: r.Canonical != nil,
		}
		for _, f := range v.findings[i] {
			if v.Findings[f].Variant == "" {
				view.Chips = append(view.Chips, v.chip(f))
			}
		}
		for w := range v.Witnesses {
			view.Cells = append(view.Cells, v.cellView(i, w))
		}
		for _, x := range v.variants[i] {
			view.Apparatus = append(view.Apparatus, v.note(x, marked))
		}
		out = append(out, view)
	}
	return out
}

func (v *view) chip(f int) chipView {
	x := &v.Findings[f]
	class := "structure"
	if s, ok := damage[x.Rule]; ok {
		class = s.String()
	}
	return chipView{v.findingTags(f), v.name("rule", x.Rule), class}
}

func (v *view) cellView(row, w int) cellView {
	c := v.cell(row, w)
	view := cellView{Siglum: Visible(v.Witnesses[w].ID), Absent: len(v.cells[row][w]) == 0}
	told := -1
	for _, s := range c {
		parts := v.parts(s)
		if s.finding >= 0 && s.finding != told && s.text != "" {
			told = s.finding
			chip := v.chip(s.finding)
			if d := damage[v.Findings[s.finding].Rule]; d > differing {
				chip.Text = v.say("state." + d.String())
			}
			parts[0].Chip = &chip
		}
		view.Parts = append(view.Parts, parts...)
	}
	return view
}

// parts cuts a stretch at its line breaks.
func (v *view) parts(s stretch) []Part {
	p := Part{Start: s.start, Class: v.partClass(s)}
	if s.state == foreign || s.state == repeated || s.state == fragment {
		p.Edit = "s"
	}
	if s.variant >= 0 {
		x := &v.Variants[s.variant]
		p.Variant, p.Edit = x.ID, "del"
		if s.used {
			p.Edit = "ins"
		}
	}
	if s.text == "" {
		p.Gap, p.Edit = v.say("gap.omitted"), ""
		if s.finding >= 0 {
			p.Gap = v.say("gap.lost.long")
		}
		return []Part{p}
	}
	var out []Part
	first := true
	for _, line := range strings.SplitAfter(strings.ReplaceAll(s.text, "\r", "\n"), "\n") {
		next := p
		next.Text = Visible(strings.TrimSuffix(line, "\n"))
		next.Runes = utf8.RuneCountInString(strings.TrimSuffix(line, "\n"))
		next.Break = !first
		if strings.TrimSpace(line) != "" {
			out = append(out, next)
		}
		first = first && strings.Trim(line, "\n") == ""
		p.Start += utf8.RuneCountInString(line)
	}
	if len(out) == 0 {
		return []Part{p}
	}
	return edges(s.text, out)
}

// edges keeps a line break that stands at the very begin of a stretch, where
// nothing is cut off by splitting.
func edges(text string, parts []Part) []Part {
	lead := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]
	if strings.ContainsAny(lead, "\n\r") {
		parts[0].Break = true
	}
	trail := text[len(strings.TrimRightFunc(text, unicode.IsSpace)):]
	if strings.ContainsAny(trail, "\n\r") {
		parts = append(parts, Part{Break: true})
	}
	return parts
}

func (v *view) partClass(s stretch) string {
	var class []string
	if s.state != agreed {
		class = append(class, s.state.String())
	}
	if s.variant >= 0 {
		if s.finding >= 0 {
			class = add(class, damage[v.Findings[s.finding].Rule].String())
		}
		if v.Variants[s.variant].Open {
			class = append(class, "undecided")
		}
	}
	return strings.Join(class, " ")
}

func (v *view) note(i int, marked map[string]bool) noteView {
	x := &v.Variants[i]
	n := noteView{
		tagsView: v.variantTags(i),
		N:        v.asked[x.ID],
		Kind:     v.name("kind", x.Kind),
		Status:   v.say("status.settled"),
		Taken:    v.say("chosen"),
		Readings: v.readingViews(x, mostRunes/2),
		None:     x.Chosen == nil && x.Decided == nil,
		Degree:   v.degree(x.Confidence),
		Percent:  chance(x.Confidence),
		Method:   v.name("method", x.Method),
		Reasons:  v.variantReasons(i),
		Quoted:   v.quotations(x.Quoted),
	}
	switch {
	case x.Open:
		n.Status, n.Taken = v.say("status.open"), v.say("proposal")
	case x.doubtful():
		n.Status = v.say("status.doubt")
	}
	if d := x.Decided; d != nil {
		n.Status = v.say("decided.by", Visible(d.By))
		if d.Do == "type" {
			n.Reasons = append(n.Reasons, reasonView{Text: v.say("decided.typed", Visible(d.By), Visible(d.Text), Visible(d.Why))})
		}
	}
	if marked[x.ID] {
		n.Mark = "c-" + x.ID
	}
	return n
}
