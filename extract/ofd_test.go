package extract_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"
	"jiaokan/extract/flaw"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// ofdCase returns the file and the text of a case of package ofd.
func ofdCase(t testing.TB, name string) (data []byte, text string) {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("ofd", "testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, f := range ar.Files {
		parts = append(parts, f.Name+"="+string(f.Data))
		if f.Name == "text" {
			text = string(f.Data)
		}
	}
	return []byte(zipped(t, parts...)), text
}

// TestOFDNotice reads a notice as it is archived: paragraphs are whole, also over
// the page; page numbers, the watermark and the seal are no text.
func TestOFDNotice(t *testing.T) {
	data, want := ofdCase(t, "notice")
	w, err := extract.Read("a.ofd", data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(shown(want), shown(w.Text)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	apart := ""
	for _, o := range w.Origin {
		if o.Apart != "" {
			apart += o.Part + " " + o.Apart + "\n"
		}
		if strings.Contains(w.Slice(o.Span), "据恢复演练") && o.Page != 2 {
			t.Errorf("page %d", o.Page)
		}
	}
	for _, want := range []string{"— 1 —", "— 2 —", "watermark 内部资料"} {
		if !strings.Contains(apart, want) {
			t.Errorf("%q is not set apart, but %q", want, apart)
		}
	}
	if len(w.Loss) != 1 || w.Loss[0].String() != "page 2: a seal" || w.Loss[0].Kind != flaw.Seal {
		t.Errorf("lost %v", w.Loss)
	}
	checkSpans(t, w)
}

// shown returns the lines of text that are not blank, without white space at
// their ends.
func shown(text string) []string {
	var ls []string
	for l := range strings.Lines(text) {
		if l = strings.TrimFunc(l, extract.Space); l != "" {
			ls = append(ls, l)
		}
	}
	return ls
}

// TestOFDDocuments: no sentence runs from one document of a file into the next,
// and pages are counted on.
func TestOFDDocuments(t *testing.T) {
	data, _ := ofdCase(t, "two-documents")
	w, err := extract.Read("a.ofd", data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"第一份", "第二份"}, shown(w.Text)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if last := w.Origin[len(w.Origin)-1]; last.Page != 2 {
		t.Errorf("the second document is on page %d", last.Page)
	}
	checkSpans(t, w)
}

// TestOFDSamples reads all files of the data.
func TestOFDSamples(t *testing.T) {
	names, _ := filepath.Glob("../../shared/data/formats/ofd/*.ofd")
	if len(names) == 0 {
		t.Skip("SKIPPED: no ../../shared/data/formats/ofd")
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w, err := extract.Read(name, data, extract.Options{})
		if strings.HasSuffix(name, "__h.ofd") { // nothing but rectangles
			if err == nil {
				t.Errorf("%s: text %q", name, w.Text)
			}
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		checkSpans(t, w)
	}
}

// scannedOFD is a file of A4 pages, each what the page says: an object of its
// Content.xml. The pictures 10, 11 and 12 are a page in PNG, what is none, and
// one that is said to be too large.
func scannedOFD(t *testing.T, pages ...string) []byte {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 1240, 1754))); err != nil {
		t.Fatal(err)
	}
	large := bytes.Clone(picture.Bytes())
	binary.BigEndian.PutUint32(large[16:], 100000)
	binary.BigEndian.PutUint32(large[20:], 100000)
	binary.BigEndian.PutUint32(large[29:], crc32.ChecksumIEEE(large[12:29]))
	parts := []string{
		"OFD.xml=<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
		"R.xml=<Res><MultiMedias><MultiMedia ID='10'><MediaFile>a.png</MediaFile></MultiMedia><MultiMedia ID='11'><MediaFile>b.jb2</MediaFile></MultiMedia><MultiMedia ID='12'><MediaFile>c.png</MediaFile></MultiMedia></MultiMedias></Res>",
		"a.png=" + picture.String(), "b.jb2=\x97JB2\r\n\x1a\n", "c.png=" + string(large),
	}
	refs := ""
	for i, p := range pages {
		refs += fmt.Sprintf("<Page ID='%d' BaseLoc='P%d.xml'/>", i+1, i)
		parts = append(parts, fmt.Sprintf("P%d.xml=<Page><Content><Layer>%s</Layer></Content></Page>", i, p))
	}
	parts = append(parts, "D.xml=<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><DocumentRes>R.xml</DocumentRes></CommonData><Pages>"+refs+"</Pages></Document>")
	return []byte(zipped(t, parts...))
}

// Pages of scannedOFD.
const (
	ofdScan   = "<ImageObject ResourceID='10' Boundary='0 0 210 297' CTM='210 0 0 297 0 0'/>"
	ofdHalf   = "<ImageObject ResourceID='10' Boundary='105 148.5 105 148.5' CTM='105 0 0 148.5 0 0'/>"
	ofdTurned = "<ImageObject ResourceID='10' Boundary='0 0 210 297' CTM='0 297 -210 0 210 0'/>"
	ofdJBIG2  = "<ImageObject ResourceID='11' Boundary='0 0 210 297' CTM='210 0 0 297 0 0'/>"
	ofdBomb   = "<ImageObject ResourceID='12' Boundary='0 0 210 297' CTM='210 0 0 297 0 0'/>"
	ofdLost   = "<ImageObject ResourceID='13' Boundary='0 0 210 297' CTM='210 0 0 297 0 0'/>"
	ofdLogo   = "<ImageObject ResourceID='10' Boundary='5 5 20 20' CTM='20 0 0 20 0 0'/>"
	ofdLine   = "<TextObject Boundary='30 30 100 6' Size='5.6'><TextCode X='0' Y='5' DeltaX='g 6 5.6'>关于印发的通知</TextCode></TextObject>"
)

