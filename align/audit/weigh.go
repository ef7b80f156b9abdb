package audit

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// LabelSegment stands for a row's label where a segment is asked for.
const LabelSegment = -2

// A Judgement says which reading of a variant is right, and why.
type Judgement struct {
	Row     int
	Segment int // index into Row.Segments, or LabelSegment
	Kind    string
	Living  []int     // readings with a witness that counts, as indexes into the segment
	P       []float64 // probability of each of Living; they add up to 1
	Best    int       // index into Living
	Method  Method    // what weighed most
	Reasons []Evidence
	Quoted  []Quotation // what testimony has there

	Evidence [][Features]float64 // of each of Living, before weighing; nil for labels
}

// A class of variants whose evidence weighs alike.
type class int

const (
	alike   class = iota // one character for a look-alike
	missing              // something or nothing
	figures              // numbers: language says nothing of them
	names                // terms: nor of these
	words                // all else
	classes
)

// Features is the number of Judgement.Evidence per reading.
const Features = 3 + 2*int(classes) + 2

const (
	voices = Features - 2 // the feature of testimony
	cannot = Features - 1 // that a number can't be
)

// weight of each feature, in natural log-odds: an independent line of copies;
// each doubling of the occurrences elsewhere in the document; text at the very
// beginning or end of a clause, where copies lose but do not add; then for
// each class a bit of the language model, and a character more (copies drop
// words more often than they add them). Of names language knows nothing; what
// counts is how often the document uses them. Fitted by conditional logistic
// regression on damaged copies of statutes that the language model had not
// seen: see fit. Set by hand are the third (no damage made by a program falls on
// the bounds of a clause only) and those of figures and names (a program's
// wrong numbers and names are longer than the right ones; a clerk's are not), and
// that of testimony: where one quotation in ten came from a damaged copy, 5 was the
// likeliest for it, and nobody knows how many do. With 2.1 one voice settles nothing.
// The last is of a number that can't be; see calendar.go.
var weight = [Features]float64{4.111, 0.537, 8, 0.502, 0, 0.317, 1.308, 0.2, 0, 1, 0, 0.377, 0.832, 2.1, -7}

// judgements weighs every variant, in the order of the text, so that what was
// chosen before serves as context. With three copies or more it does so twice:
// the first time tells which copies share rare errors.
func (d *desk) judgements() []Judgement {
	d.remember()
	js := d.weigh()
	lines, garbled := d.n > 2 && d.findLines(js), d.findGarbled(js)
	if lines || garbled {
		js = d.weigh()
	}
	d.compareCopies(js)
	d.together(js)
	return js
}

func (d *desk) weigh() []Judgement {
	var out []Judgement
	d.label = map[int]extract.Num{}
	for r, row := range d.c.Rows {
		if row.Label.Variant() {
			if j, ok := d.judgeLabel(r); ok {
				out = append(out, j)
				d.label[r] = numOf(row.Label.Readings[j.Living[j.Best]].Key)
			}
		}
		if n, ok := d.firstNumber(r); ok {
			d.label[r] = n
		}
		left := []rune{'\n'}
		var before strings.Builder // the row so far, by the first living readings
		for x, seg := range row.Segments {
			living := d.livingReadings(r, x)
			if len(living) == 0 {
				continue
			}
			best := living[0]
			if len(living) > 1 {
				j := d.judge(r, x, living, before.String(), left)
				out = append(out, j)
				best = j.Living[j.Best]
			}
			left = append(left, []rune(seg.Readings[best].Key)...)
			before.WriteString(seg.Readings[living[0]].Key)
		}
	}
	return out
}

// remember learns the agreed text of the document.
func (d *desk) remember() {
	d.memo = newMemory()
	var all strings.Builder
	for r, row := range d.c.Rows {
		var run strings.Builder
		for x, seg := range row.Segments {
			living := d.livingReadings(r, x)
			if len(living) != 1 {
				d.memo.learn(run.String())
				all.WriteString(run.String() + "\n")
				run.Reset()
				continue
			}
			run.WriteString(seg.Readings[living[0]].Key)
		}
		d.memo.learn(run.String())
		all.WriteString(run.String() + "\n")
	}
	d.memo.text = all.String()
}

