package extract_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"jiaokan/extract"
	"jiaokan/extract/pdf"

	"github.com/rogpeppe/go-internal/diff"
)

// engine is shared: a test is not to wait two seconds for each file.
func engine(t testing.TB) *pdf.Engine {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = t.TempDir()
	}
	e := &pdf.Engine{Cache: filepath.Join(dir, "jiaokan-test")}
	t.Cleanup(func() { e.Close() })
	return e
}

var (
	markdownLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	markdownMark = regexp.MustCompile(`^(?:#+ |[-*+] |> )`)
)

// markdownLines returns the lines of a text in Markdown without its marks and
// without white space.
func markdownLines(md string) []string {
	var lines []string
	for l := range strings.Lines(md) {
		l = markdownMark.ReplaceAllString(strings.TrimSpace(l), "")
		l = markdownLink.ReplaceAllString(l, "$1")
		if l = solid(strings.NewReplacer("*", "", "\\", "").Replace(l)); l != "" && l != "---" {
			lines = append(lines, l)
		}
	}
	return lines
}

// solid returns s without white space.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

func solidLines(s string) []string {
	var lines []string
	for l := range strings.Lines(s) {
		if l = solid(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// TestPDFs reads the samples of package pdf and compares what there is of each:
// its lines, what stands apart, what is lost; or the error.
func TestPDFs(t *testing.T) {
	names, _ := filepath.Glob("pdf/testdata/*.pdf")
	if len(names) == 0 {
		t.Fatal("no samples")
	}
	e := engine(t)
	for _, name := range names {
		base := strings.TrimSuffix(filepath.Base(name), ".pdf")
		t.Run(base, func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			w, err := extract.Read(base+".pdf", data, extract.Options{PDF: e})
			if err != nil {
				fmt.Fprintln(&got, err)
			} else {
				checkSpans(t, w)
				for _, o := range w.Origin {
					fmt.Fprintf(&got, "%d:%d %s %q\n", o.Page, o.Line, o.Part, w.Slice(o.Span)+o.Apart)
				}
				for _, l := range w.Loss {
					fmt.Fprintf(&got, "lost at %d: %s\n", l.Span.Lo, lossLine(l))
				}
			}
			name := filepath.Join("testdata/pdf", base+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if d := diff.Diff("want", want, "got", []byte(got.String())); d != nil {
				t.Errorf("%s", d)
			}
		})
	}
}

// TestPictureOfPage wants pages without text recognised, those with garbage too,
// and all where the caller wants it.
func TestPictureOfPage(t *testing.T) {
	e := engine(t)
	hocr := `<html><body><div class='ocr_page' title='bbox 0 0 1116 1578'>
<span class='ocr_line' title='bbox 180 180 360 207'><span class='ocrx_word' title='bbox 180 180 360 207; x_wconf 90'>看图识字</span></span></div></body></html>`
	asked := 0
	opt := extract.Options{PDF: e, Recognize: func(picture []byte) ([]byte, error) {
		asked++
		if !strings.HasPrefix(string(picture), "\x89PNG") {
			t.Error("no picture")
		}
		return []byte(hocr), nil
	}}
	for _, c := range []struct {
		name  string
		all   bool
		asked int
		text  string
	}{
		{"scan", false, 1, "看图识字\n"},
		{"page-without-text", false, 1, "关于印发的通知\n看图识字\n"},
		{"page-without-text", true, 2, "看图识字\n看图识字\n"},
		{"private-tounicode", false, 1, "看图识字\n"},
		{"scan-with-text-below", false, 0, "关于印发的通知\n"},
	} {
		data, err := os.ReadFile("pdf/testdata/" + c.name + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		asked, opt.AllPictures = 0, c.all
		w, err := extract.Read(c.name, data, opt)
		if err != nil {
			t.Error(c.name, err)
			continue
		}
		if w.Text != c.text || asked != c.asked {
			t.Errorf("%s: %q, asked %d times", c.name, w.Text, asked)
		}
	}
}

// TestRecogniserFails wants the text of the other pages where there is any, and
// what is wanted of the recogniser and not had to be told.
func TestRecogniserFails(t *testing.T) {
	opt := extract.Options{PDF: engine(t), Recognize: func([]byte) ([]byte, error) { return nil, errors.New("killed") }}
	for _, c := range []struct {
		name string
		all  bool
		text string
		want error
	}{
		{"scan", false, "", extract.ErrTool},
		{"page-without-text", false, "关于印发的通知\n", nil},
		{"page-without-text", true, "", extract.ErrTool},
	} {
		data, err := os.ReadFile("pdf/testdata/" + c.name + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		opt.AllPictures = c.all
		w, err := extract.Read(c.name, data, opt)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err != nil {
			continue
		}
		lost := func(l extract.Loss) bool { return strings.Contains(l.What, "not recognised: killed") }
		if w.Text != c.text || !slices.ContainsFunc(w.Loss, lost) {
			t.Errorf("%s: %q, lost %v", c.name, w.Text, w.Loss)
		}
	}
}

// TestNoText wants what there is in place of text to be told.
func TestNoText(t *testing.T) {
	nothing := `<div class='ocr_page' title='bbox 0 0 10 10'></div>`
	opt := extract.Options{PDF: engine(t), Recognize: func([]byte) ([]byte, error) { return []byte(nothing), nil }}
	data, err := os.ReadFile("pdf/testdata/scan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, err = extract.Read("a.pdf", data, opt)
	if !errors.Is(err, extract.ErrEmpty) || !strings.Contains(err.Error(), "page 1: only 0 characters were recognised") {
		t.Error(err)
	}
}

// TestPDFErrors wants each trouble with a file as a whole to be told.
func TestPDFErrors(t *testing.T) {
	e := engine(t)
	for _, c := range []struct {
		name string
		data string
		want error
	}{
		{"damaged", "%PDF-1.7\nendobj", extract.ErrDamaged},
		{"scan", "", extract.ErrTool},
	} {
		data := []byte(c.data)
		if c.data == "" {
			data, _ = os.ReadFile("pdf/testdata/" + c.name + ".pdf")
		}
		if _, err := extract.Read(c.name, data, extract.Options{PDF: e}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// BenchmarkPDF reads statutes in PDF, engine and layout.
func BenchmarkPDF(b *testing.B) {
	names, _ := filepath.Glob("../../shared/data/formats/zh-law-docx-pdf-md/*.pdf")
	if len(names) == 0 {
		names = []string{"pdf/testdata/sentence-over-pages.pdf"}
	}
	e := engine(b)
	var files [][]byte
	pages := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		doc, err := e.Read(data)
		if err != nil {
			b.Fatal(err)
		}
		pages += len(doc.Pages)
		files = append(files, data)
	}
	for b.Loop() {
		for _, data := range files {
			if _, err := extract.Read("", data, extract.Options{PDF: e}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// TestLaws reads statutes that were printed from Markdown, and holds the text
// against the Markdown, letter by letter and line by line.
func TestLaws(t *testing.T) {
	names, _ := filepath.Glob("../../shared/data/formats/zh-law-docx-pdf-md/*.pdf")
	if len(names) == 0 {
		t.Skip("SKIPPED: no shared/data/formats/zh-law-docx-pdf-md")
	}
	e := engine(t)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		md, err := os.ReadFile(strings.TrimSuffix(name, "pdf") + "md")
		if err != nil {
			t.Fatal(err)
		}
		w, err := extract.Read(name, data, extract.Options{PDF: e})
		if err != nil {
			t.Error(err)
			continue
		}
		// Where the stars of Markdown were not understood they are printed.
		got, want := solidLines(strings.ReplaceAll(w.Text, "*", "")), markdownLines(string(md))
		a, b := strings.Join(got, ""), strings.Join(want, "")
		if a != b {
			i := 0
			for i < len(a) && i < len(b) && a[i] == b[i] {
				i++
			}
			t.Errorf("%s: differs at byte %d:\n%.90q\n%.90q", filepath.Base(name), i, a[max(0, i-30):], b[max(0, i-30):])
		}
		whole := 0
		for _, l := range want {
			if slices.Contains(got, l) {
				whole++
			} else {
				t.Logf("%s: not one line: %s", filepath.Base(name), l)
			}
		}
		t.Logf("%s: %d characters, %d of %d paragraphs whole, lost %v", filepath.Base(name), len([]rune(a)), whole, len(want), w.Loss)
		checkSpans(t, w)
	}
}
