package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

const minSentence = 20 // characters; a shorter clause without a stop is a heading

// sentences finds clauses that stop or begin in mid-sentence in every copy:
// text that nobody has any more.
func (d *desk) sentences() {
	for r := range d.c.Rows {
		if d.living(r) == 0 || d.listed(r) {
			continue
		}
		switch d.c.Rows[r].Kind {
		case extract.Item, extract.Paragraph, extract.Heading:
			if d.beheaded(r) {
				d.tellCut(r, AtStart)
			}
			if d.stopsShort(r) {
				d.tellCut(r, AtEnd)
			}
		case extract.Title:
			if d.halfTitle(r) {
				d.tellCut(r, AtStart)
			}
		}
	}
}

// stopsShort reports whether row r ends without ending a sentence though it
// holds one: commas or stops stand in it, and none at its end.
func (d *desk) stopsShort(r int) bool {
	text := d.reads(r)
	if n := d.c.Rows[r].Num; text == "" || complete(text) || n.Style != extract.NoStyle && n.Style < extract.Article {
		return false // 第四章 is followed by no sentence, but by a name that may go on in the next line
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if !strings.ContainsRune(",、", last) && (!strings.ContainsAny(text, ",。;") || utf8.RuneCountInString(text) < minSentence) {
		return false
	}
	return !d.carriesOn(r, text)
}

// carriesOn reports whether the next row takes up the sentence that row r leaves:
// the line is broken there and nothing lost. Where a part is lost, what follows fits
// no better than it would at the beginning of a line.
func (d *desk) carriesOn(r int, text string) bool {
	next := r + 1
	for next < len(d.c.Rows) && d.living(next) == 0 {
		next++
	}
	if next == len(d.c.Rows) || d.c.Rows[next].Num.Style != extract.NoStyle {
		return false
	}
	head := []rune(d.reads(next))
	head = head[:min(len(head), joint)]
	line := slices.Concat([]rune(text), head)
	here := d.model.LogProb(line, len(line)-len(head), len(line))
	return here >= -usualBits*float64(len(head)) && here >= jointBits+d.model.LogProb(append([]rune{'\n'}, head...), 1, 1+len(head))
}

const (
	joint     = 4   // characters that tell how a line begins
	usualBits = 5.1 // what a character of a notice costs the model
	jointBits = 4.0 // sixteen times as likely
)

// beheaded reports whether row r begins where every copy that has it is
// damaged: behind another document's text, and else behind stray pieces. Only
// an unlabelled paragraph can have lost its beginning unseen.
func (d *desk) beheaded(r int) bool {
	row := d.c.Rows[r]
	if row.Kind != extract.Paragraph || row.Num.Style != extract.NoStyle || r == 0 {
		return false
	}
	replaced := false
	for w := range d.n {
		if !d.alive(w, r) {
			continue
		}
		p, ok := d.place(w, r, r+1)
		if !ok || !d.deadBefore(w, r) {
			return false
		}
		for _, f := range d.strange {
			if f.Witness == w && f.Span.Lo < p.Span.Lo && strings.TrimSpace(d.c.Witnesses[w].Text[min(f.Span.Hi, p.Span.Lo):p.Span.Lo]) == "" {
				replaced = true
			}
		}
	}
	return replaced
}

// deadBefore reports whether what w has just before row r is dead.
func (d *desk) deadBefore(w, r int) bool {
	for x := r - 1; x >= 0; x-- {
		if d.own[w][x] > 0 {
			return !d.alive(w, x)
		}
	}
	return false
}

// halfTitle reports whether a title that names its kind has lost the 关于 or
// the issuer it begins with.
func (d *desk) halfTitle(r int) bool {
	t := d.reads(r)
	first, _ := utf8.DecodeRuneInString(t)
	return strings.ContainsRune(noBeginning, first) && strings.HasSuffix(t, "的通知") && !strings.Contains(t, "关于") && !strings.Contains(t, "转发") && !strings.Contains(t, "印发")
}

// noBeginning lists characters that end the name of an office or a phrase and
// begin none: 省职业教育….
const noBeginning = "省市县区州厅局委办的、，,）)”"

func (d *desk) tellCut(r int, at LacunaAt) {
	var places []align.Place
	for w := range d.n {
		if !d.alive(w, r) {
			continue
		}
		if p, ok := d.place(w, r, r+1); ok {
			if at == AtEnd {
				p.Span.Lo = p.Span.Hi
			} else {
				p.Span.Hi = p.Span.Lo
			}
			if d.told[where{w, p.Span.Lo}] {
				continue
			}
			places = append(places, p)
		}
	}
	if len(places) == 0 {
		return
	}
	for _, p := range places {
		d.told[where{p.Witness, p.Span.Lo}] = true
	}
	text := d.reads(r)
	f := Finding{
		Rule: "corruption.truncated", Method: Internal, Severity: Error, At: places, Row: r, Segment: -1, Confidence: 0.85, Lacuna: at,
		Evidence: []Evidence{{ByCollation, say("没有一份版本有其余文字", "no copy has the rest")}},
	}
	if at == AtEnd {
		var es []Evidence
		f.Quoted, es = d.goesOn(r)
		f.Evidence = append(f.Evidence, es...)
		f.Message = say("句子至“%s”中断，各本均无下文", "the sentence stops at “%s” in every copy", tailRunes(unfold(text), 14))
	} else {
		f.Message = say("“%s”之前的文字各本均失", "what stood before “%s” is lost in every copy", quote(unfold(text), 14))
	}
	if d.n == 1 && at == AtEnd {
		f.Message = say("句子至“%s”中断，下无文字", "the sentence stops at “%s”", tailRunes(unfold(text), 14))
	} else if d.n == 1 {
		f.Message = say("“%s”之前有文字失落", "something is lost before “%s”", quote(unfold(text), 14))
	}
	d.tell(f)
}
