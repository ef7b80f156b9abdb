package overview

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"

	"jiaokan/corpus"
	"jiaokan/report"
)

// Names are the files and folders of an overview.
var Names = []string{"index.html", "style.css", "lists", "families", "unread", "events", "findings.csv", "documents.csv", "archive.xlsx", "premis"}

// Generator stands in the head of each page and says that it is of an overview.
const Generator = `<meta name="generator" content="jiaokan overview">`

// Options say how an archive is printed.
type Options struct {
	Lang      string // "zh", also where empty, or "en"
	Version   string // of the program
	MostPages int    // pages of families; 0 is 100,000

	// Step is told how many pages of families are written, of how many. May be nil.
	Step func(done, total int)
}

// A Report counts what was written.
type Report struct {
	Documents, Findings int
	Families            int
	Pages               int // of families
	LeftOut             int // families without a page
}

// Write prints an archive into a directory, which must be there and be empty.
func Write(ctx context.Context, dir string, a *corpus.Archive, opt Options) (Report, error) {
	s, err := newSite(ctx, dir, a, opt)
	if err != nil {
		return Report{}, err
	}
	for _, step := range []func() error{s.style, s.documents, s.findings, s.workbook, s.events, s.lists, s.families, s.index} {
		if err := step(); err != nil {
			return s.report, err
		}
	}
	return s.report, nil
}

// A site is what is being written.
type site struct {
	words
	ctx    context.Context
	dir    string
	a      *corpus.Archive
	opt    Options
	root   string // what all paths begin with
	status corpus.Status
	totals corpus.AuditTotals
	paged  map[int64]bool // families that have a page
	pages  *template.Template
	counts counts
	report Report

	worst, largest []familyRow // the heads of the lists
}

const mostPages = 100_000

func newSite(ctx context.Context, dir string, a *corpus.Archive, opt Options) (*site, error) {
	if opt.MostPages == 0 {
		opt.MostPages = mostPages
	}
	s := &site{words: wordsIn(opt.Lang), ctx: ctx, dir: dir, a: a, opt: opt, paged: map[int64]bool{}, counts: newCounts()}
	var err error
	if s.root, err = a.Root(); err != nil {
		return nil, err
	}
	if s.status, err = a.Status(ctx); err != nil {
		return nil, err
	}
	if s.totals, err = a.AuditTotals(); err != nil {
		return nil, err
	}
	s.report.Families = s.totals.Families
	s.pages, err = s.templates()
	return s, err
}

// file writes one file of the site; its name has slashes.
func (s *site) file(name string, write func(w io.Writer) error) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, f.Close())
}

// page writes a page by the template of a name.
func (s *site) page(name, tmpl string, data any) error {
	return s.file(name, func(w io.Writer) error { return s.pages.ExecuteTemplate(w, tmpl, data) })
}

func (s *site) style() error {
	return s.file("style.css", func(w io.Writer) error {
		_, err := io.WriteString(w, report.Style()+"\n"+pageStyle)
		return err
	})
}

// nth names page n of a list, counted from 1.
func nth(list string, n int) string { return fmt.Sprintf("%s/%04d.html", list, n) }

// familyPage is where the page of a family is.
func familyPage(id int64) string { return fmt.Sprintf("families/%03d/%d.html", id/1000, id) }
