package audit

import (
	"math"
	"slices"
	"strings"

	"jiaokan/align"
)

// paraphrase is the share of differing places from where on a testimony retells
// and does not quote: six in a hundred letters. Quotations that a recogniser read
// with two errors in a hundred letters stay well below.
const paraphrase = 0.06

// A hearing is what testimony has at one variant.
type hearing struct {
	voices []float64     // for each of Living, of groups: a faithful one counts 1, one that retells a half
	quoted [][]Quotation // for each of Living
	third  []Quotation   // of a reading that no copy has and most of the others do: see proposal.go
	key    string        // that reading, in letters
	groups int           // that have it
}

// hears asks the testimony which of the readings of a segment it has. A quotation
// that leaves something out testifies to nothing: people quote in part. One that
// has what a copy lacks testifies, since nobody adds a copy's very words.
func (d *desk) hears(r, x int, living []int, keys []string, before, behind string) *hearing {
	if len(d.heard[r]) == 0 || x == LabelSegment {
		return nil
	}
	h := &hearing{voices: make([]float64, len(living)), quoted: make([][]Quotation, len(living))}
	lo, hi := d.body.segment(r, x)
	read := make([]string, len(keys))
	for i, k := range keys {
		read[i] = string(lettersOf(k).keys)
	}
	var polled poll
	for _, v := range d.heard[r] {
		a, b, ok := v.has(d.body, lo, hi)
		if !ok || a == b {
			continue
		}
		said := string(v.said.keys[a:b])
		i := d.same(read, said, before, behind)
		q := Quotation{v.n, v.span(d, a, b), none}
		if i >= 0 {
			q.Reading = living[i]
			h.quoted[i] = append(h.quoted[i], q)
			said = read[i]
		}
		polled.add(v, said, q)
	}
	if len(polled.votes) == 0 {
		return nil
	}
	for i, k := range read {
		if k != "" {
			h.voices[i] = polled.weight(k)
		}
	}
	for _, vote := range polled.byReading() {
		if !slices.Contains(read, vote.key) && polled.groups(vote.key) > h.groups {
			h.key, h.groups, h.third = vote.key, polled.groups(vote.key), vote.quoted
		}
	}
	return h
}

// same returns which of the readings a quotation has: letter by letter, by value
// (20 and 二十), or, of a reading of some length, but for a letter in five, which
// a recogniser or a writer may have changed, where no other is as near.
func (d *desk) same(read []string, said, before, behind string) int {
	for i, k := range read {
		if k == said || k != "" && sameValue(k, said, before, behind) {
			return i
		}
	}
	least, next, at := math.MaxInt, math.MaxInt, none
	rs := []rune(said)
	for i, k := range read {
		ks := []rune(k)
		longer := max(len(ks), len(rs))
		if len(ks) < 5 || longer > longQuoted {
			continue
		}
		agree, _ := align.Agreement(ks, rs)
		switch off := longer - agree; {
		case 5*off > longer || differ([]string{k, said}, func(k string) []string { return numbers(k, before, behind) }):
		case off < least:
			least, next, at = off, least, i
		default:
			next = min(next, off)
		}
	}
	if least == next {
		return none
	}
	return at
}

// sameValue reports whether two readings are one number, 20 and 二十, in two
// writings.
func sameValue(a, b, before, behind string) bool {
	return kindOf([]string{a, b}, before, behind) == Width || strings.Trim(a+b, hanDigits+"0123456789.%") == "" && canonicalNumber(a) == canonicalNumber(b)
}

// longQuoted is from where on a reading must be quoted to the letter.
const longQuoted = 512

// voicesWeigh is the feature of testimony: the second voice counts for less than
// the first and the third for less than the second, since who quotes may have
// copied from one who did.
func voicesWeigh(n float64) float64 { return math.Log2(1 + n) }

// unsettled is the probability beyond which no reading of the copies goes where
// more voices have another.
const unsettled = 0.85

// testify says in words what the testimony has, and keeps the variant open where
// two voices or more agree on what no copy has.
func (d *desk) testify(j *Judgement, h *hearing, keys []string) {
	if h == nil {
		return
	}
	var es []Evidence
	for i := range j.Living {
		j.Quoted = append(j.Quoted, h.quoted[i]...)
	}
	order := []int{j.Best}
	for i := range j.Living {
		if i != j.Best {
			order = append(order, i)
		}
	}
	for _, i := range order {
		if len(h.quoted[i]) > 0 {
			es = append(es, Evidence{External, d.quotedAs(h.quoted[i], show(keys[i]))})
		}
	}
	if h.groups > 1 {
		t := d.quotedAs(h.third, quote(h.key, 16))
		es = append(es, Evidence{External, Text{t.ZH + "；各本皆无此读法", t.EN + "; no copy reads so"}})
		j.Quoted = append(j.Quoted, h.third...)
		if float64(h.groups) > h.voices[j.Best] {
			temper(j.P, unsettled)
		}
	}
	j.Reasons = slices.Insert(j.Reasons, 1, es...)
}
