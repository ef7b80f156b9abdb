package extract

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Lines at the head and the foot of a page that are no text of the document are
// known by standing on other pages in the same place: a running head with the
// same words, a page number that counts with the pages. How the place is used
// tells them from text that is repeated: where a running head stands, no page
// has a line of its text, but 附件 1 and 附件 2 begin at the height at which
// every page begins.
//
// A document of one page has nothing to be held against. There a number counts
// as one of a page if it is dressed as one, or stands alone at the foot.

// outer is how many lines at either end of a page are looked at.
const outer = 3

// An edge is one of the outer lines of a page.
type edge struct {
	line   *printed
	foot   bool
	rank   int     // 0 is outermost
	y      float64 // of its middle from the nearer edge of the page, up to height
	height float64 // of the page
	key    string  // its text; # for the number of the page
	num    pageNumber
}

// heights tell how the pages use each height, in steps from the head and from
// the foot; see bucket.
type heights struct {
	used   map[int]int  // pages that have a line there
	apart  map[int]int  // pages that have one that repeats
	counts map[spot]int // pages that have the same there
}

// setApart finds running heads, feet and page numbers and sets their part.
func setApart(all [][]printed, pages []sheet) {
	h := heights{make(map[int]int), make(map[int]int), make(map[spot]int)}
	edges := make([][]edge, len(all))
	for p := range all {
		edges[p] = edgesOf(all[p], &pages[p], p)
		h.note(all[p], edges[p], pages[p].Height)
	}
	for p := range edges {
		for i := range edges[p] {
			if e := &edges[p][i]; h.repeats(e) {
				h.apart[e.bucket()]++
			}
		}
	}
	text := false
	for p := range edges {
		h.pick(edges[p])
		for i := range all[p] {
			text = text || all[p][i].part == partBody
		}
	}
	if text {
		return
	}
	for p := range all {
		for i := range all[p] {
			if l := &all[p][i]; l.part == partHeader || l.part == partFooter {
				l.part = partBody // nothing else is there
			}
		}
	}
}

// note takes down the heights of one page.
func (h *heights) note(lines []printed, edges []edge, height float64) {
	seen := make(map[int]bool)
	for i := range lines {
		y := (lines[i].shown.Y0 + lines[i].shown.Y1) / 2
		seen[step(y)] = true
		seen[-1-step(height-y)] = true
	}
	for s := range seen {
		h.used[s]++
	}
	for i := range edges {
		h.counts[edges[i].spot()]++
	}
}

// pick sets the parts of one page's edges, from the outside inwards up to the
// first line that is text. Where all that are looked at repeat, the page itself
// is there twice.
func (h *heights) pick(edges []edge) {
	for _, foot := range []bool{false, true} {
		n := 0
		for i := range edges {
			e := &edges[i]
			if e.foot != foot || e.rank != n || e.line.part != partBody {
				continue
			}
			if e.line.part = h.part(e); e.line.part == partBody {
				break
			}
			n++
		}
		if n < outer {
			continue
		}
		for i := range edges {
			if e := &edges[i]; e.foot == foot && e.line.part != partPageNo {
				e.line.part = partBody
			}
		}
	}
}

// part tells what a line at the edge of a page is part of.
func (h *heights) part(e *edge) string {
	repeats := h.repeats(e) && h.apart[e.bucket()]*2 > h.used[e.bucket()]
	switch {
	case e.num.ok && (repeats || e.num.dressed && e.y < e.height*0.2 || e.alone()):
		return partPageNo
	case repeats && e.foot:
		return partFooter
	case repeats:
		return partHeader
	}
	return partBody
}

// alone reports whether a bare number stands by itself at the foot of a page
// that has its number.
func (e *edge) alone() bool {
	return e.foot && e.rank == 0 && e.y < e.height*0.12 && e.num.value == e.line.page
}

// edgesOf returns the outer lines of a page, head and foot each from the outside.
func edgesOf(lines []printed, s *sheet, p int) []edge {
	order := make([]*printed, 0, len(lines))
	for i := range lines {
		if lines[i].part == partBody {
			order = append(order, &lines[i])
		}
	}
	slices.SortStableFunc(order, func(a, b *printed) int { return cmp.Compare(a.shown.Y0+a.shown.Y1, b.shown.Y0+b.shown.Y1) })
	var edges []edge
	n := len(order)
	for rank := range min(outer, n) {
		edges = append(edges, newEdge(order[rank], false, rank, s, p))
	}
	for rank := range min(outer, n) {
		edges = append(edges, newEdge(order[n-1-rank], true, rank, s, p))
	}
	return edges
}

func newEdge(l *printed, foot bool, rank int, s *sheet, p int) edge {
	e := edge{line: l, foot: foot, rank: rank, height: s.Height, num: readPageNumber(l.text)}
	e.y = (l.shown.Y0 + l.shown.Y1) / 2
	if foot {
		e.y = s.Height - e.y
	}
	e.key = strings.Map(func(r rune) rune {
		if Space(r) {
			return -1
		}
		return r
	}, l.text)
	if e.num.ok {
		// What counts with the pages is the same on all.
		e.key = "#" + strconv.Itoa(e.num.value-p) + e.num.form
	}
	return e
}

// A spot is a key at a height, in steps of stepHeight.
type spot struct {
	key    string
	foot   bool
	height int
}

// stepHeight is by how many points a line may stand higher or lower on the next
// page and still stand in the same place.
const stepHeight = 6

func step(y float64) int { return int(math.Floor(max(y, 0) / stepHeight)) }

// bucket is the height of e as used and apart have it: those of the foot count
// from the foot, and are negative.
func (e *edge) bucket() int {
	if e.foot {
		return -1 - step(e.y)
	}
	return step(e.y)
}

func (e *edge) spot() spot { return spot{e.key, e.foot, step(e.y)} }

// repeats reports whether another page has the same there, or a little higher or
// lower.
func (h *heights) repeats(e *edge) bool {
	n := 0
	for d := -1; d <= 1; d++ {
		n += h.counts[spot{e.key, e.foot, step(e.y) + d}]
	}
	return n > 1 && e.y < e.height*0.25
}

// A pageNumber is the number of a page as it is printed.
type pageNumber struct {
	value   int
	form    string // what stands around it
	dressed bool   // — 3 —, 第 3 页; a bare 3 may be anything
	ok      bool
}

var (
	numberForms = regexp.MustCompile(`^(?:第(\d{1,4})页(?:[，,/、]?共\d{1,4}页)?|共\d{1,4}页[，,/、]?第(\d{1,4})页|(\d{1,4})[/／]\d{1,4}|(?i:page)(\d{1,4})(?:of\d{1,4}|/\d{1,4})?|(?i:p)\.?(\d{1,4})|(\d{1,4})of\d{1,4}|(\d{1,4})页)$`)
	bareForm    = regexp.MustCompile(`^([-—–―－─━一_~～·•.|]*)(\d{1,4})([-—–―－─━一_~～·•.|]*)$`)
)

// readPageNumber reads a line that has nothing but the number of a page.
func readPageNumber(s string) pageNumber {
	if len(s) > 80 {
		return pageNumber{}
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case Space(r):
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, s)
	if m := bareForm.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[2])
		return pageNumber{value: n, form: m[1] + m[3], dressed: m[1] != "" && m[3] != "", ok: true}
	}
	if m := numberForms.FindStringSubmatch(s); m != nil {
		for _, g := range m[1:] {
			if n, err := strconv.Atoi(g); err == nil {
				return pageNumber{value: n, form: numberless(s), dressed: true, ok: true}
			}
		}
	}
	return pageNumber{}
}

func numberless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}
