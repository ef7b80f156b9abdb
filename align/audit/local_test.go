package audit

import (
	"slices"
	"strings"
	"testing"
)

// TestLocal pairs a passage with the text that it quotes. Letters without a partner
// are dots.
func TestLocal(t *testing.T) {
	for _, c := range []struct{ name, text, passage, want string }{
		{"to the letter", "为推进改革现通知如下", "报道称推进改革现通知云云", ".推进改革现通知.."},
		{"a letter misread", "建设二十个基地并给予补助", "将建设二十个墓地并给予补助", "建设二十个墓地并给予补助"},
		{"a word for another", "完善环境清理歧视性政策并支持贫困地区办学", "完善环境清理不合理政策并支持贫困地区办学", "完善环境清理不合理政策并支持贫困地区办学"},
		{"a letter dropped", "支持职业院校建设高水平专业群", "支持职业校建设高水平专业群", "支持职业.校建设高水平专业群"},
		{"letters put in", "支持职业院校建设高水平专业群", "支持各地职业院校建设高水平专业群", "..职业院校建设高水平专业群"},
		{"a clause left out", "遴选建设一批高水平专业群由政府行业企业共同参与每年培训不少于二百人次以上", "遴选建设一批高水平专业群每年培训不少于二百人次以上", "遴选建设一批高水平专业群...........每年培训不少于二百人次以上"},
		{"nothing in common", "建设职业教育集团", "加强安全生产检查", "........"},
		{"no passage", "建设职业教育集团", "", "........"},
		{"no text", "", "建设职业教育集团", ""},
	} {
		a, b := []rune(c.text), []rune(c.passage)
		to := local(a, b)
		var got strings.Builder
		var last int32 = none
		for _, j := range to {
			if j == none {
				got.WriteByte('.')
				continue
			}
			if j <= last {
				t.Errorf("%s: the pairs do not rise: %v", c.name, to)
			}
			last = j
			got.WriteRune(b[j])
		}
		if got.String() != c.want {
			t.Errorf("%s: %s and not %s", c.name, got.String(), c.want)
		}
	}
}

// TestLettersOf keeps what counts where quotations are compared.
func TestLettersOf(t *testing.T) {
	l := lettersOf("“互联网＋”行动，增长 ３．５％；\n共20个。")
	if got := string(l.keys); got != "互联网+行动增长3.5%共20个" {
		t.Errorf("letters %s", got)
	}
	var marks []int
	for i, broken := range l.broken {
		if broken {
			marks = append(marks, i)
		}
	}
	if !slices.Equal(marks, []int{0, 4, 6, 12, 16}) {
		t.Errorf("marks before letters %v", marks)
	}
}
