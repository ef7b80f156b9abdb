package overview

import (
	"archive/zip"
	"cmp"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// excelize streams rows to a file beside and zips them in the end. What it needs
// watching for: it holds the whole zip file in memory unless it is given another to
// write to, the sheets come into that in the order of a map, it puts the day of its
// own making into each workbook unless it is told another, and a row beyond the last
// that a sheet can have is an error. A text is written as text
// whatever it begins with; formulas have a type of their own.

// mostRows is how many rows a sheet has at most, the first with the names of the
// columns.
const mostRows = 1 << 20

// born is the day that all workbooks are from: they depend on no clock.
const born = "2000-01-01T00:00:00Z"

// workbook writes all tables into one workbook.
func (s *site) workbook() error {
	return s.file("archive.xlsx", func(w io.Writer) error {
		f := excelize.NewFile(excelize.Options{TmpDir: s.dir})
		defer f.Close()
		err := f.SetDocProps(&excelize.DocProperties{Created: born, Modified: born, Creator: "jiaokan", LastModifiedBy: "jiaokan", Title: s.say("overview"), Revision: "1", Version: "1"})
		if err != nil {
			return err
		}
		b := &book{site: s, f: f, most: mostRows}
		if err := b.open(s.say("documents"), documentColumns, s.status.Documents); err != nil {
			return err
		}
		for d, err := range s.a.FiledDocuments(s.ctx) {
			if err == nil {
				err = b.add(s.documentRow(&d))
			}
			if err != nil {
				return err
			}
		}
		if err := b.open(s.say("findings"), findingColumns, s.totals.Errors+s.totals.Warnings+s.totals.Infos); err != nil {
			return err
		}
		for x, err := range s.a.Findings(s.ctx) {
			if err == nil {
				err = b.add(s.findingRow(&x))
			}
			if err != nil {
				return err
			}
		}
		if err := b.w.Flush(); err != nil {
			return err
		}
		return s.inOrder(w, f)
	})
}

// inOrder writes a workbook with its parts in one order: first what says of what
// type they are, then by name.
func (s *site) inOrder(w io.Writer, f *excelize.File) error {
	beside, err := os.CreateTemp(s.dir, "workbook-")
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name())
	defer beside.Close()
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(beside) })
	if err := f.Write(io.Discard); err != nil {
		return err
	}
	size, err := beside.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	in, err := zip.NewReader(beside, size)
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) }) // [ is before letters
	out := zip.NewWriter(w)
	for _, part := range in.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

// A book is a workbook that is being written, one sheet after the other.
type book struct {
	*site
	f       *excelize.File
	w       *excelize.StreamWriter
	name    string
	columns []column
	sheets  int // in all
	part    int // of this table
	rows    int
	left    int // rows of this table to come
	most    int
}

// open begins a table of so many rows.
func (b *book) open(name string, columns []column, rows int) error {
	b.name, b.columns, b.part, b.left = name, columns, 0, rows
	return b.sheet()
}

// sheet ends a sheet and begins the next: a table that is too long goes on there.
func (b *book) sheet() error {
	if b.w != nil {
		if err := b.w.Flush(); err != nil {
			return err
		}
	}
	b.part++
	name := b.name
	if b.part > 1 {
		name += " " + strconv.Itoa(b.part)
	}
	var err error
	if b.sheets == 0 {
		err = b.f.SetSheetName("Sheet1", name)
	} else {
		_, err = b.f.NewSheet(name)
	}
	if err != nil {
		return err
	}
	b.sheets++
	corner, err := excelize.CoordinatesToCellName(len(b.columns), min(b.most, b.left+1))
	if err != nil {
		return err
	}
	if err := b.f.SetSheetDimension(name, "A1:"+corner); err != nil { // else it says A1, and some readers stop there
		return err
	}
	b.left -= b.most - 1
	if b.w, err = b.f.NewStreamWriter(name); err != nil {
		return err
	}
	for i, c := range b.columns {
		if err := b.w.SetColWidth(i+1, i+1, c.wide); err != nil {
			return err
		}
	}
	if err := b.w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	b.rows = 0
	return b.put(b.header(b.columns))
}

func (b *book) add(row []any) error {
	if b.rows == b.most {
		if err := b.sheet(); err != nil {
			return err
		}
	}
	return b.put(row)
}

func (b *book) put(row []any) error {
	b.rows++
	return b.w.SetRow("A"+strconv.Itoa(b.rows), row)
}
