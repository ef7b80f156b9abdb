package extract_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzDOCX reads the bytes of a file.
func FuzzDOCX(f *testing.F) {
	names, _ := filepath.Glob("testdata/docx/*.txtar")
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(docxFile(f, ar), false)
	}
	f.Fuzz(fuzzDOCX)
}

// FuzzDOCXParts reads a file with these parts.
func FuzzDOCXParts(f *testing.F) {
	names, _ := filepath.Glob("testdata/docx/*.txtar")
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		part := map[string]string{}
		for _, s := range ar.Files {
			part[s.Name] = string(s.Data)
		}
		f.Add(part["body"], part["styles"], part["numbering"], part["footnotes"]+part["header1"], false)
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering, other string, reject bool) {
		ar := &txtar.Archive{}
		for _, p := range []struct{ name, text string }{{"body", body}, {"styles", styles}, {"numbering", numbering},
			{"footnotes", other}, {"comments", other}, {"header1", other}, {"word/page.html", other}} {
			ar.Files = append(ar.Files, txtar.File{Name: p.name, Data: []byte(p.text)})
		}
		fuzzDOCX(t, docxFile(t, ar), reject)
	})
}

// fuzzDOCX holds that every error is one of the package's, and that of what is
// read all spans slice.
func fuzzDOCX(t *testing.T, data []byte, reject bool) {
	w, err := extract.Read("a.docx", data, extract.Options{RejectRevisions: reject})
	if err == nil {
		checkSource(t, w)
		return
	}
	for _, kind := range []error{extract.ErrEmpty, extract.ErrBinary, extract.ErrEncoding, extract.ErrFormat, extract.ErrDamaged, extract.ErrLocked, extract.ErrLimit, extract.ErrTool} {
		if errors.Is(err, kind) {
			return
		}
	}
	t.Error(err)
}

// BenchmarkDOCX reads a document of 20 pages as Word writes it: 28 characters in
// a line, 22 lines on a page (GB/T 9704), each paragraph in several runs with
// their properties, a number on every third.
func BenchmarkDOCX(b *testing.B) {
	run := func(text string) string {
		return `<w:r w:rsidRPr="00A77B3E"><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋" w:hint="eastAsia"/><w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	var body strings.Builder
	const lines = 20 * 22
	for i := 0; i < lines/4; i++ {
		number := ""
		if i%3 == 0 {
			number = fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, i%2)
		}
		body.WriteString(`<w:p w14:paraId="5F3A2B1C" w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w:rsidP="00C01234"><w:pPr><w:pStyle w:val="a3"/>` + number +
			`<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:pPr>`)
		for range 8 {
			body.WriteString(run("为推动我省职业教育高质量发展，") + `<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>`)
		}
		body.WriteString("</w:p>")
	}
	const level = `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%s"/></w:lvl>`
	data := docxFile(b, &txtar.Archive{Files: []txtar.File{
		{Name: "numbering", Data: []byte(`<w:abstractNum w:abstractNumId="0">` + fmt.Sprintf(level, 0, "%1、") + fmt.Sprintf(level, 1, "（%2）") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)},
		{Name: "body", Data: []byte(body.String())},
	}})
	b.SetBytes(int64(body.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := extract.Read("a.docx", data, extract.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
