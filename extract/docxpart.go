package extract

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"jiaokan/extract/parts"
)

// A relation says what a part is to another (ECMA-376 part 2, 9.3).
type relation struct {
	id     string
	kind   string // last word of the type's URI, which strict and transitional files share
	target string // name of a part
}

// relations reads the relations of a part, of the package itself where the name
// is empty. What stands outside the file is left out: nothing is fetched.
func relations(pkg *parts.Package, part string) ([]relation, error) {
	folder, base := path.Split(part)
	name := folder + "_rels/" + base + ".rels"
	if !pkg.Has(name) {
		return nil, nil
	}
	d, err := openPart(pkg, name)
	if err != nil {
		return nil, err
	}
	var all []relation
	for {
		t, err := d.Next()
		if err == io.EOF {
			return all, nil
		} else if err != nil {
			return all, inPart(name, err)
		}
		if mode, _ := t.Attr("TargetMode"); t.Kind != parts.Start || t.Name != "Relationship" || strings.EqualFold(mode, "External") {
			continue
		}
		var r relation
		r.id, _ = t.Attr("Id")
		r.kind, _ = t.Attr("Type")
		r.kind = r.kind[strings.LastIndexByte(r.kind, '/')+1:]
		r.target, _ = t.Attr("Target")
		if !strings.HasPrefix(r.target, "/") {
			r.target = path.Join("/", folder, r.target)
		}
		r.target = r.target[1:]
		all = append(all, r)
		if err := tooMany(len(all), "relations"); err != nil {
			return nil, err
		}
	}
}

// mainPart finds the document in the package. Its name is word/document.xml in
// files of Word and WPS, and anything in files of other programs.
func mainPart(pkg *parts.Package) (string, error) {
	const usual = "word/document.xml"
	top, err := relations(pkg, "")
	for _, r := range top {
		if r.kind == "officeDocument" && pkg.Has(r.target) {
			return r.target, nil
		}
	}
	switch {
	case pkg.Has(usual):
		return usual, nil
	case err != nil:
		return "", err
	}
	return "", because(ErrDamaged, "no document in the file")
}

func openPart(pkg *parts.Package, name string) (*parts.Decoder, error) {
	data, err := pkg.Read(name)
	if err != nil {
		return nil, err
	}
	return parts.NewDecoder(data), nil
}

// inPart says which part an error of its XML is in. The end of a part, and a
// bound that this package sets, say it or need not.
func inPart(name string, err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// eachElement calls f for every element right in the one that was started last,
// up to its end. f may read the element or leave it.
func eachElement(d *parts.Decoder, f func(t parts.Token) error) error {
	for {
		t, err := d.Next()
		if err != nil {
			return err
		}
		switch t.Kind {
		case parts.End:
			return nil
		case parts.Start:
			depth := d.Depth()
			if err := f(t); err != nil {
				return err
			}
			for d.Depth() >= depth {
				if _, err := d.Next(); err != nil {
					return err
				}
			}
		}
	}
}

// elementText reads the element that was started last to its end, and returns
// the text right in it.
func elementText(d *parts.Decoder) (string, error) {
	var b strings.Builder
	for {
		t, err := d.Next()
		if err != nil {
			return b.String(), err
		}
		switch t.Kind {
		case parts.Text:
			b.WriteString(t.Text)
		case parts.Start:
			if err := d.Skip(); err != nil {
				return b.String(), err
			}
		case parts.End:
			return b.String(), nil
		}
	}
}

// wordVal returns the attribute w:val.
func wordVal(t parts.Token) string {
	v, _ := t.Attr("val")
	return shorten(v)
}

// shorten cuts what is looked at for every paragraph: a name, the text of a
// label. None that Word writes is longer.
func shorten(s string) string {
	const most = 256
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// maxEntries bounds the styles, lists, comments and relations of a file, each.
const maxEntries = 1 << 16

func tooMany(n int, what string) error {
	if n > maxEntries {
		return because(ErrLimit, "more than %d %s", maxEntries, what)
	}
	return nil
}

// wordOn reads an element that switches something: on, unless it says off.
func wordOn(t parts.Token) bool {
	switch wordVal(t) {
	case "0", "false", "off":
		return false
	}
	return true
}

// A vocabulary is one of the XML languages that a Word file mixes.
type vocabulary uint8

const (
	strange vocabulary = iota
	wordML
	mathML
	compatML
	vml
	officeML
	pictureML
	chartML
	diagramML
)

// vocabularies are the namespaces, those of transitional files and those of
// strict ones (ISO/IEC 29500-1).
var vocabularies = map[string]vocabulary{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": wordML,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             wordML,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":   mathML,
	"http://purl.oclc.org/ooxml/officeDocument/math":               mathML,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":  compatML,
	"urn:schemas-microsoft-com:vml":                                vml,
	"urn:schemas-microsoft-com:office:office":                      officeML,
	"http://schemas.openxmlformats.org/drawingml/2006/picture":     pictureML,
	"http://purl.oclc.org/ooxml/drawingml/picture":                 pictureML,
	"http://schemas.openxmlformats.org/drawingml/2006/chart":       chartML,
	"http://schemas.microsoft.com/office/drawing/2014/chartex":     chartML,
	"http://purl.oclc.org/ooxml/drawingml/chart":                   chartML,
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":     diagramML,
	"http://purl.oclc.org/ooxml/drawingml/diagram":                 diagramML,
}
