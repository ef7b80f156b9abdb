package report

import (
	"fmt"

	"jiaokan/align/audit"
)

// conjectures makes a variant of each guess of the audit: what the copies have,
// which is printed, and beside it a reading that no copy has. The character
// becomes a segment of its own in the canonical text, and open.
func (b *builder) conjectures() {
	for _, c := range b.e.Audit.Conjectures {
		attested := ResultReading{Text: c.Text, Spans: map[string][2]int{}}
		for _, p := range c.At {
			id := audit.Siglum(p.Witness)
			attested.Witnesses = append(attested.Witnesses, id)
			attested.Spans[id] = b.span(p)
		}
		v := ResultVariant{
			ID: fmt.Sprintf("v%d", len(b.r.Variants)+1), Row: rowID(c.Row), Kind: audit.Wording,
			Readings: []ResultReading{attested, {Witnesses: []string{}, Text: c.Proposed, Spans: map[string][2]int{}}},
			Chosen:   new(int), Confidence: round(1 - c.P), Open: true, Method: string(audit.Reason), Reasons: texts(c.Reasons),
		}
		if b.cutOut(v) {
			b.r.Variants = append(b.r.Variants, v)
		}
	}
}

// cutOut splits the canonical segment that prints the attested reading of v.
func (b *builder) cutOut(v ResultVariant) bool {
	for x, s := range b.r.Canonical.Segments {
		at, ok := v.Readings[0].Spans[s.From]
		if !ok || s.Row != v.Row || s.Variant != "" || s.Source == nil || s.Source[0] > at[0] || s.Source[1] < at[1] {
			continue
		}
		before, open, after := s, s, s
		open.Status, open.Variant, open.Source = "open", v.ID, &[2]int{at[0], at[1]}
		open.Start += at[0] - s.Source[0]
		open.End = open.Start + at[1] - at[0]
		before.End, before.Source = open.Start, &[2]int{s.Source[0], at[0]}
		after.Start, after.Source = open.End, &[2]int{at[1], s.Source[1]}
		var parts []ResultSegment
		for _, p := range []ResultSegment{before, open, after} {
			if p.Start < p.End {
				parts = append(parts, p)
			}
		}
		b.r.Canonical.Segments = append(b.r.Canonical.Segments[:x], append(parts, b.r.Canonical.Segments[x+1:]...)...)
		return true
	}
	return false
}
