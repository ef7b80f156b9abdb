package extract

import (
	"errors"
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// Limits of documents put in documents. What is put in takes more than its bytes
// to read, and may be put in again and again.
const (
	maxChunkDepth = 4
	maxChunkBytes = 8 << 20 // of all that is put in a file, as often as it is
)

// chunk reads w:altChunk: another document that Word puts in when it opens the
// file, so that the text of the whole may stand in a part of saved HTML and none
// in document.xml. Fifteen statutes of a government's own database do.
func (s *story) chunk(t parts.Token) error {
	if s.apart != "" {
		return nil
	}
	if err := s.close(); err != nil {
		return err
	}
	id, _ := t.Attr("id")
	src, err := s.readChunk(s.links[id])
	if errors.Is(err, ErrLimit) {
		return err
	}
	if err != nil {
		s.spoilt = err
		s.out.lose(flaw.Attachment, "document put in: "+err.Error())
		return nil
	}
	if len(src.Origin) == 0 && src.Text != "" {
		src.Origin = []Origin{{Span: Span{0, len(src.Text)}, Part: "body"}}
	}
	s.out.add(&draft{text: []byte(src.Text), origin: src.Origin, loss: src.Loss})
	if src.Text != "" && !strings.HasSuffix(src.Text, "\n") {
		s.out.text = append(s.out.text, '\n')
	}
	s.ink++
	return nil
}

// readChunk reads a part that is a document, of the format that its content
// tells. All of a page that is put in is text of the document: there is no
// navigation to leave out.
func (x *docx) readChunk(name string) (*Source, error) {
	if name == "" {
		return nil, because(ErrDamaged, "no such part")
	}
	if x.depth == maxChunkDepth {
		return nil, because(ErrLimit, "%s: more than %d documents one in another", name, maxChunkDepth)
	}
	data, err := x.pkg.Read(name)
	if err != nil {
		return nil, err
	}
	if *x.chunkBytes += len(data); *x.chunkBytes > maxChunkBytes {
		return nil, because(ErrLimit, "%s: more than %d MB of documents put in", name, maxChunkBytes>>20)
	}
	switch format := Sniff(data); format {
	case HTML:
		return htmlLines(data, "")
	case MHTML:
		page, charset, err := mhtmlRoot(data)
		if err != nil {
			return nil, err
		}
		return htmlLines(page, charset)
	case DOCX:
		pkg, err := x.pkg.Open(data)
		if err != nil {
			return nil, inPart(name, err)
		}
		return readWord(&docx{pkg: pkg, opt: x.opt, depth: x.depth + 1, chunkBytes: x.chunkBytes})
	case RTF:
		return readOffice(data, x.opt)
	case Text:
		return readText(data, Options{})
	default:
		return nil, because(ErrFormat, "%s: %s files are not read", name, format)
	}
}
