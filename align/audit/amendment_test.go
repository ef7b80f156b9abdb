package audit_test

import (
	"slices"
	"strings"
	"testing"

	"jiaokan/align/audit"
)

// after is library as an amendment left it.
const after = `第一条　公共图书馆应当设置少年儿童阅览区域，根据少年儿童的特点配备相应的专业人员，开展面向少年儿童的阅读指导。
第二条　国家鼓励社会力量捐资建设公共图书馆，并依法给予税收优惠。
第三条　公共图书馆应当考虑老年人、残疾人等群体的需求，采取多种措施，提供无障碍设施和适合其需要的文献信息。
第四条　政府设立的公共图书馆应当根据自身条件，为国家机关制定政策、开展研究提供文献信息和咨询服务。
第五条　公共图书馆应当通过开展阅读指导、读书交流等方式，推广全民阅读，并向社会公布服务项目。
`

// TestVersions tells an amendment from damage.
func TestVersions(t *testing.T) {
	a, ok := audit.Versions(collate(t, library, after))
	if !ok {
		t.Fatalf("an amendment is taken for copies: %+v", a)
	}
	if a.Added != 1 || a.Repealed != 0 || a.Renumbered != 3 || a.Same != 0 || a.Torn != 0 {
		t.Errorf("%+v", a)
	}
	damaged := strings.NewReplacer("少年儿童的特点配备相应的专业人员。", "少年儿童的", "老年人", "老年入", "政府设立", "人民政府设立", "文献信息服务。", "文献").Replace(library)
	for name, text := range map[string]string{"itself": library, "a damaged copy": damaged} {
		if a, ok := audit.Versions(collate(t, library, text)); ok {
			t.Errorf("%s is taken for an amendment: %+v", name, a)
		}
	}
	if _, ok := audit.Versions(collate(t, library, after, after)); ok {
		t.Error("three witnesses are taken for two versions")
	}
}

// TestVersionsByDate takes small changes for an amendment where the notes under
// the titles give different dates, and finds the older by them.
func TestVersionsByDate(t *testing.T) {
	old := "公共图书馆办法\n（2012年10月26日通过）\n" + library
	new := "公共图书馆办法\n（二〇一二年十月二十六日通过　二〇一八年三月一日修正）\n" + strings.NewReplacer("根据自身条件", "积极创造条件", "相应的专业人员", "足够的工作人员").Replace(library)
	a, ok := audit.Versions(collate(t, new, old))
	if !ok || a.Old != 1 || a.OldDate != (audit.Day{Year: 2012, Month: 10, Day: 26}) || a.Date != (audit.Day{Year: 2018, Month: 3, Day: 1}) {
		t.Errorf("%v %+v", ok, a)
	}
	if a, ok := audit.Versions(collate(t, old[strings.Index(old, "第一条"):], new)); ok {
		t.Errorf("one date alone: %+v", a)
	}
}

// TestAmendments has one finding for each article that is not as it was.
func TestAmendments(t *testing.T) {
	c := collate(t, library, after)
	rep := audit.Amendments(c, audit.Amended(c))
	var got []string
	for _, f := range rep.Findings {
		if f.Severity != audit.Info {
			t.Errorf("%s is %s", f.Rule, f.Severity)
		}
		got = append(got, f.Message.ZH)
	}
	want := []string{
		"A、B 是同一文件先后的两版，不是抄本：新增 1 条，删去 0 条，改动 4 条，移号 3 条；定本即较新的 B",
		"第一条有改动：增“，开展面向少年儿童的阅读指导”",
		"新增第二条“国家鼓励社会力量捐资建设公共图书馆，并依法给予税收优惠。”",
		"原第二条改为第三条，并有改动：“特点，积极创造条件”改作“需求，采取多种措施”",
		"原第三条改为第四条，并有改动：“法律、法规”改作“政策、开展研究”",
		"原第四条改为第五条，并有改动：增“，并向社会公布服务项目”",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := len(rep.Judgements); n != 0 {
		t.Errorf("%d variants between versions", n)
	}
}
