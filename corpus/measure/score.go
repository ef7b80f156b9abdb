package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A score says how the families found agree with the true ones.
type score struct {
	documents int
	missing   int // documents in no family; each counts as one of its own

	precision, recall         float64 // B-cubed
	pairPrecision, pairRecall float64

	negatives []negatives // by kind of series
	damage    []suffered  // by kind of damage
	roles     []suffered

	joined, borrowed []join // families of two kins in one, the largest first
	parted           []part
}

// f1 is the harmonic mean of precision and recall.
func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Negatives are the pairs of documents of one series and two families, and how many of
// them are in one family nevertheless; of documents and of families.
type negatives struct {
	kind                     string
	pairs, joined            int
	familyPairs, familyJoins int
}

// Suffered is how documents with one kind of damage were placed that have copies.
type suffered struct {
	kind   string
	n      int
	recall float64 // B-cubed, mean
	astray int     // not with most of their family
}

// A join is two families that have nothing to do with each other, in one.
type join struct {
	a, b      string
	documents int      // of both there
	files     []string // one of each
}

// A part is a family that was found in pieces.
type part struct {
	family string
	pieces int
	size   int
	astray []document // not in the largest piece
}

// A cell is the documents of one family that are in one found family.
type cell struct {
	family string
	found  int
}

// judge compares found families, by name of file, with the truth. Cost: linear in the
// documents but for joined families, whose pairs are looked at.
func judge(t truth, found map[string]int) *score {
	s := &score{documents: len(t.docs)}
	cells, families, founds := map[cell][]document{}, map[string][]document{}, map[int]int{}
	where := make([]cell, len(t.docs))
	for i, d := range t.docs {
		id, ok := found[d.file]
		if !ok {
			s.missing++
			id = -1 - i
		}
		where[i] = cell{d.family, id}
		cells[where[i]] = append(cells[where[i]], d)
		families[d.family] = append(families[d.family], d)
		founds[id]++
	}
	s.cubed(where, cells, families, founds)
	s.pairs(cells, families, founds)
	s.negatives = hardNegatives(t, where)
	s.joins(cells)
	s.parts(cells, families)
	s.damage = sufferings(t, where, cells, families, func(d document) string { return d.damage })
	s.roles = sufferings(t, where, cells, families, func(d document) string { return d.role })
	return s
}

// cubed is the measure of Bagga and Baldwin (1998): of each document, the share of its
// found family that is of its true one, and of its true one that is in the found one;
// the mean of all.
func (s *score) cubed(where []cell, cells map[cell][]document, families map[string][]document, founds map[int]int) {
	for _, c := range where {
		n := float64(len(cells[c]))
		s.precision += n / float64(founds[c.found])
		s.recall += n / float64(len(families[c.family]))
	}
	s.precision /= float64(max(len(where), 1))
	s.recall /= float64(max(len(where), 1))
}

func choose2(n int) int { return n * (n - 1) / 2 }

// pairs is of the pairs of documents that are in one found family the share that is of
// one true family, and the reverse.
func (s *score) pairs(cells map[cell][]document, families map[string][]document, founds map[int]int) {
	both, drawn, due := 0, allPairs(founds), 0
	for _, c := range cells {
		both += choose2(len(c))
	}
	for _, f := range families {
		due += choose2(len(f))
	}
	s.pairPrecision, s.pairRecall = share(both, drawn), share(both, due)
}

// share is 1 where there is nothing to have a share of.
func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// kindOf gives the kind of a series: 60-same of 60-same-12, and one for all others.
func kindOf(series string) string {
	if c := strings.Split(series, "-"); len(c) == 3 && (c[1] == "same" || c[1] == "names") {
		return c[0] + "-" + c[1]
	}
	return "series"
}

// hardNegatives counts them by kind of series.
func hardNegatives(t truth, where []cell) []negatives {
	series := map[string][]cell{} // its documents
	for i, d := range t.docs {
		if d.series != "" {
			series[d.series] = append(series[d.series], where[i])
		}
	}
	by := map[string]*negatives{}
	for name, docs := range series {
		kind := kindOf(name)
		if by[kind] == nil {
			by[kind] = &negatives{kind: kind}
		}
		by[kind].add(docs)
	}
	var out []negatives
	for _, kind := range slices.Sorted(maps.Keys(by)) {
		if by[kind].pairs > 0 {
			out = append(out, *by[kind])
		}
	}
	return out
}

