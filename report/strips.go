package report

import "strconv"

// A stripView draws the whole of one copy, from left to right.
type stripView struct {
	Siglum string
	Name   string
	Runs   []stripRun
	Ticks  []stripRun // lost text, which has no length of its own
}

// A stripRun is a stretch that looks one way and leads to one clause.
type stripRun struct {
	X, Width string // percent
	State    string
	Row      string // id, "" for none
	Title    string
}

// bins is how finely a strip is drawn. Six hundred are about two pixels each on
// a wide page, and bound the size of the drawing for any length of text.
const bins = 600

// A bin is what the characters that fall into one place of a strip amount to:
// the worst of their states, and the row where that stands.
type bin struct {
	state state
	row   int // -1 for white space between the clauses
}

func (v *view) stripViews() []stripView {
	var out []stripView
	for w, x := range v.Witnesses {
		id := Visible(x.ID)
		out = append(out, stripView{
			Siglum: id,
			Name:   v.say("strip.of", id),
			Runs:   v.stripRuns(v.bins(w)),
			Ticks:  v.ticks(w),
		})
	}
	return out
}

func (v *view) bins(w int) []bin {
	out := make([]bin, min(bins, max(len(v.texts[w]), 1)))
	for i := range out {
		out[i].row = -1
	}
	for _, r := range v.ranges[w] {
		for _, run := range v.marks[w].within(r.start, r.end) {
			s := v.state(w, run)
			lo, hi := v.bin(w, run.start, len(out)), v.bin(w, run.end-1, len(out))
			for i := lo; i <= hi; i++ {
				if out[i].row < 0 || s > out[i].state {
					out[i] = bin{s, r.row}
				}
			}
		}
	}
	return out
}

// bin returns which of n bins holds the code point at pos.
func (v *view) bin(w, pos, n int) int { return pos * n / max(len(v.texts[w]), 1) }

// stripRuns joins neighbouring bins that look alike and lead to one row.
func (v *view) stripRuns(list []bin) []stripRun {
	var out []stripRun
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j] == list[i] {
			j++
		}
		if b := list[i]; b.row >= 0 {
			r := v.stripRun(b.state, b.row)
			r.X, r.Width = share(i, len(list)), share(j-i, len(list))
			out = append(out, r)
		}
		i = j
	}
	return out
}

func (v *view) stripRun(s state, row int) stripRun {
	r := stripRun{State: s.String(), Title: v.say("state." + s.String())}
	if row >= 0 {
		r.Row = v.Rows[row].ID
		r.Title = v.path(row) + v.say("comma") + r.Title
	}
	return r
}

func (v *view) ticks(w int) []stripRun {
	var out []stripRun
	for row := -1; row < len(v.Rows); row++ {
		for _, p := range v.marks[w].points[row] {
			if p.finding < 0 {
				continue
			}
			t := v.stripRun(lost, row)
			t.X = share(p.at, max(len(v.texts[w]), 1))
			out = append(out, t)
		}
	}
	return out
}

// share prints part of whole in percent. Tenths of a bin are more than a screen
// can show.
func share(part, whole int) string {
	return strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 2, 64) + "%"
}
