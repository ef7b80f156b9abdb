package extract

import (
	"errors"
	"fmt"
	"io"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// A Word file is a package of parts: the document, its styles, numbering, notes,
// comments, headers. What a reader of it prints is spread over them.
//
//	document.xml   w:body: paragraphs w:p of runs w:r of text w:t; tables
//	styles.xml     a paragraph's number may come from its style (docxstyle.go)
//	numbering.xml  一、 （一） 1. are counted, not typed (docxnumber.go)
//	footnotes.xml, endnotes.xml, comments.xml, header1.xml … (docxnote.go)
//	afchunk.mht    another document, put in as it is (docxchunk.go)
//
// Text has each paragraph as a line and each row of a table as a line, its cells
// parted by tabs; text boxes stand behind the paragraph they hang on. A row with
// text in one cell only is layout, and its paragraphs stay lines.
//
// Footnotes and endnotes stand at the end of Text, in the order in which they
// are referred to. They are text of the document: a definition in a note binds,
// and a copy that has lost it must differ from one that has it. At the foot of
// their page they would cut a sentence in two. The marks that point to them are
// left out, as their numbers would read as numbers of the text: 2024年1.
//
// Kept apart, as Origin.Apart: headers and footers, where their section begins;
// comments, where they are set; text that is hidden, that a tracked change has
// deleted, or that a form shows for want of an entry.
//
// An Origin's Line is the number of the paragraph in the body, counted from 1
// with those in tables and empty ones. There are no pages: where one ends is
// known only to who lays the document out.

// A docx is a Word file being read.
type docx struct {
	pkg        *parts.Package
	opt        Options
	depth      int  // of documents put in documents
	chunkBytes *int // how long those are together, in the whole file

	kinds map[string]string // parts by what they are to the document: "styles" ...
	links map[string]string // parts by the id of the relation

	styles    *wordStyles
	numbering *numbering
	boxTally  *tally            // text boxes count apart from the body
	comments  map[string]string // by id, until they are set
	notes     []noteRef         // in the order of the text
	noted     map[noteRef]bool
	frames    map[string]bool // headers and footers that are noted, by part and by text

	revisions int
	loss      []flaw.Loss // of the file as a whole
	spoilt    error       // what was wrong with a document put in
}

// readDOCX reads a Word file, as Word or WPS writes it. Damage to the document
// itself is an error, damage to what it refers to a Loss.
func readDOCX(data []byte, opt Options) (*Source, error) {
	pkg, err := parts.Open(data)
	if err != nil {
		return nil, err
	}
	return readWord(&docx{pkg: pkg, opt: opt, chunkBytes: new(int)})
}

// readWord reads the document of x, of which the outside is set.
func readWord(x *docx) (*Source, error) {
	name, err := mainPart(x.pkg)
	if err != nil {
		return nil, err
	}
	x.styles, x.numbering, x.boxTally = &wordStyles{}, &numbering{}, newTally()
	x.comments, x.noted, x.frames = map[string]string{}, map[noteRef]bool{}, map[string]bool{}
	if err := x.readAround(name); err != nil {
		return nil, err
	}
	body := x.story("body")
	if err := x.readBody(name, body); err != nil {
		return nil, err
	}
	if err := x.addNotes(body); err != nil {
		return nil, err
	}
	s := body.out.source()
	if x.spoilt != nil && wordless(s.Text) {
		return nil, x.spoilt
	}
	s.Loss = append(x.losses(), s.Loss...)
	return s, nil
}

// readAround reads the parts that the body needs: all but the notes.
func (x *docx) readAround(name string) error {
	all, err := relations(x.pkg, name)
	if err := x.optional(err); err != nil {
		return err
	}
	x.kinds, x.links = map[string]string{}, map[string]string{}
	for _, r := range all {
		if x.kinds[r.kind] == "" {
			x.kinds[r.kind] = r.target
		}
		if x.links[r.id] == "" {
			x.links[r.id] = r.target
		}
	}
	err = x.readKind("styles", func(d *parts.Decoder) (err error) {
		x.styles, err = readStyles(d)
		return err
	})
	if err != nil {
		return err
	}
	err = x.readKind("numbering", func(d *parts.Decoder) (err error) {
		x.numbering, err = readNumbering(d, x.styles)
		return err
	})
	if err != nil {
		return err
	}
	return x.readKind("comments", x.readComments)
}

// readKind reads the part that is the document's styles, comments, or another
// of which there is one.
func (x *docx) readKind(kind string, f func(d *parts.Decoder) error) error {
	name := x.kinds[kind]
	if name == "" {
		return nil
	}
	return x.optional(x.readPart(name, f))
}

// readPart opens a part and has it read. What was read before the part turns
// out to be damaged counts.
func (x *docx) readPart(name string, f func(d *parts.Decoder) error) error {
	d, err := openPart(x.pkg, name)
	if err != nil {
		return err
	}
	return inPart(name, f(d))
}

// optional makes a loss of an error in a part that the document can be read
// without. A limit stays an error, since the file is made to harm.
func (x *docx) optional(err error) error {
	if err == nil || errors.Is(err, ErrLimit) {
		return err
	}
	x.loss = append(x.loss, flaw.Loss{Kind: flaw.Truncated, What: err.Error()})
	return nil
}

// readBody reads w:body. What comes after it is not looked at.
func (x *docx) readBody(name string, body *story) error {
	err := x.readPart(name, func(d *parts.Decoder) error {
		for {
			t, err := d.Next()
			if err != nil {
				return err
			}
			if t.Kind == parts.Start && t.Name == "body" && vocabularies[t.Space] == wordML {
				return body.read(d)
			}
		}
	})
	if errors.Is(err, io.EOF) {
		return because(ErrDamaged, "%s has no w:body", name)
	}
	return err
}

// losses returns what is lost of the file as a whole.
func (x *docx) losses() []Loss {
	var all []Loss
	for _, l := range append(x.loss, x.numbering.loss...) {
		all = append(all, Loss{Kind: l.Kind, What: l.What})
	}
	if x.revisions > 0 {
		done := "accepted"
		if x.opt.RejectRevisions {
			done = "rejected"
		}
		plural := "s"
		if x.revisions == 1 {
			plural = ""
		}
		all = append(all, Loss{Kind: flaw.Revision, What: fmt.Sprintf("%d tracked change%s %s", x.revisions, plural, done)})
	}
	return all
}
