package report

import (
	"slices"
	"strings"
)

// A tagsView is what the filters of the page look at.
type tagsView struct {
	ID       string
	Severity string // space-separated: open, warning, info, settled
	Rules    string // space-separated
	Sigla    string // space-separated
}

// A cardView is a question as the editor sees it: the readings side by side, the
// proposal and its grounds.
type cardView struct {
	tagsView
	N        int
	Kind     string
	Path     string
	Row      string // id, "" for none
	Mark     string // id of the mark in the canonical text, "" for none
	Message  string
	Readings []readingView
	None     bool // no reading was chosen
	Places   []placeView
	Degree   string
	Percent  string
	Method   string
	Reasons  []reasonView
	Quoted   []quotationView
}

// A readingView is one reading of a variant with its witnesses.
type readingView struct {
	Sigla  []string
	Quote  quote
	Chosen bool
	Guess  string // where no witness has it: who proposes it
	Sure   string // how sure the recogniser was of it, "" where none was at work
}

// A reasonView is one ground; Method is empty where it is that of the variant.
type reasonView struct{ Method, Text string }

// mostRunes is how much of a reading is quoted. The whole of it stands in the
// clause, a link away.
const mostRunes = 160

func (v *view) cardViews() []cardView {
	marked := v.markedVariants()
	var out []cardView
	for i, q := range v.questions {
		var c cardView
		if q.variant >= 0 {
			c = v.variantCard(q.variant, marked)
		} else {
			c = v.findingCard(q.finding)
		}
		c.N = i + 1
		c.Path = v.path(q.row)
		if q.row >= 0 {
			c.Row = v.Rows[q.row].ID
		}
		out = append(out, c)
	}
	return out
}

// markedVariants returns the variants that have a mark in the canonical text.
func (v *view) markedVariants() map[string]bool {
	m := map[string]bool{}
	for _, s := range v.segments {
		if s.Variant != "" && s.Status != "agreed" {
			m[s.Variant] = true
		}
	}
	return m
}

func (v *view) variantCard(i int, marked map[string]bool) cardView {
	x := &v.Variants[i]
	c := cardView{
		tagsView: v.variantTags(i),
		Kind:     v.name("kind", x.Kind),
		Readings: v.readingViews(x, mostRunes),
		None:     x.Chosen == nil,
		Degree:   v.degree(x.Confidence),
		Percent:  chance(x.Confidence),
		Method:   v.name("method", x.Method),
		Reasons:  v.variantReasons(i),
		Quoted:   v.quotations(x.Quoted),
	}
	if marked[x.ID] {
		c.Mark = "c-" + x.ID
	}
	return c
}

func (v *view) findingCard(i int) cardView {
	f := &v.Findings[i]
	return cardView{
		tagsView: v.findingTags(i),
		Kind:     v.name("rule", f.Rule),
		Message:  v.text(f.Message),
		Places:   v.placeViews(f.Spans, damage[f.Rule] == lost),
		Degree:   v.degree(f.Confidence),
		Percent:  chance(f.Confidence),
		Method:   v.name("method", f.Method),
		Reasons:  v.evidence(f),
		Quoted:   v.quotations(f.Quoted),
	}
}

// readingViews quotes every reading in its first witness, at most so many
// characters of it.
func (v *view) readingViews(x *ResultVariant, most int) []readingView {
	var out []readingView
	for i, r := range x.Readings {
		view := readingView{Chosen: x.Chosen != nil && *x.Chosen == i}
		switch {
		case len(r.Witnesses) > 0:
		case x.Method == "external":
			view.Guess = v.say("guess.quoted")
		default:
			view.Guess = v.say("guess")
		}
		if r.Sure > 0 {
			view.Sure = percent(r.Sure)
		}
		placed := false
		for _, id := range r.Witnesses {
			view.Sigla = append(view.Sigla, Visible(id))
			w, ok := v.witness[id]
			if sp, has := r.Spans[id]; ok && has && !placed {
				view.Quote, placed = v.quote(w, sp[0], sp[1], most), true
			}
		}
		if !placed {
			whole := []rune(r.Text)
			text, cut := v.legible(whole, most)
			view.Quote = quote{Text: text, Cut: cut, Empty: len(whole) == 0, Runes: len(whole)}
		}
		out = append(out, view)
	}
	return out
}

// variantReasons joins the reasons of a variant to the evidence of its findings
// and says each once.
func (v *view) variantReasons(i int) []reasonView {
	var out []reasonView
	for _, f := range v.of[i] {
		out = append(out, v.evidence(&v.Findings[f])...)
	}
	said := map[string]bool{}
	for _, r := range out {
		said[r.Text] = true
	}
	for _, t := range v.Variants[i].Reasons {
		if s := v.text(t); s != "" && !said[s] {
			said[s] = true
			out = append(out, reasonView{Text: s})
		}
	}
	return out
}

func (v *view) evidence(f *ResultFinding) []reasonView {
	var out []reasonView
	for _, e := range f.Evidence {
		if s := v.text(e.Text); s != "" {
			out = append(out, reasonView{v.name("method", e.Method), s})
		}
	}
	return out
}

func (v *view) variantTags(i int) tagsView {
	x := &v.Variants[i]
	severity, rules := []string{"settled"}, []string{"conflict." + x.Kind}
	switch {
	case x.Open:
		severity[0] = "open"
	case x.doubtful():
		severity, rules = nil, nil // those of its finding
	}
	for _, f := range v.of[i] {
		severity = add(severity, level(v.Findings[f].Severity))
		rules = add(rules, v.Findings[f].Rule)
	}
	var sigla []string
	for _, r := range x.Readings {
		for _, id := range r.Witnesses {
			sigla = add(sigla, id)
		}
	}
	return tagsOf(x.ID, severity, rules, sigla)
}

func (v *view) findingTags(i int) tagsView {
	f := &v.Findings[i]
	var sigla []string
	if f.Witness != "" {
		sigla = add(sigla, f.Witness)
	}
	for _, s := range f.Spans {
		sigla = add(sigla, s.Witness)
	}
	return tagsOf(f.ID, []string{level(f.Severity)}, []string{f.Rule}, sigla)
}

func tagsOf(id string, severity, rules, sigla []string) tagsView {
	words := func(list []string) string { return Visible(strings.Join(list, " ")) }
	return tagsView{id, words(severity), words(rules), words(sigla)}
}

// level puts findings at error and open variants under one head: to the editor
// both are something to decide.
func level(severity string) string {
	if severity == "error" {
		return "open"
	}
	return severity
}

func add(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
