// Package ofd takes positioned text out of OFD files (GB/T 33190-2016). It knows
// nothing of documents and their clauses.
//
//	docs, err := ofd.Read(data)
//	for _, d := range docs { for _, p := range d.Pages { … p.Runs … } }
//
// An OFD file is a zip file of XML parts. OFD.xml names the documents, each
// Document.xml its pages, templates and resources, each Content.xml the objects
// that are drawn on a page:
//
//	OFD.xml ─DocBody→ Document.xml ─Page→ Content.xml ─Layer→ TextObject ─→ TextCode
//	              │              ├─TemplatePage→ Content.xml, drawn below or above the page
//	              │              ├─PublicRes, DocumentRes→ fonts, composite objects
//	              │              ├─Annotations→ watermarks, stamps
//	              │              └─Attachments
//	              └─Signatures→ seals
//
// A file holds one thought: tree.go the XML, loc.go the names of parts,
// number.go the arrays of numbers, document.go what belongs to a document,
// page.go what is drawn on a page, picture.go its pictures, text.go and glyph.go where the characters of a
// TextObject stand, run.go which of them are one run.
package ofd

import (
	"errors"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// A Document is one document of a file; most files have one.
type Document struct {
	Title string // as its DocInfo says; often empty or the name of a template
	Pages []Page
	Loss  []flaw.Loss // what of the document as a whole was not read: attachments
}

// A Page is one page with its text in the order in which it is drawn. That is
// seldom the order of reading: templates come first, and many writers draw
// headings, tables and text in turn.
type Page struct {
	Width, Height float64 // in points of 1/72 inch
	Runs          []Run
	Aside         []Aside
	Pictures      []Picture   // of a page without Runs, at most maxPictures: they may show text
	Loss          []flaw.Loss // what has no text: pictures, seals, glyphs without meaning
}

// A Run is a stretch of characters in one line and one font without a gap of
// half a character: either white space, or without any at its ends; never empty.
// Its rectangle is in points from the upper left corner of the page. It is
// estimated from the size of the font, as fonts are not opened: 0.88 of it stand
// above the base line, and what is half as wide as a Han character in fonts of
// fixed width is taken to be so in all.
type Run struct {
	Text           string
	X0, Y0, X1, Y1 float64
	Size           float64
	Font           string

	// Angle is the direction in which the characters follow each other, in
	// degrees clockwise from the right: 90 goes down, in a line that is turned
	// and in a column of upright characters alike.
	Angle int
}

// An Aside is text of a page that is no text of the document.
type Aside struct {
	Kind string // "watermark", "stamp", "annotation", "hidden", "outside"
	Text string
}

// Limits of one file. The longest statutes have 300 pages, of 30 to 60 kB of XML.
const (
	maxXML   = 64 << 20 // bytes of all XML parts
	maxDocs  = 100
	maxPages = 20000   // of all documents
	maxWork  = 4 << 20 // characters and objects drawn, templates counted on each page
	maxRuns  = 1 << 18
	maxNodes = 1 << 19 // elements of one part
	maxDepth = 32      // of composite objects and templates inside one another
)

// Read takes the text out of an OFD file, linear in the size of what is
// unpacked. What is wrong with an optional part is a Loss; a page that cannot be
// read is an empty page with a Loss. The error wraps flaw.ErrDamaged where no
// page can be read, flaw.ErrLocked where the file or a page of it is encrypted,
// flaw.ErrLimit.
func Read(data []byte) ([]Document, error) {
	p, err := parts.Open(data)
	if err != nil {
		return nil, err
	}
	f := &file{Package: p}
	docs, err := f.documents()
	if err != nil && !errors.Is(err, flaw.ErrLimit) && f.encrypted() {
		return nil, flaw.New(flaw.ErrLocked, "encrypted: %v", err)
	}
	return docs, err
}

// A file is an opened file and what has been spent of its limits.
type file struct {
	*parts.Package
	xml, pages, work, runs int

	read   int   // pages read
	unread error // why the first page that could not be read was not
}

// encrypted reports whether the parts of the file are encrypted as GM/T 0099 has
// it: the zip file itself is in the clear, and Encryptions.xml may be all in it
// that is XML.
func (f *file) encrypted() bool { return f.Has("Encryptions.xml") }

// spend counts n characters or objects.
func (f *file) spend(n int) error {
	f.work += n
	if f.work > maxWork || f.runs > maxRuns {
		return flaw.New(flaw.ErrLimit, "more text than a document has")
	}
	return nil
}
