package main

import (
	"github.com/spf13/cobra"

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
	return cmd
}
