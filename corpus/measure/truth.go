package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// A document is what is known of one file.
type document struct {
	file, family string
	series       string // sisters that come of one mould, or treat of one thing; "" if it has none
	damage, role string
	foreign      string // the family that its opening was taken from
}

// kin is what a document may be in one family with, for whatever reason: its series, or
// its family where it is of none. Families of two kins have nothing in common
// but what all official documents have.
func (d document) kin() string {
	if d.series != "" {
		return "series " + d.series
	}
	return d.family
}

type truth struct{ docs []document }

func (t truth) families() int {
	set := map[string]bool{}
	for _, d := range t.docs {
		set[d.family] = true
	}
	return len(set)
}

// readTruth reads a table whose first line names its columns.
func readTruth(file string) (truth, error) {
	f, err := os.Open(file)
	if err != nil {
		return truth{}, err
	}
	defer f.Close()
	var t truth
	var head []string
	for s := bufio.NewScanner(f); s.Scan(); {
		cells := strings.Split(s.Text(), "\t")
		if head == nil {
			head = cells
			continue
		}
		var d document
		for i, c := range cells[:min(len(cells), len(head))] {
			switch head[i] {
			case "file":
				d.file = c
			case "family":
				d.family = c
			case "series":
				d.series = c
			case "damage":
				d.damage = c
			case "role":
				d.role = c
			case "foreign":
				d.foreign = c
			}
		}
		if d.file == "" || d.family == "" {
			return truth{}, fmt.Errorf("read %s: no file or no family in %q", file, s.Text())
		}
		t.docs = append(t.docs, d)
	}
	return t, nil
}

// documents gives the folder of the files of an archive. Packed ones are unpacked to
// place.
func documents(dir, place string) (string, error) {
	docs := filepath.Join(dir, "docs")
	if _, err := os.Stat(docs); err == nil {
		return docs, nil
	}
	return filepath.Join(place, "docs"), unpack(filepath.Join(dir, "docs.tar.gz"), filepath.Join(place, "docs"))
}

// unpack writes every .txt of a .tar.gz to a folder, without the folders it has there.
func unpack(file, to string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		if path.Ext(h.Name) != ".txt" {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return fmt.Errorf("read %s: %s: %w", file, h.Name, err)
		}
		if err := os.WriteFile(filepath.Join(to, path.Base(h.Name)), b, 0o644); err != nil {
			return err
		}
	}
}

// readFound reads what corpus families --tsv prints: the number of the family by the
// name of the file below docs.
func readFound(r io.Reader, docs string) (map[string]int, error) {
	docs, err := filepath.Abs(docs)
	if err != nil {
		return nil, err
	}
	found := map[string]int{}
	s := bufio.NewScanner(r)
	for s.Scan() {
		var id int
		cells := strings.Split(s.Text(), "\t")
		if len(cells) < 2 {
			return nil, fmt.Errorf("no path in %q", s.Text())
		}
		if _, err := fmt.Sscan(cells[0], &id); err != nil {
			return nil, fmt.Errorf("no family in %q", s.Text())
		}
		name, err := filepath.Rel(docs, cells[1])
		if err != nil {
			return nil, err
		}
		found[filepath.ToSlash(name)] = id
	}
	return found, s.Err()
}

func readFoundFile(file, docs string) (map[string]int, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readFound(f, docs)
}
