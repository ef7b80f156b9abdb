package review

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jiaokan/align/reconcile"
	"jiaokan/report"
)

// shown is the text as the windows show it.
func shown(b *bench) string {
	var out strings.Builder
	for _, p := range b.pageView().Text {
		for _, s := range p.Spans {
			out.WriteString(s.Text)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestPageIsResult decides at random, takes back and brings again, and holds what
// the page shows against what Resolve makes of the same decisions.
func TestPageIsResult(t *testing.T) {
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		b := newBench(t, notices(t)...)
		for range 60 {
			all := b.State()
			c := all.Cases[rnd.IntN(len(all.Cases))]
			e, _ := b.Evidence(c.Key)
			var req Request
			switch n := rnd.IntN(12); {
			case n < 3 && all.Undo > 0:
				req = Request{Do: reconcile.Undo, Of: all.Undo}
			case n < 5 && all.Redo > 0:
				req = Request{Do: reconcile.Redo, Of: all.Redo}
			case c.Finding && c.Lacuna && n < 8:
				req = Request{Do: reconcile.Type, On: on(c, "补文"), Why: "试"}
			case c.Finding:
				req = Request{Do: reconcile.Agree, On: on(c, "")}
			case n == 5:
				w := e.Witnesses[rnd.IntN(len(e.Witnesses))]
				if w.Mute {
					continue
				}
				req = Request{Do: reconcile.Damage, Damage: &RequestDamage{w.ID, w.Start, w.End}, Base: all.Seq}
			case n < 8:
				req = Request{Do: reconcile.Type, On: on(c, strings.Repeat("编", rnd.IntN(3))), Why: "试"}
			default:
				req = Request{Do: reconcile.Take, On: on(c, e.Readings[rnd.IntN(len(e.Readings))].Key)}
			}
			b.must(t, req)
		}
		lines, _, err := ReadJournal(b.name)
		if err != nil {
			t.Fatal(err)
		}
		can := b.edition.Resolve(Decisions(lines))
		r := report.NewResult(&report.Edition{Collation: b.edition.Collation, Audit: b.edition.Audit, Canonical: can}, "test")
		if d := cmp.Diff(r.Canonical.Text, shown(b)); d != "" {
			t.Errorf("seed %d (-result +page):\n%s", seed, d)
		}
		open := 0
		for _, v := range r.Variants {
			if v.Open {
				open++
			}
		}
		for _, f := range r.Findings {
			if f.Severity == "error" && f.Key != "" && f.Decided == nil {
				open++
			}
		}
		if got := b.State().Open; got != open {
			t.Errorf("seed %d: the page has %d open, the result %d", seed, got, open)
		}
	}
}

// misread has 贪困 where all else is 贫困.
const misread = "关于深入开展消费扶贫工作的通知\n一、总体要求\n坚持精准扶贫、精准脱贫，推动贫困地区产品和服务融入全国大市场。\n" +
	"二、主要任务\n（一）拓宽流通渠道。支持贪困地区完善网络基础设施。\n（二）提升供给水平。鼓励龙头企业与贫困户建立长期稳定的产销关系。\n"

// TestConjecture shows a doubtful character as a case, the last of all, and lets
// the text be signed off without it.
func TestConjecture(t *testing.T) {
	b := newBench(t, misread)
	all := b.State().Cases
	c := all[len(all)-1]
	e, ok := b.Evidence(c.Key)
	if !ok || c.State != doubted || c.Safe || c.Severity != "info" || c.Rule != confusable || c.Text != "贪" || len(e.Readings) != 2 || len(e.Reasons) == 0 {
		t.Fatalf("%+v", e)
	}
	if a, g := e.Readings[0], e.Readings[1]; a.Text != "贪" || !a.Printed || len(a.Sigla) != 1 || g.Text != "贫" || g.Printed || len(g.Sigla) != 0 {
		t.Errorf("the readings: %+v", e.Readings)
	}
	for _, x := range all[:len(all)-1] {
		if x.Rule == confusable {
			t.Errorf("one conjecture is two cases: %+v", x)
		}
	}
	if b.State().Open != 0 {
		t.Errorf("%d open", b.State().Open)
	}
	if _, _, err := b.Sign(0); err != nil {
		t.Fatal(err)
	}
	if v := b.result.Variants; len(v) != 1 || v[0].Open || v[0].Confidence >= 0.9 || *v[0].Chosen != 0 {
		t.Errorf("the result: %+v", v)
	}
	for n, step := range []struct {
		do   reconcile.Act
		text string
	}{{reconcile.Take, "贫"}, {reconcile.Type, "特困"}, {reconcile.Take, "贪"}} {
		got := b.must(t, Request{Do: step.do, On: on(b.State().Cases[len(all)-1], step.text), Why: "据全文"})
		if len(got.Cases) != 1 || got.Cases[0].State != decided || got.Cases[0].Text != step.text {
			t.Errorf("step %d: %+v", n, got)
		}
		if !strings.Contains(shown(b), "支持"+step.text+"困地区") {
			t.Errorf("step %d: the page shows %s", n, shown(b))
		}
		if err := b.Keep(); err != nil || !strings.Contains(b.result.Canonical.Text, "支持"+step.text+"困地区") || b.result.Variants[0].Decided == nil {
			t.Errorf("step %d: %v, %s", n, err, b.result.Canonical.Text)
		}
	}
}

// TestRestart opens the decisions anew and finds all as it was.
func TestRestart(t *testing.T) {
	e := edition(t, notices(t)...)
	name := filepath.Join(t.TempDir(), "decisions.jsonl")
	b := openBench(t, e, name, "zh")
	first := b.find(t, reads("双高"))
	b.must(t, Request{Do: reconcile.Take, On: on(first, "双高")})
	b.must(t, Request{Do: reconcile.Comment, On: []RequestPick{{Case: first.Key}}, Text: "存疑"})
	b.must(t, Request{Do: reconcile.Undo, Of: 2})
	b.must(t, Request{Do: reconcile.Redo, Of: 2})
	before, text := b.State(), shown(b)
	b.journal.Close()
	again := openBench(t, e, name, "zh")
	if d := cmp.Diff(before, again.State()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(text, shown(again)); d != "" {
		t.Error(d)
	}
}

// TestOutdated refuses what was decided on another state, and says how it is.
func TestOutdated(t *testing.T) {
	b := newBench(t, notices(t)...)
	old := b.find(t, reads("双高"))
	b.must(t, Request{Do: reconcile.Take, On: on(old, "双高")})
	var no *RefusedError
	_, err := b.Decide(Request{Do: reconcile.Take, On: on(old, "楚怡")})
	if !errors.As(err, &no) || !no.Outdated || len(no.Now.Cases) != 1 || no.Now.Cases[0].Text != "双高" {
		t.Errorf("an outdated state: %+v", err)
	}
	if _, err := b.Decide(Request{Do: reconcile.Undo, Of: 7}); !errors.As(err, &no) || !no.Outdated {
		t.Errorf("an undo of what is not the last: %v", err)
	}
	// An undone decision has changed the state as well.
	b.must(t, Request{Do: reconcile.Undo, Of: 1})
	if _, err := b.Decide(Request{Do: reconcile.Take, On: on(old, "楚怡")}); !errors.As(err, &no) || !no.Outdated {
		t.Errorf("after an undo: %v", err)
	}
	if _, err := b.Decide(Request{Do: reconcile.Sign, Base: 0}); !errors.As(err, &no) || !no.Outdated {
		t.Errorf("sign of another state: %v", err)
	}
	if n := len(b.journal.Lines()); n != 2 {
		t.Errorf("%d decisions, want 2", n)
	}
}

// TestRefused refuses what cannot be meant.
func TestRefused(t *testing.T) {
	b := newBench(t, notices(t)...)
	v := b.find(t, reads("双高"))
	f := b.find(t, func(c CaseView) bool { return c.Finding && !c.Lacuna && c.State == open })
	for what, req := range map[string]Request{
		"no such reading":     {Do: reconcile.Take, On: on(v, "三高")},
		"no reason":           {Do: reconcile.Type, On: on(v, "三高")},
		"two lines":           {Do: reconcile.Type, On: on(v, "三\n高"), Why: "试"},
		"turns the direction": {Do: reconcile.Type, On: on(v, "三\u202e高"), Why: "试"},
		"too long":            {Do: reconcile.Type, On: on(v, strings.Repeat("高", mostTyped+1)), Why: "试"},
		"not UTF-8":           {Do: reconcile.Type, On: on(v, "\xff"), Why: "试"},
		"half a character":    {Do: reconcile.Type, On: on(v, "三\ufffd高"), Why: "试"},
		"only space":          {Do: reconcile.Type, On: on(v, "　 "), Why: "试"},
		"reason of space":     {Do: reconcile.Type, On: on(v, "三高"), Why: " "},
		"text for a finding":  {Do: reconcile.Type, On: on(f, "三高"), Why: "试"},
		"agree to a variant":  {Do: reconcile.Agree, On: on(v, "")},
		"no such case":        {Do: reconcile.Take, On: []RequestPick{{Case: "x"}}},
		"no case":             {Do: reconcile.Take},
		"no such act":         {Do: "publish"},
		"empty comment":       {Do: reconcile.Comment, On: on(v, "")},
		"nothing to undo":     {Do: reconcile.Undo},
		"no such witness":     {Do: reconcile.Damage, Damage: &RequestDamage{"Z", 0, 1}},
		"beyond the end":      {Do: reconcile.Damage, Damage: &RequestDamage{"A", 0, 1 << 40}},
		"backwards":           {Do: reconcile.Damage, Damage: &RequestDamage{"A", 9, 3}},
		"sign what is open":   {Do: reconcile.Sign},
	} {
		var no *RefusedError
		if _, err := b.Decide(req); !errors.As(err, &no) {
			t.Errorf("%s: %v", what, err)
		} else if say("zh", no.Why) == no.Why {
			t.Errorf("%s: refused without words: %s", what, no.Why)
		}
	}
	if n := len(b.journal.Lines()); n != 0 {
		t.Errorf("%d decisions, want none", n)
	}
}

// TestWords has every phrase in both languages, and those the page asks for.
func TestWords(t *testing.T) {
	for key, p := range phrases {
		if p.zh == "" || p.en == "" {
			t.Errorf("%s: %+v", key, p)
		}
	}
	for _, part := range strings.Split(pageScript, `say("`)[1:] {
		key, _, _ := strings.Cut(part, `"`)
		if !strings.HasSuffix(key, ".") && scriptWords("zh")[key] == "" {
			t.Errorf("the script asks for %s", key)
		}
	}
	for _, part := range strings.Split(pageTemplate, `say "`)[1:] {
		key, _, _ := strings.Cut(part, `"`)
		if _, ok := phrases[key]; !ok {
			t.Errorf("the page asks for %s", key)
		}
	}
}

// TestDamageOutdated marks a passage that was decided on, or marked, since its
// editor looked: that is refused, and how it stands is told. What was decided
// elsewhere is no hindrance.
func TestDamageOutdated(t *testing.T) {
	b := newBench(t, notices(t)...)
	c, other := b.find(t, reads("双高")), b.find(t, reads("聚集"))
	e, _ := b.Evidence(c.Key)
	w := e.Witnesses[1]
	mark := func(base int) Request {
		return Request{Do: reconcile.Damage, Damage: &RequestDamage{w.ID, w.Start, w.End}, Base: base}
	}
	refused := func(what string, base int) *RefusedError {
		t.Helper()
		var no *RefusedError
		if _, err := b.Decide(mark(base)); !errors.As(err, &no) || !no.Outdated {
			t.Fatalf("%s: %v", what, err)
		}
		return no
	}
	b.must(t, Request{Do: reconcile.Take, On: on(other, "聚集")})
	b.must(t, mark(0))
	if no := refused("marked already", 1); no.Marked == nil || no.Marked.Witness != "B" || no.Marked.Text != "双高" || no.Marked.By != "王编" || no.Marked.Undone {
		t.Errorf("marked: %+v", no.Marked)
	}
	b.must(t, Request{Do: reconcile.Undo, Of: 2})
	if no := refused("the mark was undone", 2); no.Marked == nil || !no.Marked.Undone {
		t.Errorf("undone: %+v", no.Marked)
	}
	b.must(t, Request{Do: reconcile.Take, On: on(b.find(t, reads("双高")), "双高")})
	if no := refused("decided", 3); no.Marked != nil || len(no.Now.Cases) != 1 || no.Now.Cases[0].Key != c.Key || no.Now.Cases[0].Text != "双高" {
		t.Errorf("decided: %+v", no.Now)
	}
	for _, base := range []int{-1, 5} {
		if _, err := b.Decide(mark(base)); err == nil {
			t.Errorf("base %d was let pass", base)
		}
	}
	b.must(t, mark(4))
}

// TestUndoOwn takes back what this editor decided, and not what a colleague did
// in a session before or after.
func TestUndoOwn(t *testing.T) {
	e, name := edition(t, notices(t)...), filepath.Join(t.TempDir(), "decisions.jsonl")
	session := func(who string) *bench {
		b := openBench(t, e, name, "zh")
		b.opt.Who = who
		return b
	}
	b := session("李编")
	b.must(t, Request{Do: reconcile.Take, On: on(b.find(t, reads("双高")), "双高")})
	b.must(t, Request{Do: reconcile.Take, On: on(b.find(t, reads("聚集")), "聚集")})
	b.must(t, Request{Do: reconcile.Undo, Of: 2})
	b.journal.Close()
	b = session("王编")
	if s := b.State(); s.Undo != 0 || s.Redo != 0 || s.Theirs != "李编" {
		t.Errorf("a colleague's: %+v", s)
	}
	for _, req := range []Request{{Do: reconcile.Undo, Of: 1}, {Do: reconcile.Redo, Of: 2}} {
		if _, err := b.Decide(req); err == nil {
			t.Errorf("%s of a colleague's decision", req.Do)
		}
	}
	if s := b.must(t, Request{Do: reconcile.Take, On: on(b.find(t, reads("聚集")), "聚集")}); s.Undo != 4 || s.Theirs != "" {
		t.Errorf("one's own: %+v", s)
	}
	if s := b.must(t, Request{Do: reconcile.Undo, Of: 4}); s.Undo != 0 || s.Redo != 4 || s.Theirs != "李编" {
		t.Errorf("one's own undone: %+v", s)
	}
	b.journal.Close()
	if s := session("李编").State(); s.Undo != 1 || s.Redo != 0 {
		t.Errorf("the colleague comes back: %+v", s)
	}
}
