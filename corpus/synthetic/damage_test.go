package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// notice is long enough for every kind of damage to find a place.
var notice = strings.Split(`衡阳市教育局文件
衡教发〔2021〕23号
关于实施“楚怡”行动的通知
各县（市、区）人民政府，市直有关单位：
为进一步加强职业教育工作，切实提高教育质量，经市人民政府同意，现就有关事项通知如下。
一、工作目标
到2025年，全市建设20个实训基地，职业院校办学能力明显提升，职业教育适应性持续增强，应当积极推进产教融合、校企合作。
二、主要任务
（一）深化改革。各有关部门要推进教师培训，建立健全教学管理制度，支持企业参与办学，完善经费保障机制。
（二）建设学校。支持建设三所高水平职业学校，必须保证办学条件，不得挪用专项资金，及时公开使用情况。
1.稳步发展职业本科教育，遴选建设10个特色专业，在全市发挥引领示范作用，投入不少于2.5亿元。
2.夯实高职专科教育主体地位，重点办好一所以上公办高等职业院校，扩大招生规模，提高就业质量。
3.巩固中职教育基础性地位，各县区重点办好公办中等职业学校，改善办学条件，统一建设标准。
4.提高技工教育吸引力，遴选建设优秀技工院校，开展职业技能培训，落实学生资助政策。
（三）加强宣传。大力推介优秀技术技能人才的典型事迹，营造人人参与、齐抓共建的良好氛围。
三、保障措施
（一）加强领导，成立领导小组，明确责任分工，细化工作措施。
（二）加大投入，优化支出结构，提高资金使用效益，严禁挤占挪用。
（三）强化督导，将任务完成情况纳入考核，定期通报工作进展情况。
衡阳市教育局
2021年5月6日`, "\n")

var stranger = strings.Split(`长沙市水利局文件
长水发〔2019〕7号
关于做好防汛工作的通知
各区县（市）人民政府：
一、全面排查水库、堤防和泵站的隐患。
二、储备抢险物资。`, "\n")

// check wants every character to be what its place in the text says, and every place
// to be taken at most once.
func check(t *testing.T, w *witness, text []rune) {
	t.Helper()
	seen := map[int32]bool{}
	for _, p := range w.paras {
		for _, g := range p {
			if g.truth < 0 {
				if g.event == 0 {
					t.Fatalf("%c was put in by no event", g.r)
				}
				continue
			}
			if seen[g.truth] {
				t.Fatalf("place %d is taken twice", g.truth)
			}
			seen[g.truth] = true
			if r := text[g.truth]; g.r != r && g.r != narrow[r] {
				t.Fatalf("%c stands for %c, which is at place %d", g.r, r, g.truth)
			}
			if g.event < 0 || int(g.event) > len(w.events) {
				t.Fatalf("event %d of %d", g.event, len(w.events))
			}
		}
	}
}

func TestTruthMaps(t *testing.T) {
	text := []rune(strings.Join(notice, "\n"))
	for name, p := range profiles {
		for seed := range uint64(200) {
			w := newWitness(notice, stranger, rand.New(rand.NewPCG(seed, 0)))
			w.damage(p, len(text))
			check(t, w, text)
			if out := w.print(false); !utf8.ValidString(out) || strings.Contains(out, "\n\n") {
				t.Fatalf("%s, seed %d: %q", name, seed, out)
			}
		}
	}
}

