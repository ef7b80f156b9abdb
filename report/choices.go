package report

import (
	"slices"
	"strings"
)

// A choicesView is what can be picked in the filters.
type choicesView struct {
	Severities []choiceView
	Rules      []choiceView
	Sigla      []choiceView
	Total      int
}

// A choiceView is one value of a filter and how many items it lets through.
type choiceView struct {
	Value, Name string
	N           int
}

func (v *view) choices() choicesView {
	severity, rule, siglum := newCounter(), newCounter(), newCounter()
	count := func(t tagsView) {
		severity.add(t.Severity)
		rule.add(t.Rules)
		siglum.add(t.Sigla)
	}
	for i, x := range v.Variants {
		if _, ok := v.row[x.Row]; ok {
			count(v.variantTags(i))
		}
	}
	for i := range v.Findings {
		count(v.findingTags(i))
	}
	c := choicesView{Total: severity.items}
	for _, s := range []string{"open", "warning", "info", "settled"} {
		if n := severity.of[s]; n > 0 {
			c.Severities = append(c.Severities, choiceView{s, v.say("severity." + s), n})
		}
	}
	for _, r := range rule.sorted() {
		c.Rules = append(c.Rules, choiceView{r, v.ruleName(r), rule.of[r]})
	}
	for _, w := range v.Witnesses {
		c.Sigla = append(c.Sigla, choiceView{w.ID, Visible(w.ID), siglum.of[w.ID]})
	}
	return c
}

// ruleName names a rule, or the kind of variant that stands in its place where
// no finding was made of it.
func (v *view) ruleName(rule string) string {
	if known()["rule."+rule] {
		return v.name("rule", rule)
	}
	if kind, ok := strings.CutPrefix(rule, "conflict."); ok {
		return v.name("kind", kind)
	}
	return Visible(rule)
}

// A counter counts items by the words of their tags.
type counter struct {
	of    map[string]int
	items int
}

func newCounter() *counter { return &counter{of: map[string]int{}} }

func (c *counter) add(tags string) {
	c.items++
	for _, t := range strings.Fields(tags) {
		c.of[t]++
	}
}

// sorted lists the tags by their consequence, then by name.
func (c *counter) sorted() []string {
	var out []string
	for t := range c.of {
		out = append(out, t)
	}
	slices.Sort(out)
	slices.SortStableFunc(out, func(a, b string) int { return rank(a) - rank(b) })
	return out
}
