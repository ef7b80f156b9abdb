package audit

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/language"
	"jiaokan/extract"
)

// The kinds of variant.
const (
	Term        = "term"
	Number      = "number"
	Modality    = "modality"
	Wording     = "wording"
	LabelKind   = "label"
	Punctuation = "punctuation"
	Width       = "width"
	Omission    = "omission"
	Addition    = "addition"
	Order       = "order"
)

// kindOf says what some readings of one place differ in, given what stands
// before and behind them. Meaning comes first: a number that is left out is a
// matter of the number.
func kindOf(keys []string, before, after string) string {
	switch {
	case marksOnly(keys):
		return Punctuation
	case quoted(keys, before, after) && !Alike(keys) && !quantities(keys, before, after):
		return Term
	case differ(keys, func(k string) []string { return numbers(k, before, after) }):
		return Number
	case sameFigures(keys, before, after):
		return Width
	case differ(keys, func(k string) []string { return modals(k, before, after) }) && !misread(keys, before, after):
		return Modality
	case Alike(keys):
		return Wording
	case slices.Contains(keys, ""):
		return Omission
	}
	return Wording
}

// sameFigures reports whether the readings are one number in different writing:
// 20 and 二十.
func sameFigures(keys []string, before, after string) bool {
	return len(numbers(keys[0], before, after)) > 0 && !differ(keys, func(k string) []string {
		return []string{strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || strings.ContainsRune(hanDigits+"百分之点.,%", r) {
				return -1
			}
			return r
		}, k)}
	})
}

// misread reports whether one of two look-alikes makes a modal word and the
// other none: 未经 and 末经.
func misread(keys []string, before, after string) bool {
	return Alike(keys) && (len(modals(keys[0], before, after)) == 0 || len(modals(keys[1], before, after)) == 0)
}

// quantities reports whether readings of a part of a name differ in how much or how many:
// one is nothing but digits, or each counts what the name goes on with, 四 and 五 of
// 四个全面. That of 十三五 counts nothing.
func quantities(keys []string, before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	counts := strings.ContainsRune(measures, next)
	for _, k := range keys {
		if strings.Trim(k, "0123456789.") == "" {
			return true
		}
		counts = counts && hanNumberAt([]rune(k), 0) == utf8.RuneCountInString(k)
	}
	return counts
}

func differ(keys []string, f func(string) []string) bool {
	first := f(keys[0])
	for _, k := range keys[1:] {
		if !slices.Equal(first, f(k)) {
			return true
		}
	}
	return false
}

// marksOnly reports whether the readings have the same letters and digits.
func marksOnly(keys []string) bool {
	return !differ(keys, func(k string) []string {
		return []string{strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' || r == '.' {
				return r
			}
			return -1
		}, k)}
	})
}

// modal lists the words that say what must, may or must not be done, and how
// far: with them a clause changes its force. Longer words stand before the
// shorter ones they contain.
var modal = []string{
	"不得不", "不得", "不宜", "不应当", "不应", "不少于", "不多于", "不超过", "不低于", "不高于", "不晚于", "不早于",
	"应当", "应该", "必须", "须", "可以", "不可", "禁止", "严禁", "限制", "避免", "允许", "准予",
	"以上", "以下", "以内", "以外", "超过", "低于", "高于", "少于", "多于", "至少", "至多", "未满", "已满",
	"原则上", "一律", "或者", "并且", "除外", "无须", "无需", "不予", "免予", "未经",
}

// shortModal are modal only where they are a reading by themselves.
var shortModal = []string{"应", "可", "不", "或", "和", "及", "并", "未", "非", "均", "各", "仅", "只", "要", "能"}

// modals returns the modal words of a reading, with those it forms together
// with the characters around it: 以 and 上.
func modals(key, before, after string) []string {
	if slices.Contains(shortModal, key) {
		return []string{key}
	}
	text := tailRunes(before, 2) + key + headRunes(after, 2)
	var out []string
	for text != "" {
		n := 0
		for _, m := range modal {
			if strings.HasPrefix(text, m) {
				out, n = append(out, m), len(m)
				break
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text)
		}
		text = text[n:]
	}
	return out
}

// headRunes returns the first n characters of a text, however long it is.
func headRunes(s string, n int) string {
	at := 0
	for ; at < len(s) && n > 0; n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}

const hanDigits = "〇零一二三四五六七八九十百千万亿两"

// measures follow a number written in Chinese characters that counts.
const measures = "个名所项家日年月天周次条款章节点期批类级届件种人户亩倍元吨度分成本部县市省区路岁里米克升"

