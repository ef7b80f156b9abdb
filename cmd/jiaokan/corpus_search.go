package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"jiaokan/corpus"
)

// A searchForm says how hits are printed.
type searchForm struct {
	json, tsv bool
	limit     int
}

func (a *app) corpusSearchCommand(s *shelf) *cobra.Command {
	form := searchForm{limit: 20}
	cmd := &cobra.Command{
		Use:   a.say(text{"search 文字...", "search TEXT..."}),
		Short: a.say(text{"找出哪些文件有某一段文字，一字不差的或相近的", "Find a passage, exactly or nearly"}),
		Long: a.say(text{
			"标点、空白、全角半角不计；每十个字可有一个识别错、漏掉或多出（五个字以内须一字不差），\n整段的文字可有几处不全。至少 3 个字；- 从标准输入读。一字不差的在前，越相近的越在前。\n\n--tsv 每行一份文件：路径、行、列、相差几字、共几处、原文。--json 的 start、end 是文件文字中的字数。\n\n退出码：0 找到了；1 没有找到；2 未能完成。",
			"Marks, white space and width do not count. One character in ten may be wrong, lost\nor too many (none in five or fewer), and a long passage may lack some stretches.\nThree characters are the least; - reads standard input. Exact ones come first,\nthen the nearest.\n\n--tsv prints a line for each document: path, line, column, characters that differ,\nplaces in the document, the passage. start and end of --json count code points.\n\nExit status: 0 something was found; 1 nothing; 2 trouble."}),
		Example: "  jiaokan corpus search 深化产教融合、校企合作\n  jiaokan corpus search --json - < passage.txt",
		Args:    between(1, many),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.corpusSearch(s, form, strings.Join(args, " "))
		},
	}
	cmd.Flags().IntVar(&form.limit, "limit", form.limit, a.say(text{"至多列出几份文件；默认 20", "list so many documents at most; else 20"}))
	cmd.Flags().Lookup("limit").DefValue = "0" // the usage tells it
	cmd.Flags().BoolVar(&form.json, "json", false, a.say(text{"印出 JSON", "print JSON"}))
	cmd.Flags().BoolVar(&form.tsv, "tsv", false, a.say(text{"每份文件一行，供别的程序读", "a line for each document, for other programs"}))
	cmd.MarkFlagsMutuallyExclusive("json", "tsv")
	return cmd
}

// maxQuery is how much of standard input may be searched for: more than any query
// that can be answered.
const maxQuery = 1 << 20

func (a *app) corpusSearch(s *shelf, form searchForm, query string) error {
	if form.limit < 1 {
		return trouble{text: text{"--limit 不能是 %d", "--limit %d is not known"}, args: []any{form.limit}, hint: hint(text{"用 1 以上的数", "use one or more"})}
	}
	if query == stdin {
		b, err := io.ReadAll(io.LimitReader(a.in, maxQuery))
		if err != nil {
			return unreadable(stdin, err)
		}
		query = strings.ToValidUTF8(string(b), "")
	}
	ctx, stop := interruptible()
	defer stop()
	c, err := a.openArchive(ctx, s, corpus.Read)
	if err != nil {
		return err
	}
	defer c.Close()
	f, err := c.Search(ctx, query, corpus.SearchOptions{Limit: form.limit})
	if err != nil {
		return a.searchTrouble(s.dir, err)
	}
	if f.Gone > 0 {
		a.note(text{"%d 份可能有这段文字的文件已改动或不见了，没有查；jiaokan corpus add 重新记入", "%d documents that may have it were changed or are gone and were not searched; jiaokan corpus add takes them in again"}, f.Gone)
	}
	out := ""
	switch {
	case form.json:
		out, err = searchJSON(query, f)
	case form.tsv:
		out = searchTSV(f)
	default:
		out = a.searchText(f)
	}
	if err != nil {
		return err
	}
	if err := a.print(out); err != nil {
		return err
	}
	if f.Documents == 0 {
		return errRemain
	}
	return nil
}

// searchTrouble says what is wrong with a query, or with the archive in dir.
func (a *app) searchTrouble(dir string, err error) error {
	switch {
	case errors.Is(err, corpus.ErrShort):
		return trouble{text: text{"要找的文字太短：除标点和空白外至少 %d 个字", "the passage is too short: %d characters besides marks and spaces are the least"}, args: []any{corpus.LeastQuery},
			hint: hint(text{"连同前后的字一起找，如“楚怡杯”而不是“楚怡”", "search for it with a character before or behind it"})}
	case errors.Is(err, corpus.ErrLong):
		return trouble{text: text{"要找的文字太长：至多 %d 个字", "the passage is too long: %d characters are the most"}, args: []any{corpus.MostQuery},
			hint: hint(text{"找其中的一段；整份文件的抄本由 jiaokan corpus families 找出", "search for a part of it; jiaokan corpus families finds the copies of whole documents"})}
	}
	return a.archiveTrouble(dir, err)
}

// An excerpt is a hit as it is shown: where it is, and the lines around it.
type excerpt struct {
	line, column    int // from 1, in characters
	start, end      int // in characters
	before, after   string
	head, hit, tail string // of its own lines
}

// around is how many bytes of a line are looked at on either side of a hit: a
// document may be one line.
const around = 600

func excerptOf(h corpus.Hit) excerpt {
	t, lo, hi := h.Text, h.Span.Lo, h.Span.Hi
	first := strings.LastIndexByte(t[:lo], '\n') + 1
	last := len(t)
	if i := strings.IndexByte(t[hi:], '\n'); i >= 0 {
		last = hi + i
	}
	x := excerpt{hit: t[lo:hi], head: tailOf(t[first:lo]), tail: headOf(t[hi:last])}
	x.line, x.column = 1+strings.Count(t[:lo], "\n"), 1+utf8.RuneCountInString(t[first:lo])
	x.start = utf8.RuneCountInString(t[:lo])
	x.end = x.start + utf8.RuneCountInString(x.hit)
	above := strings.TrimSpace(tailOf(t[:first]))
	x.before = strings.TrimSpace(above[strings.LastIndexByte(above, '\n')+1:])
	x.after, _, _ = strings.Cut(strings.TrimSpace(headOf(t[last:])), "\n")
	x.after = strings.TrimSpace(x.after)
	return x
}

// headOf is the beginning of a text, and whole characters.
func headOf(s string) string {
	if len(s) <= around {
		return s
	}
	return strings.ToValidUTF8(s[:around], "")
}

// tailOf is the end of a text, and whole characters.
func tailOf(s string) string {
	if len(s) <= around {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-around:], "")
}

// searchTSV prints a line for each document.
func searchTSV(f corpus.Found) string {
	var out strings.Builder
	for _, h := range f.Hits {
		x := excerptOf(h)
		fmt.Fprintf(&out, "%s\t%d\t%d\t%d\t%d\t%s\n", onLine(h.Path), x.line, x.column, h.Distance, h.Times, onLine(x.hit))
	}
	return out.String()
}
