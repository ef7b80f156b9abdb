package reconcile_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
)

// chuyi reconciles the two notices of the 楚怡 programme: A is file 000, B 004.
func chuyi(t *testing.T) edition {
	t.Helper()
	var texts []string
	for _, name := range []string{"000_1c7268e008740abf.txt", "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile("../../corpus/testdata/chuyi/" + name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return run(t, texts...)
}

const a, b = 0, 1 // the sigla of the two notices

// findings returns the findings of one rule.
func (e edition) findings(rule string) []audit.Finding {
	var out []audit.Finding
	for _, f := range e.rep.Findings {
		if f.Rule == rule {
			out = append(out, f)
		}
	}
	return out
}

// text returns the text of a place without white space.
func (e edition) text(p align.Place) string {
	return bare(e.c.Witnesses[p.Witness].Slice(p.Span))
}

// at returns the findings of a rule that touch, in witness w, the first
// occurrence of some text, or stand at either end of it.
func (e edition) at(t *testing.T, rule string, w int, text string) []audit.Finding {
	t.Helper()
	lo, hi := e.find(t, w, text)
	var out []audit.Finding
	for _, f := range e.findings(rule) {
		if slices.ContainsFunc(f.At, func(p align.Place) bool {
			return p.Witness == w && p.Span.Lo <= hi && lo <= p.Span.Hi
		}) {
			out = append(out, f)
		}
	}
	return out
}

func (e edition) find(t *testing.T, w int, text string) (lo, hi int) {
	t.Helper()
	i := strings.Index(e.c.Witnesses[w].Text, text)
	if i < 0 {
		t.Fatalf("%s does not stand in witness %d", text, w)
	}
	return i, i + len(text)
}

// variant returns the choice over the variant with just these readings, ""
// for an omission, and the segment.
func (e edition) variant(readings ...string) (reconcile.Choice, bool) {
	for _, ch := range e.can.Choices {
		var have []string
		for _, rd := range audit.Segment(e.c, ch.Row, ch.Segment).Readings {
			have = append(have, strings.TrimRight(raw(e.c, rd), "，。；"))
		}
		slices.Sort(have)
		want := slices.Sorted(slices.Values(readings))
		if slices.Equal(have, want) {
			return ch, true
		}
	}
	return reconcile.Choice{}, false
}

// row returns the row in which a text of witness w stands.
func (e edition) row(t *testing.T, w int, text string) int {
	t.Helper()
	lo, _ := e.find(t, w, text)
	for x, row := range e.c.Rows {
		for _, seg := range row.Segments {
			for _, rd := range seg.Readings {
				for _, p := range rd.At {
					if p.Witness == w && p.Span.Lo <= lo && lo < p.Span.Hi {
						return x
					}
				}
			}
		}
	}
	t.Fatalf("%s stands in no row", text)
	return -1
}

// line returns the line of the canonical text that holds a text.
func (e edition) line(t *testing.T, text string) string {
	t.Helper()
	for _, l := range strings.Split(e.can.Text(), "\n") {
		if strings.Contains(l, text) {
			return l
		}
	}
	t.Errorf("the canonical text lacks %s", text)
	return ""
}

// TestChuyi holds the two notices to what an editor expects of them, point by
// point.
func TestChuyi(t *testing.T) {
	e := chuyi(t)
	canonical := e.can.Text()

	t.Run("foreign", func(t *testing.T) {
		fs := e.findings("corruption.foreign")
		if len(fs) != 1 {
			t.Fatalf("%d findings, want 1", len(fs))
		}
		got := e.text(fs[0].At[0])
		if fs[0].At[0].Witness != b || !strings.HasPrefix(got, "关于加快推进“双碳”目标实现的通知各市州") || !strings.HasSuffix(got, "统筹推进碳达峰碳中和各项工作。") {
			t.Errorf("foreign is %s", clip(got))
		}
		if strings.Contains(got, "湖南省") || strings.Contains(got, "彰显") {
			t.Errorf("foreign holds issuers or 进一步彰显")
		}
		if len(fs[0].Evidence) == 0 {
			t.Error("not explained")
		}
		for _, s := range []string{"双碳", "总体要求", "绿色低碳", "各行业协会"} {
			if strings.Contains(canonical, s) {
				t.Errorf("%s is in the canonical text", s)
			}
		}
	})

	t.Run("issuers", func(t *testing.T) {
		for _, s := range []string{"湖南省教育厅\n", "湖南省发展和改革委员会\n", "湖南省财政厅文件\n", "湖南省人力资源和社会保障厅\n", "湖南省住房和城乡建设厅\n"} {
			if !strings.Contains(canonical+"\n", s) {
				t.Errorf("canonical text lacks the issuer %s", s)
			}
		}
		for _, s := range []string{"省教育厅", "发展和改革委员会", "省财政厅文件", "人力资源和社会保障厅", "住房和城乡建设厅"} {
			if ra, rb := e.row(t, a, s), e.row(t, b, s); ra != rb {
				t.Errorf("A's %s stands in row %d, B's in row %d", s, ra, rb)
			}
		}
	})

	t.Run("duplicate", func(t *testing.T) {
		var fs []audit.Finding
		for _, f := range e.findings("corruption.duplicate") {
			if f.At[0].Witness == b {
				fs = append(fs, f)
			}
		}
		if len(fs) != 1 {
			t.Fatalf("%d findings in B, want 1", len(fs))
		}
		again, first := e.text(fs[0].At[0]), e.text(fs[0].Against[0])
		if !strings.HasPrefix(again, "6.培育建设一批“楚怡”职教名师") || !strings.HasSuffix(again, "职业教育工匠。") {
			t.Errorf("the copy is %s", clip(again))
		}
		if !strings.HasPrefix(first, "3.培育建设一批“楚怡”职教名师") || !strings.HasSuffix(first, "职业教育工匠。") || strings.Contains(first, "6.") {
			t.Errorf("the first print is %s", clip(first))
		}
		for _, s := range []string{"3.培育建设一批“楚怡”职教名师", "4.培育建设一批“楚怡”职教大师", "5.培育建设一批“楚怡”职教工匠"} {
			if strings.Count(canonical, s) != 1 {
				t.Errorf("%s stands %d times", s, strings.Count(canonical, s))
			}
		}
		if strings.Contains(canonical, "6.") || strings.Contains(canonical, "8.") {
			t.Error("the copy is in the canonical text")
		}
		if fs := e.at(t, "corruption.duplicate", a, "1.建设“楚怡”职业教育专业智库"); len(fs) > 0 {
			t.Error("a heading said again in its clause is no duplicate")
		}
	})

	t.Run("term", func(t *testing.T) {
		fs := e.findings("conflict.term")
		if len(fs) != 1 {
			t.Fatalf("%d findings, want 1", len(fs))
		}
		ch, ok := e.variant("楚怡", "双高")
		if !ok {
			t.Fatal("no variant 楚怡｜双高")
		}
		if ch.Kind != audit.Term || ch.Status != reconcile.Open {
			t.Errorf("it is %s and %s", ch.Kind, ch.Status)
		}
		if got := raw(e.c, audit.Segment(e.c, ch.Row, ch.Segment).Readings[ch.Reading]); got != "楚怡" {
			t.Errorf("proposed is %s", got)
		}
		methods, counted := map[audit.Method]bool{}, false
		for _, ev := range fs[0].Evidence {
			methods[ev.Method] = true
			if ev.Method == audit.Internal && strings.Contains(ev.Text.ZH, "楚怡") && strings.ContainsAny(ev.Text.ZH, "123456789") {
				counted = true
			}
		}
		if !methods[audit.ByCollation] || !methods[audit.Internal] || !counted {
			t.Errorf("evidence is %v", fs[0].Evidence)
		}
		if fs[0].Severity != audit.Error {
			t.Errorf("severity is %s", fs[0].Severity)
		}
	})

	t.Run("wording", func(t *testing.T) {
		for _, v := range []struct{ a, b, want string }{ // want "" is for the editor
			{"骨干高职高专", "公办高等职业", ""},
			{"吸引力", "实力", ""},
			{"歧视性", "不合理", "歧视性"},
			{"汇聚", "聚集", ""},
			{"适当", "", ""},
			{"广泛", "加强", ""},
			{"", "科学", ""},
			{"生产性", "生动性", "生产性"},
			{"出版物", "出版书籍", ""},
		} {
			ch, ok := e.variant(v.a, v.b)
			if !ok {
				t.Errorf("no variant %s｜%s", v.a, v.b)
				continue
			}
			if len(ch.Reasons) == 0 || ch.P[ch.Best] <= 0 || ch.P[ch.Best] > 1 {
				t.Errorf("%s｜%s: P %v, reasons %v", v.a, v.b, ch.P, ch.Reasons)
			}
			if got := raw(e.c, audit.Segment(e.c, ch.Row, ch.Segment).Readings[ch.Reading]); v.want != "" && got != v.want {
				t.Errorf("%s｜%s: %s is proposed", v.a, v.b, got)
			}
			told := 0
			for _, f := range e.rep.Findings {
				if f.Row == ch.Row && f.Segment == ch.Segment && (strings.HasPrefix(f.Rule, "conflict.") || f.Rule == "corruption.confusable") {
					told++
				}
			}
			if told != 1 {
				t.Errorf("%s｜%s is told %d times", v.a, v.b, told)
			}
		}
	})

	t.Run("garbled", func(t *testing.T) {
		fs := e.findings("corruption.garbled")
		if len(fs) != 1 || len(e.at(t, "corruption.garbled", b, "此外新湖南湖南职业教育发展理念")) != 1 {
			t.Errorf("%d findings: %s", len(fs), dumpFindings(e.c, &audit.Report{Findings: fs}))
		}
		if strings.Contains(canonical, "湖南湖南") || !strings.Contains(canonical, "创新湖南职业教育发展理念") {
			t.Error("A's 创新湖南职业教育发展理念 is not chosen")
		}
	})

	t.Run("completed", func(t *testing.T) {
		got := e.line(t, "培育建设30个由政府、")
		if want := "由政府、行业、企业、职业院校、科研院所和社会力量共同参与的产教融合、校企合作、工学结合、知行合一的职业教育集团"; !strings.Contains(got, want) {
			t.Errorf("it reads %s", got)
		}
		if len(e.at(t, "corruption.truncated", a, "培育建设30个由政府、")) != 1 {
			t.Error("A's break is not told once")
		}
	})

	t.Run("lacuna", func(t *testing.T) {
		if got := e.line(t, "支持建设3所“楚怡”高水平职业"); !strings.HasSuffix(got, "高水平职业"+reconcile.Mark) {
			t.Errorf("it reads %s", got)
		}
		if len(e.at(t, "corruption.truncated", a, "支持建设3所“楚怡”高水平职业")) != 1 {
			t.Error("not told once")
		}
	})

	t.Run("half-page", func(t *testing.T) {
		if fs := e.at(t, "corruption.truncated", b, "“楚怡”高水平职业本科\n\n色突出"); len(fs) != 1 {
			t.Errorf("B's loss between 职业本科 and 色突出 is told %d times", len(fs))
		}
		if x, y := e.row(t, b, "职业本科\n\n色突出"), e.row(t, b, "色突出、服务能力强"); x == y {
			t.Error("the head of item 1 and the tail of item 2 are one row")
		}
		e.line(t, "的“楚怡”高水平职业本科专业群。")
		e.line(t, "2.遴选建设一批“楚怡”优质中职专业（群）。遴选建设100个特色突出、服务能力强的“楚怡”优质中职专业（群）。")
	})

	t.Run("hidden-by-line-break", func(t *testing.T) {
		if fs := e.at(t, "corruption.truncated", b, "纳入省政府\n\n内容"); len(fs) != 1 {
			t.Errorf("B's loss between 省政府 and 内容 is told %d times", len(fs))
		}
		e.line(t, "纳入省政府重点工作实事项目，作为对各市州、县市区教育督导评估的重要内容，分年度")
	})

	t.Run("beheaded", func(t *testing.T) {
		if got := e.line(t, "进一步彰显"); !strings.HasPrefix(got, reconcile.Mark+"进一步彰显") {
			t.Errorf("it reads %s", clip(got))
		}
		fs := e.at(t, "corruption.truncated", b, "进一步彰显")
		if len(fs) != 1 || len(fs[0].At) != 2 {
			t.Errorf("not one finding at both copies: %v", fs)
		}
	})

	t.Run("strays", func(t *testing.T) {
		strays := []string{"天一实", "湖南", "湖南省", "湖南省发", "湖南省人", "一、", "（一）深化产教融合、校企合作，", "（一）完善职业", "提升职业教育质量水平，", "（二）加强师资"}
		for _, l := range strings.Split(canonical, "\n") {
			if slices.Contains(strays, strings.ReplaceAll(l, reconcile.Mark, "")) {
				t.Errorf("%s is in the canonical text", l)
			}
		}
		for _, s := range []string{"天一实", "湖南省发\n", "（一）深化产教融合、校企合作，"} {
			if len(e.at(t, "corruption.fragment", a, s)) == 0 {
				t.Errorf("%s is no fragment", strings.TrimSpace(s))
			}
		}
		if n := strings.Count(canonical, "二、主要任务"); n != 1 {
			t.Errorf("二、主要任务 stands %d times", n)
		}
		e.line(t, "为深入贯彻落实党的二十大精神，为传承发展“爱国、奋斗、创业、兴工”的“楚怡”职业教育精神，为推动我省职业教育内涵式高质量发展，经省人民政府同意，现就实施职业教育“楚怡”行动通知如下。")
	})

	t.Run("label", func(t *testing.T) {
		fs := e.findings("conflict.label")
		if len(fs) != 1 {
			t.Fatalf("%d findings, want 1", len(fs))
		}
		if got := quotePlaces(e.c, fs[0].At); !strings.Contains(got, "“3.”") || !strings.Contains(got, "“4.”") {
			t.Errorf("at %s", got)
		}
		said := fs[0].Message.ZH
		for _, ev := range fs[0].Evidence {
			said += ev.Text.ZH
		}
		if !strings.Contains(said, "脱") && !strings.Contains(said, "缺") && !strings.Contains(said, "失") {
			t.Errorf("what it implies is not said: %s", said)
		}
	})

	t.Run("orphan", func(t *testing.T) {
		fs := e.findings("structure.orphan")
		if len(fs) != 1 || len(fs[0].At) != 2 {
			t.Errorf("not one finding at both copies: %s", dumpFindings(e.c, &audit.Report{Findings: fs}))
		}
		for _, f := range e.findings("structure.repeat") {
			t.Errorf("structure.repeat at %s", quotePlaces(e.c, f.At))
		}
		if !strings.Contains(canonical, "\n"+reconcile.Mark+"\n") {
			t.Error("no lacuna stands for the lost heading")
		}
	})

	t.Run("number", func(t *testing.T) {
		for _, f := range e.findings("conflict.number") {
			t.Errorf("conflict.number: %s", f.Message.ZH)
		}
		if fs := e.findings("conflict.order"); len(fs) > 0 {
			t.Errorf("conflict.order: %s", fs[0].Message.ZH)
		}
	})

	t.Run("trace", func(t *testing.T) {
		checkRows(t, e.c)
		checkTrace(t, e)
	})

	t.Run("order-of-witnesses", func(t *testing.T) {
		checkOrder(t, []string{e.c.Witnesses[0].Text, e.c.Witnesses[1].Text}, []int{1, 0})
	})

	t.Run("messages", func(t *testing.T) {
		for _, f := range e.rep.Findings {
			said := f.Message.ZH + f.Message.EN
			for _, ev := range f.Evidence {
				said += ev.Text.ZH + ev.Text.EN
			}
			if strings.Contains(said, "\uFFFD") || strings.Contains(said, "%!") {
				t.Errorf("%s: %s", f.Rule, said)
			}
		}
	})
}
