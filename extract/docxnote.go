package extract

import (
	"cmp"
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// A noteRef is a footnote or an endnote by its id.
type noteRef struct{ kind, id string }

// note takes down that a note is referred to here.
func (s *story) note(kind string, t parts.Token) {
	id, _ := t.Attr("id")
	if ref := (noteRef{kind, id}); s.apart == "" && !s.noted[ref] {
		s.noted[ref] = true
		s.notes = append(s.notes, ref)
	}
}

// addNotes puts the notes that are referred to behind the body.
func (x *docx) addNotes(body *story) error {
	for _, kind := range []string{"footnote", "endnote"} {
		var refs []noteRef
		for _, r := range x.notes {
			if r.kind == kind {
				refs = append(refs, r)
			}
		}
		if refs == nil {
			continue
		}
		notes := map[string]*draft{}
		if err := x.readNotes(kind, notes); err != nil {
			return err
		}
		for _, r := range refs {
			if n := notes[r.id]; n != nil {
				body.out.add(n)
			} else {
				body.out.lose(flaw.Truncated, kind+" missing")
			}
		}
	}
	return nil
}

// readNotes reads those of footnotes.xml or endnotes.xml that are referred to.
// The others are the lines that part notes from the text.
func (x *docx) readNotes(kind string, into map[string]*draft) error {
	return x.readKind(kind+"s", func(d *parts.Decoder) error {
		if _, err := d.Next(); err != nil {
			return err
		}
		return eachElement(d, func(t parts.Token) error {
			id, _ := t.Attr("id")
			if !x.noted[noteRef{kind, id}] || into[id] != nil {
				return nil
			}
			n := x.story(kind)
			into[id] = &n.out
			return n.read(d)
		})
	})
}

// readComments reads comments.xml.
func (x *docx) readComments(d *parts.Decoder) error {
	if _, err := d.Next(); err != nil {
		return err
	}
	return eachElement(d, func(t parts.Token) error {
		id, _ := t.Attr("id")
		c := x.story("comment")
		err := c.read(d)
		x.comments[id] = strings.TrimSpace(string(c.out.text))
		return cmp.Or(err, tooMany(len(x.comments), "comments"))
	})
}

// comment notes a comment where it is set; once, whatever refers to it.
func (s *story) comment(t parts.Token) {
	id, _ := t.Attr("id")
	if text := s.comments[id]; text != "" {
		delete(s.comments, id)
		s.para.settle()
		s.para.aside("comment", text)
		s.para.settle()
	}
}

// A frameRef is a header or a footer of a section.
type frameRef struct{ kind, id string }

// readSection reads w:sectPr.
func readSection(d *parts.Decoder) ([]frameRef, error) {
	var refs []frameRef
	err := eachElement(d, func(t parts.Token) error {
		if kind, ok := strings.CutSuffix(t.Name, "Reference"); ok && (kind == "header" || kind == "footer") {
			id, _ := t.Attr("id")
			refs = append(refs, frameRef{kind, id})
		}
		return nil
	})
	return refs, err
}

// section ends a section of the body. Its headers and footers are noted where it
// begins; one that an earlier section has, or that reads the same, is not noted
// again.
func (s *story) section(refs []frameRef) error {
	if s.part != "body" {
		return nil
	}
	for _, ref := range refs {
		name := s.links[ref.id]
		if name == "" || s.frames[name] {
			continue
		}
		s.frames[name] = true
		frame := s.story(ref.kind)
		err := s.optional(s.readPart(name, func(d *parts.Decoder) error {
			if _, err := d.Next(); err != nil {
				return err
			}
			return frame.read(d)
		}))
		if err != nil {
			return err
		}
		here := Span{s.begins, s.begins}
		for _, l := range frame.out.loss {
			s.out.loss = append(s.out.loss, Loss{Span: here, Kind: l.Kind, What: l.What + " in a " + ref.kind})
		}
		text := strings.TrimSpace(string(frame.out.text))
		if seen := ref.kind + ":" + text; text != "" && !s.frames[seen] {
			s.frames[seen] = true
			s.out.origin = append(s.out.origin, Origin{Span: here, Part: ref.kind, Apart: text})
		}
	}
	s.begins = len(s.out.text)
	return nil
}
