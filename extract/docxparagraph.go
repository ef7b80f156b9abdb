package extract

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"jiaokan/extract/parts"
)

// paragraph reads w:p. A paragraph whose mark is deleted, or that is not
// printed at all, goes on with the next one.
func (s *story) paragraph(d *parts.Decoder) error {
	s.mark = paragraphMark{}
	if err := s.children(d); err != nil {
		return err
	}
	if s.apart != "" {
		s.para.aside(s.apart, "\n")
	}
	if s.apart != "" || s.gone(s.mark.change) {
		return nil
	}
	return s.end()
}

// properties reads w:pPr.
func (s *story) properties(d *parts.Decoder) error {
	m, err := readMark(d, s.opt.RejectRevisions)
	s.mark = m
	if m.change != "" {
		s.revisions++
	}
	return err
}

// end ends a paragraph: what is read stands behind its label as a line.
func (s *story) end() error {
	s.para.settle()
	if s.part == "body" {
		s.line++
	}
	if len(s.para.text) > 0 || !s.mark.hidden {
		s.lay()
	} else {
		s.drop()
	}
	for i := range s.boxes {
		s.out.add(&s.boxes[i])
		s.ink++
	}
	s.boxes = s.boxes[:0]
	if !s.mark.ends {
		return nil
	}
	return s.section(s.mark.section)
}

// close ends a paragraph that waited for another which does not come. One of
// which nothing is left makes no line.
func (s *story) close() error {
	if len(s.para.text) > 0 || len(s.boxes) > 0 {
		return s.end()
	}
	s.drop()
	return nil
}

// drop keeps of the paragraph what stands apart and what is lost, and makes no
// line of it.
func (s *story) drop() {
	s.para.settle()
	for i := range s.para.origin {
		s.para.origin[i].Line = s.line
	}
	s.out.add(&s.para)
	s.para.reset()
}

// lay puts the label and the text of the paragraph behind what is done. Its
// Origin is cut where something stands apart, so that Origins do not overlap.
func (s *story) lay() {
	part := s.part
	if part == "body" && s.row != nil {
		part = "table"
	}
	label := s.label()
	if label != "" || len(bytes.TrimSpace(s.para.text)) > 0 {
		s.ink++
	}
	lo := len(s.out.text)
	if label != "" {
		s.out.write(label)
		s.out.origin = append(s.out.origin, Origin{Span: Span{lo, len(s.out.text)}, Line: s.line, Part: "number"})
	}
	lo = len(s.out.text)
	piece := func(hi int) {
		if hi > lo {
			s.out.origin = append(s.out.origin, Origin{Span: Span{lo, hi}, Line: s.line, Part: part})
			lo = hi
		}
	}
	at := lo
	s.out.text = append(s.out.text, s.para.text...)
	for _, o := range s.para.origin {
		piece(at + o.Span.Lo)
		o.Span = Span{lo, lo}
		o.Line = s.line
		s.out.origin = append(s.out.origin, o)
	}
	piece(len(s.out.text))
	for _, l := range s.para.loss {
		l.Span.Lo += at
		l.Span.Hi += at
		s.out.loss = append(s.out.loss, l)
	}
	s.out.text = append(s.out.text, '\n')
	s.para.reset()
}

// label counts the paragraph in its list and returns its label with what parts
// it from the text. Official documents print none behind 一、 （一） ①, whatever
// the list says; a space stands behind a label that ends in no mark (第一章 总则),
// and where the outline reader needs one to see the label (1. 5亿元).
func (s *story) label() string {
	label, l := s.numbering.label(s.tally, &s.mark)
	if label == "" || l.suffix == "nothing" || len(s.para.text) == 0 {
		return label
	}
	last, _ := utf8.DecodeLastRuneInString(label)
	if Space(last) {
		return label
	}
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		line := label + string(s.para.text[:min(len(s.para.text), 64)])
		if _, sp := ReadLabel(line); sp.Hi == len(label) {
			return label
		}
	}
	return label + " "
}
