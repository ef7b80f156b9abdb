package align

import (
	"slices"
	"strings"
)

// A profile is the side of an alignment that may already stand for several
// witnesses: the key most of them have at each position, and what else some
// of them have there.
type profile struct {
	keys []rune
	alts [][]rune // nil where all agree; may be nil as a whole
	edge []bool   // a clause begins here; may be nil
}

func (p profile) has(j int, r rune) bool {
	if p.keys[j] == r {
		return true
	}
	if p.alts != nil {
		for _, x := range p.alts[j] {
			if x == r {
				return true
			}
		}
	}
	return false
}

// ends reports whether a clause ends before position j.
func (p profile) ends(j int) bool { return j == len(p.keys) || p.edge[j] }

const (
	maxCells = 4 << 20 // of one dynamic-programming matrix; a byte each
	smallGap = 64 * 64 // below this the matrix is cheaper than any anchor
)

// match lines up a with b and returns for each position of a the position of
// b in the same column, or none: never where the two texts go on without each
// other. The pairs rise on both sides; a pair may differ (a substitution).
//
// The method is that of Patience diff and of genome aligners such as MUMmer
// (Delcher 1999): k-grams found once on either side are chained, the gaps
// between them are treated alike with shorter k-grams, and what is small is
// settled by dynamic programming with affine gaps (Gotoh 1982). Cost is linear
// for texts that mostly agree; no matrix exceeds maxCells.
func match(a []rune, b profile, aEdge []bool) []int32 {
	m := &matcher{a: a, b: b, aEdge: aEdge, to: make([]int32, len(a))}
	for i := range m.to {
		m.to[i] = never
	}
	m.fill(0, len(a), 0, len(b.keys), 12)
	m.dropIslands()
	m.rehang()
	m.closeUp()
	m.gather()
	m.slide()
	return m.to
}

type matcher struct {
	a     []rune
	aEdge []bool // a clause begins here; len(a)+1, or nil
	b     profile
	to    []int32

	back  []uint8 // scratch of matrix
	cells []cell
}

// fill aligns a[al:ah] with b[bl:bh]; k is the length of anchor to try next.
func (m *matcher) fill(al, ah, bl, bh, k int) {
	for al < ah && bl < bh && m.b.has(bl, m.a[al]) {
		m.to[al] = int32(bl)
		al, bl = al+1, bl+1
	}
	for al < ah && bl < bh && m.b.has(bh-1, m.a[ah-1]) {
		ah, bh = ah-1, bh-1
		m.to[ah] = int32(bh)
	}
	n, cells := ah-al, (ah-al)*(bh-bl)
	switch {
	case cells == 0:
		return
	case cells <= smallGap:
		m.matrix(al, ah, bl, bh)
		return
	}
	for ; k >= 4; k = k * 2 / 3 {
		chain := rising(links(m.a[al:ah], m.b.keys[bl:bh], k))
		if len(chain) == 0 {
			continue
		}
		m.between(chain, al, ah, bl, bh, k)
		return
	}
	switch {
	case cells <= maxCells:
		m.matrix(al, ah, bl, bh)
	case n+bh-bl < maxLines:
		m.lines(al, ah, bl, bh)
	}
}

// between anchors the chain and fills what it leaves open.
func (m *matcher) between(chain []link, al, ah, bl, bh, k int) {
	pi, pj := al, bl
	for _, l := range chain {
		i, j := al+int(l.i), bl+int(l.j)
		if i < pi || j < pj { // swallowed by the extension of the one before
			continue
		}
		li, lj := i, j
		for li > pi && lj > pj && m.b.has(lj-1, m.a[li-1]) {
			li, lj = li-1, lj-1
		}
		m.fill(pi, li, pj, lj, k*2/3)
		for x := li; x < i; x++ {
			m.to[x] = int32(lj + x - li)
		}
		for i < ah && j < bh && m.b.has(j, m.a[i]) {
			m.to[i] = int32(j)
			i, j = i+1, j+1
		}
		pi, pj = i, j
	}
	m.fill(pi, ah, pj, bh, k*2/3)
}

