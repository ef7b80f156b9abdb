package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/pdf"
)

// What can be wrong with a file as a whole. The error that Read returns wraps
// one of them and says more, mostly in words that flaw.New has put together.
var (
	ErrEmpty    = errors.New("no text")
	ErrBinary   = errors.New("not a document")
	ErrEncoding = errors.New("unknown character encoding")
	ErrFormat   = errors.New("a format that is not read") // spreadsheets, archives
	ErrDamaged  = flaw.ErrDamaged
	ErrLocked   = flaw.ErrLocked
	ErrLimit    = flaw.ErrLimit
	ErrTool     = errors.New("needs another program") // LibreOffice or Tesseract is not there, or did not do it
)

// Options say what Read cannot find out by itself, and lend it what it may not
// do by itself: run other programs, keep a cache.
type Options struct {
	// Encoding, where not empty, is the file's character encoding: utf-8,
	// utf-16le, utf-16be, gb18030 (or gbk, gb2312), big5. A BOM overrules it.
	Encoding string

	// RejectRevisions reads a Word file as it was before its tracked changes,
	// and not as it is with all of them accepted.
	RejectRevisions bool

	// PDF is the engine that reads PDF. Nil starts one for the file, which takes
	// about two seconds.
	PDF *pdf.Engine

	// Convert makes a DOCX of a file that only an office suite can read. Nil:
	// such files are ErrTool.
	Convert func(format Format, data []byte) (docx []byte, err error)

	// Recognize reads the picture of a page (PNG, or TIFF where that cannot be
	// unpacked here) and returns hOCR with a box and a confidence for each character.
	// Nil: pictures of text are ErrTool, and pages of a PDF or OFD without text a Loss.
	Recognize func(picture []byte) (hocr []byte, err error)

	// AllPictures has PDF pages recognised even where they have a text layer.
	AllPictures bool
}

// Read tells the format of data by its content, takes the text out and reads
// its outline. The name is recorded in the Source and stands in errors; no file
// is opened.
func Read(name string, data []byte, opt Options) (*Witness, error) {
	s, err := ReadSource(name, data, opt)
	if err != nil {
		return nil, err
	}
	return s.Witness(), nil
}

// ReadSource is Read without the outline, for those who only want the text.
func ReadSource(name string, data []byte, opt Options) (*Source, error) {
	s, err := readSource(data, opt)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	s.Name = name
	return s, nil
}

// Witness reads the outline of a source.
func (s *Source) Witness() *Witness {
	w := &Witness{Source: s}
	w.parse()
	return w
}

// maxLines bounds what the outline takes in memory: about 250 bytes a line. The
// longest law in force, 民法典, has some 3,000.
const maxLines = 1 << 20

func readSource(data []byte, opt Options) (*Source, error) {
	f := Sniff(data)
	read := readers[f]
	if read == nil {
		return nil, because(ErrFormat, "%s files are not read", f)
	}
	s, err := read(data, opt)
	if err != nil {
		return nil, err
	}
	if wordless(s.Text) {
		return nil, noText(s.Loss)
	}
	if n := strings.Count(s.Text, "\n"); n > maxLines {
		return nil, because(ErrLimit, "%d lines", n)
	}
	sum := sha256.Sum256(data)
	s.SHA256, s.Format = hex.EncodeToString(sum[:]), string(f)
	return s, nil
}

func wordless(text string) bool { return strings.TrimFunc(text, Space) == "" }

// noText is ErrEmpty, with what stood in the file in place of text.
func noText(losses []Loss) error {
	if len(losses) == 0 {
		return ErrEmpty
	}
	return because(ErrEmpty, "%d things have no text, the first: %s", len(losses), losses[0])
}

// readers are the formats that have a reader: bytes to Text, Origin, Loss and
// Encoding. Read fills in the rest of the Source.
var readers = map[Format]func(data []byte, opt Options) (*Source, error){
	Text:  readText,
	DOCX:  readDOCX,
	PDF:   readPDF,
	OFD:   readOFD,
	HTML:  readHTML,
	MHTML: readMHTML,
	HOCR:  readHOCR,
	DOC:   readOffice,
	RTF:   readOffice,
	ODT:   readOffice,
	EPUB:  readEPUB,
	PNG:   readPicture,
	JPEG:  readPicture,
	TIFF:  readTIFF,
}

func readText(data []byte, opt Options) (*Source, error) {
	d, err := decode(data, opt.Encoding)
	if err != nil {
		return nil, err
	}
	return &Source{Encoding: d.encoding, Text: d.text, Loss: d.loss}, nil
}

// because is an error of one of the kinds above with words of its own.
func because(kind error, format string, args ...any) error { return flaw.New(kind, format, args...) }
