package review

import (
	"slices"
	"time"

	"jiaokan/report"
)

// Evidence is all that is known of one case, for the window that has it in hand.
type Evidence struct {
	CaseView
	Readings  []Option       `json:"readings"` // none for a finding
	Message   string         `json:"message,omitempty"`
	Method    string         `json:"methodName"`
	Degree    string         `json:"degree"`
	Reasons   []Ground       `json:"reasons"`
	Also      []string       `json:"also,omitempty"` // what else was found there
	Witnesses []WitnessLines `json:"witnesses"`
	Ruling    *RulingView    `json:"ruling,omitempty"`
	Comments  []NoteView     `json:"comments"`
}

// A Ground is one reason and the method it comes from.
type Ground struct {
	Method string `json:"method"`
	Text   string `json:"text"`
}

// WitnessLines is the place in one witness, with the lines around it.
type WitnessLines struct {
	ID    string     `json:"id"`
	Path  string     `json:"path"`
	Mute  bool       `json:"mute,omitempty"` // it has nothing to say of the place
	Start int        `json:"start"`
	End   int        `json:"end"`
	Lines []TextLine `json:"lines"`
}

// A TextLine is one line of a witness, in three parts: before, in and behind the
// place.
type TextLine struct {
	No     int    `json:"no"`
	Before string `json:"before"`
	In     string `json:"in"`
	After  string `json:"after"`
	Here   bool   `json:"here,omitempty"` // the place is in it
}

// A RulingView is a ruling as the page shows it.
type RulingView struct {
	Do   string `json:"do"`
	Text string `json:"text"`
	Who  string `json:"who"`
	When string `json:"when"`
	Why  string `json:"why"`
}

// A NoteView is a comment.
type NoteView struct {
	Seq    int    `json:"seq"`
	Text   string `json:"text"`
	Who    string `json:"who"`
	When   string `json:"when"`
	Closed bool   `json:"closed,omitempty"`
}

// Evidence returns what is known of a case; ok is false where there is no such
// case.
func (d *Desk) Evidence(key string) (e Evidence, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.byKey[key]
	if m == nil {
		return e, false
	}
	e = Evidence{CaseView: d.caseView(m), Method: d.lay.Name("method", m.method), Readings: []Option{}, Reasons: []Ground{}, Comments: []NoteView{}}
	if m.variant >= 0 {
		d.variantEvidence(&e, m)
	} else {
		d.findingEvidence(&e, m)
	}
	if r := d.ruling(m); r != nil {
		e.Ruling = &RulingView{string(r.Do), report.Visible(d.printed(m)), report.Visible(r.Who), clock(r.When), report.Visible(r.Why)}
	}
	for _, n := range d.standing.Notes[key] {
		e.Comments = append(e.Comments, NoteView{n.Seq, report.Visible(n.Text), report.Visible(n.Who), clock(n.When), n.Closed})
	}
	return e, true
}

func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

func (d *Desk) variantEvidence(e *Evidence, m *matter) {
	v := &d.result.Variants[m.variant]
	e.Readings = d.options(m)
	e.Degree = d.lay.Chance(v.Confidence)
	said := map[string]bool{}
	for _, i := range d.lay.Findings(v.ID) {
		f := &d.result.Findings[i]
		if f.Rule != m.rule {
			e.Also = append(e.Also, d.lay.Say(f.Message))
		}
		e.Reasons = append(e.Reasons, d.grounds(f, said)...)
	}
	for _, t := range v.Reasons {
		if s := d.lay.Say(t); s != "" && !said[s] {
			said[s] = true
			e.Reasons = append(e.Reasons, Ground{Text: s})
		}
	}
	spans := map[string][2]int{}
	for _, r := range v.Readings {
		for id, sp := range r.Spans {
			spans[id] = sp
		}
	}
	for w, wit := range d.result.Witnesses {
		lines := WitnessLines{ID: wit.ID, Path: report.Visible(wit.Path), Mute: true, Lines: []TextLine{}}
		if sp, ok := spans[wit.ID]; ok {
			lines.Mute, lines.Start, lines.End, lines.Lines = false, sp[0], sp[1], d.linesAround(w, sp[0], sp[1])
		}
		e.Witnesses = append(e.Witnesses, lines)
	}
}

