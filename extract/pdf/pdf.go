// Package pdf takes positioned text out of PDF files. It knows nothing of
// documents and their clauses.
//
//	e := &pdf.Engine{Cache: dir}
//	defer e.Close()
//	doc, err := e.Read(data)
//
// The engine is pdfium, compiled to WebAssembly and run by wazero, so that there
// is no cgo and a hostile file meets a sandbox: it sees no file of the machine,
// has so much memory and so much time, and what it does to the engine ends with
// the file, since each file has an instance of its own.
//
// Errors wrap one of those of package flaw, or say that the engine could not be
// started.
//
// Nothing starts before the first file. To compile pdfium takes two seconds and
// more; with the compiled code in Cache it takes a tenth of a second.
package pdf

import "jiaokan/extract/flaw"

// Limits of one file.
const (
	maxPages = 5000    // a page takes 2 to 10 ms
	maxChars = 4 << 20 // the Civil Code has 110,000
	maxRuns  = 1 << 18 // a page of text has 20 to 500
	maxBytes = 64 << 20

	// turns of loops and calls of functions in pdfium: a page has one million, and
	// a file of this many takes five to ten seconds
	maxWork = 1e9

	// memory that a file may fill, in pages of 64 kB: 160 MB. The instance begins
	// with 17 MB, and most files do with that; a page of a scan in colour at
	// 600 dpi, drawn for a recogniser, takes about 110 MB.
	maxMemory = 160 << 20 >> 16
)

// A Document is what could be read of a file.
type Document struct {
	Pages []Page
	Loss  []flaw.Loss // what belongs to no page: "2 attached files"
}

// A Page is one page with its text in the order of the file. All rectangles are
// as the page is shown: turned by its Rotate, and cut to its CropBox.
type Page struct {
	Width, Height float64 // in points of 1/72 inch
	Runs          []Run
	Chars         int         // in Runs, without white space
	Unread        int         // of them, how many have no Unicode and stand as U+FFFD
	Pictures      []Rect      // pictures in the page
	Drawn         bool        // it has shapes other than text and pictures
	Damaged       bool        // it could not be read
	Loss          []flaw.Loss // "2 form fields", "3 characters outside the page"
}

// A Run is a stretch of characters in one line and one font without a gap. White
// space that the file has makes runs of its own; what a reader only sees as a
// space is none.
type Run struct {
	Text string
	Rect
	Size  float64 // of the font in points, as shown
	Font  string
	Angle int // degrees by which the line is turned clockwise, 0 to 359; 90 runs down the page
}

// A Rect is a rectangle in points from the upper left corner of the page. That
// of a Run reaches from 0.88 of its size above the base line to 0.12 below, the
// square of a Han character, whatever the font says of itself: fonts that were
// cut down to a few glyphs say anything.
type Rect struct{ X0, Y0, X1, Y1 float64 }
