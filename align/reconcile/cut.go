package reconcile

import (
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// A glyph is one character at one place.
type glyph struct {
	r    rune
	span extract.Span
}

// cut copies one reading out of its witnesses, in pieces that read to the byte
// what stands in each place they name. Line breaks and stray spaces are left
// out. Where the witnesses write a mark in different widths, the full-width
// one is taken (GB/T 15834).
func (r *resolver) cut(at []align.Place) []Piece {
	texts := make([][]glyph, len(r.c.Witnesses))
	for _, p := range at {
		texts[p.Witness] = append(texts[p.Witness], r.glyphs(p)...)
	}
	var order []int
	for _, w := range r.rank {
		if len(texts[w]) > 0 {
			order = append(order, w)
		}
	}
	if len(order) == 0 {
		return nil
	}
	lead := texts[order[0]]
	var out []Piece
	var cur []int // witnesses that support the piece in hand
	for i := range lead {
		ws := writers(texts, order, i)
		if n := len(out); n > 0 && equal(ws, cur) && r.extend(&out[n-1], texts, ws, i) {
			continue
		}
		cur = ws
		var p Piece
		for _, w := range ws {
			p.From = append(p.From, align.Place{Witness: w, Span: texts[w][i].span})
		}
		out = append(out, p)
	}
	for x := range out {
		from := out[x].From[0]
		out[x].Text = r.c.Witnesses[from.Witness].Slice(from.Span)
	}
	return out
}

// writers returns the witnesses whose character i is to be printed: those that
// write it full-width if any does, else those that write it like the most
// reliable.
func writers(texts [][]glyph, order []int, i int) []int {
	want := texts[order[0]][i].r
	if audit.HalfWidth(want) || want == '[' || want == ']' || want == '"' || want == '\'' || wide(want) {
		for _, w := range order {
			if g := texts[w]; i < len(g) && better(g[i].r, want) {
				want = g[i].r
				break
			}
		}
	}
	var out []int
	for _, w := range order {
		if g := texts[w]; i < len(g) && g[i].r == want {
			out = append(out, w)
		}
	}
	return out
}

// better reports whether a is the way of writing to prefer to b: full-width
// marks, half-width letters and digits.
func better(a, b rune) bool {
	if wide(b) {
		return a < 0x80
	}
	return a >= 0x80
}

// wide reports whether r is a full-width digit or Latin letter.
func wide(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// extend lengthens a piece by character i if it follows in every witness.
func (r *resolver) extend(p *Piece, texts [][]glyph, ws []int, i int) bool {
	gap := ""
	for x, w := range ws {
		g := r.c.Witnesses[w].Text[p.From[x].Span.Hi:max(p.From[x].Span.Hi, texts[w][i].span.Lo)]
		if x == 0 {
			gap = g
		}
		if p.From[x].Span.Hi > texts[w][i].span.Lo || g != gap {
			return false
		}
	}
	if gap != "" && !keepSpace(gap, texts[ws[0]][i-1].r, texts[ws[0]][i].r) {
		return false
	}
	for x, w := range ws {
		p.From[x].Span.Hi = texts[w][i].span.Hi
	}
	return true
}

// keepSpace reports whether the blanks between two characters are part of the
// text: between Latin words, the full-width ones that set names and offices apart,
// and the tab between two cells of a table.
func keepSpace(gap string, last, next rune) bool {
	if gap == "\t" {
		return true
	}
	for _, g := range gap {
		if g == '\n' || g == '\r' {
			return false
		}
		if g != '　' && (!latin(last) || !latin(next)) {
			return false
		}
	}
	return true
}

func latin(r rune) bool { return r < 0x250 && unicode.IsLetter(r) }

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// glyphs returns the characters of a place that are no white space.
func (r *resolver) glyphs(p align.Place) []glyph {
	var out []glyph
	t := r.c.Witnesses[p.Witness].Text
	for i := p.Span.Lo; i < p.Span.Hi; {
		c, n := utf8.DecodeRuneInString(t[i:])
		if !align.Blank(c) {
			out = append(out, glyph{c, extract.Span{Lo: i, Hi: i + n}})
		}
		i += n
	}
	return out
}

// ranking orders the witnesses by how much of what they have is accepted.
func ranking(c *align.Collation, rep *audit.Report) []int {
	score := Reliability(c, rep)
	out := make([]int, len(score))
	for w := range out {
		out[w] = w
		for x := w; x > 0 && score[out[x]] > score[out[x-1]]; x-- {
			out[x], out[x-1] = out[x-1], out[x]
		}
	}
	return out
}

// Reliability returns for each witness the share, from 0 to 1, of the
// document's characters that it has, and has right.
func Reliability(c *align.Collation, rep *audit.Report) []float64 {
	good := make([]float64, len(c.Witnesses))
	total := 0.0
	best := map[[2]int]int{}
	for _, j := range rep.Judgements {
		best[[2]int{j.Row, j.Segment}] = j.Living[j.Best]
	}
	for x, row := range c.Rows {
		for y, seg := range row.Segments {
			k, judged := best[[2]int{x, y}]
			n := 0
			for i, rd := range seg.Readings {
				if judged && i != k {
					continue
				}
				for i, p := range rd.At {
					if i > 0 && rd.At[i-1].Witness == p.Witness {
						continue // one text in two places
					}
					if !rep.Dead[x][y].Has(p.Witness) {
						m := max(1, utf8.RuneCountInString(rd.Key))
						good[p.Witness] += float64(m)
						n = max(n, m)
					}
				}
			}
			total += float64(n)
		}
	}
	for w := range good {
		if total > 0 {
			good[w] /= total
		}
	}
	return good
}
