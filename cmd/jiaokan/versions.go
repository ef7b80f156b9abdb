package main

import (
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/report"
)

// versions returns what was amended where the witnesses are two versions of a
// document, nil where they are copies.
func versions(c *align.Collation, as string) *audit.Amendment {
	switch as {
	case asVersions:
		return audit.Amended(c)
	case asAuto:
		if a, ok := audit.Versions(c); ok {
			return a
		}
	}
	return nil
}

// mostAmendments keeps the list on one screen; the report has them all.
const mostAmendments = 20

// amendments lists what happened between two versions, or nothing for copies.
func (a *app) amendments(e edition) string {
	var told []report.ResultFinding
	for _, f := range e.Findings {
		if strings.HasPrefix(f.Rule, "amendment.") {
			told = append(told, f)
		}
	}
	if len(told) == 0 {
		return ""
	}
	var out strings.Builder
	for i, f := range told[:min(len(told), mostAmendments+1)] {
		lead := "  "
		if i == 0 {
			lead = "\n"
		}
		for j, line := range wrap(lead+a.say(text(f.Message)), a.width()) {
			if j > 0 && i > 0 {
				out.WriteString("    ")
			}
			out.WriteString(line + "\n")
		}
	}
	if n := len(told) - 1 - mostAmendments; n > 0 {
		out.WriteString(a.say(text{"  另有 %d 条，见报告\n", "  %d more in the report\n"}, n))
	}
	return out.String()
}
