package ofd

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"jiaokan/extract/flaw"
)

// locate returns the name of the part that loc means where it stands in the part
// base. GB/T 33190 lets a location (ST_Loc) be absolute in the package or relative
// to the part it stands in; writers also take the document's folder (doc) or the
// package for its base, so that the first that exists is taken. A location cannot
// leave the package: it is a name in the zip file and never one on the disk.
func (f *file) locate(base, doc, loc string) (string, error) {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), "\\", "/")
	if loc == "" {
		return "", flaw.New(flaw.ErrDamaged, "no part is named")
	}
	if strings.HasPrefix(loc, "/") {
		doc, base = "/", "/"
	}
	for _, folder := range []string{path.Dir(base), path.Dir(doc), "/"} {
		if name := path.Join("/", folder, loc)[1:]; f.Has(name) {
			return name, nil
		}
	}
	return "", flaw.New(flaw.ErrDamaged, "no part %s", brief(loc))
}

// part reads and parses the part that loc means in base. With an error it may
// return what could be read of it.
func (f *file) part(base, doc, loc string) (name string, e *element, err error) {
	name, err = f.locate(base, doc, loc)
	if err != nil {
		return "", nil, err
	}
	data, err := f.Read(name)
	if err != nil {
		return name, nil, err
	}
	if f.xml += len(data); f.xml > maxXML {
		return name, nil, flaw.New(flaw.ErrLimit, "more than %d MB of XML", maxXML>>20)
	}
	e, err = parse(data)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return name, e, err
}

// fatal reports whether err concerns the file and not one part of it.
func fatal(err error) bool {
	return errors.Is(err, flaw.ErrLimit) || errors.Is(err, flaw.ErrLocked)
}

// brief cuts what a file says of itself to what a message has room for.
func brief(s string) string {
	const room = 160
	if len(s) <= room {
		return s
	}
	return strings.ToValidUTF8(s[:room], "") + "…"
}
