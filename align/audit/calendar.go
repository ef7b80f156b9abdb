package audit

import (
	"regexp"
	"strconv"
	"strings"

	"jiaokan/extract"
)

// What a number cannot be
//
// Where one copy has 2018年12月7日 and the other 2018年32月7日 nobody need ask which of the
// two is the better copy. There is no such month; nor is there a day, a year or a span of
// years of that kind, a fraction below one does not exceed it, and nobody dates an event
// years behind the day of signing, or quotes a document of a later year. And the year in a
// document's number is in full (GB/T 9704—2012, 7.2.5), and the one it is signed in.
//
// Of some 9,800 dates, document numbers and fractions in notices and statutes none is
// otherwise, so that a slip is a thousand times likelier than such an original.

// impossible are the forms of number of which some can't be, with what tells those.
// Digits are folded.
var impossible = [...]struct {
	form *regexp.Regexp
	is   func(m []string) bool
}{
	{regexp.MustCompile(`(\d+)年`), func(m []string) bool {
		n := len(m[1])
		return n > 4 || n == 4 && (atoi(m[1]) < 1000 || atoi(m[1]) > 2100) || n == 3 && m[1][0] == '0'
	}},
	{regexp.MustCompile(`([〇零一二三四五六七八九]{3,})年`), func(m []string) bool { return chars(m[1]) != 4 }},
	{regexp.MustCompile(`(\d+)年\d+月`), func(m []string) bool { return len(m[1]) != 4 && len(m[1]) != 2 }},
	{regexp.MustCompile(`[\[〔(](\d+)[\]〕)]第?\d+号`), func(m []string) bool {
		return len(m[1]) != 4 || atoi(m[1]) < 1900 || atoi(m[1]) > 2100
	}},
	{regexp.MustCompile(`[^\[〔(][^\d\[〔(]\d{4}[\]〕]第?\d+号`), func([]string) bool { return true }},
	{regexp.MustCompile(`[\[〔(]\d{4}[\]〕)]第?\d+(\p{Han})`), func(m []string) bool { return !strings.Contains("号至到和", m[1]) }},
	{regexp.MustCompile(`(\d{4})年?[-—–~至]+(\d{4})年`), func(m []string) bool { return atoi(m[1]) >= atoi(m[2]) }},
	{regexp.MustCompile(`(\d+)月`), func(m []string) bool { return atoi(m[1]) < 1 || atoi(m[1]) > 12 }},
	{regexp.MustCompile(`(\d+)月(\d+)日`), func(m []string) bool {
		return atoi(m[2]) < 1 || atoi(m[2]) > daysOf[min(max(atoi(m[1]), 1), 12)-1]
	}},
	{regexp.MustCompile(`月(\d+)日?[-—–~至]+(\d+)日`), func(m []string) bool { return atoi(m[1]) >= atoi(m[2]) || atoi(m[2]) > 31 }},
	{regexp.MustCompile(`[\d.]+(?:/[\d.]+)+`), func(m []string) bool {
		a, b, _ := strings.Cut(m[0], "/")
		return strings.Trim(a+b, "0123456789") == "" && atoi(a) >= atoi(b)
	}},
}

var daysOf = [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// An issue is where a document's number stands and where its date, or none, and the year
// in each if all copies that have it agree, or 0.
type issue struct {
	numberRow, dateRow int
	numbered, signed   int
}

// cannotBe returns the first number in a text of row r that can't be, or "".
func (d *desk) cannotBe(r int, text string) string {
	if r != d.issued.dateRow && !strings.ContainsAny(text, "0123456789〇零") {
		return ""
	}
	for _, x := range impossible {
		for _, m := range x.form.FindAllStringSubmatch(text, -1) {
			if x.is(m) {
				return m[0]
			}
		}
	}
	if d.issued.dateRow == r {
		if y := yearOf(text); y > 0 && d.issued.numbered > 0 && y != d.issued.numbered {
			return strconv.Itoa(y) + "年"
		}
		return ""
	}
	signed := d.issued.signed
	if signed == 0 {
		return ""
	}
	for _, m := range dated.FindAllStringSubmatch(text, -1) {
		if atoi(m[1]) > signed+farAhead {
			return m[1] + "年" + m[2] + "月"
		}
	}
	if m := inYear.FindStringSubmatch(text); m != nil && (atoi(m[1]) > signed || d.issued.numberRow == r && atoi(m[1]) != signed) {
		return m[0]
	}
	return ""
}

// whenIssued reads the document's number and the first date behind it. What is forwarded
// with a document stands behind its date, and bears an earlier one.
func (d *desk) whenIssued() issue {
	i := issue{numberRow: none, dateRow: none}
	for r, row := range d.c.Rows {
		if d.living(r) == 0 {
			continue
		}
		if row.Kind == extract.Number && i.numberRow == none {
			i.numberRow = r
		}
		if row.Kind == extract.Date && (i.dateRow == none || i.numberRow == none || i.dateRow < i.numberRow) {
			i.dateRow = r
		}
	}
	i.numbered = d.agreedYear(i.numberRow, func(text string) int {
		if m := inYear.FindStringSubmatch(text); m != nil {
			return atoi(m[1])
		}
		return 0
	})
	i.signed = d.agreedYear(i.dateRow, yearOf)
	return i
}

// agreedYear is the year that all living copies have in row r, or 0.
func (d *desk) agreedYear(r int, in func(text string) int) (year int) {
	if r == none {
		return 0
	}
	for w := range d.n {
		if !d.alive(w, r) {
			continue
		}
		y := in(d.text(w, r))
		if y == 0 || year > 0 && y != year {
			return 0
		}
		year = y
	}
	return year
}

// yearOf is the year that a date begins with, or 0.
func yearOf(date string) int {
	y, _, _ := strings.Cut(strings.TrimSpace(date), "年")
	return atoi(canonicalNumber(y))
}
