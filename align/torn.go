package align

import (
	"slices"

	"jiaokan/extract"
)

// Where a copy prints a run of clauses twice, the second directly behind the
// first, and has since lost a part of the first, the second says what the first
// has lost:
//
//	first   （五）规范…不符合要求 ┆ 不得提交集体审议。         the end of a page is lost
//	again   （八）规范…不符合要求的，…  （九）明确…  （十）…不得提交集体审议。
//
// Left out as a reprint it would take the lost text with it; left in it would
// stand behind the first, and the lost text with it in the wrong place. But up to
// the tear the one print is as good as the other, and from the tear on the second
// is the better. So the copy is read up to the first clause that is torn, and goes
// on with that clause in the second print. What lies between is one run of
// characters, and it is left out: the rest of the first print, the head of the
// second. Nobody's order is disturbed by that.
//
// A page that was scanned twice is printed twice from line to line: it begins or
// ends in the midst of clauses. Its second print is left out, and waits behind the
// clause that goes on there. So is that of several clauses under the same labels, and
// of the whole document.
//
// The first print must be the second but for slips and for what is lost at its line
// ends, in mid-sentence; the labels must count on, or be those of a page; and what it
// says must stand in these two places only, since each item of a notice may end with
// the same words in brackets. Where nothing is lost, what differs must be more than
// numbers, and not one word again and again: such are the rows of a table, and letters
// from one mould. Of 1,945 statutes and notices none is taken for printed twice. A print
// of which the second is torn, or both, is not looked for, nor a third.

// A Twice is a run of clauses or of lines that a witness prints twice, the second
// directly behind the first: what reprints cannot tell clause by clause. Out is what of
// the two does not count: it ends within Again, or where that begins.
type Twice struct {
	Witness           int
	First, Again, Out extract.Span
	Torn              []int // where the first print breaks off, in bytes
}

// A reprinted is a Twice in characters of a stream: the first print [lo, mid),
// the second [mid, hi), left out [out[0], out[1]).
type reprinted struct {
	lo, mid, hi int
	out         [2]int
	torn        []int // the characters before which text is lost
}

const (
	tornGram      = 8    // characters by which a line is found again
	leastTorn     = 20   // characters of a first print
	leastPage     = 60   // of what is printed twice from line to line, and not from clause to clause
	leastSeveral  = 120  // of several clauses
	leastHeadless = 4    // times a first print without its head, and it is as long as the second
	mostAgain     = 4096 // characters of a second print
	mostSpots     = 4    // places where a line is looked for
	mostUnlike    = 40   // characters of lines that are not found again, in the midst of those that are
	mostLooked    = 16   // times the length of the witness, the characters that are looked at closely
)

// A juncture is where a clause or a line begins, mid, with the last line before it.
type juncture struct{ line, mid int }

// tornReprints finds the runs that the witness prints again, and that reprints does not
// find. Each line is looked for further down by its first and last characters; of
// those that overlap the longest first print is taken. Linear in the length of the
// witness.
func (s *stream) tornReprints() []reprinted {
	var found []reprinted
	looked := 0
	js := s.repeated(s.junctures())
	if len(js) == 0 {
		return nil
	}
	s.echoes = newEchoes(s.keys)
	defer func() { s.echoes = echoes{} }()
	if r, ok := s.wholeAgain(js); ok {
		return []reprinted{r}
	}
	for _, j := range js {
		for _, hi := range s.printedAgain(j) {
			if looked += hi - j.mid; looked > mostLooked*len(s.keys) {
				return longest(found)
			}
			if r, ok := s.tornBetween(s.firstOf(j.line, j.mid, hi), j.mid, hi); ok {
				found = append(found, r)
				break
			}
		}
	}
	return longest(found)
}

// wholeAgain finds the second print of the whole document.
func (s *stream) wholeAgain(js []juncture) (reprinted, bool) {
	tried := 0
	for _, j := range js {
		if !s.halved(j.mid) {
			continue
		}
		if r, ok := s.tornBetween(0, j.mid, len(s.keys)); ok {
			return r, true
		}
		if tried++; tried == mostSpots {
			break
		}
	}
	return reprinted{}, false
}

// longest takes of runs that overlap those of which the first print is longest.
func longest(found []reprinted) (out []reprinted) {
	slices.SortStableFunc(found, func(a, b reprinted) int { return (b.mid - b.lo) - (a.mid - a.lo) })
	for _, r := range found {
		i, _ := slices.BinarySearchFunc(out, r.lo, func(o reprinted, lo int) int { return o.lo - lo })
		if (i == 0 || out[i-1].hi <= r.lo) && (i == len(out) || r.hi <= out[i].lo) {
			out = slices.Insert(out, i, r)
		}
	}
	return out
}

