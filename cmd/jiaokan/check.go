package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
	"jiaokan/report"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"check 文件...", "check FILE..."}),
		Short: a.say(text{"单独审读各文件", "Audit documents on their own"}),
		Long: a.say(text{
			"一行一个问题：文件:行:列: 程度: 问题 [类别]。类别可用 jiaokan explain 查。",
			"A finding a line: file:line:column: severity: message [rule]. What a rule is,\njiaokan explain tells."}),
		Example: "  jiaokan check a.txt b.txt",
		Args:    between(1, many),
		RunE:    func(_ *cobra.Command, args []string) error { return a.check(args) },
	}
}

// check audits each file as a collation of one witness. A file that cannot be
// read does not keep the others from being audited.
func (a *app) check(names []string) error {
	p := a.watch()
	defer p.end()
	var out strings.Builder
	var left error
	var failed []error
	counts := map[audit.Severity]int{}
	for _, name := range names {
		p.stage(text{"读入", "reading"})
		w, err := a.read(name)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		c, err := finish(align.Collate([]*extract.Witness{w}, align.Options{}), nil, p)
		if err != nil {
			return err
		}
		e := c.publish(nil)
		slices.SortStableFunc(e.Findings, func(a, b report.ResultFinding) int { return start(a) - start(b) })
		for _, f := range e.Findings {
			counts[audit.Severity(f.Severity)]++
			out.WriteString(a.finding(name, f))
		}
		if err := e.remain(); err != nil {
			left = err
		}
	}
	p.end()
	out.WriteString(a.say(text{"%d 个文件：%d 处须定夺，%d 处提醒，%d 处提示\n", "files: %d; to decide: %d; warnings: %d; notes: %d\n"},
		len(names)-len(failed), counts[audit.Error], counts[audit.Warning], counts[audit.Info]))
	if err := a.print(report.Visible(out.String())); err != nil {
		return err
	}
	if len(failed) > 0 {
		return errors.Join(failed...)
	}
	return left
}

// start is where a finding stands in its text.
func start(f report.ResultFinding) int {
	if len(f.Spans) == 0 {
		return 0
	}
	return f.Spans[0].Start
}

// finding is one line, in the form that editors follow to the place; in a file
// of pages, which no editor opens so, the page is named.
func (a *app) finding(name string, f report.ResultFinding) string {
	s := severities[audit.Severity(f.Severity)]
	return fmt.Sprintf("%s: %s: %s [%s]\n", a.place(name, f), a.paint(s.color, a.say(s.name)), a.say(text(f.Message)), f.Rule)
}

func (a *app) place(name string, f report.ResultFinding) string {
	if len(f.Spans) == 0 {
		return name + ":1:1"
	}
	switch at := f.Spans[0]; {
	case at.Page > 0 && at.PageLine > 0:
		return a.say(text{"%s 第 %d 页第 %d 行", "%s p. %d, line %d"}, name, at.Page, at.PageLine)
	case at.Page > 0:
		return a.say(text{"%s 第 %d 页", "%s p. %d"}, name, at.Page)
	default:
		return fmt.Sprintf("%s:%d:%d", name, at.Line, at.Column)
	}
}

var severities = map[audit.Severity]struct {
	name  text
	color string
}{
	audit.Error:   {text{"须定夺", "error"}, "31"},
	audit.Warning: {text{"提醒", "warning"}, "33"},
	audit.Info:    {text{"提示", "note"}, "36"},
}
