package pdf_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract/pdf"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var update = flag.Bool("update", false, "write the samples and what is read of them anew")

// samples are files named for the trouble they show. They lie in testdata, so
// that package extract reads them too; this is what makes them.
var samples = map[string]func() *file{
	"sentence-over-pages": func() *file {
		f := newFile()
		r := fonts(f.song("UniGB-UCS2-H"))
		f.page(r, show(122, 700, 22, "关于实施楚怡行动的通知")+
			show(122, 640, 16, "为深入贯彻习近平总书记关于职业教育的重要指示精神，大")+
			show(90, 612, 16, "力弘扬黄炎培和楚怡精神，推动我省职业教育高质量发展，经省")+
			show(280, 60, 14, "— 1 —"))
		f.page(r, show(90, 740, 16, "人民政府同意，现通知如下。")+
			show(122, 712, 16, "一、工作目标")+
			show(122, 684, 16, "（一）到2025年，建设30个职业教育集团，形成示范，带动全")+
			show(90, 656, 16, "省。")+
			show(280, 60, 14, "— 2 —"))
		return f
	},
	"gbk-cmap": func() *file {
		f := newFile()
		text, err := simplifiedchinese.GBK.NewEncoder().String("关于印发《方案》的通知")
		if err != nil {
			panic(err)
		}
		f.page(fonts(f.song("GBK-EUC-H")), fmt.Sprintf("BT /F1 16 Tf 90 700 Td <%x> Tj ET", text))
		return f
	},
	"written-downwards": func() *file {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-V")), show(500, 760, 16, "关于印发楚怡行动方案的通知")+
			show(470, 728, 16, "为推动我省职业教育高质量发展，经省人民政府同意，现就有关事项通")+
			show(440, 760, 16, "知如下。"))
		return f
	},
	"page-turned": func() *file {
		// The text runs upwards, and the page is turned so that it is upright.
		f := newFile()
		f.page("/Rotate 90 "+fonts(f.song("UniGB-UCS2-H")), "BT /F1 16 Tf 0 1 -1 0 100 90 Tm "+utf16Hex("第一行在上，")+" Tj ET BT /F1 16 Tf 0 1 -1 0 130 90 Tm "+utf16Hex("第二行在下。")+" Tj ET")
		return f
	},
	"text-turned": func() *file {
		// A table laid sideways on an upright page.
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), "BT /F1 16 Tf 0 1 -1 0 100 90 Tm "+utf16Hex("第一行在左，")+" Tj ET BT /F1 16 Tf 0 1 -1 0 130 90 Tm "+utf16Hex("第二行在右。")+" Tj ET")
		return f
	},
	"cropped": func() *file {
		f := newFile()
		f.page("/MediaBox [0 0 700 900] /CropBox [50 40 645 882] "+fonts(f.song("UniGB-UCS2-H")), show(140, 740, 16, "关于印发的通知")+show(60, 10, 8, "印刷标记"))
		return f
	},
	"scan-with-text-below": func() *file {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), picture+"BT 3 Tr /F1 16 Tf 90 700 Td "+utf16Hex("关于印发的通知")+" Tj ET")
		return f
	},
	"scan": func() *file {
		f := newFile()
		f.page("", picture)
		return f
	},
	"page-without-text": func() *file {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知"))
		f.page("", picture)
		return f
	},
	"bold-by-printing-twice": func() *file {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "一、工作目标")+show(90.4, 700, 16, "一、工作目标")+
			show(90, 670, 16, "人人")+show(90.3, 670.3, 16, "人")+show(106.3, 670.3, 16, "人")+show(122, 670, 16, "有责"))
		return f
	},
	"codes-without-meaning": func() *file {
		f := newFile()
		n := f.song("Identity-H")
		f.objects[n-2] = strings.Replace(f.objects[n-2], "(GB1)", "(Identity)", 1)
		f.page(fonts(n), "BT /F1 16 Tf 90 700 Td <0001000200030FFF1FFF> Tj ET")
		return f
	},
	"private-tounicode": func() *file {
		f := newFile()
		f.page(fonts(f.mapped("<e000> <e0ff> <e100>")), "BT /F1 16 Tf 90 700 Td <e000e001e002e003e004e005> Tj ET")
		return f
	},
	"radicals-for-characters": func() *file {
		f := newFile()
		f.page(fonts(f.mapped("<2e00> <2eff> <2e00>", "<2f00> <2fff> <2f00>", "<3000> <30ff> <3000>", "<5e00> <5eff> <5e00>", "<6c00> <6cff> <6c00>", "<6500> <65ff> <6500>")), show(90, 700, 16, "⼀、⻓沙市⼈⺠政⼒"))
		return f
	},
	"type3": func() *file {
		f := newFile()
		cmap := f.stream("", toUnicode(1, "<41> <42> <7532>"))
		glyph := f.stream("", []byte("1000 0 0 0 750 750 d1 0 0 750 750 re f"))
		n := f.add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a %d 0 R /b %d 0 R >> /Encoding << /Type /Encoding /Differences [65 /a /b] >> /FirstChar 65 /LastChar 66 /Widths [1000 1000] /ToUnicode %d 0 R /Resources << >> >>", glyph, glyph, cmap)
		f.page(fonts(n), "BT /F1 16 Tf 90 700 Td (AB) Tj ET")
		return f
	},
	"open-to-all-readers": func() *file {
		f := newFile()
		f.open = true
		f.page(fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知"))
		return f
	},
	"what-is-beside": func() *file {
		f := newFile()
		data := f.stream("/Type /EmbeddedFile", []byte("附件"))
		spec := f.add("<< /Type /Filespec /F (a.txt) /EF << /F %d 0 R >> >>", data)
		f.catalog = fmt.Sprintf("/Names << /EmbeddedFiles << /Names [(a.txt) %d 0 R] >> >>", spec)
		field := f.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (text) /Rect [90 600 200 620] >>")
		note := f.add("<< /Type /Annot /Subtype /Text /Contents (note) /Rect [300 600 320 620] >>")
		f.page(fmt.Sprintf("/Annots [%d 0 R %d 0 R %d 0 R] ", field, note, note)+fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知"))
		return f
	},
	"watermark": func() *file {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知")+"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm "+utf16Hex("内部资料")+" Tj ET\n"+show(90, 670, 16, "各市州人民政府："))
		return f
	},
}

// picture is a picture that covers the page.
const picture = "q 595 0 0 842 0 0 cm BI /W 8 /H 8 /BPC 1 /CS /G ID \x00\x7e\x42\x5a\x5a\x42\x7e\x00 EI Q\n"

// mapped adds a font whose codes, of two bytes, mean what a range says.
func (f *file) mapped(bfranges ...string) int {
	n := f.song("Identity-H")
	cmap := f.stream("", toUnicode(2, bfranges...))
	f.objects[n-1] = strings.TrimSuffix(f.objects[n-1], ">>") + fmt.Sprintf("/ToUnicode %d 0 R >>", cmap)
	return n
}

func toUnicode(size int, bfranges ...string) []byte {
	return fmt.Appendf(nil, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <%s> <%s> endcodespacerange %d beginbfrange %s endbfrange endcmap end end",
		strings.Repeat("00", size), strings.Repeat("ff", size), len(bfranges), strings.Join(bfranges, " "))
}

// TestSamples reads each sample and compares what there is of it.
func TestSamples(t *testing.T) {
	e := engine(t)
	for name, make := range samples {
		t.Run(name, func(t *testing.T) {
			data := make().bytes()
			golden(t, name+".pdf", data)
			doc, err := e.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".txt", dump(doc))
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s", diff.Diff(name, want, "got", got))
	}
}

// dump writes a document for people.
func dump(doc *pdf.Document) []byte {
	var b bytes.Buffer
	for i, p := range doc.Pages {
		fmt.Fprintf(&b, "page %d of %.0f × %.0f: %d characters, %d unread", i+1, p.Width, p.Height, p.Chars, p.Unread)
		for _, r := range p.Pictures {
			fmt.Fprintf(&b, ", picture %.0f %.0f %.0f %.0f", r.X0, r.Y0, r.X1, r.Y1)
		}
		if p.Drawn {
			b.WriteString(", shapes")
		}
		if p.Damaged {
			b.WriteString(", damaged")
		}
		for _, l := range p.Loss {
			b.WriteString(", " + l.What)
		}
		b.WriteByte('\n')
		for _, r := range p.Runs {
			fmt.Fprintf(&b, "%6.1f %6.1f %6.1f %6.1f  %4.1f %s", r.X0, r.Y0, r.X1, r.Y1, r.Size, r.Font)
			if r.Angle != 0 {
				fmt.Fprintf(&b, " turned %d", r.Angle)
			}
			fmt.Fprintf(&b, " %q\n", r.Text)
		}
	}
	for _, l := range doc.Loss {
		b.WriteString("lost: " + l.What + "\n")
	}
	return b.Bytes()
}
