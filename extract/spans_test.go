package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"jiaokan/extract"

	"pgregory.net/rapid"
)

// tb is what checkSpans needs of a test, a property or a fuzz target.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkSpans checks what every other package relies on: blocks nest, siblings
// stand in the order of the text and do not overlap, labels and bodies lie
// inside in this order, and what no block covers is white space, or the marks that
// Markdown sets around headings.
func checkSpans(t tb, w *extract.Witness) {
	t.Helper()
	if !utf8.ValidString(w.Text) || strings.IndexByte(w.Text, 0) >= 0 {
		t.Fatalf("%s: text is not clean UTF-8", w.Name)
	}
	at := checkSiblings(t, w, w.Front, 0, len(w.Text))
	at = checkSiblings(t, w, w.Outline, at, len(w.Text))
	checkSpace(t, w, at, len(w.Text))
	for _, b := range w.Front {
		if len(b.Kids) > 0 {
			t.Fatalf("%s: %v of the front has kids", w.Name, b.Kind)
		}
	}
	for _, l := range w.Loss {
		_ = w.Slice(l.Span)
	}
}

func checkSiblings(t tb, w *extract.Witness, blocks []*extract.Block, at, hi int) int {
	t.Helper()
	for _, b := range blocks {
		if b.Span.Lo < at || b.Span.Hi > hi || b.Span.Len() <= 0 {
			t.Fatalf("%s: %s at %v is outside [%d,%d)", w.Name, b.Kind, b.Span, at, hi)
		}
		checkSpace(t, w, at, b.Span.Lo)
		if b.Label.Lo != b.Span.Lo || b.Label.Hi > b.Body.Lo || b.Body.Hi > b.Span.Hi || b.Label.Len() < 0 || b.Body.Len() < 0 {
			t.Fatalf("%s: label %v, body %v of %v", w.Name, b.Label, b.Body, b.Span)
		}
		if (b.Label.Len() > 0) != (b.Num.Style != extract.NoStyle) {
			t.Fatalf("%s: label %q is %v", w.Name, w.Slice(b.Label), b.Num)
		}
		checkSpace(t, w, b.Label.Hi, b.Body.Lo)
		body := w.Slice(b.Body)
		if !utf8.ValidString(body) || strings.TrimFunc(body, extract.Space) != body {
			t.Fatalf("%s: body %q begins or ends with white space or inside a character", w.Name, body)
		}
		end := checkSiblings(t, w, b.Kids, b.Body.Hi, b.Span.Hi)
		if end != b.Span.Hi {
			t.Fatalf("%s: %v ends behind its last part at %d", w.Name, b.Span, end)
		}
		at = b.Span.Hi
	}
	return at
}

func checkSpace(t tb, w *extract.Witness, lo, hi int) {
	t.Helper()
	for _, mark := range strings.FieldsFunc(w.Text[lo:hi], extract.Space) {
		if strings.Trim(mark, "#") != "" && strings.Trim(mark, "-") != "" && strings.Trim(mark, "=") != "" {
			t.Fatalf("%s: %q at %d is in no block", w.Name, w.Text[lo:hi], lo)
		}
	}
}

// realTexts returns the texts of the two notices and, where the shared data are
// there, of all others.
func realTexts(t testing.TB) map[string][]byte {
	texts := make(map[string][]byte)
	for _, glob := range []string{
		"../corpus/testdata/chuyi/*.txt",
		"../../shared/evalkit/notices/*.txt",
		"../../shared/data/law-witnesses/*/*.txt",
		"../../shared/data/tw-law-align/*/*.txt",
	} {
		files, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Logf("SKIPPED: no texts at %s", glob)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = data
		}
	}
	return texts
}

func TestSpansOfRealTexts(t *testing.T) {
	for name, data := range realTexts(t) {
		w, err := extract.Read(name, data, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkSpans(t, w)
		if len(w.Outline) == 0 {
			t.Errorf("%s: no outline", name)
		}
	}
}

// TestSpansOfDamage damages a notice as bad copies do and checks that whatever
// is read of it still fits together.
func TestSpansOfDamage(t *testing.T) {
	var texts []string
	for _, glob := range []string{"../corpus/testdata/chuyi/*.txt", "testdata/*.txt"} {
		files, _ := filepath.Glob(glob)
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(data))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := damage(t, rapid.SampledFrom(texts).Draw(t, "text"))
		w, err := extract.Read("damaged", []byte(text), extract.Options{})
		if err != nil {
			t.Skip(err)
		}
		if w.Text != text {
			t.Fatalf("text was rewritten")
		}
		checkSpans(t, w)
		extract.Dump(w)
	})
}

// damage wraps, cuts, repeats, and puts in marks and labels at random places.
func damage(t *rapid.T, text string) string {
	lines := strings.SplitAfter(text, "\n")
	lo := rapid.IntRange(0, len(lines)-1).Draw(t, "from")
	lines = lines[lo:min(len(lines), lo+rapid.IntRange(1, 30).Draw(t, "lines"))]
	runes := []rune(strings.Join(lines, ""))
	for range rapid.IntRange(0, 12).Draw(t, "strokes") {
		i := rapid.IntRange(0, len(runes)).Draw(t, "at")
		j := min(len(runes), i+rapid.IntRange(0, 40).Draw(t, "length"))
		switch rapid.IntRange(0, 4).Draw(t, "stroke") {
		case 0: // lost
			runes = append(runes[:i:i], runes[j:]...)
		case 1: // printed again
			runes = append(runes[:j:j], append([]rune(nil), runes[i:]...)...)
		case 2: // wrapped
			width := rapid.IntRange(1, 40).Draw(t, "width")
			var out []rune
			for k, r := range runes[i:] {
				if k > 0 && k%width == 0 {
					out = append(out, '\n')
				}
				out = append(out, r)
			}
			runes = append(runes[:i:i], out...)
		default: // put in
			s := rapid.SampledFrom([]string{"\n", "\r\n", "\r", "\f", "\u2028", "　　", "\u200b", "一、", "（一）", "1.", "（", "第", "第三条", "第三条之一",
				"①", "2018年10月27日", "（此件公开发布）", "附件", "目录", "关于印发方案的通知", "国办发〔2018〕1号", "国务院", "各部委：", "。", "“", "\t", "12", "十", "之"}).Draw(t, "piece")
			runes = append(runes[:i:i], append([]rune(s), runes[i:]...)...)
		}
	}
	return string(runes)
}
