package extract

import (
	"path"
	"strings"

	"jiaokan/extract/flaw"
)

// anchor lays out a link and notes where it leads, if that is a part of the
// document that is not on the page.
func (l *htmlLayout) anchor(n *htmlNode) {
	href, ok := n.lookup("href")
	if !ok {
		l.children(n)
		return
	}
	// #anchor leads about in the document; # alone is a button.
	if linked := len(href) < 2 || href[0] != '#'; linked {
		l.link++
		defer func() { l.link-- }()
	}
	l.children(n)
	switch text := startText(n, 32); {
	case isFile(href):
		if text == "" {
			text = n.value("title")
		}
		if text == "" {
			text = named("", href)
		}
		l.mark(htmlMark{order: n.order, loss: flaw.Lost(flaw.Attachment, "attachment %s not read", clip(strings.TrimSpace(text), 80)), reach: behind})
	case isNextPage(text) && leadsOn(href):
		l.mark(htmlMark{order: n.order, loss: flaw.Loss{Kind: flaw.Truncated, What: "page continues elsewhere"}, reach: anywhere})
	}
}

// files are the kinds of files in which notices and their attachments are
// published. CEB and CEBX are Founder's.
var files = map[string]bool{
	".doc": true, ".docx": true, ".wps": true, ".wpt": true, ".rtf": true, ".pdf": true, ".ofd": true, ".ceb": true, ".cebx": true,
	".xls": true, ".xlsx": true, ".et": true, ".ppt": true, ".pptx": true, ".zip": true, ".rar": true, ".7z": true, ".caj": true,
}

func isFile(href string) bool {
	href, _, _ = strings.Cut(href, "?")
	href, _, _ = strings.Cut(href, "#")
	return files[strings.ToLower(path.Ext(strings.TrimSpace(href)))]
}

// isNextPage reports whether the text of a link leads to the next page of the
// same document. 下一篇 is another document.
func isNextPage(s string) bool {
	switch strings.Trim(bareText(s), "[]【】<>《》＞»›→") {
	case "下一页", "下页", "后一页", "余下全文", "阅读全文", "查看全文":
		return true
	}
	return false
}

// leadsOn reports whether a link leads to another page: on the last page 下一页
// is printed too, and leads nowhere.
func leadsOn(href string) bool {
	href = strings.ToLower(strings.TrimSpace(href))
	return href != "" && href[0] != '#' && !strings.HasPrefix(href, "javascript:")
}
