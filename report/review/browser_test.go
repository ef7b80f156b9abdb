package review

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"jiaokan/report/browse"
)

// A served desk can be taken away.
type served struct {
	*Server
	close func()
}

// serveBench puts a desk on the network of this machine.
func serveBench(t *testing.T, b *bench) (address string, s *served) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done, stop := context.WithCancel(context.Background())
	s = &served{Server: NewServer(done, b.Desk, ln.Addr().(*net.TCPAddr), "127.0.0.1")}
	server := s.HTTP()
	go func() { _ = server.Serve(ln) }()
	s.close = func() {
		stop()
		_ = server.Close()
	}
	t.Cleanup(s.close)
	return "http://" + ln.Addr().String() + "/", s
}

// A tab is the page of a desk open in the browser.
type tab struct{ *browse.Tab }

// openTab opens an address in a tab of its own.
func openTab(t *testing.T, browser context.Context, address string, width, height int64, scheme string) *tab {
	t.Helper()
	p := &tab{browse.Open(t, browser, address, browse.View{Width: width, Height: height, Scheme: scheme})}
	p.Want(`document.documentElement.dataset.ready === "1"`)
	return p
}

func js[T any](p *tab, expr string) T {
	p.T.Helper()
	return browse.Eval[T](p.Tab, expr)
}

// click presses the mouse where an element is, and whatever lies over it there.
func (p *tab) click(sel string) {
	p.T.Helper()
	p.Want(fmt.Sprintf(`document.querySelector(%q)`, sel))
	at := js[[]float64](p, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: "nearest"}); const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`, sel))
	p.Run(chromedp.MouseClickXY(at[0], at[1]))
}

// typeChinese composes a word with an input method: the letters first, then
// what is chosen for them.
func (p *tab) typeChinese(letters, word string) {
	p.T.Helper()
	p.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		for i := range letters {
			// What a keyboard sends while an input method has it.
			down := input.DispatchKeyEvent(input.KeyRawDown).WithKey("Process").WithWindowsVirtualKeyCode(229)
			if err := down.Do(ctx); err != nil {
				return err
			}
			if err := input.ImeSetComposition(letters[:i+1], int64(i+1), int64(i+1)).Do(ctx); err != nil {
				return err
			}
		}
		return input.InsertText(word).Do(ctx)
	}))
}

// TestBrowser tries the page in a real browser, as a person uses it.
func TestBrowser(t *testing.T) {
	for _, try := range []struct {
		name string
		try  func(*testing.T)
	}{
		{"Pictures", tryPictures},
		{"DecidingByKeys", tryDecidingByKeys},
		{"Conjecture", tryConjecture},
		{"Haste", tryHaste},
		{"Paging", tryPaging},
		{"InputMethod", tryInputMethod},
		{"Draft", tryDraft},
		{"TwoWindows", tryTwoWindows},
		{"Outdated", tryOutdated},
		{"ServerGone", tryServerGone},
		{"English", tryEnglish},
		{"FiltersAndSearch", tryFiltersAndSearch},
		{"BatchCommentDamage", tryBatchCommentDamage},
		{"WholeNotice", tryWholeNotice},
		{"ManyCopies", tryManyCopies},
		{"Accessible", tryAccessible},
		{"Hostile", tryHostile},
		{"Large", tryLarge},
	} {
		t.Run(try.name, try.try)
	}
}

// tryPictures looks at the page in the sizes and schemes it must do for.
func tryPictures(t *testing.T) {
	browser := browse.Start(t)
	for _, scheme := range []string{"light", "dark"} {
		b := newBench(t, notices(t)...)
		address, s := serveBench(t, b)
		p := openTab(t, browser, address+"?t="+s.Token(), 1280, 800, scheme)
		p.Keep("begin-"+scheme, false)
		p.Key("?")
		p.Want(`document.getElementById('help').open`)
		p.Keep("help-"+scheme, false)
		p.Key("\x1b")
		p.Key("j")
		p.Want(`document.querySelectorAll('#card .reading').length === 2`)
		p.Keep("card-"+scheme, false)
		p.Key("e")
		p.Want(`document.activeElement.closest('.form')`)
		p.Keep("form-"+scheme, false)
		p.Key("\x1b")
		p.Key("w")
		p.Want(`document.querySelectorAll('#copies .row').length > 10`)
		p.Keep("copies-"+scheme, false)
		p.Key("b")
		p.Want(`document.getElementById('box').open`)
		p.Keep("batch-"+scheme, false)
		p.Fits(1280)
		p.Quiet()
		q := openTab(t, browser, address, 390, 844, scheme)
		q.Keep("phone-begin-"+scheme, false)
		q.Key("j")
		q.Want(`document.querySelectorAll('#card .reading').length === 2`)
		q.Keep("phone-card-"+scheme, false)
		q.click("#t-side")
		q.Keep("phone-list-"+scheme, false)
		q.Fits(390)
		q.Quiet()
	}
}

// text is what the page prints for a case.
func (p *tab) text(key string) string {
	p.T.Helper()
	return js[string](p, fmt.Sprintf(`[...document.querySelectorAll('#sheet [data-k="%s"]')].map(m => m.textContent).join("")`, key))
}

// begin opens a desk of some texts in one tab.
func begin(t *testing.T, texts ...string) (*bench, *tab, context.Context, string) {
	t.Helper()
	browser := browse.Start(t)
	b := newBench(t, texts...)
	address, s := serveBench(t, b)
	return b, openTab(t, browser, address+"?t="+s.Token(), 1280, 800, "light"), browser, address
}

// tryConjecture finds a doubtful character by the filter and takes the guess.
func tryConjecture(t *testing.T) {
	b, p, _, _ := begin(t, misread)
	c := b.find(t, reads("贪"))
	if got := p.text(c.Key); got != "贪" {
		t.Errorf("the text has %q", got)
	}
	p.Want(`document.getElementById('sign').getAttribute('aria-disabled') === "false"`)
	p.Run(chromedp.SetValue("#f-state", "doubted", chromedp.ByQuery), chromedp.Evaluate(`document.getElementById('filters').dispatchEvent(new Event('change'))`, nil))
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	p.Want(`document.querySelector('#card [aria-pressed=true] .words').textContent === "贪"`)
	p.Want(`document.querySelectorAll('#card .reading')[1].textContent.includes("各本皆无")`)
	p.Keep("conjecture", false)
	p.Key("2")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').className.includes("decided")`, c.Key))
	if got := p.text(c.Key); got != "贫" {
		t.Errorf("the text has %q", got)
	}
	p.Key("u")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').className.includes("doubted")`, c.Key))
	p.Quiet()
}

