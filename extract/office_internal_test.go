package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// compoundFile makes a compound file with streams of one sector chain each. A
// name "a/b" lies in a storage a.
func compoundFile(streams map[string][]byte, order ...string) []byte {
	le := binary.LittleEndian
	const sector, free, end = 512, 0xffffffff, 0xfffffffe
	entry := func(name string, kind byte, right, child, start, size uint32) []byte {
		e := make([]byte, entryBytes)
		for i, u := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*i:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66] = kind
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], right)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], size)
		return e
	}
	// sectors: the table, the directory, the streams
	fat := []uint32{0xfffffffd, end}
	var body []byte
	dir := entry("Root Entry", 5, free, 1, end, 0)
	var below []byte // entries in storages, behind those in the root
	for i, name := range order {
		right := uint32(i + 2)
		if i == len(order)-1 {
			right = free
		}
		storage, inner, deep := strings.Cut(name, "/")
		if deep {
			dir = append(dir, entry(storage, 1, right, uint32(len(order)+1+len(below)/entryBytes), 0, 0)...)
			below = append(below, entry(inner, 2, free, free, end, 0)...)
			continue
		}
		data := streams[name]
		dir = append(dir, entry(name, 2, right, free, uint32(len(fat)), uint32(len(data)))...)
		for lo := 0; lo < len(data); lo += sector {
			fat = append(fat, uint32(len(fat)+1))
			body = append(body, make([]byte, sector)...)
			copy(body[len(body)-sector:], data[lo:])
		}
		if len(data) > 0 {
			fat[len(fat)-1] = end
		}
	}
	dir = append(dir, below...)
	out := make([]byte, 3*sector)
	copy(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(out[30:], 9)
	le.PutUint32(out[48:], 1)
	le.PutUint32(out[68:], end)
	for i := range 109 {
		le.PutUint32(out[76+4*i:], free)
	}
	le.PutUint32(out[76:], 0)
	for i := range sector / 4 {
		le.PutUint32(out[sector+4*i:], free)
	}
	for i, n := range fat {
		le.PutUint32(out[sector+4*i:], n)
	}
	copy(out[2*sector:], dir)
	return append(out, body...)
}

// word is the beginning of a document of Word, encrypted or not.
func word(encrypted bool) []byte {
	d := make([]byte, 4096)
	binary.LittleEndian.PutUint16(d, 0xa5ec)
	if encrypted {
		binary.LittleEndian.PutUint16(d[10:], 0x100)
	}
	return d
}

