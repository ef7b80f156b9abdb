package main

import (
	"context"
	"errors"
	"os"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/corpus"
	"jiaokan/report"
)

// An asking finds what other documents quote of a collation; nil asks nobody.
type asking func(c *align.Collation) ([]audit.Testimony, error)

// recorded is the testimony that a result was made with; it needs no archive.
func recorded(said []report.ResultTestimony) asking {
	return func(c *align.Collation) ([]audit.Testimony, error) { return report.Heard(said, c.Witnesses), nil }
}

// archive opens the archive in dir to ask it, none where dir is empty. done closes
// it.
func (a *app) archive(dir string, p *progress) (ask asking, done func() error, err error) {
	if dir == "" {
		return nil, func() error { return nil }, nil
	}
	if st, err := os.Stat(dir); err == nil && !st.IsDir() {
		return nil, nil, a.archiveTrouble(dir, corpus.ErrNotArchive)
	}
	arc, err := a.openArchive(context.Background(), &shelf{dir: dir}, corpus.Read)
	if err != nil {
		return nil, nil, err
	}
	return func(c *align.Collation) ([]audit.Testimony, error) { return a.testimony(arc, c, p) }, arc.Close, nil
}

// testimony asks an archive; an interrupt ends it.
func (a *app) testimony(arc *corpus.Archive, c *align.Collation, p *progress) ([]audit.Testimony, error) {
	ctx, stop := interruptible()
	defer stop()
	p.stage(text{"求旁证", "asking the archive"})
	said, err := arc.Testimony(ctx, c, func(int64) bool { return false })
	switch {
	case errors.Is(err, context.Canceled):
		return nil, trouble{text: text{"中断：什么也没有写", "interrupted: nothing was written"}}
	case err != nil:
		return nil, a.archiveTrouble(arc.Dir(), err)
	}
	return said, nil
}
