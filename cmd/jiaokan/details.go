package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"jiaokan/extract"
)

// A because is an error that tells its words and what was put in them.
type because interface {
	error
	Because() (format string, args []any)
}

// detail says what extract said of a file, in Chinese where that is known.
func (a *app) detail(name string, err error) error {
	said := strings.TrimPrefix(err.Error(), "read "+name+": ")
	var c because
	if !errors.As(err, &c) {
		return errors.New(said)
	}
	format, args := c.Because()
	zh, known := details[format]
	switch {
	case known && zh == "":
		return nil
	case !known || a.en:
		return errors.New(said)
	case strings.Contains(zh, "%"):
		zh = fmt.Sprintf(zh, a.named(args)...)
	}
	return errors.New(inChinese(strings.TrimSuffix(said, c.Error())) + zh)
}

// named puts what args name into the language of the run.
func (a *app) named(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		if l, ok := arg.(extract.Loss); ok {
			arg = a.lossName(l)
		}
		out[i] = arg
	}
	return out
}

var onPage = regexp.MustCompile(`page ([0-9]+): `)

// inChinese says where in a file a trouble is: "PDF: page 3: ".
func inChinese(where string) string {
	return strings.ReplaceAll(onPage.ReplaceAllString(where, "第 $1 页："), ": ", "：")
}