// numbers returns the values that stand in a reading, written one way. Chinese
// characters count as a number where they are two or more, or stand before a
// measure or behind 第: the 一 of 统一 does not.
func numbers(key, before, after string) []string {
	rs := []rune(key)
	var out []string
	for i := 0; i < len(rs); {
		j := i
		switch {
		case rs[i] >= '0' && rs[i] <= '9':
			for j < len(rs) && figureRune(rs, j) {
				j++
			}
			for j < len(rs) && strings.ContainsRune("万亿%", rs[j]) {
				j++
			}
			out = append(out, canonicalNumber(string(rs[i:j])))
		case hanNumberAt(rs, i) > 0:
			j += hanNumberAt(rs, i)
			next, last := after, before
			if j < len(rs) {
				next = string(rs[j])
			}
			if i > 0 {
				last = string(rs[i-1])
			}
			nr, _ := utf8.DecodeRuneInString(next)
			lr, _ := utf8.DecodeLastRuneInString(last)
			if j-i > 1 || strings.ContainsRune(measures, nr) || lr == '第' {
				out = append(out, canonicalNumber(string(rs[i:j])))
			}
		default:
			j++
		}
		i = max(j, i+1)
	}
	return out
}

// figureRune reports whether rs[j] carries a figure on: a digit, a decimal
// point, a comma between thousands.
func figureRune(rs []rune, j int) bool {
	digit := func(k int) bool { return k < len(rs) && rs[k] >= '0' && rs[k] <= '9' }
	return digit(j) || rs[j] == '.' && digit(j+1) || rs[j] == ',' && digit(j+1) && digit(j+2) && digit(j+3) && !digit(j+4)
}

// hanNumberAt returns the length of the number in Chinese characters at rs[i]:
// 二十, 三点五, 百分之三十.
func hanNumberAt(rs []rune, i int) int {
	j := i
	if len(rs)-i >= 3 && rs[i] == '百' && rs[i+1] == '分' && rs[i+2] == '之' {
		j += 3
	}
	lo := j
	for j < len(rs) && (strings.ContainsRune(hanDigits, rs[j]) || rs[j] == '点' && j > lo && j+1 < len(rs) && strings.ContainsRune(hanDigits, rs[j+1])) {
		j++
	}
	if j == lo {
		return 0
	}
	return j - i
}

// canonicalNumber writes a number by its value where it has one, so that 二十
// and 20, 百分之三十 and 30%, 1.5亿 and 15000万 are the same.
func canonicalNumber(s string) string {
	percent := strings.HasPrefix(s, "百分之") || strings.HasSuffix(s, "%")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "百分之"), "%")
	if whole, part, ok := strings.Cut(s, "点"); ok {
		s = hanFigures(whole) + "." + hanDigitsOf(part)
	} else {
		s = hanFigures(s)
	}
	factor := int64(1)
	for strings.HasSuffix(s, "万") || strings.HasSuffix(s, "亿") {
		if strings.HasSuffix(s, "万") {
			factor *= 10_000
		} else {
			factor *= 100_000_000
		}
		s = s[:len(s)-len("万")]
	}
	if r, ok := new(big.Rat).SetString(strings.ReplaceAll(s, ",", "")); ok {
		s = r.Mul(r, new(big.Rat).SetInt64(factor)).FloatString(9)
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if percent {
		s += "%"
	}
	return s
}

// hanFigures writes a number in Chinese characters with digits.
func hanFigures(s string) string {
	if v, ok := extract.HanNumber(s); ok {
		return strconv.Itoa(v)
	}
	return s
}

// hanDigitsOf writes each Chinese digit behind a point as one.
func hanDigitsOf(s string) string {
	var out strings.Builder
	for _, r := range s {
		out.WriteString(hanFigures(string(r)))
	}
	return out.String()
}

// Alike reports whether two readings differ in one character only, and that
// is a look-alike or sound-alike.
func Alike(keys []string) bool {
	if len(keys) != 2 {
		return false
	}
	a, b := []rune(keys[0]), []rune(keys[1])
	if len(a) != len(b) {
		return false
	}
	at := -1
	for i := range a {
		if a[i] != b[i] {
			if at >= 0 {
				return false
			}
			at = i
		}
	}
	if at < 0 {
		return false
	}
	shape, sound := language.Alike(a[at], b[at])
	return shape > 0 || sound >= 0.8
}

// quoted reports whether the readings are a name in quotes or a part of one.
func quoted(keys []string, before, after string) bool {
	if strings.Count(before, `"`)%2 == 1 && strings.Contains(after, `"`) {
		return true
	}
	for _, k := range keys {
		if strings.Count(k, `"`) == 2 {
			return true
		}
	}
	return false
}

// numOf reads the key of a label.
func numOf(key string) extract.Num {
	n, _ := extract.ReadLabel(key + "甲") // a label needs a text behind it
	return n
}

// labelKind is Punctuation where only the marks of the label differ.
func labelKind(row align.Row) string {
	nums := map[extract.Num]bool{}
	for _, rd := range row.Label.Readings {
		nums[numOf(rd.Key)] = true
	}
	if len(nums) == 1 {
		return Punctuation
	}
	return LabelKind
}
