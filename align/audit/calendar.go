package audit

import "regexp"

// What a number cannot be. Where one copy has 2018年12月7日 and the other 2018年32月7日
// nobody need ask which of the two is the better copy: there is no such month, nor such a
// day, and the year in a document's number is in full (GB/T 9704—2012, 7.2.5). What lies
// outside a date may be an age, a span or a measure: 18月龄, 140/90.
//
// Of the dates and document numbers in 1,945 notices and statutes none is otherwise, so
// that a slip is a thousand times likelier than such an original.

// impossible are the forms of number of which some can't be, with what tells those.
// Digits are folded.
var impossible = [...]struct {
	form *regexp.Regexp
	is   func(m []string) bool
}{
	{regexp.MustCompile(`[\[〔](\d+)[\]〕]第?\d+号`), func(m []string) bool {
		return len(m[1]) != 4 || atoi(m[1]) < 1900 || atoi(m[1]) > 2100
	}},
	{regexp.MustCompile(`\d{4}年(\d+)月`), func(m []string) bool { return atoi(m[1]) < 1 || atoi(m[1]) > 12 }},
	{regexp.MustCompile(`(\d+)月(\d+)日`), func(m []string) bool {
		month := atoi(m[1])
		return month < 1 || month > 12 || atoi(m[2]) < 1 || atoi(m[2]) > daysOf[month-1]
	}},
}

var daysOf = [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// cannotBe returns the first number in a text that can't be, or "".
func cannotBe(text string) string {
	for _, x := range impossible {
		for _, m := range x.form.FindAllStringSubmatch(text, -1) {
			if x.is(m) {
				return m[0]
			}
		}
	}
	return ""
}
