package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// SummaryOptions says how text is printed to a terminal.
type SummaryOptions struct {
	Lang  string // "zh", also where empty, or "en"
	Color bool
	Width int  // columns; 80 where 0
	Asked bool // an archive was asked: also told where nobody spoke
}

// A style is a way of setting text off on the terminal.
type style string

const (
	plain style = ""
	bold  style = "1"
	faint style = "2"
	red   style = "31"
	green style = "32"
	blue  style = "34"
)

// A screen prints lines whose columns stand below each other. Lines are drawn
// with ASCII only: a terminal that shows the Chinese of a notice may still lack
// box drawing, and under the C locale nobody can say.
type screen struct {
	*bufio.Writer
	words
	color bool
	width int
	cells runewidth.Condition
}

// narrowest is the least width a table makes sense in.
const narrowest = 60

func newScreen(w io.Writer, words words, opt SummaryOptions) *screen {
	s := &screen{Writer: bufio.NewWriter(w), words: words, color: opt.Color, width: opt.Width}
	if s.width == 0 {
		s.width = 80
	}
	s.width = max(s.width, narrowest)
	// Terminals set “ ” and … one column wide unless told otherwise. The
	// package would guess from LANG, which makes the output depend on it.
	s.cells = runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return s
}

// paint sets text off where colour is wanted.
func (s *screen) paint(st style, text string) string {
	if !s.color || st == plain || text == "" {
		return text
	}
	return "\x1b[" + string(st) + "m" + text + "\x1b[0m"
}

// wide returns how many columns text takes.
func (s *screen) wide(text string) int { return s.cells.StringWidth(text) }

// fit cuts text to at most n columns.
func (s *screen) fit(text string, n int) string {
	if s.wide(text) <= n {
		return text
	}
	return s.cells.Truncate(text, max(n, 1), "…")
}

// pad cuts or fills text to n columns.
func (s *screen) pad(text string, n int) string {
	text = s.fit(text, n)
	return text + strings.Repeat(" ", max(n-s.wide(text), 0))
}

// right fills text to n columns from the left.
func (s *screen) right(text string, n int) string {
	return strings.Repeat(" ", max(n-s.wide(text), 0)) + text
}

// widest returns the columns of the widest text, but not more than most.
func (s *screen) widest(most int, texts []string) int {
	n := 0
	for _, t := range texts {
		n = max(n, s.wide(t))
	}
	return min(n, most)
}

// line prints one line without white space at its end.
func (s *screen) line(parts ...string) {
	fmt.Fprintln(s, strings.TrimRight(strings.Join(parts, ""), " "))
}

// head prints the heading of a part of the output, with a count where n is not
// negative.
func (s *screen) head(title string, n int) {
	if n >= 0 {
		title += fmt.Sprintf(" %d", n)
	}
	s.line()
	s.line(s.paint(bold, title))
}
