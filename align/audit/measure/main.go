// Measure holds the program against texts whose truth is known, and prints
// what came out: real copies of statutes, statutes before and after an
// amendment, and how far the probabilities of damaged copies can be believed.
//
//	go run ./align/audit/measure -data ../shared/data [-o out/reliability.svg CASE_DIR...]
//
// A case is a folder that evalkit's run.py keeps, with A.txt, B.txt … and
// gold.json.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"jiaokan/align"
	"jiaokan/align/segment"
	"jiaokan/extract"
)

func main() {
	data := flag.String("data", "", "folder with law-witnesses and tw-law-align")
	picture := flag.String("o", "", "file for the reliability diagram")
	every := flag.Bool("v", false, "list every miss and every false alarm")
	flag.Parse()
	log.SetFlags(0)
	if *data != "" {
		if err := statutes(os.Stdout, *data, *every); err != nil {
			log.Fatal(err)
		}
	}
	if flag.NArg() > 0 {
		if err := calibration(os.Stdout, flag.Args(), *picture); err != nil {
			log.Fatal(err)
		}
	}
}

// statutes measures on the folders of data that are there.
func statutes(w io.Writer, data string, every bool) error {
	for _, part := range []struct {
		folder  string
		measure func(io.Writer, string, bool) error
	}{
		{"law-witnesses", copies},
		{"tw-law-align", amendments},
	} {
		dir := filepath.Join(data, part.folder)
		if _, err := os.Stat(dir); err != nil {
			fmt.Fprintf(w, "SKIPPED: no %s\n", dir)
			continue
		}
		if err := part.measure(w, dir, every); err != nil {
			return err
		}
	}
	return nil
}

var dictionary segment.Dictionary

// collate lines up the copies as the program does.
func collate(ws []*extract.Witness) *align.Collation {
	return align.Collate(ws, align.Options{Cut: dictionary.Cut})
}

func read(path string) (*extract.Witness, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return extract.Read(filepath.Base(path), text, extract.Options{})
}
