package align

import "github.com/sergi/go-diff/diffmatchpatch"

// maxLines bounds the characters handed to lines.
const maxLines = 1 << 24

// lines aligns what has no rare k-gram to hold on to, such as a paragraph
// printed five hundred times: sentences become single ids, and those are
// compared. It is the only caller of go-diff, whose time limit would make the
// result depend on the clock and whose ids, being runes, must avoid the
// surrogates.
func (m *matcher) lines(al, ah, bl, bh int) {
	ids := map[string]rune{}
	as, aAt := sentences(m.a[al:ah], ids)
	bs, bAt := sentences(m.b.keys[bl:bh], ids)
	if len(ids) > 500_000 || len(as) > maxDiff || len(bs) > maxDiff {
		return
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	i, j := 0, 0
	pi, pj := al, bl
	for _, e := range d.DiffMainRunes(as, bs, false) {
		n := len([]rune(e.Text))
		switch e.Type {
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		case diffmatchpatch.DiffEqual:
			m.small(pi, al+aAt[i], pj, bl+bAt[j])
			x, y := al+aAt[i], bl+bAt[j]
			i, j = i+n, j+n
			for pi, pj = al+aAt[i], bl+bAt[j]; x < pi; x, y = x+1, y+1 {
				m.to[x] = int32(y)
			}
		}
	}
	m.small(pi, ah, pj, bh)
}

// maxDiff bounds the ids compared: the cost of two unrelated lists is
// quadratic.
const maxDiff = 20_000

// small fills a gap that the matrix can take; a larger one stays open.
func (m *matcher) small(al, ah, bl, bh int) {
	if c := (ah - al) * (bh - bl); c > 0 && c <= maxCells {
		m.matrix(al, ah, bl, bh)
	}
}

// sentences cuts s behind each full stop and returns the id of each sentence
// and where it begins; the last offset is len(s).
func sentences(s []rune, ids map[string]rune) (out []rune, at []int) {
	for lo := 0; lo < len(s); {
		hi := lo + 1
		for hi < len(s) && hi-lo < 200 && s[hi-1] != '。' && s[hi-1] != ';' && s[hi-1] != ':' {
			hi++
		}
		key := string(s[lo:hi])
		id, ok := ids[key]
		if !ok {
			id = rune(len(ids) + 1)
			if id >= 0xD800 {
				id += 0x800
			}
			ids[key] = id
		}
		out, at = append(out, id), append(at, lo)
		lo = hi
	}
	return out, append(at, len(s))
}
