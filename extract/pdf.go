package extract

import (
	"fmt"
	"math"
	"unicode"

	"jiaokan/extract/flaw"
	"jiaokan/extract/pdf"
)

// recognizedAt is how many dots an inch a page is drawn with for a recogniser.
// Tesseract is trained on 300.
const recognizedAt = 300

// readPDF reads the text layer of a PDF; where a page has none, or one that is
// garbage, it asks opt.Recognize.
func readPDF(data []byte, opt Options) (*Source, error) {
	engine := opt.PDF
	if engine == nil {
		engine = new(pdf.Engine)
		defer engine.Close()
	}
	doc, err := engine.Read(data)
	if err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	sheets := make([]sheet, len(doc.Pages))
	e := eyes{Options: opt}
	for i := range doc.Pages {
		p := &doc.Pages[i]
		sheets[i] = pdfSheet(p)
		err := seePage(engine, data, i, p, &sheets[i], e.Options)
		if err := e.saw(&sheets[i], len(p.Pictures) > 0 || p.Drawn, err); err != nil {
			return nil, fmt.Errorf("PDF: %w", onPage(i+1, err))
		}
	}
	if err := e.verdict(len(doc.Pages)); err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	s := layOut(sheets)
	for _, l := range doc.Loss {
		s.Loss = append(s.Loss, Loss{Span: Span{len(s.Text), len(s.Text)}, Kind: l.Kind, What: l.What})
	}
	return s, nil
}

// pdfSheet takes over the runs of a page, and what there is beside them.
func pdfSheet(p *pdf.Page) sheet {
	s := sheet{Width: p.Width, Height: p.Height, Loss: p.Loss, Marks: make([]mark, len(p.Runs))}
	for i, r := range p.Runs {
		s.Marks[i] = mark{Text: r.Text, Box: Box(r.Rect), Size: r.Size, Font: r.Font, Angle: r.Angle}
	}
	if n := silentPictures(p); n > 0 && p.Chars > 0 {
		s.lose(flaw.Picture, "%s", counted(n, "picture"))
	}
	return s
}

// silentPictures counts the pictures of a page that no text lies over: those of
// a scan with a layer of recognised text are read. Small ones are rules and
// bullets.
func silentPictures(p *pdf.Page) int {
	n := 0
	for _, pic := range p.Pictures {
		if (pic.X1-pic.X0)*(pic.Y1-pic.Y0) < 0.005*p.Width*p.Height {
			continue
		}
		chars := 0
		for i := range p.Runs {
			r := &p.Runs[i]
			if x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2; x > pic.X0 && x < pic.X1 && y > pic.Y0 && y < pic.Y1 {
				chars += len(r.Text)
			}
		}
		if chars*4 < p.Chars {
			n++
		}
	}
	return n
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// seePage has a page recognised if it has no text, or none to be trusted, or if
// the caller wants it. What the text layer lacks is a Loss.
func seePage(engine *pdf.Engine, data []byte, i int, p *pdf.Page, s *sheet, opt Options) error {
	kind, why := unreadable(p)
	scan := p.Chars == 0 && (len(p.Pictures) > 0 || p.Drawn)
	if why != "" && (opt.Recognize == nil || !scan) {
		s.lose(kind, "%s", why)
	}
	if opt.Recognize == nil || why == "" && !(opt.AllPictures && p.Chars > 0) {
		return nil
	}
	least := 0 // characters without which the text layer is better
	if why == "" {
		least = p.Chars / 2
	}
	return recognizePage(engine, data, i, s, least, opt)
}

// unreadable says why the text layer of a page is not to be trusted, or returns
// "" if it is, or if the page is blank.
func unreadable(p *pdf.Page) (flaw.Kind, string) {
	switch {
	case p.Damaged:
		return flaw.Truncated, "damaged"
	case p.Chars == 0 && len(p.Pictures) > 0:
		return flaw.Unrecognised, "a picture without text"
	case p.Chars == 0 && p.Drawn:
		return flaw.Unrecognised, "drawn shapes without text"
	case p.Unread*20 > p.Chars:
		return flaw.Layer, fmt.Sprintf("%d of %d characters of the text layer cannot be read", p.Unread, p.Chars)
	case garbage(p):
		return flaw.Layer, "the text layer is garbage"
	}
	return "", ""
}

// garbage reports whether the text layer of a page decodes to what nobody
// writes: a tenth of private characters, as where ToUnicode is missing and codes
// of glyphs are taken for characters; Latin letters with accents in a row, as
// where GBK is taken for Latin-1; or Han of which hardly any are common.
func garbage(p *pdf.Page) bool {
	private, accents, hans, usual, all := 0, 0, 0, 0, 0
	for i := range p.Runs {
		for _, r := range p.Runs[i].Text {
			if unicode.IsSpace(r) {
				continue
			}
			all++
			switch {
			case unicode.Is(unicode.Co, r):
				private++
			case r >= 0xa1 && r <= 0xff:
				accents++
			case unicode.Is(unicode.Han, r):
				hans++
				if isCommon[r] {
					usual++
				}
			}
		}
	}
	return private*10 > all || accents*3 > all || hans > 50 && usual*8 < hans
}

// recognizePage replaces the marks of a page by what the recogniser reads, if
// that is more than so many characters: of a font that the file does not bring
// along nothing is drawn. That a page cannot be drawn is a Loss as well.
func recognizePage(engine *pdf.Engine, data []byte, i int, s *sheet, least int, opt Options) error {
	const a3 = 1190 * 842
	dpi := recognizedAt * min(1, math.Sqrt(a3/max(s.Width*s.Height, 1)))
	picture, err := engine.Render(data, i, dpi)
	if err != nil {
		s.lose(flaw.Unrecognised, "cannot be drawn: %v", err)
		return nil
	}
	read, err := recognise(picture, dpi, dpi, opt)
	if err != nil {
		return err
	}
	layer := s.Marks
	s.Marks = nil
	if !s.take(read, least) {
		s.Marks = layer
	}
	return nil
}
