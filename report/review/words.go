package review

import "strings"

// A phrase is one message of the page in both languages.
type phrase struct{ zh, en string }

// phrases of the page. Those that begin with js. are handed to its script;
// {n} and the like stand for what it puts in.
var phrases = map[string]phrase{
	"review":           {"校勘", "Review"},
	"skip":             {"跳到正文", "Skip to the text"},
	"nav":              {"目录与清单", "Outline and list"},
	"outline":          {"目录", "Outline"},
	"list":             {"清单", "List"},
	"text":             {"定本", "Text"},
	"witnesses":        {"各本", "Copies"},
	"evidence":         {"校记", "Evidence"},
	"search":           {"查找全文", "Search the text"},
	"undo":             {"撤销", "Undo"},
	"redo":             {"重做", "Redo"},
	"help":             {"键盘操作", "Keyboard"},
	"sign":             {"定稿", "Sign off"},
	"previous":         {"上一处", "Previous"},
	"next":             {"下一处", "Next"},
	"close":            {"关闭", "Close"},
	"cancel":           {"取消", "Cancel"},
	"batch":            {"成批采纳…", "Accept together…"},
	"filter.state":     {"状态", "State"},
	"filter.rule":      {"类别", "Rule"},
	"filter.sev":       {"程度", "Severity"},
	"filter.meth":      {"方法", "Method"},
	"filter.wit":       {"版本", "Copy"},
	"all":              {"全部", "all"},
	"state.open":       {"待定", "open"},
	"state.proposed":   {"拟定", "proposed"},
	"state.decided":    {"已定", "decided"},
	"state.notice":     {"提示", "notice"},
	"state.doubted":    {"存疑", "doubtful"},
	"state.noted":      {"有批注", "with comments"},
	"severity.error":   {"须定夺", "to decide"},
	"severity.warning": {"提醒", "warning"},
	"severity.info":    {"提示", "info"},
	"noscript":         {"这一页需要 JavaScript；只看不改，可打开 report.html。", "This page needs JavaScript. To read only, open report.html."},
	"adrift":           {"未能带入的定夺", "Decisions not carried over"},
	"adrift.note":      {"这些定夺所据的读法或上下文已与现在不同，须重新定夺。", "The readings or the context they were made on differ now; decide again."},
	"choose":           {"选一处异文，这里列出各本读法与理由。", "Pick a variant to see its readings and the reasons."},
	"choose.key":       {"按 j 到第一处待定，按 ? 看各键。", "Press j for the first open place, ? for all keys."},
	"legend.none":      {"此处无文", "no text here"},
	"legend.lost":      {"各本均失", "lost in every copy"},

	"help.jk":    {"下一处、上一处", "next, previous"},
	"help.19":    {"取第几种读法", "take that reading"},
	"help.a":     {"照提议（异文取拟定读法，问题认可）", "as proposed (take the proposed reading, agree to a finding)"},
	"help.e":     {"另拟文字", "type another text"},
	"help.c":     {"批注", "comment"},
	"help.d":     {"标明一段有损（先选文字，或指校记中的一本）", "mark a passage as damaged (select it first, or the copy in the evidence)"},
	"help.u":     {"撤销自己最后一条定夺，不论在哪个窗口所作；他人的定夺不撤，可在该处重新定夺", "undo your own last decision, in whichever window it was made; a colleague's is not undone but decided on anew"},
	"help.r":     {"重做", "redo"},
	"help.w":     {"定本、各本对照之间切换", "switch between the text and the copies"},
	"help.slash": {"查找；回车到下一个", "search; Enter for the next one"},
	"help.f":     {"到筛选", "go to the filters"},
	"help.b":     {"成批采纳一类稳妥的提议", "accept all safe proposals of a rule"},
	"help.q":     {"打开此说明", "this help"},
	"help.esc":   {"关闭、离开输入", "close, leave a field"},

	"http.host":   {"这个地址不是本程序的", "this address is not this program's"},
	"http.token":  {"请用终端里印出的地址打开；地址只能用一次，再开一次 jiaokan review 会给新的", "open the address that the terminal shows; it can be used once, and jiaokan review gives a new one"},
	"http.origin": {"这个请求不是从校勘页面发来的", "this request does not come from the page"},

	"refused.request":  {"这个请求做不了", "this cannot be done"},
	"refused.case":     {"已没有这一处", "there is no such case"},
	"refused.text":     {"文字须是一行，不能有看不见的字符，至多一万字", "a text must be one line of at most 10,000 characters, all of them visible"},
	"refused.why":      {"请写明理由", "give a reason"},
	"refused.open":     {"还有待定之处", "something is still open"},
	"refused.large":    {"请求太大", "the request is too large"},
	"refused.outdated": {"此处刚刚另有定夺，你所见的已不是现状", "this was decided meanwhile; what you saw is not how it stands"},
	"refused.disk":     {"没能写到磁盘：", "could not be written to the disk: "},

	"js.saved":        {"已存", "saved"},
	"js.saving":       {"保存中…", "saving…"},
	"js.unsaved":      {"未存：", "not saved: "},
	"js.offline":      {"与程序的连接断了，决定存不下来。程序若已重开，请用终端里的新地址。", "The connection is lost and nothing can be saved. If the program was started again, open its new address."},
	"js.update":       {"文字有变动，刷新后可见", "the text has changed; reload to see it"},
	"js.reload":       {"刷新", "Reload"},
	"js.open.n":       {"{n} 处待定", "{n} open"},
	"js.open.0":       {"没有待定之处", "nothing open"},
	"js.signed":       {"已定稿", "signed off"},
	"js.of":           {"{n}/{all}", "{n} of {all}"},
	"js.proposed":     {"程序拟定", "proposed"},
	"js.degree":       {"把握 {n}", "{n} sure"},
	"js.guess":        {"各本皆无", "in no copy"},
	"js.sure":         {"识别把握 {p}", "recognised with {p}"},
	"js.omission":     {"〔无〕", "[nothing]"},
	"js.other":        {"另拟文字", "Another text"},
	"js.other.hint":   {"定本此处的文字；留空即此处无文", "the text for this place; empty for nothing"},
	"js.fill":         {"补入阙文", "Supply the lost text"},
	"js.why":          {"理由", "Reason"},
	"js.why.hint":     {"必填：据何而定", "required: on what ground"},
	"js.save":         {"存", "Save"},
	"js.cancel":       {"取消", "Cancel"},
	"js.agree":        {"认可", "Agree"},
	"js.agree.hint":   {"属实，定本照此不动", "so it is; the text stays as it is"},
	"js.comment":      {"批注", "Comment"},
	"js.comments":     {"批注", "Comments"},
	"js.resolve":      {"了结", "Resolve"},
	"js.closed":       {"已了结", "resolved"},
	"js.damage":       {"此处有损", "Damaged here"},
	"js.damage.of":    {"{w} 本这一段有损，不再作数：", "This passage of {w} is damaged and counts for nothing:"},
	"js.damage.point": {"（此处无文）", "(no text here)"},
	"js.mark.by":      {"{w} 本此段已标为有损", "marked as damaged in {w}"},
	"js.mark.gone":    {"{w} 本此段的有损标记已撤销", "no longer marked as damaged in {w}"},
	"js.damage.why":   {"理由，可不填", "reason, if you like"},
	"js.mark":         {"标为有损", "Mark as damaged"},
	"js.reasons":      {"理由", "Reasons"},
	"js.readings":     {"各本读法", "Readings"},
	"js.lines":        {"各本此处", "In each copy"},
	"js.also":         {"同处另见", "Also found here"},
	"js.mute":         {"此本此处阙失", "this copy has lost the place"},
	"js.line":         {"{n} 行", "line {n}"},
	"js.none":         {"没有符合条件的", "nothing matches"},
	"js.none.open":    {"都已定夺。可以定稿，或在“状态”里选“全部”再看一遍。", "All is decided. Sign off, or look at everything once more under State."},
	"js.found":        {"{n}/{all}", "{n}/{all}"},
	"js.found.0":      {"没有", "none"},
	"js.ruled.take":   {"{who} 取此读法", "{who} took this reading"},
	"js.ruled.type":   {"{who} 拟作", "{who} wrote"},
	"js.ruled.agree":  {"{who} 认可", "{who} agreed"},
	"js.ruled.damage": {"{who} 标明他本有损，只余此读", "{who} marked the others as damaged; one reading is left"},
	"js.undo.theirs":  {"前一条是{who}的定夺，不能撤销，可在该处重新定夺", "the last decision is {who}'s: decide on the case anew"},
	"js.did.undo":     {"已撤销", "undone"},
	"js.did.redo":     {"已重做", "done again"},
	"js.others":       {"另一窗口有新的定夺", "decided in another window"},
	"js.conflict":     {"此处刚刚另有定夺", "Decided meanwhile"},
	"js.theirs":       {"现状", "As it stands"},
	"js.yours":        {"你要定的", "What you asked for"},
	"js.keep":         {"依现状", "Leave it as it stands"},
	"js.override":     {"仍依我的", "Mine all the same"},
	"js.batch":        {"成批采纳", "Accept together"},
	"js.batch.note":   {"下列各处程序已有把握，勾选者一并确认；待定之处须逐一定夺，不在其列。", "The program is sure of these; what is ticked is confirmed together. What is open is decided one by one and is not in this list."},
	"js.batch.do":     {"采纳 {n} 处", "Accept {n}"},
	"js.batch.none":   {"没有可以成批采纳的提议", "there is nothing to accept together"},
	"js.batch.rule":   {"类别", "Rule"},
	"js.batch.all":    {"全选", "all"},
	"js.sign.q":       {"没有待定之处。定稿写出 canonical.txt 与 record.json：各本的 SHA-256 与 SM3、程序版本、全部定夺。以后仍可改，改后须再定稿。", "Nothing is open. Signing off writes canonical.txt and record.json: SHA-256 and SM3 of each copy, the program's version, every decision. It can be changed later, and must be signed off again then."},
	"js.sign.open":    {"还有 {n} 处待定，不能定稿。", "{n} places are still open; the text cannot be signed off."},
	"js.sign.notes":   {"有 {n} 条批注尚未了结，定稿不因此受阻。", "{n} comments are not resolved; that does not keep the text from being signed off."},
	"js.ok":           {"知道了", "OK"},
	"js.sign.done":    {"已定稿。核验码如下，宜抄存别处；jiaokan verify 可据原文件逐字节核验。", "Signed off. Keep this code somewhere else; jiaokan verify checks everything against the source files, byte for byte."},
	"js.first":        {"全部", "all"},
	"js.reading":      {"取第 {n} 种读法", "take reading {n}"},
	"js.lacuna":       {"阙文", "lacuna"},
	"js.copies":       {"显示的版本", "Copies shown"},
	"js.wait":         {"读取中…", "loading…"},
	"js.gap":          {"∅", "∅"},
}

// say returns a phrase in a language.
func say(lang, key string) string {
	p, ok := phrases[key]
	switch {
	case !ok:
		return key
	case strings.HasPrefix(lang, "en"):
		return p.en
	}
	return p.zh
}

// scriptWords are the phrases for the script of the page.
func scriptWords(lang string) map[string]string {
	out := map[string]string{}
	for key := range phrases {
		if name, ok := strings.CutPrefix(key, "js."); ok {
			out[name] = say(lang, key)
		}
	}
	for _, key := range []string{"state.open", "state.proposed", "state.decided", "state.notice", "state.doubted", "severity.error", "severity.warning", "severity.info", "undo", "redo"} {
		out[key] = say(lang, key)
	}
	return out
}
