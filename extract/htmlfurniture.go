package extract

import (
	"strings"
	"unicode/utf8"
)

// isMetadata reports whether a line is a row of the card that sites print above
// a document: 索引号 and 主题分类 are the fields that the 政府信息公开条例 and its
// 目录规范 ask for; others stand in one row with them.
func isMetadata(text string) bool {
	fields := 0
	for cell := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\t' }) {
		s := bareText(cell)
		name, _, ok := strings.Cut(strings.Replace(s, ":", "：", 1), "：")
		if !ok && s == name && utf8.RuneCountInString(s) > 6 {
			continue
		}
		if cardFields[strings.Trim(name, "[]【】")] {
			fields++
		}
	}
	return fields > 0
}

var cardFields = func() map[string]bool {
	m := make(map[string]bool)
	for _, s := range []string{"索引号", "信息索引号", "主题分类", "主题词", "发文机关", "发文机构", "发布机构", "发布机关", "成文日期", "发文日期", "发布日期", "公开日期",
		"生成日期", "生效日期", "废止日期", "失效日期", "发文字号", "文号", "信息名称", "名称", "标题", "信息类别", "体裁分类", "公文种类", "组配分类", "公开方式", "公开范围", "公开类别",
		"公开属性", "公开时限", "有效性", "效力状态", "时效性", "内容概述", "信息来源", "统一编号", "统一登记号", "服务对象分类", "所属机构", "责任部门", "制发机关", "公开责任部门"} {
		m[s] = true
	}
	return m
}()

// isPageLine reports whether s, a line of n characters without white space, is
// one that sites print around documents.
func isPageLine(s string, n int) bool {
	if n > 60 {
		return false
	}
	if isOnlyPage(s) || isRelated(s) || n <= 40 && isPage(s) || strings.Trim(s, "|/·•<>»＞") == "" {
		return true
	}
	s = strings.Trim(s, "【】[]（）()|")
	for _, w := range pagePrefixes {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return pageWords[s]
}

// pagePrefixes begin lines that tell where and when a page was published, or
// that offer to do something with it.
var pagePrefixes = []string{
	"字体：", "字体:", "字号：", "字号:", "字体大小", "来源：", "来源:", "信息来源", "文章来源", "稿件来源", "发布时间", "发布日期", "发布人", "时间：", "日期：", "更新时间",
	"浏览次数", "浏览量", "阅读次数", "阅读量", "点击数", "点击率", "点击次数", "访问量", "作者：", "作者:", "编辑：", "编辑:", "责任编辑", "审核：", "责编",
	"上一篇", "下一篇", "上一条", "下一条", "上一页", "下一页", "版权所有", "主办单位", "主办：", "承办单位", "承办：", "技术支持", "网站标识码", "Copyright", "copyright", "©",
	"ICP备案", "备案号", "公安备案", "当前位置", "您当前的位置", "您的位置", "您现在的位置", "首页>", "首页＞", "首页»", "首页/",
	"打印本页", "关闭窗口", "关闭本页", "返回顶部", "返回首页", "回到顶部", "网站地图", "联系我们", "附件下载",
}

var pageWords = func() map[string]bool {
	m := make(map[string]bool)
	for _, s := range []string{"打印", "关闭", "收藏", "分享", "保存", "大中小", "大", "中", "小", "纠错", "我要纠错", "复制链接", "下载", "文字下载", "图片下载", "下载文字版", "下载图片版",
		"打印关闭", "打印】【关闭", "打印|关闭", "首页", "微信", "微博", "QQ空间", "新浪微博", "语音播报", "听全文", "无障碍", "无障碍阅读", "关怀版", "English", "繁體", "繁体", "手机版", "登录", "注册", "返回"} {
		m[s] = true
	}
	return m
}()

// isOnlyPage reports whether s can't be a line of a document, wherever it stands.
func isOnlyPage(s string) bool {
	for _, w := range []string{"扫一扫", "扫码阅读", "扫描二维码", "分享到", "分享至", "字体：大中小", "字体：【大中小】", "字号：大中小", "字体:大中小", "打印本页", "我要纠错", "公网安备", "ICP备"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// isRelated reports whether s heads a list of other pages.
func isRelated(s string) bool {
	s = strings.TrimRight(strings.Trim(s, "【】[]>＞»:："), "：:")
	switch strings.TrimSuffix(strings.TrimPrefix(s, "相关"), "：") {
	case "链接", "阅读", "文档", "稿件", "新闻", "报道", "解读", "文件", "信息", "政策", "文章", "附件", "政策解读", "内容", "推荐":
		return strings.HasPrefix(s, "相关")
	}
	switch s {
	case "延伸阅读", "推荐阅读", "热门推荐", "更多推荐", "政策解读", "解读文件", "图解", "文件解读", "关联解读", "关联稿件", "最新信息", "热点新闻":
		return true
	}
	return false
}
