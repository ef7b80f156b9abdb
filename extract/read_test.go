package extract_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"jiaokan/extract"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	notice  = "关于实施职业教育“楚怡”行动的通知\r\n\r\n各市州人民政府：\r\n为推动我省职业教育高质量发展，现就有关事项通知如下。\r\n一、工作目标\r\n"
	statute = "公務人員保障法\n\n第一條　為保障公務人員之權益，特制定本法。\n第二條　本法所稱公務人員，係指法定機關依法任用之有給專任人員。\n"
)

func encode(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, c := range []struct{ name, data, text, encoding string }{
		{"plain", notice, notice, "utf-8"},
		{"BOM", "\ufeff" + notice, notice, "utf-8-bom"},
		{"ASCII", "1. one\n2. two\n", "1. one\n2. two\n", "utf-8"},
		{"GB18030", encode(t, simplifiedchinese.GB18030, notice), notice, "gb18030"},
		{"GB18030 of four bytes", encode(t, simplifiedchinese.GB18030, notice+"㐀𠀀"), notice + "㐀𠀀", "gb18030"},
		{"GBK in Traditional writing", encode(t, simplifiedchinese.GBK, statute), statute, "gb18030"},
		{"a title in GBK", encode(t, simplifiedchinese.GBK, "关于印发的通知"), "关于印发的通知", "gb18030"},
		{"Big5", encode(t, traditionalchinese.Big5, statute), statute, "big5"},
		{"a title in Big5", encode(t, traditionalchinese.Big5, "公務人員保障法"), "公務人員保障法", "big5"},
		{"UTF-16 with BOM", "\xff\xfe" + encode(t, le, notice), notice, "utf-16le-bom"},
		{"UTF-16 of big end with BOM", "\xfe\xff" + encode(t, be, notice), notice, "utf-16be-bom"},
		{"UTF-16", encode(t, le, notice), notice, "utf-16le"},
		{"UTF-16 of big end", encode(t, be, notice), notice, "utf-16be"},
		{"GB18030-2022", encode(t, simplifiedchinese.GB18030, notice) + "\xa6\xd9\xfe\x59", notice + "\ufe10\u9fb4", "gb18030"},
		{"characters made by the user", encode(t, simplifiedchinese.GB18030, notice) + "\xaa\xa1\xfe\xfe\xa1\x40\xa7\xa0\xa3\xa0\xd2\xbb", notice + "\ue000\ue4c5\ue4c6\ue765\u3000一", "gb18030"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := extract.Read("a.txt", []byte(c.data), extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if w.Text != c.text || w.Encoding != c.encoding || w.Loss != nil {
				t.Errorf("got %s %q, lost %v", w.Encoding, w.Text, w.Loss)
			}
			checkSpans(t, w)
		})
	}
}

