package extract

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	"golang.org/x/image/tiff"
)

// ruled is a page with lines of text, as far as skew can tell, that fall by the
// angle: 60 dark pixels, 20 light.
func ruled(w, h int, angle float64) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	slope := math.Tan(angle)
	for y := range h {
		for x := range w {
			g.Pix[y*g.Stride+x] = 230
			row := float64(y) - slope*float64(x)
			if in := x > w/10 && x < w*9/10 && x%80 < 60 && y > h/10 && y < h*9/10; in && math.Mod(row+1000, 40) < 20 && (x+y)%3 > 0 {
				g.Pix[y*g.Stride+x] = 20
			}
		}
	}
	return g
}

func TestSkew(t *testing.T) {
	const degree = math.Pi / 180
	for _, a := range []float64{0, 0.3, -0.7, 1.2, -3.1, 4.8} {
		g := ruled(1100, 1500, a*degree)
		got := skew(g) / degree
		if math.Abs(got-a) > 0.06 {
			t.Errorf("skew of %.1f° is found to be %.2f°", a, got)
		}
		if left := skew(turn(g, got*degree)) / degree; math.Abs(left) > 0.1 {
			t.Errorf("a page turned by %.2f° is still askew by %.2f°", got, left)
		}
	}
	if a := skew(image.NewGray(image.Rect(0, 0, 300, 300))); a != 0 {
		t.Errorf("a black page is askew by %f", a)
	}
}

func encoded(t *testing.T, img image.Image, as string) []byte {
	t.Helper()
	var b bytes.Buffer
	err := error(nil)
	if as == "jpeg" {
		err = jpeg.Encode(&b, img, nil)
	} else {
		err = png.Encode(&b, img)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withDensity puts a pHYs chunk into a PNG.
func withDensity(data []byte, x, y uint32) []byte {
	chunk := append([]byte("pHYs"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, x), y)...)
	chunk = append(chunk, 1)
	out := append([]byte(nil), data[:33]...)
	out = binary.BigEndian.AppendUint32(out, 9)
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc(chunk))
	return append(out, data[33:]...)
}

func crc(b []byte) uint32 {
	c := ^uint32(0)
	for _, x := range b {
		c ^= uint32(x)
		for range 8 {
			c = c>>1 ^ 0xedb88320&-(c&1)
		}
	}
	return ^c
}

// TestPrepare wants every page of A4 to come out at one size, whatever its
// resolution and kind.
func TestPrepare(t *testing.T) {
	colour := image.NewNRGBA(image.Rect(0, 0, 827, 1169))
	colour.Set(5, 5, color.NRGBA{0, 0, 0, 255})
	for _, c := range []struct {
		name    string
		picture []byte
		dpi     float64
	}{
		{"300 dpi told by the caller", encoded(t, image.NewGray(image.Rect(0, 0, 2480, 3508)), "png"), 300},
		{"150 dpi, JPEG", encoded(t, image.NewGray(image.Rect(0, 0, 1240, 1754)), "jpeg"), 150},
		{"in colour, not told: the width of A4", encoded(t, colour, "png"), 0},
		{"a fax of oblong pixels", withDensity(encoded(t, image.NewGray(image.Rect(0, 0, 1687, 1146)), "png"), 8031, 3858), 0},
		{"72 dpi, which is nobody's", withDensity(encoded(t, image.NewGray(image.Rect(0, 0, 2480, 3508)), "png"), 2835, 2835), 0},
	} {
		page, err := prepare(c.picture, c.dpi, c.dpi)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, err := png.DecodeConfig(bytes.NewReader(page))
		if err != nil || got.ColorModel != color.GrayModel {
			t.Errorf("%s: %v, %v", c.name, got.ColorModel, err)
		}
		if math.Abs(float64(got.Width)-8.27*readingDPI) > 4 || math.Abs(float64(got.Height)-11.69*readingDPI) > 4 {
			t.Errorf("%s: %d × %d", c.name, got.Width, got.Height)
		}
	}
}

func TestPictureBombs(t *testing.T) {
	small := encoded(t, image.NewGray(image.Rect(0, 0, 1, 1)), "png")
	called := false
	opt := Options{Recognize: func([]byte) ([]byte, error) {
		called = true
		return nil, errors.New("should not have been asked")
	}}
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"a PNG of 100000 × 100000", sized(small, 100000, 100000, 8, 0), ErrLimit},
		{"a PNG of 200000 × 1", sized(small, 200000, 1, 8, 0), ErrLimit},
		{"a PNG of 8000 × 8000, of 16 bits a colour", sized(small, 8000, 8000, 16, 2), ErrLimit},
		{"a progressive JPEG of 8000 × 8000", progressive(8000, 8000), ErrLimit},
		{"a PNG cut short", small[:40], ErrDamaged},
		{"a JPEG of nothing", []byte("\xff\xd8\xff\xe0"), ErrDamaged},
		{"a TIFF of 65536 × 65536", tiffOf(8, page{65536, 65536, 0}), ErrLimit},
		{"a TIFF of no size", tiffOf(8, page{0, 10, 0}), ErrDamaged},
		{"a TIFF in a circle", tiffOf(8, page{10, 10, 8}), ErrLimit},
		{"a TIFF that points beyond its end", tiffOf(8, page{10, 10, 4000}), ErrDamaged},
		{"a TIFF cut short", []byte("II*\x00\x08"), ErrDamaged},
	} {
		if _, err := readSource(c.data, opt); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if called {
		t.Error("the recogniser was given a bomb")
	}
	if _, err := readSource(small, Options{}); !errors.Is(err, ErrTool) {
		t.Errorf("without a recogniser: %v", err)
	}
}

