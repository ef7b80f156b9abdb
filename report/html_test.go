package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func printHTML(t testing.TB, r *Result, texts []string, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, texts, HTMLOptions{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An element is one start tag of a page.
type element struct {
	name string
	attr map[string]string
	text string // of its own and all below
}

var raw = regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`)

// elements reads a page and checks that its tags are nested as they should be.
// The reader is that of XML, told which elements of HTML have no end tag.
func elements(t *testing.T, html string) []*element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(raw.ReplaceAllString(html, "<$1></$1>")))
	d.Strict = false
	d.AutoClose = []string{"meta", "input"}
	d.Entity = xml.HTMLEntity
	var all, open []*element
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("the page is not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{tok.Name.Local, map[string]string{}, ""}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			if open[len(open)-1].name != tok.Name.Local {
				t.Fatalf("</%s> closes <%s>", tok.Name.Local, open[len(open)-1].name)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			for _, e := range open {
				e.text += string(tok)
			}
		}
	}
	return all
}

func TestHTMLStructure(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	for _, lang := range []string{"zh", "en"} {
		all := elements(t, printHTML(t, r, texts, lang))
		ids := map[string]bool{}
		for _, e := range all {
			if id, ok := e.attr["id"]; ok {
				if ids[id] {
					t.Errorf("%s: id %s stands twice", lang, id)
				}
				ids[id] = true
			}
		}
		level := 0
		for _, e := range all {
			checkElement(t, e, ids)
			if len(e.name) == 2 && e.name[0] == 'h' && e.name != "hr" {
				n := int(e.name[1] - '0')
				if n > level+1 {
					t.Errorf("%s: <%s> %q follows a heading of level %d", lang, e.name, e.text, level)
				}
				level = n
			}
		}
	}
}

// checkElement checks what must hold of every element: no style or script of
// its own, nothing from elsewhere, links that lead somewhere.
func checkElement(t *testing.T, e *element, ids map[string]bool) {
	t.Helper()
	for name, value := range e.attr {
		if name == "style" || name == "src" || strings.HasPrefix(name, "on") {
			t.Errorf("<%s> has %s=%q", e.name, name, value)
		}
	}
	if href, ok := e.attr["href"]; ok && (!strings.HasPrefix(href, "#") || !ids[href[1:]]) {
		t.Errorf("<%s href=%q> leads nowhere", e.name, href)
	}
	if by, ok := e.attr["aria-labelledby"]; ok && !ids[by] {
		t.Errorf("<%s aria-labelledby=%q> has no label", e.name, by)
	}
	if about := e.attr["data-v"]; about != "" && !ids[about] {
		t.Errorf("<%s data-v=%q> is explained nowhere", e.name, about)
	}
	if slices.Contains([]string{"link", "img", "iframe", "object", "base"}, e.name) {
		t.Errorf("the page has <%s>", e.name)
	}
}

// TestHTMLContent checks that what an editor must find is there, and where.
func TestHTMLContent(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	all := elements(t, printHTML(t, r, texts, "zh"))
	class := func(name string) (out []*element) {
		for _, e := range all {
			if slices.Contains(strings.Fields(e.attr["class"]), name) {
				out = append(out, e)
			}
		}
		return out
	}
	contains := func(what string, list []*element, n int, texts ...string) {
		t.Helper()
		if len(list) != n {
			t.Fatalf("%s: %d, want %d", what, len(list), n)
		}
		for i, want := range texts {
			if !strings.Contains(list[i].text, want) {
				t.Errorf("%s %d is %q, want %q in it", what, i, list[i].text, want)
			}
		}
	}
	contains("verdict", class("verdict"), 1, "14 处待定，2 处阙文")
	contains("card", class("card"), 14, "20个", "双高", "应当", "3.", "出版物")
	contains("row", class("row"), len(r.Rows))
	contains("finding", class("finding"), len(r.Findings))
	contains("entry", class("entry"), len(r.Variants))
	contains("strip", class("strip"), 2)
	contains("lacuna", class("lacuna"), 2, "【……】", "【……】")
	contains("sheet", class("sheet"), 1, "关于")
	var sheet strings.Builder
	for _, e := range all {
		if e.attr["class"] == "sheet" {
			sheet.WriteString(regexp.MustCompile(`（(待定|已择|各本皆阙).*?）|\s`).ReplaceAllString(e.text, ""))
		}
	}
	if got, want := sheet.String(), strings.Join(strings.Fields(r.Canonical.Text), ""); got != want {
		t.Errorf("the canonical text reads\n%s\nwant\n%s", got, want)
	}
	for _, state := range []string{"agreed", "repaired", "differing", "fragment", "repeated", "foreign", "lost"} {
		if len(class("s-"+state)) < 2 { // once in the legend
			t.Errorf("no strip shows %s", state)
		}
	}
}

// TestHTMLPolicy checks that the policy of the page names the very style and
// script that the page has.
func TestHTMLPolicy(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	html := printHTML(t, r, texts, "zh")
	for _, name := range []string{"style", "script"} {
		part := regexp.MustCompile(`(?s)<`+name+`>(.*?)</`+name+`>`).FindAllStringSubmatch(html, -1)
		if len(part) != 1 {
			t.Fatalf("%d <%s>", len(part), name)
		}
		e := elements(t, html)
		var policy string
		for _, m := range e {
			if m.name == "meta" && m.attr["http-equiv"] != "" {
				policy = m.attr["content"]
			}
		}
		if !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, name+"-src "+hash(part[0][1])) {
			t.Errorf("the policy %q does not name the %s", policy, name)
		}
	}
}

// hostile is a result whose every text tries to be more than text.
func hostile() (*Result, []string) {
	evil := "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'`{{.}}\u202eabc\u2066\x1b[31m&amp;"
	long := evil + strings.Repeat("楚", 100_000)
	n := len([]rune(long))
	zero := 0
	both := ResultText{evil, evil}
	return &Result{
		Tool: ResultTool{evil, evil},
		Witnesses: []ResultWitness{
			{ID: "A", Path: evil, Encoding: evil, Format: evil, Runes: n, Reliability: 2,
				Losses: []ResultLoss{{Start: -3, End: n * 2, What: evil, Page: -1}, {What: long, Page: 1 << 40}}, Apart: []ResultApart{{Start: -1, Page: 3, Part: evil, Text: long}}},
			{ID: "B", Path: evil, Runes: n},
		},
		Rows: []ResultRow{{ID: "r1", Label: evil, Path: []string{evil}, Kind: evil, Canonical: &ResultRange{-5, n * 2},
			Cells: map[string][]ResultRange{"A": {{0, n}}, "B": {{-7, n * 9}}, "Z": {{1, 2}}}}},
		Variants: []ResultVariant{
			{ID: "v1", Row: "r1", Kind: evil, Open: true, Chosen: &zero, Method: evil, Reasons: []ResultText{both}, Confidence: 7,
				Readings: []ResultReading{{Witnesses: []string{"A"}, Text: evil, Spans: map[string][2]int{"A": {0, 60}}, Probability: 0.5}, {Witnesses: []string{"B", evil}, Text: long, Spans: map[string][2]int{"B": {40, 20}}, Probability: 0.5}}},
			{ID: "v2", Row: "nowhere", Kind: "term"},
		},
		Findings: []ResultFinding{
			{ID: "f1", Rule: evil, Method: evil, Severity: "error", Message: both, Spans: []ResultSpan{{Witness: "A", Start: 5, End: n + 5, Line: 1, Column: 1}, {Witness: "Z"}}, Evidence: []ResultEvidence{{evil, both}}},
			{ID: "f2", Rule: "corruption.foreign", Severity: "warning", Message: both, Witness: "B", Spans: []ResultSpan{{Witness: "B", Start: 3, End: 900, Line: 1, Column: 4}}},
		},
		Canonical: ResultCanonical{Text: long, Segments: []ResultSegment{
			{Start: 0, End: 20, Status: "open", Variant: "v1", Row: "r1", By: evil}, {Start: 15, End: n * 3, Status: evil, Row: "nowhere"},
		}},
	}, []string{long, long}
}

func TestHTMLInjection(t *testing.T) {
	r, texts := hostile()
	html := printHTML(t, r, texts, "zh")
	for _, bad := range []string{"<script>alert", "<img", "\u202e", "\u2066", "\x1b"} {
		if strings.Contains(html, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	all := elements(t, html)
	if !strings.Contains(all[0].text, "[U+202E]") {
		t.Error("U+202E is not shown")
	}
	for _, e := range all {
		for name := range e.attr {
			if strings.HasPrefix(name, "on") || name == "src" {
				t.Errorf("<%s> has %s", e.name, name)
			}
		}
	}
}

func TestTerminalInjection(t *testing.T) {
	r, texts := hostile()
	for _, print := range []func(io.Writer, *Result, []string, SummaryOptions) error{Summary, Diff} {
		var b bytes.Buffer
		if err := print(&b, r, texts, SummaryOptions{Width: 60}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\u202e\u2066") {
			t.Error("the text of a witness reaches the terminal as it is")
		}
		fits(t, b.String(), 60)
	}
}

// TestOddResults checks results at the edge of what there can be.
func TestOddResults(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	one := *r
	one.Witnesses, one.Variants = r.Witnesses[:1], nil
	many := *r
	for _, id := range []string{"C", "D", "E", "F"} {
		many.Witnesses = append(slices.Clone(many.Witnesses), ResultWitness{ID: id, Path: id + ".txt"})
	}
	for name, c := range map[string]struct {
		r     *Result
		texts []string
	}{
		"empty":   {&Result{}, nil},
		"no text": {&Result{Witnesses: []ResultWitness{{ID: "A", Path: "a.txt"}}}, []string{""}},
		"one":     {&one, texts[:1]},
		"many":    {&many, append(slices.Clone(texts), "", "丙", "丁", "戊")},
	} {
		elements(t, printHTML(t, c.r, c.texts, "en"))
		for _, print := range []func(io.Writer, *Result, []string, SummaryOptions) error{Summary, Diff} {
			var b bytes.Buffer
			if err := print(&b, c.r, c.texts, SummaryOptions{}); err != nil || b.Len() == 0 && name != "empty" {
				t.Errorf("%s: %d bytes, %v", name, b.Len(), err)
			}
		}
	}
	if err := HTML(io.Discard, r, texts[:1], HTMLOptions{}); err == nil {
		t.Error("one text for two witnesses is no error")
	}
}

func TestSameBytes(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	first := printHTML(t, r, texts, "zh")
	for range 5 {
		if printHTML(t, r, texts, "zh") != first {
			t.Fatal("the same result prints differently")
		}
	}
}

// TestWords checks that every phrase is there in both languages with the same
// arguments, that each that is asked for exists, and that none is left over.
func TestWords(t *testing.T) {
	verbs := regexp.MustCompile(`%(\[\d\])?[ds]`)
	seen := map[string]bool{}
	for _, p := range phrases {
		if seen[p.key] {
			t.Errorf("%s stands twice", p.key)
		}
		seen[p.key] = true
		if p.zh == "" || p.en == "" {
			t.Errorf("%s lacks a language", p.key)
		}
		for _, en := range strings.Split(p.en, "|") {
			if a, b := len(verbs.FindAllString(p.zh, -1)), len(verbs.FindAllString(en, -1)); a != b {
				t.Errorf("%s has %d arguments in Chinese, %d in English", p.key, a, b)
			}
		}
	}
	var source []byte
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name := f.Name(); strings.HasSuffix(name, ".go") && name != "words.go" && !strings.HasSuffix(name, "_test.go") {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			source = append(source, b...)
		}
	}
	own, err := os.ReadFile("words.go")
	if err != nil {
		t.Fatal(err)
	}
	_, methods, _ := bytes.Cut(own, []byte("type words struct"))
	source = append(append(source, methods...), pageTemplate...)
	used := map[string]bool{}
	for _, m := range regexp.MustCompile(`say\(?\s?"([a-z.]+)"`).FindAllSubmatch(source, -1) {
		used[string(m[1])] = true
		if key := string(m[1]); !seen[key] && !strings.HasSuffix(key, ".") {
			t.Errorf("there is no phrase %s", key)
		}
	}
	families := []string{"row.", "kind.", "method.", "rule.", "severity.", "state.", "status.", "loss.", "part."}
	for key := range seen {
		if !used[key] && !slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(key, f) }) {
			t.Errorf("nobody says %s", key)
		}
	}
	for lang, want := range map[string]string{"": "1 处待定", "zh": "1 处待定", "en": "1 place to decide"} {
		if got := wordsIn(lang).say("verdict.open", 1); got != want {
			t.Errorf("%q says %q, want %q", lang, got, want)
		}
	}
	if got := wordsIn("en").say("verdict.open", 2); got != "2 places to decide" {
		t.Error(got)
	}
}

// large makes a result of n clauses with a variant in each, from two witnesses
// of forty characters a clause.
func large(n int) (*Result, []string) {
	r := &Result{Witnesses: []ResultWitness{{ID: "A", Path: "a.txt"}, {ID: "B", Path: "b.txt"}}}
	var texts [2]strings.Builder
	var canon strings.Builder
	zero := 0
	for i := range n {
		at := i * 41
		texts[0].WriteString(clause("二十"))
		texts[1].WriteString(clause("三十"))
		canon.WriteString(clause("二十"))
		row, id := fmt.Sprintf("r%d", i+1), fmt.Sprintf("v%d", i+1)
		r.Rows = append(r.Rows, ResultRow{ID: row, Kind: "paragraph", Canonical: &ResultRange{at, at + 40},
			Cells: map[string][]ResultRange{"A": {{at, at + 40}}, "B": {{at, at + 40}}}})
		r.Variants = append(r.Variants, ResultVariant{ID: id, Row: row, Kind: "number", Chosen: &zero, Open: i%10 == 0, Confidence: 0.8, Method: "collation",
			Readings: []ResultReading{{Witnesses: []string{"A"}, Text: "二十", Spans: map[string][2]int{"A": {at + 20, at + 22}}, Probability: 0.5}, {Witnesses: []string{"B"}, Text: "三十", Spans: map[string][2]int{"B": {at + 20, at + 22}}, Probability: 0.5}}})
		r.Findings = append(r.Findings, ResultFinding{ID: fmt.Sprintf("f%d", i+1), Rule: "conflict.number", Severity: "warning", Variant: id, Row: row,
			Message: ResultText{"数字互异", "The numbers differ"}, Spans: []ResultSpan{{Witness: "A", Start: at + 20, End: at + 22, Line: i + 1, Column: 21}, {Witness: "B", Start: at + 20, End: at + 22, Line: i + 1, Column: 21}}})
		r.Canonical.Segments = append(r.Canonical.Segments,
			ResultSegment{Start: at, End: at + 20, Status: "agreed", From: "A", Source: &[2]int{at, at + 20}, Row: row},
			ResultSegment{Start: at + 20, End: at + 22, Status: "open", From: "A", Source: &[2]int{at + 20, at + 22}, Row: row, Variant: id},
			ResultSegment{Start: at + 22, End: at + 40, Status: "agreed", From: "A", Source: &[2]int{at + 22, at + 40}, Row: row})
	}
	r.Canonical.Text = canon.String()
	for i := range r.Witnesses {
		r.Witnesses[i].Runes = n * 41
	}
	return r, []string{texts[0].String(), texts[1].String()}
}

// clause is forty characters with two of them at the twentieth, and a line end.
func clause(two string) string {
	return "遴选建设一批优质技工专业，支持建设一共有" + two + "所高水平职业院校，统一命名标识风格。\n"
}

// TestLinear checks that ten times the text takes nowhere near a hundred times
// the work, by what is allocated: time would depend on the machine.
func TestLinear(t *testing.T) {
	cost := func(n int) float64 {
		r, texts := large(n)
		return testing.AllocsPerRun(1, func() {
			if err := HTML(io.Discard, r, texts, HTMLOptions{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if a, b := cost(100), cost(1000); b > 15*a {
		t.Errorf("%.0f allocations for 100 clauses, %.0f for 1000", a, b)
	}
}

func BenchmarkHTML(b *testing.B) {
	r, texts := sample(b, "chuyi.txtar")
	bench(b, func() error { return HTML(io.Discard, r, texts, HTMLOptions{}) })
}

// BenchmarkHTMLLarge prints 205,000 characters with 5,000 variants.
func BenchmarkHTMLLarge(b *testing.B) {
	r, texts := large(5000)
	bench(b, func() error { return HTML(io.Discard, r, texts, HTMLOptions{}) })
}

func BenchmarkSummary(b *testing.B) {
	r, texts := sample(b, "chuyi.txtar")
	bench(b, func() error { return Summary(io.Discard, r, texts, SummaryOptions{}) })
}

func BenchmarkDiff(b *testing.B) {
	r, texts := sample(b, "chuyi.txtar")
	bench(b, func() error { return Diff(io.Discard, r, texts, SummaryOptions{}) })
}

func bench(b *testing.B, print func() error) {
	b.ReportAllocs()
	for b.Loop() {
		if err := print(); err != nil {
			b.Fatal(err)
		}
	}
}
