package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
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

// A document is one statute of the archive, in folded lines.
type document struct {
	name  string
	lines []string
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
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	var docs []document
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		if path.Ext(h.Name) != ".txt" {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return nil, fmt.Errorf("read %s: %s: %w", file, h.Name, err)
		}
		docs = append(docs, document{path.Base(h.Name), foldLines(string(b))})
	}
	slices.SortFunc(docs, func(a, b document) int { return strings.Compare(a.name, b.name) })
	return docs, nil
}

// label is the printed number of a clause, after folding. The model is not shown it,
// because the program keeps labels apart: a line starts with what follows.
var label = regexp.MustCompile(`^(?:第[〇零一二三四五六七八九十百千]+[编章节条](?:之[一二三四五六七八九十]+)?|\([〇零一二三四五六七八九十百]+\)|[一二三四五六七八九十]+、|\d{1,3}[.、]|\(\d{1,3}\))`)

// foldLines gives the lines of a text as keys, without labels and empty lines.
func foldLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
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

// paragraphs gives each different line of docs once: many laws of the archive are there
// in several versions, and of its 229,151 lines 166,426 are different. (To count each
// sentence once instead made no difference.)
func paragraphs(docs []document) []string {
	var out []string
	seen := map[string]bool{}
	for _, d := range docs {
		for _, p := range d.lines {
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out
}

// holdOut takes every twentieth family, by the hash of its name, out of docs. The
// families are in the second column of the file truth, by the name in the first.
func holdOut(docs []document, truth string) (kept, held []document, err error) {
	b, err := os.ReadFile(truth)
	if err != nil {
		return nil, nil, err
	}
	family := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if c := strings.Split(line, "\t"); len(c) > 1 {
			family[c[0]] = c[1]
		}
	}
	for _, d := range docs {
		h := fnv.New32a()
		h.Write([]byte(family[d.name]))
		if h.Sum32()%20 == 0 {
			held = append(held, d)
		} else {
			kept = append(kept, d)
		}
	}
	return kept, held, nil
}

// A word of a word list, and how often its makers counted it.
type word struct {
	text  []rune
	count int
}

// readWords reads lines of "word count tag", and keeps the words of two standard
// characters or more that were counted at least least times.
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
		if err != nil {
			return nil, fmt.Errorf("read %s: %q: %w", file, s.Text(), err)
		}
		w := []rune(c[0])
		odd := slices.ContainsFunc(w, func(r rune) bool { return !language.Standard(r) })
		if n >= least && len(w) > 1 && !odd {
			list = append(list, word{w, n})
		}
	}
	return list, s.Err()
}
