package reconcile_test

import (
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/txtar"
)

// quoted reads the section testimony of a case, a passage a line:
//
//	1 湖南日报.txt:12 记者获悉，……
//
// the group, the document and its line, the passage. Whom it quotes, and where, is
// found by what it shares with a witness, six characters at a time.
func quoted(t tb, c *align.Collation, section string) []audit.Testimony {
	t.Helper()
	var out []audit.Testimony
	for _, line := range strings.Split(strings.TrimSpace(section), "\n") {
		group, rest, ok := strings.Cut(line, " ")
		where, text, also := strings.Cut(rest, " ")
		source, no, has := strings.Cut(where, ":")
		if !ok || !also || !has {
			t.Fatalf("no testimony: %s", line)
		}
		g, err := strconv.ParseInt(group, 10, 64)
		if err != nil {
			t.Fatalf("%v", err)
		}
		n, err := strconv.Atoi(no)
		if err != nil {
			t.Fatalf("%v", err)
		}
		x := audit.Testimony{Source: source, Group: g, Line: n, Text: text}
		x.Witness, x.Span = quotes(c, text)
		if x.Span.Len() == 0 {
			t.Fatalf("nobody is quoted: %s", line)
		}
		out = append(out, x)
	}
	return out
}

// quotes returns the witness of which most is in a text, and from where to where.
func quotes(c *align.Collation, text string) (best int, sp extract.Span) {
	most := 0
	for w, wit := range c.Witnesses {
		n, at := 0, extract.Span{Lo: -1}
		rs := []rune(text)
		for i := 0; i+6 <= len(rs); i++ {
			if lo := strings.Index(wit.Text, string(rs[i:i+6])); lo >= 0 {
				if n++; at.Lo < 0 || lo < at.Lo {
					at.Lo = lo
				}
				at.Hi = max(at.Hi, lo+len(string(rs[i:i+6])))
			}
		}
		if n > most {
			most, best, sp = n, w, at
		}
	}
	return best, sp
}

// collated lays texts side by side.
func collated(t tb, texts ...string) *align.Collation {
	t.Helper()
	return run(t, texts...).c
}

func heard(c *align.Collation, said []audit.Testimony) edition {
	rep := audit.Run(c, said)
	return edition{c, rep, reconcile.Resolve(c, rep, nil)}
}

func testimonyCases(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/testimony/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return names
}

func section(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// TestTestimonyCases runs each case with what other documents quote of it.
func TestTestimonyCases(t *testing.T) {
	for _, name := range testimonyCases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, texts := readCase(t, name)
			c := collated(t, texts...)
			e := heard(c, quoted(t, c, section(ar, "testimony")))
			checkTrace(t, e)
			got := map[string]string{"findings": dumpExternal(e), "canonical": dumpCanonical(e.can)}
			want(t, name, ar, got)
		})
	}
}

// dumpExternal prints the findings, each with its method, and what other documents
// have to do with it.
func dumpExternal(e edition) string {
	var out strings.Builder
	for _, f := range e.rep.Findings {
		if f.Rule == "format.width" {
			continue
		}
		out.WriteString(string(f.Severity) + " " + f.Rule + " " + string(f.Method) + " " + quotePlaces(e.c, f.At) + " | " + f.Message.ZH + "\n")
		for _, g := range f.Evidence {
			if g.Method == audit.External {
				out.WriteString("    " + g.Text.ZH + "\n")
			}
		}
	}
	return out.String()
}

// TestTestimonyInAnyOrder turns the copies and what is quoted of them around, has
// every passage said twice, and asks again with nothing but what was heard.
func TestTestimonyInAnyOrder(t *testing.T) {
	for _, name := range testimonyCases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, texts := readCase(t, name)
			said := section(ar, "testimony")
			c := collated(t, texts...)
			want := heard(c, quoted(t, c, said))

			turned := quoted(t, c, said)
			slices.Reverse(turned)
			for what, list := range map[string][]audit.Testimony{"turned around": turned, "said twice": slices.Concat(turned, turned), "with what was heard alone": want.rep.Testimony} {
				if got := heard(c, list); !reflect.DeepEqual(got.rep, want.rep) {
					t.Errorf("%s:\n%s\nand not\n%s", what, dumpExternal(got), dumpExternal(want))
				}
			}
			if len(texts) < 2 {
				return
			}
			slices.Reverse(texts)
			c = collated(t, texts...)
			order := []int{1, 0}
			got := heard(c, quoted(t, c, said))
			if got.can.Text() != want.can.Text() || !slices.Equal(findingsBySource(got, order), findingsBySource(want, nil)) {
				t.Errorf("with B for A:\n%s\nand not\n%s", dumpExternal(got), dumpExternal(want))
			}
		})
	}
}

