package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// checkNothingInvented checks that every character of the text is one of the
// page, which is UTF-8, or of a number that the reader counted.
func checkNothingInvented(t tb, page string, w *extract.Witness) {
	t.Helper()
	have := make(map[rune]int)
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		if tok := z.Token(); tok.Type == html.TextToken {
			for _, r := range tok.Data {
				have[r]++
			}
		}
	}
	for _, o := range w.Origin {
		if o.Part == "number" {
			for _, r := range w.Slice(o.Span) {
				have[r]++
			}
		}
	}
	for _, r := range w.Text {
		if have[r]--; have[r] < 0 && !extract.Space(r) {
			t.Fatalf("%q is not so often in the page", r)
		}
	}
}

func FuzzHTML(f *testing.F) {
	files, err := filepath.Glob("testdata/html/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no cases", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data, "", false)
	}
	f.Add([]byte("<p>a<table><tr><td>b<li>c<ol start=-1 type=i><li value=5000>d&#0;&#xd800;<pre>\n e\n\n<a href=x.doc>f<ruby>g<rt>h"), "utf-8", true)
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00\x00\x4e"), "", false)
	f.Fuzz(func(t *testing.T, data []byte, encoding string, reject bool) {
		if extract.Sniff(data) != extract.HTML {
			data = append([]byte("<html>"), data...)
		}
		w, err := extract.Read("fuzz", data, extract.Options{Encoding: encoding, RejectRevisions: reject})
		if err != nil || w.Format != "html" {
			return
		}
		checkSpans(t, w)
		checkOrigins(t, w)
		if w.Encoding == "utf-8" && utf8.Valid(data) {
			checkNothingInvented(t, string(data), w)
		}
		again, err := extract.Read("fuzz", data, extract.Options{Encoding: encoding, RejectRevisions: reject})
		if err != nil || again.Text != w.Text || len(again.Origin) != len(w.Origin) {
			t.Fatal("not the same twice")
		}
	})
}

func FuzzMHTML(f *testing.F) {
	for _, name := range []string{"testdata/html/mhtml-of-word.txtar", "testdata/html/mhtml-of-chrome.txtar"} {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
		f.Add([]byte(strings.ReplaceAll(string(a.Files[0].Data), "\n", "\r\n")))
	}
	f.Add([]byte("\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+5LiA\n--c--\n--b--"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if extract.Sniff(data) != extract.MHTML {
			data = append([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<x>\"\n"), data...)
		}
		w, err := extract.Read("fuzz", data, extract.Options{})
		if err != nil {
			return
		}
		checkSpans(t, w)
		if w.Format == "mhtml" {
			checkOrigins(t, w)
		}
	})
}

// TestNothingInvented is the promise of FuzzHTML on real pages.
func TestNothingInvented(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/formats/gov-html/*.html")
	cases, _ := filepath.Glob("testdata/html/*.txtar")
	for _, name := range append(files, cases...) {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".txtar" {
			page = txtar.Parse(page).Files[0].Data
		}
		if extract.Sniff(page) != extract.HTML {
			continue
		}
		w, err := extract.Read(name, page, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkOrigins(t, w)
		checkNothingInvented(t, string(page), w)
	}
}

// BenchmarkHTML reads a page as the site of the State Council gives it, of the
// length of a notice with a plan: 12 kB of card and frame, 8,000 characters of
// text in styled paragraphs.
func BenchmarkHTML(b *testing.B) {
	var page strings.Builder
	page.WriteString("<!doctype html><meta charset=\"utf-8\"><div class=\"wrap\"><table><tbody><tr><td><table class=\"bd1\"><tbody>")
	for range 4 {
		page.WriteString("<tr><td width=\"70\"><b>索 引 号：</b></td><td width=\"260\">000014349/2019-00009</td><td width=\"70\"><b>主题分类：</b></td><td width=\"260\">科技、教育\\教育</td></tr>\n")
	}
	page.WriteString("</tbody></table></td></tr></tbody></table><table><tbody><tr><td class=\"b12c\" id=\"UCAP-CONTENT\"><p style=\"text-align: center;\"><span>国务院关于印发国家职业教育改革<br>实施方案的通知</span></p>")
	for i := range 60 {
		page.WriteString("<p align=\"\" style=\"margin-top: 0px; margin-bottom: 0px; text-indent: 2em; text-align: justify; font-family: 宋体;\"><span style=\"font-weight: bold;\">")
		page.WriteString(strings.Repeat("一", i%3) + "、")
		page.WriteString("</span>" + strings.Repeat("把职业教育摆在教育改革创新和经济社会发展中更加突出的位置，", 5) + "&nbsp;</p> \n")
	}
	page.WriteString("</td></tr></tbody></table>")
	for range 40 {
		page.WriteString("<div class=\"list\"><a href=\"/zhengce/content/2018-12/24/content_5351607.htm\" onclick=\"window.print()\"><img src=\"save.gif\" width=\"70\" height=\"18\">相关链接</a></div>\n")
	}
	data := []byte(page.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := extract.Read("a.html", data, extract.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
