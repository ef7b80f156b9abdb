package audit

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/language"
)

// A Conjecture is text that may be wrong though no copy has another. Either it is
// a character that only one line of copies attests and that the language and the
// document's own words speak against: 贪困 where all else is 贫困 (理校 with 本校).
// Or it is what other documents quote otherwise (他校, proposal.go). What is
// attested is printed, since nothing is invented; an editor sees what it may have
// been.
type Conjecture struct {
	Row, Segment int
	At           []align.Place // a character or a few, in each copy that has them
	Text         string        // as its first copy writes it
	Proposed     string
	P            float64 // probability that Text is wrong and Proposed right
	Kind         string  // what the two differ in
	Method       Method  // Reason or External
	Reasons      []Evidence
	Quoted       []Quotation // what testimony has there
}

// How a character is taken for another, in bits, as the channel of a noisy copy
// (Shannon; Kernighan, Church & Gale 1990 for spelling). A look-alike is one of
// about eight, weighted by likeness: 3 bits; anything else one of some thousands,
// and is proposed only where the document has it in the same surroundings. To
// either come 5 bits for the model's ignorance: it knows no 厘清 and no 磷石膏, and
// is as much surprised by them as by 贪困.
const (
	lookalikeBits = 3 + 5
	strangerBits  = 11 + 5
)

// Wrong characters in a copy before anything is known of it: one in 5,000, of
// which its own variants soon make another figure.
const (
	priorErrors = 1
	priorChars  = 5000
)

// mostByConjecture is the probability beyond which no guess goes.
const mostByConjecture = 0.85

// windowRight is how many characters behind one the model of the language and
// of the document can still connect with it.
const windowRight = 4

// conjectures looks at all text that one line of copies alone attests. How many
// bits are asked depends on how often the copy was seen to err: 16 where one
// character in 200 is wrong, 20 where nothing is known. On 54 sets of damaged
// copies of notices that the model has not seen, nine guesses in ten were right.
// A pair of characters that the document has elsewhere is never doubted, nor is one
// that is quoted so. Cost: a few microseconds for each character that the language
// finds strange, one in ten. Those that testimony proposes are given, and all are
// returned in the order of the text.
func (d *desk) conjectures(js []Judgement, proposed []Conjecture) []Conjecture {
	best := map[slot]int{}
	for _, j := range js {
		best[slot{j.Row, j.Segment}] = j.Living[j.Best]
	}
	rates := d.errorBits(js)
	out := proposed
	for r, row := range d.c.Rows {
		if !d.lonely(r) || d.listed(r) {
			continue
		}
		text := []rune{'\n'}
		var of []int // segment of each character of text
		of = append(of, -1)
		for x, seg := range row.Segments {
			k, ok := best[slot{r, x}]
			if living := d.livingReadings(r, x); !ok && len(living) == 1 {
				k, ok = living[0], true
			}
			if !ok {
				continue
			}
			for _, c := range seg.Readings[k].Key {
				text, of = append(text, c), append(of, x)
			}
		}
		out = append(out, d.doubt(r, text, of, best, rates)...)
	}
	slices.SortStableFunc(out, func(a, b Conjecture) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Segment, b.Segment), cmp.Compare(a.At[0].Span.Lo, b.At[0].Span.Lo))
	})
	return out
}

// lonely reports whether some living text of row r is attested by one line of
// copies alone.
func (d *desk) lonely(r int) bool {
	for w := range d.n {
		if d.own[w][r] > d.both[w][r] && d.alive(w, r) {
			return true
		}
	}
	return false
}

// errorBits is, for each line of copies, minus log2 of how often a character of
// it was seen to be wrong where others have another.
func (d *desk) errorBits(js []Judgement) []float64 {
	wrong, all := make([]float64, d.n), make([]float64, d.n)
	for _, j := range js {
		if j.Segment == LabelSegment || classOf(j.Kind, d.keys(j)) != alike || j.P[j.Best] < Sure {
			continue
		}
		for i, k := range j.Living {
			for _, p := range d.c.Rows[j.Row].Segments[j.Segment].Readings[k].At {
				if i != j.Best {
					wrong[d.parent[p.Witness]]++
				}
			}
		}
	}
	for w := range d.n {
		for r := range d.c.Rows {
			all[d.parent[w]] += float64(d.both[w][r])
		}
	}
	for w := range wrong {
		wrong[w] = math.Log2((all[w] + priorChars) / (wrong[w] + priorErrors))
	}
	return wrong
}

