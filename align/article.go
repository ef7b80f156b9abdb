package align

import (
	"unicode/utf8"

	"jiaokan/align/language"
	"jiaokan/extract"
)

// An article of one version, with what it is told by.
type article struct {
	block  *extract.Block
	text   []rune
	pairs  []pair // in the order of their numbers, each once
	head   []pair // of these, those of the first words
	length float64
	sum    float64
	stays  bool // the older version has it under the same number in the same words
}

// A pair is two characters in a row, by number; an article has it with a weight.
type pair struct {
	id     int32
	weight float64
}

// articlesOf returns the articles of a version, or its items and paragraphs.
func articlesOf(w *extract.Witness) []*article {
	blocks := w.Blocks()
	n := 0
	for _, b := range blocks {
		if b.Num.Style == extract.Article {
			n++
		}
	}
	var out []*article
	inside := 0
	for _, b := range blocks {
		switch {
		case n < minArticles && (b.Kind == extract.Item || b.Kind == extract.Paragraph):
			out = append(out, &article{block: b, text: Keys(Wording(w, &extract.Block{Body: b.Body}))})
		case n >= minArticles && b.Num.Style == extract.Article && b.Span.Lo >= inside:
			inside = b.Span.Hi
			out = append(out, &article{block: b, text: Keys(Wording(w, b))})
		}
	}
	return out
}

// Wording returns the characters of an article and what stands under it, white
// space and labels aside.
func Wording(w *extract.Witness, b *extract.Block) []Token {
	var out []Token
	for i, r := range w.Slice(b.Body) {
		if !Blank(r) {
			lo := b.Body.Lo + i
			out = append(out, Token{extract.Span{Lo: lo, Hi: lo + utf8.RuneLen(r)}, language.Fold(r)})
		}
	}
	for _, k := range b.Kids {
		out = append(out, Wording(w, k)...)
	}
	return out
}

// Keys returns the folded text of some characters.
func Keys(ts []Token) []rune {
	out := make([]rune, len(ts))
	for i, t := range ts {
		out[i] = t.Key
	}
	return out
}

// common returns how much two lists of pairs share, each by the lesser weight of
// the two.
func common(x, y []pair) (sum float64) {
	eachCommon(x, y, func(p, q pair) { sum += min(p.weight, q.weight) })
	return sum
}

// eachCommon calls f with each pair that two lists share.
func eachCommon(x, y []pair, f func(p, q pair)) {
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch p, q := x[i], y[j]; {
		case p.id < q.id:
			i++
		case p.id > q.id:
			j++
		default:
			f(p, q)
			i, j = i+1, j+1
		}
	}
}
