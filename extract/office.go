package extract

import (
	"bytes"

	"jiaokan/extract/parts"
)

// readOffice reads what only an office suite can read: opt.Convert makes a DOCX
// of it, and readDOCX reads that. Tracked changes come through.
func readOffice(data []byte, opt Options) (*Source, error) {
	format := Sniff(data)
	if err := convertible(format, data); err != nil {
		return nil, err
	}
	if opt.Convert == nil {
		return nil, because(ErrTool, "%s files need an office suite", format)
	}
	docx, err := opt.Convert(format, data)
	if err != nil {
		return nil, toolError(err)
	}
	if got := Sniff(docx); got != DOCX {
		return nil, because(ErrTool, "the office suite made %s of %s, not docx", got, format)
	}
	return readDOCX(docx, opt)
}

// convertible tells what would make the conversion fail, which an office suite
// says less well or not at all.
func convertible(format Format, data []byte) error {
	switch format {
	case DOC:
		return wordDocument(data)
	case ODT:
		return openDocument(data)
	}
	return nil
}

// openDocument wants an ODT whole, not encrypted (OpenDocument 1.2 part 3,
// 4.8.2: each encrypted part says so in the manifest), and with a text that is
// not too large once unpacked.
func openDocument(data []byte) error {
	p, err := parts.Open(data)
	if err != nil {
		return err
	}
	if m, err := p.Read("META-INF/manifest.xml"); err == nil && bytes.Contains(m, []byte("encryption-data")) {
		return because(ErrLocked, "the file is encrypted")
	}
	_, err = p.Read("content.xml")
	return err
}
