package report

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jiaokan/report/browse"
)

// open writes the report and opens it at a width in a tab of its own.
func open(t *testing.T, browser context.Context, html string, width, height int64) *browse.Tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	return browse.OpenFile(t, browser, file, browse.View{Width: width, Height: height})
}

func TestBrowser(t *testing.T) {
	browser := browse.Start(t)
	r, texts := sample(t, "chuyi.txtar")
	zh := printHTML(t, r, texts, "zh")

	t.Run("wide", func(t *testing.T) {
		p := open(t, browser, zh, 1280, 900)
		p.Fits(1280)
		p.Keep("wide", true)
		p.View(browse.View{Width: 1280, Height: 900, Scheme: "dark"})
		p.Keep("wide-dark", true)
		p.Quiet()
	})
	t.Run("narrow", func(t *testing.T) {
		p := open(t, browser, zh, 390, 844)
		p.Fits(390)
		p.Want(`getComputedStyle(document.querySelector('.row .cell > .sig')).display !== 'none'`)
		p.Keep("narrow", true)
		p.Quiet()
	})
	t.Run("hostile", func(t *testing.T) {
		r, texts := hostile()
		for _, width := range []int64{390, 1280} {
			p := open(t, browser, printHTML(t, r, texts, "zh"), width, 844)
			p.Fits(width)
			p.Want(`document.images.length === 0 && document.scripts.length === 1`)
			p.Quiet()
		}
	})
	t.Run("many", func(t *testing.T) {
		r, texts := many(t)
		for _, width := range []int64{390, 1280} {
			p := open(t, browser, printHTML(t, r, texts, "zh"), width, 844)
			p.Fits(width)
			p.Keep(fmt.Sprintf("many-%d", width), true)
			p.Quiet()
		}
	})
	t.Run("large", func(t *testing.T) {
		r, texts := large(2000)
		p := open(t, browser, printHTML(t, r, texts, "zh"), 1280, 900)
		p.Run(chromedp.Evaluate(`location.hash = '#r1500'`, nil))
		p.Want(`(r => r.top >= 0 && r.top < innerHeight)(document.getElementById('r1500').getBoundingClientRect())`)
		p.Quiet()
	})
	t.Run("contrast", func(t *testing.T) {
		for _, scheme := range []string{"light", "dark"} {
			p := open(t, browser, zh, 1280, 900)
			p.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
			for _, low := range browse.Eval[[]string](p, contrast) {
				t.Errorf("%s: %s", scheme, low)
			}
		}
	})
	t.Run("english", func(t *testing.T) {
		p := open(t, browser, printHTML(t, r, texts, "en"), 1280, 900)
		p.Want(`document.documentElement.lang === 'en'`)
		p.Keep("english", true)
		p.Quiet()
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

func tryFilters(p *browse.Tab) {
	const visible = `[...document.querySelectorAll('.entry, .finding')].filter(e => !e.hidden).length`
	all := browse.Eval[int](p, visible)
	p.Run(chromedp.SetValue("#f-s", "open"), chromedp.Evaluate(`document.getElementById('form').dispatchEvent(new Event('input'))`, nil))
	some := browse.Eval[int](p, visible)
	if some == 0 || some >= all {
		p.T.Errorf("severity lets %d of %d through", some, all)
	}
	p.Want(`document.getElementById('shown').value.includes('` + "/" + `')`)
	p.Run(chromedp.SetValue("#f-s", ""), chromedp.SetValue("#f-r", "corruption.foreign"), chromedp.Evaluate(`document.getElementById('form').dispatchEvent(new Event('input'))`, nil))
	p.Want(`[...document.querySelectorAll('.row')].filter(e => !e.hidden).every(e => e.querySelector('.chip.foreign'))`)
	p.Want(`[...document.querySelectorAll('.finding')].filter(e => !e.hidden).length === 1`)
	p.Want(`[...document.querySelectorAll('.card')].every(e => e.hidden)`)
	// A link to what is filtered away shows it again.
	p.Run(chromedp.Evaluate(`location.hash = '#v1'`, nil))
	p.Want(`!document.getElementById('v1').closest('[hidden]') && document.activeElement.id === 'v1'`)
	p.Want(visible + ` === ` + browse.Eval[string](p, `String(`+visible+`)`))
	p.Run(chromedp.SetValue("#f-w", "A"), chromedp.SetValue("#f-text", "天一实"), chromedp.Evaluate(`document.getElementById('form').dispatchEvent(new Event('input'))`, nil))
	p.Want(`[...document.querySelectorAll('.finding')].filter(e => !e.hidden).length === 1`)
	p.Quiet()
}

func tryKeys(p *browse.Tab) {
	p.Key("j")
	p.Want(`document.activeElement === document.querySelectorAll('.card')[0]`)
	p.Key("n")
	p.Want(`document.activeElement === document.querySelectorAll('.card')[1]`)
	p.Want(`document.getElementById('at').value === '2'`)
	p.Want(`document.activeElement.getBoundingClientRect().top >= document.getElementById('bar').getBoundingClientRect().bottom - 1`)
	p.Key("k")
	p.Key("p")
	p.Want(`document.activeElement === [...document.querySelectorAll('.card')].at(-1)`)
	p.Key("/")
	p.Want(`document.activeElement.id === 'f-text'`)
	p.Key("n")
	p.Want(`document.activeElement.value.endsWith('n')`)
	p.Run(chromedp.Evaluate(`document.activeElement.blur()`, nil))
	p.Key("?")
	p.Want(`document.getElementById('help').open`)
	p.Key(kb.Escape)
	p.Want(`!document.getElementById('help').open`)
	p.Quiet()
}

func tryStrip(p *browse.Tab) {
	p.Run(chromedp.Evaluate(`document.querySelectorAll('.strip')[1].querySelector('a .s-repeated').parentNode.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))`, nil))
	p.Want(`document.activeElement.matches('.row') && document.activeElement.querySelector('s.repeated') !== null`)
	p.Want(`(r => r.top >= 0 && r.top < innerHeight)(document.activeElement.getBoundingClientRect())`)
	p.Run(chromedp.Evaluate(`document.querySelector('.strip svg a').focus()`, nil))
	p.Key(kb.ArrowRight)
	p.Want(`document.activeElement === document.querySelectorAll('.strip svg a')[1] || document.activeElement.closest('svg') !== null`)
	p.Key(kb.Enter)
	p.Want(`document.activeElement.matches('.row')`)
	p.Quiet()
}

func tryMarks(p *browse.Tab) {
	// Tab reaches the first mark, shows what is known of it; Enter goes in,
	// Escape comes back.
	p.Run(chromedp.Evaluate(`(l => l[l.length - 1].focus())(document.querySelectorAll('#questions a'))`, nil))
	p.Key(kb.Tab)
	p.Want(`document.activeElement === document.querySelector('.sheet a.m')`)
	p.Want(`!document.getElementById('pop').hidden && document.getElementById('pop').textContent.includes('A')`)
	p.Key(kb.Enter)
	p.Want(`document.getElementById('pop').contains(document.activeElement)`)
	p.Key(kb.Escape)
	p.Want(`document.getElementById('pop').hidden && document.activeElement === document.querySelector('.sheet a.m')`)
	p.Run(chromedp.Click(`.sheet a.m.open[data-v]`))
	p.Want(`!document.getElementById('pop').hidden`)
	p.Want(`(r => r.left >= 0 && r.right <= innerWidth)(document.getElementById('pop').getBoundingClientRect())`)
	p.Keep("popover", true)
	p.Quiet()
}

func tryPrint(p *browse.Tab) {
	var pdf []byte
	p.Run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	if len(pdf) < 10_000 || string(pdf[:5]) != "%PDF-" {
		p.T.Errorf("print: %d bytes", len(pdf))
	}
	if dir := os.Getenv("JIAOKAN_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "print.pdf"), pdf, 0o644); err != nil {
			p.T.Fatal(err)
		}
	}
	p.Quiet()
}
