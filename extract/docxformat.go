package extract

import (
	"fmt"
	"strconv"
	"strings"
)

// numberFormats are the kinds of numbers of ST_NumberFormat (ISO/IEC 29500-1,
// 17.18.59; MS-DOCX 2.4) that Chinese documents use. Beyond the range of one with
// few signs Word goes on in Arabic digits, as those here do by returning "".
var numberFormats = map[string]func(n int) string{
	"none":   func(int) string { return "" },
	"bullet": func(int) string { return "" }, // its sign is in the level's text

	"decimal":                 strconv.Itoa,
	"decimalHalfWidth":        strconv.Itoa,
	"decimalZero":             func(n int) string { return fmt.Sprintf("%02d", n) },
	"decimalFullWidth":        fullWidth,
	"decimalFullWidth2":       fullWidth,
	"numberInDash":            func(n int) string { return "- " + strconv.Itoa(n) + " -" },
	"ordinal":                 ordinal,
	"hex":                     func(n int) string { return strings.ToUpper(strconv.FormatInt(int64(n), 16)) },
	"upperRoman":              func(n int) string { return strings.ToUpper(roman(n)) },
	"lowerRoman":              roman,
	"upperLetter":             func(n int) string { return letters('A', n) },
	"lowerLetter":             func(n int) string { return letters('a', n) },
	"decimalEnclosedCircle":   circled,
	"decimalEnclosedFullstop": func(n int) string { return sign("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", n) },
	"decimalEnclosedParen":    func(n int) string { return sign("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", n) },

	"decimalEnclosedCircleChinese": circled,
	"ideographEnclosedCircle":      func(n int) string { return sign("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", n) },
	"ideographTraditional":         func(n int) string { return sign(stems, n) },
	"ideographZodiac":              func(n int) string { return sign(branches, n) },
	"ideographZodiacTraditional":   stemAndBranch,

	// 一 … 十、十一 … 九十九, then digit by digit, with a circle: 一○○ (MS-DOCX 2.4).
	"chineseCounting":   counting,
	"taiwaneseCounting": counting,

	"chineseCountingThousand":   func(n int) string { return simplified.write(n) },
	"taiwaneseCountingThousand": func(n int) string { return traditional.write(n) },
	"japaneseCounting":          func(n int) string { return japanese.write(n) },
	"chineseLegalSimplified":    func(n int) string { return legalSimplified.write(n) },
	"ideographLegalTraditional": func(n int) string { return legalTraditional.write(n) },
	"ideographDigital":          func(n int) string { return digitwise("〇一二三四五六七八九", n) },
	"japaneseDigitalTenThousand": func(n int) string {
		return digitwise("〇一二三四五六七八九", n)
	},
	"taiwaneseDigital": func(n int) string { return digitwise("○一二三四五六七八九", n) },
}

const (
	stems    = "甲乙丙丁戊己庚辛壬癸"
	branches = "子丑寅卯辰巳午未申酉戌亥"
)

// formatNumber writes n, from 0 to maxCount, in a format of ST_NumberFormat. It
// reports false where the format is not known; then the number is in Arabic
// digits.
func formatNumber(format string, n int) (string, bool) {
	f := numberFormats[format]
	if f == nil {
		return strconv.Itoa(n), false
	}
	s := f(n)
	if s == "" && format != "none" && format != "bullet" {
		s = strconv.Itoa(n)
	}
	return s, true
}

// sign returns the nth of signs.
func sign(signs string, n int) string {
	if r := []rune(signs); 1 <= n && n <= len(r) {
		return string(r[n-1])
	}
	return ""
}

func circled(n int) string {
	return sign("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", n)
}

func stemAndBranch(n int) string {
	if n < 1 || n > 60 {
		return ""
	}
	return sign(stems, (n-1)%10+1) + sign(branches, (n-1)%12+1)
}

// digitwise writes the decimal digits of n with other signs.
func digitwise(digits string, n int) string {
	r := []rune(digits)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(r[c-'0'])
	}
	return b.String()
}

func fullWidth(n int) string { return digitwise("０１２３４５６７８９", n) }

func counting(n int) string {
	if n < 10 || n >= 100 {
		return digitwise("○一二三四五六七八九", n)
	}
	return simplified.write(n)
}

// A numeralSystem writes numbers by place, as they are spoken.
type numeralSystem struct {
	digits string // of 0 to 9
	places string // of 10, 100, 1000, 10000
	ones   bool   // 10 to 19 are spoken with 一: 壹拾
	bare   bool   // no place is spoken with 一, and none with 零: 百一
}

var (
	simplified       = numeralSystem{digits: "零一二三四五六七八九", places: "十百千万"}
	traditional      = numeralSystem{digits: "零一二三四五六七八九", places: "十百千萬"}
	japanese         = numeralSystem{digits: "〇一二三四五六七八九", places: "十百千万", bare: true}
	legalSimplified  = numeralSystem{digits: "零壹贰叁肆伍陆柒捌玖", places: "拾佰仟万", ones: true}
	legalTraditional = numeralSystem{digits: "零壹貳參肆伍陸柒捌玖", places: "拾佰仟萬", ones: true}
)

// write returns n, below 100000: 一百零五, 一百一十.
func (sys numeralSystem) write(n int) string {
	digits, places := []rune(sys.digits), []rune(sys.places)
	if n == 0 {
		return string(digits[0])
	}
	var b []rune
	zero := false
	for place, unit := len(places), 10000; place >= 0; place, unit = place-1, unit/10 {
		d := n / unit % 10
		if d == 0 {
			zero = len(b) > 0
			continue
		}
		if zero && !sys.bare {
			b = append(b, digits[0])
		}
		zero = false
		silent := d == 1 && place > 0 && (sys.bare || place == 1 && len(b) == 0 && !sys.ones)
		if !silent {
			b = append(b, digits[d])
		}
		if place > 0 {
			b = append(b, places[place-1])
		}
	}
	return string(b)
}

func ordinal(n int) string {
	suffix := "th"
	if n/10%10 != 1 && n%10 < 4 {
		suffix = []string{"th", "st", "nd", "rd"}[n%10]
	}
	return strconv.Itoa(n) + suffix
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, p := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= p.value; n -= p.value {
			b.WriteString(p.sign)
		}
	}
	return b.String()
}

// letters counts a … z, aa, bb … zz, aaa, up to thirty times a letter.
func letters(first rune, n int) string {
	if n < 1 || n > 30*26 {
		return ""
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}
