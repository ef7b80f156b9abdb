package audit

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"jiaokan/align"
)

// How likely a testimony has another word than the document where the document is
// right, in bits. First that it differs there at all: as often as it differs
// elsewhere, and once in a hundred letters before anything is known of it. Then
// that it differs so: a misread character is one of some eight look-alikes, a
// number or a name one of many, while a word has a few synonyms that anybody might
// put for it. All who retell may do so in the same way, for the same reason (要
// for 应当, 开展 for 组织): that bounds what all of them together can say.
var differing = map[string]struct{ so, together float64 }{
	Number:                  {5, 30},
	Term:                    {5, 28},
	"corruption.confusable": {3, 26},
	Wording:                 {3, 13},
	Modality:                {1, 12},
}

const (
	priorOther   = 1   // places in which a testimony differs before anything is known of it
	priorLetters = 100 // in so many letters
)

// Beyond priorErrors/priorChars, which is for one line of copies: when several have
// the same text, what they come from must have had it, and that was written with
// more care.
const sharedBits = 3

const (
	mostByTestimony = 0.95 // the probability beyond which no proposal goes
	tellFrom        = 0.8  // and from which it is told
	mostFromContext = 12   // bits that language and the document's own words can add or take
	leastProposing  = 24   // letters that a voice must have agreeing: 本条例自…年1月1日起施行 is anybody's
	mostProposed    = 16   // letters; who words more than that otherwise retells
)

// A weighedProposal is a proposal with what speaks for it.
type weighedProposal struct {
	proposal
	p                   float64
	at                  []align.Place // of what is attested
	attested            string        // characters of the key
	before, behind      string        // of its row
	text                string        // what is proposed, as the first testimony writes it, folded
	kind, rule          string
	misread             bool        // one character for a look-alike
	quoted              []Quotation // those that have it
	groups, asked       int         // how many groups have it, of how many that quote the place
	faithful            bool        // nothing else of theirs differs
	bits                float64     // that they say for it
	counts, countsThere int         // occurrences of the proposal and of the attested elsewhere in the document
	context             float64     // bits that language and document say for it
}

// weighProposal reports whether a proposal is likely enough to be told.
func (d *desk) weighProposal(p proposal, rates []float64) (w weighedProposal, ok bool) {
	c, rd := d.placeOf(p)
	key := []rune(rd.Key)
	end := d.body.at[p.hi-1].char + 1
	w = weighedProposal{proposal: p, attested: string(key[c.char:end]), at: d.run(rd, c.char, end, d.dead[c.row][c.seg])}
	w.before = d.rowBefore(c.row, c.seg) + string(key[:c.char])
	w.behind = string(key[end:]) + string(d.behind(c.row, c.seg, rightContext))
	w.classify()
	if len(w.at) == 0 || d.retold(&w) || !d.count(&w) {
		return w, false
	}
	w.context = d.contextBits(&w)
	if w.groups == 1 && !(w.faithful && w.context > 0 && w.counts > 0 && w.countsThere == 0 && (w.misread || w.kind == Term)) {
		return w, false // one voice may have misread it; the document itself must say so too
	}
	if w.kind == Term && w.groups == 2 && inName(w.before, w.behind, '《', '》') {
		return w, false // 根据《…法》: documents of one kind have each its own ground
	}
	need := math.Log2(priorChars/priorErrors) + sharedBits
	if line, alone := d.alone(rd, c.row, c.seg); alone {
		need = rates[line]
	}
	w.p = min(mostByTestimony, 1/(1+math.Exp2(need-w.bits-w.context)))
	return w, w.p >= tellFrom
}

// placeOf returns where a proposal begins, and the reading it is in.
func (d *desk) placeOf(p proposal) (column, align.Reading) {
	c := d.body.at[p.lo]
	return c, d.c.Rows[c.row].Segments[c.seg].Readings[d.livingReadings(c.row, c.seg)[0]]
}

