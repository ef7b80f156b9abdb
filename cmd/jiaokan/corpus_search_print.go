package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"jiaokan/corpus"
)

// searchText prints the hits for a person: the place, the line before, the lines of
// the passage with the passage marked, the line behind.
func (a *app) searchText(f corpus.Found) string {
	var out strings.Builder
	for _, h := range f.Hits {
		x := excerptOf(h)
		out.WriteString(a.paint("1", fmt.Sprintf("%s:%d:%d", onLine(h.Path), x.line, x.column)))
		if h.Distance > 0 {
			out.WriteString(a.say(text{"  差 %d 字", "  differs by %d"}, h.Distance))
		}
		if h.Times > 1 {
			out.WriteString(a.say(text{"  共 %d 处", "  %d places"}, h.Times))
		}
		out.WriteString("\n")
		for _, line := range a.searchLines(x) {
			out.WriteString("    " + line + "\n")
		}
	}
	out.WriteString(a.searchCount(f))
	return out.String()
}

// searchCount says how many documents there are.
func (a *app) searchCount(f corpus.Found) string {
	switch n := len(f.Hits); {
	case n == 0:
		return a.say(text{"没有找到\n", "nothing was found\n"})
	case f.More:
		return a.say(text{"至少 %d 份文件，这里列出 %d 份\n", "at least %d documents, here are %d\n"}, f.Documents, n)
	case n < f.Documents:
		return a.say(text{"%d 份文件，这里列出 %d 份（--limit 列出更多）\n", "%d documents, here are %d (--limit lists more)\n"}, f.Documents, n)
	default:
		return a.say(text{"%d 份文件\n", "documents: %d\n"}, f.Documents)
	}
}

// searchLines are the lines around a hit, shortened to the terminal.
func (a *app) searchLines(x excerpt) (lines []string) {
	room := max(40, a.width()-4)
	if x.before != "" {
		lines = append(lines, clipLeft(oneLine(x.before), room))
	}
	hit := clipMiddle(oneLine(x.hit), 2*room)
	mark := "【" + hit + "】"
	sides := max(room/2, room-columns(mark))
	if a.color() {
		mark = a.paint("1;31", hit)
	}
	// What one side does not need is the other's.
	head, tail := oneLine(strings.TrimLeftFunc(x.head, unicode.IsSpace)), oneLine(strings.TrimRightFunc(x.tail, unicode.IsSpace))
	forHead, forTail := max(sides/2, sides-columns(tail)), max(sides/2, sides-columns(head))
	lines = append(lines, clipLeft(head, forHead)+mark+clipRight(tail, forTail))
	if x.after != "" {
		lines = append(lines, clipRight(oneLine(x.after), room))
	}
	return lines
}

// oneLine shows a text on one line; where its lines end stands ↵.
func oneLine(s string) string {
	if !strings.Contains(s, "\n") {
		return onLine(s)
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return onLine(strings.Join(lines, "↵"))
}

// clipRight keeps the beginning of s, in n columns.
func clipRight(s string, n int) string {
	used := 0
	for i, r := range s {
		if used += wide(r); used > n {
			return s[:i] + "…"
		}
	}
	return s
}

// clipLeft keeps the end of s.
func clipLeft(s string, n int) string {
	over := columns(s) - n
	if over <= 0 {
		return s
	}
	for i, r := range s {
		if over <= 0 {
			return "…" + s[i:]
		}
		over -= wide(r)
	}
	return "…"
}

// clipMiddle keeps both ends of s.
func clipMiddle(s string, n int) string {
	if columns(s) <= n {
		return s
	}
	return strings.TrimSuffix(clipRight(s, n/2), "…") + "……" + strings.TrimPrefix(clipLeft(s, n/2), "…")
}

// A searchResult is what --json prints.
type searchResult struct {
	Query     string      `json:"query"`
	Documents int         `json:"documents"` // that hold it
	More      bool        `json:"more"`      // there may be others
	Gone      int         `json:"gone"`      // that may hold it, but their files have changed
	Hits      []searchHit `json:"hits"`
}

// A searchHit is one document. Start and end are code points of its text, line
// and column count from 1.
type searchHit struct {
	Document int64  `json:"document"`
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Distance int    `json:"distance"`
	Times    int    `json:"times"`
	Before   string `json:"before"` // the line before
	Head     string `json:"head"`   // of the line, up to the passage
	Match    string `json:"match"`
	Tail     string `json:"tail"`
	After    string `json:"after"` // the line behind
}

func searchJSON(query string, f corpus.Found) (string, error) {
	r := searchResult{Query: query, Documents: f.Documents, More: f.More, Gone: f.Gone, Hits: []searchHit{}}
	for _, h := range f.Hits {
		x := excerptOf(h)
		r.Hits = append(r.Hits, searchHit{
			Document: h.Document, Path: strings.ToValidUTF8(h.Path, "�"), Line: x.line, Column: x.column, Start: x.start, End: x.end,
			Distance: h.Distance, Times: h.Times, Before: x.before, Head: x.head, Match: x.hit, Tail: x.tail, After: x.after,
		})
	}
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(r)
	return out.String(), err
}
