package report

// A Layout is a result laid out for a page that another package makes: the
// same words, order and marks as the report has, as values and not as HTML.
// Its texts have passed through Visible.
type Layout struct{ v *view }

// Lay lays out a result. texts[i] is the decoded text of r.Witnesses[i].
func Lay(r *Result, texts []string, lang string) (*Layout, error) {
	v, err := newView(r, texts, lang)
	if err != nil {
		return nil, err
	}
	return &Layout{v}, nil
}

// Text returns the canonical text, a paragraph a line.
func (l *Layout) Text() []Paragraph { return l.v.paragraphs() }

// Title is what the document is called.
func (l *Layout) Title() string { return l.v.title() }

// Questions are the ids of the variants and findings that an editor must decide
// on, by what a wrong choice would cost.
func (l *Layout) Questions() []string {
	var out []string
	for _, q := range l.v.questions {
		out = append(out, l.v.idOf(q))
	}
	return out
}

// Consequence ranks a rule by what a wrong choice costs; 0 is the worst.
func (l *Layout) Consequence(rule string) int { return rank(rule) }

// RuleName is what a rule is called, or the kind of variant that stands in its
// place where no finding was made of it.
func (l *Layout) RuleName(rule string) string { return l.v.ruleName(rule) }

// Name is what a value is called: Name("method", "collation").
func (l *Layout) Name(sort, value string) string { return l.v.name(sort, value) }

// Say returns the sentence in the language of the layout.
func (l *Layout) Say(t ResultText) string { return l.v.text(t) }

// Chance prints a probability.
func (l *Layout) Chance(p float64) string { return chance(p) }

// Share prints a share of one that is known and no belief of the program's.
func (l *Layout) Share(p float64) string { return percent(p) }

// Path names a row as an editor finds it: 二、›（四）›2.
func (l *Layout) Path(row string) string { return l.v.path(l.rowOf(row)) }

func (l *Layout) rowOf(id string) int {
	if r, ok := l.v.row[id]; ok {
		return r
	}
	return -1
}

// RowOf is the row a finding is about, "" for none.
func (l *Layout) RowOf(f *ResultFinding) string {
	if r := l.v.rowOf(f); r >= 0 {
		return l.v.Rows[r].ID
	}
	return ""
}

// Findings are those about a variant, as indexes into the result's.
func (l *Layout) Findings(variant string) []int {
	if i, ok := l.v.variant[variant]; ok {
		return l.v.of[i]
	}
	return nil
}

// Cell is the clause as one witness has it; none where it has nothing.
func (l *Layout) Cell(row string, witness int) []Part {
	r := l.rowOf(row)
	if r < 0 || witness >= len(l.v.Witnesses) {
		return nil
	}
	return l.v.cellView(r, witness).Parts
}
