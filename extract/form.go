package extract

import (
	"strings"
	"unicode/utf8"
)

// This file knows the parts of a document's head and foot by their own form.
// The functions take a line without white space, as bareText leaves it.

// organs end the name of an organ of the state; notOrgans end other words.
var organs = []string{
	"委员会", "常委会", "理事会", "联合会", "基金会", "协会", "学会", "商会", "总会", "总工会", "代表大会", "妇联", "团委", "党组", "党委",
	"办公室", "办公厅", "人民政府", "政府", "法院", "检察院", "国务院", "行政院", "总局", "总署", "总队", "中心", "银行",
	"厅", "廳", "部", "局", "署", "院", "办", "委",
}

var notOrgans = []string{
	"部署", "布局", "格局", "全局", "大局", "结局", "内部", "全部", "外部", "干部", "西部", "东部", "中部", "北部", "南部",
	"举办", "主办", "承办", "创办", "兴办", "督办",
}

// genres end a title: the 15 文种 of the 党政机关公文处理工作条例 and the kinds of
// document that are printed with them or enacted.
var genres = []string{
	"决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "复函", "函", "纪要", "令",
	"条例", "條例", "办法", "辦法", "规定", "規定", "方案", "规划", "計畫", "计划", "细则", "細則", "规程", "規程", "制度", "章程", "要点",
	"纲要", "规则", "規則", "准则", "準則", "标准", "標準", "指南", "预案", "措施", "解释", "解釋", "说明", "清单", "名单", "目录", "守则", "法",
}

// bareText returns s without the spaces that spread it over the page: 目　　录.
func bareText(s string) string {
	if strings.IndexFunc(s, Space) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if Space(r) {
			return -1
		}
		return r
	}, s)
}