// TestOFDPictures wants the pictures of pages without text recognised, what is
// read to stand where they do, and all else to be told.
func TestOFDPictures(t *testing.T) {
	hocr := func([]byte) ([]byte, error) {
		// of A4 at 135 dpi, in which it is shown the picture
		return []byte("<div class='ocr_page' title='bbox 0 0 1116 1578'><span class='ocr_line' title='bbox 135 135 270 165'><span class='ocrx_word' title='bbox 135 135 270 165; x_wconf 90'>看图识字</span></span></div>"), nil
	}
	fails := func([]byte) ([]byte, error) { return nil, errors.New("killed") }
	nothing := func([]byte) ([]byte, error) {
		return []byte("<div class='ocr_page' title='bbox 0 0 10 10'></div>"), nil
	}
	for _, c := range []struct {
		name      string
		pages     []string
		recognize func([]byte) ([]byte, error)
		text      string
		lost      string
		err       error
	}{
		{"a scan", []string{ofdScan}, hocr, "看图识字\n", "", nil},
		{"a scan behind text", []string{ofdLine, ofdScan}, hocr, "关于印发的通知\n看图识字\n", "", nil},
		{"text over a scan", []string{ofdLine + ofdScan}, hocr, "关于印发的通知\n", "picture: page 1: a picture", nil},
		{"a scan with a logo", []string{ofdLogo + ofdScan}, hocr, "看图识字\n", "picture: page 1: a picture", nil},
		{"nobody to read it", []string{ofdScan, ""}, nil, "", "", extract.ErrTool},
		{"nobody to read it behind text", []string{ofdLine, ofdScan}, nil, "关于印发的通知\n", "unrecognised: page 2: a picture without text", nil},
		{"a recogniser that fails", []string{ofdScan, ofdScan}, fails, "", "", extract.ErrTool},
		{"a recogniser that fails behind text", []string{ofdLine, ofdScan, ofdScan}, fails, "关于印发的通知\n", "unrecognised: page 2: not recognised: killed; unrecognised: page 3: a picture without text", nil},
		{"nothing is read", []string{ofdLine, ofdScan}, nothing, "关于印发的通知\n", "illegible: page 2: only 0 characters were recognised", nil},
		{"turned", []string{ofdLine, ofdTurned}, hocr, "关于印发的通知\n", "unrecognised: page 2: a picture that is not read: it is turned", nil},
		{"JBIG2", []string{ofdLine, ofdJBIG2}, hocr, "关于印发的通知\n", "unrecognised: page 2: a picture that is not read: image: unknown format", nil},
		{"a bomb", []string{ofdLine, ofdBomb}, hocr, "关于印发的通知\n", "unrecognised: page 2: a picture that is not read: picture of 100000 × 100000 pixels", nil},
		{"no such part", []string{ofdLine, ofdLost}, hocr, "关于印发的通知\n", "unrecognised: page 2: a picture that is not read: no such part", nil},
		{"nothing that can be read", []string{ofdBomb}, hocr, "", "", extract.ErrEmpty},
	} {
		w, err := extract.Read("a.ofd", scannedOFD(t, c.pages...), extract.Options{Recognize: c.recognize})
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil {
			continue
		}
		checkSpans(t, w)
		var lost []string
		for _, l := range w.Loss {
			lost = append(lost, lossLine(l))
		}
		if got := strings.Join(lost, "; "); w.Text != c.text || got != c.lost {
			t.Errorf("%s: %q, lost %s", c.name, w.Text, got)
		}
	}
	w, err := extract.Read("a.ofd", scannedOFD(t, ofdHalf), extract.Options{Recognize: hocr})
	if err != nil {
		t.Fatal(err)
	}
	if b := w.Origin[0].Box; math.Abs(b.X0-(297.6+72)) > 2 || math.Abs(b.Y0-(420.9+72)) > 2 || w.Origin[0].Page != 1 || len(w.Origin[0].Sure) != 4 {
		t.Errorf("read at %+v", w.Origin[0])
	}
}

// BenchmarkOFD reads a notice of 20 pages.
func BenchmarkOFD(b *testing.B) {
	ar, err := txtar.ParseFile(filepath.Join("ofd", "testdata", "notice.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	var parts []string
	for _, f := range ar.Files {
		content := string(f.Data)
		if head, rest, ok := strings.Cut(content, "<ofd:Pages>"); ok {
			pages, tail, _ := strings.Cut(rest, "</ofd:Pages>")
			content = head + "<ofd:Pages>" + strings.Repeat(pages, 10) + "</ofd:Pages>" + tail
		}
		parts = append(parts, f.Name+"="+content)
	}
	data := []byte(zipped(b, parts...))
	b.ReportAllocs()
	for b.Loop() {
		w, err := extract.Read("a.ofd", data, extract.Options{})
		if err != nil || w.Origin[len(w.Origin)-1].Page != 20 {
			b.Fatal("not read", err)
		}
	}
}
