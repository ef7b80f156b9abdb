package language

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAlikeShape(t *testing.T) {
	for _, s := range []string{
		"投授", "投没", "清情", "人入", "第笫", "未末", "名各", "楚焚", "治冶", "己已", "已巳", "没设", "侯候",
		"土士", "日曰", "干千", "干于", "大太", "大犬", "天夫", "王玉", "田由", "甲由", "申甲", "戊戌", "戌戍",
		"析折", "拔拨", "徒徙", "晴睛", "贷货", "论沦", "育肓", "管菅", "师帅", "科料",
	} {
		r := []rune(s)
		if shape, _ := Alike(r[0], r[1]); shape == 0 {
			t.Errorf("%c and %c look nothing like each other", r[0], r[1])
		}
	}
	for _, s := range []string{"的国", "招披", "河湖", "国家", "教育", "一我", "应可", "不应", "发展"} {
		r := []rune(s)
		if shape, _ := Alike(r[0], r[1]); shape > 0 {
			t.Errorf("%c and %c look alike by %.2f", r[0], r[1], shape)
		}
	}
}

func TestAlikeSound(t *testing.T) {
	for _, c := range []struct {
		pair string
		want float64
	}{
		{"制治", 1}, {"必毕", 1}, {"事是", 1}, {"做作", 1},
		{"时事", 0.8}, {"实施", 0.8}, {"女旅", 0.5}, {"绿吕", 0.8},
		{"站赞", 0.5}, {"产残", 0.5}, {"山三", 0.5}, {"年连", 0.5}, {"金京", 0.5}, {"身生", 0.5}, {"真增", 0.5},
		{"的国", 0}, {"产出", 0}, {"安昂", 0},
		{"笫a", 0}, {"a一", 0},
	} {
		r := []rune(c.pair)
		if _, sound := Alike(r[0], r[1]); sound != c.want {
			t.Errorf("%c and %c sound alike by %g, want %g", r[0], r[1], sound, c.want)
		}
	}
}

func TestAlikeIsSymmetric(t *testing.T) {
	n := 0
	for a := range shapes() {
		last := 1.0
		for b, shape := range Lookalikes(a) {
			n++
			if shape < 0.42 || shape > last || !Standard(b) || b == a {
				t.Errorf("%c: %c %.2f after %.2f", a, b, shape, last)
			}
			last = shape
			if s, _ := Alike(a, b); s != shape {
				t.Errorf("%c %c: %.2f in the table, %.2f by Alike", a, b, shape, s)
			}
			if s, _ := Alike(b, a); s != shape {
				t.Errorf("%c %c: %.2f one way, %.2f the other", a, b, shape, s)
			}
		}
	}
	if n < 100_000 {
		t.Errorf("only %d look-alikes", n)
	}
	if shape, sound := Alike('笫', '笫'); shape != 1 || sound != 1 {
		t.Errorf("a character is like itself by %g and %g", shape, sound)
	}
}

func TestStandard(t *testing.T) {
	n := 0
	for r := range rune(0x110000) {
		if Standard(r) {
			n++
		}
	}
	if n != 8105 {
		t.Errorf("%d standard characters, the 通用规范汉字表 has 8,105", n)
	}
	for r, want := range map[rune]bool{'国': true, '國': false, '笫': true, '𬭎': true, 'a': false, '。': false, '〇': false} {
		if Standard(r) != want {
			t.Errorf("Standard(%c) = %v", r, !want)
		}
	}
}

// The evalkit's look-alikes were not used to make the table. They, and pairs of the
// 3,500 common characters, say what it is worth.
func TestAlikeFindsTheEvalkitsPairs(t *testing.T) {
	script, err := os.ReadFile("../../../shared/evalkit/corrupt.py")
	if err != nil {
		t.Skip("NOT MEASURED, the evalkit's look-alikes are not there: ", err)
	}
	list := regexp.MustCompile(`(?s)LOOKALIKE = .*?"""(.*?)"""`).FindSubmatch(script)
	if list == nil {
		t.Fatal("corrupt.py has no LOOKALIKE")
	}
	found, all := 0, 0
	for _, group := range strings.Fields(string(list[1])) {
		found, all = tally([]rune(group), found, all)
	}
	t.Logf("%d of %d pairs of the evalkit", found, all)
	if found*4 < all*3 {
		t.Errorf("finds only %d of %d pairs", found, all)
	}
	standard, err := os.ReadFile("../../../shared/data/confusables/characters.csv")
	if err != nil {
		t.Skip("NOT MEASURED, the list of common characters is not there: ", err)
	}
	var common []rune
	for line := range strings.Lines(string(standard)) {
		if r, _ := utf8.DecodeRuneInString(line); Standard(r) && strings.Contains(line, ",") && len(common) < 3500 {
			common = append(common, r)
		}
	}
	found, all = tally(common[1:], 0, 0) // the first line is the head of the table
	t.Logf("%.3f %% of %d pairs of common characters", 100*float64(found)/float64(all), all)
	if found*200 > all {
		t.Errorf("holds %d of %d pairs of common characters alike, more than one in 200", found, all)
	}
}

// tally adds to found and all the pairs of g.
func tally(g []rune, found, all int) (int, int) {
	for i, a := range g {
		like := map[rune]bool{}
		for b := range Lookalikes(a) {
			like[b] = true
		}
		for _, b := range g[:i] {
			all++
			if like[b] {
				found++
			}
		}
	}
	return found, all
}
