package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"jiaokan/align/segment"
	"jiaokan/corpus"
)

func (a *app) corpusAuditCommand(s *shelf) *cobra.Command {
	var opt corpus.AuditOptions
	var silent bool
	cmd := &cobra.Command{
		Use:   "audit",
		Short: a.say(text{"审读每一族：各份文件的损坏与身份，各族的定本", "Audit each family: the damage and the place of each document, the canonical text"}),
		Long: a.say(text{
			"逐族对校、审读、排定：每份文件是完整、有阙、混入他文、另一版本，还是残页；\n每族的定本。修改前后的版本分开，各有定本。单独的文件也审读。\n\n文件未变、程序未换，就不再做一遍。随时可以中断，再用同样的命令接着做。\n先要有 jiaokan corpus families 的结果；看结果用 jiaokan corpus report。\n\n退出码：0 没有待定之处；1 有；2 未能完成。",
			"Collates, audits and reconciles each family: which document is complete, cut,\ncontaminated, another version or a fragment, and the canonical text of each family.\nVersions before and after an amendment are kept apart. Documents that stand alone\nare audited too.\n\nWhat was audited is not audited again while neither files nor program change. The\nrun may be ended at any moment; the same command goes on. It wants the families that\njiaokan corpus families finds; jiaokan corpus report shows what comes of it.\n\nExit status: 0 nothing left to decide; 1 something is; 2 trouble."}),
		Example: "  jiaokan corpus audit\n  jiaokan corpus audit --skip-alone --no-testimony",
		Args:    between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return a.corpusAudit(s, opt, !silent)
		},
	}
	cmd.Flags().BoolVar(&opt.SkipAlone, "skip-alone", false, a.say(text{"不审读没有别的抄本的文件", "leave out documents that have no copies"}))
	cmd.Flags().BoolVar(&silent, "no-testimony", false, a.say(text{"不找库中引用各族的文件作旁证", "do not ask which documents of the archive quote the family"}))
	cmd.Flags().BoolVar(&opt.Again, "again", false, a.say(text{"以前审读过的也重做", "audit anew what was audited before"}))
	cmd.Flags().IntVar(&opt.Workers, "workers", 0, a.say(text{"同时审读几族；默认依处理器数", "families audited at a time; else one for each processor"}))
	return cmd
}

func (a *app) corpusAudit(s *shelf, opt corpus.AuditOptions, testimony bool) error {
	ctx, stop := interruptible()
	defer stop()
	c, err := a.openArchive(ctx, s, corpus.Write)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := a.haveFamilies(ctx, s, c); err != nil {
		return err
	}
	var words segment.Dictionary
	words.Start()
	opt.Cut, opt.Version = words.Cut, version
	if testimony {
		opt.Testimony = c.Testimony
	}
	b := a.bar(text{"审读", "auditing"})
	defer b.end()
	opt.Step = func(done, total int) { b.step(done, total, 0) }
	opt.Failed = func(family int64, why string) {
		b.line("33", "?", a.say(text{"族 %d", "family %d"}, family), why)
	}
	r, err := c.Audit(ctx, opt)
	b.end()
	if err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if err := words.Err(); err != nil {
		a.note(text{"词典未能载入（%v）：异文不按词划界，其余不受影响", "the dictionary could not be loaded (%v): variants do not keep to words, all else is as usual"}, err)
	}
	t, err := c.AuditTotals()
	if err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if err := a.print(a.auditText(r, t)); err != nil {
		return err
	}
	if t.Open+t.Errors+t.Failed > 0 {
		return errRemain
	}
	return nil
}

// haveFamilies wants families to have been looked for.
func (a *app) haveFamilies(ctx context.Context, s *shelf, c *corpus.Archive) error {
	st, err := c.Status(ctx)
	if err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if st.Families == 0 && st.States[corpus.Legible] > 0 {
		return trouble{text: text{"库 %s：还没有归族", "archive %s: its families have not been looked for"}, args: []any{s.dir},
			hint: hint(text{"先运行 jiaokan corpus families", "run jiaokan corpus families first"})}
	}
	return nil
}

// roleTexts are the roles of documents, the sound ones first.
var roleTexts = []struct {
	role string
	text text
}{
	{corpus.RoleComplete, text{"完整", "complete"}},
	{corpus.RoleVersion, text{"另一版本", "other version"}},
	{corpus.RoleCut, text{"有阙", "cut"}},
	{corpus.RoleContaminated, text{"混入他文", "contaminated"}},
	{corpus.RoleFragment, text{"残页", "fragment"}},
}

// auditText is the summary of an audit.
func (a *app) auditText(r corpus.AuditReport, t corpus.AuditTotals) string {
	var out strings.Builder
	out.WriteString(a.say(text{"%d 族（两份以上的 %d 族），其中 %d 族以前已审读；定本 %d 份", "%d families (%d of two or more documents), %d of them audited before; %d canonical texts"}, r.Families, t.Large, r.Known, t.Editions))
	if t.Failed > 0 {
		out.WriteString(a.say(text{"；%d 族未能审读", "; %d could not be audited"}, t.Failed))
	}
	var roles []string
	for _, x := range roleTexts {
		if n := t.Roles[x.role]; n > 0 {
			roles = append(roles, a.say(x.text)+" "+a.say(text{"%d", "%d"}, n))
		}
	}
	if t.Unaudited > 0 {
		roles = append(roles, a.say(text{"未审读 %d", "not audited %d"}, t.Unaudited))
	}
	out.WriteString("\n" + a.say(text{"文件：", "documents: "}) + strings.Join(roles, a.say(text{"，", ", "})) + "\n")
	out.WriteString(a.say(text{"问题：须定夺 %d，提醒 %d，提示 %d；待定异文 %d\n", "findings: %d to decide, %d warnings, %d notes; %d open variants\n"}, t.Errors, t.Warnings, t.Infos, t.Open))
	return out.String()
}
