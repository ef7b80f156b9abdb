package segment

import "strings"

// The dictionary knows numbers as it happened to meet them: 五十四 but not
// 四十一, 十八年 but not 四十三年, and of 2024 only the digits. Two copies that
// differ in a number would then differ in where it ends as well. So what is a
// number together with its measure is left out of the dictionary
// (dictionary_test.go), and numbers are put together again here.

const (
	numerals = "〇○零一二三四五六七八九十百千万亿"
	measures = "年月日号届次条款项章节编目个名所"
)

// numbers joins the pieces of text that are one number, or one run of digits
// and Latin letters. It works in the array of pieces.
func numbers(text string, pieces []string) []string {
	out := pieces[:0]
	end := 0 // in text, of what is in out
	for i, p := range pieces {
		if i > 0 {
			last := out[len(out)-1]
			n := joins(last, p, pieces[i+1:])
			out[len(out)-1] = text[end-len(last) : end+n]
			p, end = p[n:], end+n
		}
		if p != "" {
			out, end = append(out, p), end+len(p)
		}
	}
	return out
}

// joins returns how many bytes of p belong to the number last, which stands
// before it: all of 四 after 第五十, 三 of 三条 after 二十, all of a point between
// two digits, mostly none.
func joins(last, p string, rest []string) int {
	switch {
	case p == ".":
		if plain(last) && len(rest) > 0 && plain(rest[0]) {
			return 1
		}
	case plain(p):
		if plain(strings.TrimSuffix(last, ".")) {
			return len(p)
		}
	default:
		n := len(p) - len(strings.TrimLeft(p, numerals))
		if n > 0 && counts(last) && (n == len(p) || strings.Contains(measures, p[n:])) {
			return n
		}
	}
	return 0
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

// counts reports whether p is a number in Chinese, or the 第 before one.
func counts(p string) bool {
	return strings.Trim(strings.TrimPrefix(p, "第"), numerals) == ""
}
