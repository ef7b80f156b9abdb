package extract

import (
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// A story is one flow of paragraphs: the body, a text box, a note, a header.
type story struct {
	*docx
	part  string // what its Origins are part of
	tally *tally
	ink   int // lines of out that are not blank
	line  int // paragraphs before, in the body; of a text box, that it hangs on

	out    draft // the paragraphs that are done, each with \n behind it
	para   draft // the one under way
	mark   paragraphMark
	boxes  []draft // text boxes that hang on para
	begins int     // where in out the section begins

	apart  string // where text goes that is not printed: "deletion", "hidden text" ...; "" is to para
	face   face   // of the run under way
	fields []field
	codes  int // of fields, those whose code is being read
	row    *tableRow
}

func (x *docx) story(part string) *story {
	return &story{docx: x, part: part, tally: newTally()}
}

// read reads to the end of the element that was started, and ends the story.
func (s *story) read(d *parts.Decoder) error {
	if err := s.children(d); err != nil {
		return err
	}
	if err := s.close(); err != nil {
		return err
	}
	if s.codes > 0 {
		s.out.lose(flaw.Truncated, "field without end")
	}
	return nil
}

// children reads to the end of the element that was started.
func (s *story) children(d *parts.Decoder) error {
	return eachElement(d, func(t parts.Token) error { return s.element(d, t) })
}

// maxMarks bounds the Origins of a story, and its Losses. A paragraph makes one
// Origin, or two with a number; what stands apart in it makes one, and cuts
// another in two. A thousand pages make some 30,000, and half a million take
// 300 MB until their outline is read.
const maxMarks = 1 << 19

// maxText bounds the text of a story in bytes. The longest statute has a
// hundredth of it; labels can make much of little.
const maxText = 32 << 20

// element reads one element. One that is not known is looked through: it may be
// a wrapper, and only w:t holds text.
func (s *story) element(d *parts.Decoder, t parts.Token) error {
	if len(s.out.origin)+2*len(s.para.origin) > maxMarks || len(s.out.loss)+len(s.para.loss) > maxMarks || len(s.notes) > maxMarks {
		return because(ErrLimit, "more than %d paragraphs, changes, notes or pictures", maxMarks)
	}
	if len(s.out.text) > maxText {
		return because(ErrLimit, "more than %d MB of text", maxText>>20)
	}
	switch vocabularies[t.Space] {
	case wordML:
		return s.word(d, t)
	case mathML:
		if t.Name == "oMath" {
			return s.formula(d)
		}
	case compatML:
		if t.Name == "AlternateContent" {
			return s.alternatives(d)
		}
	case vml:
		switch t.Name {
		case "imagedata":
			s.lose(flaw.Picture, "picture")
		case "textpath": // WordArt of old: its text is an attribute
			text, _ := t.Attr("string")
			return s.textBox(func(box *story) error {
				box.write(text)
				return nil
			})
		}
	case pictureML:
		if t.Name == "pic" {
			s.lose(flaw.Picture, "picture")
			return nil
		}
	case chartML, diagramML:
		s.lose(flaw.Picture, "diagram")
		return nil
	}
	return s.children(d)
}

// word reads an element of WordprocessingML.
func (s *story) word(d *parts.Decoder, t parts.Token) error {
	switch t.Name {
	case "p":
		return s.paragraph(d)
	case "pPr":
		return s.properties(d)
	case "r":
		defer func(was face) { s.face = was }(s.face)
		s.face = face{}
		return s.children(d)
	case "rPr":
		f, err := readFace(d)
		s.face = f
		return err
	case "t", "delText":
		return s.text(d, t)
	case "tab", "ptab":
		s.write("\t")
	case "br", "cr":
		s.write("\n")
	case "noBreakHyphen":
		s.write("-")
	case "softHyphen": // is printed only where a line breaks
	case "sym":
		s.symbol(t)
	case "tbl":
		if err := s.close(); err != nil {
			return err
		}
		return s.children(d)
	case "tr":
		return s.tableRow(d)
	case "tc":
		return s.tableCell(d)
	case "trPr":
		return s.rowProperties(d)
	case "tcPr":
		return s.cellProperties(d)
	case "ins", "moveTo", "del", "moveFrom":
		return s.revision(d, t.Name)
	case "fldChar", "instrText", "delInstrText":
		return s.field(d, t)
	case "sdt":
		return s.control(d)
	case "rt":
		return s.aside("ruby", func() error { return s.children(d) })
	case "object":
		return s.object(d)
	case "control":
		s.lose(flaw.Laid, "form control")
	case "subDoc":
		s.lose(flaw.Attachment, "document in another file")
	case "txbxContent":
		return s.textBox(func(box *story) error { return box.children(d) })
	case "footnoteReference", "endnoteReference":
		s.note(strings.TrimSuffix(t.Name, "Reference"), t)
	case "commentReference":
		s.comment(t)
	case "altChunk":
		return s.chunk(t)
	case "sectPr":
		refs, err := readSection(d)
		if err != nil {
			return err
		}
		return s.section(refs)
	case "tblPr", "tblGrid", "tblPrEx", "rubyPr", "smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr":
		// properties: the formats in them may have names as text has
	default:
		return s.children(d)
	}
	return nil
}
