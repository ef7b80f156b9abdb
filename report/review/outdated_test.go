package review

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"jiaokan/align/reconcile"
)

// deafen loads a page anew that hears no news, as one does whose network is slow.
func (p *tab) deafen() {
	p.T.Helper()
	p.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(`window.EventSource = class { close() {} };`).Do(ctx)
		return err
	}), chromedp.Reload())
	p.Want(`document.documentElement.dataset.ready === "1"`)
}

// both are the two states that a refusal shows: how it stands, and what was asked.
func (p *tab) both() []string {
	p.T.Helper()
	p.Want(`document.getElementById("box").open && document.querySelectorAll("#box .two p").length === 2`)
	return js[[]string](p, `[...document.querySelectorAll("#box .two p")].map(e => e.textContent)`)
}

// tryOutdated takes, takes back and marks in a window that does not know what was
// decided meanwhile. Each is refused with both states shown, and can be had all
// the same once they have been seen.
func tryOutdated(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	p.deafen()
	first, other := b.find(t, reads("双高")), b.find(t, reads("聚集"))
	shut := func() {
		p.click("#box .acts .main")
		p.Want(`!document.getElementById("box").open && document.querySelectorAll("#card .reading").length === 2`)
	}
	p.Key("j")
	p.Want(`document.querySelectorAll("#card .reading").length === 2`)

	b.must(t, Request{Do: reconcile.Take, On: on(first, "楚怡")})
	p.Key("2")
	if got := p.both(); got[0] != "楚怡" || got[1] != "双高" {
		t.Errorf("taking shows %q", got)
	}
	shut()
	p.Want(`location.hash === "#` + first.Key + `" && document.querySelector("#card .ruling")`)

	b.must(t, Request{Do: reconcile.Take, On: on(other, "聚集")})
	p.Key("u")
	if got := p.both(); got[0] != "聚集" || !strings.HasPrefix(got[1], "撤销 ") || !strings.HasSuffix(got[1], "楚怡") {
		t.Errorf("undoing shows %q", got)
	}
	p.Keep("outdated-undo", false)
	shut()
	p.Want(`location.hash === "#` + other.Key + `" && document.querySelector("#card .ruling")`)

	p.click(".witness button")
	p.Want(`document.getElementById("box").open && document.activeElement.closest(".form")`)
	b.must(t, Request{Do: reconcile.Undo, Of: 2})
	p.Key("\r")
	if got := p.both(); got[0] != b.find(t, reads("聚集")).Text || got[1] != "A 本这一段有损，不再作数：汇聚" {
		t.Errorf("marking shows %q", got)
	}
	p.Keep("outdated-damage", false)
	p.click("#box .acts button:not(.main)")
	p.Want(`document.documentElement.dataset.laid === "2" && document.documentElement.dataset.ready === "1"`)
	if l := b.journal.Lines(); len(l) != 4 || l[3].Do != reconcile.Damage {
		t.Errorf("%d decisions, the last %+v", len(l), l[len(l)-1].Decision)
	}

	// Marked meanwhile, in another window: what was marked is shown.
	p.Key("j")
	p.Want(`document.querySelectorAll("#card .witness button").length === 2`)
	e, _ := b.Evidence(js[string](p, `document.querySelector("#list [aria-current]").dataset.k`))
	p.click(".witness button")
	p.Want(`document.getElementById("box").open && document.activeElement.closest(".form")`)
	w := e.Witnesses[0]
	b.must(t, Request{Do: reconcile.Damage, Damage: &RequestDamage{w.ID, w.Start, w.End}, Base: 4})
	p.Key("\r")
	if got := p.both(); !strings.HasSuffix(got[1], "："+got[0]) || !js[bool](p, `document.querySelector("#box .two small").textContent.includes("已标为有损 · 王编")`) {
		t.Errorf("marking what is marked shows %q", got)
	}
	p.click("#box .acts .main")
	p.Want(`document.documentElement.dataset.laid === "3" && document.documentElement.dataset.ready === "1"`)
	p.Forgive("409")
	p.Quiet()
}
