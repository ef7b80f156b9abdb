package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// ofdCase returns the file and the text of a case of package ofd.
func ofdCase(t testing.TB, name string) (data []byte, text string) {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("ofd", "testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, f := range ar.Files {
		parts = append(parts, f.Name+"="+string(f.Data))
		if f.Name == "text" {
			text = string(f.Data)
		}
	}
	return []byte(zipped(t, parts...)), text
}

// TestOFDNotice reads a notice as it is archived: paragraphs are whole, also over
// the page; page numbers, the watermark and the seal are no text.
func TestOFDNotice(t *testing.T) {
	data, want := ofdCase(t, "notice")
	w, err := extract.Read("a.ofd", data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(shown(want), shown(w.Text)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	apart := ""
	for _, o := range w.Origin {
		if o.Apart != "" {
			apart += o.Part + " " + o.Apart + "\n"
		}
		if strings.Contains(w.Slice(o.Span), "据恢复演练") && o.Page != 2 {
			t.Errorf("page %d", o.Page)
		}
	}
	for _, want := range []string{"— 1 —", "— 2 —", "watermark 内部资料"} {
		if !strings.Contains(apart, want) {
			t.Errorf("%q is not set apart, but %q", want, apart)
		}
	}
	if len(w.Loss) != 1 || w.Loss[0].What != "page 2: a seal" {
		t.Errorf("lost %v", w.Loss)
	}
	checkSpans(t, w)
}

// shown returns the lines of text that are not blank, without white space at
// their ends.
func shown(text string) []string {
	var ls []string
	for l := range strings.Lines(text) {
		if l = strings.TrimFunc(l, extract.Space); l != "" {
			ls = append(ls, l)
		}
	}
	return ls
}

// TestOFDDocuments: no sentence runs from one document of a file into the next,
// and pages are counted on.
func TestOFDDocuments(t *testing.T) {
	data, _ := ofdCase(t, "two-documents")
	w, err := extract.Read("a.ofd", data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"第一份", "第二份"}, shown(w.Text)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if last := w.Origin[len(w.Origin)-1]; last.Page != 2 {
		t.Errorf("the second document is on page %d", last.Page)
	}
	checkSpans(t, w)
}

// TestOFDSamples reads all files of the data.
func TestOFDSamples(t *testing.T) {
	names, _ := filepath.Glob("../../shared/data/formats/ofd/*.ofd")
	if len(names) == 0 {
		t.Skip("SKIPPED: no ../../shared/data/formats/ofd")
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w, err := extract.Read(name, data, extract.Options{})
		if strings.HasSuffix(name, "__h.ofd") { // nothing but rectangles
			if err == nil {
				t.Errorf("%s: text %q", name, w.Text)
			}
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		checkSpans(t, w)
	}
}

// BenchmarkOFD reads a notice of 20 pages.
func BenchmarkOFD(b *testing.B) {
	ar, err := txtar.ParseFile(filepath.Join("ofd", "testdata", "notice.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	var parts []string
	for _, f := range ar.Files {
		content := string(f.Data)
		if head, rest, ok := strings.Cut(content, "<ofd:Pages>"); ok {
			pages, tail, _ := strings.Cut(rest, "</ofd:Pages>")
			content = head + "<ofd:Pages>" + strings.Repeat(pages, 10) + "</ofd:Pages>" + tail
		}
		parts = append(parts, f.Name+"="+content)
	}
	data := []byte(zipped(b, parts...))
	b.ReportAllocs()
	for b.Loop() {
		w, err := extract.Read("a.ofd", data, extract.Options{})
		if err != nil || w.Origin[len(w.Origin)-1].Page != 20 {
			b.Fatal("not read", err)
		}
	}
}
