package report

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromium returns a browser to test with, or skips the test and says so.
func chromium(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("JIAOKAN_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const why = "SKIPPED: chromium not installed (apt-get install chromium fonts-noto-cjk, or set JIAOKAN_CHROMIUM); the page was not tried in a browser"
	t.Log(why)
	t.Skip(why)
	return ""
}

// A tab is a page open in the browser and what it complained of or asked for.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	errors []string
	asked  []string
}

// browse starts a browser with a fresh profile. As root it runs without its
// sandbox, which is all right for pages this test has written.
func browse(t *testing.T) context.Context {
	t.Helper()
	path := chromium(t)
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile(t)),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx, chromedp.WithErrorf(t.Logf))
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil { // closes the browser and waits for it
			t.Logf("close %s: %v", path, err)
		}
		cancel()
	})
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}

// profile makes a folder for the browser's own files. Its helper processes may
// write there for a moment after it has closed, which is no fault of the page:
// so it is not t.TempDir, which fails the test for a folder that fills again.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "jiaokan-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 50 {
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Logf("left behind: %s", dir)
	})
	return dir
}

// open writes the report and opens it at a width in a tab of its own.
func open(t *testing.T, browser context.Context, html string, width, height int64) *tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	chromedp.ListenTarget(ctx, p.listen)
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
	p.run(network.Enable(), log.Enable(), runtime.Enable(),
		emulation.SetDeviceMetricsOverride(width, height, 1, width < 600),
		chromedp.Navigate(address), chromedp.WaitReady("body"))
	return p
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		p.errors = append(p.errors, "console: "+string(e.Type))
	case *log.EventEntryAdded:
		p.errors = append(p.errors, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file:") {
			p.asked = append(p.asked, e.Request.URL)
		}
	}
}

