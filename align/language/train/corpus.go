package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"hash/fnv"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jiaokan/align/language"
)

// A document is one statute of the archive, in folded paragraphs.
type document struct {
	name  string
	paras []string
}

// readArchive reads every .txt of a tar.gz, in the order of their names.
func readArchive(file string) ([]document, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var docs []document
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if path.Ext(h.Name) != ".txt" {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return nil, err
		}
		docs = append(docs, document{path.Base(h.Name), foldLines(string(b))})
	}
	slices.SortFunc(docs, func(a, b document) int { return strings.Compare(a.name, b.name) })
	return docs, nil
}

// label is the printed number of a statute's clause. The text that follows it is
// what a line starts with for the model, because the program keeps labels apart.
var label = regexp.MustCompile(`^(?:第[〇零一二三四五六七八九十百千]+[编章节条](?:之[一二三四五六七八九十]+)?|[((][〇零一二三四五六七八九十百]+[))]|[一二三四五六七八九十]+、|\d{1,3}[.、]|\(\d{1,3}\))`)

func foldLines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		line = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' {
				return -1
			}
			return language.Fold(r)
		}, line)
		if line = line[len(label.FindString(line)):]; line != "" {
			out = append(out, line)
		}
	}
	return out
}

// families reads the second column of truth.tsv by the first.
func families(file string) (map[string]string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if c := strings.Split(line, "\t"); len(c) > 1 {
			m[c[0]] = c[1]
		}
	}
	return m, nil
}

// holdOut takes every twentieth family, by the hash of its name, out of docs.
func holdOut(docs []document, family map[string]string) (kept, held []document) {
	for _, d := range docs {
		h := fnv.New32a()
		h.Write([]byte(family[d.name]))
		if h.Sum32()%20 == 0 {
			held = append(held, d)
		} else {
			kept = append(kept, d)
		}
	}
	return kept, held
}

// paragraphs gives each different paragraph of docs once. Half of the archive's
// paragraphs stand in several versions of one law; they say no more for that.
func paragraphs(docs []document) []string {
	var out []string
	seen := map[string]bool{}
	for _, d := range docs {
		for _, p := range d.paras {
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out
}

// A word of a word list, and how often it was counted.
type word struct {
	text  []rune
	count int
}

// readWords reads "word count tag" lines, leaving out words of one character and
// those counted fewer than least times.
func readWords(file string, least int) ([]word, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []word
	s := bufio.NewScanner(f)
	for s.Scan() {
		c := strings.Fields(s.Text())
		if len(c) < 2 {
			continue
		}
		n, err := strconv.Atoi(c[1])
		w := []rune(c[0])
		if err != nil || n < least || len(w) < 2 || slices.ContainsFunc(w, func(r rune) bool { return !language.Standard(r) }) {
			continue
		}
		list = append(list, word{w, n})
	}
	return list, s.Err()
}
