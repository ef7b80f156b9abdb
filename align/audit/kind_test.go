package audit

import (
	"slices"
	"testing"
)

// TestKindOf says what two readings differ in, given what stands around them.
func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after string
		a, b, want    string
	}{
		{"a name in quotes", `将职业教育"`, `"行动重点任务`, "楚怡", "双高", Term},
		{"a name with its quotes", "实施", "行动", `"楚怡"`, `"双高"`, Term},
		{"behind a name in quotes", `实施"楚怡"`, "任务", "行动", "计划", Wording},
		{"how many a name counts", `全面推行"`, `项制度"工作`, "三", "八", Number},
		{"the number that is a name", `社会发展"`, `五"计划`, "九", "十三", Term},
		{"an amount", "遴选建设", "个示范基地", "20", "30", Number},
		{"an amount left out", "遴选建设", "个示范基地", "20", "", Number},
		{"a share", "按照", "的比例", "70%", "60%", Number},
		{"the same amount in Chinese", "遴选建设", "个示范基地", "20", "二十", Width},
		{"the 一 of 统一", "统", "命名", "一", "计", Wording},
		{"a chapter", "第", "章", "三", "四", Number},
		{"must and may", "监理单位", "委托", "应当", "可以", Modality},
		{"must not", "施工单位", "擅自修改", "不得", "", Modality},
		{"a limit", "15日", "报送备案", "以内", "", Modality},
		{"half a limit", "1所以", "中职学校", "上", "下", Modality},
		{"an adverb", "技术技能人才", "倾斜", "适当", "", Omission},
		{"another word", "技术技能人才", "、落地生根", "汇聚", "聚集", Wording},
		{"a look-alike", "", "建成投产", "已", "己", Wording},
		{"a comma", "吸引力", "遴选建设", ",", "。", Punctuation},
		{"quotes", "", "", `"文明风采"`, "文明风采", Punctuation},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := kindOf([]string{c.a, c.b}, c.before, c.after); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if got := kindOf([]string{c.b, c.a}, c.before, c.after); got != c.want {
				t.Errorf("the other way round %s, want %s", got, c.want)
			}
		})
	}
}

// TestNumbers reads numbers by value.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		key, before, after string
		want               []string
	}{
		{"20", "", "个", []string{"20"}},
		{"二十", "", "个", []string{"20"}},
		{"二〇二三", "", "年", []string{"2023"}},
		{"3.50", "", "%", []string{"3.5"}},
		{"2023年6月30日", "", "", []string{"2023", "6", "30"}},
		{"一", "统", "命名", nil},
		{"一", "第", "条", []string{"1"}},
		{"三", "", "个月", []string{"3"}},
		{"一百二十", "", "万元", []string{"120"}},
	} {
		if got := numbers(c.key, c.before, c.after); !slices.Equal(got, c.want) {
			t.Errorf("%s%s%s: %v, want %v", c.before, c.key, c.after, got, c.want)
		}
	}
}

// TestAlike tells look-alikes and sound-alikes from other words.
func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"未经", "末经", true}, {"截止", "截至", true}, {"汇聚", "聚集", false}, {"适当", "", false}, {"已", "己", true}, {"应当", "应当", false}} {
		if got := Alike([]string{c.a, c.b}); got != c.want {
			t.Errorf("%s｜%s: %v", c.a, c.b, got)
		}
	}
}

// TestDoubled finds a word that is said twice over.
func TestDoubled(t *testing.T) {
	for text, want := range map[string]string{
		"此外新湖南湖南职业教育": "湖南", "人人参与": "", "建设建设基地": "建设", "2020年": "", "职业教育职业院校": "",
	} {
		if got := doubled(text); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// TestSiglum names more witnesses than there are letters.
func TestSiglum(t *testing.T) {
	for w, want := range map[int]string{0: "A", 25: "Z", 26: "A1", 51: "Z1", 52: "A2"} {
		if got := Siglum(w); got != want {
			t.Errorf("%d is %s, want %s", w, got, want)
		}
	}
}
