package extract

import "strings"

// This file knows what GB/T 9704 prints above and below the text of an official
// document: 发文机关标志, 发文字号, 标题 and 主送机关 above; 发文机关署名, 成文日期
// and 附注 below. Scans break these lines and web pages move them, so each line is
// known by its own form first and by its neighbours second.

// A reader holds the lines of one text while what they are is found out.
type reader struct {
	text  string
	lines []line
	front int             // lines[:front] stand above the text
	named map[string]bool // titles that the opening quotes in 《》

	indented bool // the first line of each paragraph is indented, and no other
}

// bare returns line i without any white space.
func (rd *reader) bare(i int) string {
	sp := rd.lines[i].span
	return bareText(rd.text[sp.Lo:sp.Hi])
}

// short reports whether line i may be a line of the head or the foot.
func (rd *reader) short(i int) bool { return rd.phrase(i, 48) }

// phrase reports whether line i has no label, ends with no mark and is not
// longer than n characters.
func (rd *reader) phrase(i, n int) bool {
	l := &rd.lines[i]
	return l.kind == "" && !l.label.sure && (l.end == cut || l.end == closed) && int(l.runes) <= n
}

// readFront finds what stands above the text and sets rd.front behind it.
func (rd *reader) readFront() {
	last := Kind("")
	for i := 0; i < len(rd.lines) && i < rd.front+40; {
		l := &rd.lines[i]
		if l.runes > 2000 {
			return
		}
		s := rd.bare(i)
		n := 1
		switch {
		case l.runes > 150 && rd.noteAt(i, last) == 0 || isContents(s) || isAttachment(s):
			return
		case l.label.sure && !isNumber(s):
			return
		case isNumber(s):
			l.kind = Number
		case rd.noteAt(i, last) > 0:
			n = rd.noteAt(i, last)
			rd.mark(i, n, Note)
		case rd.titleAt(i) > 0:
			n = rd.titleAt(i)
			rd.mark(i, n, Title)
		case rd.addresseeAt(i, last) > 0:
			n = rd.addresseeAt(i, last)
			rd.mark(i, n, Addressee)
			rd.front = i + n
			return
		case rd.short(i) && isOrgan(s):
			l.kind = Issuer
		case isDate(s):
			l.kind = Date
		case isPage(s): // between the title and the addressee, as web pages have it
		case l.end == finished || l.end == paused || last == Title || last == Number || last == Note:
			return
		}
		if l.kind != "" {
			rd.front = i + n
			if l.kind != Date {
				last = l.kind
			}
		}
		i += n
	}
}

// mark makes n lines from i one block of kind k.
func (rd *reader) mark(i, n int, k Kind) {
	for j := i; j < i+n; j++ {
		rd.lines[j].kind = k
		rd.lines[j].joined = j > i
	}
}

// titleAt returns how many lines from i are one title, or 0. Titles are broken
// by sense (GB/T 9704 7.3.1: 词意完整), so a line in the middle may look whole: 的
// at the head of the next, or an open 《, shows that it is not.
func (rd *reader) titleAt(i int) int {
	if !rd.titleLine(i) || !rd.titleBegins(i) {
		return 0
	}
	joined := ""
	for n := 1; n <= 5 && rd.titleLine(i+n-1); n++ {
		s := rd.bare(i + n - 1)
		if n > 2 && strings.HasPrefix(s, "关于") && !strings.Contains(joined, "发") {
			return 0 // 印发 and 转发 have the title of another document inside
		}
		joined += s
		if isGenre(joined) && balanced(joined) && !rd.titleGoesOn(i+n, joined) {
			return n
		}
	}
	return 0
}

// titleLine reports whether line i may be a line of a title.
func (rd *reader) titleLine(i int) bool {
	if i >= len(rd.lines) || !rd.phrase(i, 90) {
		return false
	}
	s := rd.bare(i)
	sp := rd.lines[i].span
	return !isContents(s) && !isNumber(s) && !isDate(s) && !isNote(s) && !isEnactment(s) && !isKeywords(rd.text[sp.Lo:sp.Hi])
}

// titleBegins reports whether line i may be the first of a title. An organ on a
// line of its own is one only right above 关于, and not below other organs.
func (rd *reader) titleBegins(i int) bool {
	s := rd.bare(i)
	switch {
	case isOrgan(s):
		below := i > 0 && rd.lines[i-1].kind == Issuer
		about := i+1 < len(rd.lines) && strings.HasPrefix(rd.bare(i+1), "关于")
		return !below && !strings.HasSuffix(s, "文件") && (about || rd.titleGoesOn(i+1, s))
	case isGenre(s):
		return true
	}
	return strings.Contains(s, "关于") || strings.Contains(s, "關於") || strings.Contains(s, "中华人民共和国") ||
		rd.lines[i].runes >= 8 && rd.titleEnds(i+1)
}

// titleEnds reports whether line i, alone, is the end of a title begun above.
func (rd *reader) titleEnds(i int) bool {
	return i < len(rd.lines) && rd.short(i) && isGenre(rd.bare(i)) && !strings.Contains(rd.bare(i), "关于")
}

// titleGoesOn reports whether the title that may end above line i does not.
func (rd *reader) titleGoesOn(i int, title string) bool {
	if i >= len(rd.lines) || !rd.short(i) {
		return false
	}
	s := rd.bare(i)
	if strings.Contains(title, "关于") && !hasSuffix(title, primary) && !strings.Contains(s, "关于") {
		if _, genre, ok := strings.Cut(s, "的"); ok && hasSuffix(genre, primary) {
			return true
		}
	}
	for _, w := range []string{"的", "及", "和", "》", "”"} {
		if strings.HasPrefix(s, w) {
			return isGenre(s)
		}
	}
	return false
}

