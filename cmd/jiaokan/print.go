package main

import (
	"os"

	"golang.org/x/term"
)

// color reports whether standard output takes colours: a terminal that can,
// and nobody who asked for none (no-color.org).
func (a *app) color() bool {
	return !a.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(a.out.Fd()))
}

// width is how many columns standard output has: 80 where it is no terminal.
func (a *app) width() int {
	if w, _, err := term.GetSize(int(a.out.Fd())); err == nil && w >= 20 {
		return w
	}
	return 80
}

// summarize and compare print an edition for the terminal.
func (a *app) summarize(e edition) error {
	return a.print(a.say(text{"%d 处异文，%d 个问题\n", "%d variants, %d findings\n"}, len(e.Variants), len(e.Findings)))
}

func (a *app) compare(e edition) error { return a.summarize(e) }
