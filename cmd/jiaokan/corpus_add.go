package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/extract"
)

func (a *app) corpusAddCommand(s *shelf) *cobra.Command {
	var workers int
	var retry bool
	cmd := &cobra.Command{
		Use:   a.say(text{"add 目录...", "add DIR..."}),
		Short: a.say(text{"把目录里的文件记入库", "Take the files of folders into the archive"}),
		Long: a.say(text{
			"读目录及其下各级目录里的文件（也可以给单个文件），略过隐藏文件，不跟随指向\n目录的链接。读不出的文件列出缘由，不影响其余。\n\n再次添加时，大小与时间都没变的文件不再读。改动过或不见了的文件报告出来，\n已有的记录不会被取代：新内容另记一份。随时可以中断，再用同样的命令接着做。\n\n退出码：0 都好；1 有读不出、改动或不见的文件；2 未能完成。",
			"Reads the files in folders and in those below them (also single files). Hidden\nfiles are left out, links to folders are not followed. Files that cannot be read\nare listed with the reason and do not stop the run.\n\nAdding again reads only files with another size or time. A file that was changed\nor is gone is reported, and what is recorded of it is never replaced: new content\nis a new document. The run may be ended at any moment; the same command goes on.\n\nExit status: 0 all is well; 1 files could not be read, were changed or are gone;\n2 trouble."}),
		Example: "  jiaokan corpus add 公文\n  jiaokan corpus add --archive 库 公文 简报/2019.docx",
		Args:    between(1, many),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.corpusAdd(s, args, corpus.AddOptions{Workers: workers, Again: retry})
		},
	}
	cmd.Flags().BoolVar(&retry, "retry", false, a.say(text{"以前读不出的文件再读一次（如装上了缺的程序以后）", "read again what could not be read (such as when a missing program was installed)"}))
	cmd.Flags().IntVar(&workers, "workers", 0, a.say(text{"同时读 `N` 个文件；默认依处理器数", "read `N` files at a time; else one for each processor"}))
	return cmd
}

func (a *app) corpusAdd(s *shelf, roots []string, opt corpus.AddOptions) error {
	for _, r := range roots {
		if _, err := os.Stat(r); err != nil {
			return unreadable(r, err) // before an archive is made of nothing
		}
	}
	ctx, stop := interruptible()
	defer stop()
	c, err := a.openArchive(ctx, s, corpus.Create)
	if err != nil {
		return err
	}
	defer c.Close()
	reading := a.options()
	reading.RejectRevisions = a.revisions == revisionsReject
	b := a.bar(text{"读入", "reading"})
	defer b.end()
	opt.Read = func(name string, data []byte) (*extract.Source, error) {
		return extract.ReadSource(name, data, reading)
	}
	opt.Why = a.whyUnread
	opt.Now = time.Now
	opt.Step = b.step
	opt.Unread = func(path string, err error) {
		_, why := a.whyUnread(path, err)
		if a.en {
			why, _ = a.whyUnread(path, err)
		}
		b.line("33", "?", path, why)
	}
	opt.Passed = func(path string, why error) {
		said := text{"不是普通文件，略过", "passed over: not a regular file"}
		if errors.Is(why, corpus.ErrLink) {
			said = text{"指向目录的链接，不跟随", "a link to a folder, not followed"}
		}
		b.line("2", "-", path, a.say(said))
	}
	opt.Event = func(path string, kind corpus.EventKind) { b.line("31", "!", path, a.say(eventTexts[kind])) }
	r, err := c.Add(ctx, roots, opt)
	b.end()
	if err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if err := c.Close(); err != nil {
		return a.archiveTrouble(s.dir, err)
	}
	if err := a.print(a.addSummary(r)); err != nil {
		return err
	}
	if r.Unread+r.Changed+r.Missing+r.Returned > 0 {
		return errRemain
	}
	return nil
}

// eventTexts say what happened to a file.
var eventTexts = map[corpus.EventKind]text{
	corpus.EventChanged:  {"内容变了，与记录的不同", "has other content than was recorded"},
	corpus.EventMissing:  {"不见了", "is not there any more"},
	corpus.EventReturned: {"又与记录的相同了", "is again as it was recorded"},
	corpus.EventAccepted: {"知悉", "accepted"},
}

func (a *app) addSummary(r corpus.AddReport) string {
	out := a.say(text{"%d 个文件：新记入 %d 份，未变 %d 个，读不出 %d 个\n", "%d files: %d new documents, %d unchanged, %d could not be read\n"}, r.Files, r.Added, r.Unchanged, r.Unread)
	if r.Changed+r.Missing+r.Returned > 0 {
		out += a.say(text{"内容变了 %d 个，不见了 %d 个，复原 %d 个\n", "%d changed, %d missing, %d as they were again\n"}, r.Changed, r.Missing, r.Returned)
	}
	return out
}

// whyUnread says why a file has no text, in both languages and without its name.
func (a *app) whyUnread(path string, err error) (en, zh string) {
	return a.speaking("en").reason(path, err), a.speaking("zh").reason(path, err)
}

func (a *app) reason(path string, err error) string {
	var large *corpus.TooLarge
	switch {
	case errors.As(err, &large):
		err = tooLarge(path, int(large.Most))
	case errors.Is(err, corpus.ErrUnsteady):
		return a.say(text{"读的时候有别的程序在写", "another program was writing it"})
	case errors.As(err, new(*fs.PathError)):
		err = unreadable(path, err)
	default:
		err = a.unextracted(path, err)
	}
	var t trouble
	if !errors.As(err, &t) {
		return err.Error()
	}
	said := strings.TrimPrefix(strings.TrimPrefix(a.say(t.text, t.args...), a.say(unreadText, path)), a.say(text{"：", ": "}))
	switch {
	case t.cause == nil:
		return said
	case said == "":
		return t.cause.Error()
	}
	return said + a.say(text{"：", ": "}) + t.cause.Error()
}

// speaking is the program speaking another language.
func (a *app) speaking(lang string) *app {
	b := *a
	b.tongue = tongueOf([]string{"--lang", lang}, func(string) string { return "" })
	return &b
}