// balanced reports whether every 《 and “ in s is closed.
func balanced(s string) bool {
	return strings.Count(s, "《") == strings.Count(s, "》") && strings.Count(s, "“") == strings.Count(s, "”")
}

// noteAt returns how many lines from i are one 附注 or 题注, or 0. The 题注 of an
// old statute names every amendment and runs over many lines.
func (rd *reader) noteAt(i int, last Kind) int {
	s := rd.bare(i)
	if isNote(s) || (last == Title || last == Note) && isEnactment(s) {
		return 1
	}
	if !strings.HasPrefix(s, "（") && !strings.HasPrefix(s, "(") || !strings.Contains(s, "年") {
		return 0
	}
	depth := 0
	for n := 1; n <= 16 && i+n <= len(rd.lines) && !rd.lines[i+n-1].label.sure; n++ {
		s := rd.bare(i + n - 1)
		depth += strings.Count(s, "（") + strings.Count(s, "(") - strings.Count(s, "）") - strings.Count(s, ")")
		if depth <= 0 {
			if strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")") {
				return n
			}
			return 0
		}
	}
	return 0
}

// addresseeAt returns how many lines from i are the 主送机关, or 0. It stands
// right below the title or the 发文字号; elsewhere only 各… is taken for one.
func (rd *reader) addresseeAt(i int, last Kind) int {
	below := last == Title || last == Number || last == Note
	first := rd.bare(i)
	if !below && !strings.HasPrefix(first, "各") {
		return 0
	}
	for n := 1; n <= 3 && i+n <= len(rd.lines); n++ {
		l := &rd.lines[i+n-1]
		if l.kind != "" || l.label.sure || l.runes > 150 {
			return 0
		}
		if s := rd.bare(i + n - 1); isAddressee(s) && (n == 1 || isAddressee(first+s)) {
			return n
		}
		if l.end == finished || l.runes > 60 || !strings.HasPrefix(first, "各") {
			return 0
		}
	}
	return 0
}

// readNames collects the titles that the opening quotes: what a notice passes
// on is printed behind it under that name.
func (rd *reader) readNames() {
	rd.named = make(map[string]bool)
	end := rd.lines[min(len(rd.lines), rd.front+12)-1].span.Hi
	text := rd.text[:min(end, 1<<16)]
	for len(rd.named) < 64 {
		_, rest, ok := strings.Cut(text, "《")
		if !ok {
			return
		}
		name, _, ok := strings.Cut(rest, "》")
		if n := bareText(name); ok && len(n) < 300 {
			rd.named[n] = true
		}
		text = rest
	}
}

// readRest marks what stands below the text, and the titles of documents that
// are printed behind the first: with their own text, they go on until the end.
func (rd *reader) readRest() {
	rd.readNames()
	for i := rd.front; i < len(rd.lines); i++ {
		l := &rd.lines[i]
		if l.runes > 60 && !isNote(rd.text[l.span.Lo:l.span.Hi]) || l.kind != "" || l.label.sure {
			continue
		}
		s := rd.bare(i)
		switch {
		case isDate(s):
			if rd.readSignature(i); i == rd.front || rd.lines[i-1].kind != "" || rd.lines[i-1].end == finished {
				l.kind = Date
			}
		case isNote(s) && (i == rd.front || rd.lines[i-1].kind != "" || strings.Contains(s, "此件") || strings.Contains(s, "删减")):
			l.kind = Note
		case i > rd.front && rd.lines[i-1].kind == Title && isAddressee(s):
			l.kind = Addressee
		default:
			if n := rd.innerTitle(i); n > 0 {
				rd.mark(i, n, Title)
				i += n - 1
			}
		}
	}
	for i := len(rd.lines) - 1; i >= rd.front && (rd.lines[i].kind == Note || rd.lines[i].kind == Date); i-- {
		rd.readSignature(i)
	}
}

// readSignature marks the organs that stand right above line i.
func (rd *reader) readSignature(i int) {
	for j := i - 1; j >= rd.front && rd.short(j) && isOrgan(rd.bare(j)); j-- {
		rd.lines[j].kind = Signature
	}
}

// innerTitle returns how many lines from i are the title of a document printed
// behind the first, or 0. It stands below a date, a 附注, a signature or the word
// 附件, or is quoted in the opening, or has the full form 关于……的通知.
func (rd *reader) innerTitle(i int) int {
	if !rd.phrase(i, 90) || i > 0 && rd.lines[i-1].end != finished && rd.lines[i-1].kind == "" && !isAttachment(rd.bare(i-1)) {
		return 0
	}
	joined := ""
	for n := 1; n <= 4 && i+n <= len(rd.lines) && rd.short(i+n-1); n++ {
		if joined += rd.bare(i + n - 1); rd.named[joined] {
			return n
		}
	}
	n := rd.titleAt(i)
	if n == 0 {
		return 0
	}
	if i > 0 && (rd.lines[i-1].kind != "" || isAttachment(rd.bare(i-1))) {
		return n
	}
	if strings.HasPrefix(rd.bare(i), "关于") && strings.Contains(rd.bare(i+n-1), "的") {
		return n
	}
	return 0
}
