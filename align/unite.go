package align

const (
	longDouble = 4       // characters in a row: a heading, 总体要求, is no longer
	mostUnited = 32      // times that some witnesses join anew together
	maxUnited  = 1 << 19 // columns gone through for that; of a longer text once
)

// unite makes one of two runs of columns that hold the same text, each of some
// witnesses and none of both. The first few that joined may have been lined up apart,
// where one had a stray line in its title or had lost what tells the place; those that
// came later found the text twice over, and took one or the other. Taken out one by one
// they find it twice still. So the witnesses of the lesser run are taken out together,
// and its columns with them, and join again, those first that are apart over the most
// columns. Who has a text of their own that is like another finds it again. Linear in the
// columns for each time, and a join for each witness that was taken out.
func (t *table) unite(again [][][2]int) {
	tried := map[set]bool{}
	for n, seen := 0, 0; n < mostUnited && seen < maxUnited; n++ {
		seen += len(t.order)
		ws := t.doubled(tried)
		if ws == 0 {
			return
		}
		tried[ws] = true
		for _, w := range t.guide {
			if ws.has(w) {
				t.takeOut(w)
			}
		}
		t.prune()
		for _, w := range t.guide {
			if ws.has(w) {
				t.join(w, again[w])
			}
		}
	}
}

// doubled returns the witnesses of the lesser of two runs of columns that hold the same
// text: those that do so over the most columns, but for sets that were tried.
func (t *table) doubled(tried map[set]bool) set {
	size := map[set]int{}
	var best set
	p := newPlaces(t.keysOf(t.order), longDouble)
	for at, num := range p.num {
		for first, k := p.first[num], 0; int(first) < at && k < mostHomes; first, k = p.next[first], k+1 {
			less, ok := t.lesser(first, int32(at))
			if !ok {
				continue
			}
			if size[less]++; !tried[less] && size[less] > size[best] {
				best = less
			}
		}
	}
	return best
}

// lesser returns the witnesses of that of two runs of columns, by rank, which fewer
// have; false if one has the same character in both, or the runs overlap.
func (t *table) lesser(x, y int32) (set, bool) {
	if y < x+longDouble {
		return 0, false
	}
	var a, b set
	for i := range int32(longDouble) {
		p, q := t.cols[t.order[x+i]].who, t.cols[t.order[y+i]].who
		if p&q != 0 {
			return 0, false
		}
		a, b = a|p, b|q
	}
	if a.count() < b.count() {
		return a, true
	}
	return b, true
}
