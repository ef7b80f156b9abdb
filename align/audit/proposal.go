package audit

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// A proposal is what testimony has in the place of letters [lo, hi) of the body.
type proposal struct {
	lo, hi int
	key    string
}

// proposals finds text that all copies have, and for which all who quote it have
// another: a number that was wrong in the first copy already. What is attested is
// printed. Asked are two voices, or one faithful voice and language or document
// beside it; none may have what the copies have.
func (d *desk) proposals(js []Judgement) []Conjecture {
	if d.body == nil {
		return nil
	}
	rates := d.errorBits(js)
	var all []proposal
	for _, v := range d.voices {
		all = append(all, d.otherwise(v)...)
	}
	slices.SortFunc(all, func(a, b proposal) int {
		return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi), strings.Compare(a.key, b.key))
	})
	var weighed []weighedProposal
	for _, p := range slices.Compact(all) {
		if w, ok := d.weighProposal(p, rates); ok {
			weighed = append(weighed, w)
		}
	}
	slices.SortStableFunc(weighed, func(a, b weighedProposal) int { return cmp.Compare(b.p, a.p) })
	var out []Conjecture
	for _, w := range weighed {
		if slices.ContainsFunc(d.proposed, func(p proposal) bool { return w.lo < p.hi && p.lo < w.hi }) {
			continue
		}
		d.proposed = append(d.proposed, w.proposal)
		out = append(out, d.propose(w))
	}
	return out
}

// otherwise lists where a voice has something else than the body in the midst of
// what agrees. What stands between two such places and is a single letter belongs
// to both: 双高 and 高水平 share 高 by chance.
func (d *desk) otherwise(v *voice) []proposal {
	var out []proposal
	b := d.body
	last, said := none, none // the letter before the place, and its partner
	for i := v.lo; i < v.lo+len(v.to); i++ {
		j, ok := v.agrees(b, i)
		if !ok {
			continue
		}
		if _, next := v.agrees(b, i+1); last >= 0 && i > last+1 && !next && i+1 < v.lo+len(v.to) {
			continue
		}
		if last >= 0 && (i > last+1 || j > said+1) {
			if p, ok := d.substitute(proposal{last + 1, i, string(v.said.keys[said+1 : j])}); ok {
				out = append(out, p)
			}
		}
		last, said = i, j
	}
	return out
}

// substitute reports whether a differing place is one thing put for another: a word
// in one place that has one reading, or a number, of which 20 and 200 are two. What
// only one side has is another matter.
func (d *desk) substitute(p proposal) (proposal, bool) {
	b := d.body
	if p.lo == p.hi || p.key == "" {
		only := string(b.keys[p.lo:p.hi]) + p.key
		switch {
		case strings.Trim(only, hanDigits+"0123456789.%") != "":
			return p, false
		case p.lo > 0 && !b.broken[p.lo] && ofNumber(b.keys[p.lo-1]):
			p.lo--
			p.key = string(b.keys[p.lo]) + p.key
		case p.hi < len(b.keys) && !b.broken[p.hi] && ofNumber(b.keys[p.hi]):
			p.key += string(b.keys[p.hi])
			p.hi++
		default:
			return p, false
		}
	}
	c := b.at[p.lo]
	within := func(i int) bool { return i >= 0 && i < len(b.keys) && b.at[i].row == c.row && b.at[i].seg == c.seg }
	for ofNumber(b.keys[p.lo]) && within(p.lo-1) && !b.broken[p.lo] && ofNumber(b.keys[p.lo-1]) {
		p.lo--
		p.key = string(b.keys[p.lo]) + p.key
	}
	for ofNumber(b.keys[p.hi-1]) && within(p.hi) && !b.broken[p.hi] && ofNumber(b.keys[p.hi]) {
		p.key += string(b.keys[p.hi])
		p.hi++
	}
	return p, c.seg != LabelSegment && within(p.hi-1) && p.hi-p.lo <= mostProposed && utf8.RuneCountInString(p.key) <= mostProposed &&
		!d.listed(c.row) && len(d.livingReadings(c.row, c.seg)) == 1
}

