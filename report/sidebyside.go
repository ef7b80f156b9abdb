package report

import (
	"io"
	"strings"
)

// Diff prints the clauses side by side: in two columns for two witnesses, below
// each other for another number. What the first of the differing witnesses has
// stands as [-this-], what the others have as {+this+}; in colour the brackets
// are left out. texts[i] is the decoded text of r.Witnesses[i].
func Diff(w io.Writer, r *Result, texts []string, opt SummaryOptions) error {
	v, err := newView(r, texts, opt.Lang)
	if err != nil {
		return err
	}
	s := newScreen(w, v.words, opt)
	for i, wit := range v.Witnesses {
		s.line(s.paint(s.side(i), Visible(wit.ID)+"  "+s.fit(Visible(wit.Path), s.width-4)))
	}
	for row := range v.Rows {
		s.line(s.paint(faint, s.rule(v.path(row))))
		if len(v.Witnesses) == 2 {
			s.columns(v, row)
		} else {
			s.stack(v, row)
		}
	}
	return s.Flush()
}

// side is the style of what witness w has and others have not.
func (s *screen) side(w int) style {
	if w == 0 {
		return red
	}
	return green
}

// rule is a line across the screen with a title in it.
func (s *screen) rule(title string) string {
	title = "-- " + s.fit(title, s.width-8) + " "
	return title + strings.Repeat("-", max(s.width-s.wide(title), 0))
}

// columns prints a row of two witnesses. Between them stands, as sdiff has it, a
// blank where they agree, | where they differ, < or > where one has the clause.
func (s *screen) columns(v *view, row int) {
	n := (s.width - 3) / 2
	left, right := s.wrap(s.spell(v, row, 0), n), s.wrap(s.spell(v, row, 1), n)
	mark := " "
	switch {
	case len(v.cells[row][1]) == 0:
		mark = "<"
	case len(v.cells[row][0]) == 0:
		mark = ">"
	case len(v.variants[row]) > 0:
		mark = "|"
	}
	for i := range max(len(left), len(right)) {
		var l, r wrapped
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		s.line(l.text, strings.Repeat(" ", n-l.wide), " ", mark, " ", r.text)
	}
}

// stack prints a row with each witness below the one before.
func (s *screen) stack(v *view, row int) {
	for w := range v.Witnesses {
		if len(v.cells[row][w]) == 0 {
			continue
		}
		id := s.pad(Visible(v.Witnesses[w].ID), 3)
		for i, l := range s.wrap(s.spell(v, row, w), s.width-s.wide(id)) {
			if i > 0 {
				id = strings.Repeat(" ", s.wide(id))
			}
			s.line(s.paint(blue, id), l.text)
		}
	}
}

// A span is text in one style.
type span struct {
	text  string
	style style
}

// spell returns the text of a cell in the styles of their differences.
func (s *screen) spell(v *view, row, w int) []span {
	var out []span
	told := -1
	for _, x := range v.cell(row, w) {
		if x.finding >= 0 && x.finding != told && x.text != "" {
			told = x.finding
			out = append(out, span{"(" + v.name("rule", v.Findings[told].Rule) + ") ", faint})
		}
		out = append(out, s.difference(v, w, x))
	}
	return out
}

func (s *screen) difference(v *view, w int, x stretch) span {
	text := flat(x.text)
	switch {
	case x.text == "" && x.finding >= 0:
		return span{v.say("loss"), bold}
	case x.variant >= 0 && text != "":
		first := firstOf(v, &v.Variants[x.variant]) == w
		switch {
		case s.color && first:
			return span{text, red}
		case s.color:
			return span{text, green}
		case first:
			return span{"[-" + text + "-]", plain}
		}
		return span{"{+" + text + "+}", plain}
	case x.state > differing:
		return span{text, faint}
	}
	return span{text, plain}
}

// firstOf returns the first witness that a variant has a reading of.
func firstOf(v *view, x *ResultVariant) int {
	first := len(v.Witnesses)
	for _, r := range x.Readings {
		for _, id := range r.Witnesses {
			if w, ok := v.witness[id]; ok {
				first = min(first, w)
			}
		}
	}
	return first
}

// A wrapped line is text, painted, and the columns it takes.
type wrapped struct {
	text string
	wide int
}

// flat drops line breaks and keeps other white space, which may be what differs.
func flat(s string) string {
	return Visible(strings.NewReplacer("\n", "", "\r", "", "\t", " ").Replace(s))
}

// Marks that must not stand at the end of a line, or at its begin.
const (
	opening = "“‘（《〔【「([{"
	closing = "”’）》〕】」)]}，。、；：！？,.;:!?…"
)

// wrap breaks spans into lines of at most n columns. Chinese may break anywhere
// but behind an opening mark and before a closing one.
func (s *screen) wrap(spans []span, n int) []wrapped {
	var text []rune
	var styles []style
	for _, sp := range spans {
		for _, r := range sp.text {
			text, styles = append(text, r), append(styles, sp.style)
		}
	}
	var lines []wrapped
	for len(text) > 0 {
		k := s.breakAt(text, n)
		lines = append(lines, s.compose(text[:k], styles[:k]))
		for k < len(text) && text[k] == ' ' {
			k++
		}
		text, styles = text[k:], styles[k:]
	}
	return lines
}

// breakAt returns how many characters go on a line of n columns, at least one.
// Three steps back are enough for the marks that meet in a notice, as in ”）。
func (s *screen) breakAt(text []rune, n int) int {
	k, wide := 0, 0
	for k < len(text) {
		if wide += s.cells.RuneWidth(text[k]); wide > n {
			break
		}
		k++
	}
	if k == len(text) {
		return k
	}
	for b := k; b > 1 && b > k-4; b-- {
		if !strings.ContainsRune(closing, text[b]) && !strings.ContainsRune(opening, text[b-1]) {
			return b
		}
	}
	return max(k, 1)
}

// compose paints the characters of a line, run by run.
func (s *screen) compose(text []rune, styles []style) wrapped {
	var b strings.Builder
	for i := 0; i < len(text); {
		j := i + 1
		for j < len(text) && styles[j] == styles[i] {
			j++
		}
		b.WriteString(s.paint(styles[i], string(text[i:j])))
		i = j
	}
	return wrapped{b.String(), s.wide(string(text))}
}
