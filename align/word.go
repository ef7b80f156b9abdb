package align

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	wordContext = 12 // characters handed to the cutter on either side of a variant
	apartZones  = 2  // characters that stay between two variants: each may be another copy's slip
	maxWiden    = 4  // characters a variant may grow on either side
)

// widen grows each zone to the bounds of the words it touches in any reading,
// so that an editor reads 生产性｜生动性 and not 产｜动. It grows only over text
// that all who speak share, so no reading changes but by what all have.
//
//	characters   …创 新、生 产 性 实 训…      …创 新、生 动 性 实 训…
//	zone                    ~                             ~
//	words        创新 、 生产性 实训          创新 、 生动 性 实训
//	variant              ~~~~~~                      ~~~~~~
func (g *grid) widen(zones []zone, cut func(string) []string) []zone {
	if cut == nil {
		cut = plainWords
	}
	for x := range zones {
		left, right := g.room(zones, x)
		if left+right == 0 || g.wholeWord(zones[x], cut) {
			continue
		}
		growL, growR := 0, 0
		for w := range g.streams {
			if g.silent[zones[x].lo].has(w) {
				continue
			}
			l, r := g.wordBounds(w, zones[x], left, right, cut)
			growL, growR = max(growL, l), max(growR, r)
		}
		zones[x].lo -= growL
		zones[x].hi += growR
	}
	return zones
}

// wholeWord reports whether zone z is a word that some have and some have not:
// 科学 before 管理.
func (g *grid) wholeWord(z zone, cut func(string) []string) bool {
	word, absent := "", false
	for w, s := range g.streams {
		if g.silent[z.lo].has(w) {
			continue
		}
		switch key, _ := g.reading(w, s, z.lo, z.hi); {
		case key == "":
			absent = true
		case word != "" && word != key:
			return false
		default:
			word = key
		}
	}
	return absent && len(word) >= 2*3 && len(cut(word)) == 1
}

// room returns how many ranks before and behind zone x all agree.
func (g *grid) room(zones []zone, x int) (left, right int) {
	z := zones[x]
	lo, hi := 0, len(g.order)
	if x > 0 {
		lo = zones[x-1].hi + g.distance(zones[x-1])
	}
	if x+1 < len(zones) {
		hi = zones[x+1].lo - g.distance(zones[x+1])
	}
	ok := func(y int) bool {
		return g.silent[y] == g.silent[z.lo] && !g.differ(y) && !punctuation(g.cols[g.order[y]].key)
	}
	for y := z.lo - 1; y >= lo && left < wordContext && !g.begins[y+1] && ok(y); y-- {
		left++
	}
	for y := z.hi; y < hi && right < wordContext && !g.begins[y] && ok(y); y++ {
		right++
	}
	return left, right
}

// distance is how far from another zone a variant must keep; from one that is
// all marks it need not.
func (g *grid) distance(z zone) int {
	for x := z.lo; x < z.hi; x++ {
		if !punctuation(g.cols[g.order[x]].key) {
			return apartZones
		}
	}
	return 0
}

// wordBounds returns by how much zone z must grow for witness w to begin and
// end at words.
func (g *grid) wordBounds(w int, z zone, left, right int, cut func(string) []string) (growL, growR int) {
	var text strings.Builder
	n := 0 // runes of the reading itself
	for x := z.lo - left; x < z.hi+right; x++ {
		if i := g.at[w][x]; i != never {
			text.WriteRune(g.streams[w].keys[i])
			if x >= z.lo && x < z.hi {
				n++
			}
		}
	}
	at := 0
	for _, word := range cut(text.String()) {
		end := at + utf8.RuneCountInString(word)
		if at < left && left < end && left-at <= maxWiden && n > 0 {
			growL = left - at
		}
		if at < left+n && left+n < end && end-left-n <= maxWiden && n > 0 {
			growR = end - left - n
		}
		at = end
	}
	return growL, growR
}

// plainWords keeps numbers and Latin words whole and every other character
// apart.
func plainWords(text string) []string {
	if text == "" {
		return nil
	}
	var out []string
	lo, last := 0, 0 // where the word begins, and the class of the character before
	for i, r := range text {
		class := 0
		switch {
		case unicode.IsDigit(r) || r == '.' || r == '%':
			class = 1
		case r < 0x250 && unicode.IsLetter(r):
			class = 2
		case strings.ContainsRune("〇零一二三四五六七八九十百千万亿", r):
			class = 3
		}
		if i > 0 && (class == 0 || class != last) {
			out = append(out, text[lo:i])
			lo = i
		}
		last = class
	}
	return append(out, text[lo:])
}
