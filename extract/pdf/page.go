package pdf

import (
	"cmp"
	"fmt"
	"slices"

	"jiaokan/extract/flaw"
)

// Read reads all pages of a file. Pages that are broken are Damaged; if all are,
// or the file is none, the error wraps flaw.ErrDamaged.
func (e *Engine) Read(data []byte) (*Document, error) {
	doc := new(Document)
	err := e.open(data, func(g *guest, d document) error {
		return g.read(d, doc)
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

// A file may claim any number of pages. After so many in a row that are not
// there the others are taken not to be there either.
const missing = 32

func (g *guest) read(d document, doc *Document) error {
	n := g.int32("FPDF_GetPageCount", uint64(d))
	fonts := make(map[uint64]string)
	chars, runs, broken := 0, 0, 0
	for i := range n {
		if i >= maxPages {
			return flaw.New(flaw.ErrLimit, "%d pages", n)
		}
		p := g.readPage(d, i, fonts)
		if g.err != nil {
			return g.err
		}
		doc.Pages = append(doc.Pages, p)
		if broken++; !p.Damaged {
			broken = 0
		}
		if broken == missing && i+1 < n {
			doc.Pages = doc.Pages[:len(doc.Pages)-missing]
			doc.Loss = append(doc.Loss, flaw.Lost(flaw.Truncated, "pages %d to %d are not there", i+2-missing, n))
			broken = 0
			break
		}
		if chars, runs = chars+p.Chars, runs+len(p.Runs); chars > maxChars || runs > maxRuns {
			return flaw.New(flaw.ErrLimit, "more than %d characters", min(chars, maxChars))
		}
	}
	if broken == len(doc.Pages) {
		return flaw.New(flaw.ErrDamaged, "no page can be read")
	}
	doc.Loss = append(doc.Loss, g.besides(d)...)
	return g.err
}

// besides lists what a file has beside its pages.
func (g *guest) besides(d document) []flaw.Loss {
	var list []flaw.Loss
	if n := g.int32("FPDFDoc_GetAttachmentCount", uint64(d)); n > 0 {
		list = append(list, flaw.Loss{Kind: flaw.Attachment, What: count(n, "attached file")})
	}
	if n := g.int32("FPDF_GetSignatureCount", uint64(d)); n > 0 {
		list = append(list, flaw.Loss{Kind: flaw.Seal, What: count(n, "electronic signature")})
	}
	if form := g.call("FPDF_GetFormType", uint64(d)); form == 2 || form == 3 {
		list = append(list, flaw.Loss{Kind: flaw.Laid, What: "a form in XFA"})
	}
	return list
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (g *guest) readPage(d document, i int, fonts map[uint64]string) Page {
	pg := page(g.call("FPDF_LoadPage", uint64(d), uint64(i)))
	if pg == 0 {
		return Page{Damaged: true}
	}
	v := g.view(pg)
	p := Page{Width: v.width, Height: v.height}
	if tp := textPage(g.call("FPDFText_LoadPage", uint64(pg))); tp != 0 {
		g.readText(tp, v, &p, fonts)
		g.call("FPDFText_ClosePage", uint64(tp))
	} else {
		p.Damaged = true
	}
	g.readObjects(pg, v, &p)
	p.Loss = append(p.Loss, g.annotations(pg)...)
	g.call("FPDF_ClosePage", uint64(pg))
	return p
}

// A view maps the space in which a page is written, with y upwards, to the page
// as it is shown.
type view struct {
	left, bottom, right, top float64
	turn                     int // quarter turns clockwise
	width, height            float64
}

func (g *guest) view(pg page) view {
	v := view{turn: int(g.call("FPDFPage_GetRotation", uint64(pg))) & 3}
	g.call("FPDF_GetPageBoundingBox", uint64(pg), uint64(g.out))
	v.left, v.top, v.right, v.bottom = g.float(0), g.float(1), g.float(2), g.float(3)
	v.width, v.height = v.right-v.left, v.top-v.bottom
	if v.turn&1 == 1 {
		v.width, v.height = v.height, v.width
	}
	return v
}

// point maps one point.
func (v view) point(x, y float64) (float64, float64) {
	switch v.turn {
	case 1:
		return y - v.bottom, x - v.left
	case 2:
		return v.right - x, y - v.bottom
	case 3:
		return v.top - y, v.right - x
	}
	return x - v.left, v.top - y
}

// rect maps a rectangle given by points, any of its corners or all.
func (v view) rect(points ...[2]float64) Rect {
	var r Rect
	for i, p := range points {
		x, y := v.point(p[0], p[1])
		if i == 0 {
			r = Rect{x, y, x, y}
			continue
		}
		r = Rect{min(r.X0, x), min(r.Y0, y), max(r.X1, x), max(r.Y1, y)}
	}
	return r
}

// Kinds of page objects (fpdf_edit.h).
const (
	objectText  = 1
	objectPath  = 2
	objectImage = 3
	objectForm  = 5
)

// maxObjects bounds the objects of a page that are looked at for pictures. A
// page of text has 20 to 1500.
const maxObjects = 5000

// readObjects finds the pictures of a page. One inside a form, which has a space
// of its own, counts with the form's rectangle.
func (g *guest) readObjects(pg page, v view, p *Page) {
	n := g.int32("FPDFPage_CountObjects", uint64(pg))
	for i := range min(n, maxObjects) {
		obj := g.call("FPDFPage_GetObject", uint64(pg), uint64(i))
		switch kind := g.call("FPDFPageObj_GetType", obj); kind {
		case objectText:
		case objectForm:
			picture, drawn := g.inForm(obj, 1)
			p.Drawn = p.Drawn || drawn
			if !picture {
				continue
			}
			fallthrough
		case objectImage:
			out := uint64(g.out)
			if g.call("FPDFPageObj_GetBounds", obj, out, out+4, out+8, out+12) != 0 {
				p.Pictures = append(p.Pictures, v.rect([2]float64{g.float(0), g.float(1)}, [2]float64{g.float(2), g.float(3)}))
			}
		default:
			p.Drawn = true
		}
	}
}

// inForm reports whether a form has a picture in it, or shapes. Forms nest no
// deeper than eight in files that mean well.
func (g *guest) inForm(form uint64, depth int) (picture, drawn bool) {
	n := g.int32("FPDFFormObj_CountObjects", form)
	for i := range min(n, 100) {
		obj := g.call("FPDFFormObj_GetObject", form, uint64(i))
		switch kind := g.call("FPDFPageObj_GetType", obj); {
		case kind == objectImage:
			return true, drawn
		case kind == objectForm && depth < 8:
			p, d := g.inForm(obj, depth+1)
			if drawn = drawn || d; p {
				return true, drawn
			}
		case kind != objectText:
			drawn = true
		}
	}
	return false, drawn
}

// annotationKinds are the kinds of annotations that may hold text or a picture
// (fpdf_annot.h). Links and marks of the pen have none.
var annotationKinds = map[uint64]flaw.Loss{
	1:  {Kind: flaw.Laid, What: "note"},
	3:  {Kind: flaw.Laid, What: "text box laid over the page"},
	13: {Kind: flaw.Laid, What: "stamp"},
	15: {Kind: flaw.Picture, What: "drawing"},
	17: {Kind: flaw.Attachment, What: "attached file"},
	20: {Kind: flaw.Laid, What: "form field"},
	24: {Kind: flaw.Laid, What: "watermark"},
	27: {Kind: flaw.Laid, What: "form field"},
}

// annotations lists what lies over a page and is not part of its text.
func (g *guest) annotations(pg page) []flaw.Loss {
	counts := make(map[uint64]int)
	n := g.int32("FPDFPage_GetAnnotCount", uint64(pg))
	for i := range min(n, maxObjects) {
		a := g.call("FPDFPage_GetAnnot", uint64(pg), uint64(i))
		if a == 0 {
			continue
		}
		counts[g.call("FPDFAnnot_GetSubtype", a)]++
		g.call("FPDFPage_CloseAnnot", a)
	}
	var list []flaw.Loss
	for kind, l := range annotationKinds {
		if counts[kind] > 0 {
			list = append(list, flaw.Loss{Kind: l.Kind, What: count(counts[kind], l.What)})
		}
	}
	slices.SortFunc(list, func(a, b flaw.Loss) int { return cmp.Compare(a.What, b.What) })
	return list
}
