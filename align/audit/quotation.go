package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// A Quotation is what one testimony has at one place.
type Quotation struct {
	Testimony int          // index into Report.Testimony
	At        extract.Span // bytes of its Text; empty where it is asked what stands between two characters
	Reading   int          // index into the readings of the segment; of a conjecture 0 for the attested one, 1 for the proposed; -1 for another
}

// quotedAs says how many documents quote a place how, and which.
func (d *desk) quotedAs(qs []Quotation, as string) Text {
	from, n := d.sources(qs)
	if n == 1 {
		return say("另有 1 份文件引作“%s”：%[2]s", "one other document quotes it as “%s”: %[3]s", as, from.ZH, from.EN)
	}
	return say("另有 %[4]d 份文件引作“%[1]s”：%[2]s", "%[4]d other documents quote it as “%[1]s”: %[3]s", as, from.ZH, from.EN, n)
}

// sources names where quotations stand, one of each group: 湖南日报.txt 第12行.
func (d *desk) sources(qs []Quotation) (t Text, groups int) {
	var zh, en []string
	seen := map[int64]bool{}
	for _, q := range qs {
		s, group := d.testimony[q.Testimony], d.voices[q.Testimony].group
		if seen[group] {
			continue
		}
		seen[group] = true
		if one := say("%s 第%d行", "%s line %d", title(s.Source), s.Line); len(zh) < mostSources {
			zh, en = append(zh, one.ZH), append(en, one.EN)
		}
	}
	t = Text{strings.Join(zh, "、"), strings.Join(en, ", ")}
	if len(seen) > len(zh) {
		t.ZH, t.EN = t.ZH+" 等", t.EN+" and others"
	}
	return t, len(seen)
}

// mostSources are named in a sentence; the result lists all.
const mostSources = 3

// title is a document's file without its folder, on one line.
func title(source string) string {
	return strings.Map(func(r rune) rune {
		if align.Blank(r) && r != ' ' {
			return '·'
		}
		return r
	}, source[strings.LastIndexAny(source, `/\`)+1:])
}

// span is where letters [a, b) of a voice stand in its testimony.
func (v *voice) span(d *desk, a, b int) extract.Span {
	return v.said.span(d.testimony[v.n].Text, a, b)
}

func (l *letters) span(text string, a, b int) extract.Span {
	if a == b {
		if a == len(l.at) {
			return extract.Span{Lo: len(text), Hi: len(text)}
		}
		return extract.Span{Lo: l.at[a], Hi: l.at[a]}
	}
	sp := extract.Span{Lo: l.at[a], Hi: l.at[b-1]}
	for i := range text[sp.Hi:] {
		if i > 0 {
			sp.Hi += i
			return sp
		}
	}
	sp.Hi = len(text)
	return sp
}

// quotedSo reports whether some testimony has character n of a segment as the copies
// have it, or whether it was doubted on the word of testimony.
func (d *desk) quotedSo(r, x, n int) bool {
	i, ok := d.letterAt(r, x, n)
	return ok && (slices.ContainsFunc(d.proposed, func(p proposal) bool { return p.lo <= i && i < p.hi }) || len(d.quote(r, x, n, d.body.keys[i])) > 0)
}

// quote returns the quotations that have c in the place of character n of a segment.
func (d *desk) quote(r, x, n int, c rune) (out []Quotation) {
	i, ok := d.letterAt(r, x, n)
	if !ok {
		return nil
	}
	for _, v := range d.heard[r] {
		if a, b, ok := v.has(d.body, i, i+1); ok && b == a+1 && v.said.keys[a] == c {
			q := Quotation{v.n, v.span(d, a, b), 1}
			if c == d.body.keys[i] {
				q.Reading = 0
			}
			out = append(out, q)
		}
	}
	return out
}

// letterAt returns the letter of the body that is character n of a segment.
func (d *desk) letterAt(r, x, n int) (i int, ok bool) {
	if d.body == nil {
		return 0, false
	}
	lo, hi := d.body.segment(r, x)
	for i = lo; i < hi; i++ {
		if d.body.at[i].char == n {
			return i, true
		}
	}
	return 0, false
}

// What is shown on either side of a place, and how much more that neither end
// stands in the midst of a word.
const (
	beside   = 2
	mostWord = 4
)

// inWords returns from where to where characters [lo, hi) of a text are shown: some
// on either side, to the ends of words. Nothing is judged by it.
func (d *desk) inWords(text []rune, lo, hi int) (from, to int) {
	from, to = max(0, lo-beside), min(len(text), hi+beside)
	if d.c.Cut == nil {
		return from, to
	}
	at := max(0, from-2*mostWord)
	left, right := from, to
	for _, word := range d.c.Cut(string(text[at:min(len(text), to+2*mostWord)])) {
		next := at + utf8.RuneCountInString(word)
		if at < from && from < next && from-at <= mostWord {
			left = at
		}
		if at < to && to < next && next-to <= mostWord {
			right = next
		}
		at = next
	}
	return left, right
}
