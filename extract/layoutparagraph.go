package extract

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A paragraph is what is known of the one that is being read.
type paragraph struct {
	depth  float64 // of its first line, in characters
	hang   float64 // of the lines behind, once there is one
	lines  int
	labels []float64 // where text begins behind a label of the first line
}

// took notes that l has been read, as a further line of the paragraph or as the
// first of the next.
func (d *document) took(l *printed, joined bool) {
	if joined {
		if d.para.lines == 1 {
			d.para.hang = d.depth(l)
		}
		d.para.lines++
		return
	}
	d.para = paragraph{depth: d.depth(l), lines: 1, labels: d.behindLabels(l)}
}

// goesOn reports whether line b goes on with the paragraph that a ends so far.
// What speaks against it comes first; a page or a column may end between them.
//
//	a   　　为深入贯彻党的二十大精神，现就有关事项通知如       full: 下 has no room
//	b   下。                                                  not indented: goes on
//	a   　　一、工作目标                                      not full: ends
//	b   　　到2025年，…                                       indented: begins
func (d *document) goesOn(a, b *printed) bool {
	if a.cells || b.cells || a.turn != b.turn || !d.sameSetting(a, b) || d.gapped(a, b) || !d.full(a, b) {
		return false
	}
	depth, first := d.depth(b), d.para.depth
	if d.para.lines > 1 {
		return d.keepsHang(a, b)
	}
	switch {
	case first > 2.8 && depth < first-0.6:
		return false // a is centred or stands at the right
	case depth < first-0.6:
		return d.unlabelled(a, b)
	case depth > first+0.6:
		return d.behindLabel(depth) && !opensLabel(b)
	case first <= 0.6:
		return d.unlabelled(a, b) && !(d.brief && stopped(a))
	}
	// Both are indented: two paragraphs, or one that is set in.
	return !opensLabel(b) && (!d.indented || depth > 2.8 || endingOf(a.text) != finished)
}

// keepsHang decides for the third line of a paragraph and those behind.
func (d *document) keepsHang(a, b *printed) bool {
	if d.para.depth <= 0.6 && d.para.hang <= 0.6 && d.brief && stopped(a) {
		return false
	}
	return math.Abs(d.depth(b)-d.para.hang) <= 0.6 && d.unlabelled(a, b)
}

// opensLabel reports whether b begins with what by its form is a label.
func opensLabel(b *printed) bool {
	n, _ := ReadLabel(b.text)
	return n.Style != NoStyle
}

// unlabelled reports whether b does not begin with a label. In text with indents
// one that is not indented is the rest of a sentence, unless that is where all
// labels stand: 依照本法 / 第三条规定.
func (d *document) unlabelled(a, b *printed) bool {
	return !opensLabel(b) || d.indented && !d.outdent && d.depth(b) < 0.6 && !stopped(a)
}

// sameSetting reports whether two lines may be of one paragraph by their type.
// Fonts tell only where each line is in one, and no text is set in.
func (d *document) sameSetting(a, b *printed) bool {
	if a.sure == nil && b.sure == nil {
		if !sameSize(a, b) {
			return false
		}
	} else if a.size > 1.5*b.size || b.size > 1.5*a.size {
		return false // boxes of a recogniser are as high as the characters in them
	}
	if d.indented {
		return true
	}
	fa, fb := hanFont(a), hanFont(b)
	return fa == "" || fb == "" || fa == fb
}

// hanFont returns the font of a line's Han, or "" if it has several or none.
func hanFont(l *printed) string {
	font := ""
	for i := range l.pieces {
		p := &l.pieces[i]
		if !strings.ContainsFunc(p.text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			continue
		}
		if font != "" && font != p.font {
			return ""
		}
		font = p.font
	}
	return font
}

// gapped reports whether there is more room between two lines than between those
// of a paragraph. Across the end of a column or a page nobody can tell.
func (d *document) gapped(a, b *printed) bool {
	if a.page != b.page || a.region != b.region {
		return false
	}
	pitch := (b.base() - a.base()) / max(a.size, b.size)
	if pitch < 0.3 {
		return true // beside it
	}
	usual := d.pitch
	if usual == 0 {
		usual = 1.8
	}
	return pitch > 1.3*usual+0.1
}

// full reports whether a has no room for what b begins with, so that the line
// break between them need not mean anything. Where text is justified such a line
// would end at the edge; one that does not, by less than a character, is taken
// for full only if it breaks off in a sentence.
func (d *document) full(a, b *printed) bool {
	room := (a.right - a.box.X1) / d.em(a)
	if room < 0.5 {
		return true
	}
	slack := 0.05
	if a.sure != nil {
		slack = 0.4 // boxes of a recogniser are as wide as the ink
	}
	return room < d.unbreakable(b)+slack && !(d.flush && stopped(a))
}

// stopped reports whether a line ends with a sentence: behind ； and ： the
// paragraph may well go on.
func stopped(l *printed) bool {
	return endingOf(l.text) == finished && strings.TrimRight(l.text, "；：;:") == l.text
}

// unbreakable is how wide the part of l is before which alone a line may end, in
// characters: one Han with the marks behind it that may begin no line, or a word.
func (d *document) unbreakable(l *printed) float64 {
	end := 0
	for i, r := range l.text {
		if i > 0 && !strings.ContainsRune(closers+stops+"，、,", r) {
			prev, _ := utf8.DecodeLastRuneInString(l.text[:i])
			if !strings.ContainsRune(openers, prev) && !(wordy(prev) && wordy(r)) {
				break
			}
		}
		end = i + utf8.RuneLen(r)
	}
	return (l.x(end) - l.box.X0) / d.em(l)
}

// x returns about where the character at byte i of the line's text begins.
func (l *printed) x(i int) float64 {
	for k := range l.pieces {
		p := &l.pieces[k]
		if p.space() {
			continue
		}
		if end := p.at + len(p.text); i < end {
			return p.x(max(0, i-p.at))
		}
	}
	return l.box.X1
}

// behindLabels returns the depths at which text begins behind a label or behind
// a colon: where the next lines may begin too.
//
//	附件：1. 湖南省职业教育改革发展
//	         规划
func (d *document) behindLabels(l *printed) []float64 {
	var depths []float64
	note := func(i int) {
		for i < len(l.text) {
			r, n := utf8.DecodeRuneInString(l.text[i:])
			if !Space(r) {
				depths = append(depths, (l.x(i)-l.left)/d.em(l))
				return
			}
			i += n
		}
	}
	rest := 0
	if i := strings.Index(l.text, "："); i >= 0 && i < 20 {
		rest = i + len("：")
		note(rest)
	}
	for _, from := range []int{0, rest} {
		if n, sp := ReadLabel(l.text[from:]); n.Style != NoStyle {
			note(from + sp.Hi)
		}
	}
	return depths
}

func (d *document) behindLabel(depth float64) bool {
	for _, l := range d.para.labels {
		if math.Abs(l-depth) <= 0.7 {
			return true
		}
	}
	return false
}
