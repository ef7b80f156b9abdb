package review

import (
	"slices"
	"time"

	"jiaokan/align/audit"
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
	e.Reasons = append(e.Reasons, d.quotations(v.Quoted)...)
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

// quotations are the passages of other documents that quote a place.
func (d *Desk) quotations(qs []report.ResultQuotation) []Ground {
	var out []Ground
	for _, s := range d.lay.Quotations(qs) {
		out = append(out, Ground{d.lay.Name("method", string(audit.External)), s})
	}
	return out
}

func (d *Desk) findingEvidence(e *Evidence, m *matter) {
	f := &d.result.Findings[m.finding]
	e.Message, e.Degree = d.lay.Say(f.Message), d.lay.Chance(f.Confidence)
	e.Reasons = append(d.grounds(f, map[string]bool{}), d.quotations(f.Quoted)...)
	for _, s := range slices.Concat(f.Spans, f.Against) {
		w := slices.IndexFunc(d.result.Witnesses, func(w report.ResultWitness) bool { return w.ID == s.Witness })
		if w >= 0 {
			e.Witnesses = append(e.Witnesses, WitnessLines{ID: s.Witness, Path: report.Visible(d.result.Witnesses[w].Path), Start: s.Start, End: s.End, Lines: d.linesAround(w, s.Start, s.End)})
		}
	}
}
