package extract

import (
	"errors"
	"fmt"
	"slices"

	"jiaokan/extract/ofd"
	"jiaokan/extract/parts"
)

// readOFD reads an OFD file. Where it holds several documents, they follow each
// other and their pages are counted on; no sentence runs from one into the next.
func readOFD(data []byte, opt Options) (*Source, error) {
	docs, err := ofd.Read(data)
	if err != nil {
		return nil, because(ofdCause(err), "OFD: %v", err)
	}
	all := &Source{}
	page := 0
	for _, d := range docs {
		sheets := make([]sheet, len(d.Pages))
		for i, p := range d.Pages {
			sheets[i] = ofdSheet(p)
			for j, what := range sheets[i].Loss {
				sheets[i].Loss[j] = fmt.Sprintf("page %d: %s", page+i+1, what)
			}
		}
		if len(sheets) > 0 {
			sheets[0].Loss = slices.Concat(d.Loss, sheets[0].Loss)
		}
		s := layOut(sheets)
		s.Origin = withAsides(s, d.Pages)
		all.follow(s, page)
		page += len(d.Pages)
	}
	return all, nil
}

// ofdCause tells which of the errors of Read an error of package ofd is.
func ofdCause(err error) error {
	switch {
	case errors.Is(err, parts.ErrLimit):
		return ErrLimit
	case errors.Is(err, parts.ErrLocked):
		return ErrLocked
	}
	return ErrDamaged
}

func ofdSheet(p ofd.Page) sheet {
	s := sheet{Width: p.Width, Height: p.Height, Loss: p.Loss, Marks: make([]mark, len(p.Runs))}
	for i, r := range p.Runs {
		s.Marks[i] = mark{Text: r.Text, Box: Box{r.X0, r.Y0, r.X1, r.Y1}, Size: r.Size, Font: r.Font, Angle: r.Angle}
	}
	return s
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
		s.Loss = append(s.Loss, l)
	}
}
