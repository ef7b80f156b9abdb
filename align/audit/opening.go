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
	otherContents = 2   // characters from which what differs is no slip
	ownWords      = 20  // pairs of characters that only one of the openings has, from which their kinship is worth asking
	sisterShare   = 0.5 // how much less kin the stranger is; less than foreign asks, since the mould is the same
)

// An opening is what stands at the top of the copies up to where they come
// together.
type opening struct {
	rows     int   // rows [0, rows)
	camps    []Set // witnesses by the document number they print
	disputes int   // places with other contents
	apart    Set   // witnesses with rows that they alone have
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
// a bridge. Rows that one copy alone has count as disputes where each camp has
// such, as two titles are.
func (d *desk) opening() (o opening) {
	run, lone := 0, 0 // characters since the last dispute; rows that one copy alone has
	defer func() {
		if len(o.camps) == 2 && o.apart&o.camps[0] != 0 && o.apart&o.camps[1] != 0 {
			o.disputes += lone
		}
	}()
	for r, row := range d.c.Rows {
		if d.living(r) == 1 && d.most(r) > shardOnly {
			o.rows, run = r+1, 0
			lone++
			for w := range d.n {
				if d.alive(w, r) {
					o.apart |= 1 << w
				}
			}
		}
		if row.Kind == extract.Number && o.camps == nil && d.living(r) > 1 {
			o.camps = d.camps(r)
		}
		for x, seg := range row.Segments {
			living := d.livingReadings(r, x)
			switch {
			case d.otherContents(seg, living):
				o.disputes++
				o.rows, run = r+1, 0
			case len(living) == 1 && d.living(r) > 1:
				run += chars(seg.Readings[living[0]].Key)
			}
			if run > bridge {
				return o
			}
		}
	}
	return o
}

// otherContents reports whether readings are other contents: when what they
// begin and end with alike is set aside, more than one character is left against
// at least one. 四川省｜湖北省 are, 118｜119 and 国务院｜固务院 and a word put in are not.
func (d *desk) otherContents(seg align.Segment, living []int) bool {
	if len(living) < 2 {
		return false
	}
	first := []rune(seg.Readings[living[0]].Key)
	for _, k := range living[1:] {
		a, b := first, []rune(seg.Readings[k].Key)
		for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
			a, b = a[1:], b[1:]
		}
		for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
			a, b = a[:len(a)-1], b[:len(b)-1]
		}
		if min(len(a), len(b)) < 1 || max(len(a), len(b)) < otherContents {
			return false
		}
	}
	return true
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
	own := [2]string{d.campText(o.camps[0], o.rows), d.campText(o.camps[1], o.rows)}
	rest := d.vocabulary(in, nil)
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

// campText is what a camp has in the opening.
func (d *desk) campText(camp Set, rows int) string {
	var out strings.Builder
	for r := range rows {
		for _, w := range d.order {
			if camp.Has(w) && d.alive(w, r) {
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
	pairs(text, func(p [2]rune) {
		if not[p] {
			return
		}
		not[p] = true // once
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
		return month{year, mon}, err1 == nil && err2 == nil
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

// laterIn reports whether some rows hold such a date.
func (d *desk) laterIn(rows map[int]bool, signed month) bool {
	for r := range rows {
		if later(d.reads(r), signed) != "" {
			return true
		}
	}
	return false
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // digits, or none
	return n
}

// tellSister sets aside what w has in the opening.
func (d *desk) tellSister(w, rows int, why Evidence) {
	var at align.Place
	first := -1
	var mine []int
	for r := range rows {
		if !d.alive(w, r) {
			continue
		}
		mine = append(mine, r)
		p, _ := d.place(w, r, r+1)
		if first < 0 {
			first, at = r, p
		}
		at.Span.Lo, at.Span.Hi = min(at.Span.Lo, p.Span.Lo), max(at.Span.Hi, p.Span.Hi)
	}
	if first < 0 {
		return
	}
	d.shardsAmong(w, mine)
	for _, r := range mine {
		d.kill(w, r)
	}
	d.told[where{w, at.Span.Lo}], d.told[where{w, at.Span.Hi}] = true, true
	d.stranger(at, mine)
	d.tell(Finding{
		Rule: "corruption.foreign", Method: why.Method, Severity: Error, At: []align.Place{at}, Row: first, Segment: -1, Confidence: 0.9,
		Message:  say("%s 开头属同一类的另一文件：“%s”", "%s has the opening of another document of the same kind: “%s”", d.siglum(w), quote(d.slice(at), 30)),
		Evidence: []Evidence{why},
	})
}
