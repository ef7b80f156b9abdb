package extract

import (
	"bytes"

	"jiaokan/extract/parts"
)

// A tableRow is a row under way. Its cells end as paragraphs do, with \n; a cell
// behind makes that a tab, and the end of the row makes spaces of those inside
// cells, if two cells or more have text.
type tableRow struct {
	cells int
	full  int  // cells with text
	gone  bool // the cell under way was deleted
}

func (s *story) tableRow(d *parts.Decoder) error {
	if err := s.close(); err != nil {
		return err
	}
	row, apart := s.row, s.apart
	s.row = &tableRow{}
	lo := len(s.out.text)
	if err := s.children(d); err != nil {
		return err
	}
	if s.row.full > 1 {
		inside := s.out.text[lo : len(s.out.text)-1]
		for i := bytes.IndexByte(inside, '\n'); i >= 0; i = bytes.IndexByte(inside, '\n') {
			inside[i] = ' '
			inside = inside[i+1:]
		}
	}
	s.row, s.apart = row, apart
	return nil
}

// tableCell reads w:tc. A merged cell has its text in the first of those that it
// is made of; the others keep their place in the row.
func (s *story) tableCell(d *parts.Decoder) error {
	row, apart, ink, lo := s.row, s.apart, s.ink, len(s.out.text)
	if row == nil {
		return s.children(d)
	}
	row.gone = false
	if err := s.children(d); err != nil {
		return err
	}
	if err := s.close(); err != nil {
		return err
	}
	s.apart = apart
	if row.gone || apart != "" {
		return nil
	}
	if len(s.out.text) == lo {
		s.out.settle()
		s.out.text = append(s.out.text, '\n')
	}
	if row.cells > 0 {
		s.out.text[lo-1] = '\t'
	}
	row.cells++
	if s.ink > ink {
		row.full++
	}
	return nil
}

// rowProperties reads w:trPr, which tells of a row that was put in or deleted.
func (s *story) rowProperties(d *parts.Decoder) error {
	return eachElement(d, func(t parts.Token) error {
		if t.Name == "ins" || t.Name == "del" {
			s.revised(t.Name)
		}
		return nil
	})
}

// cellProperties reads w:tcPr. How many columns a cell takes does not matter,
// since it is written once.
func (s *story) cellProperties(d *parts.Decoder) error {
	return eachElement(d, func(t parts.Token) error {
		switch t.Name {
		case "vMerge", "hMerge":
			if wordVal(t) != "restart" && s.apart == "" {
				s.apart = "merged cell"
			}
		case "cellIns", "cellDel":
			change := map[string]string{"cellIns": "ins", "cellDel": "del"}[t.Name]
			s.revised(change)
			if s.row != nil {
				s.row.gone = s.gone(change)
			}
		}
		return nil
	})
}
