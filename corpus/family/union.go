package family

import (
	"cmp"
	"slices"
)

// A Union gathers what is known of pairs into families. What comes out depends on
// the set of the edges and not on their order; an edge between two documents that
// are Joined already may be left out.
type Union struct {
	lengths []int32 // characters of each document; their number is their index
	root    []int32
	edges   []Edge // that are no copies
}

// NewUnion begins with a family for each document. Their IDs are the indices of
// lengths.
func NewUnion(lengths []int32) *Union {
	u := &Union{lengths: lengths, root: make([]int32, len(lengths))}
	for i := range u.root {
		u.root[i] = int32(i)
	}
	return u
}

// Add takes in one edge.
func (u *Union) Add(e Edge) {
	if e.Kind == Copy {
		u.join(e.A, e.B)
		return
	}
	u.edges = append(u.edges, e)
}

// Joined reports whether two documents are known to be copies.
func (u *Union) Joined(a, b int64) bool { return u.find(a) == u.find(b) }

func (u *Union) find(x int64) int64 {
	i := int32(x)
	for u.root[i] != i {
		u.root[i] = u.root[u.root[i]]
		i = u.root[i]
	}
	return int64(i)
}

// join makes one family of two, named for the smaller number.
func (u *Union) join(a, b int64) {
	a, b = u.find(a), u.find(b)
	u.root[max(a, b)] = int32(min(a, b))
}

// Representatives are one document of each family so far, in order: of the length
// that most of the family have, because what is cut is shorter and what has
// something pasted in is longer; of several such lengths the greatest, of several such documents the first.
func (u *Union) Representatives() []int64 {
	members := make([]int32, len(u.root))
	roots := make([]int32, len(u.root))
	for i := range members {
		members[i], roots[i] = int32(i), int32(u.find(int64(i)))
	}
	slices.SortFunc(members, func(i, j int32) int {
		return cmp.Or(cmp.Compare(roots[i], roots[j]), cmp.Compare(u.lengths[j], u.lengths[i]), cmp.Compare(i, j))
	})
	var out []int64
	for rest := members; len(rest) > 0; {
		root, best, most := roots[rest[0]], rest[0], 0
		for len(rest) > 0 && roots[rest[0]] == root {
			n := 1
			for n < len(rest) && roots[rest[n]] == root && u.lengths[rest[n]] == u.lengths[rest[0]] {
				n++
			}
			if n > most {
				best, most = rest[0], n
			}
			rest = rest[n:]
		}
		out = append(out, int64(best))
	}
	slices.Sort(out)
	return out
}

// Families are what a Union comes to.
type Families struct {
	Of        []int32           // family of each document, by its smallest
	Share     map[int64]float64 // of the documents that were seen to be fragments: how much of them a container has
	Relations []Edge            // between different families, by A and B
}

// Families ends the gathering. A fragment, of which at least 0.6 stands in one
// document of another family, is put into that family, with its copies: into the one
// that has most of it. But a document that has three or more strangers in it, one
// behind the other, is a collection: it contains them and is no family of theirs.
// So is one that has two, if of each there are copies. A document of which there
// are copies, though, has lent its pages.
func (u *Union) Families() Families {
	u.edges = slices.DeleteFunc(u.edges, func(e Edge) bool { return u.Joined(e.A, e.B) })
	slices.SortFunc(u.edges, byPair)
	u.edges = slices.CompactFunc(u.edges, func(a, b Edge) bool { return byPair(a, b) == 0 })
	share := map[int64]float64{}
	for _, in := range u.homes() {
		if !u.Joined(in.part, in.whole) {
			u.join(in.part, in.whole)
		}
		for p, s := range in.parts {
			share[p] = s
		}
	}
	f := Families{Of: u.root, Share: share}
	for i := range u.root {
		u.root[i] = int32(u.find(int64(i)))
	}
	for _, e := range u.edges {
		if !u.Joined(e.A, e.B) {
			f.Relations = append(f.Relations, e.named())
		}
	}
	slices.SortFunc(f.Relations, byPair)
	return f
}

func byPair(a, b Edge) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) }

// An inclusion is a document of which another has most.
type inclusion struct {
	part, whole int64
	share       float64
	at          Extent            // in the whole
	parts       map[int64]float64 // the documents of its family that are known to be fragments, each with its share
}

// homes are the inclusions by which fragments find their family, one for each
// family of fragments.
func (u *Union) homes() []inclusion {
	var all []inclusion
	for _, e := range u.edges {
		if e.Kind != Shares {
			continue
		}
		if e.OfA >= inside && e.OfA > e.OfB {
			all = append(all, inclusion{part: e.A, whole: e.B, share: e.OfA, at: e.AtB})
		} else if e.OfB >= inside {
			all = append(all, inclusion{part: e.B, whole: e.A, share: e.OfB, at: e.AtA})
		}
	}
	collection := u.collections(all)
	best := map[int64]inclusion{} // by family of the part
	parts := map[int64]map[int64]float64{}
	for _, in := range all {
		if collection[in.whole] || u.lengths[in.part] >= u.lengths[in.whole] {
			continue
		}
		f := u.find(in.part)
		if parts[f] == nil {
			parts[f] = map[int64]float64{}
		}
		parts[f][in.part] = max(parts[f][in.part], in.share)
		if b, ok := best[f]; !ok || in.better(b) {
			best[f] = in
		}
	}
	var out []inclusion
	for f, in := range best {
		in.parts = parts[f]
		out = append(out, in)
	}
	slices.SortFunc(out, func(a, b inclusion) int { return cmp.Compare(a.part, b.part) })
	return out
}

func (in inclusion) better(b inclusion) bool {
	return cmp.Or(cmp.Compare(b.share, in.share), cmp.Compare(in.whole, b.whole), cmp.Compare(in.part, b.part)) < 0
}

// several is how many strangers a collection has in it.
const several = 3

// collections are the documents that contain documents of several families, one
// behind the other.
func (u *Union) collections(all []inclusion) map[int64]bool {
	sizes := make([]int32, len(u.root))
	for i := range u.root {
		sizes[u.find(int64(i))]++
	}
	inside := map[int64][]inclusion{}
	for _, in := range all {
		inside[in.whole] = append(inside[in.whole], in)
	}
	out := map[int64]bool{}
	for whole, ins := range inside {
		slices.SortFunc(ins, func(a, b inclusion) int {
			return cmp.Or(cmp.Compare(a.at.Hi, b.at.Hi), cmp.Compare(a.part, b.part))
		})
		n, copied, end := 0, 0, 0
		seen := map[int64]bool{}
		for _, in := range ins {
			if f := u.find(in.part); in.at.Lo >= end && !seen[f] {
				n, end, seen[f] = n+1, in.at.Hi, true
				if sizes[f] > 1 {
					copied++
				}
			}
		}
		if sizes[u.find(whole)] <= 2 && (n >= several || copied > 1) {
			out[whole] = true
		}
	}
	return out
}

// short is the share of a document below which what it lends is a quotation.
const short = 0.2

// named says what the two documents of an edge between families are to each other:
// with A the one that contains or quotes.
func (e Edge) named() Edge {
	if e.Kind != Shares {
		return e
	}
	turned := Edge{e.B, e.A, e.Kind, e.OfB, e.OfA, e.AtB, e.AtA}
	switch {
	case e.OfB >= inside:
		e.Kind = Contains
	case e.OfA >= inside:
		e = turned
		e.Kind = Contains
	case e.OfB < short:
		e.Kind = Quotes
	case e.OfA < short:
		e = turned
		e.Kind = Quotes
	}
	return e
}