// TestNoTestimony says that nobody being asked and nobody answering are the same.
func TestNoTestimony(t *testing.T) {
	for _, name := range slices.Concat(caseNames(t), testimonyCases(t)) {
		_, texts := readCase(t, name)
		c := collated(t, texts...)
		if !reflect.DeepEqual(audit.Run(c, nil), audit.Run(c, []audit.Testimony{})) {
			t.Errorf("%s: an empty list of testimony is no list", name)
		}
	}
}

// TestHostileTestimony gives what no archive should give.
func TestHostileTestimony(t *testing.T) {
	ar, texts := readCase(t, "testdata/testimony/number-wrong-in-all-copies.txt")
	c := collated(t, texts...)
	good := quoted(t, c, section(ar, "testimony"))
	want := audit.Run(c, good)
	text := c.Witnesses[0].Text
	whole := extract.Span{Hi: len(text)}
	var hostile []audit.Testimony
	for _, x := range []audit.Testimony{
		{},
		{Text: strings.Repeat("遴选建设20个由政府、行业、企业、学校共同参与的", 5000), Span: whole},
		{Text: strings.Repeat("通", 100_000), Span: whole},
		{Text: text, Span: whole}, // a copy
		{Text: "遴选建设20个由政府", Span: extract.Span{Lo: -5, Hi: 10}},
		{Text: "遴选建设20个由政府", Span: extract.Span{Lo: 10, Hi: 5}},
		{Text: "遴选建设20个由政府", Span: extract.Span{Lo: 10, Hi: len(text) + 1}},
		{Text: "遴选建设20个由政府", Span: extract.Span{Lo: 1, Hi: 5}}, // in mid-character
		{Text: "遴选建设20个由政府", Span: whole, Witness: 7},
		{Text: "遴选建设20个由政府", Span: whole, Witness: -1},
		{Text: "\xff\xfe", Span: whole},
		{Text: "，。！“”\n", Span: whole},
		{Text: "他", Span: whole},
	} {
		x.Source, x.Line, x.Group = "h.txt", 1, 99
		hostile = append(hostile, x)
	}
	if got := audit.Run(c, slices.Concat(hostile, good)); !reflect.DeepEqual(got, want) {
		t.Errorf("%d were heard of %d that should be", len(got.Testimony), len(want.Testimony))
	}
	hostile[8].Line = 0
	if got := audit.Run(c, hostile); !reflect.DeepEqual(got, audit.Run(c, nil)) {
		t.Errorf("%d were heard that should not be", len(got.Testimony))
	}
}

// FuzzTestimony gives any passage as a quotation of any part of a notice: nothing
// panics, what is printed is the copies', and what was heard makes the same again.
func FuzzTestimony(f *testing.F) {
	text := "各市州人民政府：\n一、遴选建设30个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。\n二、清理对技术技能人才的歧视性政策，支持贫困地区改善办学条件。\n"
	f.Add(text, "通知要求，遴选建设20个由政府、行业、企业、学校共同参与的“楚怡”职业教育集团，每个集团每年培训不少于200人次。", 27, 90)
	f.Add(text, "清理对技术技能人才的不合理政策，支持贫困地区改善办学条件，", 0, 300)
	f.Add(text, "", -1, 1<<40)
	f.Add("20", "20", 0, 2)
	f.Fuzz(func(t *testing.T, text, passage string, lo, hi int) {
		if _, err := extract.Read("A", []byte(text), extract.Options{}); err != nil || len(text) > 2000 || len(passage) > 2000 {
			return
		}
		c := collated(t, text, strings.ReplaceAll(text, "30", "50"))
		var said []audit.Testimony
		for g := range 3 {
			said = append(said, audit.Testimony{Source: "s", Group: int64(g), Line: 1 + g, Text: passage, Witness: g % 2, Span: extract.Span{Lo: lo, Hi: hi}})
		}
		e := heard(c, said)
		checkTrace(t, e)
		if again := heard(c, e.rep.Testimony); !reflect.DeepEqual(again.rep, e.rep) {
			t.Errorf("what was heard makes another report:\n%s\nand not\n%s", dumpExternal(again), dumpExternal(e))
		}
	})
}
