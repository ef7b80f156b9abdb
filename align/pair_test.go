package align

import (
	"strings"
	"testing"
	"time"
)

// TestMatch draws what match makes of short texts. ¶ begins a clause.
func TestMatch(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{
			"equal", "营造良好氛围", "营造良好氛围", `
营造良好氛围
营造良好氛围`,
		}, {
			"nothing", "营造", "", `
营造
＿＿`,
		}, {
			"a word exchanged stays in its columns", "人才的歧视性政策", "人才的不合理政策", `
人才的歧视性政策
人才的不合理政策`,
		}, {
			"a word left out", "人才适当倾斜", "人才倾斜", `
人才适当倾斜
人才＿＿倾斜`,
		}, {
			"a word exchanged for a longer one", "出版物等方式", "出版书籍等方式", `
出版＿物等方式
出版书籍等方式`,
		}, {
			"the clause that is missing, not the stop before it", "一律公开。¶实行分级。¶建立体系。", "一律公开。¶建立体系。", `
一律公开。实行分级。建立体系。
一律公开。＿＿＿＿＿建立体系。`,
		}, {
			"of two clauses that end alike the second is missing", "严格监督检查工作。¶加强监督检查工作。¶奖励。", "严格监督检查工作。¶奖励。", `
严格监督检查工作。加强监督检查工作。奖励。
严格监督检查工作。＿＿＿＿＿＿＿＿＿奖励。`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := drawMatch(c.a, c.b); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
		})
	}
}

// TestIsland holds that what two unrelated passages share by chance is not
// lined up, while a clause of its own between two losses is.
func TestIsland(t *testing.T) {
	left, right := strings.Repeat("甲乙丙丁戊己庚辛", 4), strings.Repeat("子丑寅卯辰巳午未", 4)
	pad, end := "各级人民政府应当加强领导。", "本办法自公布之日起施行。"
	a := pad + left + "政务" + left + end
	b := pad + right + "政务" + right + end
	if got := matched(a, b); got != len([]rune(pad+end)) {
		t.Errorf("%d characters agree, want those of the frame only", got)
	}
	a, b = pad+"¶"+left[:36]+"¶监督与责任。¶"+left[:36]+"¶"+end, pad+"¶"+right[:60]+"¶监督与责任。¶"+right[:60]+"¶"+end
	if got := matched(a, b); got != len([]rune(pad+"监督与责任。"+end)) {
		t.Errorf("%d characters agree, want the heading too", got)
	}
}

// matched counts the characters that agree.
func matched(a, b string) (n int) {
	x, ex := edges(a)
	y, ey := edges(b)
	for i, j := range match(x, profile{keys: y, edge: ey[:len(y)]}, ex) {
		if j != never && x[i] == y[j] {
			n++
		}
	}
	return n
}

// TestMatchRises checks that pairs rise on both sides, for texts of every
// kind of repetition.
func TestMatchRises(t *testing.T) {
	line := "各级人民政府应当加强对森林防火工作的领导。"
	text := generated(30_000, 3)
	for _, c := range [][2]string{
		{strings.Repeat(line, 20), strings.Repeat(line, 13)},
		{strings.Repeat("甲", 300), strings.Repeat("甲", 200)},
		{strings.Repeat("甲乙", 3000), strings.Repeat("乙甲", 3000)},
		{text, edited(text, 0.1, 1)},
		{text, text[len(text)/2/3*3:] + text[:len(text)/2/3*3]},
		{text, generated(30_000, 4)},
	} {
		a, b := []rune(c[0]), []rune(c[1])
		last := int32(-1)
		for i, j := range match(a, profile{keys: b}, nil) {
			if j == never {
				continue
			}
			if j <= last || int(j) >= len(b) {
				t.Fatalf("%d with %d behind %d", i, j, last)
			}
			last = j
		}
	}
}

// within fails the test if f takes longer. The bounds are ten times what this
// takes on a slow machine: they tell the quadratic from the linear.
func within(t *testing.T, limit time.Duration, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if d := time.Since(start); d > limit {
		t.Errorf("took %v, want less than %v", d, limit)
	}
}

// TestRepeatedParagraph aligns a paragraph that is printed five hundred times,
// where no k-gram is rare.
func TestRepeatedParagraph(t *testing.T) {
	line := "各级人民政府应当加强对森林防火工作的领导，建立火灾监测预警体系。\n"
	within(t, 5*time.Second, func() {
		c := Collate(read(t, strings.Repeat(line, 500), strings.Repeat(line, 499)), Options{})
		checkRows(t, c)
	})
}

// TestRepeatedCharacter aligns texts of one character twenty thousand times.
func TestRepeatedCharacter(t *testing.T) {
	within(t, 10*time.Second, func() {
		c := Collate(read(t, strings.Repeat("甲", 20_000), strings.Repeat("甲", 19_990)), Options{})
		checkRows(t, c)
	})
	within(t, 10*time.Second, func() {
		c := Collate(read(t, strings.Repeat("甲", 20_000)+"。", "乙"+strings.Repeat("甲", 15_000)+"丙"), Options{})
		checkRows(t, c)
	})
}

// TestNearLinear aligns two copies of 200,000 characters with 3 % edits. The
// time for ten times the text is far less than a hundred times as long.
func TestNearLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	cost := func(n int) time.Duration {
		text := generated(n, 5)
		ws := read(t, text, edited(text, 0.03, 6))
		start := time.Now()
		c := Collate(ws, Options{})
		d := time.Since(start)
		checkRows(t, c)
		if v := variants(c); v < n/100 || v > n/20 {
			t.Errorf("%d variants in %d characters with 3 %% edits", v, n)
		}
		return d
	}
	cost(20_000)
	small, big := cost(20_000), cost(200_000)
	if big > 30*small+time.Second {
		t.Errorf("20,000 characters take %v, 200,000 take %v", small, big)
	}
}

func variants(c *Collation) (n int) {
	for _, row := range c.Rows {
		for _, seg := range row.Segments {
			if seg.Variant() {
				n++
			}
		}
	}
	return n
}
