package ofd

import (
	"strconv"
	"strings"
)

// mm is how many points a millimetre has, the unit of OFD.
const mm = 72 / 25.4

// farthest is the largest number that is believed: 100 m. Those beyond it and
// those that are none are read as if they were absent.
const farthest = 1e5

func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= -farthest && v <= farthest) {
		return 0, false
	}
	return v, true
}

// num returns an attribute that is a number, or else what is given.
func (e *element) num(name string, or float64) float64 {
	if v, ok := number(e.get(name)); ok {
		return v
	}
	return or
}

// count returns an attribute that counts something, at least 1, or else 1.
func (e *element) count(name string) int {
	n, _ := strconv.Atoi(e.get(name))
	return max(1, min(n, 1<<16))
}

// numbers fills to with the numbers of an array, and reports whether there are
// as many.
func numbers(s string, to []float64) bool {
	i := 0
	for field := range strings.FieldsSeq(s) {
		v, ok := number(field)
		if !ok || i == len(to) {
			return false
		}
		to[i] = v
		i++
	}
	return i == len(to)
}

// deltas reads DeltaX or DeltaY: the steps from each glyph to the next. The
// group "g 3 4.5" stands for 4.5 4.5 4.5. At most most steps are made, whatever
// the groups say. What is no number counts as no step.
func deltas(s string, most int) []float64 {
	var steps []float64
	group, times := 0, 1 // group counts the fields of a group that are still to come
	for field := range strings.FieldsSeq(s) {
		if len(steps) >= most {
			break
		}
		switch {
		case field == "g" || field == "G":
			group = 2
			continue
		case group == 2:
			times, _ = strconv.Atoi(field)
			group = 1
			continue
		case group == 0:
			times = 1
		}
		group = 0
		v, _ := number(field)
		for range min(times, most-len(steps)) {
			steps = append(steps, v)
		}
	}
	return steps
}

// A box is a rectangle in millimetres: left, top, width, height.
type box [4]float64

// readBox returns the box of s; without one it is false.
func readBox(s string) (b box, ok bool) {
	ok = numbers(s, b[:])
	return b, ok
}

// A matrix maps (x, y) to (ax+cy+e, bx+dy+f), as CTM does.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// of returns the matrix that applies n and then m.
func (m matrix) of(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// place returns how an object's own coordinates map to those it is drawn in: its
// CTM first, then its Boundary, whose upper left corner is the origin.
func (e *element) place(outer matrix) matrix {
	m := identity
	if ctm := e.get("CTM"); ctm != "" && !numbers(ctm, m[:]) {
		m = identity
	}
	if b, ok := readBox(e.get("Boundary")); ok {
		m[4] += b[0]
		m[5] += b[1]
	}
	return outer.of(m)
}
