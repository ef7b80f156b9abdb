package extract

import (
	"strings"
	"unicode/utf8"
)

// ReadLabel reads the label at the start of line, after white space: 第三条,
// 一、, （一）, 1., （1）, ①, in full or half width, with stray spaces inside. The
// Span is that of the label with its mark; the text of the clause begins after
// the spaces behind it. Where line starts with no label, or with what may as
// well be a decimal, a date or a reference, the Num is zero.
func ReadLabel(line string) (Num, Span) {
	if l := readLabel(line); l.sure {
		return l.num, l.span
	}
	return Num{}, Span{}
}

// A label is what may be the label of a line. It is sure where its form alone
// tells; where not, its neighbours must: 三、四线城市 after 二、.
type label struct {
	num  Num
	span Span
	sure bool
	list bool // it may as well be the first of a list of numbers: 二、三年级
}

func readLabel(line string) label {
	c := cursor{s: line}
	c.spaces()
	lo := c.at
	r := c.peek()
	l := label{}
	switch {
	case r == '第':
		l = c.division()
	case r == '（' || r == '(' || r == '〔' || r == '［' || r == '[' || r == '﹙' || r == '【':
		l = c.bracketed()
	case '①' <= r && r <= '⒛' || '㈠' <= r && r <= '㈩' || '㉑' <= r && r <= '㊿':
		l = c.enclosed()
	default:
		l = c.bare()
	}
	l.span = Span{lo, c.at}
	if l.num.Style == NoStyle {
		return label{}
	}
	return l
}

// unitStyles are the words that follow the number of a statute's division.
var unitStyles = []struct {
	word  string
	style Style
	not   string // what may follow the word to make it another one: 条件, 章程
}{
	{"编", Part, "辑号制委写者"}, {"編", Part, "輯號制"},
	{"章", Chapter, "程"},
	{"节", Section, "目约假能点"}, {"節", Section, "目約"},
	{"条", Article, "件例约"}, {"條", Article, "件例約"},
}

// references begin text that goes on behind a reference to a clause and not
// behind a label: 第三条规定的, （二）项, 第一条、第二条.
var references = []string{
	"的", "、", "，", ",", "。", "．", "；", ";", "：", ":", "）", ")", "》", "〉", "之", "规定", "規定",
	"所列", "所称", "所稱", "所规", "所規", "所述", "中的", "中规", "中規", "中关", "以外",
	"至第", "到第", "和第", "与第", "與第", "及第", "或第", "或者第", "以及第",
	"至（", "到（", "和（", "与（", "與（", "及（", "或（", "至(", "到(", "和(", "与(", "及(", "或(",
}

// refers reports whether s goes on behind a reference. 项 and 款 may also begin
// a clause, as 项目 and 款项.
func refers(s string) bool {
	for _, w := range references {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	for _, w := range []string{"项", "項", "款"} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return !strings.HasPrefix(rest, "目") && !strings.HasPrefix(rest, "项") && !strings.HasPrefix(rest, "項")
		}
	}
	return false
}

// rule reports whether s begins with 规定 as a verb, as powers are listed:
// （三）规定各部和各委员会的任务和职责.
func rule(s string) bool {
	return (strings.HasPrefix(s, "规定") || strings.HasPrefix(s, "規定")) && !strings.HasPrefix(s[len("规定"):], "的") && !strings.HasPrefix(s[len("规定"):], "，")
}

// A cursor walks along a line.
type cursor struct {
	s  string
	at int
}

func (c *cursor) peek() rune {
	if c.at >= len(c.s) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(c.s[c.at:])
	return r
}

func (c *cursor) next() {
	_, n := utf8.DecodeRuneInString(c.s[c.at:])
	c.at += n
}

// spaces skips white space inside a line and reports whether there was any.
func (c *cursor) spaces() bool {
	at := c.at
	for r := c.peek(); r >= 0 && Space(r) && !lineBreak(r); r = c.peek() {
		c.next()
	}
	return c.at > at
}

// skip moves past the next rune if set contains it.
func (c *cursor) skip(set string) bool {
	if r := c.peek(); r >= 0 && strings.ContainsRune(set, r) {
		c.next()
		return true
	}
	return false
}

// number reads Chinese numerals, between which spaces may stray, or Arabic
// digits. Labels count no further than 9999.
func (c *cursor) number() (n int, chinese, ok bool) {
	if _, ok := arabic(c.peek()); ok {
		count := 0
		for d, ok := arabic(c.peek()); ok; d, ok = arabic(c.peek()) {
			c.next()
			n = n*10 + d
			if count++; count > 4 {
				return 0, false, false
			}
		}
		return n, false, n > 0
	}
	var b []byte
	for end := c.at; ; end = c.at {
		c.spaces()
		r := c.peek()
		if !han(r) || len(b) > 24 {
			c.at = end
			break
		}
		b = utf8.AppendRune(b, r)
		c.next()
	}
	n, ok = HanNumber(string(b))
	return n, true, ok && n > 0
}

