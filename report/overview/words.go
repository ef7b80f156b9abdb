package overview

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"jiaokan/align/audit"
	"jiaokan/report"
)

// A phrase is one message of the pages in both languages.
type phrase struct{ zh, en string }

var phrases = map[string]phrase{
	"overview":  {"库藏概览", "Archive overview"},
	"home":      {"概览", "Overview"},
	"contents":  {"目录", "Contents"},
	"made":      {"由 jiaokan %s 印出", "printed by jiaokan %s"},
	"under":     {"文件所在：%s", "documents under %s"},
	"colon":     {"：", ": "},
	"comma":     {"，", ", "},
	"n":         {"%d", "%d"},
	"none":      {"无", "none"},
	"previous":  {"上一页", "previous"},
	"next":      {"下一页", "next"},
	"page.of":   {"第 %d 页，共 %d 页", "page %d of %d"},
	"more":      {"另有 %d，见", "%d more, see"},
	"all":       {"全部 %d", "all %d"},
	"unaudited": {"尚未审读：先运行 jiaokan corpus audit。", "Not audited so far: run jiaokan corpus audit first."},

	// The numbers.
	"numbers":           {"总数", "In numbers"},
	"documents":         {"文件", "Documents"},
	"characters":        {"字数", "Characters"},
	"families":          {"版本族", "Families"},
	"families.large":    {"两份以上的族", "Families of two or more"},
	"editions":          {"定本", "Canonical texts"},
	"open":              {"待定异文", "Open variants"},
	"error":             {"须定夺", "to decide"},
	"warning":           {"提醒", "warning"},
	"info":              {"提示", "note"},
	"error.n":           {"须定夺的问题", "Findings to decide"},
	"warning.n":         {"提醒", "Warnings"},
	"info.n":            {"提示", "Notes"},
	"unread":            {"读不出的文件", "Unreadable files"},
	"changed":           {"内容已变的文件", "Changed files"},
	"missing":           {"不见的文件", "Missing files"},
	"failed":            {"未能审读的族", "Families not audited"},
	"damaged.n":         {"有损的文件", "Damaged documents"},
	"roles":             {"各份文件的情形", "What the documents are"},
	"role.complete":     {"完整", "complete"},
	"role.cut":          {"有阙", "cut"},
	"role.contaminated": {"混入他文", "contaminated"},
	"role.version":      {"另一版本", "other version"},
	"role.fragment":     {"残页", "fragment"},
	"role.copy":         {"未审读", "not audited"},
	"role.unread":       {"读不出", "not read"},
	"role.":             {"未审读", "not audited"},
	"roles.note":        {"完整：有全文。有阙：缺页、缺尾、缺条。混入他文：夹有别的文件，或成段重印。另一版本：修改前后的另一版，不是损坏。残页：只是一部分。", "Complete: has the whole text. Cut: a page, an end, clauses are lost. Contaminated: text of another document, or a run printed twice. Other version: before or after an amendment, and no damage. Fragment: a part only."},

	// Plots.
	"plots":          {"分布", "Where the damage is"},
	"by.folder":      {"各目录", "By folder"},
	"by.folder.note": {"一行一个来源目录，有损份数多的在前；数字是有损份数 / 份数。", "A line for each source folder, those with most damaged documents first; the numbers are damaged / all."},
	"by.year":        {"各年", "By year"},
	"by.year.note":   {"年份取自%s。%d 份没有年份。", "The year is from %s. %d documents give none."},
	"by.rule":        {"各类问题", "By rule"},
	"by.rule.note":   {"须定夺的与提醒的问题；提示只记数。文字相同的文件只计一次。", "Findings to decide and warnings; notes are counted and not drawn. Documents of the same text count once."},
	"folders.other":  {"其余 %d 个目录", "%d other folders"},
	"year.other":     {"更早", "earlier"},
	"year.signature": {"成文日期 %d 份", "the date of signature (%d)"},
	"year.number":    {"发文字号 %d 份", "the document number (%d)"},
	"year.note":      {"题注 %d 份", "the note under the title (%d)"},
	"year.title":     {"标题 %d 份", "the title (%d)"},
	"year.path":      {"文件名或目录 %d 份", "the path (%d)"},
	"damaged.col":    {"有损", "Damaged"},
	"sound":          {"完好", "sound"},
	"damaged":        {"有损", "damaged"},
	"root.folder":    {"（本目录）", "(this folder)"},

	// Lists.
	"by.size":        {"依份数", "By size"},
	"by.serious":     {"依轻重", "By seriousness"},
	"serious.note":   {"须定夺的问题最多的在前，其次有损的份数、待定异文、提醒。", "What has most to decide comes first, then damaged documents, open variants, warnings."},
	"size.note":      {"份数最多的在前。", "The largest first."},
	"family":         {"族", "Family"},
	"family.n":       {"版本族 %s", "Family %s"},
	"title":          {"标题", "Title"},
	"untitled":       {"（无题）", "(untitled)"},
	"size":           {"份数", "Documents"},
	"lists":          {"全部版本族", "All families"},
	"left.out":       {"%d 族没有单独的页：或只有一份文件而没有问题，或超出页数之限（%d）。它们的问题都在表里。", "%d families have no page of their own: a document alone without findings, or beyond the limit of %d pages. The tables have their findings."},
	"files":          {"表与元数据", "Tables and metadata"},
	"file.findings":  {"全部问题，一行一个", "all findings, a line each"},
	"file.documents": {"全部文件与各自的身份", "all documents and what they are"},
	"file.xlsx":      {"以上各表", "the same as a workbook"},
	"file.premis":    {"PREMIS 3：固定性、接收、校验，每份一万个文件", "PREMIS 3: fixity, ingestion, validation; ten thousand documents a file"},

	// A family.
	"edition.n":          {"定本", "Canonical text"},
	"edition.first":      {"（引用此版）", " (the one to cite)"},
	"edition.undated":    {"第 %d 版", "no. %d"},
	"edition.change":     {"与引用之版相较：新增 %d 条，删去 %d 条，改动 %d 条，移号 %d 条", "Between it and the one to cite: %d articles added, %d repealed, %d changed, %d renumbered"},
	"edition.length":     {"%d 字", "%d characters"},
	"edition.open":       {"%d 处待定", "%d to decide"},
	"members":            {"各份文件", "Documents"},
	"siglum":             {"版本", "Siglum"},
	"path":               {"文件", "File"},
	"role":               {"身份", "What it is"},
	"share":              {"存全文", "Has of the text"},
	"alien":              {"他文", "Alien"},
	"year":               {"年", "Year"},
	"twin":               {"与 %s 同文", "the same text as %s"},
	"apart":              {"单独与定本对校：问题中 A 为定本，B 为此件", "held against the canonical text alone: in its findings A is the text and B the document"},
	"why":                {"未审读：%s", "not audited: %s"},
	"members.more":       {"另有 %d 份，见 documents.csv", "%d more, see documents.csv"},
	"findings":           {"问题", "Findings"},
	"findings.more":      {"另有 %d 个，见 findings.csv", "%d more, see findings.csv"},
	"between":            {"各本之间", "Between the copies"},
	"line":               {"第 %d 行", "line %d"},
	"relations":          {"与别族的关系", "Related families"},
	"relations.note":     {"引用、同段、同模板，都不并入本族。", "Quotations, shared passages and forms of one mould are no copies and stand apart."},
	"relation.quotes":    {"引用", "quotes"},
	"relation.quoted":    {"被引用于", "is quoted by"},
	"relation.shares":    {"有共同段落", "shares passages with"},
	"relation.template":  {"同一模板", "is of one mould with"},
	"relation.contains":  {"包含", "contains"},
	"relation.contained": {"包含于", "is contained in"},
	"of.both":            {"本件 %s，彼件 %s", "%s of this, %s of that"},
	"failure":            {"未能审读：%s", "could not be audited: %s"},
	"of.copy":            {"%s %s", "%s, %s"},
	"notes.n":            {"提示 %d 个", "%d note|%d notes"},

	// Tables.
	"rule":             {"类别", "Rule"},
	"rule.name":        {"类别名", "Name of the rule"},
	"severity":         {"程度", "Severity"},
	"method":           {"方法", "Method"},
	"message":          {"问题", "Message"},
	"confidence":       {"把握", "Confidence"},
	"line.n":           {"行", "Line"},
	"copies":           {"涉及份数", "Copies"},
	"document":         {"文件号", "Document"},
	"edition":          {"版", "Edition"},
	"format":           {"格式", "Format"},
	"encoding":         {"编码", "Encoding"},
	"bytes":            {"字节", "Bytes"},
	"losses":           {"未读出之处", "Losses"},
	"sha256":           {"SHA-256", "SHA-256"},
	"sm3":              {"SM3", "SM3"},
	"severity.error":   {"须定夺", "to decide"},
	"severity.warning": {"提醒", "warning"},
	"severity.info":    {"提示", "note"},
	"state":            {"状态", "State"},
	"state.read":       {"读出", "read"},
	"state.unread":     {"读不出", "not read"},
	"state.changed":    {"内容已变", "changed"},
	"state.missing":    {"不见", "missing"},
	"reason":           {"缘由", "Reason"},
	"twin.of":          {"同文的文件号", "Same text as"},
	"year.from":        {"年份所据", "Year from"},
	"from.signature":   {"成文日期", "signature"},
	"from.number":      {"发文字号", "number"},
	"from.note":        {"题注", "note"},
	"from.title":       {"标题", "title"},
	"from.path":        {"路径", "path"},
	"from.":            {"", ""},
	"method.collation": {"对校", "collation"},
	"method.internal":  {"本校", "internal"},
	"method.external":  {"他校", "external"},
	"method.reason":    {"理校", "reason"},

	// Files.
	"unread.note":    {"这些文件读不出文字，不在任何一族之中。", "No text could be read of these; they are in no family."},
	"events":         {"固定性事件", "Fixity events"},
	"events.note":    {"原文件不再是所记的样子。所记的不改，新内容另记。", "Files that are no longer as recorded. The record stays; new content is a new document."},
	"event":          {"事件", "Event"},
	"time":           {"时间", "Time"},
	"event.ingested": {"接收 %d 份", "%d document taken in|%d documents taken in"},
	"event.changed":  {"内容已变", "changed"},
	"event.missing":  {"不见", "missing"},
	"event.returned": {"复原", "as it was again"},
	"event.checked":  {"核对 %d 份", "%d file hashed again|%d files hashed again"},
	"event.accepted": {"知悉", "accepted"},
}

