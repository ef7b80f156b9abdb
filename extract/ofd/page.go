package ofd

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/extract/flaw"
)

// A4, for pages that say nothing of their size, in millimetres.
var a4 = box{0, 0, 210, 297}

// A canvas is one page while it is drawn.
type canvas struct {
	*document
	*Page
	kind   string     // of Aside that all text is, where what is drawn is an annotation
	hidden []Run      // drawn without colour
	inside []*element // the templates and composite objects being drawn

	// What has no text is counted.
	pictures, drawings int
	absent             int            // templates and composite objects that are missing
	circular           int            // and those inside themselves
	blind              map[string]int // glyphs without meaning, by font
}

// readPage reads one page of the list. A page that cannot be read, or not to its
// end, has a Loss.
func (d *document) readPage(p *Page, loc string) error {
	c := &canvas{document: d, Page: p, blind: map[string]int{}}
	base, e, err := d.part(d.loc, d.loc, loc)
	if fatal(err) {
		return err
	}
	if err != nil {
		p.lose(flaw.Truncated, "%v", err)
	}
	if e == nil {
		e = &element{}
		if d.unread == nil {
			d.unread = err
		}
	} else {
		d.read++
	}
	for _, res := range e.all("PageRes") {
		if err := d.resources(base, res.value()); err != nil {
			return err
		}
	}
	if err := c.sheet(e, c.size(e)); err != nil {
		return err
	}
	c.finish()
	return nil
}

// size sets the size of the page and returns the matrix from its millimetres to
// points from its corner. The physical box need not begin at 0 0.
func (c *canvas) size(e *element) matrix {
	b, ok := readBox(e.kid("Area").kid("PhysicalBox").value())
	if !ok {
		b = c.area
	}
	if b[2] <= 0 || b[3] <= 0 {
		b = a4
	}
	c.Width, c.Height = b[2]*mm, b[3]*mm
	return matrix{mm, 0, 0, mm, -b[0] * mm, -b[1] * mm}
}

// sheet draws a page or a template: first the templates below it, then its
// layers from the background to the foreground, then the templates above it.
func (c *canvas) sheet(e *element, m matrix) error {
	var above []*template
	for _, ref := range e.all("Template") {
		t := c.templates[ref.get("TemplateID")]
		switch z := ref.get("ZOrder"); {
		case t == nil:
			c.absent++
		case z == "Foreground" || z == "" && t.above:
			above = append(above, t)
		default:
			if err := c.template(t, m); err != nil {
				return err
			}
		}
	}
	layers := e.kid("Content").all("Layer")
	slices.SortStableFunc(layers, func(a, b *element) int { return a.height() - b.height() })
	for _, layer := range layers {
		if err := c.draw(layer, m, false); err != nil {
			return err
		}
	}
	for _, t := range above {
		if err := c.template(t, m); err != nil {
			return err
		}
	}
	return nil
}

// height orders the layers of a page.
func (e *element) height() int {
	switch e.get("Type") {
	case "Background":
		return 0
	case "Foreground":
		return 2
	}
	return 1
}

// template draws a template, which is read when it is first used.
func (c *canvas) template(t *template, m matrix) error {
	if t.page == nil && t.err == nil {
		_, t.page, t.err = c.part(c.loc, c.loc, t.loc)
	}
	if fatal(t.err) {
		return t.err
	}
	if t.err != nil {
		c.lose(flaw.Truncated, "template: %v", t.err)
	}
	if t.page == nil {
		return nil
	}
	return c.within(t.page, func() error { return c.sheet(t.page, m) })
}

// within draws what is used inside something else. Files have been made in which
// it is inside itself.
func (c *canvas) within(e *element, draw func() error) error {
	if slices.Contains(c.inside, e) {
		c.circular++
		return nil
	}
	if len(c.inside) == maxDepth {
		return flaw.New(flaw.ErrLimit, "objects inside objects, %d deep", maxDepth)
	}
	c.inside = append(c.inside, e)
	err := draw()
	c.inside = c.inside[:len(c.inside)-1]
	return err
}

