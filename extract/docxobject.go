package extract

import (
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// alternatives reads mc:AlternateContent: the same thing in several languages,
// of which one is printed. A text box stands in it as DrawingML and again as
// VML. The first in which anything is found counts; the others are not read.
func (s *story) alternatives(d *parts.Decoder) error {
	found := false
	return eachElement(d, func(t parts.Token) error {
		if found {
			return nil
		}
		before := s.weight()
		err := s.children(d)
		found = s.weight() != before
		return err
	})
}

// weight changes with everything that is found.
func (s *story) weight() int {
	n := len(s.boxes) + len(s.notes)
	for _, d := range []*draft{&s.out, &s.para} {
		n += len(d.text) + len(d.origin) + len(d.loss) + len(d.apart)
	}
	return n
}

// textBox puts what fill writes behind the paragraph under way, as lines of
// their own.
func (s *story) textBox(fill func(box *story) error) error {
	box := &story{docx: s.docx, part: "text box", tally: s.boxTally, line: s.line, apart: s.reason()}
	if s.part == "body" {
		box.line++
	}
	if err := fill(box); err != nil {
		return err
	}
	if err := box.close(); err != nil {
		return err
	}
	if len(box.out.text) == 0 {
		s.para.add(&box.out)
	} else {
		s.boxes = append(s.boxes, box.out)
	}
	return nil
}

// control reads w:sdt, a form's field. While nobody has filled it in, it shows a
// prompt: 单击此处输入文字。
func (s *story) control(d *parts.Decoder) error {
	prompt := false
	return eachElement(d, func(t parts.Token) error {
		switch {
		case t.Name == "sdtPr":
			return eachElement(d, func(t parts.Token) error {
				prompt = prompt || t.Name == "showingPlcHdr" && wordOn(t)
				return nil
			})
		case prompt:
			return s.aside("prompt", func() error { return s.children(d) })
		}
		return s.element(d, t)
	})
}

// object reads w:object: something made by another program, with a picture of
// what it looks like.
func (s *story) object(d *parts.Decoder) error {
	kind, what := flaw.Attachment, "attachment skipped"
	for depth := d.Depth(); d.Depth() >= depth; {
		t, err := d.Next()
		if err != nil {
			return err
		}
		if t.Kind != parts.Start || t.Name != "OLEObject" {
			continue
		}
		switch program, _ := t.Attr("ProgID"); {
		case strings.HasPrefix(program, "Equation"):
			kind, what = flaw.Formula, "formula"
		case program != "":
			what = "attachment skipped: " + program
		}
	}
	s.lose(kind, what)
	return nil
}

// formula reads m:oMath. Its characters stand apart, since fractions and roots
// are not to be had in a line.
func (s *story) formula(d *parts.Decoder) error {
	s.lose(flaw.Formula, "formula")
	for depth := d.Depth(); d.Depth() >= depth; {
		t, err := d.Next()
		if err != nil {
			return err
		}
		if t.Kind == parts.Start && t.Name == "t" {
			text, err := elementText(d)
			if err != nil {
				return err
			}
			s.aside("formula", func() error { s.write(text); return nil })
		}
	}
	return nil
}