// sized has a PNG say that it has another size, depth of colours and kind of them.
func sized(data []byte, width, height uint32, depth, kind byte) []byte {
	data = append([]byte(nil), data...)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	data[24], data[25] = depth, kind
	binary.BigEndian.PutUint32(data[29:], crc(data[12:29]))
	return data
}

// progressive is the head of a progressive JPEG in three colours.
func progressive(width, height uint16) []byte {
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xc2\x00\x11\x08"), height)
	head = binary.BigEndian.AppendUint16(head, width)
	return append(head, "\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00\xff\xda\x00\x0c"...)
}

// TestStrips wants no picture enlarged beyond what a recogniser takes: one that
// is a few pixels wide, and does not say how large it is, is no page of A4.
func TestStrips(t *testing.T) {
	for _, size := range []image.Point{{1, maxStrip}, {maxStrip, 1}, {8, 40000}, {1, 1}, {4000, 8}, {1080, 20000}} {
		data, err := prepare(encoded(t, image.NewGray(image.Rectangle{Max: size}), "png"), 0, 0)
		if err != nil {
			t.Errorf("%v: %v", size, err)
			continue
		}
		if page, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || max(page.Width, page.Height) > maxSide || page.Width*page.Height > maxPage {
			t.Errorf("%v: prepared as %d × %d, %v", size, page.Width, page.Height, err)
		}
	}
}

// A page is a directory of a TIFF file: its size, and where the next is.
type page struct{ width, height, next uint32 }

func tiffOf(at uint32, pages ...page) []byte {
	le := binary.LittleEndian
	out := le.AppendUint32([]byte("II*\x00"), at)
	for _, p := range pages {
		out = le.AppendUint16(out, 2)
		for tag, v := range []uint32{p.width, p.height} {
			out = le.AppendUint16(out, uint16(256+tag))
			out = le.AppendUint16(out, 4)
			out = le.AppendUint32(out, 1)
			out = le.AppendUint32(out, v)
		}
		out = le.AppendUint32(out, p.next)
	}
	return out
}

// FuzzPicture hands pictures on, with a recogniser that reads one line of any.
func FuzzPicture(f *testing.F) {
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00"))
	f.Add(tiffOf(8, page{10, 10, 0}))
	for _, kind := range []tiff.CompressionType{tiff.Uncompressed, tiff.Deflate} {
		for _, img := range []image.Image{ruled(60, 40, 0.02), image.NewNRGBA(image.Rect(0, 0, 9, 9)), image.NewRGBA64(image.Rect(0, 0, 9, 9))} {
			var b bytes.Buffer
			if err := tiff.Encode(&b, img, &tiff.Options{Compression: kind, Predictor: true}); err != nil {
				f.Fatal(err)
			}
			f.Add(b.Bytes())
		}
	}
	f.Add(tiffPages(binary.BigEndian, tiffSpec{img: ruled(60, 40, 0)}, tiffSpec{img: ruled(40, 60, 0), turn: 6, dpi: 300}))
	f.Add(tiffPages(binary.LittleEndian, tiffSpec{img: ruled(32, 8, 0), packed: tiffFaxG4}))
	fax := image.NewGray(image.Rect(0, 0, 32, 2)) // T.4: EOL, 8 white, 8 black, 8 white, 8 black, twice
	copy(fax.Pix, "\x00\x19\x8b\x31\x60\x00\x19\x8b\x31\x60\x01")
	f.Add(tiffPages(binary.LittleEndian, tiffSpec{img: fax, packed: tiffFaxG3}))
	f.Add(tiffPages(binary.LittleEndian, tiffSpec{img: ruled(32, 8, 0), packed: 5}))
	f.Add(tiffPages(binary.LittleEndian, tiffSpec{img: ruled(32, 8, 0), packed: 32773}))
	var b bytes.Buffer
	if err := png.Encode(&b, ruled(200, 200, 0.02)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	opt := Options{Recognize: func([]byte) ([]byte, error) {
		return []byte("<div class='ocr_page' title='bbox 0 0 9 9'><span class='ocr_line' title='bbox 0 0 9 9'>甲</span></div>"), nil
	}}
	f.Fuzz(func(t *testing.T, data []byte) {
		switch f := Sniff(data); {
		case f != PNG && f != JPEG && f != TIFF:
			t.Skip("no picture")
		case f == TIFF && tiffOrder(data) != nil:
			file, err := openTIFF(data)
			total := 0
			for i := 0; err == nil && i < len(file.pages); i++ {
				total += file.pages[i].width*file.pages[i].height + file.pages[i].block
			}
			if total > 1<<18 {
				t.Skip("slow, and no other")
			}
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && c.Width*c.Height > 1<<18 {
			t.Skip("slow, and no other")
		}
		s, err := readSource(data, opt)
		if err == nil && !strings.Contains(s.Text, "甲") {
			t.Errorf("got %q", s.Text)
		}
	})
}

func BenchmarkPrepare(b *testing.B) {
	var out bytes.Buffer
	if err := png.Encode(&out, ruled(2480, 3508, 0.01)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prepare(out.Bytes(), 300, 300); err != nil {
			b.Fatal(err)
		}
	}
}
