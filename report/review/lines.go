package review

import (
	"slices"

	"jiaokan/report"
)

const (
	linesBeside = 1   // lines with text shown before and behind a place
	linesInside = 12  // lines shown of a place that has more
	mostAround  = 60  // code points of a line shown on either side of a place
	mostInside  = 400 // code points shown of a place
)

// linesAround returns the lines of a witness that have a place, and those beside
// them. A line may have any length, and is shown near the place only. Linear in
// the text before the place, whose lines are counted.
func (d *Desk) linesAround(w, start, end int) []TextLine {
	t := d.runes[w]
	start = min(max(start, 0), len(t))
	end = min(max(end, start), len(t))
	lo, hi := lineStart(t, start), lineEnd(t, end)
	first := 1 + count(t[:lo])
	out := linesBefore(t, lo, first)
	out = append(out, linesWith(t, lo, hi, start, end, first)...)
	return append(out, linesBehind(t, hi, first+count(t[lo:hi]))...)
}

// linesBefore returns those before the line no, which begins at lo.
func linesBefore(t []rune, lo, no int) []TextLine {
	var out []TextLine
	for at := lo; at > 0 && len(out) < linesBeside; {
		end := at - 1
		at = lineStart(t, end)
		if no--; !empty(t[at:end]) {
			out = append(out, TextLine{No: no, Before: tail(t[at:end], mostAround)})
		}
	}
	slices.Reverse(out)
	return out
}

// linesWith returns those from lo to hi, which have the place [start, end). The
// first of them has the number no.
func linesWith(t []rune, lo, hi, start, end, no int) []TextLine {
	var out []TextLine
	for at := lo; at <= hi; no++ {
		eol := lineEnd(t, at)
		l := TextLine{No: no, Here: true, Before: tail(t[at:max(at, min(start, eol))], mostAround), After: head(t[min(eol, max(at, end)):eol], mostAround)}
		if s, e := max(start, at), min(end, eol); s < e {
			l.In = middle(t[s:e], mostInside)
		}
		switch {
		case at > lo && empty(t[at:eol]):
		case len(out) == linesInside:
			return append(out, TextLine{No: no, Before: "…"})
		default:
			out = append(out, l)
		}
		at = eol + 1
	}
	return out
}

// linesBehind returns those behind the line no, which ends at hi.
func linesBehind(t []rune, hi, no int) []TextLine {
	var out []TextLine
	for at := hi + 1; at < len(t) && len(out) < linesBeside; {
		eol := lineEnd(t, at)
		if no++; !empty(t[at:eol]) {
			out = append(out, TextLine{No: no, Before: head(t[at:eol], mostAround)})
		}
		at = eol + 1
	}
	return out
}

func count(t []rune) (n int) {
	for _, r := range t {
		if r == '\n' {
			n++
		}
	}
	return n
}

func lineStart(t []rune, at int) int {
	for at > 0 && t[at-1] != '\n' {
		at--
	}
	return at
}

func lineEnd(t []rune, at int) int {
	for at < len(t) && t[at] != '\n' {
		at++
	}
	return at
}

func empty(t []rune) bool {
	return !slices.ContainsFunc(t, func(r rune) bool { return r != ' ' && r != '\t' && r != '\r' && r != '　' })
}

func head(t []rune, n int) string {
	if len(t) > n {
		return report.Visible(string(t[:n])) + "…"
	}
	return report.Visible(string(t))
}

func tail(t []rune, n int) string {
	if len(t) > n {
		return "…" + report.Visible(string(t[len(t)-n:]))
	}
	return report.Visible(string(t))
}

func middle(t []rune, n int) string {
	if len(t) > n {
		return report.Visible(string(t[:n/2])) + "…" + report.Visible(string(t[len(t)-n/2:]))
	}
	return report.Visible(string(t))
}
