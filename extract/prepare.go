package extract

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // pictures of pages are PNG or JPEG
	"image/png"
	"math"
)

// What a recogniser is shown decides what it reads. Tesseract 5.3 with chi_sim,
// on the pages of a notice (1,375 characters in 16 points) that were scanned
// clean at 300 dpi, copied askew with noise at 150 dpi, and faxed at 204 by 98
// dpi, makes so many errors:
//
//	                                    clean  copied  faxed
//	as they are                            45     378   1616
//	square pixels, set straight            45      43     80
//	and brought to readingDPI              12      23     87
//
// At 300 dpi the lines are twice as high as those it was trained on.

// readingDPI is the resolution that pictures are brought to. A character of 16
// points, the text of an official document, is 30 pixels there; results are
// alike from 20 to 39.
const readingDPI = 135

// maxDecoded bounds what a picture takes in memory, in bytes. A3 at 600 dpi has
// 70 million pixels, of four bytes in colour.
const maxDecoded = 288 << 20

// maxStrip bounds a side of a picture, in pixels: eleven metres at 300 dpi.
const maxStrip = 1 << 17

// Bounds of a page that is prepared, in pixels. Tesseract refuses a side of more
// than 32,767; a page of A0 has 28 million.
const (
	maxSide = 32767
	maxPage = 32 << 20
)

// A4 in inches, for pictures that do not say how large they are.
const pageWidth = 8.27

// prepare brings a picture of a page to square pixels of readingDPI, in shades
// of grey, with its lines level. Dpi of 0 are found in the picture; where that
// has none, the picture is taken for a page of A4. The error wraps ErrLimit or
// ErrDamaged.
func prepare(picture []byte, dpiX, dpiY float64) ([]byte, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return nil, because(ErrDamaged, "picture: %v", err)
	}
	if err := pixels(c.Width, c.Height, pixelBytes(picture, c, format)); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, because(ErrDamaged, "picture: %v", err)
	}
	if dpiX == 0 {
		dpiX, dpiY = density(picture, format)
	}
	return prepared(greyed(img), dpiX, dpiY)
}

// prepared is what prepare makes of a picture that is decoded.
func prepared(g *image.Gray, dpiX, dpiY float64) ([]byte, error) {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	if dpiX == 0 {
		dpiX = float64(min(w, h)) / pageWidth
		dpiY = dpiX
	}
	stepX, stepY := steps(w, h, dpiX, dpiY)
	page := scale(g, stepX, stepY)
	if a := skew(page); a != 0 {
		page = turn(page, a)
	}
	var out bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	err := e.Encode(&out, page)
	return out.Bytes(), err
}

// pixels refuses a picture that takes too much memory, before it takes any: each
// is the bytes of a pixel while it is decoded.
func pixels(width, height, each int) error {
	if width <= 0 || height <= 0 {
		return because(ErrDamaged, "picture of %d × %d pixels", width, height)
	}
	if max(width, height) > maxStrip || width > maxDecoded/each/height {
		return because(ErrLimit, "picture of %d × %d pixels", width, height)
	}
	return nil
}

// pixelBytes is how much memory image takes for a pixel: four bytes in colour,
// eight where a colour has 16 bits, and sixteen for a progressive JPEG, which is
// gathered as coefficients of four bytes for each of its colours. A thumbnail
// that is progressive makes no difference but to a picture near the bound.
func pixelBytes(picture []byte, c image.Config, format string) int {
	const startOfProgressive = "\xff\xc2" // a marker: compressed data have no such bytes
	switch {
	case format == "jpeg" && bytes.Contains(picture, []byte(startOfProgressive)):
		return 16
	case c.ColorModel == color.RGBA64Model || c.ColorModel == color.NRGBA64Model:
		return 8
	}
	return 4
}

// steps are how many pixels of a picture, across and down, make one of the page.
// A picture that would be too large at readingDPI, a strip mostly, is brought to
// less; and no pixel is made more than four wide and high, since text of less
// than 34 dpi is legible to nobody.
func steps(width, height int, dpiX, dpiY float64) (x, y float64) {
	const least = 0.25
	x, y = max(dpiX/readingDPI, least), max(dpiY/readingDPI, least)
	across, down := float64(width)/x, float64(height)/y
	more := max(1, across/maxSide, down/maxSide, math.Sqrt(across*down/maxPage))
	return x * more, y * more
}

