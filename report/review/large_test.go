package review

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"jiaokan/report/browse"
)

// large is a document of 200,000 characters and a copy that differs from it in
// 3,000 places.
func large() (a, b string) {
	words := strings.Fields("各级 人民 政府 应当 加强 对 职业 教育 工作 的 组织 领导 建立 健全 协调 机制 统筹 推进 产教 融合 落实 经费 保障 支持 企业 参与 办学 开展 技能 培训 完善 评价 体系 提升 服务 能力 促进 区域 经济 社会 发展 规范 管理 明确 责任 分工 强化 监督 考核 总结 推广 经验 营造 良好 氛围")
	rnd := rand.New(rand.NewPCG(1, 2))
	var x, y strings.Builder
	for clause := 1; clause <= 1000; clause++ {
		head := fmt.Sprintf("第%s条　", hanNumber(clause))
		x.WriteString(head)
		y.WriteString(head)
		at := []int{10, 35, 60}
		for i := range 98 {
			w := words[rnd.IntN(len(words))]
			if i%14 == 13 {
				w = "，"
			}
			x.WriteString(w)
			if slices.Contains(at, i) && w != "，" || slices.Contains(at, i-1) && w == "，" {
				w = words[rnd.IntN(len(words))] + "之"
			}
			y.WriteString(w)
		}
		x.WriteString("。\n")
		y.WriteString("。\n")
	}
	return x.String(), y.String()
}

func hanNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	if n == 1000 {
		return "一千"
	}
	out, gap := "", false
	for _, u := range []struct {
		n    int
		name string
	}{{100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.n % 10
		if d == 0 {
			gap = gap || out != ""
			continue
		}
		if gap {
			out += "零"
			gap = false
		}
		out += string(digits[d]) + u.name
	}
	return out
}

// tryLarge measures what an editor waits for in a long document: that the page
// opens, and that a key is answered.
func tryLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	browser := browse.Start(t)
	x, y := large()
	b := newBench(t, x, y)
	t.Logf("%d characters, %d variants, %d cases", len([]rune(b.Desk.result.Canonical.Text)), len(b.Desk.result.Variants), len(b.State().Cases))
	address, s := serveBench(t, b)
	p := openTab(t, browser, address+"?t="+s.Token(), 1280, 800, "light")
	var opened []float64
	for range 3 {
		p.Run(chromedp.Reload())
		p.Want(`performance.getEntriesByName("ready").length`)
		opened = append(opened, js[float64](p, `performance.getEntriesByName("ready")[0].startTime`))
	}
	slices.Sort(opened)
	p.Run(chromedp.Evaluate(answers, nil))
	// The time of the page's own thread is asserted: the clock on the wall also
	// tells what else the machine is at.
	p.Run(performance.Enable().WithTimeDomain(performance.EnableTimeDomainThreadTicks))
	p.Want(`[...document.querySelectorAll("#sheet p")].every(e => e.style.contentVisibility)`) // laid out while nobody waits
	// The goal is 50 ms, and is read off -v on a quiet machine. What fails here on
	// any machine is a page that looks at every one of its cases for a key.
	const guard = 150
	const rounds, keys = 3, 4
	for _, k := range []struct{ key, name string }{{"j", "next"}, {"k", "previous"}, {"1", "take"}, {"2", "take the other"}, {"u", "undo"}, {"r", "redo"}} {
		var took []float64
		busy := math.Inf(1) // of the quietest round: what else the machine is at only adds
		trips := p.Trips()
		for range rounds {
			before := p.busy()
			for range keys {
				n := js[int](p, `times.length`)
				p.Key(k.key)
				p.Want(fmt.Sprintf(`times.length > %d`, n))
				took = append(took, js[float64](p, `times.at(-1)`))
			}
			busy = min(busy, (p.busy()-before)/keys)
		}
		slices.Sort(took)
		asked := float64(p.Trips()-trips) / rounds / keys
		t.Logf("%s: %.0f ms of work, %.1f requests, on the clock %.0f ms (median), %.0f ms (slowest)", k.name, busy, asked, took[len(took)/2], took[len(took)-1])
		if asked > most(k.key) {
			t.Errorf("%s makes %.1f requests", k.name, asked)
		}
		if busy > guard {
			t.Errorf("%s takes %.0f ms of work", k.name, busy)
		}
	}
	t.Logf("opened in %.0f ms", opened)
	// The goal is 1 s, and is read off -v as well.
	if opened[0] > 3000 {
		t.Errorf("the page opens in %.0f ms", opened[0])
	}
	p.Quiet()
}

// most is how many requests a key may make: one for what it does, and one for what
// comes next. What is taken back was seen before, and so was what is beside it.
func most(key string) float64 {
	if key == "u" || key == "r" {
		return 1.5
	}
	return 2.5
}

// busy is how long the page's thread has worked, in milliseconds.
func (p *tab) busy() float64 {
	p.T.Helper()
	var out float64
	p.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		all, err := performance.GetMetrics().Do(ctx)
		for _, m := range all {
			if m.Name == "TaskDuration" {
				out = m.Value * 1000
			}
		}
		return err
	}))
	return out
}

// answers measures from a key to the frame that shows the answer: the evidence
// of another case.
const answers = `(() => {
  window.times = [];
  let begun = 0;
  document.addEventListener("keydown", () => { begun = performance.now(); }, true);
  new MutationObserver(() => {
    if (!begun) return;
    const at = begun;
    begun = 0;
    requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => times.push(performance.now() - at); c.port2.postMessage(0); });
  }).observe(document.getElementById("card"), { childList: true });
})()`
