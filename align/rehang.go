package align

// Bounds of a clause that is hung anew.
const (
	leastHung = 6  // characters of it
	mostHung  = 60 // a heading or a title; a longer one is anchored by more than one place
	hungAlike = 0.8
	hungSlack = 3 // characters by which the two may differ in length
)

// rehang takes a clause that is lined up with words in the midst of a clause of the
// other side to where the other has it as a clause, next to what follows or precedes
// it on both sides. A notice says in its first paragraph what a heading says again:
// where one copy has lost the paragraph, and one character of the heading differs,
// the words in the paragraph are the longer agreement, and the wrong one.
func (m *matcher) rehang() {
	if m.aEdge == nil || m.b.edge == nil {
		return
	}
	a, b := side{m.a, m.aEdge, m.to}, side{m.b.keys, m.b.edge, m.partners()}
	hang := func(al, ah, bl, bh int) {
		m.matrix(al, ah, bl, bh)
		for i, j := range m.to[al:ah] {
			if j >= 0 {
				b.to[j] = int32(al + i)
			}
		}
	}
	a.rehang(&b, hang)
	b.rehang(&a, func(bl, bh, al, ah int) { hang(al, ah, bl, bh) })
}

// partners gives for each position of b that of a.
func (m *matcher) partners() []int32 {
	back := make([]int32, len(m.b.keys))
	for j := range back {
		back[j] = never
	}
	for i, j := range m.to {
		if j >= 0 {
			back[j] = int32(i)
		}
	}
	return back
}

// A side of an alignment.
type side struct {
	keys []rune
	edge []bool // a clause begins here
	to   []int32
}

func (s *side) begins(i int) bool { return i >= len(s.edge) || s.edge[i] }

// rehang hangs the clauses of s anew, and has pair line up s[lo:hi] with t[lo:hi].
func (s *side) rehang(t *side, pair func(sl, sh, tl, th int)) {
	lo := 0
	for hi := 1; hi <= len(s.keys); hi++ {
		if !s.begins(hi) {
			continue
		}
		if n := hi - lo; leastHung <= n && n <= mostHung {
			if tl, th, ok := s.better(t, lo, hi); ok {
				for i := lo; i < hi; i++ {
					if j := s.to[i]; j >= 0 {
						t.to[j], s.to[i] = never, never
					}
				}
				pair(lo, hi, tl, th)
			}
		}
		lo = hi
	}
}

// better is where t has s[lo:hi] as a clause beside what both have next to it.
func (s *side) better(t *side, lo, hi int) (tl, th int, ok bool) {
	from, to := int(s.to[lo]), int(s.to[hi-1])
	if from < 0 || to < 0 || t.begins(from) && t.begins(to+1) {
		return 0, 0, false
	}
	tl, th = 0, len(t.keys)
	if lo > 0 {
		tl = never // not free
		if j := s.to[lo-1]; j >= 0 {
			tl = int(j) + 1
		}
	}
	if hi < len(s.keys) {
		th = int(s.to[hi]) // never is not free either
	}
	for n := hi - lo - hungSlack; n <= hi-lo+hungSlack; n++ {
		if s.free(t, lo, hi, th-n, th) && s.like(t, lo, hi, th-n, th) {
			return th - n, th, true
		}
		if s.free(t, lo, hi, tl, tl+n) && s.like(t, lo, hi, tl, tl+n) {
			return tl, tl + n, true
		}
	}
	return 0, 0, false
}

// free reports whether t[tl:th] is lined up with nothing but s[lo:hi], and not with
// all of it already.
func (s *side) free(t *side, lo, hi, tl, th int) bool {
	if tl < 0 || th > len(t.keys) || tl >= th || tl <= int(s.to[lo]) && int(s.to[hi-1]) < th {
		return false
	}
	for _, i := range t.to[tl:th] {
		if i >= 0 && (int(i) < lo || int(i) >= hi) {
			return false
		}
	}
	return true
}

// like reports whether t[tl:th] is a clause and has most of s[lo:hi].
func (s *side) like(t *side, lo, hi, tl, th int) bool {
	if !t.begins(tl) || !t.begins(th) {
		return false
	}
	same, _ := Agreement(s.keys[lo:hi], t.keys[tl:th])
	return float64(same) >= hungAlike*float64(max(hi-lo, th-tl))
}
