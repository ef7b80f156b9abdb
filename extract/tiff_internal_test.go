package extract

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"jiaokan/extract/flaw"
)

// A tiffSpec is a page of a TIFF file that a test makes, of one byte a pixel.
type tiffSpec struct {
	img    *image.Gray
	dpi    int
	turn   int  // Orientation
	packed int  // Compression, of which the bytes need not be
	small  bool // a thumbnail
}

// tiffPages makes a TIFF file: the pictures, and behind each its directory.
func tiffPages(order binary.AppendByteOrder, pages ...tiffSpec) []byte {
	out := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		out = []byte("MM\x00*")
	}
	put := order.(binary.ByteOrder)
	link := len(out) // where the place of the next directory is written
	out = order.AppendUint32(out, 0)
	for _, p := range pages {
		w, h := p.img.Rect.Dx(), p.img.Rect.Dy()
		data := len(out)
		for y := range h {
			out = append(out, p.img.Pix[y*p.img.Stride:][:w]...)
		}
		dpi := len(out)
		out = order.AppendUint32(order.AppendUint32(out, uint32(p.dpi)), 1)
		put.PutUint32(out[link:], uint32(len(out)))
		subfile := 0
		if p.small {
			subfile = 1
		}
		entries := [][2]int{
			{tiffSubfile, subfile}, {tiffWidth, w}, {tiffLength, h}, {258, 8}, {tiffCompression, max(p.packed, tiffPlain)}, {262, 1}, {273, data},
			{tiffOrientation, max(p.turn, 1)}, {277, 1}, {tiffRows, h}, {279, w * h}, {tiffXResolution, dpi}, {tiffYResolution, dpi}, {tiffUnit, 2},
		}
		out = order.AppendUint16(out, uint16(len(entries)))
		for _, e := range entries {
			kind := 4
			if e[0] == tiffXResolution || e[0] == tiffYResolution {
				kind = 5
			}
			out = order.AppendUint16(order.AppendUint16(out, uint16(e[0])), uint16(kind))
			out = order.AppendUint32(order.AppendUint32(out, 1), uint32(e[1]))
		}
		link = len(out)
		out = order.AppendUint32(out, 0)
	}
	return out
}

// asked is a recogniser that keeps what it is shown and reads one character of
// each.
type asked struct{ pictures [][]byte }

func (a *asked) recognise(picture []byte) ([]byte, error) {
	a.pictures = append(a.pictures, bytes.Clone(picture))
	const numbers = "甲乙丙丁"
	r := []rune(numbers)[len(a.pictures)-1]
	return []byte("<div class='ocr_page' title='bbox 0 0 900 900'><span class='ocr_line' title='bbox 100 100 130 130'>" + string(r) + "</span></div>"), nil
}

// TestTIFFPages wants each page shown to the recogniser as a PNG of one size and
// level, whatever its order of bytes, density and direction; thumbnails are no
// pages.
func TestTIFFPages(t *testing.T) {
	const askew = 1.2 * math.Pi / 180
	level, lying := ruled(1240, 1754, askew), image.NewGray(image.Rect(0, 0, 1754, 1240))
	for y := range 1240 { // turned by a quarter to the left
		for x := range 1754 {
			lying.Pix[y*lying.Stride+x] = level.Pix[x*level.Stride+1239-y]
		}
	}
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		var a asked
		s, err := readSource(tiffPages(order, tiffSpec{img: level, dpi: 150}, tiffSpec{img: ruled(60, 80, 0), small: true}, tiffSpec{img: lying, dpi: 150, turn: 6}, tiffSpec{img: level, dpi: 72}),
			Options{Recognize: a.recognise})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(strings.Fields(s.Text), ""); got != "甲乙丙" || len(a.pictures) != 3 {
			t.Fatalf("read %q of %d pictures", got, len(a.pictures))
		}
		if last := s.Origin[len(s.Origin)-1]; last.Page != 3 {
			t.Errorf("the last page is page %d", last.Page)
		}
		for i, picture := range a.pictures {
			img, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				t.Fatalf("picture %d: %v", i, err)
			}
			g := img.(*image.Gray)
			if math.Abs(float64(g.Rect.Dx())-8.27*readingDPI) > 4 || math.Abs(float64(g.Rect.Dy())-11.69*readingDPI) > 4 {
				t.Errorf("picture %d: %v", i, g.Rect)
			}
			if a := skew(g) * 180 / math.Pi; math.Abs(a) > 0.15 {
				t.Errorf("picture %d is askew by %.2f°", i, a)
			}
		}
	}
}

