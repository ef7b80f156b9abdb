package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// readTexts gives the texts that the chain is taught, in the order of their names.
func readTexts(from string) ([]string, error) {
	if from == "builtin" {
		return phraseTexts(), nil
	}
	if strings.HasSuffix(from, ".tar.gz") {
		return readTar(from)
	}
	return readFolder(from)
}

func readFolder(dir string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no .txt in %s", dir)
	}
	var out []string
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, string(b))
	}
	return out, nil
}

func readTar(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	texts := map[string]string{}
	var names []string
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
		texts[h.Name] = string(b)
		names = append(names, h.Name)
	}
	slices.Sort(names)
	var out []string
	for _, n := range names {
		out = append(out, texts[n])
	}
	return out, nil
}
