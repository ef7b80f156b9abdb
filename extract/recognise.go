package extract

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"jiaokan/extract/flaw"
)

// eyes see the pages of one file. A recogniser that fails is not asked again:
// its error is that of the file if no page has text, or if the caller wants all
// pages recognised, and else a Loss of the page.
type eyes struct {
	Options

	texts  int   // pages with text
	blanks int   // pages without, on which there is something
	failed error // of the recogniser
}

// saw takes what came of the next page; blank says that there is something on it
// that may be text. It returns the error that ends the reading.
func (e *eyes) saw(s *sheet, blank bool, err error) error {
	switch {
	case errors.Is(err, ErrTool) && !e.AllPictures:
		s.lose(flaw.Unrecognised, "not recognised: %v", err)
		e.failed, e.Recognize = err, nil
	case err != nil:
		return err
	}
	switch {
	case len(s.Marks) > 0:
		e.texts++
	case blank:
		e.blanks++
	}
	return nil
}

// verdict is the error of a file of so many pages if what text it has stands in
// pictures, and there is nobody to read them.
func (e *eyes) verdict(pages int) error {
	switch {
	case e.texts > 0:
		return nil
	case e.failed != nil:
		return e.failed
	case e.blanks > 0 && e.Recognize == nil:
		return because(ErrTool, "no page has text, %d of %d are pictures; a recogniser of text is needed", e.blanks, pages)
	}
	return nil
}

// recognise reads a picture: a sheet for each page of it, in points. The dpi are
// those of the picture, across and down, 0 where it says so itself. A page that
// was set straight stays straight: boxes are off by what the skew made up, a
// millimetre or two.
func recognise(picture []byte, dpiX, dpiY float64, opt Options) ([]sheet, error) {
	if opt.Recognize == nil {
		return nil, because(ErrTool, "pictures of text need a recogniser")
	}
	page, err := prepare(picture, dpiX, dpiY)
	if err != nil {
		return nil, err
	}
	return recogniseAsIs(page, readingDPI, opt)
}

// recogniseAsIs reads a picture that is prepared, or that cannot be.
func recogniseAsIs(picture []byte, dpi float64, opt Options) ([]sheet, error) {
	if opt.Recognize == nil {
		return nil, because(ErrTool, "pictures of text need a recogniser")
	}
	hocr, err := opt.Recognize(picture)
	if err != nil {
		return nil, toolError(err)
	}
	return hocrSheets(hocr, dpi)
}

// take adds what was read in a picture on the page, if that is more than so many
// characters; that it is not is a Loss.
func (s *sheet) take(read []sheet, least int) bool {
	chars := 0
	for _, p := range read {
		for _, m := range p.Marks {
			chars += utf8.RuneCountInString(m.Text)
		}
	}
	if chars <= least {
		s.lose(flaw.Illegible, "only %d characters were recognised", chars)
		return false
	}
	for _, p := range read {
		s.Marks = append(s.Marks, p.Marks...)
		s.Loss = append(s.Loss, p.Loss...)
	}
	return true
}

// toolError makes an error of another program one of this package, if it does
// not say already what is wrong.
func toolError(err error) error {
	for _, kind := range []error{ErrTool, ErrDamaged, ErrLocked, ErrLimit} {
		if errors.Is(err, kind) {
			return err
		}
	}
	return because(ErrTool, "%v", err)
}

func onPage(page int, err error) error { return fmt.Errorf("page %d: %w", page, err) }
