package pdf_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"jiaokan/extract/flaw"
)

// FuzzPDF reads files that are nearly well: no panic, an error that says what it
// is, text that is clean and in bounds, and the same when read again.
func FuzzPDF(f *testing.F) {
	for _, make := range samples {
		f.Add(make().bytes())
	}
	for _, name := range []string{"cyclic page tree", "xref that points to itself", "CMap with a wide range", "huge MediaBox"} {
		f.Add(hostile[name]())
	}
	e := engine(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := e.Read(data)
		if err != nil {
			if !errors.Is(err, flaw.ErrDamaged) && !errors.Is(err, flaw.ErrLimit) && !errors.Is(err, flaw.ErrLocked) {
				t.Fatal(err)
			}
			return
		}
		for _, p := range doc.Pages {
			chars := 0
			for _, r := range p.Runs {
				if r.Text == "" || !utf8.ValidString(r.Text) || strings.ContainsAny(r.Text, "\x00\n\r\t") {
					t.Fatalf("%q", r.Text)
				}
				for _, v := range []float64{r.X0, r.Y0, r.X1, r.Y1, r.Size} {
					if math.IsNaN(v) || math.Abs(v) > 1e8 {
						t.Fatalf("%q at %v, of %v points", r.Text, r.Rect, r.Size)
					}
				}
				if r.X0 > r.X1 || r.Y0 > r.Y1 || r.Angle < 0 || r.Angle >= 360 {
					t.Fatalf("%q at %v, turned %d", r.Text, r.Rect, r.Angle)
				}
				chars += utf8.RuneCountInString(strings.Join(strings.Fields(r.Text), ""))
			}
			if chars != p.Chars || p.Unread > p.Chars {
				t.Fatalf("%d characters, said to be %d, %d unread", chars, p.Chars, p.Unread)
			}
		}
		again, err := e.Read(data)
		if err != nil || fmt.Sprint(again) != fmt.Sprint(doc) {
			t.Fatal("not the same when read again:", err)
		}
	})
}

// BenchmarkRead reads a file of sixty pages, engine started.
func BenchmarkRead(b *testing.B) {
	f := newFile()
	r := fonts(f.song("UniGB-UCS2-H"))
	for range 60 {
		var page strings.Builder
		for j := range 22 {
			page.WriteString(show(90, 760-30*float64(j), 16, "为深入贯彻习近平总书记关于职业教育的重要指示精神大力弘扬"))
		}
		f.page(r, page.String())
	}
	data := f.bytes()
	e := engine(b)
	if _, err := e.Read(data); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := e.Read(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(60*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
