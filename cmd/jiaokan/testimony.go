package main

import (
	"context"
	"errors"
	"os"
	"slices"

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

// asked tells how many documents of an archive spoke, and of how many places they
// have something that no copy has.
func (a *app) asked(dir string, e edition) string {
	if dir == "" {
		return ""
	}
	sources, otherwise := map[string]bool{}, 0
	for _, t := range e.Testimony {
		sources[t.Source] = true
	}
	for _, f := range e.Findings {
		if f.Method == string(audit.External) && e.proposed(f) {
			otherwise++
		}
	}
	return a.say(text{"\n旁证：库中 %d 份文件引用此文，%d 处有各本所无的文字\n", "\nTestimony: %d documents of the archive quote the text; places where they have what no copy has: %d\n"}, len(sources), otherwise)
}

// proposed reports whether a finding is about no variant of the copies.
func (e edition) proposed(f report.ResultFinding) bool {
	i := slices.IndexFunc(e.Variants, func(v report.ResultVariant) bool { return v.ID == f.Variant })
	return i < 0 || slices.ContainsFunc(e.Variants[i].Readings, func(r report.ResultReading) bool { return len(r.Witnesses) == 0 })
}
