package report

import "slices"

// A question is a place an editor must decide: an open variant, or a finding at
// error that is not about one.
type question struct {
	variant int // -1 for none
	finding int // -1 for none
	row     int
}

// consequence ranks the kinds of question by what a wrong choice would cost the
// reader of the notice: a quota or a programme's name before a turn of phrase.
// What is lost comes last, since no choice can bring it back.
var consequence = []string{
	"conflict.number", "conflict.date", "conflict.term", "conflict.modality", "conflict.label",
	"structure", "conflict.order", "conflict.wording", "conflict.addition", "conflict.omission",
	"conflict", "corruption.foreign", "corruption.duplicate", "corruption.garbled", "",
	"corruption.missing", "corruption.truncated",
}

// rank returns the place of a rule in consequence, by its full name, else by
// the part before the dot.
func rank(rule string) int {
	if i := slices.Index(consequence, rule); i >= 0 {
		return i
	}
	for i, c := range consequence {
		if len(rule) > len(c) && rule[:len(c)] == c && rule[len(c)] == '.' {
			return i
		}
	}
	return slices.Index(consequence, "")
}

// ask collects the questions in the order of consequence, and of the text where
// that is equal.
func (v *view) ask() {
	for i, x := range v.Variants {
		if x.Open {
			row, ok := v.row[x.Row]
			if !ok {
				row = -1
			}
			v.questions = append(v.questions, question{variant: i, finding: -1, row: row})
		}
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		x, tied := v.variant[f.Variant]
		if f.Severity == "error" && f.Decided == nil && !(tied && (v.Variants[x].Open || v.Variants[x].Decided != nil)) {
			v.questions = append(v.questions, question{variant: -1, finding: i, row: v.rowOf(f)})
		}
	}
	slices.SortStableFunc(v.questions, func(a, b question) int {
		if d := rank(v.ruleOf(a)) - rank(v.ruleOf(b)); d != 0 {
			return d
		}
		return a.row - b.row
	})
	v.asked = make(map[string]int, len(v.questions))
	for i, q := range v.questions {
		v.asked[v.idOf(q)] = i + 1
	}
}

func (v *view) ruleOf(q question) string {
	if q.variant >= 0 {
		return "conflict." + v.Variants[q.variant].Kind
	}
	return v.Findings[q.finding].Rule
}

func (v *view) idOf(q question) string {
	if q.variant >= 0 {
		return v.Variants[q.variant].ID
	}
	return v.Findings[q.finding].ID
}