func TestEncodingByName(t *testing.T) {
	data := []byte(encode(t, traditionalchinese.Big5, statute))
	w, err := extract.Read("a.txt", data, extract.Options{Encoding: "Big5"})
	if err != nil || w.Text != statute {
		t.Errorf("big5: %v", err)
	}
	for _, name := range []string{"utf-8", "latin-9"} {
		if _, err := extract.Read("a.txt", data, extract.Options{Encoding: name}); !errors.Is(err, extract.ErrEncoding) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTwins reads every text in its other encodings.
func TestTwins(t *testing.T) {
	for name, data := range realTexts(t) {
		text := string(data)
		for _, e := range []struct {
			name string
			encoding.Encoding
		}{{"gb18030", simplifiedchinese.GB18030}, {"big5", traditionalchinese.Big5}} {
			twin, err := e.NewEncoder().String(text)
			if err != nil {
				continue // Big5 has no Simplified characters
			}
			w, err := extract.Read(name, []byte(twin), extract.Options{})
			if err != nil {
				t.Errorf("%s in %s: %v", name, e.name, err)
			} else if w.Encoding != e.name || w.Text != text {
				t.Errorf("%s in %s: read as %s", name, e.name, w.Encoding)
			}
		}
	}
}

// TestRealGBK reads a page that a site serves in GBK.
func TestRealGBK(t *testing.T) {
	const name = "../../shared/data/formats/text/2012-治安管理处罚法.gbk.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Skip("SKIPPED: ", err)
	}
	w, err := extract.Read(name, data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if w.Encoding != "gb18030" || w.Loss != nil || !strings.Contains(w.Text, "第一条") {
		t.Errorf("read as %s, lost %v", w.Encoding, w.Loss)
	}
	checkSpans(t, w)
}

func TestLoss(t *testing.T) {
	for _, c := range []struct{ name, data string }{
		{"UTF-8 cut in a character", notice[:len(notice)-len("标\r\n")+1]},
		{"a broken byte", notice[:30] + "\xff" + notice[30:]},
		{"UTF-16 cut in a character", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), notice) + "\x00"},
		{"GB18030 with a broken byte", encode(t, simplifiedchinese.GB18030, notice) + "\xff\n"},
	} {
		w, err := extract.Read("a.txt", []byte(c.data), extract.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(w.Loss) != 1 || w.Slice(w.Loss[0].Span) != "\ufffd" {
			t.Errorf("%s: lost %v of %q", c.name, w.Loss, w.Text)
		}
		checkSpans(t, w)
	}
}

func TestBadInput(t *testing.T) {
	random := make([]byte, 4096)
	x := uint32(1)
	for i := range random {
		x = x*1664525 + 1013904223
		random[i] = byte(x >> 24)
	}
	for _, c := range []struct {
		name, data string
		kind       error
		text       string
	}{
		{"empty", "", extract.ErrEmpty, "read a.txt: no text"},
		{"blank", "\ufeff \r\n　　\n\u200b", extract.ErrEmpty, "read a.txt: no text"},
		{"NUL", notice + "\x00" + notice, extract.ErrBinary, "read a.txt: NUL at byte 181"},
		{"PDF", "%PDF-1.7\n", extract.ErrDamaged, "read a.txt: PDF: not a whole PDF file"},
		{"DOCX", "PK\x03\x04....[Content_Types].xml....word/document.xml", extract.ErrDamaged, "read a.txt: not a whole zip file (zip: not a valid zip file)"},
		{"OFD", "PK\x03\x04....OFD.xml", extract.ErrDamaged, "read a.txt: OFD: not a whole zip file (zip: not a valid zip file)"},
		{"ZIP", "PK\x03\x04....", extract.ErrFormat, "read a.txt: zip files are not read"},
		{"PNG", "\x89PNG\r\n\x1a\n", extract.ErrTool, "read a.txt: pictures of text need a recogniser"},
		{"control characters", strings.Repeat("a\x01", 40), extract.ErrBinary, "read a.txt: binary data: 40 control characters"},
		{"random", string(random), extract.ErrBinary, "read a.txt: binary data: 22 NUL bytes, the first at byte 102"},
		{"random without NUL", strings.ReplaceAll(string(random), "\x00", ""), extract.ErrEncoding, "read a.txt: bytes are text in no known encoding (UTF-8, UTF-16, GB18030, Big5)"},
		{"Latin-1", "d\xe9j\xe0 vu, caf\xe9, na\xefve", extract.ErrEncoding, "read a.txt: bytes are text in no known encoding (UTF-8, UTF-16, GB18030, Big5)"},
	} {
		_, err := extract.Read("a.txt", []byte(c.data), extract.Options{})
		if !errors.Is(err, c.kind) || err.Error() != c.text {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestFlow(t *testing.T) {
	w, err := extract.Read("a.txt", []byte("　　一、培育建设30个由政府、\r\n\r\n　　行业、企业 \n共同参与的集团。"), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := extract.Span{Lo: 0, Hi: len(w.Text)}
	if got, want := w.Flow(all), "　　一、培育建设30个由政府、行业、企业共同参与的集团。"; got != want {
		t.Errorf("got %q", got)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"../corpus/testdata/chuyi/000_1c7268e008740abf.txt", "../corpus/testdata/chuyi/004_484d152f479902b9.txt",
		"testdata/statute-chapter-section-article.txt", "testdata/halfwidth-brackets.txt", "testdata/decimal-is-no-label.txt", "testdata/embedded-plan-after-date.txt"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "")
		f.Add([]byte(encode(f, simplifiedchinese.GB18030, string(data))), "gbk")
	}
	f.Add([]byte(notice), "utf-8")
	f.Add([]byte(encode(f, traditionalchinese.Big5, statute)), "big5")
	f.Add([]byte("\xff\xfe"+encode(f, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), notice)), "")
	f.Add([]byte(encode(f, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), notice)), "utf-16be")
	f.Add([]byte("第十条之\n一（（一"), "")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		w, err := extract.Read("fuzz", data, extract.Options{Encoding: name})
		if err != nil {
			return
		}
		checkSpans(t, w)
		extract.Dump(w)
		for _, b := range w.Blocks() {
			w.Flow(b.Span)
		}
	})
}

func TestWitnessOfNothing(t *testing.T) {
	for _, text := range []string{"", "\n", " \n\n"} {
		if w := (&extract.Source{Text: text}).Witness(); len(w.Front)+len(w.Outline) > 0 {
			t.Errorf("%q has an outline", text)
		}
	}
}
