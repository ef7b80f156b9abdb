package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
	"jiaokan/report"
)

// A shelf is where the archive is and whether to wait for it.
type shelf struct {
	dir  string
	wait bool
}

func (a *app) corpusCommand() *cobra.Command {
	s := &shelf{dir: "archive"}
	cmd := &cobra.Command{
		Use:   a.say(text{"corpus", "corpus"}),
		Short: a.say(text{"一批文件：哪些是同一份公文，各有什么问题", "An archive: which documents are copies of one text, and what is wrong with each"}),
		Long: a.say(text{
			"把许多文件记入一个库，找出哪些是同一份公文的抄本，并审读每一份。\n原文件留在原处，库里记下各自的 SHA-256 与 SM3。",
			"Takes many files into an archive, finds which of them are copies of one document,\nand audits each. The files stay where they are; the archive has their SHA-256 and\nSM3."}),
		Example: "  jiaokan corpus add 文件目录\n  jiaokan corpus status",
		Args:    cobra.ArbitraryArgs,
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		return cmd.Help()
	}
	flags := cmd.PersistentFlags()
	set(flags, &s.dir, "archive", "", "DIR", a.say(text{"库所在的目录；默认 archive", "the folder of the archive; else archive"}))
	flags.BoolVar(&s.wait, "wait", false, a.say(text{"别的程序在写这个库时，等它写完", "where another program writes the archive, wait for it"}))
	cmd.AddCommand(a.corpusAddCommand(s), a.corpusSearchCommand(s), a.corpusFamiliesCommand(s), a.corpusAuditCommand(s), a.corpusReportCommand(s), a.corpusStageCommand(s), a.corpusStatusCommand(s))
	return cmd
}

// again is how often an archive that another program writes is tried.
const again = 200 * time.Millisecond

// openArchive opens the archive that the flags name.
func (a *app) openArchive(ctx context.Context, s *shelf, how corpus.Access) (*corpus.Archive, error) {
	for told := false; ; told = true {
		c, err := corpus.Open(s.dir, how)
		if err == nil {
			return c, nil
		}
		if !s.wait || !errors.Is(err, corpus.ErrBusy) {
			return nil, a.archiveTrouble(s.dir, err)
		}
		if !told {
			a.note(text{"别的程序在写 %s，等它写完", "another program writes %s, waiting for it"}, s.dir)
		}
		select {
		case <-ctx.Done():
			return nil, a.archiveTrouble(s.dir, ctx.Err())
		case <-time.After(again):
		}
	}
}

// archiveTrouble says what is wrong with the archive in dir.
func (a *app) archiveTrouble(dir string, err error) error {
	t := trouble{args: []any{dir}}
	switch {
	case errors.Is(err, context.Canceled):
		return trouble{text: text{"中断：没有做完", "interrupted before all was done"},
			hint: hint(text{"已记下的都在库里：再用同样的命令，就从这里接着做", "what was recorded stays: the same command goes on from there"})}
	case errors.Is(err, corpus.ErrBusy):
		t.text = text{"库 %s：别的程序正在写", "archive %s: another program writes it"}
		t.hint = hint(text{"等它写完，或用 --wait；只读的命令（如 status）不必等", "wait until it is done, or say --wait; commands that only read, such as status, need not wait"})
	case errors.Is(err, corpus.ErrFull):
		t.text, t.cause = text{"库 %s：磁盘满了", "archive %s: no space is left on the disk"}, nil
		t.hint = hint(text{"腾出地方，再用同样的命令：已记下的都在，从那里接着做", "make room and give the same command again: what was recorded stays, it goes on from there"})
	case errors.Is(err, corpus.ErrNewer):
		t.text = text{"库 %s：是更新版本的程序写的", "archive %s: a newer version of the program wrote it"}
		t.hint = hint(text{"换用新版本的 jiaokan（jiaokan version 说明这是哪一版）", "use a newer jiaokan (jiaokan version tells which this is)"})
	case errors.Is(err, corpus.ErrNotArchive):
		t.text = text{"%s 不是库", "%s is not an archive"}
		t.hint = hint(text{"用 --archive 指明库的目录；新建的库要用空目录，或还没有的目录", "name the folder of the archive with --archive; a new one needs an empty folder, or one that is not there yet"})
	case errors.Is(err, corpus.ErrUnbuilt):
		t.text = text{"库 %s：这个程序没有 cgo，不能用库", "archive %s: this program was built without cgo, which an archive needs"}
		t.hint = hint(text{"用 CGO_ENABLED=1 重新编译，须有 C 编译器；不用库的命令照常可用", "build it anew with CGO_ENABLED=1 and a C compiler; what needs no archive works as it is"})
	case errors.Is(err, corpus.ErrDamaged):
		t.text, t.cause = text{"库 %s：已损坏", "archive %s: it is damaged"}, err
		t.hint = hint(text{"原文件都没有动过：删去这个目录，重新 jiaokan corpus add", "the documents themselves were not touched: remove the folder and jiaokan corpus add them again"})
	case errors.Is(err, fs.ErrNotExist):
		t.text = text{"没有 %s 这个库", "there is no archive %s"}
		t.hint = hint(text{"先用 jiaokan corpus add 建库，或用 --archive 指明它在哪里", "make it with jiaokan corpus add, or say with --archive where it is"})
	case errors.Is(err, fs.ErrPermission):
		t.text = text{"库 %s：没有权限", "archive %s: permission denied"}
		t.hint = hint(text{"ls -ld 可以看出谁能写这个目录；或用 --archive 换一个", "ls -ld shows who may write the folder; or name another with --archive"})
	default:
		t.text, t.cause = text{"库 %s", "archive %s"}, err
	}
	return t
}

// onLine puts a path on one line of the terminal.
func onLine(path string) string {
	return strings.NewReplacer("\n", "[U+000A]", "\r", "[U+000D]", "\t", "[U+0009]").Replace(report.Visible(strings.ToValidUTF8(path, "�")))
}

// bytesOf says how much something is.
func (a *app) bytesOf(n int64) string {
	switch {
	case n < 1000:
		return a.say(text{"%d B", "%d B"}, n)
	case n < 1000_000:
		return a.say(text{"%.1f kB", "%.1f kB"}, float64(n)/1e3)
	case n < 1000_000_000:
		return a.say(text{"%.1f MB", "%.1f MB"}, float64(n)/1e6)
	}
	return a.say(text{"%.2f GB", "%.2f GB"}, float64(n)/1e9)
}
