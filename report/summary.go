package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Limits that keep the summary of a badly damaged notice on two screens. What
// is left out is counted, and stands in the report.
const (
	mostQuestions = 20
	mostLacunae   = 6
	mostDamage    = 3 // findings quoted for each witness
	mostOtherwise = 5
)

// Summary prints what an editor must know before anything else: the counts, the
// open questions with their readings and proposals, the lacunae, the damage of
// each copy, and what other documents quote that none has. texts[i] is the decoded text of r.Witnesses[i].
func Summary(w io.Writer, r *Result, texts []string, opt SummaryOptions) error {
	v, err := newView(r, texts, opt.Lang)
	if err != nil {
		return err
	}
	s := newScreen(w, v.words, opt)
	s.line(s.paint(bold, s.fit(v.title(), s.width)))
	s.line(v.say("sum.title", len(v.Witnesses), len(v.canon)))
	s.verdict(v)
	s.witnesses(v)
	s.questions(v)
	s.lacunae(v)
	s.damage(v)
	if opt.Asked || len(v.Testimony) > 0 {
		s.testimony(v)
	}
	return s.Flush()
}

func (s *screen) verdict(v *view) {
	st := red
	if len(v.questions) == 0 {
		st = green
	}
	s.line(s.paint(st, v.verdict()))
}

func (s *screen) witnesses(v *view) {
	var names, encodings, sizes []string
	for _, w := range v.Witnesses {
		names = append(names, Visible(baseName(w.Path)))
		encodings = append(encodings, Visible(w.Encoding))
		sizes = append(sizes, v.say("runes.n", w.Runes))
	}
	b, c := s.widest(12, encodings), s.widest(20, sizes)
	a := s.widest(s.width-b-c-s.wide(v.say("reliability"))-17, names)
	s.line()
	for i, w := range v.Witnesses {
		s.line("  ", s.paint(blue, s.fit(Visible(w.ID), 4)), "  ", s.pad(names[i], a), "  ", s.pad(encodings[i], b), "  ",
			s.right(sizes[i], c), "  ", v.say("reliability"), " ", percent(w.Reliability))
	}
}

// questions prints one line for each question: its number, what differs, where,
// the readings with the proposal marked, and how sure that is.
func (s *screen) questions(v *view) {
	if len(v.questions) == 0 {
		return
	}
	shown := v.questions[:min(len(v.questions), mostQuestions)]
	var kinds, paths []string
	for _, q := range shown {
		kinds = append(kinds, v.sortOf(q))
		paths = append(paths, v.path(q.row))
	}
	a, b := s.widest(14, kinds), s.widest(max(s.width/4, 12), paths)
	rest := s.width - 4 - 2 - a - 2 - b - 2 - 6
	s.head(v.say("questions")+s.paint(faint, "  "+v.say("sum.key")), -1)
	for i, q := range shown {
		text, p := s.asked(v, q, rest)
		s.line(s.right(strconv.Itoa(i+1), 4), "  ", s.pad(kinds[i], a), "  ", s.pad(paths[i], b), "  ", text, "  ", s.right(chance(p), 4))
	}
	s.more(len(v.questions) - len(shown))
}

// more says how many lines were left out.
func (s *screen) more(n int) {
	if n > 0 {
		s.line("      ", s.paint(faint, s.say("sum.more", n)))
	}
}

// sortOf names what a question is about.
func (v *view) sortOf(q question) string {
	if q.variant >= 0 {
		return v.name("kind", v.Variants[q.variant].Kind)
	}
	return v.name("rule", v.Findings[q.finding].Rule)
}

// asked prints the readings of a question, or what a finding says, in exactly n
// columns, and returns its confidence.
func (s *screen) asked(v *view, q question, n int) (string, float64) {
	if q.variant < 0 {
		f := &v.Findings[q.finding]
		return s.pad(v.text(f.Message), n), f.Confidence
	}
	x := &v.Variants[q.variant]
	return s.readings(v, x, n), x.Confidence
}

// readings prints the readings of a variant side by side in n columns. What a
// short one leaves over, the others may use.
func (s *screen) readings(v *view, x *ResultVariant, n int) string {
	var heads, texts []string
	room := n
	for i, r := range x.Readings {
		head := strings.Join(r.Witnesses, ",") + " "
		if x.Chosen != nil && *x.Chosen == i {
			head = "*" + head
		}
		text, _ := v.legible([]rune(r.Text), mostRunes)
		if text == "" {
			text = v.say("omission")
		}
		heads, texts = append(heads, s.fit(Visible(head), 12)), append(texts, text)
		room -= s.wide(heads[i])
		if i > 0 {
			room -= len(" | ")
		}
	}
	widths := s.deal(texts, room)
	var b, bare strings.Builder
	used := 0
	for i, text := range texts {
		if i > 0 {
			b.WriteString(s.paint(faint, " | "))
			bare.WriteString(" | ")
			used += len(" | ")
		}
		cut := s.fit(text, widths[i])
		used += s.wide(heads[i]) + s.wide(cut)
		st := plain
		if strings.HasPrefix(heads[i], "*") {
			st = bold
		}
		b.WriteString(s.paint(blue, heads[i]) + s.paint(st, cut))
		bare.WriteString(heads[i] + cut)
	}
	if used > n { // more readings than there is room for
		return s.pad(bare.String(), n)
	}
	b.WriteString(strings.Repeat(" ", max(n-used, 0)))
	return b.String()
}

