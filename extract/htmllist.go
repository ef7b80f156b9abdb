package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// A htmlList counts the items of a list whose numbers the page leaves to the
// browser.
type htmlList struct {
	style string // a list-style-type; "" where items have no number
	at    int
	step  int
}

// newList reads the element that is the list. Bullets are no text.
//
// A list whose items begin with labels of their own is not counted: its site
// hides the numbers in a style sheet, as nearly all do for lists that are not
// running text, and 1. 一、 is on no page.
func newList(n *htmlNode) *htmlList {
	l := &htmlList{at: 1, step: 1}
	if n.tag != atom.Ol || labelled(n) {
		return l
	}
	l.style = listStyle(n, "decimal")
	if _, ok := n.lookup("reversed"); ok {
		l.step, l.at = -1, 0
		for c := n.first; c != nil; c = c.next {
			if c.tag == atom.Li {
				l.at++
			}
		}
	}
	if v, err := strconv.Atoi(strings.TrimSpace(n.value("start"))); err == nil && v > -1e6 && v < 1e6 {
		l.at = v
	}
	return l
}

func labelled(list *htmlNode) bool {
	for c := list.first; c != nil; c = c.next {
		if c.tag == atom.Li && readLabel(firstText(c)).sure {
			return true
		}
	}
	return false
}

// firstText returns the first text in n that is no white space. It looks at a
// few nodes: a label is at the very beginning.
func firstText(n *htmlNode) string {
	for range 16 {
		n = n.first
		for n != nil && n.name == "" && strings.TrimFunc(n.text, Space) == "" {
			n = n.next
		}
		if n == nil || n.name == "" {
			break
		}
	}
	if n == nil {
		return ""
	}
	return strings.TrimFunc(n.text, Space)
}

// next returns the number of the item n, with its mark, or "".
func (l *htmlList) next(n *htmlNode) string {
	if v, err := strconv.Atoi(strings.TrimSpace(n.value("value"))); err == nil && v > -1e6 && v < 1e6 {
		l.at = v
	}
	i := l.at
	l.at += l.step
	if l.style == "" {
		return ""
	}
	return counter(listStyle(n, l.style), i)
}

// listStyle returns the list-style-type that an ol or li has by its attributes,
// or else the given one; "" for none and for bullets.
func listStyle(n *htmlNode, style string) string {
	switch n.value("type") {
	case "1":
		style = "decimal"
	case "a":
		style = "lower-alpha"
	case "A":
		style = "upper-alpha"
	case "i":
		style = "lower-roman"
	case "I":
		style = "upper-roman"
	}
	for class := range strings.FieldsSeq(n.value("class")) {
		if s, ok := strings.CutPrefix(class, "custom_"); ok && ueditor[s].format != "" {
			style = s
		}
	}
	for rule := range strings.SplitSeq(strings.ToLower(n.value("style")), ";") {
		key, val, _ := strings.Cut(rule, ":")
		if key = strings.TrimSpace(key); key != "list-style-type" && key != "list-style" {
			continue
		}
		for word := range strings.FieldsSeq(val) {
			switch {
			case word == "none" || word == "disc" || word == "circle" || word == "square":
				style = ""
			case counter(word, 1) != "":
				style = word
			}
		}
	}
	return style
}

// ueditor are the lists of the UEditor that many of these sites write with, by
// class: custom_cn2. It prints their numbers as pictures.
var ueditor = map[string]struct{ before, format, behind string }{
	"num":  {"", "decimal", "."},
	"num1": {"", "decimal", ")"},
	"num2": {"(", "decimal", ")"},
	"cn":   {"", "chineseCountingThousand", "、"},
	"cn1":  {"", "chineseCountingThousand", ")"},
	"cn2":  {"(", "chineseCountingThousand", ")"},
}

// listStyles are the styles of CSS Counter Styles Level 3 that Chinese pages use,
// by the format of ST_NumberFormat that counts alike, and what follows the number.
var listStyles = map[string]struct{ format, suffix string }{
	"decimal":               {"decimal", ". "},
	"decimal-leading-zero":  {"decimalZero", ". "},
	"lower-roman":           {"lowerRoman", ". "},
	"upper-roman":           {"upperRoman", ". "},
	"lower-alpha":           {"lowerLetter", ". "},
	"upper-alpha":           {"upperLetter", ". "},
	"lower-latin":           {"lowerLetter", ". "},
	"upper-latin":           {"upperLetter", ". "},
	"cjk-ideographic":       {"taiwaneseCountingThousand", "、"},
	"trad-chinese-informal": {"taiwaneseCountingThousand", "、"},
	"simp-chinese-informal": {"chineseCountingThousand", "、"},
	"trad-chinese-formal":   {"ideographLegalTraditional", "、"},
	"simp-chinese-formal":   {"chineseLegalSimplified", "、"},
	"cjk-decimal":           {"ideographDigital", "、"},
	"cjk-heavenly-stem":     {"ideographTraditional", "、"},
	"cjk-earthly-branch":    {"ideographZodiac", "、"},
}

// counter prints i in a style, with what follows the number; "" for a style that
// is not known.
func counter(style string, i int) string {
	if marks, ok := ueditor[style]; ok {
		return marks.before + count(marks.format, i) + marks.behind
	}
	st, ok := listStyles[style]
	if !ok {
		return ""
	}
	if i > 26 && strings.HasSuffix(st.format, "Letter") {
		return alphabetic(i, st.format == "upperLetter") + st.suffix
	}
	return count(st.format, i) + st.suffix
}

func count(format string, i int) string {
	if i < 0 || i > 9999 {
		return strconv.Itoa(i)
	}
	s, _ := formatNumber(format, i)
	return s
}

// alphabetic goes on behind z with aa, ab, as CSS does. Word has aa, bb.
func alphabetic(i int, upper bool) string {
	first := 'a'
	if upper {
		first = 'A'
	}
	var b []byte
	for ; i > 0; i = (i - 1) / 26 {
		b = append([]byte{byte(first) + byte((i-1)%26)}, b...)
	}
	return string(b)
}
