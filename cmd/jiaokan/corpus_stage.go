package main

import (
	"bufio"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/corpus/stage"
)

// textsStage is the one stage that reads an archive and not its input.
const textsStage = "texts"

func (a *app) corpusStageCommand(s *shelf) *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"stage 名称", "stage NAME"}),
		Short: a.say(text{"归族与审读的一步：从标准输入读记录，写到标准输出", "One step of the work on records: standard input to standard output"}),
		Long: a.say(text{
			"从文本到审读过的版本族，每一步都是由记录到记录的函数：每行一条记录，\n键、制表符、值（JSON）。要归并的各步，须先用 sort 让同键的记录相连\n（LC_ALL=C）。这样，Hadoop Streaming、Spark 或 shell 都能做同样的事，结果\n与 corpus families、corpus audit 相同。%s 由库写出各份文本。\n\n%s",
			"From texts to audited families each step is a function from records to records:\na line each, key, tab, value (JSON). Steps that reduce want equal keys together, as\nsort gives them (LC_ALL=C). So Hadoop Streaming, Spark or a shell can do the same,\nand what comes out is what corpus families and corpus audit give. %s writes the\ntexts of an archive.\n\n%s"}, textsStage, strings.Join(stageNames(), "  ")),
		Example: "  jiaokan corpus stage texts > docs\n  jiaokan corpus stage sketch < docs | LC_ALL=C sort | jiaokan corpus stage group",
		Args:    between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.corpusStage(s, args[0])
		},
	}
}

func stageNames() []string {
	return append([]string{textsStage}, slices.Sorted(maps.Keys(stage.All))...)
}

func (a *app) corpusStage(s *shelf, name string) error {
	out := bufio.NewWriterSize(a.out, 1<<16)
	if name == textsStage {
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
	do := stage.All[name]
	if do == nil {
		return trouble{text: text{"stage：没有 %s 这一步", "stage: there is no step %s"}, args: []any{name},
			hint: hint(text{"有这些：%s", "there are: %s"}, strings.Join(stageNames(), " "))}
	}
	if err := errors.Join(do(a.in, out), out.Flush()); err != nil {
		t := trouble{text: text{"stage %s", "stage %s"}, args: []any{name}, cause: err}
		if errors.Is(err, stage.ErrRecord) {
			t.hint = hint(text{"每行一条记录：键、制表符、JSON；jiaokan corpus stage --help 说明各步", "a record is a line: key, tab, JSON; jiaokan corpus stage --help tells the steps"})
		}
		return t
	}
	return nil
}
