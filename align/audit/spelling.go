package audit

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/extract"
)

// spelling notes marks written half-width beside Chinese (GB/T 15834), one
// finding for each clause of each copy.
func (d *desk) spelling() {
	for w, wit := range d.c.Witnesses {
		for _, b := range wit.Blocks() {
			d.halfWidth(w, wit, b)
		}
	}
}

func (d *desk) halfWidth(w int, wit *extract.Witness, b *extract.Block) {
	lo, hi, n := -1, 0, 0
	last := rune(0)
	end := b.Body.Hi
	for i := b.Span.Lo; i < end; {
		r, size := utf8.DecodeRuneInString(wit.Text[i:end])
		if wideFigure(r) {
			if lo < 0 {
				lo = i
			}
			hi, n = i+size, n+1
		}
		if HalfWidth(r) {
			next, _ := utf8.DecodeRuneInString(wit.Text[i+size:])
			if unicode.Is(unicode.Han, last) || unicode.Is(unicode.Han, next) {
				if i < b.Label.Lo || i >= b.Label.Hi || r != '.' {
					if lo < 0 {
						lo = i
					}
					hi, n = i+size, n+1
				}
			}
		}
		last = r
		i += size
	}
	if n == 0 {
		return
	}
	d.tell(Finding{
		Rule: "format.width", Method: Reason, Severity: Info, At: []align.Place{{Witness: w, Span: extract.Span{Lo: lo, Hi: hi}}},
		Row: -1, Segment: -1, Confidence: 0.99,
		Message: say("%s 此条有 %d 处全半角不合规", "%s has %d marks or figures of the wrong width in this clause", d.siglum(w), n),
	})
}

// wideFigure reports whether r is a full-width digit or Latin letter, which
// Chinese text writes half-width.
func wideFigure(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// HalfWidth reports whether r is a mark that Chinese text writes full-width.
func HalfWidth(r rune) bool {
	switch r {
	case ',', ';', ':', '?', '!', '(', ')':
		return true
	}
	return false
}

// sortFindings puts the findings in the order of the rows, the gravest first
// in each.
func sortFindings(fs []Finding) {
	grave := map[Severity]int{Error: 0, Warning: 1, Info: 2}
	slices.SortStableFunc(fs, func(a, b Finding) int {
		if c := cmp.Compare(uint(a.Row), uint(b.Row)); c != 0 {
			return c
		}
		return cmp.Compare(grave[a.Severity], grave[b.Severity])
	})
}
