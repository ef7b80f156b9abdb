package ofd

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// BenchmarkRead reads a document of 20 pages as writers make them: 22 lines of
// 28 characters a page, each line a TextObject with its steps written out.
func BenchmarkRead(b *testing.B) {
	data := pages(b, 20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		docs, err := Read(data)
		if err != nil || len(docs[0].Pages) != 20 || len(docs[0].Pages[19].Runs) != 22 {
			b.Fatal("not read", err)
		}
	}
}

func pages(tb testing.TB, n int) []byte {
	line := "为贯彻落实国家职业教育改革实施方案有关要求，现就通知如下"
	var lines, list strings.Builder
	for i := range 22 {
		fmt.Fprintf(&lines, `<ofd:TextObject ID="%d" Boundary="28 %.3f 156 5.644" Font="3" Size="5.644"><ofd:FillColor Value="0 0 0"/><ofd:CGTransform CodePosition="0" CodeCount="28" GlyphCount="28"><ofd:Glyphs>%s</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4.851" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
			100+i, 37+10.2*float64(i), strings.Repeat("1234 ", 28), strings.Repeat("5.573 ", 27), line)
	}
	files := []txtar.File{
		{Name: "OFD.xml", Data: []byte(`<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)},
		{Name: "Doc_0/PublicRes.xml", Data: []byte(`<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋_GB2312"/></ofd:Fonts></ofd:Res>`)},
	}
	for i := range n {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, i+1, i)
		files = append(files, txtar.File{
			Name: fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i),
			Data: []byte(`<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="2">` + lines.String() + `</ofd:Layer></ofd:Content></ofd:Page>`),
		})
	}
	files = append(files, txtar.File{Name: "Doc_0/Document.xml", Data: []byte(`<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>` + list.String() + `</ofd:Pages></ofd:Document>`)})
	return pack(tb, files)
}
