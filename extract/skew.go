package extract

import (
	"image"
	"math"
)

// maxSkew is how far from level a page can be that was laid down by hand, in
// radians: five degrees. What is more is a page to be turned by its owner.
const maxSkew = 5 * math.Pi / 180

// skew is the angle by which the lines of a page fall to the right, in radians.
// Level lines leave white rows between them: of all angles the right one has
// the profile of dark pixels with the sharpest steps (Postl 1986). Cost is the
// dark pixels times the 150 angles tried.
func skew(g *image.Gray) float64 {
	dark := darkPixels(g)
	if len(dark) < 500 {
		return 0
	}
	best, at := 0.0, 0.0
	try := func(middle, reach, step float64) {
		for i := -int(reach/step + 0.5); i <= int(reach/step+0.5); i++ {
			a := middle + float64(i)*step
			// level is left only for what is clearly better
			s := sharpness(dark, g.Rect.Dx(), g.Rect.Dy(), a)
			if s > best {
				best, at = s, a
			}
		}
	}
	const degree = math.Pi / 180
	level := sharpness(dark, g.Rect.Dx(), g.Rect.Dy(), 0)
	try(0, maxSkew, 0.1*degree)
	try(at, 0.1*degree, 0.02*degree)
	if math.Abs(at) < 0.1*degree || best < 1.02*level {
		return 0
	}
	return at
}

// darkPixels are those darker than the middle between paper and ink, thinned to
// what a large page needs.
func darkPixels(g *image.Gray) []image.Point {
	limit := otsu(g)
	const most = 1 << 17
	count := 0
	for _, v := range g.Pix {
		if v < limit {
			count++
		}
	}
	nth := count/most + 1
	dark := make([]image.Point, 0, count/nth+1)
	n := 0
	for y := range g.Rect.Dy() {
		for x, v := range g.Pix[y*g.Stride:][:g.Rect.Dx()] {
			if v < limit {
				if n++; n%nth == 0 {
					dark = append(dark, image.Point{X: x, Y: y})
				}
			}
		}
	}
	return dark
}

// sharpness sums the squares of the steps in the profile of rows that fall by
// the angle.
func sharpness(dark []image.Point, w, h int, angle float64) float64 {
	slope := math.Tan(angle)
	room := int(math.Ceil(math.Abs(slope)*float64(w))) + 1
	rows := make([]int32, h+2*room+1)
	for _, p := range dark {
		rows[p.Y-int(math.Floor(slope*float64(p.X)))+room]++
	}
	sum := 0.0
	for i, n := range rows[1:] {
		d := float64(n - rows[i])
		sum += d * d
	}
	return sum
}

// otsu is the threshold that parts the pixels into two classes of the least
// variance (Otsu 1979).
func otsu(g *image.Gray) uint8 {
	var count [256]float64
	total, all := 0.0, 0.0
	for _, v := range g.Pix {
		count[v]++
		total += float64(v)
		all++
	}
	below, sum, best, limit := 0.0, 0.0, 0.0, 128
	for v, n := range count {
		below += n
		sum += float64(v) * n
		if below == 0 || below == all {
			continue
		}
		d := sum/below - (total-sum)/(all-below)
		if s := below * (all - below) * d * d; s > best {
			best, limit = s, v+1
		}
	}
	return uint8(min(limit, 255))
}

// turn turns a page about its middle so that lines that fall by the angle are
// level. What comes in at the corners is as light as the page's edge.
func turn(g *image.Gray, angle float64) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(g.Rect)
	sin, cos := math.Sincos(angle)
	cx, cy := float64(w-1)/2, float64(h-1)/2
	for y := range h {
		for x := range w {
			dx, dy := float64(x)-cx, float64(y)-cy
			out.Pix[y*out.Stride+x] = between4(g, cos*dx-sin*dy+cx, sin*dx+cos*dy+cy)
		}
	}
	return out
}

// between4 is the light at a place between four pixels.
func between4(g *image.Gray, x, y float64) uint8 {
	x, y = max(0, min(x, float64(g.Rect.Dx()-1))), max(0, min(y, float64(g.Rect.Dy()-1)))
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, g.Rect.Dx()-1), min(y0+1, g.Rect.Dy()-1)
	fx, fy := x-float64(x0), y-float64(y0)
	at := func(x, y int) float64 { return float64(g.Pix[y*g.Stride+x]) }
	top := at(x0, y0)*(1-fx) + at(x1, y0)*fx
	low := at(x0, y1)*(1-fx) + at(x1, y1)*fx
	return uint8(top*(1-fy) + low*fy + 0.5)
}