func (d *desk) keys(j Judgement) []string {
	out := make([]string, len(j.Living))
	for i, k := range j.Living {
		out[i] = Segment(d.c, j.Row, j.Segment).Readings[k].Key
	}
	return out
}

// doubt looks at each character of the text of row r that stands in a segment
// without a variant.
func (d *desk) doubt(r int, text []rune, of []int, chosen map[slot]int, rates []float64) []Conjecture {
	var out []Conjecture
	bits := d.model.LogProbs(nil, text, 1, len(text))
	last := -windowRight // the guess before; the characters around a wrong one are strange for its sake
	for i := 2; i+1 < len(text); i++ {
		x := of[i]
		if _, variant := chosen[slot{r, x}]; variant || i-last <= 2 || !doubtful(text[i]) || counted(text[i-1]) {
			continue
		}
		if d.memo.pair[pack(text[i-1], text[i])] > 1 || d.memo.pair[pack(text[i], text[i+1])] > 1 {
			continue // the document says it elsewhere
		}
		seg := d.c.Rows[r].Segments[x]
		rd := seg.Readings[d.livingReadings(r, x)[0]]
		line, alone := d.alone(rd, r, x)
		if !alone {
			continue
		}
		hi := min(len(text), i+1+windowRight)
		cost := 0.0
		for k := i; k < hi; k++ {
			cost -= bits[k-1]
		}
		need := rates[line] + lookalikeBits
		if cost < need+float64(hi-i) { // no other character could be so much likelier
			continue
		}
		g, ok := d.guess(text, i, hi)
		if !ok || g.bits < need {
			continue
		}
		n := i
		for n > 0 && of[n-1] == x {
			n--
		}
		at := d.characters(rd, i-n)
		if len(at) == 0 || d.quotedSo(r, x, i-n) {
			continue
		}
		p := min(mostByConjecture, 1/(1+math.Exp2(need-g.bits)))
		out = append(out, d.conjecture(r, x, i-n, at, text, i, g, p))
		last = i
	}
	return out
}

// doubtful leaves aside what language says nothing of: figures, and characters
// outside the standard.
func doubtful(c rune) bool { return language.Standard(c) && !numeral(c) }

// counted reports whether c is part of a number. Which counter follows one, 3所 or
// 3户, is the number's affair.
func counted(c rune) bool { return c >= '0' && c <= '9' || numeral(c) }

func numeral(c rune) bool {
	switch c {
	case '零', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两':
		return true
	}
	return false
}

// alone returns the line of copies that has a reading, if there is but one.
func (d *desk) alone(rd align.Reading, r, x int) (line int, ok bool) {
	line = -1
	for _, p := range rd.At {
		if d.dead[r][x].Has(p.Witness) {
			continue
		}
		if line >= 0 && d.parent[p.Witness] != line {
			return 0, false
		}
		line = d.parent[p.Witness]
	}
	return line, line >= 0
}

// A guess is another character for one of the text, and by how many bits it is
// likelier, less what its likeness costs beyond that of a look-alike.
type guess struct {
	char  rune
	bits  float64
	shape float64 // likeness; 0 for a character the document has there
}

// guess returns the likeliest character in place of text[i].
func (d *desk) guess(text []rune, i, hi int) (guess, bool) {
	window := slices.Clone(text[max(0, i-6):hi])
	at := i - max(0, i-6)
	own := d.without(window, at, text[i])
	best := guess{bits: math.Inf(-1)}
	try := func(c rune, shape, toll float64) {
		if c == text[i] || !doubtful(c) {
			return
		}
		if g := d.without(window, at, c) - own - toll; g > best.bits {
			best = guess{c, g, shape}
		}
	}
	for c, shape := range language.Lookalikes(text[i]) {
		try(c, shape, -math.Log2(shape))
	}
	if i+2 < len(text) {
		for _, c := range d.memo.following()[text[i-1]] {
			if d.memo.pair[pack(c, text[i+1])] > 0 && (d.memo.triple[pack(text[i-2], text[i-1], c)] > 1 ||
				d.memo.triple[pack(text[i-1], c, text[i+1])] > 1 || d.memo.triple[pack(c, text[i+1], text[i+2])] > 1) {
				try(c, 0, strangerBits-lookalikeBits)
			}
		}
	}
	return best, best.bits > 0
}