// words says things in one language.
type words struct {
	lang    string
	printer *message.Printer
}

func wordsIn(lang string) words {
	if strings.HasPrefix(lang, "en") {
		return words{"en", message.NewPrinter(language.English)}
	}
	return words{"zh", message.NewPrinter(language.Chinese)}
}

// say prints the phrase of a key; of one|many the one where the first argument is 1.
// What is put in was made visible.
func (w words) say(key string, args ...any) string {
	p, ok := phrases[key]
	if !ok {
		panic("overview: no phrase " + key) // a key above is misspelt
	}
	text := p.zh
	if w.lang == "en" {
		text = p.en
	}
	if len(args) == 0 {
		return text
	}
	if one, many, ok := strings.Cut(text, "|"); ok {
		if text = many; args[0] == 1 {
			text = one
		}
	}
	return w.printer.Sprintf(text, args...)
}

// name is what a value is called, or the value where it has no name.
func (w words) name(sort, value string) string {
	if _, ok := phrases[sort+"."+value]; ok {
		return w.say(sort + "." + value)
	}
	return report.Visible(value)
}

// text returns a sentence in this language.
func (w words) text(t audit.Text) string {
	if w.lang == "en" && t.EN != "" || t.ZH == "" {
		return report.Visible(t.EN)
	}
	return report.Visible(t.ZH)
}

// rule is what a rule is called.
func (w words) rule(id string) string {
	for _, r := range audit.Rules {
		if r.ID == id {
			return w.text(r.Name)
		}
	}
	return report.Visible(id)
}

// number prints a number as people read it: 12,345.
func (w words) number(n int) string { return w.say("n", n) }