// TestDamage has each kind of damage done once, and wants of its result what the kind
// promises.
func TestDamage(t *testing.T) {
	whole := strings.Join(notice, "\n") + "\n"
	length := utf8.RuneCountInString
	has := func(s string) func(string) bool { return func(out string) bool { return strings.Contains(out, s) } }
	shorter := func(least int) func(string) bool {
		return func(out string) bool { return length(out) <= length(whole)-least }
	}
	for _, c := range []struct {
		kind string
		ok   func(out string) bool
	}{
		{"confuse", func(out string) bool { return differences(whole, out) == 1 }},
		{"insert", func(out string) bool { return length(out) == length(whole)+1 }},
		{"delete", shorter(1)},
		{"reword", func(out string) bool { return out != whole }},
		{"modality", func(out string) bool { return out != whole }},
		{"term", func(out string) bool {
			return !strings.Contains(out, "“楚怡”") && strings.Contains(out, "行动的通知")
		}},
		{"number", func(out string) bool { return out != whole && length(out)-length(whole) <= 2 }},
		{"width", func(out string) bool {
			return strings.ContainsAny(out, ",;:()") && length(out) == length(whole)
		}},
		{"wrap", func(out string) bool {
			return strings.ReplaceAll(out, "\n", "") == strings.ReplaceAll(whole, "\n", "") && out != whole
		}},
		{"truncate", shorter(6)},
		{"behead", shorter(6)},
		{"pageloss", shorter(10)},
		{"page", func(out string) bool { n := length(out) * 100 / length(whole); return n >= 13 && n <= 45 }},
		{"fragment", func(out string) bool { return strings.Count(out, "\n") > strings.Count(whole, "\n") }},
		{"missing", func(out string) bool {
			return strings.Count(out, "\n") == strings.Count(whole, "\n")-1 && !countedOn(out)
		}},
		{"renumber", func(out string) bool {
			return strings.Count(out, "\n") == strings.Count(whole, "\n")-1 && countedOn(out)
		}},
		{"duplicate", func(out string) bool {
			return strings.Contains(out, "5.") || strings.Contains(out, "（四）") || strings.Contains(out, "（三）加大") || strings.Count(out, "\n") > strings.Count(whole, "\n")
		}},
		{"swap", func(out string) bool {
			return length(out) == length(whole) && out != whole && sorted(out) == sorted(whole)
		}},
		{"foreign", has("长沙市水利局文件\n长水发〔2019〕7号\n")},
	} {
		for seed := range uint64(20) {
			w := newWitness(notice, stranger, rand.New(rand.NewPCG(seed, 1)))
			w.damage(profile{once: map[string]int{c.kind: 1}}, length(whole))
			if out := w.print(false); len(w.events) == 0 || w.events[0].kind != c.kind || !c.ok(out) {
				t.Errorf("%s, seed %d: %v\n%s", c.kind, seed, w.events, out)
				break
			}
		}
	}
}

func differences(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return len(x) + len(y)
	}
	n := 0
	for i := range x {
		if x[i] != y[i] {
			n++
		}
	}
	return n
}

// countedOn reports whether every item that follows one of its kind has the next number.
func countedOn(text string) bool {
	last := ordinal{}
	for l := range strings.Lines(text) {
		x, _ := readLabel(newWitness([]string{l}, nil, nil).paras[0])
		if x.style == last.style && x.n != last.n+1 && x.style != notALabel {
			return false
		}
		last = x
	}
	return true
}

func sorted(s string) string { r := []rune(s); slices.Sort(r); return string(r) }

// TestNoPlace has damage done to what is too short for it.
func TestNoPlace(t *testing.T) {
	for _, lines := range [][]string{{}, {"通知"}, {"一、"}, {"（一", "（", "第条", "1"}} {
		for _, p := range profiles {
			text := []rune(strings.Join(lines, "\n"))
			w := newWitness(lines, stranger, rand.New(rand.NewPCG(1, 1)))
			w.damage(p, len(text))
			check(t, w, text)
		}
	}
}

func TestReadLabel(t *testing.T) {
	for _, c := range []struct {
		line   string
		want   ordinal
		length int
	}{
		{"一、工作目标", ordinal{sectionLabel, 1}, 2},
		{"二十一、附则", ordinal{sectionLabel, 21}, 4},
		{"（十）其他", ordinal{partLabel, 10}, 3},
		{"(三) 完善", ordinal{partLabel, 3}, 4},
		{"2. 夯实", ordinal{itemLabel, 2}, 3},
		{"12．夯实", ordinal{itemLabel, 12}, 3},
		{"（4）夯实", ordinal{subitemLabel, 4}, 3},
		{"第一百零三条　本法", ordinal{articleLabel, 103}, 7},
		{"　　一、总则", ordinal{sectionLabel, 1}, 4},
		{"2021年5月6日", ordinal{}, 0},
		{"一要加强", ordinal{}, 0},
		{"（市、区）", ordinal{}, 0},
		{"第二", ordinal{}, 0},
		{"（）", ordinal{}, 0},
		{"", ordinal{}, 0},
	} {
		p := newWitness([]string{c.line}, nil, nil).paras[0]
		if got, n := readLabel(p); got != c.want || n != c.length {
			t.Errorf("%s: %v, %d; want %v, %d", c.line, got, n, c.want, c.length)
		}
	}
}

func TestNumeral(t *testing.T) {
	for n := range 200 {
		if got := value([]rune(numeral(n))); got != n {
			t.Errorf("%d is written %s and read %d", n, numeral(n), got)
		}
	}
	for n, want := range map[int]string{0: "零", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 105: "一百零五", 121: "一百二十一"} {
		if got := numeral(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
