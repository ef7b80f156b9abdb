package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
)

// bare returns a text without white space.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if align.Blank(r) {
			return -1
		}
		return r
	}, text)
}

// raw returns what the first witness of a reading writes there.
func raw(c *align.Collation, rd align.Reading) string {
	var out strings.Builder
	for _, p := range rd.At {
		if p.Witness == rd.At[0].Witness {
			out.WriteString(bare(c.Witnesses[p.Witness].Slice(p.Span)))
		}
	}
	return out.String()
}

// sigla lists the witnesses of a reading: AB.
func sigla(rd align.Reading) string {
	var out []string
	for _, p := range rd.At {
		if s := audit.Siglum(p.Witness); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "")
}

// dumpSegment prints what all witnesses have as it stands, what only some of
// them have as [AB: …], and a variant as {A“…”｜B“…”｜C∅}.
func dumpSegment(c *align.Collation, seg align.Segment) string {
	var all []string
	for _, rd := range seg.Readings {
		text := raw(c, rd)
		switch {
		case seg.Variant() && text == "":
			all = append(all, sigla(rd)+"∅")
		case seg.Variant():
			all = append(all, sigla(rd)+"“"+text+"”")
		case utf8.RuneCountInString(sigla(rd)) < len(c.Witnesses):
			return "[" + sigla(rd) + ": " + text + "]"
		default:
			return text
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "{" + strings.Join(all, "｜") + "}"
}

// dumpCollation prints the rows, one a line.
func dumpCollation(c *align.Collation) string {
	var out strings.Builder
	for x, row := range c.Rows {
		fmt.Fprintf(&out, "r%d %s ", x+1, row.Kind)
		if len(row.Label.Readings) > 0 {
			out.WriteString(dumpSegment(c, row.Label) + " ")
		}
		for _, seg := range row.Segments {
			out.WriteString(dumpSegment(c, seg))
		}
		out.WriteString("\n")
	}
	return out.String()
}

// clip keeps both ends of a long text.
func clip(text string) string {
	if rs := []rune(text); len(rs) > 24 {
		return string(rs[:14]) + "…" + string(rs[len(rs)-9:])
	}
	return text
}

// quotePlace quotes a place; for an empty one what stands on either side.
func quotePlace(c *align.Collation, p align.Place) string {
	w := c.Witnesses[p.Witness]
	if p.Span.Len() > 0 {
		return audit.Siglum(p.Witness) + "“" + clip(bare(w.Slice(p.Span))) + "”"
	}
	before, behind := []rune(bare(w.Text[:p.Span.Lo])), []rune(bare(w.Text[p.Span.Hi:]))
	return audit.Siglum(p.Witness) + "“" + string(before[max(0, len(before)-6):]) + "¦" + string(behind[:min(6, len(behind))]) + "”"
}

func quotePlaces(c *align.Collation, at []align.Place) string {
	var out []string
	for _, p := range at {
		out = append(out, quotePlace(c, p))
	}
	return strings.Join(out, " ")
}

// dumpFindings prints the findings, one a line.
func dumpFindings(c *align.Collation, rep *audit.Report) string {
	var out strings.Builder
	for _, f := range rep.Findings {
		fmt.Fprintf(&out, "%s %s %s", f.Severity, f.Rule, quotePlaces(c, f.At))
		if len(f.Against) > 0 {
			out.WriteString(" ≈ " + quotePlaces(c, f.Against))
		}
		fmt.Fprintf(&out, " | %s\n", f.Message.ZH)
	}
	return out.String()
}

// dumpCanonical prints the canonical text; what is not agreed stands in
// ⟨open:…⟩ and its like.
func dumpCanonical(can *reconcile.Canonical) string {
	var out strings.Builder
	status := reconcile.Agreed
	turn := func(to reconcile.Status) {
		if to == reconcile.Lacuna {
			to = reconcile.Agreed
		}
		if to == status {
			return
		}
		if status != reconcile.Agreed {
			out.WriteString("⟩")
		}
		if status = to; status != reconcile.Agreed {
			out.WriteString("⟨" + string(status) + ":")
		}
	}
	last := [2]int{-1, -1}
	for _, p := range can.Pieces {
		if at := [2]int{p.Row, p.Segment}; at != last {
			turn(reconcile.Agreed)
			last = at
		}
		if p.Break && out.Len() > 0 {
			turn(reconcile.Agreed)
			out.WriteString("\n")
		}
		turn(p.Status)
		out.WriteString(p.Text)
	}
	turn(reconcile.Agreed)
	if out.Len() > 0 {
		out.WriteString("\n")
	}
	return out.String()
}