func (d *Desk) grounds(f *report.ResultFinding, said map[string]bool) []Ground {
	var out []Ground
	for _, ev := range f.Evidence {
		if s := d.lay.Say(ev.Text); s != "" && !said[s] {
			said[s] = true
			out = append(out, Ground{d.lay.Name("method", ev.Method), s})
		}
	}
	return out
}

func (d *Desk) findingEvidence(e *Evidence, m *matter) {
	f := &d.result.Findings[m.finding]
	e.Message, e.Degree = d.lay.Say(f.Message), d.lay.Chance(f.Confidence)
	e.Reasons = d.grounds(f, map[string]bool{})
	for _, s := range slices.Concat(f.Spans, f.Against) {
		w := slices.IndexFunc(d.result.Witnesses, func(w report.ResultWitness) bool { return w.ID == s.Witness })
		if w >= 0 {
			e.Witnesses = append(e.Witnesses, WitnessLines{ID: s.Witness, Path: report.Visible(d.result.Witnesses[w].Path), Start: s.Start, End: s.End, Lines: d.linesAround(w, s.Start, s.End)})
		}
	}
}

const (
	linesBeside = 1   // lines with text shown before and behind a place
	mostAround  = 60  // code points of a line shown on either side of a place
	mostInside  = 400 // code points shown of a place
)

// linesAround returns the lines of a witness that have a place, and those beside
// them. A line may have any length, and is shown near the place only.
func (d *Desk) linesAround(w, start, end int) []TextLine {
	t := d.runes[w]
	start = min(max(start, 0), len(t))
	end = min(max(end, start), len(t))
	lo, hi := lineStart(t, start), lineEnd(t, end)
	no := 1 + count(t[:lo])
	var out []TextLine
	for at, n := lo, linesBeside; at > 0 && n > 0; {
		end := at - 1
		at = lineStart(t, end)
		if no--; !empty(t[at:end]) {
			out = append([]TextLine{{No: no, Before: tail(t[at:end], mostAround)}}, out...)
			n--
		}
	}
	no = 1 + count(t[:lo])
	for at := lo; at <= hi; no++ {
		eol := lineEnd(t, at)
		l := TextLine{No: no, Here: true, Before: tail(t[at:max(at, min(start, eol))], mostAround), After: head(t[min(eol, max(at, end)):eol], mostAround)}
		if s, e := max(start, at), min(end, eol); s < e {
			l.In = middle(t[s:e], mostInside)
		}
		if at == lo || !empty(t[at:eol]) {
			out = append(out, l)
		}
		if len(out) > 12 { // a whole passage
			out = append(out, TextLine{No: no + 1, Before: "…"})
			break
		}
		at = eol + 1
	}
	no = 1 + count(t[:hi]) + 1
	for at, n := hi+1, linesBeside; at < len(t) && n > 0; no++ {
		eol := lineEnd(t, at)
		if !empty(t[at:eol]) {
			out = append(out, TextLine{No: no, Before: head(t[at:eol], mostAround)})
			n--
		}
		at = eol + 1
	}
	return out
}

func count(t []rune) (n int) {
	for _, r := range t {
		if r == '\n' {
			n++
		}
	}
	return n
}

func lineStart(t []rune, at int) int {
	for at > 0 && t[at-1] != '\n' {
		at--
	}
	return at
}

func lineEnd(t []rune, at int) int {
	for at < len(t) && t[at] != '\n' {
		at++
	}
	return at
}

func empty(t []rune) bool {
	return !slices.ContainsFunc(t, func(r rune) bool { return r != ' ' && r != '\t' && r != '\r' && r != '　' })
}

func head(t []rune, n int) string {
	if len(t) > n {
		return report.Visible(string(t[:n])) + "…"
	}
	return report.Visible(string(t))
}

func tail(t []rune, n int) string {
	if len(t) > n {
		return "…" + report.Visible(string(t[len(t)-n:]))
	}
	return report.Visible(string(t))
}

func middle(t []rune, n int) string {
	if len(t) > n {
		return report.Visible(string(t[:n/2])) + "…" + report.Visible(string(t[len(t)-n/2:]))
	}
	return report.Visible(string(t))
}
