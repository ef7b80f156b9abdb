package report_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
	"jiaokan/extract/flaw"
	"jiaokan/report"

	"github.com/google/go-cmp/cmp"
)

// scan is a copy as a recogniser gives it: two pages, a running head on each, a
// seal on the second, and one doubtful character.
func scan(t *testing.T) *extract.Witness {
	t.Helper()
	text := "关于职业教育的通知\n一、建设20所高水平学校，培养技术人才。\n二、各地应当在三十日内上报方案，逾期不予受理。\n"
	w, err := extract.Read("scan.pdf", []byte(text), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) int { return strings.Index(w.Text, s) }
	second, split := at("二、"), at("三十日")
	sure := make([]uint8, strings.Count(w.Text[at("一、"):second-1], "")-1)
	for i := range sure {
		sure[i] = 90
	}
	sure[4], sure[5] = 40, 61 // 20
	w.Origin = []extract.Origin{
		{Page: 1, Line: 1, Part: "header", Apart: "湖南省教育厅文件"},
		{Span: extract.Span{Lo: 0, Hi: at("\n一")}, Page: 1, Line: 2, Part: "body"},
		{Span: extract.Span{Lo: at("一、"), Hi: second - 1}, Page: 1, Line: 3, Part: "body", Sure: sure},
		{Span: extract.Span{Lo: second, Hi: second}, Page: 2, Line: 1, Part: "header", Apart: strings.Repeat("湖南省教育厅文件", 100)},
		{Span: extract.Span{Lo: second, Hi: split}, Page: 2, Line: 2, Part: "table"},
		{Span: extract.Span{Lo: split, Hi: len(w.Text) - 1}, Page: 2, Line: 3, Part: "body"},
	}
	w.Loss = []extract.Loss{{Span: extract.Span{Lo: len(w.Text), Hi: len(w.Text)}, Page: 2, Kind: flaw.Seal, What: "a seal"}, {Span: extract.Span{Lo: split, Hi: split}, Kind: flaw.Picture, What: "a picture"}}
	return w
}

