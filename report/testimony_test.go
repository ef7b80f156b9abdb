package report_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
	"jiaokan/report"
)

const quotedText = `关于推进职业教育改革的通知
各市州人民政府：
一、主要任务
（一）建设职业教育集团。遴选建设30个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。
（二）完善政策环境。清理对技术技能人才的歧视性政策，支持贫困地区改善办学条件。
`

// quotedEdition is an edition of two copies that differ in a word, and of which two
// documents quote a number that neither has.
func quotedEdition(t *testing.T) (*report.Edition, []string) {
	t.Helper()
	texts := []string{quotedText, strings.Replace(quotedText, "歧视性", "不合理", 1)}
	var ws []*extract.Witness
	for i, text := range texts {
		w, err := extract.Read(audit.Siglum(i)+".txt", []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws = append(ws, w)
	}
	c := align.Collate(ws, align.Options{})
	lo := strings.Index(quotedText, "遴选")
	span := extract.Span{Lo: lo, Hi: strings.Index(quotedText, "（二）")}
	word := strings.Index(quotedText, "清理")
	said := []audit.Testimony{
		{Source: "/archive/<湖南日报>.txt", Group: 1, Line: 3, Span: span, Text: "通知要求，遴选建设20个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。下一步将抓紧落实。"},
		{Source: "/archive/答复.txt", Group: 2, Line: 7, Span: span, Text: "现答复如下：遴选建设20个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，并给予补助。"},
		{Source: "/archive/答复.txt", Group: 2, Line: 9, Span: extract.Span{Lo: word, Hi: len(quotedText)}, Text: "还要清理对技术技能人才的歧视性政策，支持贫困地区改善办学条件。"},
	}
	rep := audit.Run(c, said)
	return &report.Edition{Collation: c, Audit: rep, Canonical: reconcile.Resolve(c, rep, nil)}, texts
}

// TestTestimony follows what is quoted into result.json and back: offsets slice,
// readings are the right ones, and the testimony of the result makes the same again.
func TestTestimony(t *testing.T) {
	e, texts := quotedEdition(t)
	var out bytes.Buffer
	if err := report.JSON(&out, report.NewResult(e, "test")); err != nil {
		t.Fatal(err)
	}
	r, err := report.ReadJSON(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Testimony) != 3 {
		t.Fatalf("%d passages of testimony", len(r.Testimony))
	}
	passage := map[string]report.ResultTestimony{}
	for _, x := range r.Testimony {
		passage[x.ID] = x
		if x.Witness != "A" || x.Row == "" || string([]rune(texts[0])[x.Start:x.End]) == "" {
			t.Errorf("testimony %+v", x)
		}
	}
	want := map[string]string{"number": "20 20", "wording": "歧视性"}
	for _, v := range r.Variants {
		var got []string
		for _, q := range v.Quoted {
			text := string([]rune(passage[q.Testimony].Text)[q.Start:q.End])
			if q.Reading == nil || v.Readings[*q.Reading].Text != text {
				t.Errorf("%s: quoted %q, which is no reading of %+v", v.ID, text, v.Readings)
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != want[v.Kind] {
			t.Errorf("%s %s: quoted as %q", v.ID, v.Kind, got)
		}
		delete(want, v.Kind)
	}
	if len(want) > 0 {
		t.Errorf("no variant for %v", want)
	}
	if again := audit.Run(e.Collation, report.Heard(r.Testimony, e.Collation.Witnesses)); !reflect.DeepEqual(again, e.Audit) {
		t.Error("the testimony of the result makes another report")
	}
	r.Testimony[0].Start, r.Testimony[1].Witness, r.Testimony[2].End = -1, "Z", 1<<40
	if heard := report.Heard(r.Testimony, e.Collation.Witnesses); len(heard) != 0 {
		t.Errorf("heard of places that are not there: %+v", heard)
	}
}

// TestTestimonyShown looks for the quotations in the page and in the layout.
func TestTestimonyShown(t *testing.T) {
	e, texts := quotedEdition(t)
	r := report.NewResult(e, "test")
	for lang, where := range map[string]string{"zh": "第 3 行", "en": "line 3"} {
		var page bytes.Buffer
		if err := report.HTML(&page, r, texts, report.HTMLOptions{Lang: lang}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"&lt;湖南日报&gt;.txt</bdi> " + where, "遴选建设</span><mark>20</mark>"} {
			if !strings.Contains(page.String(), want) {
				t.Errorf("%s: the page has no %s", lang, want)
			}
		}
	}
	lay, err := report.Lay(r, texts, "zh")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range r.Variants {
		if v.Kind != "number" {
			continue
		}
		got := lay.Quotations(v.Quoted)
		if len(got) != 2 || got[0] != "<湖南日报>.txt 第 3 行：通知要求，遴选建设［20］个由政府、行业、企业、学…" {
			t.Errorf("quoted: %q", got)
		}
	}
	r.Testimony = nil // a result of another program
	if err := report.HTML(&bytes.Buffer{}, r, texts, report.HTMLOptions{}); err != nil {
		t.Error(err)
	}
}

// TestQuotedOtherwise: the terminal has a line for each place, five at most, and
// says in both languages how many voices there are and which is the first.
func TestQuotedOtherwise(t *testing.T) {
	e, texts := quotedEdition(t)
	r := report.NewResult(e, "test")
	summary := func(opt report.SummaryOptions) string {
		var out bytes.Buffer
		if err := report.Summary(&out, r, texts, opt); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for lang, want := range map[string]string{
		"zh": "\n旁证：库中 2 份文件引用此文，1 处有各本所无的文字\n      一、›（一）  建设30个由 → 建设20个由  2 家：<湖南日报>.txt 第 3 行\n",
		"en": "\nTestimony: 2 documents of the archive quote the text; places where they have what no copy has: 1\n      一、›（一）  建设30个由 → 建设20个由  2 voices: <湖南日报>.txt line 3\n",
	} {
		if got := summary(report.SummaryOptions{Lang: lang}); !strings.HasSuffix(got, want) {
			t.Errorf("%s:\n%swant%s", lang, got, want)
		}
	}
	i := slices.IndexFunc(r.Findings, func(f report.ResultFinding) bool { return f.Otherwise != nil })
	for n := range 6 {
		f := r.Findings[i]
		f.Otherwise = &report.ResultOtherwise{Here: strings.Repeat("长", 30*n+1), There: strings.Repeat("久", 60), Voices: 1}
		r.Findings = append(r.Findings, f)
	}
	got := summary(report.SummaryOptions{Width: 80})
	if strings.Count(got, " → ") != 5 || !strings.Contains(got, "另有 2 处") {
		t.Errorf("of seven places:\n%s", got)
	}
	for _, l := range strings.Split(got, "\n") {
		if n := runewidth.StringWidth(strings.ReplaceAll(l, "…", ".")); n > 80 {
			t.Errorf("%d columns: %s", n, l)
		}
	}

	// Nobody spoke: that is told where somebody was asked.
	r.Testimony, r.Findings = nil, nil
	if got := summary(report.SummaryOptions{}); strings.Contains(got, "旁证") {
		t.Errorf("nobody was asked:\n%s", got)
	}
	if got := summary(report.SummaryOptions{Asked: true}); !strings.HasSuffix(got, "\n旁证：库中 0 份文件引用此文，0 处有各本所无的文字\n") {
		t.Errorf("nobody spoke:\n%s", got)
	}
}
