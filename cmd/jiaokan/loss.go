package main

import (
	"slices"
	"strings"

	"jiaokan/extract"
)

// A lossKind is a kind of Loss.
type lossKind struct {
	words []string // of which one is in its What
	said  text     // with how many there are
}

// lossKinds are the kinds that are told by name; the first that fits counts.
var lossKinds = []lossKind{
	{[]string{"not recognised"}, text{"有 %d 页图像没有识别成（见 --ocr）", "%d pages are pictures that could not be recognised (see --ocr)"}},
	{[]string{"hidden text was read"}, text{"%d 页是扫描件，读的是它隐藏的文字层", "%d pages are scans, of which the hidden text was read"}},
	{[]string{"text layer"}, text{"%d 页的文字层读不全或是乱码", "%d text layers cannot be read in full or are garbage"}},
	{[]string{"were recognised"}, text{"%d 页几乎认不出字", "%d pages have hardly a character that could be recognised"}},
	{[]string{"picture", "diagram", "drawing", "drawn", "image"}, text{"%d 处图像没有文字", "%d pictures have no text"}},
	{[]string{"seal", "signature"}, text{"%d 处印章未读", "%d seals were not read"}},
	{[]string{"attach", "another file", "put in", "embedded"}, text{"%d 处附入的文件未读", "%d files within it were not read"}},
	{[]string{"the page says that it is"}, text{"%d 处声明的编码不对，按实际的编码读了", "%d wrong encodings are named, and the right ones were read"}},
	{[]string{"formula"}, text{"%d 处公式未读", "%d formulas were not read"}},
	{[]string{"private", "only in the font", "of font"}, text{"%d 处字只在专用字体里有意义", "%d characters have a meaning only in a font of their own"}},
}

// otherLoss is of none of these kinds: the first is quoted.
var otherLoss = text{"另有 %d 处未读全：%s", "%d other things were not read, the first: %s"}

// tellLoss says what of a file is not in its text, each kind once.
func (a *app) tellLoss(name string, losses []extract.Loss) {
	unread, other, first := 0, 0, ""
	count, changed := make([]int, len(lossKinds)), false
	for _, l := range losses {
		if trackedChanges(l) {
			changed = true
			continue
		}
		switch k := lossKindOf(l.What); {
		case k >= 0:
			count[k]++
		case l.Span.Len() > 0:
			unread++
		default:
			if other++; other == 1 {
				first = l.What
			}
		}
	}
	var said []string
	if unread > 0 {
		said = append(said, a.say(text{"有 %d 处读不出，文中作 �", "%d places could not be read and stand as � in the text"}, unread))
	}
	for k, n := range count {
		if n > 0 {
			said = append(said, a.say(lossKinds[k].said, n))
		}
	}
	if other > 0 {
		said = append(said, a.say(otherLoss, other, first))
	}
	switch {
	case changed && a.revisions == revisionsAccept:
		said = append(said, a.say(text{"有修订，按接受后读（另见 --revisions）", "tracked changes were taken as accepted (see --revisions)"}))
	case changed && a.revisions == revisionsReject:
		said = append(said, a.say(text{"有修订，按拒绝后读", "tracked changes were taken as rejected"}))
	}
	if len(said) > 0 {
		a.note(text{"%s：%s", "%s: %s"}, name, strings.Join(said, a.say(text{"；", "; "})))
	}
}

// lossKindOf is the place in lossKinds, or -1.
func lossKindOf(what string) int {
	return slices.IndexFunc(lossKinds, func(k lossKind) bool {
		return slices.ContainsFunc(k.words, func(w string) bool { return strings.Contains(what, w) })
	})
}

// trackedChanges reports whether a Loss tells that changes were accepted or
// rejected.
func trackedChanges(l extract.Loss) bool { return strings.Contains(l.What, "tracked change") }
