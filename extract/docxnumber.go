package extract

import (
	"strconv"
	"strings"

	"jiaokan/extract/flaw"
)

// The numbers 一、 （一） 1. of a Word document are seldom typed. A paragraph, or
// its style, names a w:num and a level in it; the w:num names a w:abstractNum,
// which says for each of nine levels in what format to count and what to write
// around the count: "（%1）". Several w:num of one w:abstractNum go on counting
// where the other stopped, unless one says where to start (ISO/IEC 29500-1,
// 17.9). So （一） is text of the document though no run of text has it.

// at returns the level i of the list, or nil.
func (list *wordList) at(i int) *listLevel {
	if list.own[i] != nil {
		return list.own[i]
	}
	return list.level[i]
}

// startOf returns with what level i begins.
func (list *wordList) startOf(i int) int {
	if list.restart[i] >= 0 {
		return list.restart[i]
	}
	if l := list.at(i); l != nil {
		return l.start
	}
	return 0
}

// A tally is how far the lists of one story are counted.
type tally struct {
	counts map[*abstractList]*[listLevels]levelCount
	begun  map[*wordList]*[listLevels]bool // the w:num has started where it says
}

// A levelCount is that of one level; it is not running before the first paragraph
// and after one of an outer level.
type levelCount struct {
	n       int
	running bool
}

func newTally() *tally {
	return &tally{map[*abstractList]*[listLevels]levelCount{}, map[*wordList]*[listLevels]bool{}}
}

// next counts one paragraph of a level.
func (y *tally) next(list *wordList, level int) *[listLevels]levelCount {
	c := y.counts[list.abstractList]
	if c == nil {
		c = new([listLevels]levelCount)
		y.counts[list.abstractList] = c
	}
	begun := y.begun[list]
	if begun == nil {
		begun = new([listLevels]bool)
		y.begun[list] = begun
	}
	if list.restart[level] >= 0 && !begun[level] {
		c[level].running = false
	}
	begun[level] = true
	if c[level].running {
		c[level].n = min(c[level].n+1, maxCount)
	} else {
		c[level] = levelCount{list.startOf(level), true}
	}
	for i := level + 1; i < listLevels; i++ {
		if l := list.at(i); l == nil || l.restart < 0 || level < l.restart {
			c[i].running = false
		}
	}
	return c
}

// level finds the list and the level of a paragraph, or returns nil.
func (all *numbering) level(m *paragraphMark) (*wordList, int) {
	if len(all.lists) == 0 {
		return nil, 0
	}
	ref, named := all.styles.number(m)
	list := all.lists[ref.list]
	if list == nil || list.abstractList == nil {
		return nil, 0
	}
	// The level of a style is the one that names the style.
	if !m.number.hasLevel {
		for _, id := range named {
			for i := range listLevels {
				if l := list.at(i); l != nil && l.style != "" && l.style == id {
					return list, i
				}
			}
		}
	}
	if ref.level < 0 || ref.level >= listLevels || list.at(ref.level) == nil {
		return nil, 0
	}
	return list, ref.level
}

// label counts a paragraph and returns its label as it is printed: 第三条, （二）,
// or "" if it has none.
func (all *numbering) label(y *tally, m *paragraphMark) (label string, l *listLevel) {
	list, level := all.level(m)
	if list == nil {
		return "", nil
	}
	l = list.at(level)
	counts := y.next(list, level)
	if l.hidden {
		return "", l
	}
	if l.format == "bullet" {
		return all.bullet(l), l
	}
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		c := l.text[i]
		if c != '%' || i+1 == len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		if k := int(l.text[i] - '1'); k <= level {
			n := counts[k].n
			if !counts[k].running {
				n = list.startOf(k)
			}
			b.WriteString(all.write(list.at(k), n, l.legal))
		}
	}
	return b.String(), l
}

// write writes one count.
func (all *numbering) write(l *listLevel, n int, legal bool) string {
	if l == nil {
		return ""
	}
	if legal && l.format != "none" && l.format != "decimalZero" {
		return strconv.Itoa(n)
	}
	s, known := formatNumber(l.format, n)
	if !known {
		all.lose(flaw.Field, "numbers in format "+l.format+" written as Arabic digits")
	}
	if l.digits > len(s) && l.format == "decimal" {
		s = strings.Repeat("0", l.digits-len(s)) + s
	}
	return s
}

func (all *numbering) lose(kind flaw.Kind, what string) {
	if !all.losses[what] {
		all.losses[what] = true
		all.loss = append(all.loss, flaw.Loss{Kind: kind, What: what})
	}
}

// bullet returns the sign of a list without numbers. Word takes most from fonts
// of symbols; of those that Unicode lacks nothing is printed.
func (all *numbering) bullet(l *listLevel) string {
	var b strings.Builder
	for _, r := range l.text {
		if s := symbol(l.font, r); s != 0 {
			r = s
		} else if private(r) {
			all.lose(flaw.Glyph, "bullet of font "+l.font)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
