package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// What testimony has between two letters that all copies have side by side. One
// who quotes may put in a word (据介绍，…), so that three voices are asked for a word
// or two, and two for as much as nobody puts in by chance, which is more than a hint.
const (
	leastLost = 2
	longLost  = 8
	alikeLost = 0.8 // of the letters of the longer must be those of the other
	readsOn   = 40  // letters quoted behind a clause that stops

	quotedBefore = 6 // letters shown before what is lost
)

// An insert is what one voice has between letters at-1 and at of the body.
type insert struct {
	at     int
	lo, hi int // letters of the voice
	v      *voice
}

// unattested finds what two voices or more quote where the copies have nothing. It
// is told, with what is quoted, and never printed: no copy has it, and one who
// quotes adds as well.
func (d *desk) unattested() {
	if d.body == nil {
		return
	}
	var all []insert
	for _, v := range d.voices {
		all = append(all, d.inserts(v)...)
	}
	slices.SortStableFunc(all, func(a, b insert) int { return a.at - b.at })
	for lo := 0; lo < len(all); {
		hi := lo + 1
		for hi < len(all) && all[hi].at == all[lo].at {
			hi++
		}
		d.tellUnattested(all[lo:hi])
		lo = hi
	}
}

func (d *desk) inserts(v *voice) []insert {
	var out []insert
	for i := v.lo + 1; i < v.lo+len(v.to); i++ {
		_, before := v.agrees(d.body, i-1)
		_, behind := v.agrees(d.body, i)
		lo, hi, ok := v.has(d.body, i, i)
		if ok && before && behind && hi-lo >= leastLost && v.free(1) <= paraphrase {
			out = append(out, insert{i, lo, hi, v})
		}
	}
	return out
}

// tellUnattested tells of what is quoted at one place where several groups say the
// same and nobody has nothing there.
func (d *desk) tellUnattested(all []insert) {
	at := all[0].at
	c, next := d.body.at[at-1], d.body.at[at]
	if c.seg == LabelSegment || next.seg == LabelSegment && next.row == c.row || d.listed(c.row) || d.cutThere(c.row, next.row) {
		return
	}
	qs, groups := d.alikeInserts(all)
	for _, v := range d.heard[c.row] {
		if lo, hi, ok := v.has(d.body, at, at); ok && lo == hi {
			return // quoted as the copies have it
		}
	}
	places := d.behindLetter(at - 1)
	if groups < 2 || len(places) == 0 || d.between(places, at) {
		return
	}
	t := d.testimony[qs[0].Testimony].Text[qs[0].At.Lo:qs[0].At.Hi]
	begin, _ := d.inWords(d.body.keys, at-quotedBefore+beside, at)
	here, there := string(d.body.keys[begin:at]), quote(t, 24)
	long := len(lettersOf(t).keys) >= longLost
	if groups == 2 && !long {
		return
	}
	from, n := d.sources(qs)
	f := Finding{
		Rule: "corruption.missing", Method: External, Severity: Info, At: places, Row: c.row, Segment: -1, Confidence: 0.6, Quoted: qs, Otherwise: &Otherwise{here, here + there, n},
		Message:  say("“%s”之后可能脱去“%s”：引用此处的文件有，各本皆无", "“%[2]s” may be lost behind “%[1]s”: it is quoted, and no copy has it", here, there),
		Evidence: []Evidence{{External, say("引用此处的 %[1]d 份文件有此文：%[2]s", "%[1]d documents that quote the place have it: %[3]s", n, from.ZH, from.EN)}},
	}
	if long {
		f.Severity, f.Confidence = Warning, 0.8
	}
	d.tell(f)
}

// alikeInserts returns, of what is quoted at one place, that on which most groups
// agree, and how many do. Of very many only some are taken for the model.
func (d *desk) alikeInserts(all []insert) (best []Quotation, most int) {
	key := func(x insert) []rune { return x.v.said.keys[x.lo:x.hi] }
	for _, model := range all[:min(len(all), 8)] {
		var qs []Quotation
		groups := map[int64]bool{}
		for _, x := range all {
			a, b := key(model), key(x)
			if same, _ := align.Agreement(a, b); float64(same) >= alikeLost*float64(max(len(a), len(b))) {
				qs = append(qs, Quotation{x.v.n, x.v.span(d, x.lo, x.hi), none})
				groups[x.v.group] = true
			}
		}
		if len(groups) > most {
			best, most = qs, len(groups)
		}
	}
	return best, most
}

// cutThere reports whether the end of row r or the beginning of row s is known to
// be lost.
func (d *desk) cutThere(r, s int) bool {
	return slices.ContainsFunc(d.out, func(f Finding) bool {
		return f.Lacuna == AtEnd && f.Row == r && r != s || (f.Lacuna == AtStart || f.Lacuna == Above) && f.Row == s && r != s
	})
}

// behindLetter returns the point behind letter i of the body in each living copy.
func (d *desk) behindLetter(i int) []align.Place {
	c := d.body.at[i]
	living := d.livingReadings(c.row, c.seg)
	if len(living) != 1 {
		return nil
	}
	out := d.run(d.c.Rows[c.row].Segments[c.seg].Readings[living[0]], c.char, c.char+1, d.dead[c.row][c.seg])
	for x := range out {
		out[x].Span.Lo = out[x].Span.Hi
	}
	return out
}

// between reports whether a copy has some text of another sort, a stray piece or a
// table of contents, from one of some places to letter i of the body.
func (d *desk) between(places []align.Place, i int) bool {
	c := d.body.at[i]
	if c.seg == LabelSegment {
		return false
	}
	for _, k := range d.livingReadings(c.row, c.seg) {
		for _, q := range d.run(d.c.Rows[c.row].Segments[c.seg].Readings[k], c.char, c.char+1, d.dead[c.row][c.seg]) {
			for _, p := range places {
				if p.Witness == q.Witness && (p.Span.Hi > q.Span.Lo || len(lettersOf(d.c.Witnesses[p.Witness].Text[p.Span.Hi:q.Span.Lo]).keys) > 0) {
					return true
				}
			}
		}
	}
	return false
}

// goesOn returns how testimony reads on behind the last letter of a row that stops
// in mid-sentence, to the end of its sentence: evidence for the lacuna.
func (d *desk) goesOn(r int) (qs []Quotation, es []Evidence) {
	if d.body == nil {
		return nil, nil
	}
	last := none
	for i, c := range d.body.at {
		if c.row == r {
			last = i
		}
	}
	for _, v := range d.heard[r] {
		j, ok := v.agrees(d.body, last)
		if n, _ := v.beside(d.body, last, -1); !ok || n < enough {
			continue
		}
		text := d.testimony[v.n].Text
		on := v.said.span(text, j, j+1).Hi
		end := on
		next, there := v.agrees(d.body, last+1) // the text goes on with what the copies have
		for k := j + 1; k < len(v.said.keys) && k <= j+readsOn && !(there && k == next); k++ {
			end = v.said.span(text, k, k+1).Hi
			if r, _ := utf8.DecodeRuneInString(text[end:]); strings.ContainsRune("。；！？\n", r) {
				break
			}
		}
		if more := quote(text[on:end], readsOn); chars(more) >= leastLost {
			t := d.testimony[v.n]
			qs = append(qs, Quotation{v.n, extract.Span{Lo: on, Hi: end}, none})
			es = append(es, Evidence{External, say("%s 第%d行引此处，下文作“%s”", "%s, line %d, quotes this and reads on: “%s”", title(t.Source), t.Line, more)})
		}
	}
	return qs[:min(len(qs), mostSources)], es[:min(len(es), mostSources)]
}
