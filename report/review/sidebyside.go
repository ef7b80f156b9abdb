package review

import "unicode/utf8"

// A RowView is one clause as each witness has it.
type RowView struct {
	ID    string      `json:"id"`
	Path  string      `json:"path"`
	Cells [][]Stretch `json:"cells"` // by witness; empty where it has nothing
}

// A Stretch is a part of a cell that is shown one way. Start is the code point of
// the witness it begins at, so that a passage can be pointed to.
type Stretch struct {
	Text  string `json:"t,omitempty"`
	Start int    `json:"s"`
	Runes int    `json:"n,omitempty"` // code points of the witness, where Text spells some of them out
	Class string `json:"c,omitempty"`
	Key   string `json:"k,omitempty"` // of the case
	Break bool   `json:"b,omitempty"` // the witness has a line break before it
}

// SideBySide returns the clauses across the witnesses. Equal to what the report
// shows, but for the decisions made since the desk was laid out.
func (d *Desk) SideBySide() []RowView {
	d.mu.Lock()
	defer d.mu.Unlock()
	key := map[string]string{}
	for _, v := range d.result.Variants {
		key[v.ID] = v.Key
	}
	out := make([]RowView, 0, len(d.result.Rows))
	for _, r := range d.result.Rows {
		row := RowView{ID: r.ID, Path: d.lay.Path(r.ID)}
		for w := range d.result.Witnesses {
			cell := []Stretch{}
			for _, p := range d.lay.Cell(r.ID, w) {
				s := Stretch{Text: p.Text, Start: p.Start, Key: key[p.Variant], Break: p.Break}
				if p.Runes != utf8.RuneCountInString(p.Text) {
					s.Runes = p.Runes
				}
				switch {
				case p.Edit == "s":
					s.Class = "out " + p.Class
				case p.Variant == "" && p.Class != "":
					s.Class = p.Class
				}
				if p.Text == "" && p.Gap != "" && p.Variant == "" {
					s.Class += " gap"
				}
				if d.damaged(w, p.Start, p.Start+p.Runes) {
					s.Class += " hurt"
				}
				cell = append(cell, s)
			}
			row.Cells = append(row.Cells, cell)
		}
		out = append(out, row)
	}
	return out
}

// damaged reports whether an editor marked some of [start, end) of a witness.
func (d *Desk) damaged(w, start, end int) bool {
	for _, x := range d.standing.Damage {
		if x.Damage.Witness == d.result.Witnesses[w].SHA256 && x.Damage.Start < end && start < x.Damage.End {
			return true
		}
	}
	return false
}
