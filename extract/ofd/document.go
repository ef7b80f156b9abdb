package ofd

import (
	"path"
	"strings"

	"jiaokan/extract/flaw"
)

// A document is one Document.xml while it is read.
type document struct {
	*file
	Document
	loc       string // of the Document.xml
	area      box    // of pages that say nothing of their own
	fonts     map[string]string
	units     map[string]*element // composite objects that pages refer to
	images    map[string]string   // parts with pictures that pages refer to
	templates map[string]*template
	byID      map[string]int // index of Pages
}

// A template is a page that others are drawn on: a red head, a form.
type template struct {
	loc   string
	above bool     // drawn over the page and not below
	page  *element // nil until it is used, and where it cannot be read
	err   error
}

// documents reads all documents of the file. One that cannot be read is a Loss
// of the first, unless there is no other.
func (f *file) documents() ([]Document, error) {
	_, root, err := f.part("/", "/", "OFD.xml")
	if fatal(err) || root == nil {
		return nil, err
	}
	var docs []Document
	var lost []flaw.Loss
	note := func(err error) {
		if err != nil {
			lost = append(lost, flaw.Loss{Kind: flaw.Truncated, What: brief(err.Error())})
		}
	}
	note(err)
	bodies := root.all("DocBody")
	if len(bodies) > maxDocs {
		return nil, flaw.New(flaw.ErrLimit, "%d documents", len(bodies))
	}
	for _, body := range bodies {
		d, err := f.document(body)
		if fatal(err) {
			return nil, err
		}
		note(err)
		if err == nil {
			docs = append(docs, d)
		}
	}
	switch {
	case len(docs) == 0 && len(lost) > 0:
		return nil, flaw.New(flaw.ErrDamaged, "no document can be read; the first: %s", lost[0].What)
	case len(docs) == 0:
		return nil, flaw.New(flaw.ErrDamaged, "OFD.xml names no document")
	case f.unread != nil && (f.read == 0 || f.encrypted()):
		return nil, f.unread
	}
	docs[0].Loss = append(docs[0].Loss, lost...)
	return docs, nil
}

// document reads what one DocBody names.
func (f *file) document(body *element) (Document, error) {
	loc, root, err := f.documentRoot(body)
	if root == nil || fatal(err) {
		return Document{}, err
	}
	d := &document{
		file:      f,
		loc:       loc,
		fonts:     map[string]string{},
		units:     map[string]*element{},
		images:    map[string]string{},
		templates: map[string]*template{},
		byID:      map[string]int{},
	}
	d.Title = brief(body.kid("DocInfo").kid("Title").value())
	d.miss("document", err)
	for _, step := range []func() error{
		func() error { return d.common(root.kid("CommonData")) },
		func() error { return d.readPages(root.kid("Pages").all("Page")) },
		func() error { return d.annotations(root.kid("Annotations").value()) },
		func() error { return d.signatures(body.kid("Signatures").value()) },
		func() error { return d.attachments(root.kid("Attachments").value()) },
	} {
		if err := step(); err != nil {
			return Document{}, err
		}
	}
	return d.Document, nil
}

// documentRoot reads the Document.xml of the current version. A file with
// versions names them beside the document it began as.
func (f *file) documentRoot(body *element) (loc string, root *element, err error) {
	for _, v := range body.kid("Versions").all("Version") {
		if v.get("Current") != "true" {
			continue
		}
		base, version, err := f.part("/", "/", v.get("BaseLoc"))
		if version == nil || err != nil {
			break
		}
		if loc, root, err := f.part(base, "/", version.kid("DocRoot").value()); root != nil {
			return loc, root, err
		}
	}
	return f.part("/", "/", body.kid("DocRoot").value())
}

// miss records that what could not be read because of err, if it is no fault
// of the whole file.
func (d *document) miss(what string, err error) {
	if err != nil {
		d.Loss = append(d.Loss, flaw.Lost(flaw.Truncated, "%s: %s", what, brief(err.Error())))
	}
}

