package corpus

import (
	"regexp"
	"strconv"
	"strings"

	"jiaokan/align"
	"jiaokan/extract"
)

// Where the year of a document was found, the surest first.
const (
	FromSignature = "signature" // 成文日期
	FromNumber    = "number"    // 发文字号: 国发〔2023〕5号
	FromNote      = "note"      // 题注: （2019年12月4日国务院第73次常务会议通过）
	FromTitle     = "title"
	FromPath      = "path" // a folder or the name of the file
)

// dated returns the year of a document and where it was found, or 0.
func dated(w *extract.Witness, path string) (year int, from string) {
	note := ""
	found := map[string]int{}
	see := func(b *extract.Block, _ int) {
		text := w.Slice(b.Body)
		switch b.Kind {
		case extract.Date:
			if y := yearIn(text); y > 0 {
				found[FromSignature] = y // the last is the document's, those before are of what it passes on
			}
		case extract.Number:
			if found[FromNumber] == 0 {
				found[FromNumber] = yearIn(text)
			}
		case extract.Title:
			if found[FromTitle] == 0 {
				found[FromTitle] = yearIn(text)
			}
		}
	}
	extract.Walk(w.Front, see)
	extract.Walk(w.Outline, see)
	for _, b := range w.Outline {
		if b.Num.Style != extract.NoStyle {
			note = w.Text[:b.Span.Lo]
			break
		}
	}
	found[FromNote] = lastYear(days, note)
	found[FromPath] = lastYear(years, path)
	for _, from := range []string{FromSignature, FromNumber, FromNote, FromTitle, FromPath} {
		if found[from] > 0 {
			return found[from], from
		}
	}
	return 0, ""
}

var (
	// Four figures that no other stands beside, or four Han figures and 年.
	years = regexp.MustCompile(`(?:^|[^0-9])((?:19|20|21)[0-9]{2})(?:[^0-9]|$)|([一二][〇零○Ｏ一九][〇零○Ｏ一二三四五六七八九]{2})年`)
	days  = regexp.MustCompile(`((?:19|20|21)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日|([一二][〇零○Ｏ一九][〇零○Ｏ一二三四五六七八九]{2})年[一二三四五六七八九十]{1,2}月`)
)

// yearIn is the first year in a text, or 0.
func yearIn(text string) int {
	m := years.FindStringSubmatch(align.Key(text))
	if m == nil {
		return 0
	}
	return yearOf(m[1] + m[2])
}

// lastYear is the year of the last match in a text, or 0.
func lastYear(in *regexp.Regexp, text string) (year int) {
	for _, m := range in.FindAllStringSubmatch(align.Key(text), -1) {
		year = yearOf(m[1] + m[2])
	}
	return year
}

func yearOf(s string) int {
	y, err := strconv.Atoi(hanFigures.Replace(s))
	if err != nil || y < 1900 || y > 2199 {
		return 0
	}
	return y
}

var hanFigures = strings.NewReplacer("〇", "0", "零", "0", "○", "0", "Ｏ", "0",
	"一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// titleOf is what a document is called: its title, else its first line, shortened.
func titleOf(w *extract.Witness) string {
	title, most := "", 80
	for _, b := range w.Blocks() {
		if b.Kind == extract.Title {
			title = w.Slice(b.Body)
			break
		}
	}
	if title == "" {
		title, _, _ = strings.Cut(strings.TrimFunc(w.Text, extract.Space), "\n")
		most = 40
	}
	title = strings.Join(strings.Fields(title), "")
	if rs := []rune(title); len(rs) > most {
		title = string(rs[:most]) + "…"
	}
	return title
}
