package overview

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"jiaokan/corpus"
	"jiaokan/report"
)

// A column of a table: the key of its name, and how wide it is in characters.
type column struct {
	key  string
	wide float64
}

var findingColumns = []column{
	{"family", 8}, {"title", 40}, {"document", 8}, {"path", 48}, {"edition", 5}, {"copies", 8}, {"line.n", 7},
	{"severity", 8}, {"rule", 22}, {"rule.name", 16}, {"method", 8}, {"message", 70}, {"confidence", 8},
}

// findingRow is a finding as a row: numbers, and texts that were made visible.
func (s *site) findingRow(f *corpus.FiledFinding) []any {
	return []any{
		f.Family, report.Visible(f.Title), f.Document, report.Visible(f.Path), f.Edition + 1, f.Copies, f.Line,
		s.name("severity", f.Severity), f.Rule, s.rule(f.Rule), s.name("method", f.Method), s.text(f.Message), round(f.Confidence),
	}
}

var documentColumns = []column{
	{"document", 8}, {"path", 48}, {"family", 8}, {"edition", 5}, {"siglum", 6}, {"role", 12}, {"share", 9}, {"alien", 8}, {"twin.of", 10},
	{"year", 6}, {"year.from", 10}, {"format", 8}, {"encoding", 10}, {"characters", 9}, {"bytes", 10}, {"losses", 8}, {"state", 10}, {"reason", 40}, {"sha256", 66}, {"sm3", 66},
}

// documentRow is a document as a row. What is not known is nil.
func (s *site) documentRow(d *corpus.FiledDocument) []any {
	row := []any{d.ID, report.Visible(d.Path), nil, nil, nil, s.role(d), nil, nil, nil, nil, nil,
		d.Format, d.Encoding, d.Characters, d.Size, d.Losses, s.name("state", string(d.State)), report.Visible(s.reason(d)), nil, nil}
	if d.Family > 0 {
		row[2] = d.Family
		if d.Audit.Edition >= 0 {
			row[3], row[4], row[6], row[7] = d.Audit.Edition+1, d.Audit.Siglum, round(d.Audit.Share), round(d.Audit.Alien)
		}
		if d.Audit.Twin > 0 {
			row[8] = d.Audit.Twin
		}
		if d.Audit.Year > 0 {
			row[9], row[10] = d.Audit.Year, s.name("from", d.Audit.YearFrom)
		}
	}
	if d.Hashed {
		row[18], row[19] = hex(d.SHA256), hex(d.SM3)
	}
	return row
}

// role is what a document is, or that it was not read or audited.
func (s *site) role(d *corpus.FiledDocument) string {
	switch {
	case d.State == corpus.Unread:
		return s.name("role", "unread")
	case d.Family == 0 || d.Audit.Edition < 0:
		return s.name("role", "")
	}
	return s.name("role", d.Audit.Role)
}

// reason is why a document has no text, or was not audited.
func (s *site) reason(d *corpus.FiledDocument) string {
	switch {
	case d.Why == "":
		return d.Audit.Why
	case s.lang == "en" || d.WhyZH == "":
		return d.Why
	}
	return d.WhyZH
}

func round(p float64) float64 { return float64(int(p*1e4+0.5)) / 1e4 }

// A sheet is a table that is being written to a CSV file.
type sheet struct {
	w   *csv.Writer
	row []string
}

// newSheet begins with the mark by which a spreadsheet knows UTF-8.
func (s *site) newSheet(w io.Writer, columns []column) (*sheet, error) {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return nil, err
	}
	t := &sheet{w: csv.NewWriter(w)}
	t.w.UseCRLF = true
	return t, t.add(s.header(columns))
}

func (s *site) header(columns []column) []any {
	var out []any
	for _, c := range columns {
		out = append(out, s.say(c.key))
	}
	return out
}

func (t *sheet) add(row []any) error {
	t.row = t.row[:0]
	for _, x := range row {
		t.row = append(t.row, cell(x))
	}
	return t.w.Write(t.row)
}

func (t *sheet) end() error {
	t.w.Flush()
	return t.w.Error()
}

func cell(x any) string {
	switch x := x.(type) {
	case nil:
		return ""
	case string:
		return guard(x)
	case int:
		return strconv.Itoa(x)
	case int64:
		return strconv.FormatInt(x, 10)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	panic("overview: a cell is a number or a text")
}

// guard keeps a spreadsheet from taking a text for a formula: =1+1, +86, -1,
// @SUM(…). The apostrophe is not shown.
func guard(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
