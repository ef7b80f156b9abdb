package main

import (
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// many is more arguments than a command line can hold.
const many = 1 << 30

// between wants lo to hi arguments and tells the usage where there are others.
func between(lo, hi int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= lo && len(args) <= hi {
			return nil
		}
		t := trouble{text: text{"%s：参数不能是 %d 个", "%s: takes other than %d arguments"}, args: []any{cmd.Name(), len(args)}, hint: hint(text{"用法：%s", "usage: %s"}, cmd.UseLine())}
		if len(args) == 0 {
			t.text, t.args = text{"%s：没有给文件", "%s: no file is named"}, t.args[:1]
		}
		return t
	}
}

// A setting is a flag whose form the help shows behind its name: --lang zh|en.
type setting struct {
	value *string
	form  string
}

func (s setting) String() string     { return *s.value }
func (s setting) Set(v string) error { *s.value = v; return nil }
func (s setting) Type() string       { return s.form }

// set adds a flag to a command. Its default is the value it has; the usage tells
// it, in its own words.
func set(flags *pflag.FlagSet, value *string, name, short, form, usage string) {
	flags.VarP(setting{value, form}, name, short, usage)
	flags.Lookup(name).DefValue = ""
}

func (a *app) unknownCommand(root *cobra.Command, name string) error {
	t := trouble{text: text{"没有 %s 这个命令", "no command %s"}, args: []any{name}, hint: hint(text{"jiaokan help 列出全部命令", "jiaokan help lists the commands"})}
	if near := root.SuggestionsFor(name); len(near) > 0 {
		slices.Sort(near)
		t.hint = hint(text{"是不是 %s？", "did you mean %s?"}, strings.Join(near, ", "))
	}
	return t
}

// usageText is cobra's own, shorter and in Chinese.
const usageText = `用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} 命令{{else}}{{.UseLine}}{{end}}{{if .HasExample}}

例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

“{{.CommandPath}} 命令 --help” 说明一个命令。{{end}}
`

var usageEnglish = strings.NewReplacer("用法：", "Usage:", " 命令{{else}}", " COMMAND{{else}}", "例：", "Examples:", "命令：", "Commands:",
	"通用选项：", "Global options:", "选项：", "Options:", "“{{.CommandPath}} 命令 --help” 说明一个命令。", `"{{.CommandPath}} COMMAND --help" tells about a command.`).Replace

// dress puts help, usage and the complaints of the flag parser into the
// language of the run.
func (a *app) dress(root *cobra.Command) {
	usage := usageText
	if a.en {
		usage = usageEnglish(usage)
	}
	root.SetUsageTemplate(usage)
	root.SetHelpCommand(&cobra.Command{
		Use:   a.say(text{"help 命令", "help COMMAND"}),
		Short: a.say(text{"说明一个命令", "Tell about a command"}),
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, _, err := root.Find(args)
			if err != nil || cmd == nil || cmd == root && len(args) > 0 {
				return a.unknownCommand(root, args[0])
			}
			return cmd.Help()
		},
	})
	root.SetFlagErrorFunc(flagTrouble)
	a.dressFlags(root)
}

// dressFlags has the help of a command, and of those below it, tell the flags in
// the order in which they were made.
func (a *app) dressFlags(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolP("help", "h", false, a.say(text{"印出本说明", "print this help"}))
	for _, c := range cmd.Commands() {
		a.dressFlags(c)
	}
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
