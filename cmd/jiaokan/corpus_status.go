package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/report"
)

func (a *app) corpusStatusCommand(s *shelf) *cobra.Command {
	var unread, events, fixity bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: a.say(text{"库里有什么，原文件是否还是原样", "What the archive holds, and whether the files are as they were"}),
		Long: a.say(text{
			"印出文件份数：依状态、依格式，还有版本族、段、大小。\n--fixity 把每个原文件重新算一遍 SHA-256 与 SM3，与记录的比较，结果记入库中。\n\n退出码：0 都好；1 有读不出、改动或不见的文件；2 未能完成。",
			"Counts the documents, by state and by format, the families, segments and sizes.\n--fixity hashes every file again (SHA-256 and SM3), compares, and records what it\nfinds.\n\nExit status: 0 all is well; 1 files could not be read, were changed or are gone;\n2 trouble."}),
		Example: "  jiaokan corpus status --unread\n  jiaokan corpus status --fixity",
		Args:    between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return a.corpusStatus(s, unread, events, fixity)
		},
	}
	cmd.Flags().BoolVar(&unread, "unread", false, a.say(text{"列出读不出的文件与缘由", "list the files that could not be read, and why"}))
	cmd.Flags().BoolVar(&events, "events", false, a.say(text{"列出改动、不见、复原的文件", "list the files that were changed, went missing or returned, and when"}))
	cmd.Flags().BoolVar(&fixity, "fixity", false, a.say(text{"把原文件都重新核对一遍", "hash all files again"}))
	return cmd
}

func (a *app) corpusStatus(s *shelf, unread, events, fixity bool) error {
	ctx, stop := interruptible()
	defer stop()
	how := corpus.Read
	if fixity {
		how = corpus.Write
	}
	c, err := a.openArchive(ctx, s, how)
	if err != nil {
		return err
	}
	defer c.Close()
	unopened := 0
	if fixity {
		r, err := a.fixity(ctx, c)
		if err != nil {
			return a.archiveTrouble(s.dir, err)
		}
		unopened = r.Unopened
	}
	st, err := c.Status(ctx)
	if err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if err := a.print(a.statusText(st)); err != nil {
		return err
	}
	if unread {
		if err := a.listUnread(ctx, c); err != nil {
			return a.archiveTrouble(s.dir, err)
		}
	}
	if events {
		if err := a.listEvents(ctx, c); err != nil {
			return a.archiveTrouble(s.dir, err)
		}
	}
	if unopened+st.States[corpus.Unread]+st.States[corpus.Changed]+st.States[corpus.Missing] > 0 {
		return errRemain
	}
	return nil
}

func (a *app) fixity(ctx context.Context, c *corpus.Archive) (corpus.FixityReport, error) {
	b := a.bar(text{"核对", "checking"})
	defer b.end()
	r, err := c.Fixity(ctx, corpus.FixityOptions{
		Now:      time.Now,
		Step:     b.step,
		Unopened: func(path string, err error) { b.line("33", "?", path, a.reason(path, err)) },
		Event:    func(path string, kind corpus.EventKind) { b.line("31", "!", path, a.say(eventTexts[kind])) },
	})
	b.end()
	if err != nil {
		return r, err
	}
	out := a.say(text{"核对了 %d 个文件（%s）：%d 个与记录相同，%d 个内容变了，%d 个不见了，%d 个复原", "%d files were hashed again (%s): %d as recorded, %d changed, %d missing, %d as they were again"},
		r.Files, a.bytesOf(r.Bytes), r.Intact, r.Changed, r.Missing, r.Returned)
	if r.Unopened > 0 {
		out += a.say(text{"，%d 个打不开", ", %d could not be opened"}, r.Unopened)
	}
	return r, a.print(out + "\n")
}

// stateTexts are the states in the order in which they are told.
var stateTexts = []struct {
	state corpus.State
	text  text
}{
	{corpus.Legible, text{"读出", "read"}},
	{corpus.Unread, text{"读不出", "not read"}},
	{corpus.Changed, text{"内容已变", "changed"}},
	{corpus.Missing, text{"不见", "missing"}},
}

func (a *app) statusText(st corpus.Status) string {
	var states, formats []string
	for _, s := range stateTexts {
		states = append(states, a.say(s.text)+" "+a.say(text{"%d", "%d"}, st.States[s.state]))
	}
	for _, f := range st.Formats {
		if f.Format != "" {
			formats = append(formats, f.Format+" "+a.say(text{"%d", "%d"}, f.Documents))
		}
	}
	rows := []struct {
		name  text
		value string
	}{
		{text{"文件", "documents"}, a.say(text{"%d 份，%s", "%d, %s"}, st.Documents, a.bytesOf(st.Bytes))},
		{text{"状态", "states"}, strings.Join(states, a.say(text{"，", ", "}))},
		{text{"格式", "formats"}, strings.Join(formats, a.say(text{"，", ", "}))},
		{text{"版本族", "families"}, a.say(text{"%d 个", "%d"}, st.Families)},
		{text{"事件", "events"}, a.say(text{"%d 起", "%d"}, st.Events)},
		{text{"库", "archive"}, a.say(text{"%d 段，%s", "%d segments, %s"}, st.Segments, a.bytesOf(st.Size))},
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, columns(a.say(r.name)))
	}
	var out strings.Builder
	for _, r := range rows {
		if r.value != "" && !(r.name.EN == "families" && st.Families == 0) {
			fmt.Fprintf(&out, "%s  %s\n", pad(a.say(r.name), wide), r.value)
		}
	}
	return out.String()
}

func (a *app) listUnread(ctx context.Context, c *corpus.Archive) error {
	for d, err := range c.Unread(ctx) {
		if err != nil {
			return err
		}
		why := d.WhyZH
		if a.en {
			why = d.Why
		}
		if err := a.print(a.paint("33", "?") + " " + onLine(d.Path) + a.say(text{"：", ": "}) + report.Visible(why) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) listEvents(ctx context.Context, c *corpus.Archive) error {
	for e, err := range c.Events(ctx) {
		if err != nil {
			return err
		}
		said, ok := eventTexts[e.Kind]
		if !ok {
			continue
		}
		d, err := c.Document(e.Document)
		if err != nil {
			return err
		}
		if err := a.print(e.Time.Local().Format("2006-01-02 15:04:05") + " " + a.paint("31", "!") + " " + onLine(d.Path) + a.say(text{"：", ": "}) + a.say(said) + "\n"); err != nil {
			return err
		}
	}
	return nil
}
