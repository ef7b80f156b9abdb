package language

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// Places of real notices, with what copies of them were found to have.
func TestWeigh(t *testing.T) {
	m := Load()
	for _, c := range []struct{ left, good, bad, right string }{
		{"深化产", "教", "数", "融合、校企合作"},
		{"县级以上地方人民", "政", "改", "府应当"},
		{"直接负责的主管人员和其他直接责任人", "员", "贡", "依法给予处分"},
		{"中华人民共和", "国", "围", "境内"},
		{"推动职业教育高质量发", "展", "屉", ",为全面建设"},
		{"不超过三十万元的罚", "款", "歉", ";情节严重的"},
		{"各省、自治区、", "", "一", "直辖市人民政府"},
		{"国务院各部委、各", "直", "", "属机构:"},
		{"坚持党的", "领", "", "导,把"},
		{"按照国家有关规", "定", "定定", "执行。"},
		{"\n", "坚持", "坚待", "以习近平新时代中国特色社会主义思想为指导"},
		{"自2024年7月1日起施", "行", "汗", "。\n"},
	} {
		bits := m.Weigh([]rune(c.left), []rune(c.good), []rune(c.bad), []rune(c.right))
		if bits < 2 {
			t.Errorf("%s[%s｜%s]%s: %.1f bits", c.left, c.good, c.bad, c.right, bits)
		}
		back := m.Weigh([]rune(c.left), []rune(c.bad), []rune(c.good), []rune(c.right))
		if math.Abs(bits+back) > 1e-9 {
			t.Errorf("%s[%s｜%s]%s: %g bits one way, %g the other", c.left, c.good, c.bad, c.right, bits, back)
		}
	}
}

// What a text costs is the sum of what its characters cost, however it is asked.
func TestLogProbAddsUp(t *testing.T) {
	m := Load()
	text := []rune("\n第三条深化产教融合,推动2023年职业教育改革。\n(一)笫𠮷龘\n\n")
	whole := m.LogProb(text, 0, len(text))
	each := m.LogProbs(nil, text, 0, len(text))
	sum, next := 0.0, 0.0
	for i := range text {
		if p := m.LogProb(text, i, i+1); math.Abs(p-each[i]) > 1e-9 {
			t.Errorf("%q in %q: %g alone, %g among all", text[i], string(text), p, each[i])
		}
		sum += each[i]
		next += m.Next(text[:i], text[i])
	}
	if math.Abs(sum-whole) > 1e-9 || math.Abs(next-whole) > 1e-9 {
		t.Errorf("sum of characters %g, of Next %g, whole %g", sum, next, whole)
	}
	if p := m.LogProb(text, 5, 5); p != 0 {
		t.Errorf("nothing costs %g bits", p)
	}
}

func TestLineBoundary(t *testing.T) {
	m := Load()
	line := []rune("\n国务院各部委")
	behind := append([]rune("依照本法"), line...)
	if a, b := m.LogProb(line, 1, len(line)), m.LogProb(behind, 5, len(behind)); a != b {
		t.Errorf("a line costs %g bits, and %g behind another", a, b)
	}
	if a, b := m.Next([]rune("本条例自公布之日起施行。"), '\n'), m.Next([]rune("本条例自公布之日起"), '\n'); a < -1 || b > -8 {
		t.Errorf("a line ends after 施行。 at %g bits, after 之日起 at %g", a, b)
	}
	if a, b := m.Next([]rune("\n"), '国'), m.Next([]rune("。"), '\n'); a < -12 || b < -6 {
		t.Errorf("国 at a line's start %g bits, a line's end after 。 %g", a, b)
	}
}

// The probabilities of all that may follow a context add up to one, but for what
// coding them in a few bits does.
func TestNextAddsUp(t *testing.T) {
	m := Load()
	for _, context := range []string{"", "\n", "教", "中华人民", "县级以上地方", "龘", "自2024年"} {
		sum, unseen := 0.0, 0.0
		seen := map[uint16]bool{}
		for r := range rune(0x10000) {
			s := m.symbol[r]
			if s != Foreign && !seen[s] {
				seen[s] = true
				sum += math.Exp2(m.Next([]rune(context), r))
			} else if s == Rare {
				unseen += math.Exp2(m.Next([]rune(context), r))
			}
		}
		if sum < 0.93 || sum > 1.07 || unseen > 0.01 {
			t.Errorf("after %q: %.3f, and %.5f for what was never seen", context, sum, unseen)
		}
	}
}

// The model has to load before a user notices, and to fit a repository.
func TestModelIsSmall(t *testing.T) {
	if len(modelFile) > 12<<20 {
		t.Errorf("model.bin has %d bytes", len(modelFile))
	}
	start := time.Now()
	if _, err := Open(modelFile); err != nil {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 500*time.Millisecond { // a tenth of it on a busy machine, a thousandth on an idle one
		t.Errorf("opened in %v", d)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, data := range []string{"", Magic, Magic + strings.Repeat("\x00", 8), Magic + strings.Repeat("\x05\x00\x00\x00", 4), modelFile[:len(modelFile)/2], modelFile[:len(modelFile)-1]} {
		if _, err := Open(data); err == nil {
			t.Errorf("opened %.30q… of %d bytes", data, len(data))
		}
	}
}

func FuzzLogProb(f *testing.F) {
	m := Load()
	f.Add("\n国务院办公厅关于全面推行行政执法公示制度\n", 0, 30)
	f.Add("第１条 \x00\xff\ufffd𠮷\U0010ffff\n\n\n0123", 3, 5)
	f.Fuzz(func(t *testing.T, s string, lo, hi int) {
		text := []rune(s)
		lo, hi = inside(lo, len(text)), inside(hi, len(text))
		lo, hi = min(lo, hi), max(lo, hi)
		p := m.LogProb(text, lo, hi)
		if math.IsNaN(p) || math.IsInf(p, 0) || p > 0 {
			t.Errorf("LogProb(%q, %d, %d) = %g", text, lo, hi, p)
		}
		if w := m.Weigh(text[:lo], text[lo:hi], nil, text[hi:]); math.IsNaN(w) || math.IsInf(w, 0) {
			t.Errorf("Weigh(%q, %q, nil, %q) = %g", text[:lo], text[lo:hi], text[hi:], w)
		}
	})
}

func inside(i, n int) int { return int(uint(i) % uint(n+1)) }

// Any sequence of any runes has a finite cost; the fuzzer's seeds are few.
func TestLogProbIsFinite(t *testing.T) {
	m := Load()
	rng := rand.New(rand.NewPCG(1, 1))
	alphabet := []rune("的国0９\n。\"a—笫〇\x00\ufffd𬭎\U0010ffff-")
	for range 20000 {
		text := make([]rune, rng.IntN(12))
		for i := range text {
			if text[i] = alphabet[rng.IntN(len(alphabet))]; rng.IntN(2) == 0 {
				text[i] = rune(0x4e00 + rng.IntN(0x5200))
			}
		}
		if p := m.LogProb(text, 0, len(text)); math.IsInf(p, 0) || math.IsNaN(p) || p > 0 {
			t.Fatalf("LogProb(%q) = %g", string(text), p)
		}
	}
	if p := m.LogProb([]rune{-1, math.MaxInt32}, 0, 2); math.IsInf(p, 0) || p > 0 {
		t.Errorf("LogProb of what is no rune = %g", p)
	}
}
