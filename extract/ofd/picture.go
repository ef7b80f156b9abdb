package ofd

import (
	"math"
	"path"
	"slices"

	"jiaokan/extract/flaw"
)

// A Picture is one that a page shows.
type Picture struct {
	X0, Y0, X1, Y1 float64 // on the page, in points from its upper left corner

	// Turned says that the picture is shown turned, mirrored or slanted. Its
	// rectangle is then that of its upper left and lower right corners.
	Turned bool

	file *file
	part string // "" where the file has none
}

// Bytes unpacks the picture. Writers of OFD use PNG, JPEG, TIFF, BMP and JBIG2;
// nothing tells which but the bytes. The error wraps flaw.ErrDamaged,
// flaw.ErrLocked or flaw.ErrLimit: all that is unpacked of a file is within one
// limit.
func (p *Picture) Bytes() ([]byte, error) {
	if p.part == "" {
		return nil, flaw.New(flaw.ErrDamaged, "no such part")
	}
	return p.file.Read(p.part)
}

// maxPictures is how many pictures of a page are kept. A scan is one, or a few
// strips.
const maxPictures = 16

// media takes the names of the parts that hold pictures out of the resources.
// MediaFile is relative to BaseLoc, which is relative to the part; some writers
// forget the former.
func (d *document) media(base string, res *element) {
	for _, list := range res.all("MultiMedias") {
		for _, m := range list.all("MultiMedia") {
			loc := m.kid("MediaFile").value()
			if loc == "" {
				continue
			}
			name, err := d.locate(base, d.loc, path.Join(res.get("BaseLoc"), loc))
			if err != nil {
				name, err = d.locate(base, d.loc, loc)
			}
			if err == nil {
				d.images[m.get("ID")] = name
			}
		}
	}
}

// picture notes a picture that is drawn. Its CTM maps a square of one millimetre
// to its place; where there is none it fills its Boundary.
func (c *canvas) picture(e *element, outer matrix) {
	c.pictures++
	if len(c.Pictures) == maxPictures {
		return
	}
	m := e.place(outer)
	if b, ok := readBox(e.get("Boundary")); ok && e.get("CTM") == "" {
		m = m.of(matrix{b[2], 0, 0, b[3], 0, 0})
	}
	if slices.ContainsFunc(m[:], func(v float64) bool { return !finite(v) }) {
		return
	}
	p := Picture{file: c.file, part: c.images[e.get("ResourceID")]}
	x0, y0 := m.apply(0, 0)
	x1, y1 := m.apply(1, 1)
	p.X0, p.Y0, p.X1, p.Y1 = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
	p.Turned = math.Abs(m[1])+math.Abs(m[2]) > 0.01*(math.Abs(m[0])+math.Abs(m[3])) || m[0] <= 0 || m[3] <= 0
	c.Pictures = append(c.Pictures, p)
}
