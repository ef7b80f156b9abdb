package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Space reports whether r is white space: what may stand between blocks. Beside
// Unicode's these are the marks without width that web pages leave behind.
func Space(r rune) bool {
	switch {
	case r > '\u3000':
		return r == '\ufeff'
	case r >= '\u200b' && r <= '\u200d', r == '\u2060':
		return true
	}
	return unicode.IsSpace(r)
}

// lineBreak reports whether r ends a line. A form feed does: the page ends.
func lineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// An ending says how a line stops.
type ending uint8

const (
	cut      ending = iota // in a word: it goes on, is a heading, or has lost its end
	paused                 // at ， 、 or an opening mark: it goes on or has lost its end
	closed                 // at ） or ”: it may be either
	finished               // at 。 ！ ？ ； ： …, also inside closing quotes or behind a remark: 。（教育部负责）
)

// A line is one line of the text that is not blank.
type line struct {
	span   Span // without the white space around it
	label  label
	runes  int32 // of span
	cells  int32 // columns it takes where Han take two
	indent int16 // columns of white space before it
	end    ending
	blank  bool // a blank line stands above
	gap    bool // wide space inside, as in tables and lists of names
	kind   Kind // what it is, where it is part of the head or the foot
	joined bool // it goes on with the line above
}

// splitLines returns the lines of text that are not blank.
func splitLines(text string) []line {
	lines := make([]line, 0, 16+len(text)/96)
	blank := false
	for lo := 0; lo < len(text); {
		hi, next := lineEnd(text, lo)
		if l, ok := readLine(text, Span{lo, hi}); ok {
			l.blank = blank
			lines = append(lines, l)
			blank = false
		} else if lo > 0 {
			blank = true
		}
		lo = next
	}
	return lines
}

// lineEnd returns where the line that begins at lo ends and the next begins.
func lineEnd(text string, lo int) (hi, next int) {
	for i := lo; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i, i + 2
		case c >= '\n' && c <= '\r':
			return i, i + 1
		case c == 0xc2 || c == 0xe2:
			if r, n := utf8.DecodeRuneInString(text[i:]); lineBreak(r) {
				return i, i + n
			}
		}
	}
	return len(text), len(text)
}

func readLine(text string, sp Span) (line, bool) {
	s := text[sp.Lo:sp.Hi]
	trimmed := strings.TrimLeftFunc(s, Space)
	l := line{}
	l.indent = int16(min(width(s[:len(s)-len(trimmed)]), 1<<10))
	trimmed = strings.TrimLeftFunc(trimmed[headingMarks(trimmed):], Space)
	sp.Lo = sp.Hi - len(trimmed)
	s = strings.TrimRightFunc(trimmed, Space)
	sp.Hi = sp.Lo + len(s)
	if s == "" || isRule(s) {
		return l, false
	}
	l.span = sp
	l.label = readLabel(s)
	l.measure(s)
	l.end = endingOf(s)
	return l, true
}

// chars returns how many characters wide l is on the page, with the indent of a
// first line, which takes the place of two.
func (l *line) chars() int {
	if l.indent > 8 { // centred
		return int(l.runes)
	}
	return int(l.runes) + int(l.indent)/2
}

// columns is chars in columns.
func (l *line) columns() int {
	if l.indent > 8 {
		return int(l.cells)
	}
	return int(l.cells) + int(l.indent)
}

// width counts the columns of s.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	if r < 0x1100 && r != '“' && r != '”' {
		return 1
	}
	return 2
}

func (l *line) measure(s string) {
	spaces := 0
	for i, r := range s {
		l.runes++
		l.cells += int32(columns(r))
		switch {
		case r == '\u3000' || r == '\t':
			spaces += 2
		case r == ' ':
			spaces++
		default:
			if spaces > 1 && i > l.label.span.Hi+6 {
				l.gap = true
			}
			spaces = 0
		}
	}
}

const (
	stops   = "。！？；：…．!?;:"
	closers = "”’」』）)》〉】〕］]\""
	openers = "“‘「『（(《〈【〔［["
)

// endingOf looks at the last marks of a line. A full stop in half width ends a
// sentence only behind Han: behind a digit it may be half a decimal.
func endingOf(s string) ending {
	closes := false
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		rest := s[:len(s)-n]
		switch {
		case r == '）' || r == ')':
			if i := strings.LastIndexAny(rest, "（("); i > 0 && !closes {
				if p, _ := utf8.DecodeLastRuneInString(rest[:i]); strings.ContainsRune(stops, p) {
					return finished
				}
			}
			fallthrough
		case strings.ContainsRune(closers, r):
			closes = true
			s = rest
			continue
		case strings.ContainsRune(stops, r):
			return finished
		case r == '.':
			if p, _ := utf8.DecodeLastRuneInString(rest); unicode.Is(unicode.Han, p) {
				return finished
			}
		case closes:
			return closed
		case strings.ContainsRune("，、,—", r) || strings.ContainsRune(openers, r):
			return paused
		}
		break
	}
	if closes {
		return closed
	}
	return cut
}
