package reconcile_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"

	"pgregory.net/rapid"
)

// choice returns the variant that has a reading.
func choice(t tb, can *reconcile.Canonical, c *align.Collation, reading string) reconcile.Choice {
	t.Helper()
	for _, ch := range can.Choices {
		for _, rd := range audit.Segment(c, ch.Row, ch.Segment).Readings {
			if rd.Key == reading {
				return ch
			}
		}
	}
	t.Fatalf("no variant reads %s", reading)
	return reconcile.Choice{}
}

// a decision on one case.
func ruled(seq int, do reconcile.Act, key, text string) reconcile.Decision {
	return reconcile.Decision{Seq: seq, Do: do, Who: "王编", When: time.Unix(0, 0), On: []reconcile.Pick{{Case: key, Text: text}}}
}

const (
	copyA = "关于职业教育的通知\n一、建设20所高水平学校，培养技术人才。\n二、各地应当在三十日内上报方案，逾期不予受理。\n"
	copyB = "关于职业教育的通知\n一、建设30所高水平学校，培养技能人才。\n二、各地可以在三十日内上报方案，逾期不予受理。\n"
	copyC = "关于职业教育的通知\n一、建设20所高水平学校，培养技能人才。\n二、各地可以在三十日内上报方案，逾期不予受理。\n三、本通知自印发之日起施行。\n"
	copyD = "关于职业教育的通知\n一、建设20所高水平学校，培养技工人才。\n二、各市州可以在三十日内上报方案，逾期不予受理。\n"
)

// decide makes the text with decisions.
func decide(e edition, ds ...reconcile.Decision) edition {
	e.can = reconcile.Resolve(e.c, e.rep, ds)
	return e
}

// TestDecided prints what was decided, as decided, and traces the rest.
func TestDecided(t *testing.T) {
	e := run(t, copyA, copyB)
	number, term := choice(t, e.can, e.c, "30"), choice(t, e.can, e.c, "应当")
	got := decide(e, ruled(1, reconcile.Take, number.Key, "30"), ruled(2, reconcile.Type, term.Key, "须"), ruled(3, reconcile.Take, number.Key, "20"))
	text := got.can.Text()
	if !strings.Contains(text, "建设20所") || !strings.Contains(text, "各地须在三十日内") {
		t.Errorf("the text: %s", text)
	}
	typed := 0
	for _, p := range got.can.Pieces {
		if len(p.From) == 0 && p.Status != reconcile.Lacuna {
			typed++
			if p.Status != reconcile.Decided || p.By != "王编" || p.Text != "须" {
				t.Errorf("from nowhere: %+v", p)
			}
			continue
		}
		for _, at := range p.From {
			if got.c.Witnesses[at.Witness].Slice(at.Span) != p.Text {
				t.Errorf("%q is not what stands at %v", p.Text, at)
			}
		}
	}
	if typed != 1 || len(got.can.Adrift) > 0 {
		t.Errorf("%d typed, adrift: %v", typed, got.can.Adrift)
	}
	for _, ch := range got.can.Choices {
		if (ch.Key == number.Key || ch.Key == term.Key) && ch.Status != reconcile.Decided {
			t.Errorf("%s is %s", ch.Key, ch.Status)
		}
	}
}

