package extract_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"jiaokan/extract"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// zipped makes a zip file of empty parts; a part may be name=content.
func zipped(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		name, content, _ := strings.Cut(p, "=")
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSniff(t *testing.T) {
	const page = "<html><head><title>关于实施“楚怡”行动的通知</title></head><body><p>各市州人民政府：</p></body></html>"
	const saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/a.html\r\nSubject: =?utf-8?Q?=E9=80=9A=E7=9F=A5?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----M\"\r\n\r\n\r\n------M\r\n"
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504)
	docx := zipped(t, "[Content_Types].xml", "word/document.xml=<w/>")
	for _, c := range []struct {
		name, data string
		format     extract.Format
	}{
		{"nothing", "", extract.Text},
		{"a notice", notice, extract.Text},
		{"a notice in GBK", encode(t, simplifiedchinese.GBK, notice), extract.Text},
		{"a text that begins with a book", "《职业教育法》<2022年修订>\n第一条", extract.Text},
		{"a text that begins with an angle", "<中华人民共和国职业教育法>\n第一条", extract.Text},
		{"a text that begins with an angle, in GBK", encode(t, simplifiedchinese.GBK, "<中华人民共和国职业教育法>\n第一条"), extract.Text},
		{"a text about tags", "<p> 标签表示段落，<br> 表示换行。\n第二段。\n", extract.Text},
		{"a text with tags around its title", "<title>关于印发方案的通知</title>\n各市州人民政府：\n一、工作目标\n", extract.Text},
		{"a text that quotes a page", "网页以 <!DOCTYPE html><html><body> 开头。\n", extract.Text},
		{"Markdown with a comment first", "<!-- 校对稿 -->\n# 关于印发方案的通知\n", extract.Text},
		{"an arrow", "<- 返回\n正文\n", extract.Text},
		{"an unknown tag", "<doc><id>1</id>正文</doc>", extract.Text},
		{"a page", page, extract.HTML},
		{"a page with BOM", "\ufeff" + page, extract.HTML},
		{"a page below white space", "\r\n\r\n　" + page, extract.HTML},
		{"a page with a document type", "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\">\n" + page, extract.HTML},
		{"a page in capitals", "<!DOCTYPE HTML>\n<HTML><BODY><P>一</BODY></HTML>", extract.HTML},
		{"a page that was saved", "<!-- saved from url=(0042)http://www.example.gov.cn/ -->\n" + page, extract.HTML},
		{"XHTML", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + page, extract.HTML},
		{"a page in UTF-16", encode(t, le, page), extract.HTML},
		{"a page in UTF-16 with BOM", "\xff\xfe" + encode(t, le, page), extract.HTML},
		{"a page in GBK", encode(t, simplifiedchinese.GBK, page), extract.HTML},
		{"a page without a head", "<meta charset=utf-8><p>各市州人民政府：", extract.HTML},
		{"a page of tags only", "<div class=\"wrap\"><p>各市州人民政府：</p><p>一、工作目标</p></div>\n", extract.HTML},
		{"what the site of the State Council gives", "<!doctype html><meta charset=\"utf-8\">\n<div class=\"wrap\">", extract.HTML},
		{"a page of Word", "<html xmlns:v=\"urn:schemas-microsoft-com:vml\"\nxmlns:w=\"urn:schemas-microsoft-com:office:word\">\n<head><meta name=Generator content=\"Microsoft Word 15\">", extract.HTML},
		{"hOCR", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\">\n<html><head><meta name='ocr-system' content='tesseract 5.3.0' /></head><body><div class='ocr_page' id='page_1'>", extract.HOCR},
		{"a page about hOCR", "<html><body><p>ocr_page 和 ocr-system 是 hOCR 的属性。</p>", extract.HTML},
		{"XML", "<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/\"/>", "xml"},
		{"XML of Word 2003", "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<w:wordDocument/>", "xml"},
		{"a page saved by a browser", saved, extract.MHTML},
		{"a page saved by Word", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"----=_NextPart_01D\"\n\n此文档为“单个文件网页”\n\n------=_NextPart_01D\n", extract.MHTML},
		{"a page saved by IE, in GBK", encode(t, simplifiedchinese.GBK, strings.ReplaceAll(saved, "<Saved by Blink>", "<由 Windows Internet Explorer 8 保存>")), extract.MHTML},
		{"a page in MIME without other parts", "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPGh0bWw+", extract.MHTML},
		{"a mail as text", "From: a@example.com\nTo: b@example.com\nSubject: 请核\n\n附件请核。\n", extract.Text},
		{"a mail in Chinese as text", "发件人: 办公室\n主题: 请核\n\nmime-version: 1.0\n", extract.Text},
		{"a plain mail", "From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n附件请核。\n", extract.Text},
		{"an encoded mail", "From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n6K+35qC4\n", "mail"},
		{"a text about MIME", "MIME-Version 是一个字段。\nContent-Type: multipart/related 也是。\n", extract.Text},
		{"PDF", "%PDF-1.7\n", extract.PDF},
		{"PDF below the lines of a gateway", "HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", extract.PDF},
		{"a text about PDF", "PDF 文件以 %PDF-1.7 开头。\n", extract.Text},
		{"a page about PDF", "<html><body><p>%PDF-1.7 和 endobj</p>", extract.HTML},
		{"RTF", "{\\rtf1\\ansi", extract.RTF},
		{"DOC", ole + encode(t, le, "WordDocument"), extract.DOC},
		{"a compound file that tells nothing", ole, extract.DOC},
		{"XLS", ole + encode(t, le, "Workbook"), "xls"},
		{"PPT", ole + encode(t, le, "PowerPoint Document"), "ppt"},
		{"DOCX", docx, extract.DOCX},
		{"DOCX with its parts named by Windows", zipped(t, `[Content_Types].xml`, `word\document.xml`), extract.DOCX},
		{"DOCX cut short", docx[:len(docx)/2], extract.DOCX},
		{"OFD", zipped(t, "OFD.xml", "Doc_0/Document.xml"), extract.OFD},
		{"OFD with a small name", zipped(t, "ofd.xml"), extract.OFD},
		{"XLSX", zipped(t, "[Content_Types].xml", "xl/workbook.xml"), "xlsx"},
		{"ODT", zipped(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml"), extract.ODT},
		{"EPUB", zipped(t, "mimetype=application/epub+zip", "word/x.xhtml"), extract.EPUB},
		{"an archive with a folder named word", zipped(t, "word/通知.docx"), "zip"},
		{"an empty archive", zipped(t), "zip"},
		{"PNG", "\x89PNG\r\n\x1a\n", extract.PNG},
		{"JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF", extract.JPEG},
		{"TIFF", "II*\x00\x08\x00\x00\x00", extract.TIFF},
		{"TIFF of big end", "MM\x00*\x00\x00\x00\x08", extract.TIFF},
		{"BMP", "BM\x36\x00\x00\x00\x00\x00", "bmp"},
		{"a text that begins as BMP does", "BMW 公司", extract.Text},
		{"a text that begins as CAJ does", "CAJ 格式说明\n", extract.Text},
		{"CAJ", "CAJ\x00\x00", "caj"},
	} {
		if got := extract.Sniff([]byte(c.data)); got != c.format {
			t.Errorf("%s: %s, want %s", c.name, got, c.format)
		}
	}
}

// TestSniffRealFiles goes by the names that the files have.
func TestSniffRealFiles(t *testing.T) {
	formats := map[string]extract.Format{".html": extract.HTML, ".docx": extract.DOCX, ".pdf": extract.PDF, ".ofd": extract.OFD, ".md": extract.Text, ".txt": extract.Text}
	files, _ := filepath.Glob("../../shared/data/formats/*/*")
	if len(files) == 0 {
		t.Skip("SKIPPED: no shared data")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := formats[filepath.Ext(name)]
		if got := extract.Sniff(data); ok && got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func FuzzSniff(f *testing.F) {
	for _, s := range []string{notice, "<html>", "<!--", "<?xml version=1?><html", "<!doctype", "<p>a</p><p>", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a",
		"PK\x03\x04word/", "PK\x05\x06", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\xff\xfe<\x00h\x00t\x00m\x00l\x00", "RIFF\x00\x00\x00\x00WEBP"} {
		f.Add([]byte(s))
	}
	f.Add([]byte(zipped(f, "[Content_Types].xml", "word/document.xml", "OFD.xml", "mimetype=application/epub+zip")))
	f.Fuzz(func(t *testing.T, data []byte) {
		format := extract.Sniff(data)
		if format == "" {
			t.Fatal("no format")
		}
		if !utf8.Valid(data) {
			return
		}
		if again := extract.Sniff(append([]byte("  \r\n"), data...)); format == extract.HTML && again != extract.HTML {
			t.Fatalf("a page below white space is %s", again)
		}
	})
}