// ofNumber reports whether a letter is part of a number.
func ofNumber(c rune) bool { return counted(c) || c == '%' || c == '.' }

// propose tells of a proposal.
func (d *desk) propose(w weighedProposal) Conjecture {
	c, rd := d.placeOf(w.proposal)
	key, end := []rune(rd.Key), d.body.at[w.hi-1].char+1
	said := slices.Concat(key[:c.char], []rune(w.text), key[end:])
	lo, hi := d.inWords(said, c.char, c.char+utf8.RuneCountInString(w.text))
	now := unfold(string(key[lo : hi+len(key)-len(said)]))
	then := unfold(string(said[lo:hi]))
	g := Conjecture{Row: c.row, Segment: c.seg, At: w.at, Text: d.raw(w.at[:1]), Proposed: unfold(w.text), P: w.p, Kind: w.kind, Method: External, Quoted: w.quoted}
	from, _ := d.sources(w.quoted)
	g.Reasons = []Evidence{{External, say("引用此处的 %[1]d 份文件中 %[2]d 份作“%[3]s”：%[4]s", "of %[1]d documents that quote the place %[2]d have “%[3]s”: %[5]s", w.asked, w.groups, then, from.ZH, from.EN)}}
	if w.misread {
		g.Reasons = append(g.Reasons, Evidence{Reason, say("“%s”与“%s”形近或音近，易误认误录", "“%[2]s” is easily taken for “%[1]s”", unfold(w.attested), g.Proposed)})
	}
	if w.kind != Number && w.counts > w.countsThere {
		g.Reasons = append(g.Reasons, Evidence{Internal, say("全文他处“%s”%d 见，“%s”%d 见", "elsewhere in the document “%s” occurs %d times, “%s” %d times", g.Proposed, w.counts, unfold(w.attested), w.countsThere)})
	} else if w.kind != Number && w.kind != Term && w.context > 1 {
		g.Reasons = append(g.Reasons, Evidence{Reason, say("就上下文的语言看，“%s”更通顺", "in its context “%s” is the likelier language", g.Proposed)})
	}
	f := Finding{
		Rule: w.rule, Method: External, Severity: Warning, At: w.at, Row: c.row, Segment: c.seg, Confidence: w.p, Doubt: true,
		Message:  say("%s “%s”疑为“%s”：引用此处的文件如此", "%s “%s” may stand for “%s”, as it is quoted", sigla(w.at), now, then),
		Evidence: g.Reasons, Fixes: []Fix{{Text: g.Proposed}}, Quoted: w.quoted, Otherwise: &Otherwise{now, then, w.groups},
	}
	if w.groups == 1 {
		f.Severity = Info
	}
	d.tell(f)
	return g
}

// run returns where characters [lo, hi) of a reading's key stand in each living
// copy; nothing where they stand in several places of one.
func (d *desk) run(rd align.Reading, lo, hi int, dead Set) []align.Place {
	var out []align.Place
	seen := map[int]int{} // characters of the key passed, by witness
	for _, p := range rd.At {
		if dead.Has(p.Witness) {
			continue
		}
		begun := false
		for i, c := range d.slice(p) {
			if align.Blank(c) {
				continue
			}
			n := seen[p.Witness]
			seen[p.Witness]++
			if n < lo || n >= hi {
				continue
			}
			sp := extract.Span{Lo: p.Span.Lo + i, Hi: p.Span.Lo + i + utf8.RuneLen(c)}
			switch {
			case n == lo:
				out, begun = append(out, align.Place{Witness: p.Witness, Span: sp}), true
			case !begun:
				return nil
			default:
				out[len(out)-1].Span.Hi = sp.Hi
			}
		}
	}
	return out
}
