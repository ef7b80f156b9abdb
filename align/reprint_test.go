package align

import (
	"strings"
	"testing"
)

// TestReprint tells a clause printed again, with slips, from a sibling made
// from the same mould.
func TestReprint(t *testing.T) {
	const master = `培育建设一批"楚怡"职教名师。培育建设30名具有较高学术水平、较强教学能力、较高社会影响力的职业教育名师。`
	for _, c := range []struct {
		name, first, again string
		want               bool
	}{
		{"to the letter", master, master, true},
		{"a slip", master, strings.Replace(master, "学术", "学木", 1), true},
		{"a sibling", master, strings.ReplaceAll(master, "名师", "大师"), false},
		{"another sibling", master, strings.ReplaceAll(master, "名师", "工匠"), false},
		{"a look-alike in the name", "未经批准不得占用农用地。", "末经批准不得占用农用地。", true},
		{"half of it", master, string([]rune(master)[:30]), false},
		{"another number", "第三季度销售收入增长百分之三十,完成全年任务。", "第四季度销售收入增长百分之四十,完成全年任务。", false},
		{"another subject", "省级人民政府负责本行政区域内的监督管理工作。", "市级人民政府负责本行政区域内的监督管理工作。", false},
		{"nothing alike", master, "公共图书馆应当设置少年儿童阅览区域。", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Reprint([]rune(c.first), []rune(c.again)); got != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}

// TestReprints finds the runs that a witness prints again, in one piece.
func TestReprints(t *testing.T) {
	mould := func(label, name string) string {
		return label + "培育建设一批“楚怡”职教" + name + "。培育建设30名具有较高学术水平、较强教学能力的职业教育" + name + "。\n"
	}
	first := mould("3.", "名师") + mould("4.", "大师") + mould("5.", "工匠")
	again := mould("6.", "名师") + mould("7.", "大师") + mould("8.", "工匠")
	s := newStream(read(t, first+again+"（三）完善政策环境。创新政策供给。\n")[0])
	got := s.reprints()
	if len(got) != 1 || got[0][1]-got[0][0] != got[0][0] {
		t.Errorf("runs %v of %d characters", got, len(s.keys))
	}
	if got := newStream(read(t, first)[0]).reprints(); len(got) != 0 {
		t.Errorf("siblings are reprints: %v", got)
	}
}

// TestAgreement lines up two texts and returns what differs.
func TestAgreement(t *testing.T) {
	same, diffs := Agreement([]rune("充分发挥生产性实训作用"), []rune("充分发挥生动性实训作用"))
	if same != 10 || len(diffs) != 1 || diffs[0] != [2]string{"产", "动"} {
		t.Errorf("%d agree, %v", same, diffs)
	}
	same, diffs = Agreement(nil, []rune("甲"))
	if same != 0 || len(diffs) != 1 || diffs[0] != [2]string{"", "甲"} {
		t.Errorf("%d agree, %v", same, diffs)
	}
}
