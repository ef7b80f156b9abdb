package report

import (
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// A phrase is one message of the printers in both languages. A bar in the
// English parts the form for one from the form for many; the first argument
// is the number.
type phrase struct{ key, zh, en string }

var phrases = []phrase{
	// What the page and its parts are called.
	{"report", "校勘报告", "Collation report"},
	{"witnesses", "版本", "Witnesses"},
	{"questions", "待定", "To decide"},
	{"canonical", "定本", "Canonical text"},
	{"collation", "逐条对照", "Side by side"},
	{"audits", "各本审读", "Audit of each copy"},
	{"contents", "目录", "Contents"},
	{"skip", "跳到待定之处", "Skip to what needs a decision"},
	{"made", "由 %s %s 据 %d 个版本校成", "%[1]s %[2]s, from %[3]d witnesses"},
	{"questions.note", "先数字、日期、用语、语气，后措辞与阙文。所列提议仅供参考，去取由编者定。", "Numbers, dates, terms and modal words first, wording and lost text last. Each proposal rests on the evidence shown; the choice is the editor's."},
	{"questions.none", "没有需要定夺之处。", "Nothing is left to decide."},
	{"canonical.note", "双线加编号者待定；虚线者各本互异，已有所择；波线者照录而存疑；【……】为各本皆阙之文。点按标记，可见各本读法与理由。", "Double underline with a number: open. Dotted underline: the copies differ and one was chosen. Wavy underline: printed as it stands, and doubtful. 【……】: lost in every copy. Select a mark to see the readings and the reasons."},
	{"canonical.none", "没有可排定的正文。", "There is no canonical text."},
	{"collation.note", "一行一条，一栏一本。红者待定：双线为提议，点线为他读。蓝者已择：下划线为所用，删除线为不用。∧ 此本无文；阙 此本有文阙失；↵ 此本换行。", "One clause a row, one copy a column. Red is open: double underline is proposed, dotted is the other reading. Blue is settled: underlined is used, struck is not. ∧ no text in this copy; 阙 text lost; ↵ a line break of the copy."},
	{"audits.note", "一事只报一次。置信度是“此条属实”的概率。", "Each event is reported once. The confidence is the probability that the finding is true."},

	// Masthead.
	{"verdict.open", "%d 处待定", "%d place to decide|%d places to decide"},
	{"verdict.lacuna", "%d 处阙文", "%d lacuna|%d lacunae"},
	{"verdict.settled", "已择异文 %d 处", "%d variant settled|%d variants settled"},
	{"verdict.damage", "各本损坏 %d 处", "%d place damaged in the copies|%d places damaged in the copies"},
	{"verdict.clear", "没有待定之处", "nothing left to decide"},
	{"siglum", "版本", "Siglum"},
	{"path", "文件", "File"},
	{"encoding", "格式、编码", "Format, encoding"},
	{"runes", "字数", "Characters"},
	{"runes.n", "%d 字", "%d character|%d characters"},
	{"reliability", "可靠度", "Reliability"},
	{"damage", "问题", "Findings"},
	{"strip", "全本一览", "Each copy at a glance"},
	{"strip.of", "%s 本全貌", "The whole of copy %s"},
	{"strip.note", "从左到右即从头到尾。点按一处，或用左右键移动、回车进入，可到逐条对照中的该条。", "Left to right is beginning to end. Select a place, or use the arrow keys and Enter, to go to its clause."},

	// What stands at a place of a copy.
	{"state.agreed", "一致", "agreed"},
	{"state.differing", "互异", "differing"},
	{"state.repaired", "已修复", "repaired"},
	{"state.fragment", "残片", "fragment"},
	{"state.repeated", "重出", "repeated"},
	{"state.foreign", "他文", "foreign"},
	{"state.lost", "阙失", "lost"},

	// Clauses.
	{"row.issuer", "发文机关", "issuer"},
	{"row.title", "标题", "title"},
	{"row.number", "发文字号", "document number"},
	{"row.addressee", "主送机关", "addressee"},
	{"row.heading", "小标题", "heading"},
	{"row.item", "条目", "item"},
	{"row.paragraph", "段落", "paragraph"},
	{"row.signature", "署名", "signature"},
	{"row.date", "成文日期", "date"},
	{"row.note", "附注", "note"},
	{"row.fragment", "残片", "fragment"},
	{"row.foreign", "他文", "foreign text"},
	{"row.whole", "全文", "whole text"},
	{"cell.absent", "此本无此条", "not in this copy"},
	{"gap.omitted", "此处无文", "no text here"},
	{"gap.lost.long", "此处有文阙失", "text is lost here"},
	{"lacuna", "各本皆阙", "lost in every copy"},
	{"omission", "〔无〕", "[nothing]"},
	{"space.half", "〔半角空格〕", "[space]"},
	{"space.full", "〔全角空格〕", "[full-width space]"},
	{"space.break", "〔换行〕", "[line break]"},
	{"space.other", "〔空白〕", "[white space]"},
	{"loss", "〔阙〕", "[lost]"},
	{"elided", "共 %d 字", "%d character in all|%d characters in all"},

	// Variants.
	{"kind.term", "用语", "Term"},
	{"kind.number", "数字", "Number"},
	{"kind.modality", "语气", "Modality"},
	{"kind.wording", "措辞", "Wording"},
	{"kind.label", "序号", "Label"},
	{"kind.punctuation", "标点", "Punctuation"},
	{"kind.width", "全半角", "Width"},
	{"kind.omission", "脱文", "Omission"},
	{"kind.addition", "衍文", "Addition"},
	{"kind.order", "次序", "Order"},
	{"proposal", "提议", "proposed"},
	{"chosen", "采用", "used"},
	{"chosen.none", "各本皆不可取，定本作阙文", "no reading can stand; the canonical text has a lacuna"},
	{"status.open", "待定", "open"},
	{"status.settled", "已择", "settled"},
	{"status.doubt", "存疑", "doubtful"},
	{"status.decided", "编者已定", "decided"},
	{"decided.by", "%s 已定", "decided by %s"},
	{"decided.typed", "%s 拟作“%s”：%s", "%s wrote “%s”: %s"},
	{"apparatus", "校记", "Apparatus"},
	{"readings", "各本读法", "Readings"},
	{"guess", "各本皆无，据文义推测", "in no copy, a guess"},
	{"guess.quoted", "各本皆无，他书引文如此", "in no copy, as other documents quote it"},
	{"sure", "识别把握 %s", "recognised with %s"},
	{"to.card", "定夺此处", "Decide here"},
	{"to.row", "逐条对照", "Side by side"},
	{"to.text", "定本此处", "In the canonical text"},

	// Grounds and degrees.
	{"method.collation", "对校", "collation"},
	{"method.internal", "本校", "internal"},
	{"method.external", "他校", "external"},
	{"method.reason", "理校", "reason"},
	{"confidence.sure", "把握很大", "near certain"},
	{"confidence.likely", "较有把握", "likely"},
	{"confidence.leaning", "略有倾向", "leaning"},
	{"confidence.unsure", "难以判断", "uncertain"},
	{"severity", "程度", "Severity"},
	{"severity.open", "须定夺", "to decide"},
	{"severity.error", "须定夺", "to decide"},
	{"severity.warning", "提醒", "warning"},
	{"severity.info", "提示", "info"},
	{"severity.settled", "已择异文", "settled variant"},

	// Findings.
	{"rule", "类别", "Rule"},
	{"rule.conflict.term", "用语互异", "Terms differ"},
	{"rule.conflict.number", "数字互异", "Numbers differ"},
	{"rule.conflict.modality", "语气互异", "Modal words differ"},
	{"rule.conflict.wording", "措辞互异", "Wording differs"},
	{"rule.conflict.label", "序号互异", "Labels differ"},
	{"rule.conflict.order", "条款次序互异", "Order of clauses differs"},
	{"rule.corruption.duplicate", "条款重出", "Clauses printed twice"},
	{"rule.corruption.foreign", "混入他文", "Another document's text"},
	{"rule.corruption.truncated", "语句截断", "Cut sentence"},
	{"rule.corruption.fragment", "残片", "Stray fragment"},
	{"rule.corruption.missing", "文字脱漏", "Text missing"},
	{"rule.corruption.garbled", "文字错乱", "Garbled text"},
	{"rule.corruption.confusable", "形近音近之误", "Look-alike or sound-alike"},
	{"rule.amendment.versions", "先后两版", "Two versions"},
	{"rule.amendment.added", "新增条文", "Article added"},
	{"rule.amendment.repealed", "删去条文", "Article repealed"},
	{"rule.amendment.changed", "条文改动", "Article changed"},
	{"rule.amendment.renumbered", "条文移号", "Article renumbered"},
	{"rule.structure.gap", "序号缺漏", "Labels skip"},
	{"rule.structure.repeat", "序号重复", "Labels repeat"},
	{"rule.structure.order", "序号倒置", "Labels run backwards"},
	{"rule.structure.orphan", "条款失其上级", "Clause without its parent"},
	{"rule.format.quotes", "引号用法", "Quotation marks"},
	{"rule.format.width", "全角半角", "Full and half width"},
	{"rule.format.punctuation", "标点用法", "Punctuation"},
	{"rule.format.number", "数字用法", "Numerals"},
	{"rule.format.date", "日期写法", "Dates"},
	{"rule.format.title", "标题写法", "Title"},
	{"rule.format.space", "多余空格", "Spaces"},
	{"between", "各本之间", "Between the copies"},
	{"audit.of", "%s 本", "Copy %s"},
	{"audit.none", "没有发现问题。", "Nothing was found."},
	{"against", "参照", "Compare"},
	{"place", "第 %d 行第 %d 列", "line %d, column %d"},
	{"place.page", "第 %d 页", "p. %d"},
	{"place.page.line", "第 %d 页第 %d 行", "p. %d, line %d"},
	{"quoted.line", "第 %d 行", "line %d"},
	{"quoted.as", "%s %s：%s", "%s, %s: %s"},
	{"more", "另有 %d 处", "%d more|%d more"},

	// What of a file is not in its text.
	{"losses.n", "未能读出 %d 处", "%d thing not read|%d things not read"},
	{"apart.n", "不入正文 %d 处：页眉、页码之类", "%d piece kept out of the text: running heads, page numbers and the like|%d pieces kept out of the text: running heads, page numbers and the like"},
	{"times", "%d 处", "%d times"},
	{"loss.unread", "读不出，文中作 �", "not to be read, stands as � in the text"},
	{"loss.glyph", "字只在专用字体里有意义", "a character with a meaning only in a font of its own"},
	{"loss.layer", "文字层读不全或是乱码", "a text layer that is garbage, or in part"},
	{"loss.hidden", "扫描件，读的是隐藏的文字层", "a scan, of which the hidden text was read"},
	{"loss.unrecognised", "图像里的字没有识别", "a picture of text that was not recognised"},
	{"loss.illegible", "图像几乎认不出字", "a picture with hardly a character that could be recognised"},
	{"loss.picture", "图像没有文字", "a picture without text"},
	{"loss.formula", "公式未读", "a formula"},
	{"loss.seal", "印章未读", "a seal"},
	{"loss.attachment", "附入的文件未读", "a file within it"},
	{"loss.revision", "修订已取其一", "tracked changes taken one way"},
	{"loss.encoding", "声明的编码不对，按实际的编码读了", "a wrong encoding is named, and the right one was read"},
	{"loss.laid", "批注、图章或表单未读", "notes, stamps or form fields"},
	{"loss.field", "域或编号未读全", "a field or a number not read in full"},
	{"loss.outside", "页面以外的字未读", "characters outside the page"},
	{"loss.truncated", "残缺，未读全", "a part that is missing or damaged"},
	{"part.header", "页眉", "header"},
	{"part.footer", "页脚", "footer"},
	{"part.page number", "页码", "page number"},
	{"part.title", "标题", "title"},
	{"part.table", "表格", "table"},
	{"part.footnote", "脚注", "footnote"},
	{"part.endnote", "尾注", "endnote"},
	{"part.comment", "批注", "comment"},
	{"part.text box", "文本框", "text box"},
	{"part.number", "序号", "number"},
	{"part.metadata", "文件属性", "metadata"},
	{"part.watermark", "水印", "watermark"},
	{"part.link", "链接", "link"},

	// Filters and keys.
	{"filter", "筛选", "Filter"},
	{"filter.all", "全部", "all"},
	{"filter.text", "文字", "Text"},
	{"filter.text.hint", "楚怡", "楚怡"},
	{"filter.only", "只看有异处", "only what differs"},
	{"filter.reset", "清除", "Clear"},
	{"filter.shown", "显示 {n} / {all}", "{n} of {all} shown"},
	{"filter.none", "没有符合条件的项目。", "Nothing matches the filter."},
	{"question.prev", "上一处待定", "Previous open place"},
	{"question.next", "下一处待定", "Next open place"},
	{"question.nth", "第 %d 处", "No. %d"},
	{"help", "键盘操作", "Keyboard"},
	{"help.next", "下一处、上一处待定", "next, previous open place"},
	{"help.filter", "到筛选", "go to the filter"},
	{"help.mark", "逐个走到标记；回车打开，Esc 关闭", "walk the marks; Enter opens, Esc closes"},
	{"help.strip", "在全本一览上移动；回车到该条", "move along a strip; Enter goes to the clause"},
	{"help.help", "打开此说明", "open this help"},
	{"close", "关闭", "Close"},

	// The terminal.
	{"sum.title", "校勘：%d 个版本，定本 %d 字", "Collation: %[1]d witnesses, canonical text of %[2]d characters"},
	{"sum.lacunae", "阙文", "Lacunae"},
	{"sum.damage", "各本损坏", "Damage in each copy"},
	{"sum.testimony", "旁证：库中 %d 份文件引用此文，%d 处有各本所无的文字", "Testimony: %d documents of the archive quote the text; places where they have what no copy has: %d"},
	{"sum.voices", "%d 家：%s", "%d voice: %s|%d voices: %s"},
	{"sum.more", "另有 %d 处，见报告", "%d more in the report|%d more in the report"},
	{"sum.clean", "无", "none"},
	{"sum.key", "（* 为提议）", "(* is proposed)"},
	{"sum.count", "%s %d", "%s %d"},
	{"and", "；", "; "},
	{"comma", "，", ", "},
	{"stop", "。", "."},
}

// catalogue holds the phrases in the form that golang.org/x/text reads.
var catalogue = sync.OnceValue(func() *catalog.Builder {
	b := catalog.NewBuilder(catalog.Fallback(language.Chinese))
	for _, p := range phrases {
		set(b, language.Chinese, p.key, p.zh)
		set(b, language.English, p.key, p.en)
	}
	return b
})

func set(b *catalog.Builder, tag language.Tag, key, text string) {
	msg := catalog.Message(catalog.String(text))
	if one, many, ok := strings.Cut(text, "|"); ok {
		msg = plural.Selectf(1, "%d", plural.One, one, plural.Other, many)
	}
	if err := b.Set(tag, key, msg); err != nil {
		panic("report: phrase " + key + ": " + err.Error()) // a phrase above is malformed
	}
}

var known = sync.OnceValue(func() map[string]bool {
	keys := make(map[string]bool, len(phrases))
	for _, p := range phrases {
		keys[p.key] = true
	}
	return keys
})

// words says things in one language.
type words struct {
	lang    string // "zh" or "en"
	printer *message.Printer
}

// wordsIn returns the words of a language; Chinese unless English is asked for.
func wordsIn(lang string) words {
	w := words{lang: "zh"}
	tag := language.Chinese
	if strings.HasPrefix(lang, "en") {
		w.lang, tag = "en", language.English
	}
	w.printer = message.NewPrinter(tag, message.Catalog(catalogue()))
	return w
}

// say prints the phrase of a key.
func (w words) say(key string, args ...any) string {
	return w.printer.Sprintf(message.Key(key, key), args...)
}

// name returns what a value is called, such as name("rule", "structure.gap"),
// or the value where it has no name.
func (w words) name(sort, value string) string {
	if key := sort + "." + value; known()[key] {
		return w.say(key)
	}
	return Visible(value)
}

// text returns the sentence in this language, or in the other where this one
// lacks it.
func (w words) text(t ResultText) string {
	if w.lang == "en" && t.EN != "" || t.ZH == "" {
		return Visible(t.EN)
	}
	return Visible(t.ZH)
}

// degree puts a probability into words.
func (w words) degree(p float64) string {
	switch {
	case p >= 0.95:
		return w.say("confidence.sure")
	case p >= 0.8:
		return w.say("confidence.likely")
	case p >= 0.6:
		return w.say("confidence.leaning")
	}
	return w.say("confidence.unsure")
}