// details are the particulars that package extract gives, in Chinese; verbs
// stand in the same order, or are numbered, or there are none. Empty are those
// that say no more than the kind of the error.
var details = map[string]string{
	// text
	"NUL at byte %d": "第 %d 字节是 NUL",
	"binary data: %d NUL bytes, the first at byte %d":                          "是二进制数据：%d 个 NUL，第一个在第 %d 字节",
	"binary data: %d control characters":                                       "是二进制数据：%d 个控制字符",
	"bytes are text in no known encoding (UTF-8, UTF-16, GB18030, Big5)":       "不是 UTF-8、UTF-16、GB18030、Big5",
	"encoding %q is not known: use utf-8, utf-16le, utf-16be, gb18030 or big5": "没有叫作 %s 的编码",
	"bytes are not %s: %d of %d characters cannot be read":                     "不是 %[1]s，%[3]d 字中有 %[2]d 字读不出",
	"%d lines": "有 %d 行",

	// any format
	"%s files are not read":                 "%s 文件",
	"xls files are not read":                "xls 文件",
	"ppt files are not read":                "ppt 文件",
	"msg files are not read":                "msg 文件",
	"%d things have no text, the first: %s": "有 %d 处没有文字，第一处是%s",
	"the file is encrypted":                 "",
	"no page has text, %d of %d are pictures; a recogniser of text is needed": "共 %[2]d 页，%[1]d 页是图像",

	// zipped documents and their XML
	"not a whole zip file (%v)":               "zip 结构不完整",
	"%d parts":                                "有 %d 个部件",
	"no part %s":                              "缺部件 %s",
	"no part is named":                        "没有写明部件",
	"no such part":                            "缺部件",
	"%s is encrypted":                         "%s 加了密",
	"%s has more than %d MB":                  "%s 超过 %d MB",
	"%s cannot be unpacked (%v)":              "%[1]s 解压不开",
	"unknown encoding %s":                     "编码 %s 不认识",
	"not the encoding that it declares (%v)":  "声明的编码不对",
	"byte %d: %s":                             "第 %[1]d 字节处 XML 有误",
	"more than %d elements one in another":    "元素嵌套超过 %d 层",
	"an element with more than %d attributes": "一个元素有 %d 个以上的属性",
	"no document in the file":                 "里面没有文档",
	"%s has no w:body":                        "%s 没有正文（w:body）",
	"more than %d %s":                         "样式、批注之类超过 %[1]d 个",
	"more than %d paragraphs, changes, notes or pictures": "段落、修订、注和图超过 %d 个",
	"more than %d MB of text":                             "文字超过 %d MB",
	"%s: more than %d documents one in another":           "%s：文档嵌套超过 %d 层",
	"%s: more than %d MB of documents put in":             "%s：嵌入的文档超过 %d MB",
	"%s: %s files are not read":                           "%s：%s 文件",
	"%s: no chapters":                                     "%s 里没有章节",
	"no chapter can be read; the first: %s":               "没有一章读得出",

	// OFD
	"encrypted: %v":                          "",
	"no XML of OFD":                          "没有 OFD 的内容",
	"OFD.xml names no document":              "OFD.xml 里没有文档",
	"no document can be read; the first: %s": "没有一份文档读得出",
	"more than %d MB of XML":                 "XML 超过 %d MB",
	"more than %d elements":                  "元素超过 %d 个",
	"more text than a document has":          "文字太多，不像一份文档",
	"objects inside objects, %d deep":        "对象嵌套 %d 层",
	"%d documents":                           "有 %d 份文档",
	"%d pages":                               "有 %d 页",
	"it is turned":                           "图像是转过的",

	// PDF
	"not a whole PDF file":                         "结构不完整",
	"a password is needed":                         "要口令",
	"encrypted in a way that pdfium does not know": "加密的方式不认识",
	"pdfium gave up on it":                         "解析不下去",
	"it takes too long":                            "解析太费时间",
	"it needs more than %d MB":                     "解析要用的内存超过 %d MB",
	"it has %d MB":                                 "有 %d MB",
	"a page of %d characters":                      "一页有 %d 字",
	"more than %d characters":                      "超过 %d 字",
	"no page can be read":                          "没有一页读得出",
	"page %d is not there":                         "缺第 %d 页",
	"page %d cannot be drawn":                      "第 %d 页画不出",
	"page %d of %.0f × %.0f points":                "第 %d 页有 %.0f × %.0f 点",
	"no memory to draw page %d":                    "内存不够画第 %d 页",

	// web pages
	"the page has more than %d MB":         "网页超过 %d MB",
	"the page has more than %d elements":   "网页的元素超过 %d 个",
	"no page in the MIME file":             "里面没有网页",
	"parts lie more than %d deep in parts": "各部分嵌套超过 %d 层",

	// files of office suites
	"compound files without a document are not read":         "里面没有文档",
	"compound file of %d bytes":                              "只有 %d 字节",
	"compound file with sectors of 2^%d bytes":               "扇区大小不对（2^%d 字节）",
	"compound file whose table runs in a circle":             "扇区表循环",
	"compound file whose directory runs in a circle":         "目录循环",
	"the directory of the compound file lies beyond its end": "目录在文件之外，文件不完整",
	"a Word document of %d bytes":                            "Word 文档只有 %d 字节",
	"the Word document lies beyond the end of the file":      "Word 文档在文件之外，文件不完整",
	"the Word document has no head":                          "Word 文档没有文件头",
	"%s files need an office suite":                          "%s 文件要用办公软件转换",
	"the office suite made %s of %s, not docx":               "办公软件把 %[2]s 转成了 %[1]s，不是 docx",

	// pictures
	"pictures of text need a recogniser":         "",
	"no character was recognised":                "图像里认不出字",
	"picture of %d × %d pixels":                  "图像有 %d × %d 像素",
	"picture: %v":                                "图像解不开",
	"TIFF of %d bytes":                           "TIFF 只有 %d 字节",
	"TIFF of more than %d pages":                 "TIFF 超过 %d 页",
	"TIFF of more than %d million pixels":        "TIFF 超过 %d 百万像素",
	"TIFF page %d is beyond the end of the file": "TIFF 的第 %d 页在文件之外，文件不完整",
	"TIFF without a page":                        "TIFF 里没有一页",
	"hOCR: %v":                                   "hOCR 有误",
	"hOCR: no page":                              "hOCR 里没有一页",
	"hOCR: nested more than %d deep":             "hOCR 嵌套超过 %d 层",
	"hOCR: more than %d bytes of text":           "hOCR 的文字超过 %d 字节",
}
