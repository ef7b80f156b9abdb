package audit

import (
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// Amendments reports what happened between two versions: one finding for each
// article that is not as it was. None of it is a question, so all are Info.
func Amendments(c *align.Collation, a *Amendment) *Report {
	d := &amended{c: c, a: a, rows: []func(int) int{align.RowOf(c, 0), align.RowOf(c, 1)}}
	d.versions()
	for _, l := range a.Links {
		d.article(l)
	}
	rep := &Report{Findings: d.out, Dead: make([][]Set, len(c.Rows))}
	for r, row := range c.Rows {
		rep.Dead[r] = make([]Set, len(row.Segments))
		rep.Parent = append(rep.Parent, row.Parent)
	}
	return rep
}

// amended is a pair of versions of which findings are told.
type amended struct {
	c    *align.Collation
	a    *Amendment
	rows []func(at int) int
	out  []Finding
}

// versions says that the two are versions, and why.
func (d *amended) versions() {
	a := d.a
	changed := 0
	for _, l := range a.Links {
		if l.Old != nil && l.New != nil && !l.Same && !l.Merged {
			changed++
		}
	}
	f := Finding{
		Rule: "amendment.versions", Method: ByCollation, Severity: Info, Row: -1, Segment: -1, Confidence: 0.95,
		At: []align.Place{{Witness: a.New}}, Against: []align.Place{{Witness: a.Old}},
		Message: say("%s、%s 是同一文件先后的两版，不是抄本：新增 %d 条，删去 %d 条，改动 %d 条，移号 %d 条；定本即较新的 %[2]s",
			"%s and %s are two versions of one document and not copies: %d articles added, %d repealed, %d changed, %d renumbered; the canonical text is the newer, %[2]s",
			Siglum(a.Old), Siglum(a.New), a.Added, a.Repealed, changed, a.Renumbered),
		Evidence: []Evidence{{Reason, say("%d 处以词易词或增删整句，句中撕裂的 %d 条", "%d places give words for words or put whole clauses in or out; %d articles are torn in mid-sentence", a.Whole, a.Torn)}},
	}
	if a.OldDate != a.Date && a.OldDate != (Day{}) && a.Date != (Day{}) {
		f.Evidence = append(f.Evidence, Evidence{Internal, say("题注所记最后日期不同：%s｜%s", "the dates they give last differ: %s | %s", a.OldDate, a.Date)})
	}
	d.out = append(d.out, f)
}

// article tells what became of one article.
func (d *amended) article(l align.Link) {
	old, new := d.c.Witnesses[d.a.Old], d.c.Witnesses[d.a.New]
	f := Finding{Method: ByCollation, Severity: Info, Segment: -1, Confidence: l.Sure}
	was, is := labelOf(old, l.Old), labelOf(new, l.New)
	switch {
	case l.Old == nil:
		f.Rule, f.Message = "amendment.added", say("新增%s“%s”", "%s“%s” is new", is, quote(new.Text[l.New.Body.Lo:l.New.Span.Hi], 30))
	case l.New == nil:
		f.Rule, f.Message = "amendment.repealed", say("删去原%s“%s”", "%s“%s” is repealed", was, quote(old.Text[l.Old.Body.Lo:l.Old.Span.Hi], 30))
	case l.Merged:
		f.Rule, f.Message = "amendment.changed", say("原%s并入%s：“%s”", "%s is merged into %s: “%s”", was, is, quote(old.Text[l.Old.Body.Lo:l.Old.Span.Hi], 24))
	case !l.Same:
		f.Rule = "amendment.changed"
		f.Evidence = d.changes(l)
		f.Message = say("%s有改动：%s", "%s is changed: %s", is, "")
		if l.Renumbered() {
			f.Message = say("原%s改为%s，并有改动：%s", "%s is now %s, and changed: %s", was, is, "")
		}
		if len(f.Evidence) > 0 {
			f.Message.ZH, f.Message.EN = f.Message.ZH+f.Evidence[0].Text.ZH, f.Message.EN+f.Evidence[0].Text.EN
		}
	case l.Renumbered():
		f.Rule, f.Message = "amendment.renumbered", say("原%s改为%s，文字照旧：“%s”", "%s is now %s, in the same words: “%s”", was, is, quote(new.Text[l.New.Body.Lo:l.New.Span.Hi], 24))
	default:
		return
	}
	if l.Old != nil {
		f.At, f.Row = []align.Place{{Witness: d.a.Old, Span: l.Old.Span}}, d.row(d.a.Old, l.Old)
	}
	if l.New != nil {
		f.Against, f.At = f.At, []align.Place{{Witness: d.a.New, Span: l.New.Span}}
		f.Row = d.row(d.a.New, l.New)
	}
	d.out = append(d.out, f)
}

// labelOf is what an article is called: its label, or nothing.
func labelOf(w *extract.Witness, b *extract.Block) string {
	if b == nil {
		return ""
	}
	return quote(w.Slice(b.Label), 16)
}

const mostPlaces = 5 // changes told of one article

// changes quotes the first places in which an article differs.
func (d *amended) changes(l align.Link) (out []Evidence) {
	old, new := d.c.Witnesses[d.a.Old], d.c.Witnesses[d.a.New]
	x, y := align.Wording(old, l.Old), align.Wording(new, l.New)
	hs := align.Hunks(align.Keys(x), align.Keys(y))
	for i, h := range hs {
		h = wholeNumber(x, y, h)
		was, is := printed(old, x[h.Old.Lo:h.Old.Hi]), printed(new, y[h.New.Lo:h.New.Hi])
		t := say("“%s”改作“%s”", "“%s” is now “%s”", was, is)
		switch {
		case i == mostPlaces:
			return append(out, Evidence{ByCollation, say("另有 %d 处", "%d more places", len(hs)-i)})
		case was == "":
			t = say("增“%s”", "“%s” is put in", is)
		case is == "":
			t = say("删“%s”", "“%s” is left out", was)
		}
		out = append(out, Evidence{ByCollation, t})
	}
	return out
}

// wholeNumber widens a difference to the number it lies in: 第二十二条 became
// 第二十四条, and not 二 became 四.
func wholeNumber(x, y []align.Token, h align.Hunk) align.Hunk {
	digit := func(r rune) bool { return strings.ContainsRune("0123456789"+hanDigits, r) }
	inside := h.Old.Len() > 0 && digit(x[h.Old.Lo].Key) || h.New.Len() > 0 && digit(y[h.New.Lo].Key)
	for inside && h.Old.Lo > 0 && h.New.Lo > 0 && digit(x[h.Old.Lo-1].Key) && x[h.Old.Lo-1].Key == y[h.New.Lo-1].Key {
		h.Old.Lo, h.New.Lo = h.Old.Lo-1, h.New.Lo-1
	}
	for inside && h.Old.Hi < len(x) && h.New.Hi < len(y) && digit(x[h.Old.Hi].Key) && x[h.Old.Hi].Key == y[h.New.Hi].Key {
		h.Old.Hi, h.New.Hi = h.Old.Hi+1, h.New.Hi+1
	}
	return h
}

// printed is how a witness prints some characters, shortened.
func printed(w *extract.Witness, ts []align.Token) string {
	var out strings.Builder
	for _, t := range ts {
		out.WriteString(w.Slice(t.Span))
	}
	return quote(out.String(), 24)
}

// row returns the row in which an article begins, or -1.
func (d *amended) row(w int, b *extract.Block) int {
	if r := d.rows[w](b.Span.Lo); r >= 0 {
		return r
	}
	return d.rows[w](b.Body.Lo)
}
