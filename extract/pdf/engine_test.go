package pdf_test

import (
	"bytes"
	"errors"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"jiaokan/extract/flaw"
	"jiaokan/extract/pdf"
)

// TestStart measures how long the first file takes without a cache, with one
// that is new, and with one that is there.
func TestStart(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling pdfium takes seconds")
	}
	dir := filepath.Join(t.TempDir(), "new", "cache")
	for _, c := range []struct{ name, cache string }{{"without cache", ""}, {"with a new cache", dir}, {"with a cache", dir}} {
		e := &pdf.Engine{Cache: c.cache}
		began := time.Now()
		if _, err := e.Read(notice()); err != nil {
			t.Error(err)
		}
		t.Logf("%s: %v, peak %d MB", c.name, time.Since(began).Round(time.Millisecond), peak(t))
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	// A cache that is damaged is none.
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Truncate(name, 1000)
	})
	if err != nil {
		t.Fatal(err)
	}
	e := &pdf.Engine{Cache: dir}
	defer e.Close()
	if _, err := e.Read(notice()); err != nil {
		t.Error("with a damaged cache:", err)
	}
}

// TestGoroutines reads with several goroutines, closes in between, and goes on.
func TestGoroutines(t *testing.T) {
	e := engine(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			doc, err := e.Read(notice())
			if err != nil || len(doc.Pages) != 3 {
				t.Error(err)
			}
			if i == 3 {
				if err := e.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// TestRender draws a page of a scan, whose picture is black and white.
func TestRender(t *testing.T) {
	e := engine(t)
	data, err := e.Render(samples["scan"]().bytes(), 0, 36)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X != 297 || size.Y != 421 {
		t.Errorf("drawn in %v", size)
	}
	seen := make(map[color.Color]bool)
	for x := range 297 {
		seen[img.At(x, 300)] = true
	}
	if !seen[color.Gray{0}] || !seen[color.Gray{255}] {
		t.Errorf("drawn in %d shades", len(seen))
	}
}

// TestRefused wants what cannot be done to be said.
func TestRefused(t *testing.T) {
	e := engine(t)
	f := newFile()
	f.page("/MediaBox [0 0 14400 14400]", "")
	if _, err := e.Render(f.bytes(), 0, 300); !errors.Is(err, flaw.ErrLimit) {
		t.Error("a page of five metres:", err)
	}
	if _, err := e.Render(notice(), 3, 72); !errors.Is(err, flaw.ErrDamaged) {
		t.Error("a page that is not there:", err)
	}
	f = newFile()
	f.locked = true
	f.page("", "")
	if _, err := e.Read(f.bytes()); !errors.Is(err, flaw.ErrLocked) {
		t.Error("locked:", err)
	}
}