// TestUpright turns a picture of which all corners differ.
func TestUpright(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 3, 2))
	copy(g.Pix, "abcdef")
	for turn, want := range []string{1: "abc/def", 2: "cba/fed", 3: "fed/cba", 4: "def/abc", 5: "ad/be/cf", 6: "da/eb/fc", 7: "fc/eb/da", 8: "cf/be/ad"} {
		if turn == 0 {
			continue
		}
		up := upright(g, turn)
		var rows []string
		for y := range up.Rect.Dy() {
			rows = append(rows, string(up.Pix[y*up.Stride:][:up.Rect.Dx()]))
		}
		if got := strings.Join(rows, "/"); got != want {
			t.Errorf("orientation %d: %s, want %s", turn, got, want)
		}
	}
}

// TestTIFFAsIs wants a page that cannot be decoded here given to the recogniser
// alone: what it is given has one page, and that is the one.
func TestTIFFAsIs(t *testing.T) {
	var a asked
	data := tiffPages(binary.BigEndian, tiffSpec{img: ruled(60, 40, 0)}, tiffSpec{img: ruled(50, 70, 0), packed: 7})
	before := bytes.Clone(data)
	s, err := readSource(data, Options{Recognize: a.recognise})
	if err != nil || strings.Join(strings.Fields(s.Text), "") != "甲乙" {
		t.Fatalf("%v, %v", s, err)
	}
	if !bytes.Equal(data, before) {
		t.Error("the file was changed")
	}
	file, err := openTIFF(a.pictures[1])
	if err != nil || len(file.pages) != 1 || file.pages[0].width != 50 {
		t.Errorf("given %+v, %v", file, err)
	}
}

// TestTIFFRecogniserFails wants the text of the pages before, and a Loss.
func TestTIFFRecogniserFails(t *testing.T) {
	var a asked
	data := tiffPages(binary.LittleEndian, tiffSpec{img: ruled(60, 40, 0)}, tiffSpec{img: ruled(60, 40, 0)}, tiffSpec{img: ruled(60, 40, 0)})
	calls := 0
	s, err := readSource(data, Options{Recognize: func(picture []byte) ([]byte, error) {
		if calls++; calls == 2 {
			return nil, errors.New("killed")
		}
		return a.recognise(picture)
	}})
	if err != nil || calls != 2 {
		t.Fatalf("%v after %d calls", err, calls)
	}
	if len(s.Loss) != 2 || s.Loss[0].String() != "page 2: not recognised: killed" || s.Loss[1].Kind != flaw.Unrecognised || s.Loss[1].Page != 3 {
		t.Errorf("lost %v", s.Loss)
	}
	if _, err := readSource(data, Options{Recognize: func([]byte) ([]byte, error) { return nil, errors.New("killed") }}); !errors.Is(err, ErrTool) {
		t.Errorf("nothing was read: %v", err)
	}
}

