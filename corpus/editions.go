package corpus

import (
	"cmp"
	"slices"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// An editionGroup is copies of one text, the first of them a sound one.
type editionGroup struct {
	copies []*familyCopy
	*sided
}

// editions parts copies into groups that are copies of one text, and lays each
// side by side. Two texts are versions if audit.Versions says so; damage alone
// does not make one (of 451 pairs of statutes of one date in an archive none was
// parted, of 201 pairs of different date 169 were). But an edited copy may look
// like a version beside one and not beside the next, so three of a group are
// asked. Whole copies come first, and a fragment never founds a group.
func (f *familyDesk) editions(copies []*familyCopy) []*editionGroup {
	if len(copies) == 0 {
		return nil
	}
	all := f.side(copies...)
	d := newDifferences(all)
	var groups []*editionGroup
	for _, cp := range slices.SortedStableFunc(slices.Values(copies), byWholeness) {
		if g := d.nearest(groups, cp); g != nil {
			g.copies = append(g.copies, cp)
		} else {
			groups = append(groups, &editionGroup{copies: []*familyCopy{cp}})
		}
	}
	groups = d.merge(groups)
	for _, g := range groups {
		if g.sided = all; len(groups) > 1 {
			g.sided = f.side(slices.SortedFunc(slices.Values(g.copies), f.byDocument)...)
		}
	}
	return groups
}

// asked is how many copies of a group are asked whether another is a version.
const asked = 3

// nearest returns the group that a copy belongs to, or nil where it is another
// version than all of them.
func (d *differences) nearest(groups []*editionGroup, cp *familyCopy) (best *editionGroup) {
	fewest := 0
	for _, g := range groups {
		v := d.group(g, cp)
		if v.most() && !cp.fragment {
			continue
		}
		if k := v.changes * asked / v.pairs; best == nil || k < fewest {
			best, fewest = g, k
		}
	}
	return best
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

// amended notes what the amendment between two editions did.
func (e *FamilyEdition) amended(this, first *familyCopy) {
	a := audit.Amended(pairOf(this, first))
	e.Added, e.Repealed, e.Changed, e.Renumbered = a.Added, a.Repealed, a.Articles-a.Same, a.Renumbered
}

// order puts the edition to cite first: the newest where all give a date, else the
// one with the most documents; but none that has not a quarter of the documents of
// another, since a date may be one copy's slip. The copies of the others are other
// versions.
func (f *familyDesk) order() {
	eds := f.out.Editions
	if len(eds) < 2 {
		return
	}
	days, size := make([]audit.Day, len(eds)), make([]int, len(eds))
	for n := range eds[1:] {
		days[0], days[n+1] = dates(f.leaders[0], f.leaders[n+1])
	}
	for _, d := range f.out.Documents {
		if d.Edition >= 0 {
			size[d.Edition]++
		}
	}
	by := make([]int, len(eds))
	for n := range by {
		by[n] = n
	}
	dated, largest := !slices.Contains(days, audit.Day{}), slices.Max(size)
	slices.SortStableFunc(by, func(a, b int) int {
		newer, more := compareDays(days[b], days[a]), cmp.Compare(size[b], size[a])
		switch few := 4*size[a] < largest; {
		case few != (4*size[b] < largest):
			return more
		case dated:
			return cmp.Or(newer, more)
		}
		return cmp.Or(more, newer)
	})
	to := make([]int, len(eds))
	var ordered []FamilyEdition
	for n, from := range by {
		to[from] = n
		if days[from] != (audit.Day{}) {
			eds[from].Date = days[from].String()
		}
		if n > 0 {
			eds[from].amended(f.leaders[from], f.leaders[by[0]])
		}
		ordered = append(ordered, eds[from])
	}
	f.out.Editions = ordered
	for i := range f.out.Findings {
		f.out.Findings[i].Edition = to[f.out.Findings[i].Edition]
	}
	for i := range f.out.Documents {
		d := &f.out.Documents[i]
		if d.Edition < 0 {
			continue
		}
		if d.Edition = to[d.Edition]; d.Edition > 0 && d.Role != RoleFragment {
			d.Role = RoleVersion
		}
	}
}
