package corpus

import (
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// What a document is in its family.
const (
	RoleCopy         = "copy"         // not audited so far
	RoleComplete     = "complete"     // it has the text, and little that is not of it
	RoleCut          = "cut"          // it has lost a part: a page, an end, clauses
	RoleContaminated = "contaminated" // it has text that is not of it: another document's, a run printed twice
	RoleVersion      = "version"      // another version on purpose, before or after an amendment
	RoleFragment     = "fragment"     // no more than a part
)

// A lie is how one witness lies in its collation, in characters.
type lie struct {
	own, dead   int // of its text; of these, no part of the document
	total, lost int // of the document; of these, what it has nothing of
}

// lieOf measures the witnesses of a collation. The document is what is chosen of
// each segment: a witness that reads something else there has it all the same.
func lieOf(c *align.Collation, rep *audit.Report) []lie {
	best := map[[2]int]int{}
	for _, j := range rep.Judgements {
		best[[2]int{j.Row, j.Segment}] = j.Living[j.Best]
	}
	out := make([]lie, len(c.Witnesses))
	for x, row := range c.Rows {
		for y, seg := range row.Segments {
			k, judged := best[[2]int{x, y}]
			n := 0
			var has audit.Set
			for i, rd := range seg.Readings {
				m := utf8.RuneCountInString(rd.Key)
				var seen audit.Set
				for _, p := range rd.At {
					if seen.Has(p.Witness) {
						continue
					}
					seen |= 1 << p.Witness
					out[p.Witness].own += m
					switch {
					case rep.Dead[x][y].Has(p.Witness):
						out[p.Witness].dead += m
					case m > 0:
						has |= 1 << p.Witness
						if !judged || i == k {
							n = max(n, m)
						}
					}
				}
			}
			for w := range out {
				out[w].total += n
				if !has.Has(w) {
					out[w].lost += n
				}
			}
		}
	}
	return out
}

// share of the document that the witness has.
func (l lie) share() float64 {
	if l.total == 0 {
		return 1
	}
	return 1 - float64(l.lost)/float64(l.total)
}

// alien is the share of the witness that is no part of the document.
func (l lie) alien() float64 {
	if l.own == 0 {
		return 0
	}
	return float64(l.dead) / float64(l.own)
}

const (
	wholeShare = 0.85 // from here on what was taken for a fragment is a copy after all
	partShare  = 0.5  // below, a copy is a fragment
	fewLost    = 10   // characters, a third of a line: fewer are a slip
	fewAgain   = 0.02 // of a text: what is less than this and printed twice leaves a copy whole
)

// roleOf says what a copy is by what the audit found in it. Where it is both cut
// and contaminated, what is more characters counts.
func roleOf(fragment bool, l lie, own []audit.Finding) string {
	share := l.share()
	if share < partShare || fragment && share < wholeShare {
		return RoleFragment
	}
	cut, alien := false, false
	for _, x := range own {
		if x.Severity == audit.Info {
			continue
		}
		switch x.Rule {
		case "corruption.missing", "corruption.truncated":
			cut = cut || x.Method != audit.ByCollation || l.lost >= fewLost // what no copy has cannot be measured
		case "corruption.foreign":
			alien = alien || l.dead >= fewLost
		case "corruption.duplicate", "corruption.fragment":
			alien = alien || l.dead >= fewLost && l.alien() >= fewAgain
		}
	}
	switch {
	case alien && (!cut || l.dead > l.lost):
		return RoleContaminated
	case cut:
		return RoleCut
	}
	return RoleComplete
}
