package extract_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestDOCX reads the cases of testdata/docx. Their sections are the parts of a
// file (see docxFile), and what is read from it:
//
//	text, text rejected   with tracked changes accepted, and rejected
//	origin                each Origin: its part, line and text; ~ before what stands apart
//	loss                  each Loss, with what stands at it
//	error
func TestDOCX(t *testing.T) {
	names, err := filepath.Glob("testdata/docx/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			data := docxFile(t, ar)
			w, err := extract.Read("a.docx", data, extract.Options{})
			checked := 0
			for i := range ar.Files {
				f := &ar.Files[i]
				var got string
				switch {
				case f.Name == "error":
					got = fmt.Sprintln(err)
				case !strings.Contains("text, text rejected, origin, loss", f.Name):
					continue
				case err != nil:
					t.Fatal(err)
				case f.Name == "text":
					got = w.Text
				case f.Name == "text rejected":
					before, err := extract.Read("a.docx", data, extract.Options{RejectRevisions: true})
					if err != nil {
						t.Fatal(err)
					}
					checkSource(t, before)
					got = before.Text
				case f.Name == "origin":
					got = dumpOrigins(w)
				case f.Name == "loss":
					got = dumpLosses(w)
				}
				checked++
				if *update {
					f.Data = []byte(got)
				} else if got != string(f.Data) {
					t.Errorf("%s", diff.Diff("want", f.Data, "got", []byte(got)))
				}
			}
			if checked == 0 {
				t.Error("nothing is checked")
			}
			if err == nil {
				checkSource(t, w)
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// checkSource checks what Source promises of Origin and Loss, and the spans of
// the outline.
func checkSource(t tb, w *extract.Witness) {
	t.Helper()
	checkSpans(t, w)
	at := 0
	for _, o := range w.Origin {
		if o.Span.Lo < at || o.Span.Hi < o.Span.Lo || o.Span.Hi > len(w.Text) {
			t.Fatalf("origin %v after %d of %d", o.Span, at, len(w.Text))
		}
		if (o.Apart != "") != (o.Span.Len() == 0) {
			t.Fatalf("origin %v of %s: apart %q", o.Span, o.Part, o.Apart)
		}
		at = o.Span.Hi
	}
	at = 0
	for _, l := range w.Loss {
		if l.Span.Lo < at || l.Span.Hi < l.Span.Lo || l.Span.Hi > len(w.Text) || l.What == "" {
			t.Fatalf("loss %v after %d of %d", l, at, len(w.Text))
		}
		at = l.Span.Lo
	}
}

func dumpOrigins(w *extract.Witness) string {
	var b strings.Builder
	for _, o := range w.Origin {
		text := w.Slice(o.Span)
		if o.Apart != "" {
			text = "~ " + o.Apart
		}
		fmt.Fprintf(&b, "%s %d: %s\n", o.Part, o.Line, strings.ReplaceAll(text, "\n", "⏎"))
	}
	return b.String()
}

// lossLine is a Loss with its kind: "picture: page 1: 2 pictures".
func lossLine(l extract.Loss) string {
	if l.Kind == "" {
		return l.String()
	}
	return string(l.Kind) + ": " + l.String()
}

func dumpLosses(w *extract.Witness) string {
	var b strings.Builder
	for _, l := range w.Loss {
		line := 1 + strings.Count(w.Text[:l.Span.Lo], "\n")
		fmt.Fprintf(&b, "line %d, %q: %s\n", line, w.Slice(l.Span), lossLine(l))
	}
	return b.String()
}

// docxFile zips the sections of a case. One with a slash in its name is a part
// as it stands. The others are what is inside the root of a part, which is made
// around it: body, styles, numbering, comments, footnotes, endnotes, header1,
// footer1 … Every part is related to the document under its name.
func docxFile(t testing.TB, ar *txtar.Archive) []byte {
	t.Helper()
	const names = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
	const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	type part struct{ name, text string }
	types := part{"[Content_Types].xml", "<Types/>"}
	top := part{"_rels/.rels", `<Relationships><Relationship Id="d" Type="` + kinds + `officeDocument" Target="word/document.xml"/></Relationships>`}
	var all []part
	rels := ""
	given := map[string]bool{}
	for _, f := range ar.Files {
		given[f.Name] = true
		text := string(f.Data)
		relate := func(kind, target string) {
			rels += fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"/>`, path.Base(f.Name), kinds, kind, target)
		}
		switch kind := strings.TrimRight(f.Name, "0123456789"); kind {
		case "body":
			all = append(all, part{"word/document.xml", "<w:document " + names + "><w:body>" + text + "</w:body></w:document>"})
		case "styles", "numbering", "comments", "footnotes", "endnotes", "header", "footer":
			root := map[string]string{"header": "hdr", "footer": "ftr"}[kind]
			if root == "" {
				root = kind
			}
			relate(kind, f.Name+".xml")
			all = append(all, part{"word/" + f.Name + ".xml", "<w:" + root + " " + names + ">" + text + "</w:" + root + ">"})
		default:
			if strings.Contains(f.Name, "/") {
				relate("aFChunk", "/"+f.Name)
				all = append(all, part{f.Name, text})
			}
		}
	}
	for _, p := range []part{types, top, {"word/_rels/document.xml.rels", "<Relationships>" + rels + "</Relationships>"}} {
		if !given[p.name] {
			all = append(all, p)
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range all {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, p.text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// docxBody returns a file with that inside w:body, and nothing else.
func docxBody(t testing.TB, body string) []byte {
	return docxFile(t, &txtar.Archive{Files: []txtar.File{{Name: "body", Data: []byte(body)}}})
}
