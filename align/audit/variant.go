package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
)

// Sure is the probability from which a choice needs no editor.
const Sure = 0.9

// Open reports whether an editor must decide: where the meaning turns on it,
// or the evidence does not.
func (j Judgement) Open() bool {
	switch j.Kind {
	case Number, Term, Modality, Order:
		return true
	case Punctuation, Width:
		return false
	}
	return j.P[j.Best] < Sure
}

var ruleOf = map[string]string{
	Number: "conflict.number", Term: "conflict.term", Modality: "conflict.modality", LabelKind: "conflict.label", Order: "conflict.order",
}

// variants makes a finding of every variant that is more than spelling. Those of one
// row stand together, and what the row is is asked once: a page without a line
// break is one row of thousands.
func (d *desk) variants(js []Judgement) {
	row, aside := -1, false
	for _, j := range js {
		if j.Kind == Punctuation || j.Kind == Width {
			continue
		}
		if j.Row != row {
			row, aside = j.Row, d.caption(j.Row) || d.listed(j.Row)
		}
		d.tellVariant(j, aside)
	}
}

// tellVariant tells of a variant; aside says that its row is none of the text.
func (d *desk) tellVariant(j Judgement, aside bool) {
	seg := Segment(d.c, j.Row, j.Segment)
	best := seg.Readings[j.Living[j.Best]]
	f := Finding{
		Rule: ruleOf[j.Kind], Method: j.Method, Severity: Warning, Row: j.Row, Segment: j.Segment, Confidence: 0.99,
		Fixes: []Fix{{Text: d.raw(best.At[:1]), Safe: !j.Open()}},
	}
	var all []string
	for _, k := range byWitness(seg, j.Living) {
		rd := seg.Readings[k]
		all = append(all, sigla(rd.At)+"“"+show(rd.Key)+"”")
		if k != j.Living[j.Best] {
			f.At = append(f.At, rd.At...)
		}
	}
	f.At = append(f.At, best.At...)
	if j.Open() {
		f.Severity = Error
	}
	if j.Segment != LabelSegment && aside {
		f.Severity = Info
	}
	if f.Rule == "" {
		f.Rule = "conflict.wording"
		if len(j.Living) == 2 && Alike([]string{seg.Readings[j.Living[0]].Key, seg.Readings[j.Living[1]].Key}) {
			f.Rule = "corruption.confusable"
		}
	}
	list := strings.Join(all, "｜")
	name := kindName[j.Kind]
	f.Message = say("%[1]s异文：%[3]s，拟作“%[4]s”", "%[2]s: %[3]s; proposed “%[4]s”", name.ZH, name.EN, list, show(best.Key))
	f.Evidence = j.Reasons
	d.tell(f)
	d.stutter(j, seg)
}

// byWitness orders readings as an editor lists them: by the first witness of
// each.
func byWitness(seg align.Segment, living []int) []int {
	out := slices.Clone(living)
	slices.SortFunc(out, func(a, b int) int { return seg.Readings[a].At[0].Witness - seg.Readings[b].At[0].Witness })
	return out
}

var kindName = map[string]Text{
	Number: {"数字", "number"}, Term: {"名称", "term"}, Modality: {"程度词", "modal word"}, LabelKind: {"序号", "label"},
	Wording: {"文字", "wording"}, Omission: {"有无", "omission"}, Addition: {"有无", "addition"}, Order: {"次序", "order"},
}

// Segment returns segment x of row r, the label for LabelSegment.
func Segment(c *align.Collation, r, x int) align.Segment {
	if x == LabelSegment {
		return c.Rows[r].Label
	}
	return c.Rows[r].Segments[x]
}

// stutterContext is how much before a reading may be the first half of a stutter, and
// of what is quoted of it.
const stutterContext = 4

// stutter finds readings that say a word twice over where no other reading
// does: 湖南湖南. The passage it stands in is garbled.
func (d *desk) stutter(j Judgement, seg align.Segment) {
	if j.Segment == LabelSegment {
		return
	}
	for _, k := range j.Living {
		word := d.stutters(j, seg, k)
		if word == "" {
			continue
		}
		rd := seg.Readings[k]
		around := d.rowTail(j.Row, j.Segment, stutterContext) + rd.Key + string(d.behind(j.Row, j.Segment, rightContext))
		d.tell(Finding{
			Rule: "corruption.garbled", Method: Reason, Severity: Warning, At: rd.At, Row: j.Row, Segment: j.Segment, Confidence: 0.9,
			Message:  say("%s 此处文字错乱：“%s”", "%s is garbled here: “%s”", sigla(rd.At), quote(unfold(around), 24)),
			Evidence: []Evidence{{Reason, say("“%s”重叠，不成句", "“%s” is said twice over", word)}},
		})
	}
}

// stutters returns the word that reading k says twice over where no other
// reading does.
func (d *desk) stutters(j Judgement, seg align.Segment, k int) string {
	before, after := d.rowTail(j.Row, j.Segment, stutterContext), string(d.behind(j.Row, j.Segment, rightContext))
	word := doubled(before + seg.Readings[k].Key + after)
	if word == "" || slices.ContainsFunc(j.Living, func(o int) bool {
		return o != k && doubled(before+seg.Readings[o].Key+after) == word
	}) || d.memo.count(word+word) > 0 {
		return ""
	}
	return word
}

// tailRunes returns the last n characters of a text, however long it is.
func tailRunes(s string, n int) string {
	at := len(s)
	for ; at > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// doubled returns the first word of two to six characters that stands twice
// in a row.
func doubled(text string) string {
	rs := []rune(text)
	for i := range rs {
		for n := 2; n <= 6 && i+2*n <= len(rs); n++ {
			if slices.Equal(rs[i:i+n], rs[i+n:i+2*n]) && !slices.ContainsFunc(rs[i:i+n], func(r rune) bool { return r < 0x80 }) {
				return string(rs[i : i+n])
			}
		}
	}
	return ""
}