// deal shares out columns among texts: each gets what it needs or an equal part
// of what the shorter ones leave.
func (s *screen) deal(texts []string, room int) []int {
	order := make([]int, len(texts))
	out := make([]int, len(texts))
	for i, t := range texts {
		order[i], out[i] = i, s.wide(t)
	}
	slices.SortStableFunc(order, func(a, b int) int { return out[a] - out[b] })
	for k, i := range order {
		out[i] = min(out[i], max(room/(len(order)-k), 2))
		room -= out[i]
	}
	return out
}

// lacunae prints what stands around each lacuna of the canonical text.
func (s *screen) lacunae(v *view) {
	var list []ResultSegment
	for _, x := range v.Canonical.Segments {
		if x.Status == "lacuna" {
			list = append(list, x)
		}
	}
	if len(list) == 0 {
		return
	}
	s.head(v.say("sum.lacunae"), -1)
	var paths []string
	for _, x := range list {
		row, ok := v.row[x.Row]
		if !ok {
			row = -1
		}
		paths = append(paths, v.path(row))
	}
	shown := list[:min(len(list), mostLacunae)]
	a := s.widest(max(s.width/4, 12), paths)
	for i, x := range shown {
		s.line("      ", s.pad(paths[i], a), "  ", s.fit(v.around(x), s.width-a-8))
	}
	s.more(len(list) - len(shown))
}

// around quotes the canonical text about a segment, as far as its line goes.
func (v *view) around(x ResultSegment) string {
	start := min(max(x.Start, 0), len(v.canon))
	end := min(max(x.End, start), len(v.canon))
	lo, hi := start, end
	for lo > 0 && start-lo < contextRunes && v.canon[lo-1] != '\n' {
		lo--
	}
	for hi < len(v.canon) && hi-end < contextRunes && v.canon[hi] != '\n' {
		hi++
	}
	text := oneLine(string(v.canon[lo:hi]))
	if lo > 0 && v.canon[lo-1] != '\n' {
		text = "…" + text
	}
	if hi < len(v.canon) && v.canon[hi] != '\n' {
		text += "…"
	}
	return text
}

// damage prints for each witness how often each thing befell it, and what is
// the worst.
func (s *screen) damage(v *view) {
	of := make([][]int, len(v.Witnesses))
	for i := range v.Findings {
		f := &v.Findings[i]
		if w := v.home(f); w >= 0 && f.Severity != "info" {
			of[w] = append(of[w], i)
		}
	}
	s.head(v.say("sum.damage"), -1)
	for w, list := range of {
		s.line("  ", s.paint(blue, Visible(v.Witnesses[w].ID)), "  ", s.fit(v.countRules(list), s.width-5))
		slices.SortStableFunc(list, func(a, b int) int {
			return slices.Index(severities, v.Findings[a].Severity) - slices.Index(severities, v.Findings[b].Severity)
		})
		shown := list[:min(len(list), mostDamage)]
		var places []string
		for _, i := range shown {
			places = append(places, v.spot(&v.Findings[i]))
		}
		a := max(8, s.widest(20, places)+2)
		for k, i := range shown {
			s.finding(v, &v.Findings[i], s.pad(places[k], a))
		}
		s.more(len(list) - len(shown))
	}
}

// spot says in few columns where a finding is: by its page, or as line:column.
func (v *view) spot(f *ResultFinding) string {
	switch {
	case len(f.Spans) == 0:
		return ""
	case f.Spans[0].Page > 0:
		return v.where(f.Spans[0])
	}
	return fmt.Sprintf("%d:%d", f.Spans[0].Line, f.Spans[0].Column)
}

func (s *screen) finding(v *view, f *ResultFinding, place string) {
	st := plain
	if f.Severity == "error" {
		st = red
	}
	s.line("      ", s.paint(faint, place), s.paint(st, s.fit(v.text(f.Message), s.width-6-s.wide(place))))
}

// countRules names the rules of findings with how often each was broken.
func (v *view) countRules(list []int) string {
	n := map[string]int{}
	var rules []string
	for _, i := range list {
		rule := v.Findings[i].Rule
		if n[rule]++; n[rule] == 1 {
			rules = append(rules, rule)
		}
	}
	if len(rules) == 0 {
		return v.say("sum.clean")
	}
	slices.SortStableFunc(rules, func(a, b string) int { return n[b] - n[a] })
	for i, rule := range rules {
		rules[i] = v.say("sum.count", v.name("rule", rule), n[rule])
	}
	return strings.Join(rules, v.say("comma"))
}
