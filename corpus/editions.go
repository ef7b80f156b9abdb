package corpus

import (
	"cmp"
	"slices"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// An editionGroup is copies of one text.
type editionGroup struct {
	copies []*familyCopy
	date   audit.Day // when the text was last changed, where there are other groups
}

// editions parts copies into groups that are copies of one text. Two texts are
// versions if audit.Versions says so; damage alone does not make one (of 451
// pairs of statutes of one date in an archive none was parted, of 201 pairs of
// different date 169 were). But an edited copy may look like a version beside
// one and not beside the next, so three of a group are asked.
//
// Whole copies come first, and a fragment never founds a group. The group to
// cite comes first: the newest where all give a date, else the one with the
// most documents.
func editions(copies []*familyCopy, d *differences) []*editionGroup {
	var groups []*editionGroup
	for _, cp := range copies {
		if n := d.nearest(groups, cp); n >= 0 {
			groups[n].copies = append(groups[n].copies, cp)
		} else {
			groups = append(groups, &editionGroup{copies: []*familyCopy{cp}})
		}
	}
	groups = d.merge(groups)
	for _, g := range groups[min(1, len(groups)):] {
		groups[0].date, g.date = dates(groups[0].copies[0], g.copies[0])
	}
	dated := !slices.ContainsFunc(groups, func(g *editionGroup) bool { return g.date == audit.Day{} })
	slices.SortStableFunc(groups, func(a, b *editionGroup) int {
		newer, more := compareDays(b.date, a.date), cmp.Compare(b.documents(), a.documents())
		if dated {
			return cmp.Or(newer, more)
		}
		return cmp.Or(more, newer)
	})
	return groups
}

// asked is how many copies of a group are asked whether another is a version.
const asked = 3

// nearest returns the group that a copy belongs to, or -1 where it is another
// version than all of them.
func (d *differences) nearest(groups []*editionGroup, cp *familyCopy) int {
	best, fewest := -1, 0
	for n, g := range groups {
		v := d.group(g, cp)
		if v.most() && !cp.fragment {
			continue
		}
		if k := v.changes * asked / v.pairs; best < 0 || k < fewest {
			best, fewest = n, k
		}
	}
	return best
}

// nearestOf returns the group that a copy has the fewest changes to, whether or
// not it is another version than all of them.
func (d *differences) nearestOf(groups []*editionGroup, cp *familyCopy) int {
	if len(groups) == 1 {
		return 0
	}
	forced := *cp
	forced.fragment = true
	return d.nearest(groups, &forced)
}

// merge joins groups that were founded by an odd copy: most of their copies are
// no versions of each other.
func (d *differences) merge(groups []*editionGroup) []*editionGroup {
	for i := 0; i < len(groups); i++ {
		for j := i + 1; j < len(groups); j++ {
			var v verdict
			for _, cp := range groups[j].copies[:min(len(groups[j].copies), asked)] {
				v = v.and(d.group(groups[i], cp))
			}
			if !v.most() {
				groups[i].copies = append(groups[i].copies, groups[j].copies...)
				groups = slices.Delete(groups, j, j+1)
				j = i
			}
		}
	}
	return groups
}

func (g *editionGroup) documents() (n int) {
	for _, cp := range g.copies {
		n += 1 + len(cp.twins)
	}
	return n
}

func pairOf(a, b *familyCopy) *align.Collation {
	return &align.Collation{Witnesses: []*extract.Witness{a.Witness, b.Witness}}
}

// dates returns when two texts were last changed, as they say.
func dates(a, b *familyCopy) (audit.Day, audit.Day) {
	am := audit.Amended(pairOf(a, b))
	day := [2]audit.Day{}
	day[am.Old], day[am.New] = am.OldDate, am.Date
	return day[0], day[1]
}

func compareDays(a, b audit.Day) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// amended notes of each edition but the first what the amendment between the two
// did.
func (f *familyDesk) amended(groups []*editionGroup) {
	if len(groups) < 2 {
		return
	}
	for n, g := range groups {
		ed := &f.out.Editions[n]
		if g.date != (audit.Day{}) {
			ed.Date = g.date.String()
		}
		if n > 0 {
			a := audit.Amended(pairOf(g.copies[0], groups[0].copies[0]))
			ed.Added, ed.Repealed, ed.Changed, ed.Renumbered = a.Added, a.Repealed, a.Articles-a.Same, a.Renumbered
		}
	}
}
