package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jiaokan/align/reconcile"
	"jiaokan/report"
	"jiaokan/report/review"
)

// decisions reads what editors decided on the former result in dir.
func (a *app) decisions(dir string, p *progress) ([]reconcile.Decision, error) {
	name := filepath.Join(dir, decisionsFile)
	lines, torn, err := review.ReadJournal(name)
	if err != nil {
		return nil, undecided(name, err)
	}
	if torn > 0 {
		p.note(text{"%s：末行只写了一半（%d 字节），没有算数", "%s: the last line is half written (%d bytes) and does not count"}, name, torn)
	}
	return review.Decisions(lines), nil
}

// undecided says what is wrong with a file of decisions.
func undecided(name string, err error) error {
	var broken *review.BrokenError
	switch {
	case errors.As(err, &broken):
		t := trouble{args: []any{name, broken.Line, broken.Line - 1}, hint: hint(text{"定夺只增不改：从备份取回这个文件，或把它移到别处、从头定夺", "decisions are only ever added: take the file back from a backup, or move it away and decide anew"})}
		switch broken.What {
		case review.Changed:
			t.text = text{"%[1]s：第 %[2]d 行接不上第 %[3]d 行，第 %[3]d 行被改过", "%[1]s: line %[2]d does not follow from line %[3]d, which was changed"}
		case review.Removed:
			t.text = text{"%[1]s：第 %[2]d 行之前少了定夺", "%[1]s: decisions are missing before line %[2]d"}
		default:
			t.text = text{"%[1]s：第 %[2]d 行不是定夺", "%[1]s: line %[2]d is no decision"}
		}
		return t
	case errors.Is(err, review.ErrBusy):
		return trouble{text: text{"%s：另一个 jiaokan review 正开着", "%s: another jiaokan review has it open"}, args: []any{name},
			hint: hint(text{"到那个窗口里去定夺，或先用 Ctrl-C 结束它", "decide there, or end it with Ctrl-C first"})}
	}
	return unreadable(name, err)
}

// mostAdrift keeps the list on one screen; the result has them all.
const mostAdrift = 20

// carried tells what became of former decisions.
func (a *app) carried(e edition, decisions []reconcile.Decision) string {
	n := len(reconcile.Stand(decisions).Live)
	if n == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString(a.say(text{"\n定夺 %d 条，", "\nDecisions: %d; "}, n))
	if len(e.Adrift) == 0 {
		out.WriteString(a.say(text{"都已带入\n", "all carried over\n"}))
		return out.String()
	}
	out.WriteString(a.say(text{"下列 %d 处未能带入：读法或上下文已与当时不同\n", "%d could not be carried over, since readings or context differ now:\n"}, len(e.Adrift)))
	for _, x := range e.Adrift[:min(len(e.Adrift), mostAdrift)] {
		out.WriteString("  " + a.adrift(x) + "\n")
	}
	if more := len(e.Adrift) - mostAdrift; more > 0 {
		out.WriteString(a.say(text{"  另有 %d 处，见 result.json\n", "  %d more in result.json\n"}, more))
	}
	return out.String()
}

func (a *app) adrift(x report.ResultAdrift) string {
	act := a.say(acts[reconcile.Act(x.Do)])
	return report.Visible(fmt.Sprintf("#%d %s  %s %s“%s”", x.Seq, x.By, x.At, act, x.Text))
}

// acts are what decisions are called.
var acts = map[reconcile.Act]text{
	reconcile.Take: {"取", "take "}, reconcile.Type: {"拟作", "write "}, reconcile.Agree: {"认可", "agree "}, reconcile.Comment: {"批注", "comment "},
	reconcile.Close: {"了结批注", "resolve "}, reconcile.Damage: {"标为有损", "damaged "}, reconcile.Undo: {"撤销", "undo "}, reconcile.Redo: {"重做", "redo "}, reconcile.Sign: {"定稿", "sign off "},
}

