package main

import (
	"os"

	"golang.org/x/term"

	"jiaokan/report"
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

// summary says how report prints for this terminal.
func (a *app) summary() report.SummaryOptions {
	return report.SummaryOptions{Lang: a.code(), Color: a.color(), Width: a.width()}
}

// paint puts a colour of the terminal around s.
func (a *app) paint(color, s string) string {
	if !a.color() {
		return s
	}
	return "\033[" + color + "m" + s + "\033[m"
}