// junctures returns where lines begin behind one that can be found again, with those
// above it where it is short.
func (s *stream) junctures() []juncture {
	var out []juncture
	for mid := leastTorn; mid < len(s.keys); mid++ {
		if s.gaps[mid] == joined {
			continue
		}
		line := mid - 2*tornGram
		for line > 0 && s.gaps[line] == joined {
			line--
		}
		out = append(out, juncture{line, mid})
	}
	return out
}

// repeated keeps the junctures of which either end of the line stands again further down.
func (s *stream) repeated(js []juncture) []juncture {
	t := newGrams(4 * len(js))
	nums := make([][4]int32, len(js))
	for x, j := range js {
		for k, at := range j.ends() {
			nums[x][k] = t.number(gram(s.keys[at : at+tornGram]))
		}
	}
	last := make([]int32, len(t.hashes))
	each(s.keys, tornGram, 0, func(at int32, h uint64) {
		if n := t.lookup(h); n != never {
			last[n] = at
		}
	})
	kept := js[:0]
	for x, j := range js {
		again := func(k int) bool { return int(last[nums[x][k]]) > j.ends()[k] }
		if (again(0) || again(1)) && (again(2) || again(3)) || s.halved(j.mid) {
			kept = append(kept, j)
		}
	}
	return kept
}

// ends are where what tells a line stands in it: at either end, and next to that in
// case of a slip.
func (j juncture) ends() [4]int {
	return [...]int{j.line, j.line + tornGram, j.mid - 2*tornGram, j.mid - tornGram}
}

// Echoes tell where the runs of tornGram characters of a stream stand again.
type echoes struct {
	places
	within []int32 // by number: how often in a passage; see note
}

func newEchoes(keys []rune) echoes {
	p := newPlaces(keys, tornGram)
	return echoes{p, make([]int32, len(p.first))}
}

// note adds n to the grams of characters [lo, hi), each where it stands.
func (g echoes) note(lo, hi int, n int32) {
	for at := lo; at+tornGram <= hi; at++ {
		g.within[g.num[at]] += n
	}
}

// again calls f with the places where the gram at lo stands again, and not too far on.
func (g echoes) again(lo int, f func(at int)) {
	at := g.next[lo]
	for n := 0; at != never && int(at)-lo < mostAgain && n < maxAlike; n++ {
		f(int(at))
		at = g.next[at]
	}
}

