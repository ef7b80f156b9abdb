package main

import (
	"errors"
	"regexp"
	"strings"

	"jiaokan/extract"
	"jiaokan/extract/tool"
)

// unextracted says why no text came out of a file, given what extract.Read
// said of it.
func (a *app) unextracted(name string, err error) error {
	t := trouble{args: []any{name}}
	var ran *tool.Error
	switch {
	case errors.As(err, &ran):
		t.text, t.cause, t.hint = unreadText, a.strange(ran), toolHint(ran)
		return t
	case errors.Is(err, extract.ErrEmpty):
		t.text = text{"读 %s：没有文字", "read %s: no text"}
		t.hint = hint(text{"文件是空的或只有空白：重新下载或重新导出一次", "the file is empty or holds only white space: download or export it again"})
		if errors.As(err, new(because)) {
			t.cause = a.detail(name, err)
			t.hint = hint(text{"文字若在图像里，就打印成 PDF，让 Tesseract 识别；识别不出就换一份 300 dpi 的扫描件", "if the text is in pictures, print the file to PDF, and Tesseract is asked to read it; what it cannot read, scan again at 300 dpi"})
		}
		return t
	}
	t.text, t.cause = unreadText, a.detail(name, err)
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			t.text, t.hint = k.text, k.hint(a, err)
			break
		}
	}
	return t
}

var unreadText = text{"读 %s", "read %s"}

// kinds are what can be wrong with a file as a whole, and what to do about it.
var kinds = []struct {
	err  error
	text text
	hint func(a *app, err error) *advice
}{
	{extract.ErrBinary, text{"读 %s：不是文本", "read %s: not text"}, binaryHint},
	{extract.ErrEncoding, text{"读 %s：编码不明", "read %s: unknown encoding"},
		always(text{"知道编码的话用 --encoding 说明，如 --encoding gb18030；不知道就在编辑器里另存为 UTF-8", "if you know the encoding, say so with --encoding, such as --encoding gb18030; if not, save the file as UTF-8 in an editor"})},
	{extract.ErrFormat, text{"读 %s：不读这种文件", "read %s: a kind of file that is not read"}, formatHint},
	{extract.ErrDamaged, text{"读 %s：文件已损坏", "read %s: the file is damaged"},
		always(text{"多半没有下载完：重新取一份；Word、WPS 或阅读器若还能打开，就另存一份", "it was mostly not downloaded to its end: fetch it again; if Word, WPS or a reader still opens it, save it anew"})},
	{extract.ErrLocked, text{"读 %s：文件加了密", "read %s: the file is encrypted"},
		always(text{"用口令打开，另存一份不加密的", "open it with its password and save it without one"})},
	{extract.ErrLimit, text{"读 %s：文件展开后太大或太深", "read %s: too large or too deep once unpacked"},
		always(text{"一份公文没有这么大：看看文件从哪里来；确是公文，就在 Word、WPS 或阅读器里另存为纯文本", "no document is as large: see where the file comes from; if it is a document, save it as plain text in Word, WPS or a reader"})},
	{extract.ErrTool, text{"读 %s：里面是图像，没有文字", "read %s: pictures, and no text"}, pictureHint},
}

func always(t text) func(*app, error) *advice {
	return func(*app, error) *advice { return hint(t) }
}

// formatHint knows the kinds of file that hold documents but are not read.
func formatHint(_ *app, err error) *advice {
	words := strings.Fields(err.Error())
	for _, w := range words {
		switch w {
		case "xls", "xlsx":
			return hint(text{"这是表格：另存为文本（Tab 分隔，UTF-8），或打印成 PDF", "this is a spreadsheet: save it as text (tabs, UTF-8) or print it to PDF"})
		case "ppt", "pptx":
			return hint(text{"这是演示文稿：打印成 PDF 再读", "these are slides: print them to PDF"})
		case "zip", "rar", "7z", "gzip":
			return hint(text{"先解压，再给里面的文件", "unpack it and name the files in it"})
		case "gif", "djvu", "bmp", "webp":
			return hint(text{"这是图像：转成 PNG、TIFF 或 PDF 再读", "this is a picture: convert it to PNG, TIFF or PDF"})
		case "caj":
			return hint(text{"在 CAJ 阅读器里打印成 PDF 再读", "print it to PDF in its reader"})
		}
	}
	return hint(text{"另存为 DOCX、PDF、OFD、HTML 或纯文本再读", "save it as DOCX, PDF, OFD, HTML or plain text"})
}

