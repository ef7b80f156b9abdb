// Package browse has the tests of printed and served pages open them in Chromium.
package browse

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the browser to test with; without one the test is skipped and says so.
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

// Start starts a browser with a fresh profile, which ends with the test. As root it
// runs without its sandbox, which is all right for pages that a test has written.
func Start(t *testing.T) context.Context {
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

// A View is how a page is looked at.
type View struct {
	Width, Height int64
	Scheme        string // "light" or "dark"; "" is as the browser has it
}

// A Tab is a page open in the browser and what it complained of or asked for.
type Tab struct {
	T   *testing.T
	ctx context.Context

	home   string // what addresses of its own begin with
	mu     sync.Mutex
	errors []string
	asked  []string // of other hosts
	trips  int      // requests to its own
}

// Open opens an address in a tab of its own.
func Open(t *testing.T, browser context.Context, address string, v View) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	home, _, _ := strings.Cut(address, "?")
	if strings.HasPrefix(address, "file:") {
		home = "file:"
	}
	p := &Tab{T: t, ctx: ctx, home: home}
	chromedp.ListenTarget(ctx, p.listen)
	p.Run(network.Enable(), log.Enable(), runtime.Enable())
	p.View(v)
	p.Go(address)
	return p
}

// OpenFile opens a page that lies on the disk.
func OpenFile(t *testing.T, browser context.Context, file string, v View) *Tab {
	t.Helper()
	return Open(t, browser, fileAddress(file), v)
}

func fileAddress(file string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
}

// Go goes to an address.
func (p *Tab) Go(address string) {
	p.T.Helper()
	p.Run(chromedp.Navigate(address), chromedp.WaitReady("body"))
}

// View changes how the page is looked at.
func (p *Tab) View(v View) {
	p.T.Helper()
	p.Run(emulation.SetDeviceMetricsOverride(v.Width, v.Height, 1, v.Width < 600),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.Scheme}}))
}

func (p *Tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		p.errors = append(p.errors, "console: "+string(e.Type))
	case *log.EventEntryAdded:
		p.errors = append(p.errors, e.Entry.Text+" "+e.Entry.URL)
	case *network.EventRequestWillBeSent:
		switch {
		case strings.HasPrefix(e.Request.URL, p.home):
			p.trips++
		case !strings.HasPrefix(e.Request.URL, "data:,"):
			p.asked = append(p.asked, e.Request.URL)
		}
	}
}

// Run has the browser do something.
func (p *Tab) Run(actions ...chromedp.Action) {
	p.T.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.T.Fatal(err)
	}
}

// Eval evaluates an expression of the page.
func Eval[T any](p *Tab, expr string) T {
	p.T.Helper()
	var out T
	p.Run(chromedp.Evaluate(expr, &out))
	return out
}

// Want polls until an expression of the page holds: scrolling and focus take a
// frame or two, and a page may be loading.
func (p *Tab) Want(expr string) {
	p.T.Helper()
	for end := time.Now().Add(8 * time.Second); ; time.Sleep(15 * time.Millisecond) {
		var ok bool
		err := chromedp.Run(p.ctx, chromedp.Evaluate("Boolean("+expr+")", &ok))
		if err == nil && ok {
			return
		}
		if time.Now().After(end) {
			p.T.Fatalf("not so: %s (%v)", expr, err)
		}
	}
}

// Fits wants the page no wider than the screen: on a phone innerWidth grows with a
// page that is too wide.
func (p *Tab) Fits(width int64) {
	p.T.Helper()
	p.Want(fmt.Sprintf(`document.documentElement.scrollWidth <= %d`, width))
}

// Key presses keys.
func (p *Tab) Key(keys string) { p.T.Helper(); p.Run(chromedp.KeyEvent(keys)) }

// Quiet wants that the page asked no other host and complained of nothing.
func (p *Tab) Quiet() {
	p.T.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.errors {
		p.T.Errorf("the page complains: %s", e)
	}
	for _, u := range p.asked {
		p.T.Errorf("the page asks for %s", u)
	}
}

// Forgive forgets the complaints that have these words.
func (p *Tab) Forgive(words string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.errors = slices.DeleteFunc(p.errors, func(e string) bool { return strings.Contains(e, words) })
}

// Trips is how many requests the page has made to its own host.
func (p *Tab) Trips() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.trips
}

// Keep saves a picture in the folder JIAOKAN_SHOTS names, for a person to look at:
// of the window, or of the whole page.
func (p *Tab) Keep(name string, whole bool) {
	p.T.Helper()
	dir := os.Getenv("JIAOKAN_SHOTS")
	if dir == "" {
		return
	}
	time.Sleep(2500 * time.Millisecond) // what fades has faded
	var png []byte
	if whole {
		p.Run(chromedp.FullScreenshot(&png, 100))
	} else {
		p.Run(chromedp.CaptureScreenshot(&png))
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.T.Fatal(err)
	}
}