// dropIslands takes back short agreements in the midst of long disagreement.
// Two unrelated passages of official Chinese share 通知如下 or 为深入贯彻 by
// chance; such a link would tear one variant into scraps. A short heading that
// stands between two lost passages is no island: it is a clause by itself.
func (m *matcher) dropIslands() {
	lands := m.lands()
	kept := make([]land, 0, len(lands))
	for x := 0; x <= len(lands); x++ {
		next := land{i: len(m.a), j: len(m.b.keys)}
		if x < len(lands) {
			next = lands[x]
		}
		for len(kept) > 0 && m.island(kept, next) {
			r := kept[len(kept)-1]
			for i := r.i; i < r.ih; i++ {
				m.to[i] = never
			}
			kept = kept[:len(kept)-1]
		}
		kept = append(kept, next)
	}
	m.dropRims(kept)
}

// dropRims takes back, where each side has a text of its own between two lands, the pairs
// next to it that differ, which tell nothing of where the lands begin, unless clauses do; and
// the full stop by which a land begins: both texts end a sentence there, and each its own.
func (m *matcher) dropRims(lands []land) {
	var before land
	for _, l := range lands {
		if min(l.i-before.ih, l.j-before.jh) >= strait {
			for i := before.ih - 1; i >= before.i && m.differs(i) && !m.begin(before.ih, before.jh); i-- {
				m.to[i] = never
			}
			for i := l.i; i < l.ih && (m.differs(i) && !m.begin(l.i, l.j) || strings.ContainsRune("。;:!?", m.a[i])); i++ {
				m.to[i] = never
			}
		}
		before = l
	}
}

// begin reports whether a clause begins on both sides.
func (m *matcher) begin(i, j int) bool {
	return m.aEdge != nil && m.aEdge[i] && j < len(m.b.edge) && m.b.edge[j]
}

// differs reports whether a[i] is lined up with nothing, or with another character.
func (m *matcher) differs(i int) bool {
	return m.to[i] == never || !m.b.has(int(m.to[i]), m.a[i])
}

// A land is a stretch of a, up to ih, and of b, up to jh, that are lined up
// but for small gaps.
type land struct{ i, ih, j, jh, same int }

const strait = 8 // characters between two lands

func (m *matcher) lands() []land {
	var out []land
	for i, j := range m.to {
		if j == never {
			continue
		}
		same := 0
		if m.b.has(int(j), m.a[i]) {
			same = 1
		}
		if n := len(out); n > 0 && i-out[n-1].ih+int(j)-out[n-1].jh <= strait {
			l := &out[n-1]
			l.ih, l.jh, l.same = i+1, int(j)+1, l.same+same
			continue
		}
		out = append(out, land{i, i + 1, int(j), int(j) + 1, same})
	}
	return out
}

// island reports whether the last of kept is one, given the land behind it.
func (m *matcher) island(kept []land, next land) bool {
	r, before := kept[len(kept)-1], land{}
	if n := len(kept); n > 1 {
		before = kept[n-2]
	}
	li, lj, ri, rj := r.i-before.ih, r.j-before.jh, next.i-r.ih, next.j-r.jh
	if 2*r.same < min(li, lj, ri, rj) || r.same < longPhrase && (m.torn(before, r, true) || m.torn(r, next, false)) {
		return true
	}
	if m.aEdge != nil && r.same > 1 && r.ih-r.i == r.same && m.aEdge[r.i] && m.aEdge[r.ih] || m.overlap(r) {
		return false
	}
	return r.same <= scrap && 4*r.same < min(li+lj, ri+rj) && min(li+lj, ri+rj) >= 12
}