func scanned(t *testing.T) (*report.Result, []string) {
	t.Helper()
	a := scan(t)
	b, err := extract.Read("b.txt", []byte(strings.NewReplacer("20", "30", "应当", "可以").Replace(a.Text)), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := align.Collate([]*extract.Witness{a, b}, align.Options{})
	rep := audit.Run(c, nil)
	r := report.NewResult(&report.Edition{Collation: c, Audit: rep, Canonical: reconcile.Resolve(c, rep, nil)}, "test")
	return r, []string{a.Text, b.Text}
}

// TestFile tells where in the file a place is, what the file has besides, and
// how sure its recogniser was.
func TestFile(t *testing.T) {
	r, _ := scanned(t)
	n := r.Witnesses[0].Runes
	second := strings.Count(r.Canonical.Text[:strings.Index(r.Canonical.Text, "二、")], "")
	want := []report.ResultLoss{{Start: n, End: n, Kind: "seal", What: "a seal", Page: 2}, {Start: second + 6, End: second + 6, Kind: "picture", What: "a picture", Page: 2}}
	if d := cmp.Diff(want, r.Witnesses[0].Losses); d != "" {
		t.Error(d)
	}
	apart := r.Witnesses[0].Apart
	if len(apart) != 2 || apart[0] != (report.ResultApart{Page: 1, Part: "header", Text: "湖南省教育厅文件"}) || apart[1].Start != second-1 || strings.Count(apart[1].Text, "")-1 != 200 {
		t.Errorf("%+v", apart)
	}
	if len(r.Witnesses[1].Losses)+len(r.Witnesses[1].Apart) > 0 {
		t.Errorf("a text file has lost something: %+v", r.Witnesses[1])
	}
	seen := map[string]report.ResultSpan{}
	for _, f := range r.Findings {
		for _, s := range f.Spans {
			if s.Witness == "B" && (s.Page > 0 || s.Part != "") {
				t.Errorf("a text file has pages: %+v", s)
			}
			if s.Witness == "A" {
				seen[f.Rule] = s
			}
		}
	}
	if s := seen["conflict.number"]; s.Page != 1 || s.PageLine != 3 || s.Part != "" || s.Line != 2 {
		t.Errorf("20: %+v", s)
	}
	if s := seen["conflict.modality"]; s.Page != 2 || s.PageLine != 2 || s.Part != "table" {
		t.Errorf("应当: %+v", s)
	}
	for _, v := range r.Variants {
		for _, rd := range v.Readings {
			want := 0.0
			if v.Kind == "number" && rd.Witnesses[0] == "A" {
				want = map[string]float64{"20": 0.505, "20所": 0.6367}[rd.Text]
			}
			if rd.Sure != want {
				t.Errorf("%s %q: %v, want %v", v.ID, rd.Text, rd.Sure, want)
			}
		}
	}
	var out bytes.Buffer
	if err := report.JSON(&out, r); err != nil {
		t.Fatal(err)
	}
	back, err := report.ReadJSON(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(r, back); d != "" {
		t.Errorf("read back: %s", d)
	}
	for _, field := range []string{`"pageLine": 3`, `"part": "table"`, `"sure": 0.`, `"losses"`, `"apart"`} {
		if !strings.Contains(out.String(), field) {
			t.Errorf("no %s in result.json", field)
		}
	}
}

// TestLossNames wants every kind of package flaw told in Chinese.
func TestLossNames(t *testing.T) {
	src, err := os.ReadFile("../extract/flaw/flaw.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`Kind = "([a-z]+)"`).FindAllStringSubmatch(string(src), -1)
	if len(kinds) < 10 {
		t.Fatalf("only %q found in package flaw", kinds)
	}
	r, texts := scanned(t)
	for _, k := range kinds {
		r.Witnesses[0].Losses = []report.ResultLoss{{Kind: k[1], What: "WHAT"}}
		var out bytes.Buffer
		if err := report.HTML(&out, r, texts, report.HTMLOptions{Lang: "zh"}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "WHAT") {
			t.Errorf("%s has no name", k[1])
		}
	}
}

// TestFileShown says it to a reader, in both languages.
func TestFileShown(t *testing.T) {
	r, texts := scanned(t)
	for lang, want := range map[string][]string{
		"zh": {"第 1 页第 3 行", "第 2 行第 ", "未能读出 2 处", "印章未读", "图像没有文字", "不入正文 2 处", "页眉", "湖南省教育厅文件", "识别把握 "},
		"en": {"p. 1, line 3", "line 2, column ", "2 things not read", "a seal", "2 pieces kept out", "header", "recognised with "},
	} {
		var out bytes.Buffer
		if err := report.HTML(&out, r, texts, report.HTMLOptions{Lang: lang}); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("%s: no %q in the report", lang, w)
			}
		}
	}
	for range 20_000 {
		r.Witnesses[0].Losses = append(r.Witnesses[0].Losses, report.ResultLoss{What: strings.Repeat("x", len(r.Witnesses[0].Losses)%1000), Page: len(r.Witnesses[0].Losses)})
	}
	var out bytes.Buffer
	if err := report.HTML(&out, r, texts, report.HTMLOptions{}); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 300_000 || !strings.Contains(out.String(), "未能读出 20,002 处") || !strings.Contains(out.String(), "另有 19,942 处") {
		t.Errorf("a report of %d bytes", out.Len())
	}
	r.Witnesses[0].Losses = nil
	f := &r.Findings[0]
	f.Severity, f.Witness = "error", "A"
	f.Spans = slices.DeleteFunc(f.Spans, func(s report.ResultSpan) bool { return s.Witness != "A" })
	out.Reset()
	if err := report.Summary(&out, r, texts, report.SummaryOptions{Width: 100, Lang: "zh"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "第 1 页第 3 行") {
		t.Errorf("no page in the summary: %s", out.String())
	}
}