// TestFax decodes what fax machines send: with EOL filled up to a byte and not,
// with bits in reverse, with a damaged line, and with lines that are lacking.
func TestFax(t *testing.T) {
	const ( // ITU-T T.4, tables 2 and 3
		eol  = "000000000001"
		line = "10011" + "000101" + "10011" + "000101" // 8 white, 8 black, 8 white, 8 black
		want = "........########........########"
		none = "................................"
	)
	for _, c := range []struct {
		name, bits string
		rows       []string
	}{
		{"as T.4 has it", eol + line + eol + line + strings.Repeat(eol, 6), []string{want, want, none}},
		{"filled", "0000" + eol + line + "000000" + eol + line, []string{want, want, none}},
		{"without the first EOL", line + eol + line + eol + line, []string{want, want, want}},
		{"damaged", eol + line + eol + "10011" + "0000000011111" + eol + line, []string{want, want, want}},
		{"more than there are", strings.Repeat(eol+line, 5), []string{want, want, want}},
		{"nothing", "", []string{none, none, none}},
	} {
		for _, mirrored := range []bool{false, true} {
			data := make([]byte, (len(c.bits)+7)/8)
			for i, b := range []byte(c.bits) {
				if b == '1' && mirrored {
					data[i/8] |= 1 << (i % 8)
				} else if b == '1' {
					data[i/8] |= 0x80 >> (i % 8)
				}
			}
			file := &tiffFile{data: data}
			g, err := file.faxPage(&tiffPage{width: 32, height: 3, rows: 3, from: []int{0}, bytes: []int{len(data)}, mirrored: mirrored})
			if c.name == "damaged" { // a third of the lines
				if err == nil {
					t.Errorf("%s: no error", c.name)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			for y, want := range c.rows {
				got := strings.Map(func(r rune) rune {
					if r == 0 {
						return '#'
					}
					return '.'
				}, string(bytes.ReplaceAll(g.Pix[y*g.Stride:][:32], []byte{0xff}, []byte{'.'})))
				if got != want {
					t.Errorf("%s, mirrored %v: line %d is %s", c.name, mirrored, y, got)
				}
			}
		}
	}
}

// TestTIFFCost holds what a page is said to cost against what it is: a file that
// unpacks to eight bytes a pixel must be found too dear before it is unpacked.
func TestTIFFCost(t *testing.T) {
	for _, c := range []struct {
		name   string
		page   tiffPage
		colour color.Model
		fits   bool
	}{
		{"a fax, A4 at 600 dpi, one strip", tiffPage{width: 4961, height: 7016, block: 4961 * 7016, packed: tiffFaxG4}, color.GrayModel, true},
		{"grey, A4 at 300 dpi, deflated in one strip", tiffPage{width: 2480, height: 3508, block: 2480 * 3508, packed: 8}, color.GrayModel, true},
		{"colour, A4 at 600 dpi, in strips", tiffPage{width: 4961, height: 7016, block: 4961 * 16, packed: 5}, color.RGBAModel, true},
		{"colour, A4 at 600 dpi, deflated in one strip", tiffPage{width: 4961, height: 7016, block: 4961 * 7016, packed: 8}, color.RGBAModel, false},
	} {
		if cost := c.page.cost(c.colour, 100<<20); (cost <= maxDecoded) != c.fits {
			t.Errorf("%s: costs %d MB", c.name, cost>>20)
		}
	}
}

// TestTIFFKinds decodes what the encoder of golang.org/x/image/tiff writes, in
// colour and not.
func TestTIFFKinds(t *testing.T) {
	for _, img := range []image.Image{ruled(300, 400, 0), image.NewNRGBA(image.Rect(0, 0, 300, 400)), image.NewPaletted(image.Rect(0, 0, 300, 400), color.Palette{color.White, color.Black})} {
		for _, kind := range []tiff.CompressionType{tiff.Uncompressed, tiff.Deflate} {
			var b bytes.Buffer
			if err := tiff.Encode(&b, img, &tiff.Options{Compression: kind, Predictor: kind == tiff.Deflate}); err != nil {
				t.Fatal(err)
			}
			var a asked
			if _, err := readSource(b.Bytes(), Options{Recognize: a.recognise}); err != nil || Sniff(a.pictures[0]) != PNG {
				t.Errorf("%T, compression %d: %v", img, kind, err)
			}
		}
	}
}
