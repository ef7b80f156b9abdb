package extract

import (
	"bytes"
	"strings"

	"jiaokan/extract/parts"
)

// A Format is what kind of file something is, as its content tells it; names of
// files are not looked at.
type Format string

// The formats that are told apart.
const (
	Text  Format = "text"
	DOCX  Format = "docx"
	PDF   Format = "pdf"
	OFD   Format = "ofd"
	HTML  Format = "html"
	MHTML Format = "mhtml"
	HOCR  Format = "hocr" // what recognisers of text write: HTML with boxes
	DOC   Format = "doc"  // the compound files of Word and WPS
	RTF   Format = "rtf"
	ODT   Format = "odt"
	EPUB  Format = "epub"
	PNG   Format = "png"
	JPEG  Format = "jpeg"
	TIFF  Format = "tiff"
)

// magic is how files begin that are no plain text.
var magic = []struct {
	start  string
	format Format
	binary bool // a text may begin so: there must be a NUL near
}{
	{"PK\x03\x04", "zip", false},
	{"PK\x05\x06", "zip", false}, // an empty one
	{"PK\x07\x08", "zip", false}, // one of several volumes
	{"%PDF-", PDF, false},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC, false},
	{"{\\rtf", RTF, false},
	{"\x89PNG", PNG, false},
	{"\xff\xd8\xff", JPEG, false},
	{"II*\x00", TIFF, false},
	{"MM\x00*", TIFF, false},
	{"II+\x00", TIFF, false}, // of more than 4 GB
	{"MM\x00+", TIFF, false},
	{"GIF87a", "gif", false},
	{"GIF89a", "gif", false},
	{"RIFF", "webp", true},
	{"BM", "bmp", true},
	{"AT&TFORM", "djvu", false},
	{"Rar!\x1a", "rar", false},
	{"7z\xbc\xaf\x27\x1c", "7z", false},
	{"\x1f\x8b", "gzip", false},
	{"CAJ", "caj", true},
}

// Sniff tells the format of a file by its content. What it does not know is
// Text, and is found to be none by the reader of texts.
func Sniff(data []byte) Format {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.start)) && (!m.binary || bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0) {
			switch m.format {
			case "zip":
				return sniffZip(data)
			case DOC:
				return sniffCompound(data)
			}
			return m.format
		}
	}
	// Readers of PDF look for its head in the first kilobyte: mail gateways and
	// web servers put lines before it.
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("\n%PDF-")); i >= 0 && bytes.Contains(data[i:], []byte("endobj")) {
		return PDF
	}
	return sniffMarkup(data)
}

// sniffCompound tells the compound files of Office apart by the names of their
// streams, which stand in the file in UTF-16.
func sniffCompound(data []byte) Format {
	for _, s := range []struct {
		stream string
		format Format
	}{
		{"WordDocument", DOC},
		{"Workbook", "xls"},
		{"PowerPoint Document", "ppt"},
		{"__properties_version", "msg"},
	} {
		if bytes.Contains(data, []byte(strings.Join(strings.Split(s.stream, ""), "\x00")+"\x00")) {
			return s.format
		}
	}
	return DOC // also the WPS that has streams of its own, and what is encrypted
}

// sniffZip looks for the part that makes a zip file a document.
func sniffZip(data []byte) Format {
	p, err := parts.Open(data)
	if err != nil {
		return sniffBrokenZip(data)
	}
	mime, _ := p.Read("mimetype")
	for _, f := range []struct {
		part, mime string
		format     Format
	}{
		{"OFD.xml", "", OFD},
		{"Encryptions.xml", "", OFD}, // encrypted as GM/T 0099 has it: no OFD.xml is left
		{"", "application/vnd.oasis.opendocument.text", ODT},
		{"", "application/epub+zip", EPUB},
		{"word/", "", DOCX},
		{"xl/", "", "xlsx"},
		{"ppt/", "", "pptx"},
	} {
		// A folder of someone's archive may be named word too: what makes it a
		// document is the list of its types.
		folder := f.part != "" && p.Has(f.part) && (f.format == OFD || p.Has("[Content_Types].xml"))
		if folder || f.mime != "" && strings.HasPrefix(string(mime), f.mime) {
			return f.format
		}
	}
	// Its main part may lie outside word/.
	if types, err := p.Read("[Content_Types].xml"); err == nil && bytes.Contains(types, []byte("wordprocessingml")) {
		return DOCX
	}
	return "zip"
}

// sniffBrokenZip goes by names in the bytes, so that a cut DOCX is told to be a
// damaged DOCX and not a strange archive.
func sniffBrokenZip(data []byte) Format {
	head := data[:min(len(data), 1<<16)]
	switch {
	case bytes.Contains(head, []byte("word/")):
		return DOCX
	case bytes.Contains(head, []byte("OFD.xml")):
		return OFD
	case bytes.Contains(head, []byte("xl/")):
		return "xlsx"
	case bytes.Contains(head, []byte("vnd.oasis.opendocument.text")):
		return ODT
	case bytes.Contains(head, []byte("application/epub+zip")):
		return EPUB
	}
	return "zip"
}