// printedAgain returns the ends of the clauses, or of the lines where the juncture is
// within a clause, that print the line of a juncture again.
func (s *stream) printedAgain(j juncture) []int {
	g := j.ends()
	begins := func(at int) []int { // where a line that begins there would have the grams
		var out []int
		for x, lo := range g {
			if x < 2 == (at == j.line) {
				s.echoes.again(lo, func(again int) { out = append(out, again-lo+at) })
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	n := j.mid - j.line
	slack := 2 + n/20
	heads := begins(j.line)
	var out []int
	for _, t := range begins(j.mid) {
		if t <= j.mid || t > len(s.keys) || len(out) == mostSpots {
			continue
		}
		if slices.ContainsFunc(heads, func(h int) bool { return h >= j.mid && abs(t-h-n) <= slack }) {
			for s.gaps[t] == joined {
				t++
			}
			if s.midSentence(j.mid) {
				out = append(out, t)
			}
			if s.gaps[j.mid] == edge {
				for s.gaps[t] != edge {
					t++
				}
				out = append(out, t)
			}
		}
	}
	return slices.Compact(out)
}

// halved reports whether the second half of the witness begins at a character, and as the
// first does: the document may be printed twice.
func (s *stream) halved(mid int) bool {
	return abs(len(s.keys)-2*mid) <= len(s.keys)/50 && s.likeHead(0, mid)
}

// midSentence reports whether a line that begins at a character goes on with a clause:
// its outline heals the break, or the line before breaks off.
func (s *stream) midSentence(i int) bool {
	return s.gaps[i] == wrap || s.gaps[i] == edge && i > 0 && i < len(s.keys) && s.label[i] == nil && !Final(s.keys[i-1]) &&
		(s.running(i-1, i+1) || s.flows(i) > takeUp)
}

// running reports whether characters [lo, hi) are running text, and no title, heading
// or date.
func (s *stream) running(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		switch s.blocks[s.clause[i]].Kind {
		case extract.Item, extract.Paragraph:
		default:
			return false
		}
	}
	return true
}

// tornBetween reports whether [mid, hi) prints [lo, mid) again, and the first print is
// torn, or whole but within clauses, or several of them.
func (s *stream) tornBetween(lo, mid, hi int) (reprinted, bool) {
	first, again := s.keys[lo:mid], s.keys[mid:hi]
	if len(first) < leastTorn || len(first) > len(again)+len(again)/20 || s.common(lo, mid, hi) {
		return reprinted{}, false
	}
	to := match(first, profile{keys: again}, nil)
	r := reprinted{lo: lo, mid: mid, hi: hi}
	same, begun := 0, 0 // characters that agree; of the second print, what has been met
	for i, j := range to {
		if j == never {
			continue
		}
		if again[j] == first[i] {
			same++
		}
		if int(j)-begun >= shortLoss {
			if s.gaps[lo+i] == joined || i > 0 && Final(first[i-1]) && s.gaps[mid+int(j)] == edge {
				return reprinted{}, false // no tear, but another text, or one with more items
			}
			r.torn = append(r.torn, lo+i)
		}
		begun = int(j) + 1
	}
	if len(again)-begun >= shortLoss {
		r.torn = append(r.torn, mid)
	}
	if 10*same < 9*len(first) {
		return reprinted{}, false
	}
	if len(r.torn) == 0 {
		r.out = [2]int{mid, hi}
		if !(len(first) >= leastPage && (s.midSentence(mid) || s.midSentence(hi)) || s.several(lo, mid)) {
			return r, false
		}
		d := compare(first, again)
		n, numbers := 20, len(d.diffs)/4 // rows of a table differ in most of them
		if lo == 0 && hi == len(s.keys) {
			n, numbers = 10, max(1, numbers)
			if !s.sameHead(mid) {
				return r, false
			}
		}
		return r, d.few(n) && d.numbers() <= numbers && 4*d.again() <= len(d.diffs)
	}
	if s.gaps[mid] != edge || !s.tearsFit(r) {
		return r, false
	}
	r.out = s.leaveOut(r, to)
	return r, true
}

// sameHead reports whether the second print of a document, from mid on, has the head of
// the first, but for slips of a character and for no number: two letters from one mould
// differ in their number and in whom they answer.
func (s *stream) sameHead(mid int) bool {
	head := func(lo int) []rune {
		hi := lo
		for hi < len(s.keys) && !s.running(hi, hi+1) {
			hi++
		}
		return s.keys[lo:hi]
	}
	d := compare(head(0), head(mid))
	return d.numbers() == 0 && !slices.ContainsFunc(d.diffs, func(x [2]string) bool { return max(len([]rune(x[0])), len([]rune(x[1]))) > 1 })
}

// several reports whether a first print of whole clauses is so many that nobody says
// them again at once, under the same label.
func (s *stream) several(lo, mid int) bool {
	if mid-lo < leastSeveral || s.gaps[mid] != edge || !s.sameLabel(lo, mid) {
		return false
	}
	clauses, sentences := 0, 0
	for i := lo; i < mid; i++ {
		if s.gaps[i] == edge {
			clauses++
		}
		if s.keys[i] == '。' {
			sentences++
		}
	}
	return clauses >= 3 && sentences >= 2
}

// sameLabel reports whether the clauses that begin at two characters have one label, or none.
func (s *stream) sameLabel(i, j int) bool {
	a, b := s.label[i], s.label[j]
	if a == nil || b == nil {
		return a == b
	}
	return a.Num == b.Num
}

// firstOf returns where the first print of [mid, hi) begins, of which a line is
// known: with a line that begins as the second does, or, its head being lost, with
// the first of those that say what stands again there.
func (s *stream) firstOf(line, mid, hi int) int {
	s.echoes.note(mid, hi, 1)
	defer s.echoes.note(mid, hi, -1)
	lo := line
	for end := mid; end > 0 && lo-end < mostUnlike && mid-end < hi-mid; {
		begin := end - 1
		for begin > 0 && s.gaps[begin] == joined {
			begin--
		}
		if s.likeHead(begin, mid) {
			return begin
		}
		n, found := 0, 0
		for at := begin; at+tornGram <= end; at++ {
			n++
			if s.echoes.within[s.echoes.num[at]] > 0 {
				found++
			}
		}
		if n > 0 && 2*found >= n {
			lo = min(lo, begin)
		}
		end = begin
	}
	return lo
}

// likeHead reports whether a line begins as what stands at mid does, but for a slip.
func (s *stream) likeHead(begin, mid int) bool {
	n := 0
	for i := range min(tornGram, len(s.keys)-mid) {
		if s.keys[begin+i] == s.keys[mid+i] {
			n++
		}
	}
	return n >= tornGram-1
}

// common reports whether what [lo, mid) says stands in more places than there and in
// [mid, hi): a set phrase with which each item ends is no reprint.
func (s *stream) common(lo, mid, hi int) bool {
	g := s.echoes
	g.note(lo, hi, 1)
	defer g.note(lo, hi, -1)
	own := 0
	for at := lo; at+tornGram <= mid; at++ {
		if n := g.within[g.num[at]]; n > 1 && n == g.count[g.num[at]] {
			own++
		}
	}
	return own < leastTorn-tornGram
}

// tearsFit reports whether the tears are such as a lost page leaves: no title or
// heading is said again in what follows it, the labels count on from the first
// print to the second, or are those of a page, and a sentence breaks off.
func (s *stream) tearsFit(r reprinted) bool {
	if !s.running(r.lo, r.hi) {
		return false
	}
	a, b := s.label[r.lo], s.label[r.mid]
	headless := r.torn[0] == r.lo
	switch {
	case headless && (a != nil || r.lo > 0 && !s.running(r.lo-1, r.lo) || leastHeadless*(r.mid-r.lo) < r.hi-r.mid || !s.brokenOff(r.lo)):
		return false
	case !headless && (a == nil) != (b == nil):
		return false
	case a != nil && (a.Num.Style != b.Num.Style || a.Num.Value >= b.Num.Value) && !(r.mid-r.lo >= leastPage && a.Num == b.Num):
		return false
	}
	if r.torn[len(r.torn)-1] == r.mid && Final(s.keys[r.mid-1]) {
		return false
	}
	return true
}

// brokenOff reports whether the line before a character breaks off in mid-sentence,
// and the character does not take it up.
func (s *stream) brokenOff(at int) bool {
	return at == 0 || !Final(s.keys[at-1]) && (s.flows(at) <= takeUp || s.brokenEarly(at))
}

// brokenEarly reports whether the line before a character ends before it is full: it
// is shorter than the one above it, or than the one that follows.
func (s *stream) brokenEarly(at int) bool {
	line := func(end int) int { // its length
		n := 1
		for end-n > 0 && s.gaps[end-n] == joined {
			n++
		}
		return n
	}
	last, next := line(at), 1
	for s.gaps[at+next] == joined {
		next++
	}
	if next > last+lineSlack {
		return true
	}
	above := at - last
	return above > 0 && s.gaps[above] == wrap && line(above) > last+lineSlack
}

// lineSlack is by how many characters wrapped lines differ in length.
const lineSlack = 2

// leaveOut returns what of two prints does not count: from the first clause that is
// torn in the first print to the same clause in the second.
func (s *stream) leaveOut(r reprinted, to []int32) [2]int {
	i := 0 // how far the first print has been gone through
	for lo := r.mid; lo < r.hi; {
		hi := lo + 1
		for s.gaps[hi] != edge {
			hi++
		}
		for i < len(to) && to[i] == never {
			i++
		}
		from, have := r.lo+i, 0
		for ; i < len(to) && int(to[i]) < hi-r.mid; i++ {
			if to[i] != never {
				have++
			}
		}
		if hi-lo-have >= shortLoss {
			return [2]int{from, lo}
		}
		lo = hi
	}
	return [2]int{r.mid, r.hi}
}

// leftOut returns what of the witness is left out of the first alignment: its
// reprints, and where a first print is torn, what does not count of the two.
func (s *stream) leftOut() [][2]int {
	runs := s.reprints()
	for _, r := range s.torn {
		s.gaps[r.out[0]] = edge // where the rest of a torn clause begins
		if len(r.torn) == 0 && s.midSentence(r.hi) {
			s.gaps[r.hi] = wrap // where the clause goes on that the page broke
		}
	}
	runs = slices.DeleteFunc(runs, func(run [2]int) bool {
		i, _ := slices.BinarySearchFunc(s.torn, run[1], func(r reprinted, hi int) int { return r.lo - hi })
		return i > 0 && run[0] < s.torn[i-1].hi // the last that begins before the run ends
	})
	for _, r := range s.torn {
		runs = append(runs, r.out)
	}
	slices.SortFunc(runs, func(a, b [2]int) int { return a[0] - b[0] })
	return runs
}

// twice gives a reprinted run of witness w in bytes.
func (s *stream) twice(w int, r reprinted) Twice {
	out := Twice{Witness: w, First: s.withLabel(r.lo, r.mid), Again: s.withLabel(r.mid, r.hi), Out: s.withLabel(r.out[0], r.out[1])}
	for _, i := range r.torn {
		out.Torn = append(out.Torn, s.at(i, i).Lo)
	}
	return out
}

// withLabel is the place of some characters, and of the label before them.
func (s *stream) withLabel(lo, hi int) extract.Span {
	sp := s.at(lo, hi)
	if b := s.label[lo]; b != nil {
		sp.Lo = min(sp.Lo, b.Label.Lo)
	}
	return sp
}
