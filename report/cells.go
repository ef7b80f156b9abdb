package report

import "unicode"

// A stretch is a part of a cell that is shown one way. One without text marks
// the place where this witness lacks some.
type stretch struct {
	text    string // of the witness, line breaks and all
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
	points := v.marks[w].points[row]
	for _, r := range v.cells[row][w] {
		start, end := trim(v.texts[w], r.start, r.end)
		for _, run := range v.marks[w].within(start, end) {
			for len(points) > 0 && points[0].at <= run.end {
				p := points[0]
				if p.at == run.end && p.at != end {
					break // it stands before the next run
				}
				points = points[1:]
				if p.at > run.start {
					head := run
					head.end = p.at
					out = append(out, v.stretch(w, head))
					run.start = p.at
				}
				out = append(out, v.gap(w, p))
			}
			if run.start < run.end {
				out = append(out, v.stretch(w, run))
			}
		}
	}
	if len(out) == 0 && len(v.cells[row][w]) == 0 {
		return v.lostOnly(w, points)
	}
	for _, p := range points {
		out = append(out, v.gap(w, p))
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
	if p.finding >= 0 {
		return stretch{state: lost, variant: -1, finding: p.finding}
	}
	return stretch{state: v.readingState(w, p.variant), variant: p.variant, finding: -1,
		used: v.used(w, &v.Variants[p.variant])}
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
