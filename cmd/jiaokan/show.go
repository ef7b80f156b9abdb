package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"jiaokan/extract"
	"jiaokan/report"
)

func (a *app) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say(text{"show 文件", "show FILE"}),
		Short: a.say(text{"印出所读得的结构", "Print the outline as read"}),
		Long: a.say(text{
			"一条一行：类别、序号、开头的文字、[字数]。--- 之上是版头、标题、主送机关。",
			"A clause a line: its kind, its label, how it begins, [how many characters].\nAbove --- stand the red head, the title, the addressee."}),
		Example: "  jiaokan show a.txt",
		Args:    between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.read(args[0])
			if err != nil {
				return err
			}
			return a.print(report.Visible(extract.Dump(w)))
		},
	}
	cmd.SetFlagErrorFunc(flagTrouble)
	return cmd
}

// flagTrouble tells what is wrong with a flag. It may be none, but a file whose
// name begins with a dash.
func flagTrouble(cmd *cobra.Command, err error) error {
	t := trouble{text: text{"命令行有误", "command line"}, cause: err, hint: hint(text{"%s --help 列出选项", "%s --help lists the options"}, cmd.CommandPath())}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return t
	}
	name := "--" + unknown.GetSpecifiedName()
	if letters := unknown.GetSpecifiedShortnames(); letters != "" {
		name = "-" + letters
	}
	t.text, t.args, t.cause = text{"没有 %s 这个选项", "no option %s"}, []any{name}, nil
	if _, err := os.Lstat(name); err == nil {
		t.text = text{"%s 是文件，却被当作选项", "%s is a file, and was taken for an option"}
		t.hint = hint(text{"前面加 --：%s -- %s", "put -- before it: %s -- %s"}, cmd.CommandPath(), name)
	}
	return t
}
