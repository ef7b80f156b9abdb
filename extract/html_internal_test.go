package extract

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var markdownLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// markdownless returns s without white space and the marks of Markdown.
func markdownless(s string) string {
	s = markdownLink.ReplaceAllString(s, "$1")
	return bareText(strings.NewReplacer("#", "", "*", "", "\\", "", "-", "").Replace(s))
}

// TestAltChunks reads the MHTML that the statutes of the data keep their text in,
// letter for letter.
func TestAltChunks(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/formats/zh-law-docx-pdf-md/*.docx")
	if len(files) == 0 {
		t.Skip("SKIPPED: no shared data")
	}
	for _, name := range files {
		gold, err := os.ReadFile(strings.TrimSuffix(name, "docx") + "md")
		if err != nil {
			t.Fatal(err)
		}
		page, charset, err := mhtmlRoot(altChunk(t, name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s, err := htmlLines(page, charset)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if markdownless(s.Text) != markdownless(string(gold)) {
			t.Errorf("%s: text differs", name)
		}
	}
}

func altChunk(t *testing.T, docx string) []byte {
	z, err := zip.OpenReader(docx)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	r, err := z.Open("word/afchunk.mht")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPagesOfTheStateCouncil reads the pages of the government's site: by the
// name of the box that holds the document, and as if no name were known. Both
// must give the notice, line by line.
func TestPagesOfTheStateCouncil(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/formats/gov-html/*.html")
	if len(files) == 0 {
		t.Skip("SKIPPED: no shared data")
	}
	for _, name := range files {
		gold, err := os.ReadFile("../../shared/evalkit/notices/" + strings.TrimSuffix(filepath.Base(name), "html") + "txt")
		if err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, _, err := decodePage(page, "", "")
		if err != nil {
			t.Fatal(err)
		}
		root, err := parseHTML(d.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, known := range []bool{true, false} {
			l := breakLines(root, false)
			s := l.source(choose(l, root, known), d, "")
			if got, want := trimmedLines(s.Text), trimmedLines(string(gold)); got != want {
				t.Errorf("%s (known %v): got\n%s\nwant\n%s", name, known, got, want)
			}
		}
	}
}

// TestUnknownSites reads the cases of pages as if no name of a box were known.
func TestUnknownSites(t *testing.T) {
	files, err := filepath.Glob("testdata/html/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if a.Files[0].Name != "page.html" {
			continue
		}
		d, _, err := decodePage(a.Files[0].Data, "", "")
		if err != nil {
			t.Fatal(err)
		}
		root, err := parseHTML(d.text)
		if err != nil {
			t.Fatal(err)
		}
		l := breakLines(root, false)
		got := l.source(choose(l, root, false), d, "").Text
		if want := strings.ReplaceAll(string(a.Files[2].Data), "␣", "\u00a0"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// trimmedLines returns the lines of s that are not blank, without white space
// around them and with plain spaces in them.
func trimmedLines(s string) string {
	var b strings.Builder
	for l := range strings.Lines(s) {
		if l = strings.TrimFunc(l, Space); l != "" {
			b.WriteString(strings.ReplaceAll(l, "\u00a0", " ") + "\n")
		}
	}
	return b.String()
}

func TestQuotedPrintable(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"=E4=B8=80", "一"},
		{"=e4=b8=80", "一"},
		{"a=\r\nb=\nc= \t\r\nd", "abcd"},
		{"一=3D1", "一=1"},
		{"href=\"x\" a=b", "href=\"x\" a=b"},
		{"x=", "x="},
		{"x=4", "x=4"},
		{"x==41", "x=A"},
		{"", ""},
	} {
		if got := string(unquote([]byte(c.in))); got != c.out {
			t.Errorf("%q: got %q, want %q", c.in, got, c.out)
		}
	}
}

func TestBase64(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"5LiA", "一"},
		{"5L\r\niA==\r\n", "一"},
		{"5Li", "\xe4\xb8"},
		{"5LiA5", "一"},
		{"", ""},
	} {
		if got := string(unbase64([]byte(c.in))); got != c.out {
			t.Errorf("%q: got %q, want %q", c.in, got, c.out)
		}
	}
}