func binaryHint(_ *app, err error) *advice {
	var c because
	if errors.As(err, &c) {
		if format, _ := c.Because(); strings.HasPrefix(format, "NUL") {
			return hint(text{"文本里有 NUL 字节，多半是下载或复制坏了：重新取一份，或删去这个字节：tr -d '\\000' < 旧 > 新", "a NUL byte in a text is mostly a damaged download or copy: fetch it again, or delete the byte: tr -d '\\000' < old > new"})
		}
	}
	return hint(text{"看看是不是给错了文件；UTF-16 的文本用 --encoding utf-16le 说明", "see whether this is the file you meant; for UTF-16 say --encoding utf-16le"})
}

// pictureHint is for files that extract was not lent a recogniser for.
func pictureHint(*app, error) *advice {
	return hint(text{"去掉 --ocr never，图像会交给 Tesseract 识别", "without --ocr never Tesseract is asked to read the pictures"})
}

// strange says in the language of the run what became of another program.
func (a *app) strange(e *tool.Error) error {
	switch e.Reason {
	case tool.Missing:
		return errors.New(a.say(text{"要用 %s，这里没有装", "%s is needed and not installed"}, e.Program))
	case tool.Unlearned:
		return errors.New(a.say(text{"%s 没有 %s 的模型", "%s has no model for %s"}, e.Program, e.Detail))
	case tool.Slow:
		return errors.New(a.say(text{"%s 用了 %.0f 秒还没有做完", "%s was not done after %.0f seconds"}, e.Program, e.Limit.Seconds()))
	case tool.Profuse:
		return errors.New(a.say(text{"%s 写出的太多", "%s wrote too much"}, e.Program))
	case tool.Unreadable:
		return errors.New(a.say(text{"%s 打不开这个文件，多半已损坏", "%s cannot open the file, which is mostly damaged"}, e.Program))
	}
	return errors.New(a.say(text{"%s 没有做成（%s）", "%s failed (%s)"}, e.Program, e.Detail))
}

// packages are what Debian calls what is missing.
var packages = map[string]string{
	tool.LibreOffice:  "libreoffice-writer-nogui",
	tool.TesseractOCR: "tesseract-ocr tesseract-ocr-chi-sim",
}

// model is what Debian has packages of.
var model = regexp.MustCompile(`^[a-z]{3}(_[a-z]+)?$`)

func toolHint(e *tool.Error) *advice {
	switch {
	case e.Reason == tool.Missing && e.Program == tool.LibreOffice:
		return hint(text{"装上 LibreOffice（apt-get install %s），或在 Word、WPS 里另存为 DOCX", "install LibreOffice (apt-get install %s), or save the file as DOCX in Word or WPS"}, packages[e.Program])
	case e.Reason == tool.Missing:
		return hint(text{"装上 %s（apt-get install %s），或用别的程序识别后给出文本、hOCR", "install %s (apt-get install %s), or recognise the text with another program and give text or hOCR"}, e.Program, packages[e.Program])
	case e.Reason == tool.Unlearned && model.MatchString(e.Detail):
		return hint(text{"apt-get install tesseract-ocr-%s，或用 --ocr-lang 换一个模型（tesseract --list-langs 列出）", "apt-get install tesseract-ocr-%s, or name another model with --ocr-lang (tesseract --list-langs lists them)"}, strings.ReplaceAll(e.Detail, "_", "-"))
	case e.Reason == tool.Unlearned:
		return hint(text{"用 --ocr-lang 换一个模型（tesseract --list-langs 列出）", "name another model with --ocr-lang (tesseract --list-langs lists them)"})
	case e.Program == tool.LibreOffice:
		return hint(text{"在 Word、WPS 里另存为 DOCX 再读", "save the file as DOCX in Word or WPS"})
	}
	return hint(text{"把图像转成 PNG 或 PDF 再试；只要文字层就用 --ocr never", "convert the pictures to PNG or PDF and try again; to read text layers only say --ocr never"})
}