// TestCarriedOver adds, changes and turns the witnesses round: a decision holds
// where the readings and their context are the same, and is listed where not.
func TestCarriedOver(t *testing.T) {
	e := run(t, copyA, copyB)
	number, word, modal := choice(t, e.can, e.c, "30"), choice(t, e.can, e.c, "技能"), choice(t, e.can, e.c, "应当")
	ds := []reconcile.Decision{ruled(1, reconcile.Take, number.Key, "30"), ruled(2, reconcile.Take, word.Key, "技术"), ruled(3, reconcile.Take, modal.Key, "应当")}
	for _, c := range []struct {
		name   string
		texts  []string
		want   []string // in the text
		adrift []int
	}{
		{"the same", []string{copyA, copyB}, []string{"30所", "技术人才", "应当在"}, nil},
		{"in another order", []string{copyB, copyA}, []string{"30所", "技术人才", "应当在"}, nil},
		{"a witness more that agrees with one", []string{copyC, copyA, copyB}, []string{"30所", "技术人才", "应当在", "三、本通知"}, nil},
		{"a third reading, and another context", []string{copyA, copyB, copyD}, []string{"30所"}, []int{2, 3}},
		{"a witness changed", []string{copyA, strings.Replace(copyB, "30所", "50所", 1)}, []string{"技术人才", "应当在"}, []int{1}},
		{"one left", []string{copyA}, nil, []int{1, 2, 3}},
	} {
		got := decide(run(t, c.texts...), ds...)
		text := got.can.Text()
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %s in %s", c.name, want, text)
			}
		}
		var adrift []int
		for _, a := range got.can.Adrift {
			adrift = append(adrift, a.Seq)
		}
		if !slices.Equal(adrift, c.adrift) {
			t.Errorf("%s: adrift %v, want %v", c.name, adrift, c.adrift)
		}
	}
}

// TestAlikeKeys has the same variant three times: a decision on one is not taken
// for another's when one of them is gone.
func TestAlikeKeys(t *testing.T) {
	line := func(x string) string { return "经费为" + x + "万元，由省财政安排。\n" }
	a := "一、总则\n" + line("20") + "二、分则\n" + line("20") + "三、附则\n" + line("20")
	b := "一、总则\n" + line("30") + "二、分则\n" + line("30") + "三、附则\n" + line("30")
	e := run(t, a, b)
	keys := map[string]bool{}
	for _, ch := range e.can.Choices {
		keys[ch.Key] = true
	}
	if len(keys) != len(e.can.Choices) {
		t.Errorf("%d keys for %d variants", len(keys), len(e.can.Choices))
	}
	last := e.can.Choices[len(e.can.Choices)-1]
	again := decide(run(t, a, strings.Replace(b, line("30"), line("20"), 1)), ruled(1, reconcile.Take, last.Key, "30"))
	if len(again.can.Adrift) != 1 {
		t.Errorf("with one variant fewer the decision is not adrift: %s", again.can.Text())
	}
}

// TestDamaged takes away the voice of a passage, and of nothing else.
func TestDamaged(t *testing.T) {
	e := run(t, copyA, copyB)
	mark := func(text, part string) reconcile.Decision {
		at := len([]rune(text[:strings.Index(text, part)]))
		return reconcile.Decision{Seq: 1, Do: reconcile.Damage, Who: "王编", Damage: &reconcile.Passage{Witness: fmt.Sprintf("%x", sha256.Sum256([]byte(text))), Start: at, End: at + len([]rune(part)), Text: part}}
	}
	got := decide(e, mark(copyA, "20所高水"))
	ch := choice(t, got.can, got.c, "30")
	if ch.Status != reconcile.Decided || ch.Hurt == nil || !strings.Contains(got.can.Text(), "建设30所高水平学校") {
		t.Errorf("%+v in %s", ch, got.can.Text())
	}
	if choice(t, got.can, got.c, "应当").Status != reconcile.Open {
		t.Errorf("another variant was settled by it")
	}
	// A label is a passage too.
	labels := run(t, copyA, strings.Replace(copyB, "二、", "三、", 1))
	if choice(t, labels.can, labels.c, "二、").Status == reconcile.Decided {
		t.Fatal("the label is decided already")
	}
	two := decide(labels, mark(copyA, "二、"))
	if ch := choice(t, two.can, two.c, "二、"); ch.Status != reconcile.Decided || !strings.Contains(two.can.Text(), "三、各地") {
		t.Errorf("%+v in %s", ch, two.can.Text())
	}
	// What one copy alone has of a clause goes only if all of it is damaged.
	lone := run(t, copyA, copyC)
	third := decide(lone, reconcile.Decision{Seq: 1, Do: reconcile.Damage, Damage: &reconcile.Passage{Witness: lone.c.Witnesses[1].SHA256, Text: "本通知", Start: strings.Count(copyC[:strings.Index(copyC, "本通知")], "") - 1, End: strings.Count(copyC[:strings.Index(copyC, "本通知")], "") + 2}})
	if !strings.Contains(third.can.Text(), "本通知自印发之日起施行") {
		t.Errorf("the sound rest went with the damage: %s", third.can.Text())
	}
	// A witness that changed is another witness.
	moved := decide(run(t, strings.Replace(copyA, "二、", "二、 ", 1), copyB), mark(copyA, "20所高水"))
	if len(moved.can.Adrift) != 1 {
		t.Errorf("damage of another file: %v", moved.can.Adrift)
	}
}

