package extract_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestHostileDOCX reads files that are made to do harm. Each must be read, or
// give its error, within 10 s. What bounds the memory is maxMarks and the limits
// of package parts; the worst of these takes 350 MB.
func TestHostileDOCX(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: makes large files")
	}
	const p = "<w:p><w:r><w:t>一</w:t></w:r></w:p>"
	parts := func(files ...string) []byte {
		ar := &txtar.Archive{}
		for i := 0; i < len(files); i += 2 {
			ar.Files = append(ar.Files, txtar.File{Name: files[i], Data: []byte(files[i+1])})
		}
		return docxFile(t, ar)
	}
	nest := func(n int, tag string) string {
		return strings.Repeat("<w:"+tag+">", n) + strings.Repeat("</w:"+tag+">", n)
	}
	numbered := func(level string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`
	}
	const list = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="-99999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9%"/></w:lvl>` +
		`<w:lvl w:ilvl="99"><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>` +
		`<w:lvlOverride w:ilvl="-7"><w:startOverride w:val="3"/></w:lvlOverride><w:lvlOverride w:ilvl="0"><w:startOverride w:val="2000000000"/></w:lvlOverride></w:num>`
	const circle = `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="a"/><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	const circleStyle = `<w:style w:styleId="a" w:type="numbering"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`

	for _, c := range []struct {
		name string
		data []byte
		kind error  // or
		text string // the beginning of it
	}{
		{"a part of 80 MB", bomb(t, 80<<20), extract.ErrLimit, ""},
		{"10000 deep", docxBody(t, nest(10000, "sdt")), extract.ErrLimit, ""},
		{"tables 500 deep", docxBody(t, p+nest(500, "tbl")+p), nil, "一\n一\n"},
		{"cells 120 deep", docxBody(t, strings.Repeat("<w:tbl><w:tr><w:tc>"+p+"</w:tc><w:tc>", 120)+p+strings.Repeat("</w:tc></w:tr></w:tbl>", 120)), nil, "一\t一\t一\t"},
		{"a million pictures", docxBody(t, "<w:p>"+strings.Repeat("<w:control/>", 2e6)+"</w:p>"), extract.ErrLimit, ""},
		{"a million paragraphs", docxBody(t, strings.Repeat(p, 1e6)), extract.ErrLimit, ""},
		{"half a million paragraphs", docxBody(t, strings.Repeat(p, 5e5)), nil, "一\n一\n一\n"},
		{"a million changes in a paragraph", docxBody(t, "<w:p>"+strings.Repeat("<w:del><w:r><w:t>一</w:t></w:r></w:del>", 1e6)+"<w:r><w:t>二</w:t></w:r></w:p>"), nil, "二\n"},
		{"every other character deleted", docxBody(t, "<w:p>"+strings.Repeat("<w:del><w:t>一</w:t></w:del><w:t>二</w:t>", 1e6)+"</w:p>"), extract.ErrLimit, ""},
		{"half a million paragraphs joined", docxBody(t, strings.Repeat("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", 5e5)), nil, "一一一"},
		{"a million fields begun", docxBody(t, p+"<w:p>"+strings.Repeat(`<w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText>`, 6e5)+"</w:p>"), nil, "一\n"},
		{"text in a million pieces", docxBody(t, "<w:p><w:t>"+strings.Repeat("一<!---->", 1e6)+"</w:t></w:p>"), nil, "一一一"},
		{"a cell of a billion columns", docxBody(t, `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>`+p+`</w:tc><w:tc>`+p+`</w:tc></w:tr></w:tbl>`), nil, "一\t一\n"},
		{"cells and rows by themselves", docxBody(t, "<w:tc>"+p+"</w:tc><w:tr>"+p+"</w:tr><w:t>二</w:t>"), nil, "一\n一\n二\n"},
		{"absurd levels and starts", parts("numbering", list, "body", numbered("0")+numbered("99")+numbered("-1")+numbered("9999999999999999999")), nil, "32767% 一\n一\n一\n一\n"},
		{"a list that is its own style", parts("numbering", circle, "styles", circleStyle, "body", numbered("0")), nil, "一\n"},
		{"labels of a megabyte", parts("numbering", strings.Replace(list, `"%1%2%9%"`, `"`+strings.Repeat("%1", 1<<19)+`"`, 1), "body", strings.Repeat(numbered("0"), 1e5)), extract.ErrLimit, ""},
		{"a million lists", parts("numbering", manyOf(1e6, `<w:num w:numId="%d"/>`), "body", numbered("0")), extract.ErrLimit, ""},
		{"a million styles", parts("styles", manyOf(1e6, `<w:style w:styleId="%d"/>`), "body", p), extract.ErrLimit, ""},
		{"a million comments", parts("comments", manyOf(5e5, `<w:comment w:id="%d"/>`), "body", p), extract.ErrLimit, ""},
		{"a million notes", docxBody(t, "<w:p>"+manyOf(1e6, `<w:footnoteReference w:id="%d"/>`)+"</w:p>"), extract.ErrLimit, ""},
		{"styles a thousand deep", parts("numbering", list, "styles", manyOf(1e3, `<w:style w:styleId="%[1]d"><w:basedOn w:val="0%[1]d"/></w:style><w:style w:styleId="0%[1]d"><w:basedOn w:val="%[2]d"/></w:style>`),
			"body", strings.Repeat(`<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`, 1e5)), nil, "一\n"},
		{"the same page a million times", parts("word/a.html", "<html>"+strings.Repeat("<p>"+strings.Repeat("一", 300)+"</p>", 1e3)+"</html>", "body", strings.Repeat(`<w:altChunk r:id="a.html"/>`, 1e6)), extract.ErrLimit, ""},
		{"a document in itself", russianDoll(t, 6), extract.ErrLimit, ""},
		{"a document in a document", russianDoll(t, 2), nil, "一\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			w, err := extract.Read("a.docx", c.data, extract.Options{})
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if c.kind != nil || err != nil {
				if !errors.Is(err, c.kind) {
					t.Errorf("got %v", err)
				}
				return
			}
			if !strings.HasPrefix(w.Text, c.text) {
				t.Errorf("got %.60q", w.Text)
			}
			checkSource(t, w)
		})
	}
}

// manyOf repeats a format with the numbers from 1 to n, and the number after each.
func manyOf(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("%d", strconv.Itoa(i+1), "%[1]d", strconv.Itoa(i+1), "%[2]d", strconv.Itoa(i+2)).Replace(format))
	}
	return b.String()
}

// bomb returns a file whose document is size zeros, packed as often as zip can
// pack them.
func bomb(t *testing.T, size int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "word/document.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "word/document.xml" {
			io.CopyN(w, zeroes{}, size)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeroes struct{}

func (zeroes) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// russianDoll returns n documents, each put in the next.
func russianDoll(t *testing.T, n int) []byte {
	data := docxBody(t, "<w:p><w:r><w:t>一</w:t></w:r></w:p>")
	for range n {
		data = docxFile(t, &txtar.Archive{Files: []txtar.File{{Name: "word/inner.docx", Data: data}, {Name: "body", Data: []byte(`<w:altChunk r:id="inner.docx"/>`)}}})
	}
	return data
}

// TestDuplicateParts reads a file with two documents: the first counts, as the
// directory names them.
func TestDuplicateParts(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range []string{"[Content_Types].xml", "word/document.xml", "Word\\Document.xml"} {
		w, _ := z.Create(name)
		fmt.Fprintf(w, `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:body></w:document>`, i)
	}
	z.Close()
	w, err := extract.Read("a.docx", b.Bytes(), extract.Options{})
	if err != nil || w.Text != "1\n" {
		t.Errorf("%v, %v", w, err)
	}
}

// TestDamagedDOCX cuts a file everywhere and flips bits of it. What was done to
// it must not go unseen: either it is an error or the text is whole.
func TestDamagedDOCX(t *testing.T) {
	data := docxBody(t, "<w:p><w:r><w:t>为推动我省职业教育高质量发展</w:t></w:r></w:p>")
	whole, err := extract.Read("a.docx", data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, data []byte) {
		w, err := extract.Read("a.docx", data, extract.Options{})
		if err == nil && w.Text != whole.Text && w.Loss == nil {
			t.Errorf("%s: %q", what, w.Text)
		}
	}
	for n := 4; n < len(data); n++ { // shorter, it is no zip file but a text
		check(fmt.Sprintf("cut at %d", n), data[:n])
	}
	for i := range data {
		for bit := range 8 {
			data[i] ^= 1 << bit
			if string(data[:4]) == "PK\x03\x04" {
				check(fmt.Sprintf("bit %d of byte %d", bit, i), data)
			}
			data[i] ^= 1 << bit
		}
	}
}
