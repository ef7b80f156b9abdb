// Package parts opens the parts of a zipped document (DOCX, OFD, ODT) within
// limits, and reads the XML in them.
//
//	p, err := parts.Open(data)
//	part, err := p.Read("word/document.xml")
//	d := parts.NewDecoder(part)
//	for {
//		t, err := d.Next()
//		...
//	}
//
// Others rely on this: whatever the bytes are, nothing is written to disk, no
// more than maxTotal bytes are unpacked of one file and all that is packed in
// it, no element is deeper than maxDepth, no text grows while it is read, and
// what is given back as text is valid UTF-8 without NUL. An error wraps
// flaw.ErrLimit, flaw.ErrDamaged or flaw.ErrLocked.
package parts

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"jiaokan/extract/flaw"
)

// Limits of one document. A part is text in XML or a picture; the longest
// statute in force makes a word/document.xml of about 10 MB.
const (
	maxPart  = 64 << 20  // bytes of one part
	maxTotal = 128 << 20 // bytes of all parts that are read
	maxParts = 10000
)

// A Package is an opened file. It is not safe for use by several goroutines.
type Package struct {
	files map[string]*zip.File
	names []string
	left  *int64 // bytes that may still be read, shared with packages in it
}

// Open reads the directory of a zip file. Names are compared without their
// case, as OPC (ECMA-376 part 2) wants and as OFD files in the wild need; of
// several parts with one name the first counts. Nothing is unpacked yet.
func Open(data []byte) (*Package, error) {
	left := int64(maxTotal)
	return open(data, &left)
}

// Open opens a zip file that was a part of p, or of a part of it. What is read
// of both together stays within the limit of one.
func (p *Package) Open(data []byte) (*Package, error) { return open(data, p.left) }

func open(data []byte, left *int64) (*Package, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, flaw.New(flaw.ErrDamaged, "not a whole zip file (%v)", err)
	}
	if len(z.File) > maxParts {
		return nil, flaw.New(flaw.ErrLimit, "%d parts", len(z.File))
	}
	p := &Package{files: make(map[string]*zip.File, len(z.File)), left: left}
	for _, f := range z.File {
		name := clean(f.Name)
		if p.files[name] == nil {
			p.files[name] = f
			p.names = append(p.names, name)
		}
	}
	return p, nil
}

// clean makes names comparable: forward slashes, none at the start, no . and ..,
// lower case. A slash at the end stays, since it makes the name a folder's.
func clean(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, "\\", "/"))
	folder := strings.HasSuffix(name, "/")
	name = path.Clean("/" + name)[1:]
	if folder {
		name += "/"
	}
	return name
}

// Names lists the parts in the order of the file, in lower case.
func (p *Package) Names() []string { return p.names }

// Has reports whether there is a part of that name, or with a name that ends
// in a slash, any part in that folder.
func (p *Package) Has(name string) bool {
	name = clean(name)
	if !strings.HasSuffix(name, "/") {
		return p.files[name] != nil
	}
	for _, n := range p.names {
		if strings.HasPrefix(n, name) {
			return true
		}
	}
	return false
}

// Read unpacks one part. What its directory says of its size is believed only
// so far as it is over the limit: a part that is longer than it says is damaged.
func (p *Package) Read(name string) ([]byte, error) {
	f := p.files[clean(name)]
	if f == nil {
		return nil, flaw.New(flaw.ErrDamaged, "no part %s", name)
	}
	if f.Flags&1 != 0 {
		return nil, flaw.New(flaw.ErrLocked, "%s is encrypted", name)
	}
	limit := min(maxPart, *p.left)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, flaw.New(flaw.ErrLimit, "%s has more than %d MB", name, limit>>20)
	}
	r, err := f.Open()
	if err != nil {
		return nil, flaw.New(flaw.ErrDamaged, "%s cannot be unpacked (%v)", name, err)
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, 1<<20)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	*p.left -= n
	switch {
	case n > limit:
		return nil, flaw.New(flaw.ErrLimit, "%s has more than %d MB", name, limit>>20)
	case err != nil:
		return nil, flaw.New(flaw.ErrDamaged, "%s cannot be unpacked (%v)", name, err)
	}
	return b.Bytes(), nil
}
