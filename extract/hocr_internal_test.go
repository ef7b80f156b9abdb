package extract

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
)

// dumpSheets prints sheets a mark a line: its box, its size, its text, how sure
// each character is.
func dumpSheets(sheets []sheet) string {
	var b strings.Builder
	for _, s := range sheets {
		fmt.Fprintf(&b, "sheet %.0f × %.0f\n", s.Width, s.Height)
		for _, m := range s.Marks {
			fmt.Fprintf(&b, "  [%.0f,%.0f %.0f,%.0f] size %.1f %q %v\n", m.Box.X0, m.Box.Y0, m.Box.X1, m.Box.Y1, m.Size, m.Text, m.Sure)
		}
		for _, l := range s.Loss {
			fmt.Fprintf(&b, "  lost: %s: %s\n", l.Kind, l.What)
		}
	}
	return b.String()
}

func hocrCases(tb testing.TB) map[string]*txtar.Archive {
	tb.Helper()
	names, err := filepath.Glob("testdata/hocr/*.txt")
	if err != nil || len(names) == 0 {
		tb.Fatal("no cases", err)
	}
	cases := make(map[string]*txtar.Archive)
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		cases[name] = ar
	}
	return cases
}

func TestHOCR(t *testing.T) {
	for name, ar := range hocrCases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			sheets, err := hocrSheets(ar.Files[0].Data, 0)
			if err != nil {
				t.Fatal(err)
			}
			got := []byte(dumpSheets(sheets))
			if u := flag.Lookup("update"); u != nil && u.Value.String() == "true" {
				ar.Files[1].Data = got
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := diff.Diff("want", ar.Files[1].Data, "got", got); d != nil {
				t.Errorf("%s", d)
			}
		})
	}
}

func TestHostileHOCR(t *testing.T) {
	page := "<div class='ocr_page' title='bbox 0 0 100 100'>"
	for _, c := range []struct {
		name, hocr string
		want       error
	}{
		{"no page", "<html><body>text</body></html>", ErrDamaged},
		{"cut in a tag", page + "<span class='ocr_line' title='bbox", ErrDamaged},
		{"deep", page + strings.Repeat("<span>", 10000), ErrLimit},
		{"long", page + "<span class='ocr_line' title='bbox 0 0 9 9'>" + strings.Repeat("文", maxHOCRChars/3+1), ErrLimit},
		{"no UTF-8", page + "\xff\xfe", ErrDamaged},
		{"entity bomb", "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + page + "&b;</div>", nil},
	} {
		if _, err := hocrSheets([]byte(c.hocr), 0); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// FuzzHOCR holds hOCR to its promises: no panic, a confidence for each code
// point or none, boxes the right way round, clean text whose spans slice.
func FuzzHOCR(f *testing.F) {
	for _, ar := range hocrCases(f) {
		f.Add(ar.Files[0].Data)
	}
	f.Add([]byte("<div class='ocr_page' title='bbox 9 9 1 1; baseline NaN 1e400'><span class='ocr_line' title='bbox 0 0 1e300 -1'>甲"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets, err := hocrSheets(data, 0)
		if err != nil {
			return
		}
		for _, s := range sheets {
			for _, m := range s.Marks {
				if m.Sure != nil && len(m.Sure) != utf8.RuneCountInString(m.Text) {
					t.Errorf("%d confidences for %q", len(m.Sure), m.Text)
				}
				if !(m.Box.X0 <= m.Box.X1 && m.Box.Y0 <= m.Box.Y1) || m.Text == "" || !utf8.ValidString(m.Text) || strings.ContainsRune(m.Text, 0) {
					t.Errorf("mark %+v", m)
				}
			}
		}
		s, err := readHOCR(data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(s.Text) || strings.ContainsRune(s.Text, 0) {
			t.Errorf("text %q", s.Text)
		}
		for _, o := range s.Origin {
			_ = s.Slice(o.Span)
		}
	})
}
