package main

import (
	"github.com/spf13/cobra"

	"jiaokan/report"
)

func (a *app) diffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"diff 甲 乙", "diff A B"}),
		Short: a.say(text{"在终端里逐条对照两个版本", "Two witnesses side by side in the terminal"}),
		Long: a.say(text{
			"左右各一栏，一行一条。要写出定本和报告，用 reconcile。",
			"A column for each, a clause a row. For the clean text and the report use reconcile."}),
		Example: "  jiaokan diff a.txt b.txt | less -R",
		Args:    between(2, 2),
		RunE:    func(_ *cobra.Command, args []string) error { return a.diff(args) },
	}
}

func (a *app) diff(names []string) error {
	p := a.watch()
	defer p.end()
	p.stage(text{"读入", "reading"})
	ws, err := a.readAll(names)
	if err != nil {
		return err
	}
	e, err := a.edit(ws, "", nil, nil, p)
	if err != nil {
		return err
	}
	p.end()
	if err := report.Diff(a.out, e.Result, e.texts, a.summary()); err != nil {
		return err
	}
	return e.remain()
}
