package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jiaokan/report"
	"jiaokan/report/review"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"verify 目录", "verify DIR"}),
		Short: a.say(text{"核验已定稿的定本", "Check a text that was signed off"}),
		Long: a.say(text{
			"据 目录/record.json 核对各版本的 SHA-256 与 SM3，从原文件与全部定夺重校一次，\n与 canonical.txt、result.json、report.html 逐字节比较，并核对 decisions.jsonl。\n凡有改动，一一指明。目录里的其余文件不在核验之列。\n\n退出码：0 一切如定稿时；1 有改动；2 未能核验。",
			"Holds SHA-256 and SM3 of each witness against DIR/record.json, makes the text\nagain from the source files and all decisions, compares it with canonical.txt,\nresult.json and report.html byte for byte, and checks decisions.jsonl. Whatever was\nchanged is named. Other files in the folder are not checked.\n\nExit status: 0 all is as it was signed; 1 something was changed; 2 trouble."}),
		Example: "  jiaokan verify out",
		Args:    between(1, 1),
		RunE:    func(_ *cobra.Command, args []string) error { return a.verify(args[0]) },
	}
}

func (a *app) verify(dir string) error {
	p := a.watch()
	defer p.end()
	p.stage(text{"读入", "reading"})
	v, err := a.openRecord(dir, p)
	if err != nil {
		return err
	}
	if v.rec != nil {
		if err := v.check(); err != nil {
			return err
		}
	}
	p.end()
	if err := a.print(v.verdict()); err != nil {
		return err
	}
	if len(v.found) > 0 {
		return errRemain
	}
	return nil
}

// A verification is a signed-off result, and what of it is not as it was signed.
type verification struct {
	*app
	p      *progress
	dir    string
	rec    *review.Record // nil where it is missing
	record []byte         // the file of rec
	found  []review.Tamper
	unmade bool // the files were not made again, so result.json and report.html are not checked
}

// openRecord reads the record in a folder. Where there is none, the decisions
// tell whether there should be.
func (a *app) openRecord(dir string, p *progress) (*verification, error) {
	v := &verification{app: a, p: p, dir: dir, unmade: true}
	name := filepath.Join(dir, recordFile)
	data, err := v.file(recordFile)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return v, v.unrecorded()
	}
	v.record = data
	if v.rec, err = review.ReadRecord(data); err != nil {
		return nil, trouble{text: text{"%s 不是定稿的记录", "%s is no record of a signed-off text"}, args: []any{name}, cause: errors.Unwrap(err)}
	}
	return v, nil
}

// unrecorded tells a record that is missing from a text that was never signed off.
func (v *verification) unrecorded() error {
	name := filepath.Join(v.dir, decisionsFile)
	lines, _, err := review.ReadJournal(name)
	if err != nil {
		return undecided(name, err)
	}
	if v.found = review.CheckUnrecorded(lines); len(v.found) == 0 {
		return trouble{text: text{"%s 还没有定稿", "%s has not been signed off"}, args: []any{v.dir}, hint: hint(text{"用 jiaokan review %s 定夺，都定了再按“定稿”", "decide with jiaokan review %s and sign off when nothing is open"}, v.dir)}
	}
	return nil
}

// file reads a file of the result; it is nil where there is none.
func (v *verification) file(name string) ([]byte, error) {
	name = filepath.Join(v.dir, name)
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, unreadable(name, err)
	}
	return data, nil
}

// check finds whatever is not as it was signed.
func (v *verification) check() error {
	sources := v.checkSources()
	whole := len(v.found) == 0
	journal, err := v.file(decisionsFile)
	if err != nil {
		return err
	}
	v.found = append(v.found, v.rec.CompareDecisions(journal)...)
	v.found = append(v.found, v.rec.CheckSign()...)
	lines, broken := v.rec.Lines()
	if whole && broken == nil {
		return v.checkMade(sources, lines)
	}
	canon, err := v.file(canonicalFile)
	v.found = append(v.found, v.rec.CheckFile(canon)...)
	return err
}

// checkSources finds the files of the witnesses, and holds each against its
// hashes. Two witnesses may come from one file.
func (v *verification) checkSources() []*source {
	var sources []*source
	seen := map[string]bool{}
	for _, w := range v.rec.Witnesses {
		s := &source{path: w.Path, sha256: w.SHA256, encoding: w.Encoding, text: w.Text}
		sources = append(sources, s)
		if seen[w.SHA256] {
			continue
		}
		seen[w.SHA256] = true
		switch err := v.find(v.dir, s); {
		case err == nil:
			v.found = append(v.found, w.CheckSource(s.data)...)
		case errors.As(err, new(changedError)):
			v.found = append(v.found, review.Tamper{Sort: review.SourceChanged, Name: w.Path})
		default:
			v.found = append(v.found, review.Tamper{Sort: review.SourceMissing, Name: w.Path})
		}
	}
	return sources
}

