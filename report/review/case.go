package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/report"
)

// A state says what an editor has to do with a case.
type state string

const (
	open     state = "open"
	proposed state = "proposed" // the program chose; an editor may confirm
	notice   state = "notice"   // a finding that asks for nothing
	doubted  state = "doubted"  // a conjecture: what is attested is printed, and may be wrong
	decided  state = "decided"
)

// A matter is a case, for which Go has no free word: one thing an editor can
// decide on, a variant, or a finding that is about no variant. One logical change
// is one case.
type matter struct {
	key      string
	variant  int // index into the result's variants, -1 for a finding
	choice   int // index into the canonical's choices, -1 for a finding
	finding  int // index into the result's findings, -1 for a variant
	row      string
	rule     string // of the gravest finding, or conflict. and the kind
	severity string
	method   string
	sigla    []string
	asks     state  // without a decision
	lacuna   bool   // text is lost here that an editor may supply
	safe     bool   // its proposal is one that nobody would question
	rank     [3]int // group, consequence, place in the text
}

// The groups of cases, in the order in which an editor should see them.
const (
	toDecide = iota
	quoted   // what all copies have, and other documents quote otherwise
	settled  // what the program chose
	marks    // commas and the like
	told     // what is only told
	perhaps  // what may be nothing
)

// listCases lists what there is to decide on, in the order in which an editor should
// see it: group by group, in each by consequence.
func (d *Desk) listCases() {
	d.cases, d.byKey = nil, map[string]*matter{}
	choice := map[string]int{}
	for i, ch := range d.can.Choices {
		choice[ch.Key] = i
	}
	for i, v := range d.result.Variants {
		if k, ok := choice[v.Key]; ok {
			d.cases = append(d.cases, d.variantCase(i, k))
		}
	}
	for i, f := range d.result.Findings {
		if f.Key != "" {
			d.cases = append(d.cases, d.findingCase(i))
		}
	}
	slices.SortStableFunc(d.cases, func(a, b *matter) int { return slices.Compare(a.rank[:], b.rank[:]) })
	for _, c := range d.cases {
		d.byKey[c.key] = c
	}
}

// confusable is the rule that tells of conjectures, and of some variants.
const confusable = "corruption.confusable"

func (d *Desk) variantCase(i, choice int) *matter {
	v, ch := &d.result.Variants[i], &d.can.Choices[choice]
	c := &matter{key: v.Key, variant: i, choice: choice, finding: -1, row: v.Row, rule: "conflict." + v.Kind, severity: "info", method: v.Method, asks: proposed}
	for _, f := range d.lay.Findings(v.ID) {
		f := &d.result.Findings[f]
		if strings.HasPrefix(f.Rule, "conflict.") || f.Rule == confusable {
			c.rule, c.severity = f.Rule, f.Severity
		}
	}
	switch {
	case ch.Doubt():
		c.asks = doubted
	case ch.Open():
		c.asks = open
	}
	c.safe = c.asks == proposed && harmless(c.rule, v)
	for _, r := range v.Readings {
		c.sigla = append(c.sigla, r.Witnesses...)
	}
	slices.Sort(c.sigla)
	group := toDecide
	switch {
	case c.asks == doubted && v.Method == string(audit.External):
		group = quoted
	case c.asks == doubted:
		group = perhaps
	case v.Kind == audit.Punctuation || v.Kind == audit.Width:
		group = marks
	case c.asks == proposed:
		group = settled
	}
	c.rank = [3]int{group, d.lay.Consequence("conflict." + v.Kind), d.rowIndex[v.Row]}
	return c
}

// harmless reports whether taking the proposal changes no meaning: it settles a
// mark, a label, or a look-alike, or a wording on which more copies stand together
// than on any other. Which of 歧视性 and 不合理 a sentence had, on one copy's word
// against another's, is for an editor to read.
func harmless(rule string, v *report.ResultVariant) bool {
	switch {
	case rule == confusable, v.Kind == audit.Punctuation, v.Kind == audit.Width, v.Kind == audit.LabelKind:
		return true
	case v.Chosen == nil:
		return false
	}
	most := len(v.Readings[*v.Chosen].Witnesses)
	for i, r := range v.Readings {
		if i != *v.Chosen && len(r.Witnesses) >= most {
			return false
		}
	}
	return true
}

func (d *Desk) findingCase(i int) *matter {
	f := &d.result.Findings[i]
	c := &matter{key: f.Key, variant: -1, choice: -1, finding: i, row: cmp.Or(f.Row, d.lay.RowOf(f)), rule: f.Rule, severity: f.Severity, method: f.Method, asks: notice}
	for _, s := range f.Spans {
		if !slices.Contains(c.sigla, s.Witness) {
			c.sigla = append(c.sigla, s.Witness)
		}
	}
	c.lacuna = d.lacunae[f.ID]
	group := told
	switch f.Severity {
	case "error":
		c.asks, group = open, toDecide
	case "info":
		group = perhaps
	}
	c.rank = [3]int{group, d.lay.Consequence(f.Rule), d.rowIndex[c.row]}
	return c
}

// ruling is what the decisions say of a case, nil where they say nothing that
// counts here.
func (d *Desk) ruling(c *matter) *reconcile.Ruling {
	if r := d.standing.Rulings[c.key]; r != nil {
		switch {
		case c.finding >= 0 && (r.Do == reconcile.Agree || r.Do == reconcile.Type && c.lacuna),
			c.variant >= 0 && (r.Do == reconcile.Type || r.Do == reconcile.Take && d.livingOf(c, r.Text) >= 0):
			return r
		}
	}
	if c.choice >= 0 {
		return d.can.Choices[c.choice].Hurt
	}
	return nil
}