func hasSuffix(s string, list []string) bool {
	for _, e := range list {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// isOrgan reports whether s is the name of an organ and nothing else. With
// 文件 behind it, it is the last line of a red head.
func isOrgan(s string) bool {
	s = strings.TrimSuffix(s, "文件")
	n := utf8.RuneCountInString(s)
	return n >= 3 && n <= 30 && !strings.ContainsAny(s, "，。；：、！？,;:《》“”（）()") && !strings.Contains(s, "关于") &&
		hasSuffix(s, organs) && !hasSuffix(s, notOrgans) && s[0] > 0x7f
}

// isNumber reports whether s is a 发文字号: 国办函〔2018〕71号 in any brackets, or
// the 第五十号 of an order. Scans often lose or change the brackets.
func isNumber(s string) bool {
	if !strings.HasSuffix(s, "号") && !strings.HasSuffix(s, "號") || utf8.RuneCountInString(s) > 30 {
		return false
	}
	if strings.HasPrefix(s, "第") {
		n, _, ok := (&cursor{s: s, at: len("第")}).number()
		return ok && n > 0
	}
	year, digits := false, 0
	for i, r := range s {
		if _, ok := arabic(r); ok {
			digits++
			continue
		}
		if digits == 4 && strings.ContainsRune("〕］]）)】｝}〉", r) && i > 5 {
			year = true
		}
		if r != '第' && r != '号' && r != '號' {
			digits = 0
		}
	}
	return year && digits > 0
}

// isDate reports whether s is one date and no more: 2018年10月27日,
// 二〇〇六年五月二十三日, also with ○ or O for 〇.
func isDate(s string) bool {
	at := 0
	for _, unit := range []string{"年", "月", "日"} {
		n := 0
		for at < len(s) {
			r, size := utf8.DecodeRuneInString(s[at:])
			if _, ok := arabic(r); !ok && !strings.ContainsRune("〇零○ＯOo一二三四五六七八九十廿元民國国中華华", r) {
				break
			}
			at += size
			n++
		}
		if n == 0 || n > 10 || !strings.HasPrefix(s[at:], unit) {
			return false
		}
		at += len(unit)
	}
	return at == len(s)
}

// isNote reports whether s is a 附注 in brackets: （此件公开发布）, or the 题注 of a
// statute, which says who passed it and when.
func isNote(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	e, _ := utf8.DecodeLastRuneInString(s)
	if r != '（' && r != '(' || e != '）' && e != ')' {
		return false
	}
	for _, word := range []string{"此件", "公开", "删减", "通过", "通過", "公布", "修正", "修订", "修訂", "施行", "发布", "批准", "日"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// isEnactment reports whether s is a line of a 题注 printed without brackets:
// 1998年6月26日第九届全国人民代表大会常务委员会第三次会议通过.
func isEnactment(s string) bool {
	s = strings.TrimPrefix(s, "根据")
	r, _ := utf8.DecodeRuneInString(s)
	if _, ok := arabic(r); !ok && !han(r) {
		return false
	}
	year := strings.Index(s, "年")
	return year > 0 && year < 16 && strings.Contains(s[year:], "月") &&
		hasSuffix(strings.TrimRight(s, "》）)。"), []string{"通过", "修正", "修订", "公布", "施行", "批准", "修改", "决定", "發布", "发布"})
}

// isGenre reports whether s ends as a title does, apart from a remark in
// brackets such as （试行） and closing marks.
func isGenre(s string) bool {
	if e, _ := utf8.DecodeLastRuneInString(s); e == '）' || e == ')' {
		if i := strings.LastIndexAny(s, "（("); i > 0 {
			s = s[:i]
		}
	}
	return hasSuffix(strings.TrimRight(s, "》”〉"), genres)
}

// isAttachment reports whether s only announces an attachment: 附件, 附件2：.
func isAttachment(s string) bool {
	s, ok := strings.CutPrefix(s, "附件")
	if !ok {
		if s, ok = strings.CutPrefix(s, "附录"); !ok {
			return false
		}
	}
	return strings.Trim(s, "0123456789０１２３４５６７８９一二三四五六七八九十：: ") == ""
}

// isContents reports whether s heads a table of contents.
func isContents(s string) bool {
	s = strings.Trim(s, "*#-【】[]")
	return s == "目录" || s == "目次" || s == "目錄"
}

// isKeywords reports whether s is a row of words with wide gaps, as the
// government's site prints subjects above a title: 民政　社团　方案　通知.
func isKeywords(s string) bool {
	f := strings.FieldsFunc(s, func(r rune) bool { return r == '\u3000' || r == '\t' })
	long := 0
	for _, w := range f {
		switch n := utf8.RuneCountInString(w); {
		case n > 8:
			return false
		case n > 1:
			long++
		}
	}
	return long > 1 && (long == len(f) || len(f) > 2)
}

// isPage reports whether s belongs to the web page around a document and not to
// the document: where it was published, when, in which size to read it.
func isPage(s string) bool {
	for _, w := range []string{"来源：", "来源:", "发布时间", "发布日期", "发布机构", "索引号", "浏览次数", "字体：", "字号：", "【字体", "打印本页", "主题分类", "当前位置", "首页>", "首页＞", "信息公开>", "分享到"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// isAddressee reports whether s can be the 主送机关: it ends with a colon and
// announces nothing.
func isAddressee(s string) bool {
	if !strings.HasSuffix(s, "：") && !strings.HasSuffix(s, ":") || utf8.RuneCountInString(s) > 150 {
		return false
	}
	for _, w := range []string{"。", "；", "如下", "决定", "同意", "批准", "审议", "规定", "通知", "意见"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	for _, w := range []string{"为", "根据", "经", "现", "附件", "来源", "索引", "一是"} {
		if strings.HasPrefix(s, w) {
			return false
		}
	}
	return true
}

// primary are the 文种 with which the title of a notice that is about something
// ends: 关于……的通知. A line break may follow any other genre inside it.
var primary = genres[:17]