// checkMade makes everything again from the sources and the decisions that were
// signed, and compares byte for byte.
func (v *verification) checkMade(sources []*source, lines []review.Line) error {
	ws, files, err := v.reread(v.dir, sources)
	if err != nil {
		return err
	}
	w, err := v.collate(ws, v.rec.As, recorded(v.rec.Testimony), v.p)
	if err != nil {
		return err
	}
	e := w.publish(review.Decisions(lines))
	canon, err := v.file(canonicalFile)
	if err != nil {
		return err
	}
	again, err := written(func(out io.Writer) error { return canonical(out, e.Canonical.Text) })
	if err != nil {
		return err
	}
	of := v.rec.CheckText(canon, again)
	v.found = append(v.found, of...)
	if len(v.found) == 0 {
		v.found = v.rec.CheckRecord(v.record, review.NewRecord(e.Result, v.rec.As, files, lines))
	}
	if slices.ContainsFunc(of, func(t review.Tamper) bool { return t.Sort == review.TextUnmade }) {
		return nil
	}
	v.unmade = false
	return v.checkProducts(e)
}

// checkProducts compares result.json and report.html, which are signed with the
// text since they follow from the same. The report is in the language of whoever
// signed.
func (v *verification) checkProducts(e edition) error {
	e.Tool.Version = v.rec.Tool.Version
	for _, x := range []struct {
		name  string
		write []func(io.Writer) error
	}{
		{resultFile, []func(io.Writer) error{func(w io.Writer) error { return report.JSON(w, e.Result) }}},
		{reportFile, []func(io.Writer) error{
			func(w io.Writer) error { return report.HTML(w, e.Result, e.texts, report.HTMLOptions{Lang: "zh"}) },
			func(w io.Writer) error { return report.HTML(w, e.Result, e.texts, report.HTMLOptions{Lang: "en"}) },
		}},
	} {
		file, err := v.file(x.name)
		if err != nil {
			return err
		}
		var again [][]byte
		for _, write := range x.write {
			made, err := written(write)
			if err != nil {
				return err
			}
			again = append(again, made)
		}
		v.found = append(v.found, review.CheckProduct(x.name, file, again...)...)
	}
	return nil
}

func written(write func(io.Writer) error) ([]byte, error) {
	var out bytes.Buffer
	err := write(&out)
	return out.Bytes(), err
}

// verdict says what was found, and what could not be checked.
func (v *verification) verdict() string {
	var out strings.Builder
	for _, t := range v.found {
		out.WriteString(v.paint("31", "✗") + " " + report.Visible(v.tamper(t)) + "\n")
	}
	rec := v.rec
	switch {
	case rec == nil:
		out.WriteString(v.say(text{"没有记录，其余文件无从核验\n", "without the record nothing else can be checked\n"}))
		return out.String()
	case v.unmade:
		out.WriteString(v.say(text{"%s、%s 因此未能核验\n", "%s and %s could not be checked for that\n"}, resultFile, reportFile))
	}
	if len(v.found) > 0 {
		if rec.Tool.Version != version {
			out.WriteString(v.say(text{"定稿用的是 %s 版，这是 %s 版：重校所得可能因此不同\n", "it was signed with version %s, this is %s: what was made again may differ for that\n"}, rec.Tool.Version, version))
		}
		return out.String() + v.unchecked()
	}
	return v.say(text{
		"与定稿时一致：%d 个版本，%d 条定夺，定本 %d 字\n%s、%s、%s、%s 由原文件与定夺重做，逐字节相同；%s 逐条相同\n%s 于 %s 定稿，程序版本 %s\nSHA-256 %s\nSM3     %s\n№ %d %s\n",
		"As it was signed: %d witnesses, %d decisions, a text of %d characters\n%s, %s, %s and %s were made again from the source files and the decisions, byte for byte; %s is the same line by line\nsigned by %s at %s, with version %s\nSHA-256 %s\nSM3     %s\n№ %d %s\n"},
		len(rec.Witnesses), len(rec.Decisions), rec.Canonical.Runes, canonicalFile, resultFile, reportFile, recordFile, decisionsFile,
		report.Visible(rec.By), minute(rec.When), report.Visible(rec.Tool.Version), rec.Canonical.SHA256, rec.Canonical.SM3, len(rec.Decisions), rec.Head) + v.unchecked()
}

func minute(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// unchecked names the files of the folder that no sign-off wrote.
func (v *verification) unchecked() string {
	entries, err := os.ReadDir(v.dir)
	if err != nil {
		return ""
	}
	checked := []string{recordFile, decisionsFile, canonicalFile, resultFile, reportFile}
	for _, w := range v.rec.Witnesses {
		checked = append(checked, filepath.Base(w.Path)) // of a source that lies beside them
	}
	entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool { return slices.Contains(checked, e.Name()) })
	if len(entries) == 0 {
		return ""
	}
	return v.say(text{"不在核验之列：%s\n", "not checked: %s\n"}, report.Visible(list(entries)))
}