// livingOf returns the place in Living of the reading with a key, -1 for none.
func (d *Desk) livingOf(c *matter, key string) int {
	ch := &d.can.Choices[c.choice]
	return slices.IndexFunc(ch.Living, func(k int) bool { return ch.Readings[k].Key == key })
}

func (d *Desk) stateOf(c *matter) state {
	if d.ruling(c) != nil {
		return decided
	}
	return c.asks
}

// printed is the text that stands in the canonical text for a case.
func (d *Desk) printed(c *matter) string {
	r := d.ruling(c)
	switch {
	case r != nil && r.Do == reconcile.Type && (r.Text != "" || c.variant >= 0):
		return r.Text
	case c.variant < 0 && c.lacuna:
		return reconcile.Mark
	case c.variant < 0:
		return ""
	case r != nil && r.Do == reconcile.Take:
		return d.can.Choices[c.choice].Texts[d.livingOf(c, r.Text)]
	}
	ch := &d.can.Choices[c.choice]
	return ch.Texts[ch.Best]
}

// A CaseView is a case as the list and the text of the page have it.
type CaseView struct {
	Key      string   `json:"key"`
	Row      string   `json:"row"`
	Clause   string   `json:"clause"` // the line of the outline it belongs to
	Path     string   `json:"path"`
	Rule     string   `json:"rule"`
	Name     string   `json:"name"`
	Severity string   `json:"severity"`
	Method   string   `json:"method"`
	Sigla    []string `json:"sigla"`
	State    state    `json:"state"`
	Finding  bool     `json:"finding,omitempty"`
	Lacuna   bool     `json:"lacuna,omitempty"`
	Safe     bool     `json:"safe,omitempty"`
	Texts    []string `json:"texts"`           // the readings, or the message of a finding
	Take     string   `json:"take"`            // the key of the reading that is proposed
	Chosen   int      `json:"chosen"`          // which of Texts is printed, -1 for none of them
	Text     string   `json:"text"`            // what is printed
	Notes    int      `json:"notes,omitempty"` // comments that are not closed
	Base     int      `json:"base"`            // the last decision on it
	By       string   `json:"by,omitempty"`
}

// mostListed is how much of a reading a list shows.
const mostListed = 40

func (d *Desk) caseView(c *matter) CaseView {
	v := CaseView{Key: c.key, Row: c.row, Clause: d.clauseOf[c.row], Path: d.lay.Path(c.row), Rule: c.rule, Name: d.nameOf(c), Severity: c.severity, Method: c.method, Sigla: c.sigla,
		State: d.stateOf(c), Finding: c.finding >= 0, Lacuna: c.lacuna, Safe: c.safe, Chosen: -1, Text: report.Visible(d.printed(c)), Base: d.standing.Last[c.key]}
	if r := d.ruling(c); r != nil {
		v.By = r.Who
	}
	for _, n := range d.standing.Notes[c.key] {
		if !n.Closed {
			v.Notes++
		}
	}
	if c.finding >= 0 {
		v.Texts = []string{d.lay.Say(d.result.Findings[c.finding].Message)}
		return v
	}
	for i, o := range d.options(c) {
		if o.Printed {
			v.Chosen = i
		}
		if o.Proposed {
			v.Take = o.Key
		}
		v.Texts = append(v.Texts, short(o.Text, mostListed))
	}
	return v
}

// nameOf is what sort of case it is, in a word.
func (d *Desk) nameOf(c *matter) string {
	if c.variant >= 0 && c.asks != doubted {
		return d.lay.Name("kind", d.result.Variants[c.variant].Kind)
	}
	return d.lay.RuleName(c.rule)
}

// An Option is a reading that can be taken.
type Option struct {
	Key      string   `json:"key"` // folded; names it in a decision
	Text     string   `json:"text"`
	Sigla    []string `json:"sigla"`          // none for a conjecture
	Sure     string   `json:"sure,omitempty"` // how sure the recogniser was of it
	Chance   string   `json:"chance"`
	Proposed bool     `json:"proposed"`
	Printed  bool     `json:"printed"`
}

// options lists the readings of a variant in the order of the witnesses.
func (d *Desk) options(c *matter) []Option {
	ch := &d.can.Choices[c.choice]
	r := d.ruling(c)
	var out []Option
	for n, i := range ch.InOrder() {
		rd := ch.Readings[ch.Living[i]]
		o := Option{Key: rd.Key, Text: report.Visible(ch.Texts[i]), Sigla: []string{}, Chance: chance(d.lay, ch.P[i]), Proposed: i == ch.Best}
		if sure := d.result.Variants[c.variant].Readings[n].Sure; sure > 0 {
			o.Sure = d.lay.Share(sure)
		}
		o.Printed = i == ch.Best && (r == nil || r.Do == reconcile.Damage) || r != nil && r.Do == reconcile.Take && r.Text == rd.Key
		for _, p := range rd.At {
			if id := audit.Siglum(p.Witness); !slices.Contains(o.Sigla, id) {
				o.Sigla = append(o.Sigla, id)
			}
		}
		out = append(out, o)
	}
	return out
}

// short cuts a text behind n characters.
func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// chance prints a probability; none is printed as certain, nor as excluded.
func chance(l *report.Layout, p float64) string {
	if p < 0.005 {
		return "<1%"
	}
	return l.Chance(p)
}
