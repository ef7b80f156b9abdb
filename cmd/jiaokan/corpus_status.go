package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/report"
)

// A statusAsk is what corpus status is asked for beside the counts.
type statusAsk struct{ unread, events, fixity, accept bool }

func (a *app) corpusStatusCommand(s *shelf) *cobra.Command {
	var ask statusAsk
	cmd := &cobra.Command{
		Use:   a.say(text{"status [--accept 文件或目录...]", "status [--accept PATH...]"}),
		Short: a.say(text{"库里有什么，原文件是否还是原样", "What the archive holds, and whether the files are as they were"}),
		Long: a.say(text{
			"印出文件份数：依状态、依格式，还有版本族、段、大小。\n--fixity 把每个原文件重新算一遍 SHA-256 与 SM3，与记录的比较，结果记入库中。\n\n读不出、改动、不见的文件，记录与事件都一直留着。看过而无须再办的，用 --accept\n指明文件，或其目录，记为知悉。知悉的与已复原的不影响退出码，列出时以 - 起头，\n其余以 ! 或 ? 起头。此后文件再有变化，仍会报告。\n\n退出码：0 都好，或都已知悉；1 有读不出、改动或不见而未知悉的文件；2 未能完成。",
			"Counts the documents, by state and by format, the families, segments and sizes.\n--fixity hashes every file again (SHA-256 and SM3), compares, and records what it\nfinds.\n\nWhat is recorded of a file that could not be read, was changed or is gone stays for\ngood, and so do the events. Once you have looked at it and nothing is left to do,\naccept it: name the file, or its folder, behind --accept. What was\naccepted, or is again as it was recorded, has no part in the exit status; in the\nlists its line begins with - and not with ! or ?. What happens to the file later is\nreported again.\n\nExit status: 0 all is well, or was accepted; 1 files that were not accepted could not\nbe read, were changed or are gone; 2 trouble."}),
		Example: "  jiaokan corpus status --unread\n  jiaokan corpus status --fixity --events\n  jiaokan corpus status --accept 公文/2019 公文/附件.mp4",
		Args: func(cmd *cobra.Command, args []string) error {
			if ask.accept {
				return between(1, many)(cmd, args)
			}
			return between(0, 0)(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.corpusStatus(s, ask, args)
		},
	}
	cmd.Flags().BoolVar(&ask.unread, "unread", false, a.say(text{"列出读不出的文件与缘由", "list the files that could not be read, and why"}))
	cmd.Flags().BoolVar(&ask.events, "events", false, a.say(text{"列出改动、不见、复原的文件", "list the files that were changed, went missing or returned, and when"}))
	cmd.Flags().BoolVar(&ask.fixity, "fixity", false, a.say(text{"把原文件都重新核对一遍", "hash all files again"}))
	cmd.Flags().BoolVar(&ask.accept, "accept", false, a.say(text{"所给的文件读不出、改动或不见，记为知悉", "take note that the files named could not be read, were changed or are gone"}))
	return cmd
}

func (a *app) corpusStatus(s *shelf, ask statusAsk, paths []string) error {
	ctx, stop := interruptible()
	defer stop()
	how := corpus.Read
	if ask.fixity || ask.accept {
		how = corpus.Write
	}
	c, err := a.openArchive(ctx, s, how)
	if err != nil {
		return err
	}
	defer c.Close()
	if ask.accept { // before --fixity: what it will find nobody has looked at
		if err := a.accept(ctx, s, c, paths); err != nil {
			return err
		}
	}
	unopened := 0
	if ask.fixity {
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
	if err := a.statusLists(ctx, c, ask); err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if unopened+st.Left() > 0 {
		return errRemain
	}
	return nil
}

func (a *app) accept(ctx context.Context, s *shelf, c *corpus.Archive, paths []string) error {
	n, err := c.Accept(ctx, paths, time.Now())
	var at *fs.PathError
	switch {
	case errors.Is(err, corpus.ErrNoDocument) && errors.As(err, &at):
		return trouble{text: text{"库 %s：没有 %s 的记录，一份也没有知悉", "archive %s: it has no record of %s; nothing was accepted"}, args: []any{s.dir, onLine(at.Path)},
			hint: hint(text{"jiaokan corpus status --unread --events 列出有问题的文件", "jiaokan corpus status --unread --events lists the files that something is wrong with"})}
	case err != nil:
		return a.archiveTrouble(s.dir, err)
	}
	return a.print(a.say(text{"新知悉 %d 份\n", "%d documents were accepted\n"}, n))
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
	left := ""
	if st.Left()+st.Accepted > 0 {
		left = a.say(text{"%d 份", "%d to look at"}, st.Left())
	}
	if st.Accepted > 0 {
		left += a.say(text{"，另有 %d 份知悉", ", and %d accepted"}, st.Accepted)
	}
	rows := []struct {
		name  text
		value string
	}{
		{text{"文件", "documents"}, a.say(text{"%d 份，%s", "%d, %s"}, st.Documents, a.bytesOf(st.Bytes))},
		{text{"状态", "states"}, strings.Join(states, a.say(text{"，", ", "}))},
		{text{"待看", "left"}, left},
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

// statusLists prints the lists that were asked for.
func (a *app) statusLists(ctx context.Context, c *corpus.Archive, ask statusAsk) error {
	if !ask.unread && !ask.events {
		return nil
	}
	accepted, err := c.Accepted(ctx)
	if err == nil && ask.unread {
		err = a.listUnread(ctx, c, accepted)
	}
	if err == nil && ask.events {
		err = a.listEvents(ctx, c, accepted)
	}
	return err
}

// settledSign begins the line of what needs no look any more.
func (a *app) settledSign() string { return a.paint("2", "-") }

func (a *app) listUnread(ctx context.Context, c *corpus.Archive, accepted map[int64]bool) error {
	for d, err := range c.Unread(ctx) {
		if err != nil {
			return err
		}
		why, sign := d.WhyZH, a.paint("33", "?")
		if a.en {
			why = d.Why
		}
		if accepted[d.ID] {
			sign = a.settledSign()
		}
		if err := a.print(sign + " " + onLine(d.Path) + a.say(text{"：", ": "}) + report.Visible(why) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) listEvents(ctx context.Context, c *corpus.Archive, accepted map[int64]bool) error {
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
		sign := a.paint("31", "!")
		if accepted[d.ID] || d.State == corpus.Legible {
			sign = a.settledSign()
		}
		if err := a.print(e.Time.Local().Format("2006-01-02 15:04:05") + " " + sign + " " + onLine(d.Path) + a.say(text{"：", ": "}) + a.say(said) + "\n"); err != nil {
			return err
		}
	}
	return nil
}
