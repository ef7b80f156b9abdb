package extract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with a file as a whole. The error that Read returns wraps
// one of them and says more.
var (
	ErrEmpty    = errors.New("no text")
	ErrBinary   = errors.New("not a text file")
	ErrEncoding = errors.New("unknown character encoding")
)

// Options say what Read cannot find out by itself.
type Options struct {
	// Encoding, where not empty, is the file's character encoding: utf-8,
	// utf-16le, utf-16be, gb18030 (or gbk, gb2312), big5. A BOM overrules it.
	Encoding string
}

// Read decodes data and reads its outline. The name is recorded in the Source
// and stands in errors; no file is opened.
func Read(name string, data []byte, opt Options) (*Witness, error) {
	s, err := decodeSource(data, opt)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	s.Name = name
	w := &Witness{Source: s}
	w.parse()
	return w, nil
}

func decodeSource(data []byte, opt Options) (*Source, error) {
	if f := sniff(data); f != "" {
		return nil, because(ErrBinary, "%s files are not read yet", f)
	}
	d, err := decode(data, opt.Encoding)
	if err != nil {
		return nil, err
	}
	if strings.TrimFunc(d.text, Space) == "" {
		return nil, ErrEmpty
	}
	sum := sha256.Sum256(data)
	return &Source{
		SHA256:   hex.EncodeToString(sum[:]),
		Format:   "text",
		Encoding: d.encoding,
		Text:     d.text,
		Loss:     d.loss,
	}, nil
}

// A cause is one of the errors above with its own words.
type cause struct {
	kind error
	text string
}

func (c *cause) Error() string { return c.text }
func (c *cause) Unwrap() error { return c.kind }

func because(kind error, format string, args ...any) error {
	return &cause{kind, fmt.Sprintf(format, args...)}
}

// magic is how files begin that hold documents but no plain text.
var magic = []struct{ start, format string }{
	{"%PDF-", "PDF"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS and WPS"},
	{"{\\rtf", "RTF"},
	{"\x89PNG", "PNG"},
	{"\xff\xd8\xff", "JPEG"},
	{"GIF87a", "GIF"},
	{"GIF89a", "GIF"},
	{"II*\x00", "TIFF"},
	{"MM\x00*", "TIFF"},
	{"AT&TFORM", "DjVu"},
	{"Rar!\x1a", "RAR"},
	{"7z\xbc\xaf\x27\x1c", "7z"},
	{"\x1f\x8b", "gzip"},
	{"CAJ", "CAJ"},
}

// sniff names the format of a file that is not plain text, as its first bytes
// tell it, or returns "".
func sniff(data []byte) string {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		head := data[:min(len(data), 1<<16)]
		for _, part := range []struct{ name, format string }{
			{"word/", "DOCX"}, {"OFD.xml", "OFD"}, {"xl/", "XLSX"}, {"ppt/", "PPTX"},
			{"application/vnd.oasis.opendocument", "ODT"}, {"application/epub+zip", "EPUB"},
		} {
			if bytes.Contains(head, []byte(part.name)) {
				return part.format
			}
		}
		return "ZIP"
	}
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.start)) && (m.format != "CAJ" || bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0) {
			return m.format
		}
	}
	return ""
}
