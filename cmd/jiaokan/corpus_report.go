package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/report/overview"
)

func (a *app) corpusReportCommand(s *shelf) *cobra.Command {
	dir := "overview"
	var pages int
	cmd := &cobra.Command{
		Use:   a.say(text{"report [-o 目录]", "report [-o DIR]"}),
		Short: a.say(text{"印出库藏概览：网页、表、PREMIS", "Print the archive: pages, tables, PREMIS"}),
		Long: a.say(text{
			"写出一个目录，从 目录/index.html 看起：总数，最严重与最大的版本族，损坏的分布\n（各目录、各年、各类），每族一页；findings.csv、documents.csv、archive.xlsx，\npremis/ 下的固定性与校验元数据。网页不用网络，也没有脚本。\n\n先要有 jiaokan corpus audit 的结果。目录若是从前印出的概览，整个换新。",
			"Writes a folder; begin with DIR/index.html: the numbers, the most serious and the\nlargest families, where the damage is (by folder, year, rule), a page per family;\nfindings.csv, documents.csv, archive.xlsx; fixity and validation metadata under\npremis/. The pages need no network and have no script.\n\nIt wants what jiaokan corpus audit finds. A folder that holds a former overview is\nreplaced as a whole."}),
		Example: "  jiaokan corpus report -o overview",
		Args:    between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return a.corpusReport(s, dir, pages)
		},
	}
	set(cmd.Flags(), &dir, "out", "o", "DIR", a.say(text{"写到这个目录；默认 overview", "the folder to write to; else overview"}))
	cmd.Flags().IntVar(&pages, "pages", 0, a.say(text{"至多给几族各写一页，最严重的在先；默认 100000", "pages of families at most, the most serious first; else 100000"}))
	return cmd
}

func (a *app) corpusReport(s *shelf, dir string, pages int) error {
	ctx, stop := interruptible()
	defer stop()
	c, err := a.openArchive(ctx, s, corpus.Read)
	if err != nil {
		return err
	}
	defer c.Close()
	out, err := openOverview(dir)
	if err != nil {
		return err
	}
	b := a.bar(text{"印出", "printing"})
	defer b.end()
	var r overview.Report
	err = out.fill(func(stage string) error {
		var err error
		r, err = overview.Write(ctx, stage, c, overview.Options{
			Lang: a.code(), Version: version, MostPages: pages,
			Step: func(done, total int) { b.step(done, total, 0) },
		})
		return err
	})
	b.end()
	switch {
	case err != nil && ctx.Err() != nil:
		return trouble{text: text{"中断：没有动 %s", "interrupted: %s is as it was"}, args: []any{dir}}
	case isOfArchive(err):
		return a.archiveTrouble(s.dir, err)
	case err != nil:
		return unwritable(dir, err)
	}
	if r.Families == 0 {
		a.note(text{"库 %s 还没有审读过：先运行 jiaokan corpus families 和 jiaokan corpus audit", "archive %s was not audited so far: run jiaokan corpus families and jiaokan corpus audit first"}, s.dir)
	}
	return a.print(a.say(text{"%d 份文件，%d 族（%d 族各有一页），%d 个问题\n概览：%s\n", "%d documents, %d families (%d with a page), %d findings\noverview: %s\n"},
		r.Documents, r.Families, r.Pages, r.Findings, filepath.Join(dir, overviewFile)))
}

// isOfArchive reports whether an error is about the archive and not about what is
// written.
func isOfArchive(err error) bool {
	for _, of := range []error{corpus.ErrDamaged, corpus.ErrBusy, corpus.ErrNoDocument} {
		if errors.Is(err, of) {
			return true
		}
	}
	return false
}

const overviewFile = "index.html"

// An overviewFolder is where an overview is put. It is written beside and renamed:
// a folder of a hundred thousand pages is replaced in one step, or stays as it was.
type overviewFolder struct {
	*folder
}

// openOverview sees whether an overview may be put into dir: it is not there, or
// empty, or holds a former overview and nothing else. It changes nothing.
func openOverview(dir string) (*overviewFolder, error) {
	entries, _, err := entriesOf(dir)
	if err != nil {
		return nil, err
	}
	f := &overviewFolder{&folder{dir: filepath.Clean(dir)}}
	strange := slices.DeleteFunc(slices.Clone(entries), func(e fs.DirEntry) bool { return slices.Contains(overview.Names, e.Name()) })
	switch {
	case len(strange) > 0:
		return nil, holdsOthers(dir, strange)
	case len(entries) > 0 && !formerOverview(f.dir):
		return nil, holdsOthers(dir, entries)
	}
	return f, nil
}

// formerOverview reports whether dir holds a former overview.
func formerOverview(dir string) bool {
	f, err := os.Open(filepath.Join(dir, overviewFile))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, _ := io.ReadFull(f, head)
	return bytes.Contains(head[:n], []byte(overview.Generator))
}

// fill has a directory beside written and puts it in the place of the folder. What
// was there is put aside first, and back if the new one cannot be moved in.
func (f *overviewFolder) fill(write func(stage string) error) (err error) {
	stage, undo, err := f.stage()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(stage)
			undo()
		}
	}()
	if err := write(stage); err != nil {
		return err
	}
	if err := os.Rename(stage, f.dir); err == nil {
		return nil // it was not there, or was empty
	}
	aside := stage + ".old"
	if err := os.Rename(f.dir, aside); err != nil {
		return err
	}
	if err := os.Rename(stage, f.dir); err != nil {
		return errors.Join(err, os.Rename(aside, f.dir))
	}
	return os.RemoveAll(aside)
}
