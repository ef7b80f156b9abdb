package corpus

import (
	"math/bits"
	"slices"
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
// each segment, but for what is alone: a witness that reads something else there
// has it all the same.
func lieOf(c *align.Collation, rep *audit.Report) ([]lie, alone) {
	best := map[[2]int]int{}
	for _, j := range rep.Judgements {
		best[[2]int{j.Row, j.Segment}] = j.Living[j.Best]
	}
	out := make([]lie, len(c.Witnesses))
	has := holders(c, rep, out)
	lone := loneRows(c, has)
	for x, row := range c.Rows {
		for y, seg := range row.Segments {
			k, judged := best[[2]int{x, y}]
			n := 0
			for i, rd := range seg.Readings {
				if (!judged || i == k) && living(rd, rep.Dead[x][y]) {
					n = utf8.RuneCountInString(rd.Key)
				}
			}
			for w := range out {
				switch {
				case lone[x] || rep.Apparatus[x]:
				case has[x][y].Has(w):
					out[w].total += n
				default:
					out[w].total += n
					out[w].lost += n
				}
			}
		}
	}
	return out, lone
}

// holders returns who has living text in each segment, and counts what each has.
func holders(c *align.Collation, rep *audit.Report, lies []lie) [][]audit.Set {
	out := make([][]audit.Set, len(c.Rows))
	for x, row := range c.Rows {
		out[x] = make([]audit.Set, len(row.Segments))
		for y, seg := range row.Segments {
			for _, rd := range seg.Readings {
				m := utf8.RuneCountInString(rd.Key)
				seen := audit.Set(0)
				for _, p := range rd.At {
					if seen.Has(p.Witness) {
						continue
					}
					seen |= 1 << p.Witness
					lies[p.Witness].own += m
					if rep.Dead[x][y].Has(p.Witness) {
						lies[p.Witness].dead += m
					} else if m > 0 {
						out[x][y] |= 1 << p.Witness
					}
				}
			}
		}
	}
	return out
}

// living reports whether any witness has a reading where it is not dead.
func living(rd align.Reading, dead audit.Set) bool {
	return slices.ContainsFunc(rd.At, func(p align.Place) bool { return !dead.Has(p.Witness) })
}

// Alone are the rows that few copies have and many read past.
type alone []bool

// How many read past a row that is alone: three, and three for each that has it.
// Two copies cannot say which of them is at fault.
const readPast = 3

// loneRows finds rows that one copy in four has, where the others have text both
// before and behind. That all of these have lost the clause is less likely than
// that it was put into the one: the opening of another document, whose words the
// audit cannot tell from the document's own.
func loneRows(c *align.Collation, has [][]audit.Set) alone {
	in := make([]audit.Set, len(c.Rows))
	for x := range has {
		for _, s := range has[x] {
			in[x] |= s
		}
	}
	before, behind := make([]audit.Set, len(in)+1), make([]audit.Set, len(in)+1)
	for x := range in {
		before[x+1] = before[x] | in[x]
	}
	for x := len(in) - 1; x >= 0; x-- {
		behind[x] = behind[x+1] | in[x]
	}
	out := make(alone, len(in))
	for x := range in {
		past := before[x] & behind[x+1] &^ in[x]
		out[x] = in[x] != 0 && bits.OnesCount64(uint64(past)) >= readPast*bits.OnesCount64(uint64(in[x]))
	}
	return out
}

// says reports whether a finding tells that a copy has lost what is alone. That
// it is missing there may be; it is no damage to be seen.
func (a alone) says(x audit.Finding) bool {
	return x.Rule == "corruption.missing" && x.Method == audit.ByCollation && x.Row >= 0 && a[x.Row]
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