// TestSupplied fills a lacuna with the editor's own text.
func TestSupplied(t *testing.T) {
	var texts []string
	for _, name := range []string{"000_1c7268e008740abf.txt", "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "corpus", "testdata", "chuyi", name))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	e := run(t, texts...)
	for x, f := range e.rep.Findings {
		if f.Lacuna != audit.AtEnd {
			continue
		}
		got := decide(e, ruled(1, reconcile.Type, e.can.Keys[x], "学校。"))
		if s := got.can.Text(); strings.Count(s, reconcile.Mark) != strings.Count(e.can.Text(), reconcile.Mark)-1 || !strings.Contains(s, "“楚怡”高水平职业学校。") {
			t.Errorf("the text: %s", s)
		}
		if got.can.Settled[x] == nil {
			t.Errorf("the finding is not settled")
		}
		return
	}
	t.Fatal("no lacuna")
}

// The one copy that has （一） misreads 贫困.
const (
	misread = "关于深入开展消费扶贫工作的通知\n一、总体要求\n坚持精准扶贫、精准脱贫，推动贫困地区产品和服务融入全国大市场。\n" +
		"二、主要任务\n（一）拓宽流通渠道。支持贪困地区完善网络基础设施。\n（二）提升供给水平。鼓励龙头企业与贫困户建立长期稳定的产销关系。\n"
	cutOff = "关于深入开展消费扶贫工作的通知\n一、总体要求\n坚持精准扶贫、精准脱贫，推动贫困地区产品和服务融入全国大市场。\n"
)

// TestConjecture decides on a character that the audit doubts: what is attested
// stands until then, and a decision holds when the copies are collated anew.
func TestConjecture(t *testing.T) {
	for _, texts := range [][]string{{misread}, {misread, cutOff}, {cutOff, misread}} {
		e := run(t, texts...)
		checkTrace(t, e)
		var ch reconcile.Choice
		for _, x := range e.can.Choices {
			if x.Doubt() {
				ch = x
			}
		}
		if ch.Key == "" || !strings.Contains(e.can.Text(), "支持贪困地区") {
			t.Fatalf("no conjecture in %s", e.can.Text())
		}
		for x, f := range e.rep.Findings {
			if f.Rule == "corruption.confusable" && e.can.Keys[x] != "" {
				t.Errorf("the finding of a conjecture is a case of its own")
			}
		}
		for _, c := range []struct {
			d    reconcile.Decision
			want string
			from bool // a witness has it
		}{
			{ruled(1, reconcile.Take, ch.Key, "贪"), "贪", true},
			{ruled(1, reconcile.Take, ch.Key, "贫"), "贫", false},
			{ruled(1, reconcile.Type, ch.Key, "特困和贫"), "特困和贫", false},
			{ruled(1, reconcile.Type, ch.Key, ""), "", false},
		} {
			got := decide(run(t, misread, cutOff), c.d)
			if !strings.Contains(got.can.Text(), "支持"+c.want+"困地区完善") || len(got.can.Adrift) > 0 {
				t.Errorf("%s %q: %s", c.d.Do, c.want, got.can.Text())
			}
			for _, p := range got.can.Pieces {
				if p.Key == ch.Key && (p.Text != c.want || p.Status != reconcile.Decided || p.By != "王编" || len(p.From) > 0 != c.from) {
					t.Errorf("%s %q prints %+v", c.d.Do, c.want, p)
				}
			}
		}
	}
	e := run(t, misread)
	at := strings.Index(misread, "贪")
	n := strings.Count(misread[:at], "") - 1
	got := decide(e, reconcile.Decision{Seq: 1, Do: reconcile.Damage, Damage: &reconcile.Passage{Witness: e.c.Witnesses[0].SHA256, Text: misread[at-len("（一）拓宽流通渠道。支持") : at+len("贪困地区完善网络基础设施。")], Start: n - 12, End: n + 13}})
	if len(got.can.Adrift) > 0 || strings.Contains(got.can.Text(), "贪") {
		t.Errorf("the clause is damaged and stands in %s", got.can.Text())
	}
	for _, ch := range got.can.Choices {
		if ch.Doubt() {
			t.Errorf("what is not printed is doubted: %+v", ch)
		}
	}
	right := decide(run(t, misread, strings.Replace(misread, "贪", "贫", 1)), ruled(1, reconcile.Take, "x", "贫"))
	if len(right.can.Adrift) != 1 {
		t.Errorf("a decision on another case is carried over")
	}
}

// TestStand holds undo and redo against a plain model of them.
func TestStand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ds []reconcile.Decision
		var done, undone []int
		for seq := 1; seq <= rapid.IntRange(0, 40).Draw(t, "n"); seq++ {
			d := reconcile.Decision{Seq: seq}
			switch k := rapid.IntRange(0, 4).Draw(t, "do"); {
			case k == 0 && len(done) > 0:
				d.Do, d.Of = reconcile.Undo, done[len(done)-1]
				done, undone = done[:len(done)-1], append(undone, d.Of)
			case k == 1 && len(undone) > 0:
				d.Do, d.Of = reconcile.Redo, undone[len(undone)-1]
				undone, done = undone[:len(undone)-1], append(done, d.Of)
			default:
				d.Do, d.On = reconcile.Take, []reconcile.Pick{{Case: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "case")}}
				done, undone = append(done, seq), nil
			}
			ds = append(ds, d)
		}
		st := reconcile.Stand(ds)
		var live []int
		want := map[string]int{}
		for _, d := range st.Live {
			live = append(live, d.Seq)
		}
		for _, seq := range done {
			want[ds[seq-1].On[0].Case] = seq
		}
		if !slices.Equal(live, done) {
			t.Errorf("live %v, want %v", live, done)
		}
		for _, c := range []string{"a", "b"} {
			if r := st.Rulings[c]; (r == nil) != (want[c] == 0) || r != nil && r.Seq != want[c] {
				t.Errorf("%s is ruled by %v, want %d", c, r, want[c])
			}
		}
		last := func(list []int) int {
			if len(list) == 0 {
				return 0
			}
			return list[len(list)-1]
		}
		if st.Undo != last(done) || st.Redo != last(undone) {
			t.Errorf("undo %d, redo %d; want %d, %d", st.Undo, st.Redo, last(done), last(undone))
		}
	})
}