// unsigned notes that the text in dir is no longer the one that was signed off.
func (a *app) unsigned(dir string) {
	data, err := os.ReadFile(filepath.Join(dir, recordFile))
	if err != nil {
		return
	}
	rec, err := review.ReadRecord(data)
	if err != nil {
		return
	}
	file, err := os.ReadFile(filepath.Join(dir, canonicalFile))
	journal, _ := os.ReadFile(filepath.Join(dir, decisionsFile))
	if err == nil && (len(rec.CheckFile(file)) > 0 || len(rec.CompareDecisions(journal)) > 0) {
		a.note(text{"%s 定稿之后又有改动：定稿的记录不再相符，须再定稿", "%s was changed after it was signed off: the record no longer fits, sign off again"}, dir)
	}
}

// A source is a file that a result was made of.
type source struct {
	path, sha256, encoding string
	text                   string // SHA-256 of the text as it was decoded
	file                   string // where it was found
	data                   []byte
}

// A changedError says that a file is there and is not what it was.
type changedError struct{ trouble }

func (e changedError) Unwrap() error { return e.trouble }

// find looks for the file of a source: where it was, seen from here, and seen
// from the folder of the result. The first that has the right bytes is taken.
func (a *app) find(dir string, s *source) error {
	if s.path == stdin {
		return trouble{text: text{"有一个版本是从标准输入读的，无从再读", "one witness was read from standard input and cannot be read again"},
			hint: hint(text{"把它存成文件，再用 jiaokan reconcile 校一次", "keep it in a file and run jiaokan reconcile again"})}
	}
	var changed string
	var failed error
	for _, name := range places(dir, s.path) {
		data, err := a.bytes(name)
		switch {
		case err != nil:
			if failed == nil {
				failed = err
			}
			continue
		case review.SHA256(data) == s.sha256:
			s.file, s.data = name, data
			return nil
		case changed == "":
			changed = name
		}
	}
	if changed != "" {
		return changedError{trouble{text: text{"%s 已与当初不同（SHA-256 不符）", "%s is not what it was (its SHA-256 differs)"}, args: []any{changed},
			hint: hint(text{"找回原来的文件；若是有意更换，用 jiaokan reconcile 重校，定夺会带过去", "get the former file back; if it was changed on purpose, run jiaokan reconcile again, which carries the decisions over"})}}
	}
	return failed
}

func places(dir, path string) []string {
	if filepath.IsAbs(path) {
		return []string{path, filepath.Join(dir, "..", filepath.Base(path)), filepath.Join(dir, filepath.Base(path))}
	}
	return []string{path, filepath.Join(dir, "..", path), filepath.Join(dir, path), filepath.Join(dir, "..", filepath.Base(path)), filepath.Join(dir, filepath.Base(path))}
}

// load reads the result in a folder and what it was made of.
func (a *app) load(dir string) (*report.Result, error) {
	name := filepath.Join(dir, resultFile)
	data, err := os.ReadFile(name)
	if err != nil {
		t := trouble{text: text{"%s 里没有校勘结果", "no result in %s"}, args: []any{dir},
			hint: hint(text{"先用 jiaokan reconcile -o %s 版本... 校出结果", "make one with jiaokan reconcile -o %s WITNESS..."}, dir)}
		if !os.IsNotExist(err) {
			return nil, unreadable(name, err)
		}
		return nil, t
	}
	r, err := report.ReadJSON(data)
	if err != nil {
		return nil, trouble{text: text{"%s 不是本程序的结果", "%s is no result of this program"}, args: []any{name}, cause: err,
			hint: hint(text{"用 jiaokan reconcile 重校", "run jiaokan reconcile again"})}
	}
	return r, nil
}

// asOf is what the files of a result were taken for.
func asOf(r *report.Result) string {
	for _, f := range r.Findings {
		if strings.HasPrefix(f.Rule, "amendment.") {
			return asVersions
		}
	}
	return asCopies
}
