package overview

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jiaokan/corpus"
	"jiaokan/report"
)

// roles in the order in which a bar shows them: sound, damaged, unknown.
var roles = []string{corpus.RoleComplete, corpus.RoleVersion, corpus.RoleCut, corpus.RoleContaminated, corpus.RoleFragment, "unread", ""}

// roleKey is the role of a document as the plots count it.
func roleKey(d *corpus.FiledDocument) string {
	switch {
	case d.State == corpus.Unread:
		return "unread"
	case d.Family == 0 || d.Audit.Edition < 0:
		return ""
	}
	return d.Audit.Role
}

// A tally counts documents by role.
type tally map[string]int

func (t tally) all() (n int) {
	for _, k := range t {
		n += k
	}
	return n
}

func (t tally) damaged() int {
	return t[corpus.RoleCut] + t[corpus.RoleContaminated] + t[corpus.RoleFragment] + t["unread"]
}

func (t tally) put(more tally) {
	for role, n := range more {
		t[role] += n
	}
}

// counts are what the plots of the start page show. They are as many as there are
// folders.
type counts struct {
	roles   tally
	folders map[string]tally
	years   map[int]tally
	from    map[string]int // where years were found
	undated int
	gone    tally // states of documents that are no more what they were
}

func newCounts() counts {
	return counts{roles: tally{}, folders: map[string]tally{}, years: map[int]tally{}, from: map[string]int{}, gone: tally{}}
}

func (c *counts) add(d *corpus.FiledDocument) {
	if d.State != corpus.Legible && d.State != corpus.Unread {
		c.gone[string(d.State)]++
		return
	}
	role := roleKey(d)
	c.roles[role]++
	dir := d.Path[:strings.LastIndexByte(d.Path, '/')+1]
	if c.folders[dir] == nil {
		c.folders[dir] = tally{}
	}
	c.folders[dir][role]++
	if d.Audit.Year == 0 {
		c.undated++
		return
	}
	c.from[d.Audit.YearFrom]++
	if c.years[d.Audit.Year] == nil {
		c.years[d.Audit.Year] = tally{}
	}
	c.years[d.Audit.Year][role]++
}

// A bar is a line of a plot, or a column.
type bar struct {
	Name, Count string
	Parts       []part
	Label       string // all of it in words
}

// A part of a bar; X and Wide are in percent of the plot.
type part struct{ Class, X, Wide, Title string }

// stack makes a bar of a tally, which fills the plot.
func (s *site) stack(name string, t tally) bar {
	b := bar{Name: name, Count: s.say("n", t.damaged()) + " / " + s.say("n", t.all())}
	x := 0.0
	var said []string
	for _, role := range roles {
		if n := t[role]; n > 0 {
			wide := 100 * float64(n) / float64(t.all())
			what := s.name("role", role) + " " + s.number(n)
			b.Parts = append(b.Parts, part{"r-" + cmp.Or(role, "copy"), length(x), length(wide), name + s.say("colon") + what})
			said = append(said, what)
			x += wide
		}
	}
	b.Label = name + s.say("colon") + strings.Join(said, s.say("comma"))
	return b
}

func length(p float64) string { return fmt.Sprintf("%.3f%%", p) }

// mostFolders is how many lines the plot of folders has.
const mostFolders = 24

// folders are the source folders, at the depth that fills the plot best, those
// with most damage first.
func (s *site) folders() []bar {
	groups := map[string]tally{}
	for depth := 1; ; depth++ {
		next := map[string]tally{}
		for dir, t := range s.counts.folders {
			key := upTo(strings.TrimPrefix(dir, s.root), depth)
			if next[key] == nil {
				next[key] = tally{}
			}
			next[key].put(t)
		}
		if depth > 1 && (len(next) > mostFolders || len(next) == len(groups)) {
			break
		}
		groups = next
	}
	names := slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		return cmp.Or(cmp.Compare(groups[b].damaged(), groups[a].damaged()), cmp.Compare(groups[b].all(), groups[a].all()), cmp.Compare(a, b))
	})
	var out []bar
	other := tally{}
	for i, name := range names {
		if i >= mostFolders-1 && len(names) > mostFolders {
			other.put(groups[name])
			continue
		}
		out = append(out, s.stack(cmp.Or(report.Visible(name), s.say("root.folder")), groups[name]))
	}
	if left := len(names) - len(out); left > 0 {
		out = append(out, s.stack(s.say("folders.other", left), other))
	}
	return out
}