// lose records what of a page was not read.
func (p *Page) lose(kind flaw.Kind, format string, args ...any) {
	l := flaw.Lost(kind, format, args...)
	l.What = brief(l.What)
	p.Loss = append(p.Loss, l)
}

// optional reads a part that a document may lack. An empty loc names none; what
// cannot be read is a Loss and nil.
func (d *document) optional(what, base, loc string) (string, *element, error) {
	if loc == "" {
		return "", nil, nil
	}
	name, e, err := d.part(base, d.loc, loc)
	if fatal(err) {
		return "", nil, err
	}
	d.miss(what, err)
	return name, e, nil
}

// common reads what the pages have in common.
func (d *document) common(e *element) error {
	d.area, _ = readBox(e.kid("PageArea").kid("PhysicalBox").value())
	for _, t := range e.all("TemplatePage") {
		d.templates[t.get("ID")] = &template{loc: t.get("BaseLoc"), above: t.get("ZOrder") == "Foreground"}
	}
	for _, kind := range []string{"PublicRes", "DocumentRes"} {
		for _, res := range e.all(kind) {
			if err := d.resources(d.loc, res.value()); err != nil {
				return err
			}
		}
	}
	return nil
}

// resources takes the names of fonts, the composite objects and the names of
// pictures out of one part.
func (d *document) resources(base, loc string) error {
	name, res, err := d.optional("resources", base, loc)
	if res == nil {
		return err
	}
	for _, fonts := range res.all("Fonts") {
		for _, font := range fonts.all("Font") {
			d.fonts[font.get("ID")] = brief(font.get("FontName"))
		}
	}
	for _, units := range res.all("CompositeGraphicUnits") {
		for _, unit := range units.all("CompositeGraphicUnit") {
			d.units[unit.get("ID")] = unit
		}
	}
	d.media(name, res)
	return nil
}

func (d *document) readPages(refs []*element) error {
	if d.file.pages += len(refs); d.file.pages > maxPages {
		return flaw.New(flaw.ErrLimit, "%d pages", d.file.pages)
	}
	d.Pages = make([]Page, len(refs))
	for i, ref := range refs {
		if id := ref.get("ID"); id != "" {
			d.byID[id] = i
		}
		if err := d.readPage(&d.Pages[i], ref.get("BaseLoc")); err != nil {
			return err
		}
	}
	return nil
}

// annotations reads what was put on the pages afterwards. None of it is text of
// the document.
func (d *document) annotations(loc string) error {
	base, list, err := d.optional("annotations", d.loc, loc)
	if list == nil {
		return err
	}
	for _, ref := range list.all("Page") {
		i, ok := d.byID[ref.get("PageID")]
		if !ok {
			continue
		}
		_, on, err := d.optional("annotations", base, ref.kid("FileLoc").value())
		if err != nil {
			return err
		}
		if on == nil {
			continue
		}
		if err := d.annotate(&d.Pages[i], on.all("Annot")); err != nil {
			return err
		}
	}
	return nil
}

// signatures looks for the seals. The picture of a seal is inside its signature,
// in ASN.1, and so is the name of the organ: neither is read.
func (d *document) signatures(loc string) error {
	base, list, err := d.optional("signatures", "/", loc)
	if list == nil {
		return err
	}
	for _, ref := range list.all("Signature") {
		_, sig, err := d.optional("signature", base, ref.get("BaseLoc"))
		if err != nil {
			return err
		}
		if sig == nil {
			continue
		}
		for _, stamp := range sig.kid("SignedInfo").all("StampAnnot") {
			if i, ok := d.byID[stamp.get("PageRef")]; ok {
				d.Pages[i].lose(flaw.Seal, "a seal")
			}
		}
	}
	return nil
}

func (d *document) attachments(loc string) error {
	_, list, err := d.optional("attachments", d.loc, loc)
	if list == nil {
		return err
	}
	for _, a := range list.all("Attachment") {
		name := a.get("Name")
		if name == "" {
			name = path.Base(strings.ReplaceAll(a.kid("FileLoc").value(), "\\", "/"))
		}
		d.Loss = append(d.Loss, flaw.Lost(flaw.Attachment, "attachment %s skipped", brief(name)))
	}
	return nil
}
