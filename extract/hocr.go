package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"jiaokan/extract/flaw"
)

// hOCR is what recognisers of text write (hOCR 1.2, kba.github.io/hocr-spec): a
// page of HTML whose elements have a class that says what they are, and a title
// with their properties. Tesseract writes
//
//	<div class='ocr_page' title='image "a.png"; bbox 0 0 1240 1754; ppageno 0; scan_res 150 150'>
//	 <span class='ocr_line' title="bbox 167 295 1097 330; baseline 0.001 -4; x_size 41">
//	  <span class='ocrx_word' title='bbox 167 295 250 330; x_wconf 91'>
//	   <span class='ocrx_cinfo' title='x_bboxes 167 295 204 330; x_conf 98.841614'>署</span>
//
// Its words are none of the language, and the space it sees between two of them
// is mostly none: Han stand without spaces.

// Limits of hOCR. Tesseract nests seven deep.
const (
	maxHOCRDepth = 64
	maxHOCRChars = 4 << 20
)

func readHOCR(data []byte, _ Options) (*Source, error) {
	sheets, err := hocrSheets(data, 0)
	if err != nil {
		return nil, err
	}
	return layOut(sheets), nil
}

// hocrSheets reads hOCR: a sheet for each page, in it marks for each line. dpi
// is that of the picture; 0 takes what hOCR says itself (scan_res), or else the
// one that makes the page as wide as A4. The error wraps ErrDamaged or ErrLimit.
// Cost is linear.
func hocrSheets(hocr []byte, dpi float64) ([]sheet, error) {
	d := xml.NewDecoder(bytes.NewReader(hocr))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	h := hocrReader{dpi: dpi}
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, because(ErrDamaged, "hOCR: %v", err)
		}
		if err := h.token(t); err != nil {
			return nil, err
		}
	}
	h.endLine()
	for _, p := range h.sheets {
		pairBrackets(p.Marks)
	}
	if len(h.sheets) == 0 {
		return nil, because(ErrDamaged, "hOCR: no page")
	}
	return h.sheets, nil
}

// A hocrReader is where the reading of a file is.
type hocrReader struct {
	dpi    float64
	scale  float64 // points to a pixel, on this page
	open   []hocrElement
	sheets []sheet
	line   hocrLine
	chars  int
}

// A hocrElement is one that is open, and what it is as far as reading goes.
type hocrElement struct {
	tag   string
	class hocrClass
	title hocrTitle
}

type hocrClass int

const (
	classNone hocrClass = iota
	classPage
	classLine
	classWord
	classChar
	classPicture
)

// hocrClasses are what Tesseract and the specification call them. Headings and
// captions are lines to Tesseract.
var hocrClasses = map[string]hocrClass{
	"ocr_page": classPage,
	"ocr_line": classLine, "ocrx_line": classLine, "ocr_header": classLine, "ocr_footer": classLine, "ocr_caption": classLine, "ocr_textfloat": classLine,
	"ocrx_word": classWord, "ocr_word": classWord,
	"ocrx_cinfo": classChar,
	"ocr_photo":  classPicture, "ocr_image": classPicture,
}

func (h *hocrReader) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if slices.Contains(xml.HTMLAutoClose, t.Name.Local) {
			return nil
		}
		if len(h.open) == maxHOCRDepth {
			return because(ErrLimit, "hOCR: nested more than %d deep", maxHOCRDepth)
		}
		h.start(t)
	case xml.EndElement:
		h.end(t.Name.Local)
	case xml.CharData:
		if h.chars += len(t); h.chars > maxHOCRChars {
			return because(ErrLimit, "hOCR: more than %d bytes of text", maxHOCRChars)
		}
		h.text(string(t))
	}
	return nil
}

func (h *hocrReader) start(t xml.StartElement) {
	e := hocrElement{tag: t.Name.Local, title: hocrTitle{sure: unrated}}
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "class":
			first, _, _ := strings.Cut(strings.TrimSpace(a.Value), " ")
			e.class = hocrClasses[first]
		case "title":
			e.title = readHOCRTitle(a.Value)
		}
	}
	h.open = append(h.open, e)
	switch e.class {
	case classPage:
		h.endLine()
		h.page(e.title)
	case classLine:
		h.endLine()
		h.line = hocrLine{title: e.title}
	case classWord:
		h.line.gap = true
	case classPicture:
		h.picture(e.title)
	}
}

// end closes an element and those in it that were left open.
func (h *hocrReader) end(tag string) {
	for i := len(h.open) - 1; i >= 0; i-- {
		if h.open[i].tag == tag {
			h.open = h.open[:i]
			return
		}
	}
}

func (h *hocrReader) page(t hocrTitle) {
	dpi := h.dpi
	if dpi <= 0 && t.resolution != 70 { // what Tesseract says where it does not know
		dpi = t.resolution
	}
	if dpi <= 0 {
		dpi = (t.box.X1 - t.box.X0) / pageWidth
	}
	if dpi < 1 {
		dpi = 300
	}
	h.scale = 72 / dpi
	h.sheets = append(h.sheets, sheet{Width: t.box.X1 * h.scale, Height: t.box.Y1 * h.scale})
}

// picture notes what the recogniser took for none of text. Specks are none
// either.
func (h *hocrReader) picture(t hocrTitle) {
	const least = 28 // points, a centimetre
	if len(h.sheets) == 0 || min(t.box.X1-t.box.X0, t.box.Y1-t.box.Y0)*h.scale < least {
		return
	}
	p := &h.sheets[len(h.sheets)-1]
	p.lose(flaw.Picture, "a picture")
}

// text takes the characters of a line, with the box and the confidence of the
// innermost element that says them: the character's, the word's or the line's.
func (h *hocrReader) text(s string) {
	var in hocrElement
	sure := unrated
	for _, e := range h.open {
		if e.class == classLine || in.class != classNone && (e.class == classWord || e.class == classChar) {
			in = e
		}
		if e.title.sure != unrated {
			sure = e.title.sure
		}
	}
	if in.class == classNone {
		return
	}
	l := &h.line
	all := []rune(s)
	step := (in.title.box.X1 - in.title.box.X0) / float64(len(all))
	for i, r := range all {
		if Space(r) {
			l.gap = true
			continue
		}
		if r == 0 || r == unicode.ReplacementChar {
			continue
		}
		x := in.title.box.X0 + float64(i)*step
		l.chars = append(l.chars, hocrChar{r: r, x0: x, x1: x + step, sure: sure, apart: l.gap})
		l.gap = false
	}
}

func (h *hocrReader) endLine() {
	if len(h.sheets) > 0 {
		p := &h.sheets[len(h.sheets)-1]
		p.Marks = append(p.Marks, h.line.marks(h.scale)...)
	}
	h.line = hocrLine{}
}
