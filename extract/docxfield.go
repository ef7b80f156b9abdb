package extract

import (
	"regexp"
	"strconv"
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// A field is what Word computes: a page number, a table of contents, a link.
// The file keeps the code and the last result, and only the result is printed.
// A field may begin in one paragraph and end in another, and hold others in its
// code and in its result.
type field struct {
	code   []byte
	result bool // the code is read; what follows is the result
}

// maxCode is how much of a field's code is looked at, in bytes.
const maxCode = 1 << 10

// field reads w:fldChar and w:instrText.
func (s *story) field(d *parts.Decoder, t parts.Token) error {
	n := len(s.fields)
	if t.Name != "fldChar" {
		code, err := elementText(d)
		if n > 0 && !s.fields[n-1].result {
			f := &s.fields[n-1]
			f.code = append(f.code, code[:min(len(code), maxCode-len(f.code))]...)
		}
		return err
	}
	switch kind, _ := t.Attr("fldCharType"); {
	case kind == "begin":
		s.fields = append(s.fields, field{})
		s.codes++
	case kind == "separate" && n > 0 && !s.fields[n-1].result:
		s.fields[n-1].result = true
		s.codes--
	case kind == "end" && n > 0:
		f := s.fields[n-1]
		s.fields = s.fields[:n-1]
		if !f.result {
			s.codes--
			s.bare(string(f.code))
		}
	}
	return nil
}

// circle is the code by which Word puts a number in a circle (带圈字符).
var circle = regexp.MustCompile(`(?i)^\s*eq\s*\\o\s*(?:\\a[clr])?\s*[(（]\s*[○◯]\s*[,，;]\s*([0-9]{1,2})\s*[)）]`)

// bare prints a field that keeps no result. Most print nothing; some are drawn
// from their code each time.
func (s *story) bare(code string) {
	if m := circle.FindStringSubmatch(code); m != nil {
		n, _ := strconv.Atoi(m[1])
		if c := circled(n); c != "" {
			s.write(c)
			return
		}
	}
	name, _, _ := strings.Cut(strings.TrimSpace(code), " ")
	switch name = strings.ToUpper(name); name {
	case "EQ":
		s.lose(flaw.Formula, "formula")
	case "SYMBOL", "FORMCHECKBOX", "FORMDROPDOWN", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE", "DISPLAYBARCODE", "MERGEBARCODE":
		s.lose(flaw.Field, "field "+name)
	}
}
