package extract

import "strings"

// digits are the numerals that stand for one decimal digit. ○ (a circle) and
// its full-width and letter look-alikes are not among them: HanNumber is for
// values, and what is only nearly a numeral has none.
var digits = map[rune]int{
	'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '两': 2, '兩': 2,
	'壹': 1, '贰': 2, '貳': 2, '叁': 3, '參': 3, '肆': 4, '伍': 5, '陆': 6, '陸': 6, '柒': 7, '捌': 8, '玖': 9,
}

// units are the numerals that multiply what stands before them.
var units = map[rune]int{
	'十': 10, '拾': 10, '廿': 20, '卅': 30, '百': 100, '佰': 100, '千': 1000, '仟': 1000,
	'万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8,
}

// arabic returns the value of an Arabic digit in either width.
func arabic(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '０' <= r && r <= '９':
		return int(r - '０'), true
	}
	return 0, false
}

// han reports whether r is a Chinese numeral that official labels use.
func han(r rune) bool {
	return strings.ContainsRune("〇零一二三四五六七八九十百千两廿卅", r)
}

// HanNumber returns the value of a whole number written in Chinese numerals,
// Arabic digits of either width, or both: 二十, 二〇二二, 1200, 3亿4千万, 1.5万.
// It reports false for what is no number, is not whole, or exceeds 10^17.
// A last digit that skips no 零 is one place below the unit before it, as
// spoken: 三百五 is 350 and 三百零五 is 305.
func HanNumber(s string) (int, bool) {
	n := number{scale: 1}
	for _, r := range s {
		if !n.add(r) || n.total+n.section+n.cur > 1e17 {
			return 0, false
		}
	}
	return n.value()
}

// A number is the state of reading one: total holds the closed sections of
// 万 and 亿, section the open one, cur the digits not yet multiplied.
type number struct {
	total, section, cur int
	any, run            bool // a numeral was read; cur holds digits
	zero                bool // a 零 stands before cur
	unit                int  // the last multiplier, 0 for none
	scale               int  // 10^n for n decimals in cur
	point               bool
}

func (n *number) add(r rune) bool {
	if d, ok := arabic(r); ok {
		return n.digit(d)
	}
	if d, ok := digits[r]; ok {
		return n.digit(d)
	}
	if u, ok := units[r]; ok {
		return n.multiply(u)
	}
	if (r == '.' || r == '．') && n.run && !n.point {
		n.point = true
		return true
	}
	return (r == ',' || r == '，') && n.run && !n.point
}

func (n *number) digit(d int) bool {
	n.any = true
	if !n.run && d == 0 {
		n.zero = true
	}
	n.cur, n.run = n.cur*10+d, true
	if n.point {
		n.scale *= 10
	}
	return n.cur < 1e17 && n.scale < 1e9
}

func (n *number) multiply(u int) bool {
	n.any = true
	if n.cur > 1e13 {
		return false
	}
	if u < 1e4 {
		if !n.run || n.cur == 0 { // 十五, 一百零十
			n.cur, n.scale = 1, 1
		}
		if n.section > 0 && n.unit < 1e4 && n.unit <= u || n.cur*u%n.scale != 0 {
			return false
		}
		n.section += n.cur * u / n.scale
	} else {
		// 亿 after 万 multiplies all: 一万亿; 万 after 亿 opens a section below it.
		sum := n.section*n.scale + n.cur
		if sum == 0 && (n.total == 0 || u < 1e8) || sum > 1e9 && u >= 1e8 || sum > 1e13 {
			return false
		}
		if n.total > 0 && u >= 1e8 {
			if n.total > 1e8 || sum%n.scale != 0 {
				return false
			}
			n.total = (n.total + sum/n.scale) * u
		} else {
			if sum*u%n.scale != 0 {
				return false
			}
			n.total += sum * u / n.scale
		}
		n.section = 0
	}
	n.cur, n.run, n.zero, n.point, n.scale, n.unit = 0, false, false, false, 1, u
	return true
}

func (n *number) value() (int, bool) {
	if !n.any || n.point && n.scale == 1 || n.cur%n.scale != 0 {
		return 0, false
	}
	cur := n.cur / n.scale
	if n.unit >= 100 && !n.zero && 0 < cur && cur < 10 {
		cur *= n.unit / 10
	}
	return n.total + n.section + cur, true
}
