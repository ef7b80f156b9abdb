package extract_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"jiaokan/extract"
)

// TestHostilePages reads pages that are made to cost more than they are worth.
// Each has an answer, its text or an error that says why not, in a part of the
// time and memory that a file may take.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a gigabyte")
	}
	const text = "<p>一、为推动我省职业教育高质量发展，现就有关事项通知如下。</p>"
	const mime = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
	n := strings.Repeat
	for _, c := range []struct {
		name string
		page func() string
		kind error // of the answer, where it is none
	}{
		{"ten thousand deep", func() string { return n("<div>", 10_000) + text }, nil},
		{"deep and closed again", func() string { return n("<div>", 100_000) + n("</div>", 100_000) + text }, nil},
		{"a million deep", func() string { return n("<div>", 1_000_000) + text }, extract.ErrLimit},
		{"fonts never closed", func() string { return text + n("<font color=red>红<br>", 20_000) }, nil},
		{"formatting in each paragraph", func() string {
			var b strings.Builder
			for i := range 480 {
				fmt.Fprintf(&b, "<b id=%d>", i)
			}
			return text + "<p>" + b.String() + n("<p>段", 50_000)
		}, nil},
		{"five million paragraphs", func() string { return n("<p>", 5_000_000) }, extract.ErrLimit},
		{"stray end tags", func() string { return text + n("甲</x>", 200_000) }, nil},
		{"end tags for what is far up", func() string { return "<span>" + n("<div>", 490) + n("</span>", 2_000_000) + text }, nil},
		{"items in items", func() string { return n("<ul><li>", 200_000) + text }, nil},
		{"tables in tables", func() string { return n("<table><tr><td>", 100_000) + text }, nil},
		{"tables in cells beside text", func() string { return n("<table><tr><td>甲<td>", 40_000) + text }, nil},
		{"a million attributes", func() string { return "<p " + n("a=1 style=x ", 1_000_000) + ">" + text }, nil},
		{"bodies with attributes", func() string { return "<body " + n("class=1 ", 500_000) + ">" + n("<body class=x>", 500_000) + text }, nil},
		{"a long style", func() string { return `<p style="` + n("color:red;", 1_000_000) + `">甲</p>` + text }, nil},
		{"entities", func() string { return text + n("&amp;&#20013;&NotEqualTilde;&x", 500_000) }, nil},
		{"an entity without end", func() string { return text + "&" + n("a", 8<<20) }, nil},
		{"wide and high cells", func() string {
			return "<table>" + n("<tr><td colspan=60 rowspan=999>甲<td>乙", 40_000) + "</table>" + text
		}, nil},
		{"cells without end", func() string {
			return "<table>" + n("<tr><td colspan=1000000000 rowspan=-1>甲<td>乙", 40_000) + "</table>" + text
		}, nil},
		{"open angles", func() string { return text + n("<", 8<<20) }, nil},
		{"open end tags", func() string { return text + n("</", 8<<20) }, nil},
		{"a comment without end", func() string { return text + "<!--" + n("-", 16<<20) }, nil},
		{"comments", func() string { return text + n("<!---->", 2_000_000) }, nil},
		{"a script without end", func() string { return text + "<script>" + n("</scrip", 2_000_000) }, nil},
		{"metas", func() string { return n(`<meta charset="gb2312"><meta charset=utf-8>`, 100_000) + text }, nil},
		{"a meta without end", func() string { return "<meta " + n("charset ", 100_000) + ">" + text }, nil},
		{"pictures", func() string { return text + n("<img src=a.png alt=图>", 100_000) }, nil},
		{"links", func() string { return text + n("<a href=a.doc>附", 50_000) }, nil},
		{"links in links", func() string { return text + n("<a href=a.doc><div>", 250) + n("<div>附</div>", 50_000) }, nil},
		{"hidden in hidden", func() string { return text + n("<div hidden>", 400) + n("<p hidden>隐", 200_000) }, nil},
		{"counted items", func() string {
			return text + "<ol>" + n("<li value=3999 style='list-style:upper-roman'>甲", 50_000) + "</ol>"
		}, nil},
		{"lists in lists", func() string { return text + n("<ol><li>", 240) + n("<li>甲", 50_000) }, nil},
		{"spaces", func() string { return text + n("&nbsp;", 500_000) }, nil},
		{"one line", func() string { return "<p>" + n("关于印发方案的通知，", 100_000) }, nil},
		{"line breaks", func() string { return text + n("<br>", 450_000) }, nil},
		{"too large", func() string { return text + n(" ", 32<<20) }, extract.ErrLimit},
		{"MHTML of nothing but boundaries", func() string { return mime + n("--b\n", 2_000_000) + "Content-Type: text/html\n\n" + text }, nil},
		{"MHTML with a line of boundaries", func() string { return mime + n("--b", 4_000_000) }, extract.ErrDamaged},
		{"MHTML in MHTML", func() string {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, "Content-Type: multipart/related; boundary=b%d\n\n--b%d\n", i, i)
			}
			return b.String()
		}, extract.ErrLimit},
		{"MHTML with a long head", func() string {
			return "MIME-Version: 1.0\nContent-Type: text/html;" + n("\n a=b;", 500_000) + "\n\n" + text
		}, nil},
		{"MHTML of base64", func() string {
			return mime + "--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + n("PHA+", 10_000_000)
		}, extract.ErrLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := c.page()
			if !strings.HasPrefix(page, "MIME") && !strings.HasPrefix(page, "Content") {
				page = "<html>" + page
			}
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			w, err := extract.Read("a.html", []byte(page), extract.Options{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			cost := fmt.Sprintf("%v, %d MB allocated, the process has %d MB", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, after.Sys>>20)
			t.Log(cost)
			if took > 5*time.Second {
				t.Errorf("too slow: %s", cost)
			}
			if !errors.Is(err, c.kind) || c.kind == nil && err != nil {
				t.Fatalf("got %v", err)
			}
			if err == nil && !strings.ContainsAny(w.Text, "甲段红隐推关") {
				t.Errorf("the text is lost: %.100q", w.Text)
			}
		})
	}
}
