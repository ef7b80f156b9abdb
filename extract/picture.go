package extract

// readPicture has a picture of a page recognised.
func readPicture(data []byte, opt Options) (*Source, error) {
	sheets, err := recognise(data, 0, 0, opt)
	if err != nil {
		return nil, err
	}
	return recognised(sheets)
}

// recognised lays out what was read in pictures alone.
func recognised(sheets []sheet) (*Source, error) {
	s := layOut(sheets)
	if wordless(s.Text) {
		return nil, because(ErrEmpty, "no character was recognised")
	}
	return s, nil
}
