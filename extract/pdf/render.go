package pdf

import (
	"bytes"
	"image"
	"image/png"

	"jiaokan/extract/flaw"
)

// maxPixels bounds a drawn page: A3 at 300 dpi has 17 million.
const maxPixels = 36 << 20

// Render draws a page, counted from 0, in shades of grey at so many dots an inch,
// without its annotations. A page that would be too large is flaw.ErrLimit.
func (e *Engine) Render(data []byte, number int, dpi float64) ([]byte, error) {
	var out bytes.Buffer
	err := e.open(data, func(g *guest, d document) error {
		img, err := g.draw(d, number, dpi)
		if err != nil {
			return err
		}
		return png.Encode(&out, img)
	})
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Formats and flags of fpdfview.h.
const (
	bitmapGray    = 1
	inGray        = 0x08
	forPrinting   = 0x800
	smallPictures = 0x200 // limit pdfium's cache of pictures
)

func (g *guest) draw(d document, number int, dpi float64) (image.Image, error) {
	pg := page(g.call("FPDF_LoadPage", uint64(d), uint64(number)))
	if pg == 0 {
		return nil, flaw.New(flaw.ErrDamaged, "page %d is not there", number+1)
	}
	v := g.view(pg)
	width, height := v.width*dpi/72, v.height*dpi/72
	if width < 1 || height < 1 || width*height > maxPixels {
		return nil, flaw.New(flaw.ErrLimit, "page %d of %.0f × %.0f points", number+1, v.width, v.height)
	}
	w, h := uint64(width), uint64(height)
	bitmap := g.call("FPDFBitmap_CreateEx", w, h, bitmapGray, 0, 0)
	if bitmap == 0 {
		return nil, flaw.New(flaw.ErrLimit, "no memory to draw page %d", number+1)
	}
	g.call("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, 0xffffffff)
	g.call("FPDF_RenderPageBitmap", bitmap, uint64(pg), 0, 0, w, h, 0, inGray|forPrinting|smallPictures)
	stride := g.int32("FPDFBitmap_GetStride", bitmap)
	buffer := uint32(g.call("FPDFBitmap_GetBuffer", bitmap))
	if g.err != nil {
		return nil, g.err
	}
	pixels, ok := g.mem.Read(buffer, uint32(stride)*uint32(h))
	if !ok || stride < int(w) {
		return nil, flaw.New(flaw.ErrDamaged, "page %d cannot be drawn", number+1)
	}
	return &image.Gray{Pix: pixels, Stride: stride, Rect: image.Rect(0, 0, int(w), int(h))}, nil
}