// add counts the pairs of one series.
func (n *negatives) add(docs []cell) {
	families, founds, both := map[string]int{}, map[int]int{}, map[cell]int{}
	for _, c := range docs {
		families[c.family]++
		founds[c.found]++
		both[c]++
	}
	n.pairs += choose2(len(docs)) - allPairs(families)
	n.joined += allPairs(founds) - allPairs(both)
	n.familyPairs += choose2(len(families))
	members := map[int][]string{}
	for c := range both {
		members[c.found] = append(members[c.found], c.family)
	}
	joins := map[[2]string]bool{}
	for _, fs := range members {
		slices.Sort(fs)
		for i, a := range fs {
			for _, b := range fs[i+1:] {
				joins[[2]string{a, b}] = true
			}
		}
	}
	n.familyJoins += len(joins)
}

// allPairs is how many pairs there are inside groups of these sizes.
func allPairs[K comparable](sizes map[K]int) int {
	n := 0
	for _, k := range sizes {
		n += choose2(k)
	}
	return n
}

// joins finds the families of two kins that are in one found family. Where one has
// taken its opening from the other, it is not what all have that joined them.
func (s *score) joins(cells map[cell][]document) {
	in := map[int][]cell{}
	for c := range cells {
		in[c.found] = append(in[c.found], c)
	}
	for _, cs := range in {
		slices.SortFunc(cs, func(a, b cell) int { return cmp.Compare(a.family, b.family) })
		for i, a := range cs {
			for _, b := range cs[i+1:] {
				da, db := cells[a], cells[b]
				if da[0].kin() == db[0].kin() {
					continue
				}
				j := join{a.family, b.family, len(da) + len(db), []string{da[0].file, db[0].file}}
				if borrows(da, db) || borrows(db, da) {
					s.borrowed = append(s.borrowed, j)
				} else {
					s.joined = append(s.joined, j)
				}
			}
		}
	}
	for _, list := range [][]join{s.joined, s.borrowed} {
		slices.SortFunc(list, func(a, b join) int {
			return cmp.Or(b.documents-a.documents, cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
		})
	}
}

// borrows reports whether a document of the one has the opening of the other family.
func borrows(from, other []document) bool {
	return slices.ContainsFunc(from, func(d document) bool { return d.foreign == other[0].family })
}

// parts lists the families that are in pieces, the one with most astray first.
func (s *score) parts(cells map[cell][]document, families map[string][]document) {
	pieces := map[string][]cell{}
	for c := range cells {
		pieces[c.family] = append(pieces[c.family], c)
	}
	for family, cs := range pieces {
		if len(cs) == 1 {
			continue
		}
		sortPieces(cs, cells)
		p := part{family: family, pieces: len(cs), size: len(families[family])}
		for _, c := range cs[1:] {
			p.astray = append(p.astray, cells[c]...)
		}
		s.parted = append(s.parted, p)
	}
	slices.SortFunc(s.parted, func(a, b part) int {
		return cmp.Or(len(b.astray)-len(a.astray), cmp.Compare(a.family, b.family))
	})
}

// sortPieces puts the largest piece first, and the order on first files where two are
// of one size.
func sortPieces(cs []cell, cells map[cell][]document) {
	slices.SortFunc(cs, func(a, b cell) int {
		return cmp.Or(len(cells[b])-len(cells[a]), cmp.Compare(cells[a][0].file, cells[b][0].file))
	})
}

// sufferings is how documents that are not alone were placed, by what of says of
// them.
func sufferings(t truth, where []cell, cells map[cell][]document, families map[string][]document, of func(document) string) []suffered {
	largest := map[string]int{}
	for c, ds := range cells {
		largest[c.family] = max(largest[c.family], len(ds))
	}
	by := map[string]*suffered{}
	for i, d := range t.docs {
		kind, size := of(d), len(families[d.family])
		if kind == "" || size < 2 {
			continue
		}
		if by[kind] == nil {
			by[kind] = &suffered{kind: kind}
		}
		n := len(cells[where[i]])
		by[kind].n++
		by[kind].recall += float64(n) / float64(size)
		if n < largest[d.family] || n == 1 {
			by[kind].astray++
		}
	}
	var out []suffered
	for _, kind := range slices.Sorted(maps.Keys(by)) {
		by[kind].recall /= float64(by[kind].n)
		out = append(out, *by[kind])
	}
	return out
}