// tryDecidingByKeys decides, takes back, brings again and reloads, by the
// keyboard alone.
func tryDecidingByKeys(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	first := b.find(t, reads("双高"))
	p.Key("j")
	p.Want(`document.querySelector('#card [aria-pressed=true] .words').textContent === "楚怡"`)
	p.Key("2")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').className.includes("decided")`, first.Key))
	if got := p.text(first.Key); got != "双高" {
		t.Errorf("the text has %q", got)
	}
	p.Want(`!location.hash.includes("` + first.Key + `")`) // on to the next
	if n := len(b.journal.Lines()); n != 1 || b.journal.Lines()[0].Who != "王编" || len(b.journal.Lines()[0].On[0].Readings) != 2 {
		t.Errorf("the journal: %+v", b.journal.Lines())
	}
	p.Key("u")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').textContent === "楚怡" && location.hash === "#%s"`, first.Key, first.Key))
	p.Key("r")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').textContent === "双高"`, first.Key))
	p.Run(chromedp.Reload())
	p.Want(`document.documentElement.dataset.ready === "1"`)
	if got := p.text(first.Key); got != "双高" {
		t.Errorf("after a reload the text has %q", got)
	}
	p.Key("?")
	p.Want(`document.getElementById("help").open`)
	p.Key("j") // no shortcut while a box is open
	p.Key("\x1b")
	p.Want(`!document.getElementById("help").open`)
	p.Quiet()
}

