package extract

import "strings"

// Statutes are passed on as Markdown, also in files that do not say so. It sets #
// before a heading, or a line of - or = under it. Those are no more of the document
// than the tags of a web page, and stand between the blocks as white space does.

// headingMarks is the length of the marks before a heading of Markdown.
func headingMarks(s string) int {
	rest := strings.TrimLeft(s, "#")
	if n := len(s) - len(rest); n == 0 || n > 6 || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return 0
	}
	return len(s) - len(strings.TrimLeft(rest, " \t"))
}

// isRule reports whether a line is a rule of Markdown.
func isRule(s string) bool {
	return len(s) >= 3 && (strings.Trim(s, "-") == "" || strings.Trim(s, "=") == "")
}