// overlap reports whether a land is where two pieces of one clause overlap, of which
// one side has lost the beginning and the other the end: it begins a clause of the one
// and ends one of the other. Two passages that have nothing to do with each other may
// begin alike, or end alike; hardly ever does one begin as the other ends.
func (m *matcher) overlap(r land) bool {
	if m.aEdge == nil || m.b.edge == nil || r.same < leastOverlap {
		return false
	}
	return m.aEdge[r.i] && m.b.ends(r.jh) || m.b.edge[r.j] && m.aEdge[r.ih]
}

const leastOverlap = 5 // characters

// torn reports whether both texts run on over the bound of two lands, into the second or out
// of the first, one of them for a while, though what they have between the lands is not the
// same, and a clause ends in the midst of it. One passage follows the same words in both,
// unless they are lost, and then a line ends.
func (m *matcher) torn(x, y land, into bool) bool {
	if m.aEdge == nil || m.b.edge == nil || min(y.i-x.ih, y.j-x.jh) < minJoint {
		return false
	}
	ra, rb := runs(m.aEdge, x.ih, y.i, into), runs(m.b.edge, x.jh, y.j, into)
	return min(ra, rb) > 0 && max(ra, rb) >= minJoint &&
		(slices.Contains(m.aEdge[x.ih+1:y.i], true) || slices.Contains(m.b.edge[x.jh+1:y.j], true))
}

// runs returns for how many characters a text runs on behind lo, or before hi, up to the
// bound of a clause or minJoint.
func runs(edge []bool, lo, hi int, into bool) (n int) {
	for n < minJoint && (into && !edge[hi-n] || !into && !edge[lo+n]) {
		n++
	}
	return n
}

// scrap is how many characters in a row two passages on one subject may well
// share by chance: 政务新媒体.
const scrap = 7

// longPhrase is longer than what official Chinese says again to the letter in the midst of
// other sentences: 法律、法规、规章和国家政策规定.
const longPhrase = 20

// slide moves each gap, among the places where it costs the same, to the one
// where a clause begins: of “…。甲。乙。” against “…。乙。” it is 甲。 that is
// missing and not 。甲.
func (m *matcher) slide() {
	if m.aEdge == nil || m.b.edge == nil {
		return
	}
	back := m.partners()
	slideGaps(m.to, back, m.a, m.aEdge)
	slideGaps(back, m.to, m.b.keys, m.b.edge)
}

// slideGaps slides the gaps of s, whose partners are to and from.
func slideGaps(to, from []int32, s []rune, edges []bool) {
	for lo := 0; lo < len(to); lo++ {
		if to[lo] != never {
			continue
		}
		hi := lo
		for hi < len(to) && to[hi] == never {
			hi++
		}
		lo = slideOne(to, from, s, edges, lo, hi)
	}
}

func slideOne(to, from []int32, s []rune, edges []bool, lo, hi int) int {
	free := func(x int32, d int32) bool { // the other side has no gap of its own here
		y := x + d
		return y < 0 || int(y) >= len(from) || from[y] != never
	}
	best, at := 0, lo
	if edges[lo] {
		best = 1
	}
	l, h := lo, hi
	for best == 0 && l > 0 && to[l-1] != never && s[l-1] == s[h-1] && lo-l < 40 && free(to[l-1], 1) {
		l, h = l-1, h-1
		if edges[l] {
			best, at = 1, l
		}
	}
	l, h = lo, hi
	for best == 0 && h < len(to) && to[h] != never && s[l] == s[h] && l-lo < 40 && free(to[h], -1) {
		l, h = l+1, h+1
		if l < len(edges) && edges[l] {
			best, at = 1, l
		}
	}
	for ; at < lo; lo, hi = lo-1, hi-1 {
		move(to, from, lo-1, hi-1)
	}
	for ; at > lo; lo, hi = lo+1, hi+1 {
		move(to, from, hi, lo)
	}
	return hi
}

// move gives the partner of x to y.
func move(to, from []int32, x, y int) {
	to[y], to[x] = to[x], never
	from[to[y]] = int32(y)
}
