package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
)

// ResultTestimony is a passage of another document that quotes a witness, and was
// heard. With the witnesses it is all that the judgement rests on.
type ResultTestimony struct {
	ID      string `json:"id"`
	Source  string `json:"source"` // the document
	Line    int    `json:"line"`   // of the passage in it
	Group   int64  `json:"group"`  // documents of one group are one voice
	Text    string `json:"text"`   // the passage with a little on either side
	Witness string `json:"witness"`
	Start   int    `json:"start"` // what it quotes of the witness
	End     int    `json:"end"`
	Row     string `json:"row"` // where that begins; "" for none
}

// ResultQuotation is what a testimony has at one place: code points of its Text.
type ResultQuotation struct {
	Testimony string `json:"testimony"` // its id
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Reading   *int   `json:"reading,omitempty"` // of the variant; none where it has another, or is about a finding
}

func (b *builder) testimony() {
	find := map[int]func(at int) int{}
	for i, t := range b.e.Audit.Testimony {
		if find[t.Witness] == nil {
			find[t.Witness] = align.RowOf(b.e.Collation, t.Witness)
		}
		r := b.runes[t.Witness]
		b.r.Testimony = append(b.r.Testimony, ResultTestimony{
			ID: testimonyID(i), Source: t.Source, Line: t.Line, Group: t.Group, Text: t.Text,
			Witness: audit.Siglum(t.Witness), Start: r.at(t.Span.Lo).runes, End: r.at(t.Span.Hi).runes, Row: rowID(find[t.Witness](t.Span.Lo)),
		})
	}
}

func testimonyID(i int) string { return fmt.Sprintf("t%d", i+1) }

// quoted lists what testimony has at a place. order are the readings of the
// variant as the result lists them, nil for a finding.
func (b *builder) quoted(qs []audit.Quotation, order []int) []ResultQuotation {
	var out []ResultQuotation
	for _, q := range qs {
		text := b.e.Audit.Testimony[q.Testimony].Text
		start := utf8.RuneCountInString(text[:q.At.Lo])
		x := ResultQuotation{Testimony: testimonyID(q.Testimony), Start: start, End: start + utf8.RuneCountInString(text[q.At.Lo:q.At.Hi])}
		if i := slices.Index(order, q.Reading); i >= 0 {
			x.Reading = &i
		}
		out = append(out, x)
	}
	return out
}

// readingsOf are the readings of a choice in the order in which the result lists
// them.
func readingsOf(ch *reconcile.Choice) []int {
	out := ch.InOrder()
	for i, k := range out {
		out[i] = ch.Living[k]
	}
	return out
}

// Heard returns the testimony of a result as the audit takes it, for the witnesses
// that the result was made of. What does not fit them is left out.
func Heard(said []ResultTestimony, ws []*extract.Witness) []audit.Testimony {
	var out []audit.Testimony
	rulers := make([]*ruler, len(ws))
	index := map[string]int{}
	for w := range ws {
		index[audit.Siglum(w)] = w
	}
	for _, t := range said {
		w, ok := index[t.Witness]
		if !ok {
			continue
		}
		if rulers[w] == nil {
			rulers[w] = newRuler(ws[w].Text)
		}
		lo, ok := rulers[w].byteOf(t.Start)
		hi, also := rulers[w].byteOf(t.End)
		if ok && also {
			out = append(out, audit.Testimony{Source: t.Source, Group: t.Group, Text: t.Text, Line: t.Line, Witness: w, Span: extract.Span{Lo: lo, Hi: hi}})
		}
	}
	return out
}

// byteOf returns where code point n of the text begins.
func (r *ruler) byteOf(n int) (at int, ok bool) {
	if n < 0 || len(r.marks) == 0 {
		return 0, false
	}
	m := r.marks[min(n/stride, len(r.marks)-1)]
	for at = m.at; m.runes < n && at < len(r.text); m.runes++ {
		_, size := utf8.DecodeRuneInString(r.text[at:])
		at += size
	}
	return at, m.runes == n
}