// draw draws one object, or all that a layer or a block holds. What is hidden
// hides what is inside.
func (c *canvas) draw(e *element, m matrix, hidden bool) error {
	if err := c.spend(1); err != nil {
		return err
	}
	hidden = hidden || e.get("Visible") == "false" || e.get("Alpha") == "0"
	switch e.name {
	case "TextObject":
		return c.text(e, m, hidden)
	case "ImageObject":
		if !hidden {
			c.picture(e, m)
		}
	case "PathObject":
		if !hidden {
			c.drawings++
		}
	case "CompositeObject":
		unit := c.units[e.get("ResourceID")]
		if unit == nil {
			c.absent++
			return nil
		}
		return c.within(unit, func() error { return c.all(unit.kid("Content").kids, e.place(m), hidden) })
	case "Layer", "PageBlock":
		return c.all(e.kids, m, hidden)
	case "Appearance":
		return c.all(e.kids, e.place(m), hidden)
	}
	return nil
}

func (c *canvas) all(es []*element, m matrix, hidden bool) error {
	for _, e := range es {
		if err := c.draw(e, m, hidden); err != nil {
			return err
		}
	}
	return nil
}

// finish settles what can be told only when all of the page is drawn.
//
// An archived scan has its text, as a recogniser read it, without colour below
// the picture, so that it can be searched. So where a page with a picture hides
// more than it shows, what it hides is text of the page.
func (c *canvas) finish() {
	if c.pictures > 0 && characters(c.hidden) > characters(c.Runs) {
		c.Runs, c.hidden = append(c.Runs, c.hidden...), nil
		c.lose(flaw.Hidden, "a picture of text; its hidden text was read")
		c.pictures--
	}
	aside := len(c.Aside)
	for _, r := range c.hidden {
		c.Aside = append(c.Aside, Aside{"hidden", r.Text})
	}
	c.Aside = join(c.Aside, aside)
	c.count()
	c.Aside, c.Loss = distinct(c.Aside), distinct(c.Loss)
}

func characters(runs []Run) int {
	n := 0
	for _, r := range runs {
		n += utf8.RuneCountInString(r.Text)
	}
	return n
}

// count records what of the page has no text.
func (c *canvas) count() {
	if len(c.Runs) > 0 {
		c.Pictures = nil
	}
	switch n := c.pictures - len(c.Pictures); {
	case n == 1:
		c.lose(flaw.Picture, "a picture")
	case n > 1:
		c.lose(flaw.Picture, "%d pictures", n)
	}
	if c.absent > 0 {
		c.lose(flaw.Truncated, "%d templates or composite objects are missing", c.absent)
	}
	if c.circular > 0 {
		c.lose(flaw.Truncated, "%d templates or composite objects inside themselves", c.circular)
	}
	if len(c.Runs) == 0 && c.drawings > 0 {
		c.lose(flaw.Picture, "no text, but %d drawings", c.drawings)
	}
	for _, font := range slices.Sorted(maps.Keys(c.blind)) {
		c.lose(flaw.Glyph, "%d characters have a meaning only in the font %s", c.blind[font], font)
	}
}

// annotate draws annotations beside the text of the page. A watermark that is
// repeated all over the page is told once.
func (d *document) annotate(p *Page, annots []*element) error {
	over := Page{Width: p.Width, Height: p.Height}
	for _, a := range annots {
		kind := "annotation"
		if t := a.get("Type"); t == "Watermark" || t == "Stamp" {
			kind = strings.ToLower(t)
		}
		c := &canvas{document: d, Page: &over, kind: kind, blind: map[string]int{}}
		if a.get("Visible") == "false" {
			continue
		}
		for _, look := range a.all("Appearance") {
			if err := c.draw(look, identity, false); err != nil {
				return err
			}
		}
		if c.pictures > 0 {
			over.lose(flaw.Picture, "a picture as %s", kind)
		}
	}
	p.Aside = append(p.Aside, distinct(over.Aside)...)
	p.Loss = append(p.Loss, distinct(over.Loss)...)
	return nil
}

// distinct drops what stands in list before.
func distinct[T comparable](list []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(list, func(t T) bool {
		again := seen[t]
		seen[t] = true
		return again
	})
}
