package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"
)

// wordFile makes a DOCX of the content of its body.
func wordFile(t *testing.T, body string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.docx")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	_, err = z.Create("[Content_Types].xml")
	if err != nil {
		t.Fatal(err)
	}
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// TestRevisions reads a Word file with a tracked change in each way that
// --revisions has, and one without as one witness in all.
func TestRevisions(t *testing.T) {
	changed := wordFile(t, `<w:p><w:r><w:t>职业院校</w:t></w:r><w:del w:id="1"><w:r><w:delText>30</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t>所</w:t></w:r></w:p>`)
	plain := wordFile(t, `<w:p><w:r><w:t>职业院校20所</w:t></w:r></w:p>`)
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for _, c := range []struct {
		revisions, file string
		want            []string
	}{
		{revisionsAccept, changed, []string{"职业院校20所"}},
		{revisionsReject, changed, []string{"职业院校30所"}},
		{revisionsBoth, changed, []string{"职业院校20所", "职业院校30所"}},
		{revisionsBoth, plain, []string{"职业院校20所"}},
	} {
		a := newApp(nil, null, null, null)
		a.revisions = c.revisions
		ws, err := a.readAll([]string{c.file})
		if err != nil || len(ws) != len(c.want) {
			t.Errorf("%s: %d witnesses, %v", c.revisions, len(ws), err)
			continue
		}
		names := map[string]bool{}
		for i, w := range ws {
			names[w.Name] = true
			if got := w.Slice(w.Outline[0].Span); got != c.want[i] {
				t.Errorf("%s: got %q, want %q", c.revisions, got, c.want[i])
			}
		}
		if len(names) != len(ws) {
			t.Errorf("%s: two witnesses of one name", c.revisions)
		}
	}
}