// A quotationView is a passage of another document with the place marked.
type quotationView struct {
	Source string
	Where  string
	Quote  quote
	More   int // how many are not shown; then there is no Quote
}

// mostQuoted are shown at one place; the result lists all.
const mostQuoted = 6

// quotations shows what testimony has at a place.
func (v *view) quotations(qs []ResultQuotation) []quotationView {
	var out []quotationView
	for n, q := range qs {
		if len(out) == mostQuoted {
			return append(out, quotationView{More: len(qs) - n})
		}
		i := slices.IndexFunc(v.Testimony, func(t ResultTestimony) bool { return t.ID == q.Testimony })
		if i < 0 {
			continue
		}
		t := v.Testimony[i]
		rs := []rune(t.Text)
		start := min(max(q.Start, 0), len(rs))
		end := min(max(q.End, start), len(rs))
		lo, hi := back(rs, start, 0), ahead(rs, end, len(rs))
		out = append(out, quotationView{Source: Visible(baseName(t.Source)), Where: v.say("quoted.line", t.Line), Quote: quote{
			Before: oneLine(string(rs[lo:start])), Text: oneLine(string(rs[start:end])), After: oneLine(string(rs[end:hi])),
			More: lo > 0, Less: hi < len(rs), Empty: start == end,
		}})
	}
	return out
}

// Quotations says what testimony has at a place, a line each: the document, the
// line, and the passage with the place in brackets.
func (l *Layout) Quotations(qs []ResultQuotation) []string {
	var out []string
	for _, q := range l.v.quotations(qs) {
		if q.More > 0 {
			out = append(out, l.v.say("more", q.More))
			continue
		}
		var s strings.Builder
		if q.Quote.More {
			s.WriteString("…")
		}
		s.WriteString(q.Quote.Before + "［" + q.Quote.Text + "］" + q.Quote.After)
		if q.Quote.Less {
			s.WriteString("…")
		}
		out = append(out, l.v.say("quoted.as", q.Source, q.Where, s.String()))
	}
	return out
}

// testimony prints how many documents were heard, and a line for each place where
// they have what no copy has: what the copies have, what is quoted, how many
// voices say so and the first of them.
func (s *screen) testimony(v *view) {
	var heard []string
	for _, t := range v.Testimony {
		heard = append(heard, t.Source)
	}
	slices.Sort(heard)
	var found []*ResultFinding
	for i := range v.Findings {
		if v.Findings[i].Otherwise != nil {
			found = append(found, &v.Findings[i])
		}
	}
	s.head(v.say("sum.testimony", len(slices.Compact(heard)), len(found)), -1)
	shown := found[:min(len(found), mostOtherwise)]
	var paths, voices []string
	for _, f := range shown {
		row, ok := v.row[f.Row]
		if !ok {
			row = -1
		}
		paths, voices = append(paths, v.path(row)), append(voices, v.say("sum.voices", f.Otherwise.Voices, v.firstVoice(f)))
	}
	a, c := s.widest(max(s.width/5, 12), paths), s.widest(max(s.width*2/5, 24), voices)
	for i, f := range shown {
		texts := []string{oneLine(f.Otherwise.Here), oneLine(f.Otherwise.There)}
		room := s.deal(texts, s.width-6-a-2-s.wide(" → ")-2-c)
		s.line("      ", s.pad(paths[i], a), "  ", s.fit(texts[0], room[0]), " → ", s.paint(bold, s.fit(texts[1], room[1])), "  ", s.paint(faint, s.fit(voices[i], c)))
	}
	s.more(len(found) - len(shown))
}

// firstVoice names the first passage that a finding rests on: 湖南日报.txt 第 3 行.
func (v *view) firstVoice(f *ResultFinding) string {
	qs := f.Quoted
	if i, ok := v.variant[f.Variant]; ok {
		qs = v.Variants[i].Quoted
	}
	for _, q := range v.quotations(qs) {
		return q.Source + " " + q.Where
	}
	return ""
}
