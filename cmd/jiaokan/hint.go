package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"jiaokan/extract"
)

// A trouble is an error that the person at the terminal can do something
// about. It is said in the language of the run, with a hint below it.
type trouble struct {
	text  text
	args  []any
	cause error // said behind the text where there is one
	hint  *advice
}

// advice is what to do about a trouble.
type advice struct {
	text text
	args []any
}

func hint(t text, args ...any) *advice { return &advice{t, args} }

func (t trouble) Error() string { return fmt.Sprintf(t.text.EN, t.args...) }
func (t trouble) Unwrap() error { return t.cause }

// complain prints an error and what to do about it: a line each, and for
// several errors each its own.
func (a *app) complain(err error) {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			a.complain(e)
		}
		return
	}
	var t trouble
	if !errors.As(err, &t) {
		fmt.Fprintf(a.err, "jiaokan: %v\n", err)
		return
	}
	fmt.Fprint(a.err, "jiaokan: ", a.say(t.text, t.args...))
	if t.cause != nil {
		fmt.Fprint(a.err, a.say(text{"：", ": "}), t.cause)
	}
	fmt.Fprintln(a.err)
	if t.hint != nil {
		fmt.Fprintf(a.err, "hint: %s\n", a.say(t.hint.text, t.hint.args...))
	}
}

// unreadable says what became of a file that could not be opened.
func unreadable(name string, err error) error {
	t := trouble{text: text{"读 %s", "read %s"}, args: []any{name}}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.text = text{"读 %s：没有这个文件", "read %s: no such file"}
		t.hint = hint(text{"看看名字和所在的目录对不对；有空格的名字要加引号", "see whether the name and the folder are right; quote a name that has spaces"})
	case errors.Is(err, fs.ErrPermission):
		t.text = text{"读 %s：没有读它的权限", "read %s: permission denied"}
		t.hint = hint(text{"ls -l 可以看出谁能读它", "ls -l shows who may read it"})
	default:
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		t.cause = err
	}
	return t
}

// unextracted says why no text came out of a file, given what extract.Read
// said of it.
func (a *app) unextracted(name string, err error) error {
	t := trouble{args: []any{name}}
	detail := strings.TrimPrefix(err.Error(), "read "+name+": ")
	switch {
	case errors.Is(err, extract.ErrEmpty):
		t.text = text{"读 %s：没有文字", "read %s: no text"}
		t.hint = hint(text{"文件是空的或只有空白：重新下载或重新导出一次", "the file is empty or holds only white space: download or export it again"})
	case errors.Is(err, extract.ErrBinary):
		t.text, t.cause = text{"读 %s：不是文本", "read %s: not text"}, a.detail(detail)
		t.hint = binaryHint(detail)
	case errors.Is(err, extract.ErrEncoding):
		t.text, t.cause = text{"读 %s：编码不明", "read %s: unknown encoding"}, a.detail(detail)
		t.hint = hint(text{"知道编码的话用 --encoding 说明，如 --encoding gb18030；不知道就在编辑器里另存为 UTF-8", "if you know the encoding, say so with --encoding, such as --encoding gb18030; if not, save the file as UTF-8 in an editor"})
	default:
		t.text, t.cause = text{"读 %s", "read %s"}, errors.New(detail)
	}
	return t
}

// details are the particulars that package extract gives, in Chinese.
var details = []struct{ en, zh string }{
	{`^(.+) files are not read yet$`, "${1} 文件还不能读"},
	{`^NUL at byte (\d+)$`, "第 ${1} 字节是 NUL"},
	{`^binary data: .*$`, "是二进制数据"},
	{`^bytes are text in no known encoding .*$`, "不是 UTF-8、UTF-16、GB18030、Big5"},
	{`^encoding "(.*)" is not known: .*$`, "没有叫作 ${1} 的编码"},
	{`^bytes are not (.+): (\d+) of (\d+) characters cannot be read$`, "不是 ${1}，${3} 字中有 ${2} 字读不出"},
}

func (a *app) detail(en string) error {
	if !a.en {
		for _, d := range details {
			if re := regexp.MustCompile(d.en); re.MatchString(en) {
				return errors.New(re.ReplaceAllString(en, d.zh))
			}
		}
	}
	return errors.New(en)
}

// binaryHint knows the kinds of file that hold documents but are not read.
func binaryHint(detail string) *advice {
	format, _, _ := strings.Cut(detail, " files are not read")
	switch format {
	case "PDF":
		return hint(text{"先取出文字：pdftotext -layout a.pdf a.txt；扫描的 PDF 没有文字层，先做 OCR", "take the text out first: pdftotext -layout a.pdf a.txt; a scanned PDF has no text layer, run OCR first"})
	case "DOC, XLS and WPS", "DOCX", "RTF", "ODT", "OFD":
		return hint(text{"在 Word、WPS 或 OFD 阅读器里另存为纯文本（UTF-8）", "save it as plain text (UTF-8) in Word, WPS or an OFD reader"})
	case "PNG", "JPEG", "GIF", "TIFF", "DjVu":
		return hint(text{"这是图像：先做 OCR，再给所得的文本", "this is an image: run OCR and give the text that comes of it"})
	case "ZIP", "RAR", "7z", "gzip":
		return hint(text{"先解压，再给里面的文件", "unpack it and name the files in it"})
	}
	if strings.HasPrefix(detail, "NUL") {
		return hint(text{"文本里有 NUL 字节，多半是下载或复制坏了：重新取一份，或删去这个字节：tr -d '\\000' < 旧 > 新", "a NUL byte in a text is mostly a damaged download or copy: fetch it again, or delete the byte: tr -d '\\000' < old > new"})
	}
	return hint(text{"只读文本：看看是不是给错了文件；UTF-16 的文本用 --encoding utf-16le 说明", "only text is read: see whether this is the file you meant; for UTF-16 say --encoding utf-16le"})
}