// without is the log2 probability of window[at:] with c at at, by the language
// and by what the document says elsewhere: the place in question does not
// testify for itself.
func (d *desk) without(window []rune, at int, c rune) float64 {
	here := window[at]
	window[at] = c
	sum := d.bitsElsewhere(window, at, c == here)
	window[at] = here
	return sum
}

// bitsElsewhere is the log2 probability of text[lo:], by the language and by what
// the document says elsewhere; own says that the text is that of the document
// itself, which then counts once less.
func (d *desk) bitsElsewhere(text []rune, lo int, own bool) float64 {
	sum := 0.0
	for k, lp := range d.model.LogProbs(nil, text, lo, len(text)) {
		p := (1 - share) * math.Exp2(lp)
		if i := lo + k; i >= 2 {
			p += share * d.memo.elsewhere(text[i-2], text[i-1], text[i], own)
		}
		sum += math.Log2(p)
	}
	return sum
}

// elsewhere is p without one occurrence: the one in question, where own says
// that the three characters as they stand are it.
func (m *memory) elsewhere(a, b, c rune, own bool) float64 {
	n, k := m.pair[pack(a, b)], m.triple[pack(a, b, c)]
	if own {
		n, k = n-1, k-1
	}
	if n < 2 || k < 1 {
		return 0
	}
	return float64(k) / float64(n+2)
}

// characters returns where character n of a reading's key stands in each copy.
func (d *desk) characters(rd align.Reading, n int) []align.Place {
	var out []align.Place
	seen := map[int]int{} // characters of the key passed, by witness
	for _, p := range rd.At {
		for i, c := range d.slice(p) {
			if align.Blank(c) {
				continue
			}
			if seen[p.Witness] == n {
				lo := p.Span.Lo + i
				q := align.Place{Witness: p.Witness, Span: p.Span}
				q.Span.Lo, q.Span.Hi = lo, lo+utf8.RuneLen(c)
				out = append(out, q)
			}
			seen[p.Witness]++
		}
	}
	return out
}

func (d *desk) conjecture(r, x, n int, at []align.Place, text []rune, i int, g guess, p float64) Conjecture {
	lo, hi := max(1, i-2), min(len(text), i+3)
	now := unfold(string(text[lo:hi]))
	then := unfold(string(text[lo:i]) + string(g.char) + string(text[i+1:hi]))
	c := Conjecture{Row: r, Segment: x, At: at, Text: d.slice(at[0]), Proposed: string(g.char), P: p, Kind: Wording, Method: Reason}
	c.Reasons = append(c.Reasons, Evidence{Reason, say("只有 %s 有此文，无从对校；就语言与全文用语看，“%s”较“%s”通顺", "only %s has this text, so there is nothing to collate; by language and the document's own words “%s” is likelier than “%s”", sigla(at), then, now)})
	if g.shape > 0 {
		c.Reasons = append(c.Reasons, Evidence{Reason, say("“%s”与“%s”形近，易误认误录", "“%[2]s” is easily taken for “%[1]s”", c.Text, c.Proposed)})
	} else {
		c.Reasons = append(c.Reasons, Evidence{Internal, say("全文他处有“%s”", "the document has “%s” elsewhere", unfold(string(text[i-1])+string(g.char)+string(text[i+1])))})
	}
	if c.Quoted = d.quote(r, x, n, g.char); len(c.Quoted) > 0 {
		c.Reasons = append(c.Reasons, Evidence{External, d.quotedAs(c.Quoted, then)})
	}
	d.tell(Finding{
		Rule: "corruption.confusable", Method: Reason, Severity: Info, At: at, Row: r, Segment: x, Confidence: p, Doubt: true,
		Message:  say("%s “%s”疑为“%s”", "%s “%s” may stand for “%s”", sigla(at), now, then),
		Evidence: c.Reasons, Fixes: []Fix{{Text: c.Proposed}},
	})
	return c
}
