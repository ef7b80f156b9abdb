// Package tool runs the other programs that reading some formats needs:
// LibreOffice for the files of office suites, Tesseract for pictures of text.
//
//	office := &tool.Office{}
//	ocr := &tool.Tesseract{}
//	w, err := extract.Read(name, data, extract.Options{
//		Convert:   func(f extract.Format, data []byte) ([]byte, error) { return office.Convert(ctx, f, data) },
//		Recognize: func(picture []byte) ([]byte, error) { return ocr.Recognize(ctx, picture) },
//	})
//
// The programs are strangers, and what they are given comes from anywhere. So no
// shell is between, no argument is made of a name or a text of the user, and a
// run has a limit of time, of memory and of what it may write. It ends with all
// the processes it began, and leaves no file.
//
// Nothing is looked for before it is needed.
package tool

import (
	"fmt"
	"time"

	"jiaokan/extract"
)

// A Reason is why a program did not do its work.
type Reason int

// The reasons.
const (
	Missing    Reason = iota // it is not installed
	Unlearned                // it is, but not the language: Detail names it
	Slow                     // it ran out of time
	Profuse                  // it wrote more than it may
	Failed                   // it gave up: Detail has its last words
	Unreadable               // it could not read the file
	Stopped                  // the caller did not want to wait
)

// An Error is a run that came to nothing. It is an extract.ErrTool, or an
// extract.ErrDamaged where it is for the file.
type Error struct {
	Program string
	Reason  Reason
	Detail  string
	Limit   time.Duration // of Slow
}

func (e *Error) Error() string {
	switch e.Reason {
	case Missing:
		return e.Program + " is not installed"
	case Unlearned:
		return fmt.Sprintf("%s has no data for %s", e.Program, e.Detail)
	case Slow:
		return fmt.Sprintf("%s took more than %v", e.Program, e.Limit)
	case Profuse:
		return e.Program + " wrote too much"
	case Unreadable:
		return e.Program + " cannot read the file"
	case Stopped:
		return e.Program + " was interrupted"
	}
	if e.Detail == "" {
		return e.Program + " failed"
	}
	return fmt.Sprintf("%s failed: %s", e.Program, e.Detail)
}

func (e *Error) Unwrap() error {
	if e.Reason == Unreadable {
		return extract.ErrDamaged
	}
	return extract.ErrTool
}
