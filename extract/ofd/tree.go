package ofd

import (
	"errors"
	"io"
	"slices"
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// An element is one element of a part. Its name is without the prefix: files
// have been seen with ofd:, with none, and with three different namespaces.
type element struct {
	name string
	attr []parts.Attr
	kids []*element
	text []byte
}

// known are the elements that are kept, each with an ancestry of others that are
// kept. All else is skipped with what is inside, above all the coordinates of
// paths and clips, which are most of the bytes of a page.
var known = set(`
	OFD DocBody DocInfo Title DocRoot Versions Version DocVersion Signatures
	Document CommonData PageArea PhysicalBox PublicRes DocumentRes TemplatePage
	Pages Page Annotations Attachments Attachment FileLoc
	Res Fonts Font MultiMedias MultiMedia MediaFile CompositeGraphicUnits CompositeGraphicUnit
	Area Template PageRes Content Layer PageBlock
	TextObject FillColor CGTransform Glyphs TextCode CompositeObject ImageObject PathObject
	PageAnnot Annot Appearance
	Signature SignedInfo StampAnnot`)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(names) {
		m[n] = true
	}
	return m
}

// parse reads one part. With an error it returns what stands before the fault,
// or nil. The error wraps flaw.ErrDamaged or flaw.ErrLimit.
func parse(data []byte) (*element, error) {
	top := &element{}
	open := []*element{top}
	d := parts.NewDecoder(data)
	for nodes := 0; ; {
		t, err := d.Next()
		if err == nil && t.Kind == parts.Start && !known[t.Name] {
			err = d.Skip()
		}
		if err != nil {
			return top.root(err)
		}
		e := open[len(open)-1]
		switch {
		case t.Kind == parts.Text:
			e.text = append(e.text, t.Text...)
		case t.Kind == parts.End:
			open = open[:len(open)-1]
		case known[t.Name]:
			if nodes++; nodes > maxNodes {
				return nil, flaw.New(flaw.ErrLimit, "more than %d elements", maxNodes)
			}
			k := &element{name: t.Name, attr: slices.Clone(t.Attrs)}
			e.kids = append(e.kids, k)
			open = append(open, k)
		}
	}
}

// root is what parse returns when the decoder stops with err.
func (top *element) root(err error) (*element, error) {
	whole := errors.Is(err, io.EOF)
	switch {
	case len(top.kids) == 0 && whole:
		return nil, flaw.New(flaw.ErrDamaged, "no XML of OFD")
	case len(top.kids) == 0, errors.Is(err, flaw.ErrLimit):
		return nil, err
	case whole:
		return top.kids[0], nil
	}
	return top.kids[0], err
}

// get returns the value of an attribute, or "".
func (e *element) get(name string) string {
	for i := range e.attr {
		if e.attr[i].Name == name {
			return strings.TrimSpace(e.attr[i].Value)
		}
	}
	return ""
}

// kid returns the first child of that name, or an element without anything: what
// is absent in a part can be asked for its own children all the same.
func (e *element) kid(name string) *element {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return &element{}
}

// all returns the children of that name.
func (e *element) all(name string) []*element {
	var es []*element
	for _, k := range e.kids {
		if k.name == name {
			es = append(es, k)
		}
	}
	return es
}

// value returns the text of an element that holds a name, a number or a title.
func (e *element) value() string { return strings.TrimSpace(string(e.text)) }
