package tool

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"jiaokan/extract"
)

// An Office is LibreOffice. It converts one file at a time. Its zero value is
// ready for use.
type Office struct{ one sync.Mutex }

// The programs, as people call them.
const (
	LibreOffice  = "LibreOffice"
	TesseractOCR = "Tesseract"
)

// Where LibreOffice is when it is not in the PATH.
var officePlaces = []string{
	"/usr/lib/libreoffice/program/soffice",
	"/usr/lib64/libreoffice/program/soffice",
	"/opt/libreoffice/program/soffice",
	"/Applications/LibreOffice.app/Contents/MacOS/soffice",
}

// profile is what a fresh LibreOffice finds of settings: no macros, no updating
// of links and fields, nothing fetched for a document that is nowhere trusted,
// and for all else a proxy that is not there. Without it a picture that a
// document links to is asked for, at the address the document says.
//
//go:embed profile.xcu
var profile []byte

// Limits of a conversion. To start takes 1.5 s, and ten on a machine that is
// busy and has not started it before; but it is 1.5 s of the processor wherever
// it waits, and of a megabyte of text one more. So the time of the processor is
// what stops a hostile file, after seven seconds, and the clock only what waits
// for something that does not come.
//
// Of memory it does with 160 MB for a notice and with 350 for 8,000 paragraphs
// of RTF, beside some 120 MB of its code.
const (
	officeStart = 20 * time.Second
	officeWork  = 7 * time.Second
	officeRate  = 100 << 10 // bytes of the file that add a second to both
	officeMost  = 2 * time.Minute
	officeData  = 384 << 20
	maxDOCX     = 64 << 20
)

// Convert makes a DOCX of a file of the format. The file is written under a
// name of our own into a new folder, beside a profile that no other run has
// touched; both are gone when Convert returns. The error is an *Error, or one
// of the file system.
func (o *Office) Convert(ctx context.Context, format extract.Format, data []byte) (docx []byte, err error) {
	o.one.Lock()
	defer o.one.Unlock()
	path, err := findOffice()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "jiaokan-office-")
	if err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	user := filepath.Join(dir, "profile", "user")
	input := filepath.Join(dir, "input."+string(format))
	err = errors.Join(os.MkdirAll(user, 0o700),
		os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), profile, 0o600),
		os.WriteFile(input, data, 0o600))
	if err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	more := time.Duration(len(data)/officeRate) * time.Second
	r := run{
		program: LibreOffice, path: path, dir: dir, most: maxDOCX, data: officeData,
		limit: min(officeMost, officeStart+more), work: min(officeMost, officeWork+more),
		// A proxy that is not there, for what heeds no profile.
		env: []string{"http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "SAL_DISABLE_OPENCL=1"},
		args: []string{
			"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: filepath.Dir(user)}).String(),
			"--headless", "--invisible", "--norestore", "--nodefault", "--nolockcheck", "--nologo",
			"--convert-to", "docx:MS Word 2007 XML", "--outdir", dir, input,
		},
	}
	if _, err := r.do(ctx); err != nil {
		return nil, err
	}
	return converted(filepath.Join(dir, "input.docx"))
}

// converted reads what LibreOffice wrote. That it wrote nothing is all it says,
// to us, of a file it cannot load.
func converted(name string) ([]byte, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Program: LibreOffice, Reason: Unreadable}
	}
	if err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	defer f.Close()
	docx, err := io.ReadAll(io.LimitReader(f, maxDOCX+1))
	if err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	if len(docx) > maxDOCX {
		return nil, &Error{Program: LibreOffice, Reason: Profuse}
	}
	return docx, nil
}

func findOffice() (string, error) {
	for _, name := range append([]string{"soffice", "libreoffice"}, officePlaces...) {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", &Error{Program: LibreOffice, Reason: Missing}
}
