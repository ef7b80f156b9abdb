package extract_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"jiaokan/extract"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// What one file may cost, on a machine that has other work to do.
const (
	mostTime   = 10 * time.Second
	mostMemory = 512 << 20
)

// faults are what an error of Read may be.
var faults = []error{
	extract.ErrEmpty, extract.ErrBinary, extract.ErrEncoding, extract.ErrFormat, extract.ErrDamaged,
	extract.ErrLocked, extract.ErrLimit, extract.ErrTool,
}

// A cage is a folder in which files are read that may want to write or read
// others. The test works deep inside it, so that a way out of its folder still
// leads into the cage.
type cage struct {
	root, secret string
	opt          extract.Options
}

// whisper is in a file that no document may fetch.
const whisper = "此文件内容不得出现"

func newCage(t *testing.T) *cage {
	c := &cage{root: t.TempDir(), opt: extract.Options{PDF: engine(t)}}
	work := filepath.Join(c.root, "a", "b", "c", "work")
	if err := os.MkdirAll(work, 0o755); err != nil {
		t.Fatal(err)
	}
	c.secret = filepath.Join(work, "secret.txt")
	if err := os.WriteFile(c.secret, []byte(whisper), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(work)
	t.Setenv("TMPDIR", work)
	return c
}

// read reads a file and holds the result against what every reader promises.
func (c *cage) read(t *testing.T, data string) error {
	t.Helper()
	peak := watchMemory()
	began := time.Now()
	w, err := extract.Read("a", []byte(data), c.opt)
	took := time.Since(began)
	if grown := peak(); grown > mostMemory {
		t.Errorf("took %d MB", grown>>20)
	}
	if took > mostTime {
		t.Errorf("took %v", took)
	}
	if err != nil {
		if !slices.ContainsFunc(faults, func(kind error) bool { return errors.Is(err, kind) }) {
			t.Errorf("an error of no kind: %v", err)
		}
		return err
	}
	checkSpans(t, w)
	text := w.Text
	for _, o := range w.Origin {
		text += o.Apart
	}
	for _, l := range w.Loss {
		text += l.What
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		t.Errorf("no valid text: %.100q", text)
	}
	if strings.Contains(text, whisper) {
		t.Error("another file was read")
	}
	return nil
}

// empty reports files that were written into the cage.
func (c *cage) empty(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(c.root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path != c.secret {
			t.Errorf("%s was written", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// watchMemory samples the heap until the function it returns is called, which
// says how much it grew at most, garbage included.
func watchMemory() (peak func() uint64) {
	heap := func() uint64 {
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(s)
		return s[0].Value.Uint64()
	}
	runtime.GC()
	before, most := heap(), uint64(0)
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			most = max(most, heap())
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-done
		return max(most, heap(), before) - before
	}
}

const (
	docxHead = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	docxTail = `</w:body></w:document>`
	docxText = `<w:p><w:r><w:t>一、总体要求</w:t></w:r></w:p>`
	docxRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

	ofdText = `<ofd:TextObject Boundary="28 37 156 6" Size="5.6"><ofd:TextCode X="0" Y="5" DeltaX="g 5 5.6">一、总体要求</ofd:TextCode></ofd:TextObject>`
)

// aDOCX makes a Word file: what stands before the root of its main part, and
// what is in its body.
func aDOCX(t testing.TB, prolog, body string, more ...string) string {
	return zipped(t, append([]string{
		`[Content_Types].xml=<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		`_rels/.rels=` + docxRels,
		`word/document.xml=<?xml version="1.0"?>` + prolog + docxHead + body + docxTail,
	}, more...)...)
}

// anOFD makes an OFD file of one page: what stands before the root of the page,
// and what is drawn on it.
func anOFD(t testing.TB, prolog, page string, more ...string) string {
	const ns = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	return zipped(t, append([]string{
		`OFD.xml=<ofd:OFD` + ns + `><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		`Doc_0/Document.xml=<ofd:Document` + ns + `><ofd:Pages><ofd:Page ID="1" BaseLoc="Content.xml"/></ofd:Pages></ofd:Document>`,
		`Doc_0/Content.xml=<?xml version="1.0"?>` + prolog + `<ofd:Page` + ns + `><ofd:Content><ofd:Layer>` + page + `</ofd:Layer></ofd:Content></ofd:Page>`,
	}, more...)...)
}

// aPDF makes a PDF of the given objects, the first of which is the catalog.
func aPDF(objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.String()
}

func stream(s string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(s), s)
}

var pdfPage = []string{
	"<< /Type /Catalog /Pages 2 0 R >>",
	"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
	stream("BT /F 16 Tf 77 700 Td (1. General requirements) Tj ET"),
	"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
}

// smallFiles returns a small file of every format that can be made here.
func smallFiles(t testing.TB) map[string]string {
	page := `<html><head><meta charset="utf-8"><title>通知</title></head><body><p>各市州人民政府：</p><p>一、总体要求</p></body></html>`
	picture := image.NewGray(image.Rect(0, 0, 64, 64))
	var pngFile, jpegFile bytes.Buffer
	if err := errors.Join(png.Encode(&pngFile, picture), jpeg.Encode(&jpegFile, picture, nil)); err != nil {
		t.Fatal(err)
	}
	scan := `<html><head><meta name="ocr-system" content="tesseract"></head><body><div class="ocr_page" title="bbox 0 0 2480 3508"><span class="ocr_line" title="bbox 300 300 600 360"><span class="ocrx_word" title="bbox 300 300 600 360; x_wconf 90">一、总体要求</span></span></div></body></html>`
	return map[string]string{
		"text":    notice,
		"gb18030": encode(t, simplifiedchinese.GB18030, notice),
		"docx":    aDOCX(t, "", docxText+docxText),
		"ofd":     anOFD(t, "", ofdText),
		"pdf":     aPDF(pdfPage...),
		"html":    page,
		"mhtml":   "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + "\r\n--b--\r\n",
		"hocr":    scan,
		"rtf":     `{\rtf1\ansi 1. General requirements\par}`,
		"doc":     "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504),
		"odt":     zipped(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml=<a/>"),
		"epub":    zipped(t, "mimetype=application/epub+zip", "a.xhtml=<a/>"),
		"png":     pngFile.String(),
		"jpeg":    jpegFile.String(),
		"tiff":    "II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00",
	}
}

// TestSmallFiles keeps the files honest that the tests below damage: those that
// can be read without other programs are.
func TestSmallFiles(t *testing.T) {
	c := newCage(t)
	for name, data := range smallFiles(t) {
		err := c.read(t, data)
		switch name {
		case "rtf", "doc", "odt", "epub", "png", "jpeg", "tiff":
			if err == nil {
				t.Errorf("%s: read without another program", name)
			}
		default:
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	c.empty(t)
}

// TestDamagedFiles reads files that are cut at each tenth, or have bits turned.
func TestDamagedFiles(t *testing.T) {
	c := newCage(t)
	files := smallFiles(t)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	random := rand.New(rand.NewPCG(4, 9704))
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			data := files[name]
			for tenth := range 10 {
				c.read(t, data[:len(data)*tenth/10])
			}
			for range 30 {
				bent := []byte(data)
				for range 1 + random.IntN(4) {
					bent[random.IntN(len(bent))] ^= 1 << random.IntN(8)
				}
				c.read(t, string(bent))
			}
		})
	}
	c.empty(t)
}

// TestHostileFiles reads files that were made to do harm. Readers have tables of
// their own; here is what can be tried on several.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a gigabyte and ten seconds")
	}
	c := newCage(t)
	spaces := strings.Repeat(" ", 100<<20)
	entities := `<!DOCTYPE a [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">`
	for i := 'b'; i < 'k'; i++ {
		entities += fmt.Sprintf(`<!ENTITY %c "%s">`, i, strings.Repeat(fmt.Sprintf("&%c;", i-1), 10))
	}
	entities += `]>`
	outside := `<!DOCTYPE a [<!ENTITY j SYSTEM "file://` + filepath.ToSlash(c.secret) + `"><!ENTITY % p SYSTEM "secret.txt">%p;]>`
	deep := func(open, inside, end string) string {
		return strings.Repeat(open, 10_000) + inside + strings.Repeat(end, 10_000)
	}
	slip := []string{`../../slip.xml=<a/>`, `/slip.xml=<a/>`, `..\..\slip.xml=<a/>`, `C:\slip.xml=<a/>`, "a\x00b=<a/>", strings.Repeat("d/", 30000) + "x=<a/>"}
	pages := func(object string) string { return aPDF(append([]string{pdfPage[0], object}, pdfPage[2:]...)...) }

	for _, f := range []struct {
		name string
		data func() string
	}{
		{"docx that unpacks to 100 MB", func() string { return aDOCX(t, "", docxText+spaces) }},
		{"ofd that unpacks to 100 MB", func() string { return anOFD(t, "", ofdText+spaces) }},
		{"docx with parts of 100 MB", func() string {
			return aDOCX(t, "", docxText, "word/styles.xml="+spaces, "word/numbering.xml="+spaces, "word/footnotes.xml="+spaces)
		}},
		{"docx in docx in docx", func() string {
			inner := aDOCX(t, "", docxText)
			for range 30 {
				inner = aDOCX(t, "", docxText+`<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c"/>`,
					`word/_rels/document.xml.rels=<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="a.docx"/></Relationships>`,
					`word/a.docx=`+inner)
			}
			return inner
		}},
		{"ofd in ofd", func() string {
			inner := anOFD(t, "", ofdText)
			for range 30 {
				inner = anOFD(t, "", ofdText, "Doc_0/Attachs/a.ofd="+inner)
			}
			return inner
		}},
		{"ofd with as many runs as are read", func() string {
			var b strings.Builder
			for i := range 200_000 {
				fmt.Fprintf(&b, `<TextObject Boundary="%d %d 9 9" Size="3"><TextCode X="0" Y="3">a</TextCode></TextObject>`, i%500/2, i/700)
			}
			return anOFD(t, "", b.String())
		}},
		{"ofd with runs on one spot", func() string {
			return anOFD(t, "", strings.Repeat(`<TextObject Boundary="9 9 9 9" Size="3"><TextCode X="0" Y="3">a</TextCode></TextObject>`, 200_000))
		}},
		{"docx with names that leave it", func() string { return aDOCX(t, "", docxText, slip...) }},
		{"ofd with names that leave it", func() string { return anOFD(t, "", ofdText, slip...) }},
		{"docx that refers to a file", func() string {
			rel := `<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" TargetMode="External" Target="file://` + filepath.ToSlash(c.secret) + `"/>`
			return aDOCX(t, "", docxText+`<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c"/>`,
				`word/_rels/document.xml.rels=<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rel+`</Relationships>`)
		}},
		{"html that refers to a file", func() string {
			return `<html><body><p>一、总体要求</p><iframe src="secret.txt"></iframe><object data="file://` + filepath.ToSlash(c.secret) + `"></object><p>正文</p></body></html>`
		}},
		{"docx with a bomb of entities", func() string { return aDOCX(t, entities, `<w:p><w:r><w:t>&j;</w:t></w:r></w:p>`) }},
		{"ofd with a bomb of entities", func() string { return anOFD(t, entities, strings.Replace(ofdText, "总体", "&j;", 1)) }},
		{"html with a bomb of entities", func() string { return entities + "<html><body><p>一、&j;&j;&j;</p></body></html>" }},
		{"docx with an outer entity", func() string { return aDOCX(t, outside, `<w:p><w:r><w:t>一&j;</w:t></w:r></w:p>`) }},
		{"ofd with an outer entity", func() string { return anOFD(t, outside, strings.Replace(ofdText, "总体", "&j;", 1)) }},
		{"html with an outer entity", func() string { return outside + "<html><body><p>一、&j;</p></body></html>" }},
		{"deep docx", func() string { return aDOCX(t, "", deep("<w:tbl><w:tr><w:tc>", docxText, "</w:tc></w:tr></w:tbl>")) }},
		{"deep ofd", func() string { return anOFD(t, "", deep("<ofd:PageBlock>", ofdText, "</ofd:PageBlock>")) }},
		{"deep html", func() string { return "<html><body>" + deep("<div>", "<p>一、总体要求</p>", "</div>") }},
		{"deep hocr", func() string {
			return `<html><div class="ocr_page" title="bbox 0 0 9 9">` + deep(`<div class="ocr_carea">`, "一", "</div>")
		}},
		{"deep rtf", func() string { return `{\rtf1` + deep("{", "1", "}") }},
		{"pdf with a page that is its own parent", func() string { return pages("<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1000000000 >>") }},
		{"pdf with pages deep inside", func() string {
			objects := []string{pdfPage[0]}
			for i := range 10_000 {
				objects = append(objects, fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R] /Count 1 >>", i+3))
			}
			return aPDF(append(objects, "<< /Type /Page /MediaBox [0 0 9 9] >>")...)
		}},
		{"pdf with deep arrays", func() string { return pages(deep("[", "3 0 R", "]")) }},
		{"pdf with a content of its own", func() string {
			return aPDF(pdfPage[0], pdfPage[1], pdfPage[2], "<< /Length 4 0 R /Filter [/FlateDecode /FlateDecode] >>\nstream\nx\nendstream")
		}},
		{"pdf that draws itself", func() string {
			return aPDF(pdfPage[0], pdfPage[1],
				"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
				stream(strings.Repeat("/X Do ", 100)),
				"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream")
		}},
		{"a zip of nothing but names", func() string {
			parts := []string{"word/document.xml"}
			for i := range 20_000 {
				parts = append(parts, fmt.Sprint("word/", i))
			}
			return zipped(t, parts...)
		}},
		{"nothing but NUL", func() string { return strings.Repeat("\x00", 16<<20) }},
		{"one line of 16 MB", func() string { return strings.Repeat("一", 16<<20/3) }},
		{"line breaks", func() string { return "一" + strings.Repeat("\n", 16<<20) }},
		{"labels", func() string { return strings.Repeat("一、\n（一）\n1.\n", 200_000) }},
	} {
		t.Run(f.name, func(t *testing.T) {
			t.Log(c.read(t, f.data()))
		})
	}
	c.empty(t)
}
