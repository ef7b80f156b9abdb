package report

import "strings"

// A tally counts what an editor asks first.
type tally struct{ open, lacunae, settled, damage int }

func (v *view) tally() tally {
	n := tally{open: len(v.questions)}
	for _, s := range v.Canonical.Segments {
		if s.Status == "lacuna" {
			n.lacunae++
		}
	}
	for _, x := range v.Variants {
		if !x.Open && !x.doubtful() {
			n.settled++
		}
	}
	for i := range v.Findings {
		if f := &v.Findings[i]; v.home(f) >= 0 && f.Severity != "info" {
			n.damage++
		}
	}
	return n
}

// verdict says in one line how the text stands.
func (v *view) verdict() string {
	n := v.tally()
	first := []string{v.say("verdict.clear")}
	if n.open > 0 {
		first[0] = v.say("verdict.open", n.open)
	}
	if n.lacunae > 0 {
		first = append(first, v.say("verdict.lacuna", n.lacunae))
	}
	var rest []string
	if n.settled > 0 {
		rest = append(rest, v.say("verdict.settled", n.settled))
	}
	if n.damage > 0 {
		rest = append(rest, v.say("verdict.damage", n.damage))
	}
	line := strings.Join(first, v.say("comma"))
	if len(rest) > 0 {
		line += v.say("and") + strings.Join(rest, v.say("comma"))
	}
	return line + v.say("stop")
}

// title is the title of the document, or the names of the files where no copy
// has kept one.
func (v *view) title() string {
	var parts []string
	for _, r := range v.Rows {
		if r.Kind == "title" && r.Canonical != nil {
			s := min(max(r.Canonical.Start, 0), len(v.canon))
			e := min(max(r.Canonical.End, s), len(v.canon))
			parts = append(parts, oneLine(string(v.canon[s:e])))
		}
	}
	if t := strings.Join(parts, ""); t != "" {
		return t
	}
	for _, w := range v.Witnesses {
		parts = append(parts, Visible(baseName(w.Path)))
	}
	return strings.Join(parts, " · ")
}

// baseName cuts a path of any system at its last separator.
func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}
