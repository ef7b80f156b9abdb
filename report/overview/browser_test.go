package overview

import (
	"path/filepath"
	"testing"

	"jiaokan/report/browse"
)

// TestBrowser walks the pages as they lie on a disk, wide and narrow, light and
// dark: the style is there though nothing may be loaded from elsewhere, and nothing
// is wider than the window.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir, _ := write(t, archive(t), Options{})
	p := browse.OpenFile(t, browse.Start(t), filepath.Join(dir, "index.html"), browse.View{Width: 1280, Height: 844})
	for _, width := range []int64{1280, 390} {
		for _, page := range []string{"index.html", "families/000/4.html", "lists/serious/0001.html", "lists/size/0001.html", "unread/0001.html", "events/0001.html"} {
			for scheme, want := range map[string]string{"light": "rgb(247, 245, 240)", "dark": "rgb(22, 21, 19)"} {
				p.View(browse.View{Width: width, Height: 844, Scheme: scheme})
				p.Go("file://" + filepath.Join(dir, page))
				paper := browse.Eval[string](p, "getComputedStyle(document.body).backgroundColor")
				wide := browse.Eval[int64](p, "document.querySelectorAll('details').forEach(d => d.open = true), document.documentElement.scrollWidth")
				window := browse.Eval[int64](p, "document.documentElement.clientWidth")
				if paper != want {
					t.Errorf("%s, %s: the paper is %s, want %s", page, scheme, paper, want)
				}
				if wide > window {
					t.Errorf("%s: %d wide in a window of %d", page, wide, window)
				}
			}
		}
	}
	p.Quiet()
}