// TestKeysOfCases wants a key of its own for every variant and finding of every
// case, whatever the order of the witnesses.
func TestKeysOfCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases")
	}
	for _, name := range names {
		_, texts := readCase(t, name)
		var sets [2][]string
		for i := range sets {
			if i == 1 {
				slices.Reverse(texts)
			}
			can := run(t, texts...).can
			for _, ch := range can.Choices {
				sets[i] = append(sets[i], ch.Key)
			}
			for _, k := range can.Keys {
				if k != "" {
					sets[i] = append(sets[i], k)
				}
			}
			slices.Sort(sets[i])
			if n := len(slices.Compact(slices.Clone(sets[i]))); n != len(sets[i]) {
				t.Errorf("%s: %d keys are different of %d", name, n, len(sets[i]))
			}
		}
		if !slices.Equal(sets[0], sets[1]) {
			t.Errorf("%s: other keys in another order of the witnesses", name)
		}
	}
}

// TestStandLong adds up a file that nobody's editing made: each line takes back
// the one before. The cost stays linear, or this test does not end.
func TestStandLong(t *testing.T) {
	ds := make([]reconcile.Decision, 300_000)
	for i := range ds {
		ds[i] = reconcile.Decision{Seq: i + 1, Do: reconcile.Undo, Of: i}
	}
	if st := reconcile.Stand(ds); len(st.Live) != 0 || st.Undo != 0 || st.Redo != 0 {
		t.Errorf("%d live, undo %d, redo %d", len(st.Live), st.Undo, st.Redo)
	}
}
