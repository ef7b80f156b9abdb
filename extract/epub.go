package extract

import (
	"errors"
	"io"
	"net/url"
	"path"
	"slices"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// readEPUB reads a book (EPUB 2 and 3): META-INF/container.xml names the package
// document, which lists the files of the book (manifest) and in what order they
// are read (spine). Each is a page of XHTML, all of which is text: a book has no
// navigation around it. LibreOffice writes EPUB and does not read it.
//
// Damage to a chapter is a Loss, damage to the book as a whole an error.
func readEPUB(data []byte, _ Options) (*Source, error) {
	p, err := parts.Open(data)
	if err != nil {
		return nil, err
	}
	chapters, err := spine(p)
	if err != nil {
		return nil, err
	}
	if locked := lockedParts(p); slices.ContainsFunc(chapters, func(name string) bool { return locked[name] }) {
		return nil, because(ErrLocked, "the file is encrypted")
	}
	var book draft
	for _, name := range chapters {
		s, err := chapter(p, name)
		if errors.Is(err, ErrLimit) || errors.Is(err, ErrLocked) {
			return nil, err
		}
		if err != nil {
			book.lose(flaw.Truncated, "chapter: "+err.Error())
			continue
		}
		text := []byte(s.Text)
		if n := len(text); n > 0 && text[n-1] != '\n' {
			text = append(text, '\n')
		}
		book.add(&draft{text: text, origin: s.Origin, loss: s.Loss})
	}
	if len(book.text) == 0 && len(book.loss) > 0 {
		return nil, because(ErrDamaged, "no chapter can be read; the first: %s", book.loss[0].What)
	}
	return book.source(), nil
}

func chapter(p *parts.Package, name string) (*Source, error) {
	page, err := p.Read(name)
	if err != nil {
		return nil, err
	}
	return htmlLines(page, "")
}

// spine returns the names of the chapters in their order.
func spine(p *parts.Package) ([]string, error) {
	book := ""
	err := eachStart(p, "META-INF/container.xml", func(t parts.Token) {
		if name, ok := t.Attr("full-path"); ok && t.Name == "rootfile" && book == "" {
			book = name
		}
	})
	if err != nil {
		return nil, err
	}
	var order []string
	href := make(map[string]string)
	err = eachStart(p, book, func(t parts.Token) {
		switch t.Name {
		case "item":
			id, _ := t.Attr("id")
			at, _ := t.Attr("href")
			href[id] = partName(path.Dir(book), at)
		case "itemref":
			id, _ := t.Attr("idref")
			order = append(order, id)
		}
	})
	if err != nil {
		return nil, err
	}
	var chapters []string
	once := make(map[string]bool)
	for _, id := range order {
		if name := href[id]; name != "" && !once[name] {
			once[name] = true
			chapters = append(chapters, name)
		}
	}
	if len(chapters) == 0 {
		return nil, because(ErrDamaged, "%s: no chapters", book)
	}
	return chapters, nil
}

// lockedParts are the parts that META-INF/encryption.xml says are encrypted. That
// fonts are is common, and no matter.
func lockedParts(p *parts.Package) map[string]bool {
	locked := make(map[string]bool)
	const list = "META-INF/encryption.xml"
	if !p.Has(list) {
		return locked
	}
	// A list that cannot be read locks nothing: the chapters will show it.
	_ = eachStart(p, list, func(t parts.Token) {
		if at, ok := t.Attr("URI"); ok && t.Name == "CipherReference" {
			locked[partName("", at)] = true
		}
	})
	return locked
}

// eachStart calls f for each element of a part.
func eachStart(p *parts.Package, name string, f func(parts.Token)) error {
	d, err := openPart(p, name)
	if err != nil {
		return err
	}
	for {
		t, err := d.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return inPart(name, err)
		}
		if t.Kind == parts.Start {
			f(t)
		}
	}
}

// partName resolves a reference against the folder it stands in.
func partName(folder, href string) string {
	if u, err := url.Parse(href); err == nil {
		href = u.Path
	}
	return path.Join(folder, href)
}
