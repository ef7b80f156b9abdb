package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// What the program says to the shell.
const (
	exitAgreed = 0
	exitRemain = 1 // findings at error or open variants remain
	exitFailed = 2
)

// errRemain ends a command that did its work and leaves something to decide.
var errRemain = errors.New("something is left to decide")

func main() {
	a := newApp(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	os.Exit(a.run(os.Args[1:]))
}

// An app is one run of the program: where it reads and prints, and the flags
// that all commands share.
type app struct {
	in       *os.File
	out, err *os.File
	tongue

	lang     string
	noColor  bool
	encoding string

	// how files are read, and what lends a hand
	ocr       string
	revisions string
	loan      *loan
}

func newApp(args []string, in, out, err *os.File) *app {
	return &app{in: in, out: out, err: err, tongue: tongueOf(args, os.Getenv), ocr: ocrAuto, revisions: revisionsAccept, loan: newLoan()}
}

func (a *app) run(args []string) int {
	root := a.root()
	root.SetArgs(args)
	err := root.Execute()
	switch {
	case err == nil:
		return exitAgreed
	case errors.Is(err, errRemain):
		return exitRemain
	}
	a.complain(err)
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "jiaokan",
		Short: a.say(text{"校勘：由一份公文的多个版本校出定本", "Collate the copies of one official document"}),
		Long: a.say(text{
			"jiaokan 由一份公文的多个版本（扫描件、网页、重录稿、草稿）校出一个定本，\n每处取舍都有理由，每个版本都有审读。\n\n退出码：0 没有待定之处；1 尚有待定之处；2 未能完成。",
			"jiaokan takes the surviving copies of one official document (scans, web pages,\nretyped files, drafts) and gives back one clean text with the reason for every\nchoice, and an audit of every copy.\n\nExit status: 0 nothing left to decide; 1 something is; 2 trouble."}),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
	}
	version := root.Flags().Bool("version", false, a.say(text{"印出版本后退出", "print the version and exit"}))
	root.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case *version:
			return a.version()
		case len(args) > 0:
			return a.unknownCommand(root, args[0])
		}
		return cmd.Help()
	}
	flags := root.PersistentFlags()
	set(flags, &a.lang, "lang", "", "zh|en", a.say(text{"输出的语言；默认依环境，不明则中文", "language of the output; by the locale, else Chinese"}))
	set(flags, &a.encoding, "encoding", "", "NAME", a.say(text{"文件的编码：utf-8、utf-16le、utf-16be、gb18030、big5；默认自动识别", "encoding of the files: utf-8, utf-16le, utf-16be, gb18030, big5; else found out"}))
	set(flags, &a.ocr, "ocr", "", "auto|always|never", a.say(text{"图像中的文字：没有文字层的才识别（默认），PDF 一律识别，或不识别", "pictures of text: recognised where there is no text layer (default), in every PDF,\nor not at all"}))
	set(flags, &a.loan.tesseract.Languages, "ocr-lang", "", "LANG", a.say(text{"识别所用的 Tesseract 模型，如 chi_tra、chi_sim+eng；默认 chi_sim", "models of Tesseract to recognise with, such as chi_tra, chi_sim+eng; else chi_sim"}))
	set(flags, &a.revisions, "revisions", "", "accept|reject|both", a.say(text{"Word 的修订：都接受（默认），都拒绝，或两者各作一个版本", "tracked changes of Word: accepted (default), rejected, or each way a witness"}))
	flags.BoolVar(&a.noColor, "no-color", false, a.say(text{"不用颜色", "no colour"}))
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if err := checkLang(a.lang); err != nil {
			return err
		}
		return a.checkReading()
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.AddCommand(a.reconcileCommand(), a.checkCommand(), a.showCommand(), a.diffCommand(), a.reviewCommand(), a.verifyCommand(), a.corpusCommand(), a.explainCommand(), a.versionCommand())
	a.dress(root)
	return root
}

// print writes to standard output; that it is closed is for the caller to
// know.
func (a *app) print(s string) error {
	_, err := io.WriteString(a.out, s)
	return err
}

// note tells something on standard error that is no trouble.
func (a *app) note(t text, args ...any) {
	fmt.Fprintf(a.err, "jiaokan: %s\n", a.say(t, args...))
}

// interruptible is a context that ends when the user does not want to wait.
func interruptible() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
}
