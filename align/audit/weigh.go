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
const Features = 3 + 2*int(classes)

// weight of each feature, in natural log-odds: an independent line of copies;
// each doubling of the occurrences elsewhere in the document; text at the very
// beginning or end of a clause, where copies lose but do not add; then for
// each class a bit of the language model, and a character more (copies drop
// words more often than they add them). Of names language knows nothing; what
// counts is how often the document uses them. Fitted by conditional logistic
// regression on damaged copies of statutes that the language model had not
// seen: see fit. Set by hand are the third (no damage made by a program falls on
// the bounds of a clause only) and those of figures and names (a program's
// wrong numbers and names are longer than the right ones; a clerk's are not).
var weight = [Features]float64{4.111, 0.537, 8, 0.502, 0, 0.317, 1.308, 0.2, 0, 1, 0, 0.377, 0.832}

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
		left := []rune{'\n'}
		for x, seg := range row.Segments {
			living := d.livingReadings(r, x)
			if len(living) == 0 {
				continue
			}
			best := living[0]
			if len(living) > 1 {
				j := d.judge(r, x, living, left)
				out = append(out, j)
				best = j.Living[j.Best]
			}
			left = append(left, []rune(seg.Readings[best].Key)...)
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

// judge weighs the readings of one segment.
func (d *desk) judge(r, x int, living []int, left []rune) Judgement {
	row := d.c.Rows[r]
	seg := row.Segments[x]
	if len(left) > leftContext {
		left = left[len(left)-leftContext:]
	}
	right := d.behind(r, x)
	j := Judgement{Row: r, Segment: x, Living: living}
	keys := make([]string, len(living))
	for i, k := range living {
		keys[i] = seg.Readings[k].Key
	}
	j.Kind = kindOf(keys, d.rowBefore(r, x), string(right))
	if j.Kind == Omission && d.mostlyEmpty(r, x, living) {
		j.Kind = Addition
	}
	cl := classOf(j.Kind, keys)
	long := slices.ContainsFunc(keys, func(k string) bool { return chars(k) > longOmission })
	ev := make([]evidence, len(living))
	for i, k := range living {
		ev[i] = d.evidenceFor(r, x, seg.Readings[k], left, right)
		if cl != missing || ev[i].rim < 0 && !marksOnly(keys) {
			ev[i].rim = 0
		} else if long {
			ev[i].bits, ev[i].chars = 0, min(ev[i].chars, 3)
		}
		j.Evidence = append(j.Evidence, ev[i].features(cl))
	}
	j.P = softmax(j.Evidence)
	if own := ev[0].lines; cl != alike && !slices.ContainsFunc(ev, func(e evidence) bool { return e.lines != own }) {
		temper(j.P)
	}
	for i, p := range j.P {
		if p > j.P[j.Best] {
			j.Best = i
		}
	}
	j.Method, j.Reasons = reasons(keys, ev, j.Evidence, j.Best)
	return j
}

// mostByLanguage is the probability beyond which no reading goes where the
// copies stand evenly and language alone decides.
const mostByLanguage = 0.97

// temper keeps probabilities within mostByLanguage.
func temper(ps []float64) {
	top := slices.Max(ps)
	if top <= mostByLanguage {
		return
	}
	for i, p := range ps {
		if p == top {
			ps[i] = mostByLanguage
		} else {
			ps[i] = p * (1 - mostByLanguage) / (1 - top)
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
}

func (e evidence) features(c class) (f [Features]float64) {
	f[0], f[1], f[2] = e.lines, math.Log2(1+float64(e.count)), e.rim
	f[3+2*c], f[4+2*c] = e.bits, e.chars
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
	return e
}

// reasons says in words what spoke for the best reading against the next, and
// which of the four methods weighed most.
func reasons(keys []string, ev []evidence, fs [][Features]float64, best int) (Method, []Evidence) {
	next := -1
	for i := range ev {
		if i != best && (next < 0 || odds(fs[i]) > odds(fs[next])) {
			next = i
		}
	}
	a, b := ev[best], ev[next]
	gain := func(i int) float64 { return weight[i] * (fs[best][i] - fs[next][i]) }
	name := 3 + 2*int(names)
	copies, own, language := gain(0), gain(1)+gain(name), 0.0
	for i := 2; i < Features; i++ {
		if i != name {
			language += gain(i)
		}
	}
	method := ByCollation
	if own > copies && own > language {
		method = Internal
	} else if language > copies {
		method = Reason
	}
	out := []Evidence{{ByCollation, copiesSay(keys, ev, best, next)}}
	if a.count != b.count && keys[best] != "" && keys[next] != "" {
		out = append(out, Evidence{Internal, say("全文他处“%s”%d 见，“%s”%d 见", "elsewhere in the document “%s” occurs %d times, “%s” %d times", show(keys[best]), a.count, show(keys[next]), b.count)})
	}
	switch {
	case a.rim > b.rim:
		out = append(out, Evidence{Reason, say("在条款首尾，残缺者多，增添者少", "at the bounds of a clause copies lose text and seldom add it")})
	case language > 0.5:
		out = append(out, Evidence{Reason, say("就上下文的语言看，“%s”更通顺", "in its context “%s” is the likelier language", show(keys[best]))})
	case language < -0.5:
		out = append(out, Evidence{Reason, say("单就语言看，“%s”亦通", "by language alone “%s” would do", show(keys[next]))})
	}
	if Alike([]string{keys[best], keys[next]}) {
		out = append(out, Evidence{Reason, say("“%s”与“%s”形近或音近，易误认误录", "“%[2]s” is easily taken for “%[1]s”", show(keys[best]), show(keys[next]))})
	}
	return method, out
}

// copiesSay tells how the copies stand, and which of them is damaged here.
func copiesSay(keys []string, ev []evidence, best, next int) Text {
	all := 0
	for _, e := range ev {
		all += len(e.at)
	}
	t := say("%d 份版本中 %d 份作“%s”", "of %d copies %d read “%s”", all, len(ev[best].at), show(keys[best]))
	if len(ev[best].at) == len(ev[next].at) {
		t = say("“%s”与“%s”各有 %d 份版本", "“%s” and “%s” have as many copies each: %d", show(keys[best]), show(keys[next]), len(ev[best].at))
	}
	if e := ev[next]; e.lines < float64(len(e.at)) {
		more := say("；%s 此段前后残损", "; %s is damaged round about", sigla(e.at))
		if e.kin {
			more = say("；%s 同出一源，只算一证", "; %s come from one parent and count as one", sigla(e.at))
		}
		t.ZH, t.EN = t.ZH+more.ZH, t.EN+more.EN
	}
	return t
}

func show(key string) string {
	if key == "" {
		return "∅"
	}
	return quote(unfold(key), 16)
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

// behind returns the first characters behind segment x of row r, and a line
// end where the row ends.
func (d *desk) behind(r, x int) []rune {
	var out []rune
	segs := d.c.Rows[r].Segments
	for y := x + 1; y < len(segs) && len(out) < rightContext; y++ {
		if k := d.livingReadings(r, y); len(k) > 0 {
			out = append(out, []rune(segs[y].Readings[k[0]].Key)...)
		}
	}
	if len(out) >= rightContext {
		return out[:rightContext]
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

// judgeLabel weighs the labels of row r: by copies, and by which continues the
// list.
func (d *desk) judgeLabel(r int) (Judgement, bool) {
	row := d.c.Rows[r]
	j := Judgement{Row: r, Segment: LabelSegment, Kind: labelKind(row)}
	var keys []string
	var odds []float64
	want := d.nextLabel(r)
	for k, rd := range row.Label.Readings {
		lines := 0
		for _, p := range rd.At {
			if d.alive(p.Witness, r) {
				lines++
			}
		}
		if lines == 0 {
			continue
		}
		o := weight[0] * float64(lines)
		num := numOf(rd.Key)
		if num == want {
			o += sequence
		}
		if rd.Key == "" {
			o -= sequence
		}
		j.Living, keys, odds = append(j.Living, k), append(keys, rd.Key), append(odds, o)
	}
	if len(j.Living) < 2 {
		return j, false
	}
	j.P = normalize(odds)
	for i := range j.P {
		if j.P[i] > j.P[j.Best] {
			j.Best = i
		}
	}
	j.Method = ByCollation
	j.Reasons = []Evidence{{ByCollation, say("各本序号不同：%s", "the copies number it differently: %s", strings.Join(keys, "｜"))}}
	if num := numOf(keys[j.Best]); num == want && want.Style != extract.NoStyle {
		j.Method = Internal
		j.Reasons = append(j.Reasons, Evidence{Internal, say("“%s”承接上一条的序号", "“%s” continues the list", keys[j.Best])})
	}
	j.Reasons = append(j.Reasons, d.lostItems(r, j)...)
	return j, true
}

// lostItems says what it implies that a clause bears a higher number in one
// copy than in another: the copy with the lower has lost items before it.
func (d *desk) lostItems(r int, j Judgement) (out []Evidence) {
	row := d.c.Rows[r]
	for _, a := range j.Living {
		for _, b := range j.Living {
			x := numOf(row.Label.Readings[a].Key)
			y := numOf(row.Label.Readings[b].Key)
			if x.Style == y.Style && x.Value < y.Value {
				out = append(out, Evidence{Internal, say("%s 的序号比 %s 少 %d：其前应有 %d 条为 %[1]s 所失", "%s counts %[3]d less than %[2]s: it has lost %[4]d items before this one", sigla(row.Label.Readings[a].At), sigla(row.Label.Readings[b].At), y.Value-x.Value, y.Value-x.Value)})
			}
		}
	}
	return out
}

// nextLabel is what the label of row r should be, by its nearest sibling
// above.
func (d *desk) nextLabel(r int) extract.Num {
	row := d.c.Rows[r]
	for x := r - 1; x >= 0; x-- {
		up := d.c.Rows[x]
		if d.living(x) == 0 || up.Num.Style == extract.NoStyle {
			continue
		}
		if n, ok := d.label[x]; ok {
			up.Num = n
		}
		if up.Num.Style == row.Num.Style {
			return extract.Num{Style: up.Num.Style, Value: up.Num.Value + 1}
		}
		if up.Num.Style < row.Num.Style {
			break
		}
	}
	return extract.Num{Style: row.Num.Style, Value: 1}
}

// sequence is what it is worth that a label continues its list.
const sequence = 2

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
