package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jiaokan/extract"
	"jiaokan/extract/pdf"
)

// A document is a file of the data.
type document struct {
	name  string // from the folder of all formats
	path  string
	truth string // file with its text, or ""
}

// documents lists the files in the folders of data/formats, with what is known
// of their text.
func documents(data string) ([]document, error) {
	root := filepath.Join(data, "formats")
	paths, err := filepath.Glob(filepath.Join(root, "*", "*"))
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	var all []document
	for _, path := range paths {
		if filepath.Base(filepath.Dir(path)) == "zh-law-docx-pdf-md" && strings.HasSuffix(path, ".md") {
			continue // the truth of others
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return nil, err
		}
		all = append(all, document{filepath.ToSlash(name), path, truthOf(data, path)})
	}
	return all, nil
}

// truthOf returns the file that holds the text of the document at path, or "".
func truthOf(data, path string) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(filepath.Base(path), ext)
	truth := ""
	switch {
	case ext == ".html":
		truth = filepath.Join(data, "..", "evalkit", "notices", stem+".txt")
	case strings.HasSuffix(path, ".gbk.md"):
		truth = strings.TrimSuffix(path, ".gbk.md") + ".utf8.md"
	case ext == ".docx" || ext == ".pdf":
		truth = strings.TrimSuffix(path, ext) + ".md"
	}
	if _, err := os.Stat(truth); err != nil {
		return ""
	}
	return truth
}

// A row is what came of reading one document.
type row struct {
	document
	source  *extract.Source
	err     error
	took    time.Duration
	found   int // characters
	want    int // characters of the truth, if there is one
	differs int // of them, as an edit distance
}

// readAll reads the files one after another, so that the times are those of one
// file. The engine of PDF is started before.
func readAll(files []document, cache string) []row {
	engine := &pdf.Engine{Cache: cache}
	defer engine.Close()
	started := false
	var rows []row
	for _, f := range files {
		r := row{document: f}
		data, err := os.ReadFile(f.path)
		if err != nil {
			r.err = err
			rows = append(rows, r)
			continue
		}
		if !started && extract.Sniff(data) == extract.PDF {
			started = true
			_, _ = engine.Read(nil) // it starts; that nothing is no PDF does not matter
		}
		r.read(data, engine)
		rows = append(rows, r)
	}
	return rows
}

func (r *row) read(data []byte, engine *pdf.Engine) {
	start := time.Now()
	w, err := extract.Read(r.name, data, extract.Options{PDF: engine})
	r.took = time.Since(start)
	text := ""
	if err != nil {
		r.err = err
	} else {
		r.source, text = w.Source, w.Text
	}
	found := letters(text)
	r.found = len(found)
	if r.truth == "" {
		return
	}
	truth, err := os.ReadFile(r.truth)
	if err != nil {
		r.err = err
		return
	}
	want := letters(string(truth))
	r.want = len(want)
	r.differs = distance(found, want)
}
