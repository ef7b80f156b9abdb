package report

import "unicode"

// A stretch is a part of a cell that is shown one way. One without text marks
// the place where this witness lacks some.
type stretch struct {
	text    string // of the witness, line breaks and all
	start   int    // where that begins in the witness
	state   state
	variant int  // -1 for none
	finding int  // -1 for none
	used    bool // the canonical text prints this reading
}

// A cell is what one witness has of a clause.
type cell []stretch

// cell returns what witness w has of a row, nil where it has nothing.
func (v *view) cell(row, w int) cell {
	var out cell
	points := v.gaps(row, w)
	for _, r := range v.cells[row][w] {
		start, end := trim(v.texts[w], r.start, r.end)
		for _, run := range v.marks[w].within(start, end) {
			// A point at the end of a run stands before the next one.
			for len(points) > 0 && (points[0].at < run.end || run.end == end && points[0].at == end) {
				at := max(points[0].at, run.start)
				if at > run.start {
					head := run
					head.end, run.start = at, at
					out = append(out, v.stretch(w, head))
				}
				out = append(out, v.gap(w, points[0]))
				points = points[1:]
			}
			if run.start < run.end {
				out = append(out, v.stretch(w, run))
			}
		}
	}
	if len(v.cells[row][w]) == 0 {
		return v.lostOnly(w, points)
	}
	for _, p := range points {
		out = append(out, v.gap(w, p))
	}
	return out
}

// gaps returns the points of a cell in order. Where text is said to be lost, the
// omission that shows it needs no second mark.
func (v *view) gaps(row, w int) []point {
	var out []point
	for _, p := range v.marks[w].points[row] {
		last := len(out) - 1
		if last < 0 || out[last].at != p.at {
			out = append(out, p)
			continue
		}
		if out[last].variant < 0 {
			out[last].variant = p.variant
		}
		if out[last].finding < 0 {
			out[last].finding = p.finding
		}
	}
	return out
}

// lostOnly returns the marks of text that a witness without the clause is said
// to have lost. That it reads otherwise than the others goes without saying.
func (v *view) lostOnly(w int, points []point) cell {
	var out cell
	for _, p := range points {
		if p.finding >= 0 {
			out = append(out, v.gap(w, p))
		}
	}
	return out
}

func (v *view) stretch(w int, r run) stretch {
	s := stretch{
		text:    string(v.texts[w][r.start:r.end]),
		start:   r.start,
		state:   v.state(w, r),
		variant: r.variant,
		finding: r.finding,
	}
	if r.variant >= 0 {
		s.used = v.used(w, &v.Variants[r.variant])
	}
	return s
}

func (v *view) gap(w int, p point) stretch {
	s := stretch{start: p.at, state: lost, variant: p.variant, finding: p.finding}
	if p.variant >= 0 {
		s.used = v.used(w, &v.Variants[p.variant])
	}
	if p.finding < 0 {
		s.state = v.readingState(w, p.variant)
	}
	return s
}

// trim leaves out the white space at both ends of a range.
func trim(t []rune, start, end int) (int, int) {
	for start < end && unicode.IsSpace(t[start]) {
		start++
	}
	for start < end && unicode.IsSpace(t[end-1]) {
		end--
	}
	return start, end
}
