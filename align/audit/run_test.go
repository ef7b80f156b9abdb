package audit_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// collate lines up some texts.
func collate(t testing.TB, texts ...string) *align.Collation {
	t.Helper()
	var ws []*extract.Witness
	for i, text := range texts {
		w, err := extract.Read(audit.Siglum(i), []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws = append(ws, w)
	}
	return align.Collate(ws, align.Options{})
}

// rules counts the findings of each rule.
func rules(rep *audit.Report) map[string]int {
	out := map[string]int{}
	for _, f := range rep.Findings {
		out[f.Rule]++
	}
	return out
}

const library = `第一条　公共图书馆应当设置少年儿童阅览区域，根据少年儿童的特点配备相应的专业人员。
第二条　公共图书馆应当考虑老年人、残疾人等群体的特点，积极创造条件，提供适合其需要的文献信息。
第三条　政府设立的公共图书馆应当根据自身条件，为国家机关制定法律、法规提供文献信息服务。
第四条　公共图书馆应当通过开展阅读指导、读书交流等方式，推广全民阅读。
`

const schools = `（一）建设“楚怡”高水平学校。
1.稳步发展职业本科教育。支持建设3所“楚怡”高水平职业本科学校。
2.夯实高职专科教育主体地位。主要行业和各市州人民政府重点办好1所以上高职专科院校。
3.巩固中职教育基础性地位。各县市区重点办好1所以上公办中等职业学校。
`

// TestRelated tells a copy from another document.
func TestRelated(t *testing.T) {
	for w, share := range audit.Related(collate(t, library, schools)) {
		if share >= audit.Kin {
			t.Errorf("witness %d has %.2f of another document", w, share)
		}
	}
	short := strings.Join(strings.SplitAfter(library, "\n")[1:3], "")
	for w, share := range audit.Related(collate(t, library, short, strings.Replace(library, "全民", "社会", 1))) {
		if share < 0.9 {
			t.Errorf("witness %d has only %.2f", w, share)
		}
	}
	if got := audit.Related(collate(t, library)); len(got) != 1 || got[0] != 1 {
		t.Errorf("one witness alone: %v", got)
	}
}

// TestSoundTextHasNoFindings audits texts that nothing is wrong with, alone and
// in several copies.
func TestSoundTextHasNoFindings(t *testing.T) {
	for _, text := range []string{library, schools} {
		for n := 1; n <= 3; n++ {
			texts := []string{text, text, text}[:n]
			for _, f := range audit.Run(collate(t, texts...), nil).Findings {
				t.Errorf("%d copies: %s %s", n, f.Rule, f.Message.ZH)
			}
		}
	}
}

// TestJudgements checks that every judgement is one of a variant and that its
// probabilities add up.
func TestJudgements(t *testing.T) {
	c := collate(t, library,
		strings.NewReplacer("阅读指导", "阅渎指导", "应当考虑", "可以考虑").Replace(library),
		strings.NewReplacer("积极创造条件，", "", "第四条", "第五条").Replace(library))
	rep := audit.Run(c, nil)
	if len(rep.Judgements) != 4 {
		t.Errorf("%d judgements, want 4", len(rep.Judgements))
	}
	for _, j := range rep.Judgements {
		seg := audit.Segment(c, j.Row, j.Segment)
		if !seg.Variant() || len(j.Living) != len(j.P) || len(j.Reasons) == 0 {
			t.Errorf("row %d, segment %d: %+v", j.Row, j.Segment, j)
		}
		sum := 0.0
		for _, p := range j.P {
			if sum += p; p > j.P[j.Best] {
				t.Errorf("the best has %v of %v", j.P[j.Best], j.P)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("probabilities add up to %v", sum)
		}
	}
	got := rules(rep)
	if got["conflict.modality"] != 1 || got["corruption.confusable"] != 1 || got["conflict.wording"] != 1 || got["conflict.label"] != 1 {
		t.Errorf("findings %v", got)
	}
	if len(rep.Dead) != len(c.Rows) {
		t.Errorf("%d rows of dead text, %d rows", len(rep.Dead), len(c.Rows))
	}
}

// TestNumbering follows the labels of one copy.
func TestNumbering(t *testing.T) {
	item := map[string]string{
		"一": "充分发挥基地在科学管理、机制创新等方面的示范作用。", "二": "建立火灾监测预警体系，落实防火责任。",
		"三": "鼓励社会资本参与养老服务设施的运营。", "四": "推广全民阅读，提供文献信息服务。", "五": "车辆通过路口应当减速慢行。",
	}
	for _, c := range []struct{ name, labels, want string }{
		{"as it should be", "一二三四五", ""},
		{"one is missing", "一二四五", "structure.gap"},
		{"one stands twice", "一二二三", "structure.repeat"},
		{"two have changed places", "一三二四五", "structure.order"},
		{"a list without its heading", "一二三四三四五", "structure.orphan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, seen := "一、主要任务\n", map[string]bool{}
			for _, l := range strings.Split(c.labels, "") {
				body := item[l]
				if seen[l] { // the number is the same, the text is not
					body = "第二类事项" + strings.Replace(body, "。", "，按照有关规定办理。", 1)
				}
				seen[l] = true
				text += "（" + l + "）" + body + "\n"
			}
			var got []string
			for _, f := range audit.Run(collate(t, text), nil).Findings {
				if f.Severity != audit.Info {
					got = append(got, f.Rule)
				}
			}
			if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
				t.Errorf("%v, want %s", got, c.want)
			}
		})
	}
}

// TestTextOfAnyKind audits texts with nothing to hold on to.
func TestTextOfAnyKind(t *testing.T) {
	for _, texts := range [][]string{
		{"甲"}, {"一、"}, {"一、", "一、"}, {"（一）\n（一）\n（一）"}, {"。", "，"}, {"1", "2", "3"},
		{strings.Repeat("甲", 500)}, {strings.Repeat("附件\n", 40), "附件"}, {"的通知", "关于的通知"},
	} {
		rep := audit.Run(collate(t, texts...), nil)
		for _, f := range rep.Findings {
			if f.Confidence < 0 || f.Confidence > 1 || len(f.At) == 0 {
				t.Errorf("%q: %s at %v with %v", texts, f.Rule, f.At, f.Confidence)
			}
		}
	}
}
