package extract

import (
	"bytes"
	"errors"
	"fmt"
	"image"

	"jiaokan/extract/flaw"
	"jiaokan/extract/ofd"

	_ "golang.org/x/image/bmp" // which OFD also has pictures in
)

// readOFD reads an OFD file. Where it holds several documents, they follow each
// other and their pages are counted on; no sentence runs from one into the next.
// The pictures of a page without text are given to opt.Recognize.
func readOFD(data []byte, opt Options) (*Source, error) {
	docs, err := ofd.Read(data)
	if err != nil {
		return nil, fmt.Errorf("OFD: %w", err)
	}
	all, e := &Source{}, eyes{Options: opt}
	page := 0
	for _, d := range docs {
		sheets := make([]sheet, len(d.Pages))
		for i := range d.Pages {
			p := &d.Pages[i]
			sheets[i] = ofdSheet(p)
			err := seePictures(p, &sheets[i], e.Options)
			if err := e.saw(&sheets[i], len(p.Pictures) > 0, err); err != nil {
				return nil, fmt.Errorf("OFD: %w", onPage(page+i+1, err))
			}
		}
		for _, l := range d.Loss {
			all.Loss = append(all.Loss, Loss{Span: Span{len(all.Text), len(all.Text)}, Kind: l.Kind, What: l.What})
		}
		s := layOut(sheets)
		s.Origin = withAsides(s, d.Pages)
		all.follow(s, page)
		page += len(d.Pages)
	}
	if err := e.verdict(page); err != nil {
		return nil, fmt.Errorf("OFD: %w", err)
	}
	return all, nil
}

func ofdSheet(p *ofd.Page) sheet {
	s := sheet{Width: p.Width, Height: p.Height, Loss: p.Loss, Marks: make([]mark, len(p.Runs))}
	for i, r := range p.Runs {
		s.Marks[i] = mark{Text: r.Text, Box: Box{r.X0, r.Y0, r.X1, r.Y1}, Size: r.Size, Font: r.Font, Angle: r.Angle}
	}
	return s
}

// seePictures has the pictures of a page without text recognised. The page is
// not drawn, as that of a PDF is: each picture is read by itself, and what it
// says stands where the page has it.
func seePictures(p *ofd.Page, s *sheet, opt Options) error {
	for i := range p.Pictures {
		pic := &p.Pictures[i]
		if (pic.X1-pic.X0)*(pic.Y1-pic.Y0) < 0.02*p.Width*p.Height {
			s.lose(flaw.Picture, "a picture")
			continue
		}
		if opt.Recognize == nil {
			s.lose(flaw.Unrecognised, "a picture without text")
			continue
		}
		read, err := seePicture(pic, opt)
		switch {
		case err == nil:
			s.take(read, 0)
		case errors.Is(err, ErrTool):
			return err
		default:
			s.lose(flaw.Unrecognised, "a picture that is not read: %v", err)
		}
	}
	return nil
}

// seePicture has one picture recognised. Of a TIFF of several pages the first is
// shown. An error that is no ErrTool is the picture's.
func seePicture(pic *ofd.Picture, opt Options) ([]sheet, error) {
	if pic.Turned {
		return nil, because(ErrFormat, "it is turned")
	}
	data, err := pic.Bytes()
	if err != nil {
		return nil, err
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, because(ErrFormat, "%v", err) // JBIG2, mostly
	}
	width, height := pic.X1-pic.X0, pic.Y1-pic.Y0
	dpiX, dpiY := float64(c.Width)*72/max(width, 1), float64(c.Height)*72/max(height, 1)
	var read []sheet
	if Sniff(data) == TIFF {
		read, err = recogniseTIFF(data, dpiX, dpiY, opt)
	} else {
		read, err = recognise(data, dpiX, dpiY, opt)
	}
	if err != nil {
		return nil, err
	}
	for _, s := range read {
		for j := range s.Marks {
			b := &s.Marks[j].Box
			b.X0, b.X1 = b.X0+pic.X0, b.X1+pic.X0
			b.Y0, b.Y1 = b.Y0+pic.Y0, b.Y1+pic.Y0
		}
	}
	return read, nil
}

// withAsides returns the Origins of s and those of what is no text of the
// document, where its page begins.
func withAsides(s *Source, pages []ofd.Page) []Origin {
	origins := make([]Origin, 0, len(s.Origin))
	page := 0 // those before it are done
	upTo := func(last, at int) {
		for ; page < last; page++ {
			for _, a := range pages[page].Aside {
				origins = append(origins, Origin{Span: Span{at, at}, Page: page + 1, Part: a.Kind, Apart: a.Text})
			}
		}
	}
	for _, o := range s.Origin {
		upTo(min(o.Page, len(pages)), o.Span.Lo)
		origins = append(origins, o)
	}
	upTo(len(pages), len(s.Text))
	return origins
}

// follow appends t to s, whose file has so many pages before those of t.
func (s *Source) follow(t *Source, pages int) {
	n := len(s.Text)
	s.Text += t.Text
	for _, o := range t.Origin {
		o.Span.Lo += n
		o.Span.Hi += n
		if o.Page > 0 {
			o.Page += pages
		}
		s.Origin = append(s.Origin, o)
	}
	for _, l := range t.Loss {
		l.Span.Lo += n
		l.Span.Hi += n
		if l.Page > 0 {
			l.Page += pages
		}
		s.Loss = append(s.Loss, l)
	}
}