func TestCompound(t *testing.T) {
	whole := compoundFile(map[string][]byte{"WordDocument": word(false)}, "WordDocument", "1Table")
	if Sniff(whole) != DOC {
		t.Fatal("not told to be a compound file")
	}
	circle := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(circle[512+4:], 1)
	table := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(table[68:], 1)
	copy(table[2*512+508:], "\x01\x00\x00\x00")
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"a document", whole, nil},
		{"with a spreadsheet in it", compoundFile(map[string][]byte{"WordDocument": word(false)}, "ObjectPool/Workbook", "WordDocument"), nil},
		{"locked", compoundFile(map[string][]byte{"WordDocument": word(true)}, "WordDocument"), ErrLocked},
		{"a locked docx", compoundFile(nil, "EncryptionInfo", "EncryptedPackage"), ErrLocked},
		{"a spreadsheet", compoundFile(nil, "Workbook"), ErrFormat},
		{"a spreadsheet with a document in it", compoundFile(nil, "MBD0001/WordDocument", "Workbook"), ErrFormat},
		{"slides", compoundFile(nil, "PowerPoint Document"), ErrFormat},
		{"nothing known", compoundFile(nil, "Strange"), ErrFormat},
		{"a head only", whole[:512], ErrDamaged},
		{"cut in the directory", whole[:2*512+100], ErrDamaged},
		{"cut in the head", whole[:100], ErrDamaged},
		{"cut before the document", whole[:3*512], ErrDamaged},
		{"a directory in a circle", circle, ErrDamaged},
		{"a list of tables in a circle", table, nil},
		{"an empty document", compoundFile(map[string][]byte{"WordDocument": {}}, "WordDocument"), ErrDamaged},
		{"a document without a head", compoundFile(map[string][]byte{"WordDocument": make([]byte, 4096)}, "WordDocument"), ErrDamaged},
	} {
		if err := wordDocument(c.data); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// FuzzCompound wants no panic and no long search, whatever the tables say.
func FuzzCompound(f *testing.F) {
	f.Add(compoundFile(map[string][]byte{"WordDocument": word(false)}, "WordDocument", "1Table"))
	f.Add(compoundFile(nil, "MBD0001/WordDocument", "Workbook"))
	f.Fuzz(func(_ *testing.T, data []byte) { _ = wordDocument(data) })
}

// zipped makes a zip file of names and contents in turn.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Store // readable in the bytes, as mimetype must be
		if len(parts[i+1]) > 1<<20 {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const odtMime = "application/vnd.oasis.opendocument.text"

// TestOffice looks at what readOffice asks of its converter, and makes of what
// that gives.
func TestOffice(t *testing.T) {
	odt := zipped(t, "mimetype", odtMime, "content.xml", "<a/>")
	docx := zipped(t, "[Content_Types].xml", "<Types/>", "word/document.xml",
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>一、工作目标</w:t></w:r></w:p></w:body></w:document>`)
	w, err := Read("a.odt", odt, Options{Convert: func(f Format, data []byte) ([]byte, error) {
		if f != ODT || !bytes.Equal(data, odt) {
			t.Errorf("asked to convert %s", f)
		}
		return docx, nil
	}})
	if err != nil || strings.TrimSpace(w.Text) != "一、工作目标" || w.Format != "odt" {
		t.Errorf("got %+v, %v", w, err)
	}
	for _, c := range []struct {
		name    string
		data    []byte
		convert func(Format, []byte) ([]byte, error)
		want    error
	}{
		{"no converter", odt, nil, ErrTool},
		{"a converter that fails", odt, func(Format, []byte) ([]byte, error) { return nil, errors.New("no power") }, ErrTool},
		{"a converter that makes something else", odt, func(Format, []byte) ([]byte, error) { return []byte("%PDF-1.4"), nil }, ErrTool},
		{"a locked ODT", zipped(t, "mimetype", odtMime, "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "x"), nil, ErrLocked},
		{"an ODT without content", zipped(t, "mimetype", odtMime), nil, ErrDamaged},
		{"an ODT with a bomb", zipped(t, "mimetype", odtMime, "content.xml", strings.Repeat("\x00", 70<<20)), nil, ErrLimit},
		{"RTF without a converter", []byte(`{\rtf1 a}`), nil, ErrTool},
	} {
		if _, err := Read("a", c.data, Options{Convert: c.convert}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

const container = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`

func TestEPUB(t *testing.T) {
	opf := `<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="b" href="text/two.xhtml"/><item id="a" href="one%20.xhtml"/><item id="c" href="gone.xhtml"/><item id="css" href="a.css"/>
</manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="a"/></spine></package>`
	one := `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>书名</title></head><body><p>关于做好工作的通知</p><p>一、工作目标</p></body></html>`
	two := `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>二、主要任务</p></body></html>`
	mime := "application/epub+zip"
	book := zipped(t, "mimetype", mime, "META-INF/container.xml", container, "OEBPS/book.opf", opf, "OEBPS/one .xhtml", one, "OEBPS/text/two.xhtml", two)
	w, err := Read("a.epub", book, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(w.Text); len(got) != 3 || got[0] != "关于做好工作的通知" || got[2] != "二、主要任务" || w.Format != "epub" {
		t.Errorf("got %q", w.Text)
	}
	if len(w.Loss) != 1 || !strings.Contains(w.Loss[0].What, "chapter") {
		t.Errorf("lost %v", w.Loss)
	}
	locked := `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/two.xhtml"/></CipherData></EncryptedData></encryption>`
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"no container", zipped(t, "mimetype", mime), ErrDamaged},
		{"no book", zipped(t, "mimetype", mime, "META-INF/container.xml", container), ErrDamaged},
		{"no chapters", zipped(t, "mimetype", mime, "META-INF/container.xml", container, "OEBPS/book.opf", "<package/>"), ErrDamaged},
		{"no chapter is there", zipped(t, "mimetype", mime, "META-INF/container.xml", container, "OEBPS/book.opf", opf), ErrDamaged},
		{"locked", zipped(t, "mimetype", mime, "META-INF/container.xml", container, "META-INF/encryption.xml", locked, "OEBPS/book.opf", opf, "OEBPS/text/two.xhtml", two), ErrLocked},
		{"cut", book[:len(book)/2], ErrDamaged},
	} {
		if _, err := Read("a.epub", c.data, Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
