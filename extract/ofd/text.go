package ofd

import "strings"

// A glyph is one character of a TextObject and where its origin stands, in
// coordinates of the object.
type glyph struct {
	r    rune
	x, y float64
}

// A style is what all characters of a TextObject share.
type style struct {
	m      matrix // from coordinates of the object to the page
	size   float64
	hscale float64
	font   string
	char   int // degrees by which each character is turned
	read   int // degrees of the direction in which characters follow each other
}

// text draws one TextObject: the characters of its TextCodes, cut into runs.
func (c *canvas) text(e *element, m matrix, hidden bool) error {
	s := style{
		m:      e.place(m),
		size:   e.num("Size", 0),
		hscale: e.num("HScale", 1),
		font:   c.fonts[e.get("Font")],
		char:   quarters(e.get("CharDirection")),
		read:   quarters(e.get("ReadDirection")),
	}
	if s.size <= 0 {
		s.size = 10.5 / mm // 五号
	}
	if s.hscale <= 0 {
		s.hscale = 1
	}
	hidden = hidden || e.kid("FillColor").get("Alpha") == "0" || e.get("Fill") == "false" && e.get("Stroke") != "true"
	ligatures := e.ligatures()
	var x, y float64
	aside := len(c.Aside)
	before := 0 // codes of the TextCodes before this one: CodePosition counts through all
	for _, code := range e.all("TextCode") {
		text := []rune(unwrap(string(code.text)))
		if err := c.spend(len(text)); err != nil {
			return err
		}
		x, y = code.num("X", x), code.num("Y", y) // where absent, as before
		c.cut(s.set(code, text, x, y, ligatures.glyphs(before, text)), s, hidden)
		before += len(text)
	}
	c.Aside = join(c.Aside, aside)
	return nil
}

// quarters reads a direction, which is one of 0, 90, 180 and 270.
func quarters(s string) int {
	switch s {
	case "90":
		return 90
	case "180":
		return 180
	case "270":
		return 270
	}
	return 0
}

// unwrap takes out line breaks with the white space round them, which is the
// indentation of the XML and drawn by no reader: the examples of the standard
// have TextCode begin with one, and neither DeltaX nor CodePosition counts it.
// All other space is text.
func unwrap(s string) string {
	if !strings.ContainsAny(s, "\n\r") {
		return s
	}
	var b strings.Builder
	for i, l := range strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if i > 0 || s[0] == '\n' || s[0] == '\r' {
			l = strings.TrimLeft(l, " \t")
		}
		b.WriteString(l)
	}
	return b.String()
}

// join makes one of neighbours of one kind, from the first on: they are pieces of
// one TextObject.
func join(asides []Aside, first int) []Aside {
	kept := asides[:first]
	for i := first; i < len(asides); {
		kind := asides[i].Kind
		var b strings.Builder
		for ; i < len(asides) && asides[i].Kind == kind; i++ {
			b.WriteString(asides[i].Text)
		}
		kept = append(kept, Aside{kind, b.String()})
	}
	return kept
}
