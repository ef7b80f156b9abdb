package main

import (
	"fmt"
	"io"
	"path"
	"strconv"
	"time"
)

// printTable prints a line a document. The name comes last: Han are wider than
// their count.
func printTable(w io.Writer, rows []row, losses bool) {
	fmt.Fprintf(w, "%-6s %-12s %8s %8s %8s %5s %8s  %s\n", "format", "encoding", "found", "truth", "differ", "loss", "ms", "file")
	for i := range rows {
		r := &rows[i]
		format, encoding, loss := "-", "-", 0
		if r.source != nil {
			format, loss = r.source.Format, len(r.source.Loss)
			if r.source.Encoding != "" {
				encoding = r.source.Encoding
			}
		}
		truth, differ := "-", "-"
		if r.truth != "" {
			truth, differ = strconv.Itoa(r.want), strconv.Itoa(r.differs)
		}
		fmt.Fprintf(w, "%-6s %-12s %8d %8s %8s %5d %8.1f  %s\n", format, encoding, r.found, truth, differ, loss,
			float64(r.took)/float64(time.Millisecond), r.name)
		if r.err != nil {
			fmt.Fprintf(w, "       %v\n", r.err)
		}
		if losses && r.source != nil {
			for _, l := range r.source.Loss {
				fmt.Fprintf(w, "       lost at %d: %s\n", l.Span.Lo, l.What)
			}
		}
	}
}

// goals are how many of a thousand characters of the truth may differ, by the
// kind of file. A page of the web may have a word of the site left in it.
var goals = []struct {
	ext    string
	differ int // of a thousand
}{
	{".html", 5},
	{".docx", 0},
	{".pdf", 0},
	{".md", 0},
}

// printGoals prints for each kind of file how many reach its goal, and reports
// whether all do.
func printGoals(w io.Writer, rows []row) bool {
	ok := true
	fmt.Fprintln(w)
	for _, g := range goals {
		with, reach, equal, chars, differ := 0, 0, 0, 0, 0
		for i := range rows {
			r := &rows[i]
			if path.Ext(r.name) != g.ext || r.truth == "" {
				continue
			}
			with++
			chars += r.want
			differ += r.differs
			if r.err == nil && r.differs*1000 <= r.want*g.differ {
				reach++
			}
			if r.err == nil && r.differs == 0 {
				equal++
			}
		}
		if with == 0 {
			continue
		}
		fmt.Fprintf(w, "%-6s %d of %d reach the goal of %.1f %%, %d letter for letter; %d of %d characters differ\n",
			g.ext, reach, with, 100-float64(g.differ)/10, equal, differ, chars)
		ok = ok && reach == with
	}
	return ok
}
