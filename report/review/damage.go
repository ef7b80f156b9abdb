package review

import (
	"slices"

	"jiaokan/align/reconcile"
	"jiaokan/report"
)

// RequestDamage is a passage by siglum.
type RequestDamage struct {
	Witness string `json:"witness"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

// damage checks a request to mark a passage as damaged. What has been decided on
// the passage since Base, by marking it or on a case that has words of it, its
// editor has not seen.
func (d *Desk) damage(req Request, dec Decision) (Decision, error) {
	if req.Damage == nil || req.Base < 0 || req.Base > len(d.journal.Lines()) {
		return dec, refuse("refused.request")
	}
	w := slices.IndexFunc(d.result.Witnesses, func(w report.ResultWitness) bool { return w.ID == req.Damage.Witness })
	if w < 0 || req.Damage.Start < 0 || req.Damage.End < req.Damage.Start || req.Damage.End > len(d.runes[w]) {
		return dec, refuse("refused.request")
	}
	dec.Damage = &reconcile.Passage{Witness: d.result.Witnesses[w].SHA256, Start: req.Damage.Start, End: req.Damage.End,
		Text: string(d.runes[w][req.Damage.Start:req.Damage.End]), At: d.result.Witnesses[w].ID}
	if keys, mark := d.decidedOn(dec.Damage, req.Base); len(keys) > 0 || mark != nil {
		return dec, &RefusedError{Why: "refused.outdated", Outdated: true, Now: d.change(keys), Marked: mark}
	}
	return dec, nil
}

// A Marked passage was marked as damaged, or the mark taken away.
type Marked struct {
	Witness string `json:"witness"`
	Text    string `json:"text"`
	By      string `json:"by"`
	Undone  bool   `json:"undone,omitempty"`
}

// decidedOn lists the cases with words of a passage that were decided on behind
// a decision, and the last mark on the passage that was made or taken back then.
// Linear in the decisions since, and in the places of their cases.
func (d *Desk) decidedOn(p *reconcile.Passage, base int) (keys []string, mark *Marked) {
	ds := Decisions(d.journal.Lines())
	for _, dec := range ds[base:] {
		on, q := touched(ds, dec)
		for _, key := range on {
			if m := d.byKey[key]; m != nil && !slices.Contains(keys, key) && d.has(m, p) {
				keys = append(keys, key)
			}
		}
		if q != nil && q.Witness == p.Witness && meet(p.Start, p.End, q.Start, q.End) {
			mark = &Marked{Witness: p.At, Text: report.Visible(q.Text), By: report.Visible(dec.Who), Undone: dec.Do == reconcile.Undo}
		}
	}
	return keys, mark
}

// has reports whether a passage has some of the words that a case is about.
func (d *Desk) has(m *matter, p *reconcile.Passage) bool {
	if m.variant < 0 {
		return slices.ContainsFunc(d.result.Findings[m.finding].Spans, func(s report.ResultSpan) bool {
			return s.Witness == p.At && meet(p.Start, p.End, s.Start, s.End)
		})
	}
	for _, r := range d.result.Variants[m.variant].Readings {
		if s, ok := r.Spans[p.At]; ok && meet(p.Start, p.End, s[0], s[1]) {
			return true
		}
	}
	return false
}

// meet reports whether two passages share a character, or a point where one of
// them, being an omission, has none.
func meet(a, b, c, d int) bool {
	if a == b || c == d {
		return max(a, c) <= min(b, d)
	}
	return max(a, c) < min(b, d)
}