// upTo is the first folders of a path.
func upTo(dir string, depth int) string {
	parts := strings.SplitAfterN(dir, "/", depth+1)
	return strings.Join(parts[:min(len(parts), depth)], "")
}

// A column is a year of the plot of years: Y and Tall are in percent from above.
type yearColumn struct {
	X, Wide, Title string
	Sound, Damaged struct{ Y, Tall string }
	Tick           string // the year, where it is written below
	At             string // its middle
}

const mostYears = 120

// years are the columns from the first year to the last, and what the tallest
// stands for.
func (s *site) years() (out []yearColumn, tallest int) {
	if len(s.counts.years) == 0 {
		return nil, 0
	}
	ys := slices.Sorted(maps.Keys(s.counts.years))
	last := ys[len(ys)-1]
	first := max(ys[0], last-mostYears+1)
	by := map[int]tally{}
	for y, t := range s.counts.years {
		y = max(y, first)
		if by[y] == nil {
			by[y] = tally{}
		}
		by[y].put(t)
		tallest = max(tallest, by[y].all())
	}
	n := last - first + 1
	step := 1
	for _, x := range []int{2, 5, 10, 20} {
		if n/step > 8 {
			step = x
		}
	}
	for y := first; y <= last; y++ {
		t := by[y]
		name := fmt.Sprint(y)
		if y == first && ys[0] < first {
			name = s.say("year.other") + "–" + name
		}
		c := yearColumn{X: length(100 * float64(y-first) / float64(n)), Wide: length(80 / float64(n)), At: length(100 * (float64(y-first) + 0.4) / float64(n))}
		c.Title = fmt.Sprintf("%s%s%s %d / %d", name, s.say("colon"), s.say("damaged"), t.damaged(), t.all())
		bad, all := 100*float64(t.damaged())/float64(tallest), 100*float64(t.all())/float64(tallest)
		c.Sound.Y, c.Sound.Tall = length(100-all), length(all-bad)
		c.Damaged.Y, c.Damaged.Tall = length(100-bad), length(bad)
		if y%step == 0 || n == 1 {
			c.Tick = fmt.Sprint(y)
		}
		out = append(out, c)
	}
	return out, tallest
}

// yearNote says where the years are from.
func (s *site) yearNote() string {
	var from []string
	for _, f := range []string{corpus.FromSignature, corpus.FromNumber, corpus.FromNote, corpus.FromTitle, corpus.FromPath} {
		if n := s.counts.from[f]; n > 0 {
			from = append(from, s.say("year."+f, n))
		}
	}
	return s.say("by.year.note", strings.Join(from, s.say("comma")), s.counts.undated)
}

// rules are the kinds of findings, the most frequent first. A note is no damage,
// and there are more of them than of all else: they are counted and not drawn.
func (s *site) rules() ([]bar, error) {
	found, err := s.a.RuleCounts(s.ctx)
	if err != nil {
		return nil, err
	}
	by := map[string]map[string]int{}
	for _, c := range found {
		if by[c.Rule] == nil {
			by[c.Rule] = map[string]int{}
		}
		by[c.Rule][c.Severity] += c.Count
	}
	grave := func(id string) int { return by[id]["error"] + by[id]["warning"] }
	ids := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(cmp.Compare(grave(b), grave(a)), cmp.Compare(by[b]["info"], by[a]["info"]), cmp.Compare(a, b))
	})
	var out []bar
	for _, id := range ids {
		b := bar{Name: s.rule(id), Count: s.number(grave(id))}
		if n := by[id]["info"]; n > 0 {
			b.Count += " + " + s.say("notes.n", n)
		}
		x := 0.0
		b.Label = b.Name + s.say("colon") + b.Count
		for _, severity := range []string{"error", "warning"} {
			if n := by[id][severity]; n > 0 {
				wide := 100 * float64(n) / float64(grave(ids[0]))
				b.Parts = append(b.Parts, part{"v-" + severity, length(x), length(wide), b.Name + s.say("colon") + s.name("severity", severity) + " " + s.number(n)})
				x += wide
			}
		}
		out = append(out, b)
	}
	return out, nil
}