func (p *tab) run(actions ...chromedp.Action) {
	p.t.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// js evaluates an expression of the page.
func js[T any](p *tab, expr string) T {
	p.t.Helper()
	var out T
	p.run(chromedp.Evaluate(expr, &out))
	return out
}

// want polls until an expression of the page holds: scrolling and focus take a
// frame or two.
func (p *tab) want(expr string) {
	p.t.Helper()
	end := time.Now().Add(3 * time.Second)
	for !js[bool](p, expr) {
		if time.Now().After(end) {
			p.t.Errorf("not so: %s", expr)
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// fits checks that the page need not be scrolled sideways. The width is that of
// the screen: on a phone innerWidth grows with a page that is too wide.
func (p *tab) fits(width int64) {
	p.t.Helper()
	p.want(fmt.Sprintf(`document.documentElement.scrollWidth <= %d`, width))
}

func (p *tab) key(keys string) { p.t.Helper(); p.run(chromedp.KeyEvent(keys)) }

// quiet checks that the page asked for nothing and complained of nothing.
func (p *tab) quiet() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.errors {
		p.t.Errorf("the page complains: %s", e)
	}
	for _, u := range p.asked {
		p.t.Errorf("the page asks the network for %s", u)
	}
}

// keep saves a picture of the page in the folder JIAOKAN_SHOTS names, for a
// person to look at.
func (p *tab) keep(name string) {
	p.t.Helper()
	dir := os.Getenv("JIAOKAN_SHOTS")
	if dir == "" {
		return
	}
	var png []byte
	p.run(chromedp.FullScreenshot(&png, 100))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func TestBrowser(t *testing.T) {
	browser := browse(t)
	r, texts := sample(t, "chuyi.txtar")
	zh := printHTML(t, r, texts, "zh")

	t.Run("wide", func(t *testing.T) {
		p := open(t, browser, zh, 1280, 900)
		p.fits(1280)
		p.keep("wide")
		p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
		p.keep("wide-dark")
		p.quiet()
	})
	t.Run("narrow", func(t *testing.T) {
		p := open(t, browser, zh, 390, 844)
		p.fits(390)
		p.want(`getComputedStyle(document.querySelector('.row .cell > .sig')).display !== 'none'`)
		p.keep("narrow")
		p.quiet()
	})
	t.Run("hostile", func(t *testing.T) {
		r, texts := hostile()
		for _, width := range []int64{390, 1280} {
			p := open(t, browser, printHTML(t, r, texts, "zh"), width, 844)
			p.fits(width)
			p.want(`document.images.length === 0 && document.scripts.length === 1`)
			p.quiet()
		}
	})
	t.Run("many", func(t *testing.T) {
		r, texts := many(t)
		for _, width := range []int64{390, 1280} {
			p := open(t, browser, printHTML(t, r, texts, "zh"), width, 844)
			p.fits(width)
			p.keep(fmt.Sprintf("many-%d", width))
			p.quiet()
		}
	})
	t.Run("large", func(t *testing.T) {
		r, texts := large(2000)
		p := open(t, browser, printHTML(t, r, texts, "zh"), 1280, 900)
		p.run(chromedp.Evaluate(`location.hash = '#r1500'`, nil))
		p.want(`(r => r.top >= 0 && r.top < innerHeight)(document.getElementById('r1500').getBoundingClientRect())`)
		p.quiet()
	})
	t.Run("contrast", func(t *testing.T) {
		for _, scheme := range []string{"light", "dark"} {
			p := open(t, browser, zh, 1280, 900)
			p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
			for _, low := range js[[]string](p, contrast) {
				t.Errorf("%s: %s", scheme, low)
			}
		}
	})
	t.Run("english", func(t *testing.T) {
		p := open(t, browser, printHTML(t, r, texts, "en"), 1280, 900)
		p.want(`document.documentElement.lang === 'en'`)
		p.keep("english")
		p.quiet()
	})
	t.Run("filters", func(t *testing.T) { tryFilters(open(t, browser, zh, 1280, 900)) })
	t.Run("keys", func(t *testing.T) { tryKeys(open(t, browser, zh, 1280, 900)) })
	t.Run("strip", func(t *testing.T) { tryStrip(open(t, browser, zh, 1280, 900)) })
	t.Run("marks", func(t *testing.T) { tryMarks(open(t, browser, zh, 1280, 900)) })
	t.Run("print", func(t *testing.T) { tryPrint(open(t, browser, zh, 1280, 900)) })
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
    if (el.closest('svg, .vh, [hidden], dialog:not([open])')) continue;
    if (![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(el);
    const a = light(parse(style.color)), b = light(ground(el));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
    if (ratio < (large ? 3 : 4.5)) low.add(el.tagName + '.' + el.className + ' ' + ratio.toFixed(2));
  }
  return [...low];
})()`

// many is the sample with five more copies, two of them without text.
func many(t *testing.T) (*Result, []string) {
	r, texts := sample(t, "chuyi.txtar")
	for _, id := range []string{"C", "D", "E", "F", "G"} {
		r.Witnesses = append(r.Witnesses, ResultWitness{ID: id, Path: id + ".txt"})
		texts = append(texts, "")
	}
	for i := range r.Rows {
		for _, id := range []string{"C", "D", "E"} {
			r.Rows[i].Cells[id] = r.Rows[i].Cells["A"]
		}
	}
	texts[2], texts[3], texts[4] = texts[0], texts[0], texts[0]
	return r, texts
}

func tryFilters(p *tab) {
	const visible = `[...document.querySelectorAll('.entry, .finding')].filter(e => !e.hidden).length`
	all := js[int](p, visible)
	p.run(chromedp.SetValue("#f-s", "open"), chromedp.Evaluate(`document.getElementById('form').dispatchEvent(new Event('input'))`, nil))
	some := js[int](p, visible)
	if some == 0 || some >= all {
		p.t.Errorf("severity lets %d of %d through", some, all)
	}
	p.want(`document.getElementById('shown').value.includes('` + "/" + `')`)
	p.run(chromedp.SetValue("#f-s", ""), chromedp.SetValue("#f-r", "corruption.foreign"), chromedp.Evaluate(`document.getElementById('form').dispatchEvent(new Event('input'))`, nil))
	p.want(`[...document.querySelectorAll('.row')].filter(e => !e.hidden).every(e => e.querySelector('.chip.foreign'))`)
	p.want(`[...document.querySelectorAll('.finding')].filter(e => !e.hidden).length === 1`)
	p.want(`[...document.querySelectorAll('.card')].every(e => e.hidden)`)
	// A link to what is filtered away shows it again.
	p.run(chromedp.Evaluate(`location.hash = '#v1'`, nil))
	p.want(`!document.getElementById('v1').closest('[hidden]') && document.activeElement.id === 'v1'`)
	p.want(visible + ` === ` + js[string](p, `String(`+visible+`)`))
	p.run(chromedp.SetValue("#f-w", "A"), chromedp.SetValue("#f-text", "天一实"), chromedp.Evaluate(`document.getElementById('form').dispatchEvent(new Event('input'))`, nil))
	p.want(`[...document.querySelectorAll('.finding')].filter(e => !e.hidden).length === 1`)
	p.quiet()
}

func tryKeys(p *tab) {
	p.key("j")
	p.want(`document.activeElement === document.querySelectorAll('.card')[0]`)
	p.key("n")
	p.want(`document.activeElement === document.querySelectorAll('.card')[1]`)
	p.want(`document.getElementById('at').value === '2'`)
	p.want(`document.activeElement.getBoundingClientRect().top >= document.getElementById('bar').getBoundingClientRect().bottom - 1`)
	p.key("k")
	p.key("p")
	p.want(`document.activeElement === [...document.querySelectorAll('.card')].at(-1)`)
	p.key("/")
	p.want(`document.activeElement.id === 'f-text'`)
	p.key("n")
	p.want(`document.activeElement.value.endsWith('n')`)
	p.run(chromedp.Evaluate(`document.activeElement.blur()`, nil))
	p.key("?")
	p.want(`document.getElementById('help').open`)
	p.key(kb.Escape)
	p.want(`!document.getElementById('help').open`)
	p.quiet()
}

func tryStrip(p *tab) {
	p.run(chromedp.Evaluate(`document.querySelectorAll('.strip')[1].querySelector('a .s-repeated').parentNode.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))`, nil))
	p.want(`document.activeElement.matches('.row') && document.activeElement.querySelector('s.repeated') !== null`)
	p.want(`(r => r.top >= 0 && r.top < innerHeight)(document.activeElement.getBoundingClientRect())`)
	p.run(chromedp.Evaluate(`document.querySelector('.strip svg a').focus()`, nil))
	p.key(kb.ArrowRight)
	p.want(`document.activeElement === document.querySelectorAll('.strip svg a')[1] || document.activeElement.closest('svg') !== null`)
	p.key(kb.Enter)
	p.want(`document.activeElement.matches('.row')`)
	p.quiet()
}

func tryMarks(p *tab) {
	// Tab reaches the first mark, shows what is known of it; Enter goes in,
	// Escape comes back.
	p.run(chromedp.Evaluate(`(l => l[l.length - 1].focus())(document.querySelectorAll('#questions a'))`, nil))
	p.key(kb.Tab)
	p.want(`document.activeElement === document.querySelector('.sheet a.m')`)
	p.want(`!document.getElementById('pop').hidden && document.getElementById('pop').textContent.includes('A')`)
	p.key(kb.Enter)
	p.want(`document.getElementById('pop').contains(document.activeElement)`)
	p.key(kb.Escape)
	p.want(`document.getElementById('pop').hidden && document.activeElement === document.querySelector('.sheet a.m')`)
	p.run(chromedp.Click(`.sheet a.m.open[data-v]`))
	p.want(`!document.getElementById('pop').hidden`)
	p.want(`(r => r.left >= 0 && r.right <= innerWidth)(document.getElementById('pop').getBoundingClientRect())`)
	p.keep("popover")
	p.quiet()
}

func tryPrint(p *tab) {
	var pdf []byte
	p.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	if len(pdf) < 10_000 || string(pdf[:5]) != "%PDF-" {
		p.t.Errorf("print: %d bytes", len(pdf))
	}
	if dir := os.Getenv("JIAOKAN_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "print.pdf"), pdf, 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
	p.quiet()
}
