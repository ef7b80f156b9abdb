package extract

import (
	"cmp"
	"slices"
)

// layOut reads pages of marks as text. A page has no paragraphs and no spaces,
// and often no order; all that tells them is where the marks stand.
//
//	marks ──stretches──> what stands close together in a line     layoutline.go
//	      ──regions────> columns, in reading order                layoutcolumn.go
//	      ──set────────> text of a line, with spaces and tabs     layoutset.go
//	      ──setApart───> running heads and page numbers out       layoutapart.go
//	      ──measure────> edges, indents, pitch of the document    layoutframe.go
//	      ──goesOn─────> lines to paragraphs, over pages too      layoutparagraph.go
//	      ──writer─────> Text, Origin, Loss                       layoutwrite.go
//
// In the text a paragraph is a line. Cells of a table that stand in one line are
// set apart by tabs. Each printed line has an Origin, and so has what was taken
// out of the text; Origin.Line counts all printed lines of a page in reading
// order. Every character of the marks that is not white space is in Text or in
// one Apart, but for those printed a second time in the same place to look bold.
//
// The cost is n·log n in the marks of a page, and linear in the pages.
func layOut(pages []sheet) *Source {
	all := make([][]printed, len(pages))
	var known gutters
	for p := range pages {
		all[p] = printedLines(&pages[p], p+1, &known)
	}
	if len(known) > 0 {
		for p := range pages { // those that came before the first gutter was known
			all[p] = printedLines(&pages[p], p+1, &known)
		}
	}
	setApart(all, pages)
	d := measure(all)
	var w writer
	var last *printed
	for p := range all {
		for i := range all[p] {
			l := &all[p][i]
			if l.part != partBody {
				w.aside(l)
				continue
			}
			joined := last != nil && d.goesOn(last, l)
			w.line(l, last, joined)
			d.took(l, joined)
			last = l
		}
		w.lose(p+1, pages[p].Loss)
	}
	return w.source()
}

// A printed is one printed line of a page. Its geometry is that of the page
// turned so that the line runs from left to right.
type printed struct {
	page, number int // both counted from 1
	part         string
	pieces       []piece // from left to right, without white space at the ends
	text         string
	sure         []uint8 // of each code point of text, or nil
	box          Box
	size         float64 // of most of its text
	turn         int     // quarters by which box was turned, see turned
	shown        Box     // box as the page shows it
	region       int     // of its page; regions follow each other in reading order
	column       bool    // its region is one of several columns
	cells        bool    // it has a wide gap inside
	left, right  float64 // where the lines of its region begin and end
	across       float64 // width of the page
}

// Parts of an Origin that layOut gives.
const (
	partBody      = "body"
	partHeader    = "header"
	partFooter    = "footer"
	partPageNo    = "page number"
	partWatermark = "watermark"
)

// printedLines returns the lines of a page in reading order. Lines that run in
// another direction than most come behind the others, as a stamp in the margin
// does; text that stands askew is a watermark.
func printedLines(s *sheet, page int, known *gutters) []printed {
	var turns [4][]piece
	var askew []piece
	for _, m := range s.Marks {
		t, ok := quarter(m.Angle)
		ps := cleaned(m, t, s)
		if ok {
			turns[t] = append(turns[t], ps...)
		} else {
			askew = append(askew, ps...)
		}
	}
	order := []int{0, 1, 2, 3}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(turns[b]), len(turns[a])) })
	var lines []printed
	region := 0
	for _, t := range order {
		for _, r := range regions(stretches(turns[t]), known) {
			region++
			lines = append(lines, r.lines(region, t, s)...)
		}
	}
	if len(askew) > 0 {
		l := newPrinted(askew, region+1, 0, s)
		l.part = partWatermark
		lines = append(lines, l)
	}
	for i := range lines {
		lines[i].page, lines[i].number = page, i+1
	}
	return lines
}

// quarter returns how many quarters clockwise a line is turned, or false if it
// stands askew. A scan may be some degrees off.
func quarter(angle int) (int, bool) {
	angle = ((angle % 360) + 360) % 360
	t := (angle + 45) / 90
	off := angle - 90*t
	return t & 3, off >= -12 && off <= 12
}

// turned returns the box of a line that is turned by so many quarters clockwise
// as it is where the page is turned back. Two turns that make a whole one, each
// with the page as it then lies, cancel out.
func turned(b Box, quarters int, width, height float64) Box {
	switch quarters {
	case 1:
		return Box{b.Y0, width - b.X1, b.Y1, width - b.X0}
	case 2:
		return Box{width - b.X1, height - b.Y1, width - b.X0, height - b.Y0}
	case 3:
		return Box{height - b.Y1, b.X0, height - b.Y0, b.X1}
	}
	return b
}

// turnedBack undoes turned.
func turnedBack(b Box, quarters int, width, height float64) Box {
	if quarters&1 == 1 {
		width, height = height, width
	}
	return turned(b, (4-quarters)&3, width, height)
}