// tryInputMethod types Chinese with an input method: what is composed is no
// shortcut, and no character is lost though other windows decide meanwhile.
func tryInputMethod(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	first := b.find(t, reads("双高"))
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	p.Want(`location.hash`)
	hash := js[string](p, `location.hash`)
	// Outside of a field the letters go nowhere.
	p.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		for range 3 {
			if err := input.DispatchKeyEvent(input.KeyRawDown).WithKey("j").WithCode("KeyJ").WithWindowsVirtualKeyCode(229).Do(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
	if got := js[string](p, `location.hash`); got != hash {
		t.Errorf("a letter for the input method walked to %s", got)
	}
	p.Key("e")
	p.Want(`document.activeElement.name === "text" && document.activeElement.value === "楚怡"`)
	p.typeChinese("jukue", "楚怡精神") // the selected proposal is written over
	p.Want(`document.activeElement.value === "楚怡精神"`)
	// Another window decides on this very case, and on another.
	other := b.find(t, reads("聚集"))
	b.must(t, Request{Do: "take", On: on(other, "聚集")})
	p.typeChinese("1u", "培育")
	p.Want(`document.activeElement.value === "楚怡精神培育"`)
	p.Key("\t")
	p.typeChinese("jc", "据原件")
	p.Want(`document.activeElement.name === "why" && document.activeElement.value === "据原件"`)
	if n := len(b.journal.Lines()); n != 1 {
		t.Errorf("%d decisions while typing, want 1", n)
	}
	p.Key("\r")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').textContent === "楚怡精神培育"`, first.Key))
	last := b.journal.Lines()[1]
	if last.Do != "type" || last.On[0].Text != "楚怡精神培育" || last.Why != "据原件" {
		t.Errorf("written: %+v", last.Decision)
	}
	p.Quiet()
}

// tryDraft reloads the page while somebody is typing, and finds what was typed.
func tryDraft(t *testing.T) {
	_, p, _, _ := begin(t, notices(t)...)
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2 && location.hash`)
	p.Key("e")
	p.Want(`document.activeElement.name === "text"`)
	p.typeChinese("bd", "半途")
	p.Run(chromedp.Reload())
	p.Want(`document.documentElement.dataset.ready === "1" && document.querySelectorAll('#card .reading').length === 2`)
	p.Key("e")
	p.Want(`document.activeElement.value === "半途"`)
}

// tryTwoWindows has two windows decide on one case: each sees the other's
// decision, and one made on what is no longer so is refused with both shown.
func tryTwoWindows(t *testing.T) {
	b, p, browser, address := begin(t, notices(t)...)
	q := openTab(t, browser, address, 1280, 800, "light")
	first := b.find(t, reads("双高"))
	mark := fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').textContent`, first.Key)
	q.Key("j")
	q.Want(`document.querySelectorAll('#card .reading').length === 2`)
	q.Key("e")
	q.Want(`document.activeElement.name === "text"`)
	q.typeChinese("q", "两个窗口")
	q.Key("\t")
	q.typeChinese("s", "试")
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	p.Key("2")
	q.Want(mark + ` === "双高"`)
	q.Want(`document.querySelector('[name=text]').value === "两个窗口"`)
	q.Key("\r")
	q.Want(`document.getElementById("box").open`)
	q.Want(`document.querySelectorAll("#box .two p").length === 2`)
	if got := js[[]string](q, `[...document.querySelectorAll("#box .two p")].map(e => e.textContent)`); got[0] != "双高" || got[1] != "两个窗口" {
		t.Errorf("shown: %q", got)
	}
	q.Keep("conflict", false)
	q.click("#box .acts button:not(.main)")
	p.Want(mark + ` === "两个窗口"`)
	q.Forgive("409")
	p.Quiet()
	q.Quiet()
}

// tryServerGone ends the program under a window, which says so and keeps what is
// typed; and starts it again.
func tryServerGone(t *testing.T) {
	browser := browse.Start(t)
	e := edition(t, notices(t)...)
	name := filepath.Join(t.TempDir(), "decisions.jsonl")
	b := openBench(t, e, name, "zh")
	address, s := serveBench(t, b)
	p := openTab(t, browser, address+"?t="+s.Token(), 1280, 800, "light")
	first := b.find(t, reads("双高"))
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	p.Key("2")
	p.Want(fmt.Sprintf(`document.querySelector('#sheet [data-k="%s"]').textContent === "双高"`, first.Key))
	p.Want(fmt.Sprintf(`location.hash !== "#%s" && document.querySelectorAll('#card .reading').length === 2`, first.Key)) // on to the next
	p.Key("e")
	p.Want(`document.activeElement.name === "text"`)
	p.typeChinese("s", "尚未存")
	s.close()
	b.journal.Close()
	p.Want(`!document.getElementById("alert").hidden`)
	p.Key("\t")
	p.typeChinese("ly", "理由")
	p.Key("\r")
	p.Want(`document.querySelector('[name=text]').value === "尚未存" && !document.getElementById("alert").hidden`)
	again := openBench(t, e, name, "zh")
	address, s = serveBench(t, again)
	q := openTab(t, browser, address+"?t="+s.Token(), 1280, 800, "light")
	if got := q.text(first.Key); got != "双高" {
		t.Errorf("after the restart the text has %q", got)
	}
	q.Want(`document.getElementById("tally").value.startsWith("17")`)
	q.Quiet()
}

// tryEnglish opens the page in English.
func tryEnglish(t *testing.T) {
	b := openBench(t, edition(t, notices(t)...), filepath.Join(t.TempDir(), "decisions.jsonl"), "en")
	address, s := serveBench(t, b)
	p := openTab(t, browse.Start(t), address+"?t="+s.Token(), 1280, 800, "light")
	p.Key("j")
	p.Want(`document.documentElement.lang === "en" && document.querySelectorAll('#card .reading').length === 2`)
	p.Want(`!/\p{Script=Han}/u.test([...document.querySelectorAll("button, label, h2, h3, summary")].filter(e => !e.closest("[lang=zh-CN], .reading, .list")).map(e => e.textContent).join(""))`)
	p.Keep("english", false)
	p.Fits(1280)
	p.Quiet()
}

// tryFiltersAndSearch narrows the list, and finds text in both views.
func tryFiltersAndSearch(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	shown := `[...document.querySelectorAll("#list [role=listitem]")].filter(e => e.offsetParent).length`
	set := func(name, value string) {
		p.Run(chromedp.Evaluate(fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event("change", {bubbles: true})); })(document.querySelector("#filters [name=%s]"))`, value, name), nil))
	}
	p.Want(shown + ` === 18`)
	set("rule", "conflict.term")
	p.Want(shown + ` === 1`)
	set("rule", "")
	set("state", "")
	p.Want(fmt.Sprintf(`%s === %d`, shown, len(b.State().Cases)))
	set("severity", "info")
	set("method", "reason")
	p.Want(shown + ` > 0`)
	set("severity", "")
	set("method", "")
	set("siglum", "B")
	set("state", "open")
	p.Want(shown + ` > 0 && ` + shown + ` < 18`)
	p.Key("/")
	p.Want(`document.activeElement.id === "q"`)
	p.typeChinese("jk", "职业本科")
	p.Want(`Number(document.getElementById("found").value) > 2`)
	p.Key("\r")
	p.Want(`document.getElementById("found").value.startsWith("1/")`)
	p.Key("\x1b")
	p.Key("w")
	p.Want(`!document.getElementById("copies").hidden && Number(document.getElementById("found").value) > 4`)
	p.click("#tab-outline")
	p.Want(`[...document.querySelectorAll(".outline a[data-n]")].length > 3`)
	p.Keep("outline", false)
	p.Quiet()
}

// tryBatchCommentDamage accepts the proposals of a rule together, comments and
// closes the comment, and marks a passage as damaged.
func tryBatchCommentDamage(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	p.Key("b")
	p.Want(`document.querySelectorAll("#box .previews label").length > 1`)
	listed := js[int](p, `document.querySelectorAll("#box .previews label").length`)
	p.click("#box .previews input") // not this one
	p.click("#box .acts .main")
	p.Want(`!document.getElementById("box").open`)
	for end := time.Now().Add(5 * time.Second); len(b.journal.Lines()) == 0 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	d := b.journal.Lines()[0]
	if len(d.On) != listed-1 || d.Rule == "" {
		t.Errorf("accepted %d of %d of %s", len(d.On), listed, d.Rule)
	}
	for _, pick := range d.On {
		if c := b.find(t, func(c CaseView) bool { return c.Key == pick.Case }); !c.Safe {
			t.Errorf("%s was accepted with others and is not safe", pick.At)
		}
	}
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	p.Key("c")
	p.Want(`document.activeElement.name === "text"`)
	p.typeChinese("wx", "问教育厅")
	p.Key("\r")
	p.Want(`document.querySelector(".comments p").textContent === "问教育厅"`)
	p.click(".comments button")
	p.Want(`document.querySelector(".comments .closed")`)
	// B is damaged here: A's reading is left, and nothing is open.
	p.Run(chromedp.Evaluate(`document.querySelectorAll(".witness button")[1].click()`, nil))
	p.Want(`document.getElementById("box").open`)
	p.typeChinese("zs", "纸损")
	p.Key("\r")
	p.Want(`document.documentElement.dataset.laid === "2" && document.documentElement.dataset.ready === "1"`)
	p.Want(`document.querySelector("#card .ruling").textContent.includes("纸损")`)
	p.Key("u")
	p.Want(`document.documentElement.dataset.laid === "3" && document.documentElement.dataset.ready === "1"`)
	p.Want(`document.getElementById("tally").value.startsWith("18")`)
	p.Quiet()
}

// tryWholeNotice decides on all that is open in the two notices, as an editor
// would, and signs off.
func tryWholeNotice(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	p.Key("j")
	for n := 18; n > 0; n-- {
		p.Want(fmt.Sprintf(`document.getElementById("tally").value.startsWith("%d ") && document.querySelector("#card .acts")`, n))
		p.Want(`document.querySelector("#list [aria-current]").dataset.k === location.hash.slice(1)`)
		at := js[string](p, `location.hash`)
		p.Key("a")
		p.Want(fmt.Sprintf(`!document.getElementById("tally").value.startsWith("%d ") && (%d === 1 || location.hash !== "%s")`, n, n, at))
	}
	p.Want(`document.getElementById("sign").getAttribute("aria-disabled") === "false"`)
	p.Keep("done", false)
	p.click("#sign")
	p.Want(`document.getElementById("box").open`)
	p.click("#box .acts .main")
	p.Want(`document.querySelectorAll("#box code").length === 3`)
	p.Keep("signed", false)
	if b.record == nil || b.record.By != "王编" || len(b.record.Decisions) != 19 || len(b.record.Witnesses) != 2 {
		t.Errorf("the record: %+v", b.record)
	}
	if got := js[string](p, `[...document.querySelectorAll("#sheet p")].map(p => p.textContent).join("\n") + "\n"`); got != b.Desk.result.Canonical.Text {
		t.Errorf("the page and the text differ:\n%s\n%s", got, b.Desk.result.Canonical.Text)
	}
	p.Quiet()
}

// tryManyCopies lays five copies of six side by side, lets others be picked, and
// marks as damaged what is selected there.
func tryManyCopies(t *testing.T) {
	two := notices(t)
	b, p, _, _ := begin(t, two[0], two[1], strings.ReplaceAll(two[0], "生产性", "生产型"), two[1]+"\n", strings.ReplaceAll(two[1], "聚集", "汇集"), two[0]+"\n\n")
	p.Key("w")
	p.Want(`document.querySelectorAll("#copies .row").length > 10 && document.querySelectorAll("#copies .row:nth-of-type(3) .cells > div").length === 5`)
	p.Want(`[...document.querySelectorAll("#copies .row")].every(r => new Set([...r.querySelectorAll(".cells > div")].map(d => Math.round(d.getBoundingClientRect().top))).size === 1)`) // in step
	p.Keep("five", false)
	p.click("#copies .pick input")
	p.Want(`document.querySelectorAll("#copies .head > div").length === 4`)
	p.Fits(1280)
	js[any](p, `(() => {
		const el = [...document.querySelectorAll('#copies [data-w="B"] [data-s]')].find(e => e.textContent.includes("完善政策环境"));
		const at = el.textContent.indexOf("完善政策环境");
		el.scrollIntoView();
		getSelection().setBaseAndExtent(el.firstChild, at, el.firstChild, at + 6);
	})()`)
	p.Key("d")
	p.Want(`document.querySelector("#box .quote").textContent === "完善政策环境"`)
	p.Key("\r")
	p.Want(`document.documentElement.dataset.laid === "2" && document.documentElement.dataset.ready === "1"`)
	if d := b.journal.Lines()[0].Damage; d.Text != "完善政策环境" || d.At != "B" {
		t.Errorf("marked: %+v", d)
	}
	p.Key("w")
	p.Want(`document.querySelector("#copies .hurt")`)
	p.Quiet()
}

// tryAccessible looks for landmarks, names and contrast.
func tryAccessible(t *testing.T) {
	_, p, browser, address := begin(t, notices(t)...)
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	for _, sel := range []string{"header", "nav[aria-label]", "main", "aside[aria-label]", "h1", "[role=status]", "[role=search]"} {
		p.Want(fmt.Sprintf(`document.querySelector(%q)`, sel))
	}
	p.Want(`[...document.querySelectorAll("button, input, select")].every(e => e.textContent.trim() || e.ariaLabel || e.closest("label"))`)
	for _, scheme := range []string{"light", "dark"} {
		q := openTab(t, browser, address, 1280, 800, scheme)
		q.Key("j")
		q.Want(`document.querySelectorAll('#card .reading').length === 2`)
		for _, low := range js[[]string](q, contrast) {
			t.Errorf("%s: %s", scheme, low)
		}
	}
	// Tab goes through everything and comes to the card.
	p.Want(`[...document.querySelectorAll("button, input, select, a[href]")].filter(e => e.tabIndex >= 0 && e.offsetParent).length > 20`)
}

// contrast lists the texts that stand out from their ground by less than WCAG AA
// asks: 4.5 to 1, or 3 to 1 for large type.
const contrast = `(() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = s => (s.match(/[\d.]+/g) || []).map(Number);
  const ground = el => {
    for (; el; el = el.parentElement) {
      const c = parse(getComputedStyle(el).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const low = new Set();
  for (const el of document.querySelectorAll('body *')) {
    if (el.closest('svg, .vh, [hidden], dialog:not([open]), script, :disabled, .said, select') || !el.offsetParent) continue;
    if (![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(el);
    const a = light(parse(style.color)), b = light(ground(el));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
    if (ratio < (large ? 3 : 4.5)) low.add(el.tagName + '.' + el.className + ' ' + ratio.toFixed(2));
  }
  return [...low];
})()`

// tryHostile shows a copy that tries to be more than text.
func tryHostile(t *testing.T) {
	evil := `<script>alert(1)</script>"><img src=x onerror=alert(1)></textarea>{{.}}` + "\u202e倒写\u2066" + `</script><svg/onload=alert(1)>`
	long := strings.Repeat("长", 100_000)
	x := "关于" + evil + "的通知\n一、" + evil + "应当在二十日内办理" + long + "。\n"
	y := "关于" + evil + "的通知\n一、" + evil + "应当在三十日内办理" + long + "。\n"
	_, p, _, _ := begin(t, x, y)
	p.Want(`document.scripts.length === 3 && document.images.length === 0 && document.querySelectorAll("svg").length === 2`)
	p.Key("j")
	p.Want(`document.querySelectorAll("#card .witness").length === 2`)
	p.Key("w")
	p.Want(`document.querySelectorAll("#copies .row").length > 0`)
	p.Want(`document.body.textContent.includes("[U+202E]") && !/[\u202e\u2066]/.test(document.body.textContent)`)
	p.Want(`document.querySelectorAll("img, iframe, object, embed, svg[onload]").length === 0`)
	p.Fits(1280)
	p.Keep("hostile", false)
	p.Quiet()
}
