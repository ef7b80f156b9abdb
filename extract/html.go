package extract

// readHTML reads a web page: the document in it, without the page around it.
//
// Each line of Text is a block of the page as a browser breaks it, a row of a
// table with tabs between its cells, or an item with the number that the browser
// counts. What the page prints around the document stands apart, in Origins of
// the Part "page" or "metadata".
func readHTML(data []byte, opt Options) (*Source, error) {
	return readPage(data, "", opt)
}

// readPage reads a page that came with a charset, or with none.
func readPage(data []byte, charset string, opt Options) (*Source, error) {
	d, lie, err := decodePage(data, opt.Encoding, charset)
	if err != nil {
		return nil, err
	}
	root, err := parseHTML(d.text)
	if err != nil {
		return nil, err
	}
	l := breakLines(root, opt.RejectRevisions)
	return l.source(choose(l, root, true), d, lie), nil
}

// htmlLines returns all text of a page in lines, without looking for the
// document in it. charset is what the page came with, or empty.
func htmlLines(data []byte, charset string) (*Source, error) {
	d, lie, err := decodePage(data, "", charset)
	if err != nil {
		return nil, err
	}
	root, err := parseHTML(d.text)
	if err != nil {
		return nil, err
	}
	l := breakLines(root, false)
	return l.source(whole(l, root), d, lie), nil
}
