package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"jiaokan/extract"
	"jiaokan/extract/pdf"
	"jiaokan/extract/tool"
)

// What --ocr says.
const (
	ocrAuto   = "auto"
	ocrAlways = "always"
	ocrNever  = "never"
)

// What --revisions says.
const (
	revisionsAccept = "accept"
	revisionsReject = "reject"
	revisionsBoth   = "both"
)

// A loan is what package extract may not do by itself: run programs, keep a
// cache. Nothing of it starts before a file needs it.
type loan struct {
	pdf       pdf.Engine
	office    tool.Office
	tesseract tool.Tesseract

	mu      sync.Mutex
	over    bool           // an interrupt has come
	running sync.WaitGroup // programs
}

func newLoan() *loan {
	l := &loan{}
	if dir, err := os.UserCacheDir(); err == nil {
		l.pdf.Cache = filepath.Join(dir, "jiaokan")
	}
	return l
}

// options are those of the flags.
func (a *app) options() extract.Options {
	opt := extract.Options{
		Encoding:    a.encoding,
		PDF:         &a.loan.pdf,
		AllPictures: a.ocr == ocrAlways,
		Convert: func(format extract.Format, data []byte) ([]byte, error) {
			return a.running(func(ctx context.Context) ([]byte, error) { return a.loan.office.Convert(ctx, format, data) })
		},
	}
	if a.ocr != ocrNever {
		opt.Recognize = func(picture []byte) ([]byte, error) {
			return a.running(func(ctx context.Context) ([]byte, error) { return a.loan.tesseract.Recognize(ctx, picture) })
		}
	}
	return opt
}

// running runs a program. An interrupt ends all that run, lets them take away
// what they have left, and then ends jiaokan; while none runs it ends jiaokan at
// once, as by default.
func (a *app) running(run func(context.Context) ([]byte, error)) ([]byte, error) {
	l := a.loan
	l.mu.Lock()
	if l.over {
		l.mu.Unlock()
		select {} // jiaokan is about to end
	}
	ctx, stop := interruptible()
	l.running.Add(1)
	l.mu.Unlock()
	out, err := run(ctx)
	l.running.Done()
	if ctx.Err() == nil {
		stop()
		return out, err
	}
	l.mu.Lock()
	l.over = true
	l.mu.Unlock()
	l.running.Wait()
	a.complain(trouble{text: text{"中断：没有读完", "interrupted before all was read"}})
	os.Exit(exitFailed)
	return nil, nil
}

// checkReading tells what is wrong with the values of the flags for reading.
func (a *app) checkReading() error {
	for _, f := range []struct {
		name, value string
		known       []string
		list        text
	}{
		{"--ocr", a.ocr, []string{ocrAuto, ocrAlways, ocrNever}, text{"用 auto、always 或 never", "use auto, always or never"}},
		{"--revisions", a.revisions, []string{revisionsAccept, revisionsReject, revisionsBoth}, text{"用 accept、reject 或 both", "use accept, reject or both"}},
	} {
		if !slices.Contains(f.known, f.value) {
			return trouble{text: text{"%s 不能是 %q", "%s %q is not known"}, args: []any{f.name, f.value}, hint: hint(f.list)}
		}
	}
	return nil
}
