package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// reason returns why what is read is not printed: what part of the file it
// stands apart as. It is empty for text.
func (s *story) reason() string {
	switch {
	case s.apart != "":
		return s.apart
	case s.codes > 0:
		return "field"
	case s.styles.hides(s.face, s.mark.style):
		return "hidden text"
	}
	return ""
}

// write writes text, or puts it apart.
func (s *story) write(text string) {
	if why := s.reason(); why != "" {
		s.para.aside(why, text)
	} else {
		s.para.write(text)
	}
}

// lose notes that something has no text, if it would be printed.
func (s *story) lose(kind flaw.Kind, what string) {
	if s.reason() == "" {
		s.para.lose(kind, what)
	}
}

// aside has what f reads kept out of the text. Of two reasons the outer counts.
func (s *story) aside(why string, f func() error) error {
	if s.apart == "" {
		s.apart = why
		defer func() { s.apart = "" }()
	}
	return f()
}

// text reads w:t. White space around it counts only if it says so, and line
// breaks in it are the file's, not the text's.
func (s *story) text(d *parts.Decoder, t parts.Token) error {
	space, _ := t.Attr("space")
	text, err := elementText(d)
	if space != "preserve" {
		text = strings.Trim(text, " \t\n")
	}
	if strings.ContainsAny(text, "\t\n") {
		text = strings.NewReplacer("\t", " ", "\n", " ").Replace(text)
	}
	s.write(s.readable(text))
	return err
}

// readable puts in the characters that signs of a symbol font show.
func (s *story) readable(text string) string {
	if s.face.font == "" || strings.IndexFunc(text, private) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if private(r) {
			if c := symbol(s.face.font, r); c != 0 {
				return c
			}
		}
		return r
	}, text)
}

// symbol reads w:sym, a sign by font and place.
func (s *story) symbol(t parts.Token) {
	font, _ := t.Attr("font")
	char, _ := t.Attr("char")
	n, err := strconv.ParseUint(char, 16, 32)
	c := symbol(font, rune(n))
	if c == 0 && !private(rune(n)) {
		c = rune(n)
	}
	if err != nil || c < ' ' || !utf8.ValidRune(c) {
		s.lose(flaw.Glyph, "sign "+char+" of font "+font)
		return
	}
	s.write(string(c))
}