// division reads 第三条, 第 一 章, 第十条之一, 第二分编.
func (c *cursor) division() label {
	c.next()
	c.spaces()
	n, _, ok := c.number()
	if !ok {
		return label{}
	}
	c.spaces()
	num := Num{Value: n}
	not := ""
	for _, u := range unitStyles {
		rest := c.s[c.at:]
		if u.style == Part && (strings.HasPrefix(rest, "分编") || strings.HasPrefix(rest, "分編")) {
			num.Style, not = SubPart, u.not
			c.at += len("分编")
			break
		}
		if strings.HasPrefix(rest, u.word) {
			num.Style, not = u.style, u.not
			c.at += len(u.word)
			break
		}
	}
	if num.Style == Article && c.peek() == '之' { // an article put in later: 第十条之一
		d := *c
		d.next()
		if sub, _, ok := d.number(); ok {
			num.Sub, *c = sub, d
		}
	}
	r := c.peek()
	switch {
	case r < 0 || Space(r):
		return label{num: num, sure: true}
	case strings.ContainsRune(not, r):
		return label{}
	case r == '第' || refers(c.s[c.at:]):
		if r == '：' || r == ':' || r == '、' || r == '，' {
			return label{num: num}
		}
		return label{}
	}
	return label{num: num, sure: num.Style == Article || utf8.RuneCountInString(c.s[c.at:]) <= 30}
}

// bracketed reads （一）, ( 1 ), 〔一〕, and （一 where the closing bracket is lost.
// A year in brackets is no label.
func (c *cursor) bracketed() label {
	open := c.peek()
	c.next()
	c.spaces()
	n, chinese, ok := c.number()
	if !ok || n >= 1000 {
		return label{}
	}
	num := Num{Style: Paren, Value: n}
	if chinese {
		num.Style = HanParen
	}
	end := c.at
	spaced := c.spaces()
	sure := open == '（' || open == '(' || open == '﹙'
	if !c.skip("）)〕］]﹚】") {
		c.at = end
		return label{num: num, sure: false}.when(spaced && c.text())
	}
	end = c.at
	c.spaces()
	// GB/T 15834 wants no mark behind a bracketed number; many put one.
	if c.skip("、.．") {
		if c.peek() == '（' || c.peek() == '(' {
			return label{} // （一）、（二）项
		}
		return label{num: num, sure: sure}.when(c.text())
	}
	c.at = end
	if rest := c.s[c.at:]; refers(rest) && !rule(rest) || strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "(") ||
		strings.HasPrefix(rest, "号") || strings.HasPrefix(rest, "條") || strings.HasPrefix(rest, "条") && !strings.HasPrefix(rest, "条约") {
		return label{}
	}
	return label{num: num, sure: sure}
}

// enclosed reads the characters that are a number with its mark: ①, ⑴, ⒈, ㈠.
func (c *cursor) enclosed() label {
	r := c.peek()
	c.next()
	num := Num{}
	switch {
	case '①' <= r && r <= '⑳':
		num = Num{Style: Circle, Value: int(r-'①') + 1}
	case '⑴' <= r && r <= '⒇':
		num = Num{Style: Paren, Value: int(r-'⑴') + 1}
	case '⒈' <= r && r <= '⒛':
		num = Num{Style: Digit, Value: int(r-'⒈') + 1}
	case '㈠' <= r && r <= '㈩':
		num = Num{Style: HanParen, Value: int(r-'㈠') + 1}
	case '㉑' <= r && r <= '㉟':
		num = Num{Style: Circle, Value: int(r-'㉑') + 21}
	case '㊱' <= r && r <= '㊿':
		num = Num{Style: Circle, Value: int(r-'㊱') + 36}
	default:
		return label{}
	}
	return label{num: num, sure: !strings.ContainsRune("、和至到-—～", c.peek())}
}

// bare reads 一、, 1., 2、, and 1） or 一） where the opening bracket is lost.
func (c *cursor) bare() label {
	n, chinese, ok := c.number()
	if !ok || n >= 1000 {
		return label{}
	}
	num := Num{Style: Digit, Value: n}
	if chinese {
		num.Style = Han
	}
	c.spaces()
	if c.skip("）)") {
		if num.Style++; chinese {
			num.Style = HanParen
		} else {
			num.Style = Paren
		}
		return label{num: num}.when(c.text())
	}
	pause := c.peek() == '、' || c.peek() == '､' || c.peek() == '﹑'
	if !c.skip("、､﹑.．﹒") {
		return label{}
	}
	end := c.at
	c.skip("、.．") // 1.、
	if c.at > end && c.peek() == '.' {
		return label{}
	}
	if !c.text() {
		return label{}
	}
	if pause && chinese && !Space(c.peek()) {
		// 二、三年级 is a list; 二、三年行动计划 is a clause. The number alone does not
		// tell which. A list does not say 两 or leave a space.
		d := *c
		m, han, ok := d.number()
		if two := c.peek() == '两' || c.peek() == '兩'; ok && han && !two {
			if d.peek() == '、' {
				return label{}
			}
			if m == n+1 {
				return label{num: num, list: true}
			}
		}
	}
	return label{num: num, sure: chinese || !strings.ContainsRune("、，。", c.peek())}
}

// text reports whether what follows can be the text of a clause, not the rest
// of a decimal or a date.
func (c *cursor) text() bool {
	d := *c
	spaced := d.spaces()
	r := d.peek()
	if _, ok := arabic(r); ok {
		year := d.at
		for ok {
			d.next()
			_, ok = arabic(d.peek())
		}
		return spaced || d.at-year == 4 && d.peek() == '年' // 1.2022年底前
	}
	return r < 0 || !strings.ContainsRune("%％‰", r)
}

// when returns l, or no label if it does not hold.
func (l label) when(ok bool) label {
	if !ok {
		return label{}
	}
	return l
}
