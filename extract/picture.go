package extract

import "errors"

// readPicture has a picture of pages recognised.
func readPicture(data []byte, opt Options) (*Source, error) {
	if err := saneTIFF(data); err != nil {
		return nil, err
	}
	sheets, err := recognise(data, 0, opt)
	if err != nil {
		return nil, err
	}
	s := layOut(sheets)
	if wordless(s.Text) {
		return nil, because(ErrEmpty, "no character was recognised")
	}
	return s, nil
}

// recognise reads a picture: a sheet for each page of it, in points. dpi is that
// of the picture, 0 where it says so itself. A page that was set straight stays
// straight: boxes are off by what the skew made up, a millimetre or two.
func recognise(picture []byte, dpi float64, opt Options) ([]sheet, error) {
	if opt.Recognize == nil {
		return nil, because(ErrTool, "pictures of text need a recogniser")
	}
	// What image does not read goes to the recogniser as it is.
	if Sniff(picture) != TIFF {
		page, err := prepare(picture, dpi)
		if err != nil {
			return nil, err
		}
		picture, dpi = page, readingDPI
	}
	hocr, err := opt.Recognize(picture)
	if err != nil {
		return nil, toolError(err)
	}
	return hocrSheets(hocr, dpi)
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
