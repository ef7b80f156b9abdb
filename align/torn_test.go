package align

import (
	"fmt"
	"strings"
	"testing"
)

// TestTornReprints finds the runs that are printed again where the first print is torn,
// and what of the two is left out.
func TestTornReprints(t *testing.T) {
	const (
		five  = "规范审核程序。各地区要根据实际情况确定审核程序，明确起草单位和审核机构的职责权限，不符合要求的，可以退回起草单位。"
		six   = "明确审核职责。审核机构要认真履行职责，防止重形式、轻内容、走过场，严格审核制定主体是否合法。"
		seven = "强化审核责任。要充分发挥审核机制的把关作用，未经审核的文件不得提交集体审议，造成后果的追究责任。"
		eight = "三、健全审核工作机制\n"
	)
	cut := func(text string, lo, hi int) string { return string([]rune(text)[lo:hi]) }
	letter := func(school, years string) string {
		return "长沙市教育局：\n你局关于设立" + school + "校的请示收悉。经省人民政府研究，同意设立" + school + "校，由你局管理，学制" + years + "年。\n" +
			school + "校的招生计划由省教育厅下达，每年不超过" + years + "百人，所需经费由你局统筹解决，不足部分由省财政给予适当补助。\n请你局会同有关部门加强指导，认真做好建校工作，并及时报告进展情况。\n"
	}
	head, tail := cut(five, 0, 30), cut(seven, 20, len([]rune(seven)))
	again := "（八）" + five + "\n（九）" + six + "\n（十）" + seven + "\n"
	for _, c := range []struct {
		name, text string
		out        string // its first and last characters
		torn       int
	}{
		{"a page lost in the midst", "（五）" + head + "\n" + tail + "\n" + again, "规范审核 追究责任。", 1},
		{"the first clause whole", "（五）" + five + "\n（六）" + cut(six, 0, 24) + "\n（八）" + five + "\n（九）" + six + "\n", "明确审核 起草单位。", 1},
		{"its head lost too", "（四）确定审核主体。各级人民政府要明确具体承担审核\n" + tail + "\n（八）" + seven + "\n", "用,未经 追究责任。", 1},
		{"a slip in the second", "（五）" + head + "\n" + tail + "\n" + strings.Replace(again, "不得提交", "不的提交", 1), "规范审核 追究责任。", 1},
		{"a page within clauses", "（五）" + cut(five, 0, 40) + "\n" + strings.Repeat(cut(five, 40, len([]rune(five)))+"\n（六）"+six+"\n（七）"+cut(seven, 0, 30)+"\n", 2) + tail + "\n", ",不符合 核的文件不", 0},
		{"rows of a table", "（五）" + six + "\n" + "长沙市 职业院校十二所 在校学生四万人 专任教师三千人 实训基地八个 合作企业九十家 当年毕业一万人 本地就业八成 名师工作室3\n长沙市 职业院校十二所 在校学生四万人 专任教师三千人 实训基地八个 合作企业九十家 当年毕业一万人 本地就业八成 名师工作室5\n", "", 0},
		{"a page of whole clauses", "（五）" + five + "\n（六）" + six + "\n（七）" + seven + "\n" + "（五）" + five + "\n（六）" + six + "\n（七）" + seven + "\n", "规范审核 追究责任。", 0},
		{"a page from a clause into one", "（四）" + five + "\n" + strings.Repeat("（五）"+six+"\n（六）"+cut(seven, 0, 28)+"\n", 2) + cut(seven, 28, len([]rune(seven))) + "\n", "强化审核 是否合法。", 1},
		{"a page torn at its end", "（四）" + cut(five, 0, 30) + "\n" + "（五）" + six + "\n（六）" + cut(seven, 0, 20) + "\n（五）" + six + "\n（六）" + seven + "\n", "强化审核 是否合法。", 1},
		{"two letters from one mould", letter("甲", "3") + letter("乙", "3"), "", 0},
		{"two letters that differ in a number", letter("甲", "3") + strings.Replace(letter("甲", "3"), "3百人", "5百人", 1), "", 0},
		{"two letters the same", letter("甲", "3") + letter("甲", "3"), "长沙市教 进展情况。", 0},
		{"several under other labels", "（五）" + five + "\n（六）" + six + "\n（七）" + seven + "\n" + "（八）" + five + "\n（九）" + six + "\n（十）" + seven + "\n", "", 0},
		{"nothing lost", "（五）" + five + "\n（六）" + six + "\n（七）" + five + "\n（八）" + six + "\n", "", 0},
		{"an item that says more", "（五）" + five + "\n（六）" + cut(five, 0, 40) + "明确具体期限，" + cut(five, 40, len([]rune(five))) + "\n", "", 0},
		{"a heading said in the text", "（五）" + six + "\n关于规范性文件合法性审核工作的实施办法\n关于规范性文件合法性审核工作的实施办法已经同意，现印发给你们。\n", "", 0},
		{"a sentence said again behind another", "第一条　国家对专属经济区的人工岛屿行使主权权利和管辖权。\n国家对其他活动行使管辖权，并采取必要措施。\n第二条　本法所称专属经济区是领海以外的区域。国家对其他活动行使管辖权，并采取必要措施。\n", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStream(read(t, "二、严格落实工作措施\n"+c.text+eight)[0])
			got, torn := "", 0
			for _, r := range s.tornReprints() {
				got += fmt.Sprint(string(s.keys[r.out[0]:r.out[0]+4]), " ", string(s.keys[r.out[1]-5:r.out[1]]))
				torn += len(r.torn)
			}
			if got != c.out || torn != c.torn {
				t.Errorf("left out %q, %d tears; want %q, %d", got, torn, c.out, c.torn)
			}
		})
	}
}

// TestTornReprintsOfMany is done in time where one line returns a thousand times.
func TestTornReprintsOfMany(t *testing.T) {
	line := "（一）由县级以上人民政府责令限期改正，并处一万元以上三万元以下罚款。\n"
	s := newStream(read(t, strings.Repeat(line+"逾期不改正的，依照前款规定处理，并予以公告。\n", 1000))[0])
	if got := s.tornReprints(); len(got) > 0 {
		t.Errorf("%d runs", len(got))
	}
}
