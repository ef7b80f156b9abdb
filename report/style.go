package report

// Style is the style sheet of the report, for pages beside it that are to look
// the same.
func Style() string { return tidy(pageStyle) }
