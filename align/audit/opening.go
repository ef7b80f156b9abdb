package audit

import (
	"regexp"
	"strconv"
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// Openings of sister documents. A government answers 湖北 and 四川 in the same
// words: 关于湖北省在温家宝总理考察工作时所提问题和建议办理情况的函. Where a copy has
// the opening of the other letter, the two do not part over whole rows, as rivals
// that foreign finds; they share the mould and differ in what is poured into it:
// the document number, the place, the dates.

const (
	leastDisputes = 4   // places with other contents, the document number among them
	otherLength   = 2   // characters from which what differs is no slip
	ownWords      = 20  // pairs of characters that only one of the openings has, from which their kinship is worth asking
	sisterShare   = 0.5 // how much less kin the stranger is; less than foreign asks, since the mould is the same
)

// An opening is what stands at the top of the copies up to where they come
// together.
type opening struct {
	rows     int   // rows [0, rows)
	camps    []Set // witnesses by the document number they print
	disputes int   // places with other contents
}

// sisters finds the opening of a sister document and sets it aside.
func (d *desk) sisters() {
	o := d.opening()
	if len(o.camps) != 2 || o.disputes < leastDisputes {
		return
	}
	strange, why := d.strangeCamp(o)
	if strange < 0 {
		return
	}
	for _, w := range d.order {
		if o.camps[strange].Has(w) {
			d.tellSister(w, o.rows, why)
		}
	}
}

// opening reads from the top on: it ends where the copies agree over more than
// a bridge, or on an item with its label. Rows that one copy alone has, or that two have each in words of its own,
// lie within.
func (d *desk) opening() (o opening) {
	run := 0 // characters since the last dispute
	differ := make([]int, d.n*d.n)
	defer func() {
		if len(o.camps) != 2 {
			o.camps = d.campsBy(differ, o.rows)
		}
		o.disputes += d.rivalItems(o.rows)
	}()
	for r, row := range d.c.Rows {
		alone := Set(0)
		for w := range d.n {
			if d.lone(w, r) && d.own[w][r]-d.both[w][r] > shardOnly {
				alone |= 1 << w
			}
		}
		if alone != 0 && (d.living(r) == 1 || alone&(alone-1) != 0) {
			o.rows, run = r+1, 0
		}
		if row.Kind == extract.Number && o.camps == nil && d.living(r) > 1 {
			o.camps = d.camps(r)
		}
		alike := 0 // characters of this row
		for x, seg := range row.Segments {
			living := d.livingReadings(r, x)
			switch {
			case d.dispute(seg, living, differ):
				o.disputes++
				o.rows, run, alike = r+1, 0, -bridge
			case len(living) == 1 && d.severalLines(seg.Readings[living[0]]):
				run += chars(seg.Readings[living[0]].Key)
				alike += chars(seg.Readings[living[0]].Key)
			}
			if run > bridge && !d.rivalItemsAfter(r) {
				return o
			}
		}
		if alike >= minForeign && row.Num.Style != extract.NoStyle {
			return o
		}
	}
	return o
}

// rivalItems counts the labels that two witnesses have in rows [0, hi), each with words of
// its own.
func (d *desk) rivalItems(hi int) (n int) {
	by := map[[4]extract.Num]int{}
	for r := range hi {
		for w := range d.n {
			if d.c.Rows[r].Num.Style != extract.NoStyle && d.living(r) == 1 && d.lone(w, r) {
				path := d.path(w, r)
				if v, ok := by[path]; ok && d.parent[v] != d.parent[w] {
					n++
				}
				by[path] = w
			}
		}
	}
	return n
}

// rivalItemsAfter reports whether behind row r two witnesses go on with the same label,
// each with words of its own.
func (d *desk) rivalItemsAfter(r int) bool {
	if r+2 >= len(d.c.Rows) {
		return false
	}
	a, b := r+1, r+2
	return d.c.Rows[a].Num.Style != extract.NoStyle && d.c.Rows[a].Num == d.c.Rows[b].Num &&
		d.living(a) == 1 && d.living(b) == 1 && !d.shareWitness(a, b)
}

// dispute reports whether some readings are other contents, and counts that for each
// pair of witnesses in differ.
func (d *desk) dispute(seg align.Segment, living []int, differ []int) (any bool) {
	for i, a := range living {
		for _, b := range living[:i] {
			if !otherContents(seg.Readings[a].Key, seg.Readings[b].Key) {
				continue
			}
			any = true
			for _, v := range seg.Readings[a].At {
				for _, w := range seg.Readings[b].At {
					differ[v.Witness*d.n+w.Witness]++
					differ[w.Witness*d.n+v.Witness]++
				}
			}
		}
	}
	return any
}

// campsBy parts the witnesses that have text in the first rows by their disputes:
// those in one camp have few with each other.
func (d *desk) campsBy(differ []int, rows int) []Set {
	var out []Set
next:
	for _, w := range d.order {
		if _, ok := d.place(w, 0, rows); !ok {
			continue
		}
		for i, camp := range out {
			for v := range d.n {
				if camp.Has(v) && differ[v*d.n+w] < leastDisputes {
					out[i] |= 1 << w
					continue next
				}
			}
		}
		out = append(out, 1<<w)
	}
	return out
}

// otherContents reports whether two readings are other contents: when what they
// begin and end with alike is set aside, more than one character is left against
// at least one. 四川省｜湖北省 are, 118｜119 and 国务院｜固务院 and a word put in are not.
func otherContents(one, other string) bool {
	a, b := []rune(one), []rune(other)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return min(len(a), len(b)) >= 1 && max(len(a), len(b)) >= otherLength
}

// camps parts the witnesses by what they print in row r.
func (d *desk) camps(r int) []Set {
	var out []Set
	by := map[string]int{}
	for _, w := range d.order {
		if !d.alive(w, r) {
			continue
		}
		t := d.text(w, r)
		if _, ok := by[t]; !ok {
			by[t] = len(out)
			out = append(out, 0)
		}
		out[by[t]] |= 1 << w
	}
	return out
}

// strangeCamp says which of the two camps has another document's opening, or
// -1: the one whose own words return less in the rest of the document, if by far.
// Where the mould leaves too few words of their own, time tells: a letter signed
// in March knows nothing of August.
func (d *desk) strangeCamp(o opening) (int, Evidence) {
	in := map[int]bool{}
	for r := range o.rows {
		in[r] = true
	}
	rest := d.vocabulary(in, nil)
	if x, why := d.strangeHead(o, rest); x >= 0 {
		return x, why
	}
	all := func(extract.Kind) bool { return true }
	own := [2]string{d.campText(o.camps[0], o.rows, all), d.campText(o.camps[1], o.rows, all)}
	a, m := d.kinOf(own[0], own[1], rest)
	b, n := d.kinOf(own[1], own[0], rest)
	x, low, high := 0, a, b
	if b < a {
		x, low, high = 1, b, a
	}
	if low < sisterShare*high && min(m, n) >= ownWords {
		return x, Evidence{Internal, say("此段特有的用词在全文其余部分见 %.0f%%，另一开头的见 %.0f%%", "%.0f%% of the words that only it has occur in the rest of the document, and %.0f%% of those of the other opening", 100*low, 100*high)}
	}
	signed, ok := d.signed(o.rows)
	if !ok {
		return -1, Evidence{}
	}
	dates := [2]string{later(own[0], signed), later(own[1], signed)}
	for x, date := range dates {
		if date != "" && dates[1-x] == "" {
			return x, Evidence{Reason, say("落款为%d年%d月，此段却有“%s”", "the document is signed in %d-%d, and this speaks of “%s”", signed.year, signed.month, date)}
		}
	}
	return -1, Evidence{}
}

// strangeHead compares the titles and addressees: whom a letter answers it names again,
// and the other one never.
func (d *desk) strangeHead(o opening, rest vocabulary) (int, Evidence) {
	var kin [2]float64
	var own [2]string
	for x := range own {
		own[x] = d.campText(o.camps[x], o.rows, isHead)
	}
	for x := range own {
		kin[x], _ = d.kinOf(own[x], own[1-x], rest)
	}
	for x := range own {
		if kin[x] == 0 && kin[1-x] > 0 && own[x] != "" {
			return x, Evidence{Internal, say("标题、主送机关特有的用词在全文其余部分不见", "nothing of what its title and addressee alone name occurs in the rest of the document")}
		}
	}
	return -1, Evidence{}
}

// campText is what a camp has in the opening, in rows of some kinds.
func (d *desk) campText(camp Set, rows int, kinds func(extract.Kind) bool) string {
	var out strings.Builder
	for r := range rows {
		for _, w := range d.order {
			if camp.Has(w) && d.alive(w, r) && kinds(d.c.Rows[r].Kind) {
				out.WriteString(d.text(w, r) + "\n")
				break
			}
		}
	}
	return out.String()
}

// kinOf is the kinship of what one text has and another has not, n pairs of
// characters.
func (d *desk) kinOf(text, other string, rest vocabulary) (kin float64, n int) {
	not := map[[2]rune]bool{}
	pairs(other, func(p [2]rune) { not[p] = true })
	var have, total float64
	each(text, not, func(p [2]rune) {
		n++
		total += d.weight(p)
		if rest(p) > 0 {
			have += d.weight(p)
		}
	})
	if total == 0 {
		return 0, 0
	}
	return have / total, n
}

// A month of a year.
type month struct{ year, month int }

func (m month) before(o month) bool { return m.year < o.year || m.year == o.year && m.month < o.month }

// signed returns the month the document is signed in, by its last line that is
// a date.
func (d *desk) signed(from int) (month, bool) {
	for r := len(d.c.Rows) - 1; r >= from; r-- {
		if d.c.Rows[r].Kind != extract.Date || d.living(r) == 0 {
			continue
		}
		y, rest, _ := strings.Cut(dateOf(d.reads(r)), "-")
		m, _, _ := strings.Cut(rest, "-")
		year, err1 := strconv.Atoi(y)
		mon, err2 := strconv.Atoi(m)
		if err1 == nil && err2 == nil && year < 10000 && mon <= 12 { // and not misread
			return month{year, mon}, true
		}
	}
	return month{}, false
}

// dated finds months that something happened in, or is to happen from or until.
var dated = regexp.MustCompile(`(\d{4})年(\d{1,2})月(?:\d{1,2}日)?(.{0,6})`)

// farAhead is how many years a date may lie ahead and be no misprint.
const farAhead = 5

// later returns the first date in a text that a document signed then can't
// know. What is to begin or end on a day may well lie ahead.
func later(text string, signed month) string {
	for _, m := range dated.FindAllStringSubmatch(text, -1) {
		at := month{atoi(m[1]), atoi(m[2])}
		if signed.before(at) && at.year <= signed.year+farAhead && !strings.ContainsAny(m[3], "起前底末止后") {
			return strings.TrimSuffix(m[0], m[3])
		}
	}
	return ""
}

// inYear finds the year of a document number, 国办发〔2018〕128号.
var inYear = regexp.MustCompile(`[〔\[(](\d{4})[〕\])]第?\d+号`)

// tooLate is the evidence, in bits, that a text in row r knows of a time after the document
// was signed: of a date, or of a document by its number. The date or the number of a
// document itself may be of any time after.
func (d *desk) tooLate(r int, text string, signed month) float64 {
	y, _, _ := strings.Cut(dateOf(text), "-")
	if later(text, signed) != "" || d.c.Rows[r].Kind == extract.Date && atoi(y) > signed.year {
		return doubt
	}
	if m := inYear.FindStringSubmatch(text); m != nil && chars(text) <= 2*shardLine && atoi(m[1]) > signed.year {
		return doubt / 2
	}
	return 0
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // digits, or none
	return n
}

// withoutTail cuts off from the rows of w in an opening, of rows [0, hi), the last ones
// that it alone has and that are clearly of the document: they follow upon the other's.
func (d *desk) withoutTail(w, hi int, rows []int) []int {
	in := map[int]bool{}
	for r := range hi {
		in[r] = true
	}
	rest := d.vocabulary(in, nil)
	done := map[[2]rune]bool{}
	bits := make([]float64, len(rows))
	least := len(rows)
	for i := len(rows) - 1; i >= 0 && d.lone(w, rows[i]); i-- {
		bits[i], least = d.strangeness(d.text(w, rows[i]), rest, done), i
	}
	return rows[:beforeTail(bits, max(least, d.clash(w, stretch{rows: rows})))]
}

// tellSister sets aside what w has in the opening.
func (d *desk) tellSister(w, rows int, why Evidence) {
	var mine []int
	for r := range rows {
		if d.alive(w, r) {
			mine = append(mine, r)
		}
	}
	if mine = d.withoutTail(w, rows, mine); len(mine) == 0 {
		return
	}
	at, _ := d.place(w, mine[0], mine[0]+1)
	for _, r := range mine {
		p, _ := d.place(w, r, r+1)
		at.Span.Lo, at.Span.Hi = min(at.Span.Lo, p.Span.Lo), max(at.Span.Hi, p.Span.Hi)
	}
	d.shardsAmong(w, mine)
	for _, r := range mine {
		d.kill(w, r)
	}
	d.told[where{w, at.Span.Lo}], d.told[where{w, at.Span.Hi}] = true, true
	d.stranger(at, mine)
	d.tellOf(slot{mine[0], anyPart}, slot{mine[len(mine)-1], anyPart}, Finding{
		Rule: "corruption.foreign", Method: why.Method, Severity: Error, At: []align.Place{at}, Row: mine[0], Segment: -1, Confidence: 0.9,
		Message:  say("%s 开头属同一类的另一文件：“%s”", "%s has the opening of another document of the same kind: “%s”", d.siglum(w), quote(d.slice(at), 30)),
		Evidence: []Evidence{why},
	})
}
