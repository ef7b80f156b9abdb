package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/report"
	"jiaokan/report/review"
)

// The files of a result.
const (
	resultFile    = "result.json"
	canonicalFile = "canonical.txt"
	reportFile    = "report.html"
	decisionsFile = "decisions.jsonl" // an editor's, never written anew
	recordFile    = "record.json"     // of a text that was signed off
)

// A reconciling is what the flags of reconcile say.
type reconciling struct {
	dir, as, archive string
	quiet            bool
}

func (a *app) reconcileCommand() *cobra.Command {
	o := reconciling{dir: "out", as: asAuto}
	cmd := &cobra.Command{
		Use:   a.say(text{"reconcile [-o 目录] 文件...", "reconcile [-o DIR] WITNESS..."}),
		Short: a.say(text{"由各版本校出定本", "From the witnesses to one clean text"}),
		Long: a.say(text{
			"写出 目录/result.json、目录/canonical.txt（定本）、目录/report.html（报告），\n并印出摘要。版本号 A、B、C…… 依文件的次序。",
			"Writes DIR/result.json, DIR/canonical.txt and DIR/report.html, and prints a\nsummary. The sigla A, B, C ... follow the order of the files."}),
		Example: "  jiaokan reconcile -o out a.txt b.txt\n  iconv -f gbk a.txt | jiaokan reconcile - b.txt",
		Args:    between(1, many),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkAs(o.as, len(args)); err != nil {
				return err
			}
			return a.reconcile(o, args)
		},
	}
	set(cmd.Flags(), &o.dir, "out", "o", "DIR", a.say(text{"写到这个目录；默认 out", "the folder to write to; else out"}))
	set(cmd.Flags(), &o.as, "as", "", "auto|copies|versions", a.say(text{"各文件的关系：自行判断（默认），同是一份公文的抄本，或修改前后的两版", "what the files are: to be found out (default), copies of one document, or the two\nversions before and after an amendment"}))
	set(cmd.Flags(), &o.archive, "archive", "", "DIR", a.say(text{"向这个库求旁证：别的文件怎样引用此文（库用 jiaokan corpus add 建）", "ask this archive how other documents quote the text (jiaokan corpus add makes one)"}))
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, a.say(text{"不印摘要", "print no summary"}))
	return cmd
}

// What the files are to each other, as --as says it.
const (
	asAuto     = "auto"
	asCopies   = "copies"
	asVersions = "versions"
)

// checkAs tells what is wrong with the value of --as for n files.
func checkAs(as string, n int) error {
	switch {
	case as == asVersions && n != 2:
		return trouble{text: text{"--as versions 须恰好两个文件，这里有 %d 个", "--as versions takes two files, here are %d"}, args: []any{n},
			hint: hint(text{"给出先后两版；更多的版本两两分别对照", "name the older and the newer; hold more of them against each other two by two"})}
	case as == asAuto, as == asCopies, as == asVersions:
		return nil
	}
	return trouble{text: text{"--as 不能是 %q", "--as %q is not known"}, args: []any{as}, hint: hint(text{"用 auto、copies 或 versions", "use auto, copies or versions"})}
}

func (a *app) reconcile(o reconciling, names []string) (err error) {
	out, err := openFolder(o.dir)
	if err != nil {
		return err
	}
	if err := out.spare(names); err != nil {
		return err
	}
	p := a.watch()
	defer p.end()
	ask, done, err := a.archive(o.archive, p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	p.stage(text{"读入", "reading"})
	ws, err := a.readAll(names)
	if err != nil {
		return err
	}
	if len(ws) == 1 {
		p.note(text{"只有一个版本，无从对校：只作审读，定本即此本", "one witness and nothing to collate it with: it is audited, and the clean text is its own"})
	}
	decisions, err := a.decisions(o.dir, p)
	if err != nil {
		return err
	}
	e, err := a.edit(ws, o.as, ask, decisions, p)
	if err != nil {
		return err
	}
	p.stage(text{"写出", "writing"})
	if err := a.write(out, e, nil); err != nil {
		return err
	}
	p.end()
	a.unsigned(o.dir)
	if !o.quiet {
		opt := a.summary()
		opt.Asked = o.archive != ""
		if err := report.Summary(a.out, e.Result, e.texts, opt); err != nil {
			return err
		}
		if err := a.print(a.amendments(e) + a.carried(e, decisions)); err != nil {
			return err
		}
		if err := a.print(a.say(text{"\n报告：%s\n", "\nReport: %s\n"}, filepath.Join(o.dir, reportFile))); err != nil {
			return err
		}
	}
	return e.remain()
}

// write puts the files of the result in place, and the record of a text that is
// signed off. An interrupt stops it and leaves the folder as it was; before and
// after, an interrupt ends the program at once.
func (a *app) write(out *folder, e edition, rec *review.Record) error {
	ctx, stop := interruptible()
	defer stop()
	files := []file{
		{resultFile, func(w io.Writer) error { return report.JSON(w, e.Result) }},
		{canonicalFile, func(w io.Writer) error { return canonical(w, e.Canonical.Text) }},
		{reportFile, func(w io.Writer) error {
			return report.HTML(w, e.Result, e.texts, report.HTMLOptions{Lang: a.code()})
		}},
	}
	if rec != nil {
		files = append(files, file{recordFile, rec.WriteJSON})
	}
	return out.fill(ctx, files)
}

// canonical writes a text that ends with a line break, as a text file does.
func canonical(w io.Writer, s string) error {
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	_, err := fmt.Fprint(w, s)
	return err
}
