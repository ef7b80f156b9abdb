package extract

import (
	"image"
	"image/color"

	"golang.org/x/image/tiff"
)

// recognise reads one page of a TIFF file, as the function of that name does:
// it returns one sheet or more. What golang.org/x/image/tiff does not read,
// JPEG in TIFF and some faxes, goes to the recogniser as it is, and so does what
// would take too much memory to prepare.
func (t *tiffFile) recognise(i int, dpiX, dpiY float64, opt Options) ([]sheet, error) {
	if opt.Recognize == nil {
		return nil, because(ErrTool, "pictures of text need a recogniser")
	}
	p := &t.pages[i]
	if dpiX == 0 {
		dpiX, dpiY = p.dpiX, p.dpiY
	}
	g, err := t.decode(p)
	if err != nil {
		return recogniseAsIs(t.only(p), dpiX, opt)
	}
	if p.turn >= 5 {
		dpiX, dpiY = dpiY, dpiX
	}
	page, err := prepared(upright(g, p.turn), dpiX, dpiY)
	if err != nil {
		return nil, err
	}
	return recogniseAsIs(page, readingDPI, opt)
}

// decode returns the picture of a page in shades of grey.
func (t *tiffFile) decode(p *tiffPage) (*image.Gray, error) {
	if p.odd {
		return nil, because(ErrDamaged, "TIFF page %d is beyond the end of the file", 1)
	}
	c, err := tiff.DecodeConfig(t.reader(p))
	if err != nil {
		return nil, err
	}
	if p.cost(c.ColorModel, len(t.data)) > maxDecoded {
		return nil, because(ErrLimit, "picture of %d × %d pixels", p.width, p.height)
	}
	if p.packed == tiffFaxG3 && p.rows > 0 && !p.twoWay {
		return t.faxPage(p)
	}
	img, err := tiff.Decode(t.reader(p))
	if err != nil {
		return nil, err
	}
	return greyed(img), nil
}

// cost is what a page takes in memory at most while it is decoded, in bytes: the
// picture, in colour or not, and what is packed as one, which the decoder
// unpacks up to eight bytes a pixel, into a buffer that it doubles. A fax has a
// bit for each pixel, whatever its bytes are, and what is not packed has no more
// than the file.
func (p *tiffPage) cost(colours color.Model, file int) int {
	each := 4
	switch colours {
	case color.GrayModel:
		each = 1
	case color.RGBA64Model, color.NRGBA64Model:
		each = 8
	}
	raw := 8 * p.block
	switch p.packed {
	case tiffFaxG3, tiffFaxG4:
		raw = p.block / 8
	case tiffPlain:
		raw = min(raw, file)
	}
	return p.width*p.height*(each+1) + 3*raw
}

// upright turns and mirrors a picture as its Orientation says, so that its first
// row is the top. Scanners write 1; cameras and viewers that turn a page write
// 3, 6 or 8.
func upright(g *image.Gray, turn int) *image.Gray {
	if turn < 2 || turn > 8 {
		return g
	}
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	if turn >= 5 { // rows are columns
		out = image.NewGray(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fx, fy := x, y // where it comes from
			if turn >= 5 {
				fx, fy = y, x
			}
			switch turn {
			case 2, 8: // right to left
				fx = w - 1 - fx
			case 3, 7: // both
				fx, fy = w-1-fx, h-1-fy
			case 4, 6: // bottom to top
				fy = h - 1 - fy
			}
			out.Pix[y*out.Stride+x] = g.Pix[fy*g.Stride+fx]
		}
	}
	return out
}