// livingReadings returns the readings that some witness has in text that
// belongs to the document.
func (d *desk) livingReadings(r, x int) []int {
	var out []int
	for k, rd := range d.c.Rows[r].Segments[x].Readings {
		for _, p := range rd.At {
			if !d.dead[r][x].Has(p.Witness) {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

const (
	leftContext  = 12
	rightContext = 5
)

// judge weighs the readings of one segment, given what its row has before it: the first
// living readings, and those that were chosen.
func (d *desk) judge(r, x int, living []int, before string, left []rune) Judgement {
	row := d.c.Rows[r]
	seg := row.Segments[x]
	if len(left) > leftContext {
		left = left[len(left)-leftContext:]
	}
	right := d.behind(r, x, rightContext)
	j := Judgement{Row: r, Segment: x, Living: living}
	keys := make([]string, len(living))
	for i, k := range living {
		keys[i] = seg.Readings[k].Key
	}
	j.Kind = kindOf(keys, before, string(right))
	if j.Kind == Omission && d.mostlyEmpty(r, x, living) {
		j.Kind = Addition
	}
	cl := classOf(j.Kind, keys)
	long := spread(keys) > longOmission
	ev := make([]evidence, len(living))
	heard := d.hears(r, x, living, keys, before, string(right))
	for i, k := range living {
		ev[i] = d.evidenceFor(r, x, seg.Readings[k], left, right)
	}
	printed := d.hearPrints(r, x, living, keys, ev)
	for i := range living {
		if heard != nil {
			ev[i].voices = heard.voices[i]
		}
		rim := cl == missing && (ev[i].rim >= 0 || marksOnly(keys))
		if !rim {
			ev[i].rim = 0
		}
		if long && (rim || cl != missing) {
			ev[i].bits, ev[i].chars = 0, min(ev[i].chars, 3)
		}
		j.Evidence = append(j.Evidence, ev[i].features(cl))
	}
	j.P = softmax(j.Evidence)
	if own, said := ev[0].lines, ev[0].voices; cl != alike && !slices.ContainsFunc(ev, func(e evidence) bool { return e.lines != own || e.voices != said }) {
		temper(j.P, mostByLanguage)
	}
	for i, p := range j.P {
		if p > j.P[j.Best] {
			j.Best = i
		}
	}
	j.Method, j.Reasons = reasons(keys, ev, j.Evidence, j.Best)
	j.Reasons = append(j.Reasons, printed...)
	d.testify(&j, heard, keys)
	return j
}

// spread is how many characters the longest of some readings has more than the
// shortest.
func spread(keys []string) int {
	least, most := chars(keys[0]), 0
	for _, k := range keys {
		least, most = min(least, chars(k)), max(most, chars(k))
	}
	return most - least
}

// mostByLanguage is the probability beyond which no reading goes where the
// copies stand evenly and language alone decides.
const mostByLanguage = 0.97

// temper keeps probabilities within most.
func temper(ps []float64, most float64) {
	top := slices.Max(ps)
	if top <= most {
		return
	}
	for i, p := range ps {
		switch {
		case p == top:
			ps[i] = most
		case top < 1:
			ps[i] = p * (1 - most) / (1 - top)
		default: // the others are less than a float can tell
			ps[i] = (1 - most) / float64(len(ps)-1)
		}
	}
}

func classOf(kind string, keys []string) class {
	switch {
	case kind == Number:
		return figures
	case kind == Term:
		return names
	case slices.Contains(keys, ""):
		return missing
	case Alike(keys):
		return alike
	}
	return words
}

// breaksAt reports whether a line ends at each of some omissions.
func (d *desk) breaksAt(at []align.Place) bool {
	for _, p := range at {
		t := strings.TrimLeft(d.c.Witnesses[p.Witness].Text[p.Span.Hi:], " \t　")
		if t == "" || t[0] != '\n' && t[0] != '\r' {
			return false
		}
	}
	return len(at) > 0
}

// longOmission is the length, in characters, from which what some copies have
// and others lack is no word dropped or put in, and its language says nothing.
const longOmission = 12

// evidence is what speaks for one reading.
type evidence struct {
	lines float64 // independent lines of copies
	at    []align.Place
	bits  float64 // log2 of its probability, with what follows
	chars float64
	count int     // occurrences elsewhere in the document
	kin   bool    // some of its copies come from one parent
	rim   float64 // 1 for text at the bounds of a clause that others lack

	voices float64 // of testimony, by groups
	cannot string  // a number in it that can't be
}

func (e evidence) features(c class) (f [Features]float64) {
	f[0], f[1], f[2] = e.lines, math.Log2(1+float64(e.count)), e.rim
	f[3+2*c], f[4+2*c] = e.bits, e.chars
	f[voices] = voicesWeigh(e.voices)
	if e.cannot != "" {
		f[cannot] = 1
	}
	if c == figures { // 20 stands in 2025 too
		f[1] = 0
	}
	if c == names {
		f[3+2*c] = f[1]
	}
	return f
}

func odds(f [Features]float64) (sum float64) {
	for i, x := range f {
		sum += weight[i] * x
	}
	return sum
}

func (d *desk) evidenceFor(r, x int, rd align.Reading, left, right []rune) evidence {
	e := evidence{}
	for _, p := range rd.At {
		if !d.dead[r][x].Has(p.Witness) {
			e.at = append(e.at, p)
		}
	}
	e.lines, e.kin = d.lines(e.at, r)
	key := []rune(rd.Key)
	if len(key) == 0 && d.breaksAt(e.at) {
		e.rim = -1 // a line break stands for the mark
	}
	if last := len(d.c.Rows[r].Segments) - 1; len(key) > 1 && (x == 0 || x == last) {
		e.rim = 1
	}
	text := append(append(append([]rune{}, left...), key...), right...)
	e.bits = d.bits(text, len(left), len(text))
	e.chars = float64(len(key))
	e.count = d.memo.count(rd.Key)
	e.cannot = cannotBe(string(left) + rd.Key + string(d.behind(r, x, leftContext)))
	return e
}

// rowBefore returns the folded text of row r before segment x.
func (d *desk) rowBefore(r, x int) string {
	var out strings.Builder
	for y := range x {
		if k := d.livingReadings(r, y); len(k) > 0 {
			out.WriteString(d.c.Rows[r].Segments[y].Readings[k[0]].Key)
		}
	}
	return out.String()
}

// rowTail returns the last n characters of that.
func (d *desk) rowTail(r, x, n int) string {
	out := ""
	for y := x - 1; y >= 0 && chars(out) < n; y-- {
		if k := d.livingReadings(r, y); len(k) > 0 {
			out = tailRunes(d.c.Rows[r].Segments[y].Readings[k[0]].Key, n) + out
		}
	}
	return tailRunes(out, n)
}

// behind returns the first n characters behind segment x of row r, and a line
// end where the row ends.
func (d *desk) behind(r, x, n int) []rune {
	var out []rune
	segs := d.c.Rows[r].Segments
	for y := x + 1; y < len(segs) && len(out) < n; y++ {
		if k := d.livingReadings(r, y); len(k) > 0 {
			out = append(out, []rune(segs[y].Readings[k[0]].Key)...)
		}
	}
	if len(out) >= n {
		return out[:n]
	}
	return append(out, '\n')
}

func (d *desk) mostlyEmpty(r, x int, living []int) bool {
	empty, full := 0, 0
	for _, k := range living {
		rd := d.c.Rows[r].Segments[x].Readings[k]
		if rd.Key == "" {
			empty += len(rd.At)
		} else {
			full += len(rd.At)
		}
	}
	return empty > full
}

func softmax(fs [][Features]float64) []float64 {
	out := make([]float64, len(fs))
	for i, f := range fs {
		out[i] = odds(f)
	}
	return normalize(out)
}

// normalize turns log-odds into probabilities.
func normalize(odds []float64) []float64 {
	top := slices.Max(odds)
	sum := 0.0
	out := make([]float64, len(odds))
	for i, o := range odds {
		out[i] = math.Exp(o - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// chars counts the characters of a key.
func chars(key string) int { return utf8.RuneCountInString(key) }
