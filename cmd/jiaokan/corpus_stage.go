package main

import (
	"bufio"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/corpus/stage"
)

func (a *app) corpusStageCommand(s *shelf) *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"stage 名称", "stage NAME"}),
		Short: a.say(text{"归族与审读的一步：从标准输入读记录，写到标准输出", "One step of the work on records: standard input to standard output"}),
		Long: a.say(text{
			"从文本到审读过的版本族，每一步都是由记录到记录的函数：每行一条记录，\n键、制表符、值（JSON）。按“同键”的各步，须先用 sort 让同键的记录相连\n（LC_ALL=C）。这样，Hadoop Streaming、Spark 或 shell 都能做同样的事，结果\n与 corpus families、corpus audit 相同；各步如何相接见 deploy/families.sh。\n\n%s",
			"From texts to audited families each step is a function from records to records:\na line each, key, tab, value (JSON). Steps by key want equal keys together, as\nsort gives them (LC_ALL=C). So Hadoop Streaming, Spark or a shell can do the same,\nand what comes out is what corpus families and corpus audit give. How the steps\nfollow each other is in deploy/families.sh.\n\n%s"}, a.stageTable()),
		Example: "  jiaokan corpus stage texts > docs\n  jiaokan corpus stage sketch < docs | LC_ALL=C sort | jiaokan corpus stage group",
		Args:    between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.corpusStage(s, args[0])
		},
	}
}

// stageTable has a line for each record that a stage reads or writes.
func (a *app) stageTable() string {
	by := map[stage.Takes]text{stage.EachRecord: {"逐条", "record"}, stage.EachKey: {"同键", "key"}, stage.Everything: {"全体", "all"}}
	rows := [][]string{{a.say(text{"名称", "NAME"}), a.say(text{"按", "by"}), a.say(text{"读", "reads"}), a.say(text{"写", "writes"})}}
	for _, s := range stage.All {
		row := []string{s.Name, a.say(by[s.Takes]), "", ""}
		if s.Run == nil {
			row[1], row[2] = "", a.say(text{"（库）", "(the archive)"})
		}
		for i := range max(len(s.In), len(s.Out)) {
			if i < len(s.In) {
				row[2] = s.In[i].Key + " " + s.In[i].Value
			}
			if i < len(s.Out) {
				row[3] = s.Out[i].Key + " " + s.Out[i].Value
			}
			rows = append(rows, row)
			row = make([]string, len(row))
		}
	}
	wide := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			wide[i] = max(wide[i], columns(cell))
		}
	}
	var lines []string
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += pad(cell, wide[i]) + "  "
		}
		lines = append(lines, "  "+strings.TrimRight(line, " "))
	}
	return strings.Join(lines, "\n")
}

func (a *app) corpusStage(s *shelf, name string) error {
	out := bufio.NewWriterSize(a.out, 1<<16)
	step := stage.Named(name)
	if step == nil {
		var names []string
		for _, s := range stage.All {
			names = append(names, s.Name)
		}
		return trouble{text: text{"stage：没有 %s 这一步", "stage: there is no step %s"}, args: []any{name},
			hint: hint(text{"有这些：%s", "there are: %s"}, strings.Join(names, " "))}
	}
	if step.Run == nil {
		ctx, stop := interruptible()
		defer stop()
		c, err := a.openArchive(ctx, s, corpus.Read)
		if err != nil {
			return err
		}
		defer c.Close()
		if err := errors.Join(stage.Texts(c, out), out.Flush()); err != nil {
			return a.archiveTrouble(s.dir, err)
		}
		return nil
	}
	if err := errors.Join(step.Run(a.in, out), out.Flush()); err != nil {
		t := trouble{text: text{"stage %s", "stage %s"}, args: []any{name}, cause: err}
		if errors.Is(err, stage.ErrRecord) {
			t.hint = hint(text{"每行一条记录：键、制表符、JSON；jiaokan corpus stage --help 说明各步", "a record is a line: key, tab, JSON; jiaokan corpus stage --help tells the steps"})
		}
		return t
	}
	return nil
}
