package audit

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/extract"
)

// A Testimony is a passage of another document that quotes the text of a witness
// (他校). It is laid beside the copies letter by letter (voice.go), says which
// reading of a variant it has (external.go), what it has where all copies have
// something else (proposal.go) and where they have nothing (unattested.go).
type Testimony struct {
	Source  string       // name of the document
	Group   int64        // documents of one group count as one voice
	Text    string       // the passage as it stands there, with some 20 characters on either side
	Line    int          // of the passage in its document, from 1
	Witness int          // whose text it seems to quote
	Span    extract.Span // of that witness: what it seems to quote
}

// What a testimony must be to be heard. The shortest is a sentence's half: fewer
// letters agree by chance in official Chinese (为深入贯彻落实党中央). The longest
// keeps the table of an alignment within four million cells; one who quotes more
// has the whole document, and is a copy.
const (
	leastAgreed  = 12
	mostCells    = 4 << 20
	mostAllCells = 400 << 20 // of all that is heard, and of all that is not; two seconds each
)

// hear lays the testimony beside the copies. What cannot be laid there, because it
// is empty or endless, points nowhere, is a copy of a witness or agrees too little,
// is left out, and the Report does not list it. The order in which testimony is
// given changes nothing.
func (d *desk) hear(all []Testimony) {
	all = slices.DeleteFunc(slices.Clone(all), func(t Testimony) bool { return !d.sound(t) })
	slices.SortFunc(all, func(a, b Testimony) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), strings.Compare(a.Text, b.Text), cmp.Compare(a.Group, b.Group),
			strings.Compare(d.c.Witnesses[a.Witness].Text, d.c.Witnesses[b.Witness].Text), cmp.Compare(a.Span.Lo, b.Span.Lo), cmp.Compare(a.Span.Hi, b.Span.Hi), cmp.Compare(a.Witness, b.Witness))
	})
	all = slices.Compact(all)
	if len(all) == 0 {
		return
	}
	d.body = d.newBody()
	find, whole := make([]func(at int) int, d.n), make([][]rune, d.n)
	faiths := map[int64]*faith{}
	// What is not heard must not take from what is: a Report is made again from what
	// was heard alone.
	left, leftUnheard := mostAllCells, mostAllCells
	for _, t := range all {
		if find[t.Witness] == nil {
			find[t.Witness], whole[t.Witness] = d.body.finder(d, t.Witness), lettersOf(d.c.Witnesses[t.Witness].Text).keys
		}
		lo, hi := find[t.Witness](t.Span.Lo), find[t.Witness](t.Span.Hi-1)
		if lo < 0 || hi < 0 {
			continue
		}
		v := &voice{n: len(d.testimony), group: t.Group, said: lettersOf(t.Text)}
		v.lo = max(0, min(lo, hi)-margin)
		end := min(len(d.body.keys), max(lo, hi)+1+margin)
		cells := (end - v.lo) * len(v.said.keys)
		if cells > min(mostCells, left, leftUnheard) || slices.Equal(v.said.keys, whole[t.Witness]) {
			continue // a copy is a witness and no testimony
		}
		if v.align(d.body.keys[v.lo:end]); v.agreed < leastAgreed {
			leftUnheard -= cells
			continue
		}
		left -= cells
		v.other += v.ragged(d.body)
		if v.faith = faiths[t.Group]; v.faith == nil {
			v.faith = &faith{}
			faiths[t.Group] = v.faith
		}
		v.faith.agreed, v.faith.other = v.faith.agreed+v.agreed, v.faith.other+v.other
		d.testimony = append(d.testimony, t)
		d.voices = append(d.voices, v)
		for r := d.body.at[v.lo].row; r <= d.body.at[v.lo+len(v.to)-1].row; r++ {
			d.heard[r] = append(d.heard[r], v)
		}
	}
	d.joinMoulds()
}

// sound reports whether a testimony can be read and points to text.
func (d *desk) sound(t Testimony) bool {
	if t.Witness < 0 || t.Witness >= d.n || t.Line < 1 || len(t.Text) > mostCells || !utf8.ValidString(t.Text) || !utf8.ValidString(t.Source) {
		return false
	}
	text, sp := d.c.Witnesses[t.Witness].Text, t.Span
	return 0 <= sp.Lo && sp.Lo < sp.Hi && sp.Hi <= len(text) && utf8.RuneStart(text[sp.Lo]) && (sp.Hi == len(text) || utf8.RuneStart(text[sp.Hi]))
}
