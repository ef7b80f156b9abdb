package main

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A draft is a document before its names are filled in: lines of text with slots.
type draft []line

type line struct {
	kind  kind
	label string // 一、 （一） 1.
	text  string
	own   bool // of a member of a series: no part of the mould
}

type kind uint8

const (
	form    kind = iota // organ, number, addressee, signature, date
	title               // 关于……的通知
	heading             // 一、总体要求
	body
)

// An author writes drafts. Its buffers are reused, so it is one goroutine's.
type author struct {
	*chain
	set   []string // boilerplate
	long  []int    // those of set that are paragraphs
	share float64  // of a text that is boilerplate
	buf   []rune

	used        map[int]bool // of set, in the document at hand
	boil, total int          // characters of the document at hand
}

func newAuthor(c *chain, set []string, share float64) *author {
	a := &author{chain: c, set: set, share: share}
	for i, s := range set {
		if strings.Count(s, string(stop)) > 2 {
			a.long = append(a.long, i)
		}
	}
	return a
}

// characters draws the length of a document: log-normal, as the lengths of the notices
// of one ministry are, so that a few are long and none is empty.
func characters(r *rand.Rand) int {
	const median, sigma = 1390, 0.42
	return min(max(int(median*math.Exp(sigma*r.NormFloat64())), 500), 6000)
}

var kindsOfDocument = []string{"通知", "意见", "实施方案", "暂行办法", "实施意见", "管理办法", "工作方案"}

func (a *author) draft(r *rand.Rand) draft {
	a.used, a.boil, a.total = map[int]bool{}, 0, 0
	length := characters(r)
	end := a.closing(r, length)
	d := draft{
		{kind: form, text: string(slotOrgan) + "文件"},
		{kind: form, text: string(slotNumber)},
		{kind: title, text: a.title(r)},
		{kind: form, text: "各县（市、区）人民政府，" + string(slotCity) + "直有关单位："},
		{kind: body, text: "为" + a.phrase(r, a.buf, 6, 30) + "，" + a.say(r)},
	}
	section := 1
	for ; a.total < length; section++ {
		d = append(d, line{kind: heading, label: numeral(section) + "、", text: a.phrase(r, a.buf, 4, 16)})
		if r.IntN(2) == 0 {
			d = append(d, line{kind: body, text: a.paragraph(r, 1+r.IntN(3))})
		}
		for item := range 2 + r.IntN(4) {
			if a.total >= length {
				break
			}
			d = append(d, line{kind: body, label: "（" + numeral(item+1) + "）", text: a.phrase(r, a.buf, 4, 16) + string(stop) + a.paragraph(r, 1+r.IntN(3))})
			if r.IntN(4) == 0 {
				for sub := range 2 + r.IntN(3) {
					d = append(d, line{kind: body, label: strconv.Itoa(sub+1) + ".", text: a.paragraph(r, 1+r.IntN(2))})
				}
			}
		}
	}
	if end != nil {
		d = append(d, line{kind: heading, label: numeral(section) + "、", text: "保障措施"})
		for i, s := range end {
			d = append(d, line{kind: body, label: "（" + numeral(i+1) + "）", text: s})
		}
	}
	return append(d, line{kind: form, text: string(slotOrgan)}, line{kind: form, text: string(slotDate)})
}

// closings is how many last sections there are that stand as they are in many documents.
const closings = 12

// closing draws a last section of set paragraphs for every third document that is so
// long that it is not too much of it. It counts as written.
func (a *author) closing(r *rand.Rand, length int) []string {
	if r.IntN(3) > 0 {
		return nil
	}
	k := int(rand.NewZipf(r, 1.1, 4, closings-1).Uint64())
	out := make([]string, 3)
	n := 0
	for i := range out {
		out[i] = a.set[a.long[(k*3+i*7)%len(a.long)]]
		n += utf8.RuneCountInString(out[i])
	}
	if float64(n) > 1.2*a.share*float64(length) {
		return nil
	}
	for i := range out {
		a.used[a.long[(k*3+i*7)%len(a.long)]] = true
	}
	a.boil, a.total = n, n
	return out
}

func (a *author) title(r *rand.Rand) string {
	return string(slotOrgan) + "关于" + a.phrase(r, a.buf, 6, 24) + "的" + kindsOfDocument[r.IntN(len(kindsOfDocument))]
}

func (a *author) paragraph(r *rand.Rand, sentences int) string {
	var b strings.Builder
	for range sentences {
		b.WriteString(a.say(r))
	}
	return b.String()
}

// say gives a sentence, or what is set for every occasion while the document has too
// little of it.
func (a *author) say(r *rand.Rand) string {
	var s string
	if float64(a.boil) < a.share*float64(a.total) && r.IntN(2) == 0 {
		s = sample(r, a.set, a.used)
		a.boil += utf8.RuneCountInString(s)
	} else {
		s = a.sentenceOfOwn(r)
	}
	a.total += utf8.RuneCountInString(s)
	return s
}

var units = []string{"个", "项", "所", "家", "万元", "公里", "%"}

// sentenceOfOwn gives a sentence of the chain, one in eight with a figure or a
// programme, which official documents are full of and statutes are not.
func (a *author) sentenceOfOwn(r *rand.Rand) string {
	a.buf = a.sentence(r, a.buf[:0])
	s := string(a.buf)
	switch r.IntN(16) {
	case 0:
		goal := strconv.Itoa(5 * (1 + r.IntN(60)))
		return "到" + strconv.Itoa(2005+r.IntN(30)) + "年，" + a.phrase(r, a.buf, 4, 16) + "达到" + goal + units[r.IntN(len(units))] + "以上，" + s
	case 1:
		return "实施" + string(slotTerm) + "行动，" + s
	}
	return s
}

// rewrite gives the lines of d that are own anew, in the same place and of about
// the same length.
func (a *author) rewrite(r *rand.Rand, d draft) draft {
	a.used, a.boil, a.total = map[int]bool{}, 0, 0
	out := make(draft, len(d))
	for i, l := range d {
		if l.own {
			switch l.kind {
			case title:
				l.text = a.title(r)
			case heading:
				l.text = a.phrase(r, a.buf, 4, 16)
			case body:
				length := utf8.RuneCountInString(l.text)
				l.text = ""
				for n := 0; n < length*3/4; n = utf8.RuneCountInString(l.text) {
					l.text += a.say(r)
				}
			}
		}
		out[i] = l
	}
	return out
}

// lines prints the draft with its names filled in.
func (d draft) lines(n names) []string {
	out := make([]string, len(d))
	for i, l := range d {
		var b strings.Builder
		b.WriteString(l.label)
		n.fill(&b, l.text)
		out[i] = b.String()
	}
	return out
}
