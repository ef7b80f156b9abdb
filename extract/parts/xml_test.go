package parts_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// dump writes the tokens of data as one line, and the error that ends them.
func dump(data []byte) (string, error) {
	var b strings.Builder
	d := parts.NewDecoder(data)
	for {
		t, err := d.Next()
		if err != nil {
			if _, again := d.Next(); again != err {
				return "", fmt.Errorf("%v after %v", again, err)
			}
			if err == io.EOF {
				err = nil
			}
			return b.String(), err
		}
		switch t.Kind {
		case parts.Start:
			fmt.Fprintf(&b, "<{%s}%s", t.Space, t.Name)
			for _, a := range t.Attrs {
				fmt.Fprintf(&b, " {%s}%s=%q", a.Space, a.Name, a.Value)
			}
			b.WriteString(">")
		case parts.End:
			fmt.Fprintf(&b, "</{%s}%s>", t.Space, t.Name)
		case parts.Text:
			b.WriteString(t.Text)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, xml, want string }{
		{"an empty element", `<a/>`, `<{}a></{}a>`},
		{"namespaces", `<a xmlns="u" xmlns:p="v" p:x="1" y="2"><p:b xmlns:p="w"/><p:b/></a>`,
			`<{u}a {v}x="1" {}y="2"><{w}b></{w}b><{v}b></{v}b></{u}a>`},
		{"an undeclared prefix", `<p:a p:b="1"/>`, `<{p}a {p}b="1"></{p}a>`},
		{"a default taken back", `<a xmlns="u"><b xmlns=""/><c/></a>`, `<{u}a><{}b></{}b><{u}c></{u}c></{u}a>`},
		{"references", `<a b="&quot;&#x4e00;">&lt;&#19968;&amp;&gt;</a>`, `<{}a {}b="\"一"><一&></{}a>`},
		{"a forbidden reference", `<a>&#0;&#xD800;&#x110000;&#99999999999;</a>`, "<{}a>\ufffd\ufffd\ufffd\ufffd</{}a>"},
		{"forbidden characters", "<a>一\x00二\x0b三\xff四\uffff</a>", "<{}a>一\ufffd二\ufffd三\ufffd四\ufffd</{}a>"},
		{"line ends", "<a>1\r\n2\r3\n<![CDATA[4\r\n]]></a>", "<{}a>1\n2\n3\n4\n</{}a>"},
		{"CDATA", `<a><![CDATA[<b>&lt;]]></a>`, `<{}a><b>&lt;</{}a>`},
		{"what is no text", "\n<?xml version='1.0'?><!-- > --><a><!--x--><?y <z> ?></a>\n<!---->", `<{}a></{}a>`},
		{"white space in tags", "<a\n b = '\t1'\n></a >", `<{}a {}b="\t1"></{}a>`},
		{"an apostrophe in quotes", `<a b="'" c='">'/>`, `<{}a {}b="'" {}c="\">"></{}a>`},
	} {
		got, err := dump([]byte(c.xml))
		if got != c.want || err != nil {
			t.Errorf("%s: %s, %v", c.name, got, err)
		}
	}
}

func TestEncodings(t *testing.T) {
	const doc = `<a b="第一条">中华人民共和国</a>`
	const want = `<{}a {}b="第一条">中华人民共和国</{}a>`
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(`<?xml version="1.0" encoding="GBK"?>` + doc)
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String("<?xml version='1.0'  encoding='gb2312' standalone='yes'?>" + doc)
	big5, _ := traditionalchinese.Big5.NewEncoder().String(`<?xml version="1.0" encoding="Big5"?><a>第一條</a>`)
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(doc)
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(`<?xml version="1.0" encoding="UTF-16"?>` + doc)
	for _, c := range []struct{ name, data, want string }{
		{"BOM", "\ufeff" + doc, want},
		{"UTF-8 that says UTF-16", `<?xml version="1.0" encoding="UTF-16"?>` + doc, want},
		{"GBK", gbk, want},
		{"GB2312", gb, want},
		{"Big5", big5, `<{}a>第一條</{}a>`},
		{"UTF-16 with BOM", le, want},
		{"UTF-16 without", be, want},
		{"UTF-16 with half a character", le[:len(le)-9] + "\xd8" + le[len(le)-8:], "<{}a {}b=\"第一条\">中华人民共和国\ufffd/a>"},
	} {
		got, err := dump([]byte(c.data))
		if c.name == "UTF-16 with half a character" {
			if !utf8.ValidString(got) {
				t.Errorf("%s: %q, %v", c.name, got, err)
			}
			continue
		}
		if got != c.want || err != nil {
			t.Errorf("%s: %s, %v", c.name, got, err)
		}
	}
	if _, err := dump([]byte(`<?xml version="1.0" encoding="EBCDIC"?><a/>`)); !errors.Is(err, flaw.ErrDamaged) {
		t.Errorf("an unknown encoding: %v", err)
	}
}

func TestMalformed(t *testing.T) {
	laughs := `<!DOCTYPE a [<!ENTITY b "&c;&c;&c;"><!ENTITY c "&d;&d;&d;">]><a>&b;</a>`
	file := `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`
	for _, c := range []struct {
		name, xml string
		kind      error
		text      string
	}{
		{"nothing", "", flaw.ErrDamaged, "byte 0: no element"},
		{"only text", "a", flaw.ErrDamaged, "byte 0: text outside the document element"},
		{"text behind", "<a/>b", flaw.ErrDamaged, "byte 4: text outside the document element"},
		{"two roots", "<a/><b/>", flaw.ErrDamaged, "byte 4: a second document element"},
		{"no end", "<a><b>", flaw.ErrDamaged, "byte 6: ends inside <b>"},
		{"another end", "<a></b>", flaw.ErrDamaged, "byte 6: </b> ends no element"},
		{"an end too many", "<a/></a>", flaw.ErrDamaged, "byte 7: </a> ends no element"},
		{"a cut tag", "<a b='1'", flaw.ErrDamaged, "byte 8: bad attribute"},
		{"a cut attribute", "<a b='1", flaw.ErrDamaged, "byte 5: attribute without end"},
		{"no value", "<a b>", flaw.ErrDamaged, "byte 4: bad attribute"},
		{"no quotes", "<a b=1>", flaw.ErrDamaged, "byte 5: attribute without quotes"},
		{"a tag in a value", "<a b='<'/>", flaw.ErrDamaged, "byte 8: attribute without end"},
		{"a cut comment", "<a><!-- ", flaw.ErrDamaged, "byte 3: comment without end"},
		{"cut CDATA", "<a><![CDATA[ ]]", flaw.ErrDamaged, "byte 3: stray CDATA"},
		{"an unknown entity", "<a>&nbsp;</a>", flaw.ErrDamaged, "byte 3: unknown entity &nbsp;"},
		{"no entity", "<a>&</a>", flaw.ErrDamaged, "byte 3: & without ;"},
		{"no number", "<a>&#;</a>", flaw.ErrDamaged, "byte 3: unknown entity &#;"},
		{"billion laughs", laughs, flaw.ErrDamaged, "byte 0: a document type declaration, which no part may have"},
		{"an external entity", file, flaw.ErrDamaged, "byte 0: a document type declaration, which no part may have"},
		{"deep", strings.Repeat("<a>", 10000), flaw.ErrLimit, "more than 512 elements one in another"},
		{"broad", "<a" + strings.Repeat(" b=''", 10000) + "/>", flaw.ErrLimit, "an element with more than 1000 attributes"},
	} {
		if _, err := dump([]byte(c.xml)); !errors.Is(err, c.kind) || err.Error() != c.text {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestSkip(t *testing.T) {
	d := parts.NewDecoder([]byte(`<a><b><b/>x<b></b></b><c/>y</a>`))
	for _, want := range []string{"a", "b", "c"} {
		tok, err := d.Next()
		if err != nil || tok.Kind != parts.Start || tok.Name != want {
			t.Fatalf("%v, %v; want %s", tok, err, want)
		}
		if want != "a" {
			if err := d.Skip(); err != nil || d.Depth() != 1 {
				t.Fatalf("depth %d, %v", d.Depth(), err)
			}
		}
	}
	if tok, _ := d.Next(); tok.Text != "y" {
		t.Errorf("behind: %v", tok)
	}
	if err := parts.NewDecoder(nil).Skip(); !errors.Is(err, flaw.ErrDamaged) {
		t.Errorf("of nothing: %v", err)
	}
}

// FuzzDecoder holds that tokens are balanced and their text is sound, and that
// what the standard library's decoder takes, this one takes with the same text.
func FuzzDecoder(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a xmlns:p="u" p:b="&#x4e00;"><p:c/>一&amp;<![CDATA[<]]><!-- x --></a>`))
	f.Add([]byte("\xff\xfe<\x00a\x00/\x00>\x00"))
	f.Add([]byte(`<?xml version="1.0" encoding="gbk"?><a>` + "\xd2\xbb" + `</a>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := parts.NewDecoder(data)
		depth := 0
		var text strings.Builder
		for {
			tok, err := d.Next()
			if err != nil {
				if err == io.EOF && depth != 0 {
					t.Error("ends with open elements")
				}
				if err != io.EOF && !errors.Is(err, flaw.ErrDamaged) && !errors.Is(err, flaw.ErrLimit) {
					t.Error(err)
				}
				if err != io.EOF {
					return
				}
				break
			}
			switch tok.Kind {
			case parts.Start:
				depth++
			case parts.End:
				depth--
			case parts.Text:
				text.WriteString(tok.Text)
			}
			if depth != d.Depth() && tok.Kind != parts.Start {
				t.Errorf("depth %d, counted %d", d.Depth(), depth)
			}
			if !utf8.ValidString(tok.Text) || strings.ContainsRune(tok.Text, 0) {
				t.Errorf("text %q", tok.Text)
			}
		}
		if bytes.Contains(data, []byte("encoding")) || bytes.IndexByte(data, 0) >= 0 {
			return // the peer has only UTF-8
		}
		peer := xml.NewDecoder(strings.NewReader(string(data)))
		var theirs strings.Builder
		for {
			tok, err := peer.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				return
			}
			if c, ok := tok.(xml.CharData); ok {
				theirs.Write(c)
			}
		}
		if got, want := strings.TrimSpace(text.String()), strings.TrimSpace(theirs.String()); got != want {
			t.Errorf("read %q, encoding/xml %q", got, want)
		}
	})
}

func BenchmarkDecoder(b *testing.B) {
	doc := []byte("<w:body xmlns:w='u'>" + strings.Repeat(`<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr><w:t>为推动我省职业教育高质量发展</w:t></w:r></w:p>`, 3000) + "</w:body>")
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		d := parts.NewDecoder(doc)
		for {
			if _, err := d.Next(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}
