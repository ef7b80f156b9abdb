package main

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
)

// A quality is how a page came to be a picture.
type quality struct {
	name       string
	dpiX, dpiY int
	degrade    func(page *image.Gray, r *rand.Rand) *image.Gray
}

// qualities go from the best to the worst. The resolutions are those of an
// archive's scanner, of a copier set to save space, and of a telefax in the
// standard mode of ITU-T T.4 (204 by 98 lines to the inch).
var qualities = []quality{
	{"clean", 300, 300, func(page *image.Gray, _ *rand.Rand) *image.Gray { return page }},
	{"noisy", 150, 150, noisy},
	{"faxed", 204, 98, faxed},
}

// renderDPI is the resolution that pages come in.
const renderDPI = 300

// noisy is a page that lay askew on the glass of a copier: half the resolution,
// up to 1.2° of skew, soft, grey paper, noise in every pixel, and dust.
func noisy(page *image.Gray, r *rand.Rand) *image.Gray {
	angle := (0.6 + 0.6*r.Float64()) * math.Pi / 180
	if r.IntN(2) == 0 {
		angle = -angle
	}
	g := resample(page, 150, 150, angle)
	for i, v := range g.Pix {
		g.Pix[i] = grey(40 + 190*float64(v)/255 + 18*r.NormFloat64())
	}
	specks(g, r, 6e-5, 2)
	return g
}

// faxed is a page that went over a telephone line: coarse, black and white
// only, with dirt from the drum and scan lines that were lost on the way.
func faxed(page *image.Gray, r *rand.Rand) *image.Gray {
	g := resample(page, 204, 98, 0.2*math.Pi/180)
	for i, v := range g.Pix {
		g.Pix[i] = 0
		if float64(v)+12*r.NormFloat64() > 140 {
			g.Pix[i] = 255
		}
	}
	specks(g, r, 1e-4, 1)
	w := g.Rect.Dx()
	for y := 1; y < g.Rect.Dy(); y++ {
		if r.IntN(60) == 0 { // a line that did not arrive is printed as the one above
			copy(g.Pix[y*g.Stride:][:w], g.Pix[(y-1)*g.Stride:][:w])
		}
		if r.IntN(200) == 0 { // and some break off
			lo := r.IntN(w)
			for x := lo; x < min(w, lo+w/3); x++ {
				g.Pix[y*g.Stride+x] = 255
			}
		}
	}
	return g
}

// resample turns a page of renderDPI by angle about its middle, and gives it
// another resolution. Each pixel is the mean of the part of the page it covers,
// as with the cell of a scanner.
func resample(page *image.Gray, dpiX, dpiY int, angle float64) *image.Gray {
	b := page.Rect
	g := image.NewGray(image.Rect(0, 0, b.Dx()*dpiX/renderDPI, b.Dy()*dpiY/renderDPI))
	sx, sy := float64(renderDPI)/float64(dpiX), float64(renderDPI)/float64(dpiY)
	sin, cos := math.Sincos(angle)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	const taps = 4
	for y := range g.Rect.Dy() {
		for x := range g.Rect.Dx() {
			sum := 0
			for j := range taps {
				for i := range taps {
					px := (float64(x)+(float64(i)+0.5)/taps)*sx - cx
					py := (float64(y)+(float64(j)+0.5)/taps)*sy - cy
					sum += at(page, int(cos*px-sin*py+cx), int(sin*px+cos*py+cy))
				}
			}
			g.Pix[y*g.Stride+x] = uint8(sum / (taps * taps))
		}
	}
	return g
}

// at is a pixel of the page; beside the page is paper.
func at(page *image.Gray, x, y int) int {
	if !(image.Point{X: x, Y: y}).In(page.Rect) {
		return 255
	}
	return int(page.Pix[y*page.Stride+x])
}

// specks puts dirt on a share of the pixels: dark spots up to size wide, and as
// many light ones.
func specks(g *image.Gray, r *rand.Rand, share float64, size int) {
	for range int(share * float64(len(g.Pix))) {
		x, y, v := r.IntN(g.Rect.Dx()), r.IntN(g.Rect.Dy()), uint8(255*r.IntN(2))
		for j := range 1 + r.IntN(size) {
			for i := range 1 + r.IntN(size) {
				g.SetGray(x+i, y+j, color.Gray{Y: v})
			}
		}
	}
}

func grey(v float64) uint8 { return uint8(max(0, min(255, v))) }
