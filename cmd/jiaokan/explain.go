package main

import (
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/align/audit"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.say(text{"explain [类别]", "explain [RULE]"}),
		Short: a.say(text{"说明一类问题", "What a rule finds, why it matters, when it is wrong"}),
		Long: a.say(text{
			"说明一类问题：查的是什么，何以要紧，实例，何时不准。不给类别就列出全部。",
			"Tells what a rule finds, why that is trouble, an example, and when it is wrong.\nWithout a rule it lists them all."}),
		Example: "  jiaokan explain\n  jiaokan explain corruption.duplicate",
		Args:    between(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules("")
			}
			return a.explain(args[0])
		},
	}
}

func (a *app) explain(id string) error {
	for _, r := range audit.Rules {
		if r.ID == id {
			return a.print(a.ruleText(r))
		}
	}
	for _, r := range audit.Rules {
		if strings.HasPrefix(r.ID, id+".") {
			return a.listRules(id + ".")
		}
	}
	t := trouble{text: text{"没有 %s 这一类问题", "no rule %s"}, args: []any{id}, hint: hint(text{"jiaokan explain 列出全部类别", "jiaokan explain lists the rules"})}
	if near := nearRules(id); near != nil {
		t.hint = hint(text{"是不是 %s？", "did you mean %s?"}, strings.Join(near, ", "))
	}
	return t
}

// nearRules finds the rules that end as id does: gap, conflict.gap.
func nearRules(id string) []string {
	var near []string
	last := id[strings.LastIndexByte(id, '.')+1:]
	for _, r := range audit.Rules {
		if strings.HasSuffix(r.ID, "."+last) {
			near = append(near, r.ID)
		}
	}
	return near
}

func (a *app) listRules(prefix string) error {
	var out strings.Builder
	for _, r := range audit.Rules {
		if strings.HasPrefix(r.ID, prefix) {
			out.WriteString(pad(r.ID, 22) + " " + a.say(text(r.Name)) + "\n")
		}
	}
	return a.print(out.String())
}

func (a *app) ruleText(r *audit.Rule) string {
	var out strings.Builder
	out.WriteString(a.paint("1", r.ID) + "  " + a.say(text(r.Name)) + "\n")
	for _, part := range []struct {
		head text
		body audit.Text
	}{
		{text{"查什么", "What it finds"}, r.Finds},
		{text{"何以要紧", "Why that is trouble"}, r.Harm},
		{text{"实例", "Example"}, r.Example},
		{text{"何时不准", "When it is wrong"}, r.Wrong},
	} {
		out.WriteString("\n" + a.paint("1", a.say(part.head)) + "\n")
		for _, line := range wrap(a.say(text(part.body)), min(a.width(), 80)-2) {
			out.WriteString("  " + line + "\n")
		}
	}
	return out.String()
}
