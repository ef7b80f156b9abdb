package segment

import (
	"strings"
	"unicode/utf8"
)

// jieba knows numbers as it happened to meet them: 五十四 but not 四十一, 十八年
// but not 四十三年, and of 2024 only the digits. Two copies that differ in a
// number would then differ in where it ends as well. So a number is one word
// here, and its measure another: the dictionary leaves out the words that are
// both (dictionary_test.go), and the pieces of a number are joined.
const numerals = "〇○零一二三四五六七八九十百千万亿"

// numbers joins the pieces of text that are one number, or one run of digits
// and Latin letters. It works in the array of pieces.
func numbers(text string, pieces []string) []string {
	out := pieces[:0]
	end := 0         // in text, of what is in out
	var first string // piece of the last of out: what is joined to it is of one sort with that
	for i, p := range pieces {
		end += len(p)
		if i > 0 && joins(first, p, pieces[i+1:]) {
			out[len(out)-1] = text[end-len(p)-len(out[len(out)-1]) : end]
		} else {
			out, first = append(out, p), p
		}
	}
	return out
}

// joins reports whether p belongs to a number before it that begins with first:
// 四 to 第五十, a point to a digit if another digit follows.
func joins(first, p string, rest []string) bool {
	switch {
	case p == ".":
		return latin(first) && len(rest) > 0 && plain(rest[0])
	case plain(p):
		return latin(first)
	}
	return strings.Trim(p, numerals) == "" && strings.Trim(strings.TrimPrefix(first, "第"), numerals) == ""
}

// latin reports whether p is a run of digits and Latin letters, with the points
// between them that joins let in.
func latin(p string) bool {
	first, _ := utf8.DecodeRuneInString(p)
	return alnum(first) && plain(strings.ReplaceAll(p, ".", ""))
}

// plain reports whether p is all digits and Latin letters.
func plain(p string) bool {
	return p != "" && strings.IndexFunc(p, func(r rune) bool { return !alnum(r) }) < 0
}

// alnum reports whether r is a digit or Latin letter, also a wide one.
func alnum(r rune) bool {
	if '！' <= r && r <= '～' {
		r -= '！' - '!'
	}
	return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
}