// classify finds what a proposal and what is attested differ in.
func (w *weighedProposal) classify() {
	keys := []string{w.attested, w.key}
	w.kind = kindOf(keys, w.before, w.behind)
	w.misread = w.kind == Wording && (Alike(keys) || rare(w.attested) && chars(w.key) == 1 && !rare(w.key))
	switch {
	case w.kind == Term && !inName(w.before, w.behind, '"', '"'):
		w.kind = Wording // a quotation mark is missing somewhere
	case w.kind == Number && !sameFigures(keys, w.before, w.behind):
		w.kind = Wording // 可以处5万 for 并处1万元以上5万 is no slip of a figure
	}
	if w.kind == Wording && !w.misread && named(keys, w.before, w.behind) {
		w.kind = Term
	}
	if w.rule = cmp.Or(ruleOf[w.kind], "conflict.wording"); w.misread {
		w.rule = "corruption.confusable"
	}
}

// count asks all who quote the place, and reports whether most of them have the
// proposal and nobody has what the copies have. Those who retell do not count.
func (d *desk) count(w *weighedProposal) bool {
	votes, denied := d.poll(w)
	if denied {
		return false
	}
	odds := differing[cmp.Or(map[bool]string{true: w.rule}[w.misread], w.kind)]
	w.faithful = true
	for _, o := range votes.settled() {
		if o.v.free(1) > paraphrase || o.v.agreed < leastProposing {
			continue
		}
		w.asked++
		if o.key != w.key {
			continue
		}
		w.groups++
		w.quoted = append(w.quoted, o.quoted...)
		w.bits += odds.so - math.Log2(float64(o.v.faith.other-1+priorOther)/float64(o.v.faith.agreed+priorLetters))
		w.faithful = w.faithful && o.v.faith.other == 1
	}
	if w.groups == 0 || 2*w.groups <= w.asked {
		return false
	}
	w.bits = min(w.bits, odds.together)
	q := w.quoted[0]
	w.text = align.Key(d.testimony[q.Testimony].Text[q.At.Lo:q.At.Hi])
	return !strings.ContainsAny(w.text, "。;:!?") // no sentence ends within a word
}

// poll asks all who quote the place of a proposal; denied says that one of them has
// what the copies have.
func (d *desk) poll(w *weighedProposal) (votes poll, denied bool) {
	plain := string(d.body.keys[w.lo:w.hi])
	for _, v := range d.heard[d.body.at[w.lo].row] {
		lo, hi, ok := v.has(d.body, w.lo, w.hi)
		if !ok || lo == hi {
			continue
		}
		said := string(v.said.keys[lo:hi])
		if said == plain || sameValue(w.attested, said, w.before, w.behind) {
			return votes, true
		}
		q := Quotation{v.n, v.span(d, lo, hi), none}
		if said == w.key || sameValue(w.key, said, w.before, w.behind) {
			said, q.Reading = w.key, 1
		}
		votes.add(v, said, q)
	}
	return votes, false
}

// contextBits is what the language and the document's own words say of a proposal
// against what is attested: the odds of a variant without its copies.
func (d *desk) contextBits(w *weighedProposal) float64 {
	left := []rune("\n" + w.before)
	left = left[max(0, len(left)-leftContext):]
	right := []rune(w.behind)
	right = right[:min(len(right), rightContext)]
	cl := classOf(w.kind, []string{w.attested, w.key})
	of := func(key string, own bool) evidence {
		k := []rune(key)
		e := evidence{bits: d.bitsElsewhere(slices.Concat(left, k, right), len(left), own), chars: float64(len(k)), count: d.memo.count(key)}
		if len(k) == 1 && len(right) > 0 { // with either neighbour
			e.count = int(max(d.memo.pair[pack(left[len(left)-1], k[0])], d.memo.pair[pack(k[0], right[0])]))
		}
		return e
	}
	there, here := of(w.attested, true), of(w.key, false)
	there.count = max(0, there.count-1) // the place in question does not testify for itself
	w.counts, w.countsThere = here.count, there.count
	sum := odds(here.features(cl)) - odds(there.features(cl))
	if cl == figures && chars(w.attested) >= 3 { // 2023, and no part of another number
		sum += weight[1] * (math.Log2(1+float64(here.count)) - math.Log2(1+float64(there.count)))
	}
	if cl == words && !(there.count == 0 && -there.bits >= strange*float64(chars(w.attested+string(right)))) {
		sum = min(sum, 0) // who retells takes a common word for a common word
	}
	return min(max(sum/math.Ln2, -mostFromContext), mostFromContext)
}

// strange is from how many bits a character on, with the few behind it, a text is no
// common wording: sound text has four on average.
const strange = 7
