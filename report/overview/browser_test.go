package overview

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// TestBrowser walks the pages as they lie on a disk, wide and narrow, light and
// dark: the style is there though nothing may be loaded from elsewhere, and nothing
// is wider than the window.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir, _ := write(t, archive(t), Options{})
	browser := browse(t)
	var said []string
	chromedp.ListenTarget(browser, func(ev any) {
		if e, ok := ev.(*log.EventEntryAdded); ok {
			said = append(said, e.Entry.Text)
		}
	})
	for _, width := range []int64{1280, 390} {
		for _, page := range []string{"index.html", "families/000/4.html", "lists/serious/0001.html", "lists/size/0001.html", "unread/0001.html", "events/0001.html"} {
			for scheme, want := range map[string]string{"light": "rgb(247, 245, 240)", "dark": "rgb(22, 21, 19)"} {
				var paper string
				var wide, window int64
				err := chromedp.Run(browser,
					emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
					emulation.SetDeviceMetricsOverride(width, 844, 1, width < 500),
					chromedp.Navigate("file://"+filepath.Join(dir, page)),
					chromedp.Evaluate("getComputedStyle(document.body).backgroundColor", &paper),
					chromedp.Evaluate("document.querySelectorAll('details').forEach(d => d.open = true), document.documentElement.scrollWidth", &wide),
					chromedp.Evaluate("document.documentElement.clientWidth", &window),
				)
				if err != nil {
					t.Fatal(err)
				}
				if paper != want {
					t.Errorf("%s, %s: the paper is %s, want %s", page, scheme, paper, want)
				}
				if wide > window {
					t.Errorf("%s: %d wide in a window of %d", page, wide, window)
				}
			}
		}
	}
	if len(said) > 0 {
		t.Errorf("the browser complains: %q", said)
	}
}

// browse starts a browser with a fresh profile, or skips the test and says so. As
// root it runs without its sandbox, which is all right for pages this test has
// written.
func browse(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("JIAOKAN_CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path == "" {
			path, _ = exec.LookPath(name)
		}
	}
	if path == "" {
		t.Skip("SKIPPED: chromium not installed (apt-get install chromium fonts-noto-cjk, or set JIAOKAN_CHROMIUM); the overview was not tried in a browser")
	}
	profile, err := os.MkdirTemp("", "jiaokan-browser-") // its helpers write there for a moment after it has closed
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(profile) })
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(time.Minute))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(t.Logf))
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Logf("close %s: %v", path, err)
		}
		cancel()
	})
	if err := chromedp.Run(ctx, log.Enable()); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}