// density is how many pixels of a PNG or JPEG make an inch, across and down, or
// 0 where it does not say or says what no scanner does.
func density(data []byte, format string) (x, y float64) {
	switch format {
	case "png":
		if i := bytes.Index(data[:min(len(data), 1<<12)], []byte("pHYs")); i >= 0 && len(data) >= i+13 && data[i+12] == 1 {
			x, y = perMetre(data[i+4:]), perMetre(data[i+8:])
		}
	case "jpeg":
		if i := bytes.Index(data[:min(len(data), 1<<10)], []byte("JFIF\x00")); i >= 0 && len(data) >= i+12 {
			x, y = float64(binary.BigEndian.Uint16(data[i+8:])), float64(binary.BigEndian.Uint16(data[i+10:]))
			if data[i+7] == 2 { // to the centimetre
				x, y = 2.54*x, 2.54*y
			}
			if data[i+7] == 0 { // only the shape of a pixel
				x, y = 0, 0
			}
		}
	}
	return credible(x, y)
}

// credible returns a density that a page may have been scanned at, or 0: 72 and
// 96 are what programs write that know no better.
func credible(x, y float64) (float64, float64) {
	if min(x, y) < 97 || max(x, y) > 2400 || max(x, y) > 4*min(x, y) {
		return 0, 0
	}
	return x, y
}

func perMetre(b []byte) float64 { return float64(binary.BigEndian.Uint32(b)) * 0.0254 }

// greyed is the picture in shades of grey, on white where it is clear.
func greyed(img image.Image) *image.Gray {
	if g, ok := img.(*image.Gray); ok {
		return g
	}
	b := img.Bounds()
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(g, g.Rect, img, b.Min, draw.Over)
	return g
}

// scale makes one pixel of stepX by stepY. Each is the mean of the pixels it
// touches, two at least in each direction, weighted by their distance, which
// takes the noise of a scanner away.
func scale(g *image.Gray, stepX, stepY float64) *image.Gray {
	w, h := int(float64(g.Rect.Dx())/stepX), int(float64(g.Rect.Dy())/stepY)
	return narrowRows(narrowColumns(g, max(w, 1), stepX), max(h, 1), stepY)
}

// A kernel is the weights of the pixels from lo on that make one new pixel.
type kernel struct {
	lo     int
	weight []float32
}

// kernels are triangles as wide as the step, and never narrower than soft.
func kernels(n, size int, step float64) []kernel {
	const soft = 1.4
	radius := max(step, soft)
	ks := make([]kernel, n)
	for i := range ks {
		middle := (float64(i)+0.5)*step - 0.5
		lo, hi := max(0, int(math.Ceil(middle-radius))), min(size-1, int(middle+radius))
		if lo > hi {
			lo = max(0, min(size-1, lo))
			hi = lo
		}
		k := kernel{lo: lo, weight: make([]float32, hi-lo+1)}
		sum := float32(0)
		for j := range k.weight {
			k.weight[j] = max(1e-3, float32(1-math.Abs(float64(lo+j)-middle)/radius))
			sum += k.weight[j]
		}
		for j := range k.weight {
			k.weight[j] /= sum
		}
		ks[i] = k
	}
	return ks
}

func narrowColumns(g *image.Gray, w int, step float64) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, w, g.Rect.Dy()))
	ks := kernels(w, g.Rect.Dx(), step)
	for y := range out.Rect.Dy() {
		row, to := g.Pix[y*g.Stride:], out.Pix[y*out.Stride:]
		for x, k := range ks {
			sum := float32(0.5)
			for j, f := range k.weight {
				sum += f * float32(row[k.lo+j])
			}
			to[x] = uint8(sum)
		}
	}
	return out
}

func narrowRows(g *image.Gray, h int, step float64) *image.Gray {
	w := g.Rect.Dx()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sum := make([]float32, w)
	for y, k := range kernels(h, g.Rect.Dy(), step) {
		for x := range sum {
			sum[x] = 0.5
		}
		for j, f := range k.weight {
			for x, v := range g.Pix[(k.lo+j)*g.Stride:][:w] {
				sum[x] += f * float32(v)
			}
		}
		for x, v := range sum {
			out.Pix[y*out.Stride+x] = uint8(v)
		}
	}
	return out
}
