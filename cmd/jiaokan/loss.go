package main

import (
	"slices"
	"strings"

	"jiaokan/extract"
	"jiaokan/extract/flaw"
)

// A lossKind is how a kind of Loss is told.
type lossKind struct {
	kind flaw.Kind
	said text   // with how many there are
	one  string // what one is called, in Chinese; in English its What says it
}

// lossKinds are the kinds in the order in which they are told.
var lossKinds = []lossKind{
	{flaw.Unread, text{"有 %d 处读不出，文中作 �", "%d places could not be read and stand as � in the text"}, "读不出的字"},
	{flaw.Unrecognised, text{"有 %d 处图像里的字没有识别（见 --ocr）", "%d pictures of text were not recognised (see --ocr)"}, "没有识别的图像"},
	{flaw.Hidden, text{"%d 页是扫描件，读的是它隐藏的文字层", "%d pages are scans, of which the hidden text was read"}, "扫描件"},
	{flaw.Layer, text{"%d 页的文字层读不全或是乱码", "%d text layers cannot be read in full or are garbage"}, "乱码的文字层"},
	{flaw.Illegible, text{"%d 处图像几乎认不出字", "%d pictures have hardly a character that could be recognised"}, "认不出字的图像"},
	{flaw.Picture, text{"%d 处图像没有文字", "%d pictures have no text"}, "图像"},
	{flaw.Seal, text{"%d 处印章未读", "%d seals were not read"}, "印章"},
	{flaw.Attachment, text{"%d 处附入的文件未读", "%d files within it were not read"}, "附入的文件"},
	{flaw.Encoding, text{"%d 处声明的编码不对，按实际的编码读了", "%d wrong encodings are named, and the right ones were read"}, "不对的编码"},
	{flaw.Formula, text{"%d 处公式未读", "%d formulas were not read"}, "公式"},
	{flaw.Glyph, text{"%d 处字只在专用字体里有意义", "%d characters have a meaning only in a font of their own"}, "专用字体的字"},
	{flaw.Laid, text{"%d 处批注、图章或表单未读", "%d notes, stamps or form fields were not read"}, "批注、图章或表单"},
	{flaw.Field, text{"%d 处域或编号未读全", "%d fields or numbers were not read in full"}, "域或编号"},
	{flaw.Outside, text{"%d 处字在页面以外，未读", "characters outside the page were not read, in %d places"}, "页面以外的字"},
	{flaw.Truncated, text{"%d 处残缺，未读全", "%d parts are missing or damaged"}, "残缺的部分"},
}

// otherLoss is of none of these kinds: the first is quoted.
var otherLoss = text{"另有 %d 处未读全：%s", "%d other things were not read, the first: %s"}

// tellLoss says what of a file is not in its text, each kind once.
func (a *app) tellLoss(name string, losses []extract.Loss) {
	count := map[flaw.Kind]int{}
	for _, l := range losses {
		count[l.Kind]++
	}
	var said []string
	for _, k := range lossKinds {
		if n := count[k.kind]; n > 0 {
			said = append(said, a.say(k.said, n))
		}
	}
	if n := count[""]; n > 0 {
		first := slices.IndexFunc(losses, func(l extract.Loss) bool { return l.Kind == "" })
		said = append(said, a.say(otherLoss, n, losses[first].String()))
	}
	switch changed := count[flaw.Revision] > 0; {
	case changed && a.revisions == revisionsAccept:
		said = append(said, a.say(text{"有修订，按接受后读（另见 --revisions）", "tracked changes were taken as accepted (see --revisions)"}))
	case changed && a.revisions == revisionsReject:
		said = append(said, a.say(text{"有修订，按拒绝后读", "tracked changes were taken as rejected"}))
	}
	if len(said) > 0 {
		a.note(text{"%s：%s", "%s: %s"}, name, strings.Join(said, a.say(text{"；", "; "})))
	}
}

// lossName names one Loss in the language of the run.
func (a *app) lossName(l extract.Loss) string {
	k := slices.IndexFunc(lossKinds, func(k lossKind) bool { return k.kind == l.Kind })
	if a.en || k < 0 {
		return l.String()
	}
	if l.Page > 0 {
		return a.say(text{ZH: "第 %d 页%s"}, l.Page, lossKinds[k].one)
	}
	return lossKinds[k].one
}

// trackedChanges reports whether a Loss tells that changes were accepted or
// rejected.
func trackedChanges(l extract.Loss) bool { return l.Kind == flaw.Revision }
