// Command train makes the language model that package language embeds.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"jiaokan/align/language"
)

func main() {
	log.SetFlags(0)
	var o options
	archive := flag.String("archive", "", "the `file` docs.tar.gz of statutes")
	truth := flag.String("truth", "", "the `file` truth.tsv of the archive; needed by -measure")
	words := flag.String("words", "", "a `file` of words and their counts, jieba.dict.utf8")
	out := flag.String("o", "", "`file` to write the model to")
	kit := flag.String("measure", "", "hold out a part of the families, measure on them and on the notices of the evalkit in `folder`")
	flag.IntVar(&o.order, "order", 5, "longest n-gram")
	flag.Float64Var(&o.prune, "prune", 5, "bits an n-gram must save over the whole training text to be kept")
	flag.IntVar(&o.least, "least", 1, "times an n-gram of order 3 and more must occur")
	flag.IntVar(&o.probBits, "prob-bits", 6, "")
	flag.IntVar(&o.backBits, "back-bits", 6, "")
	flag.Float64Var(&o.wordWeight, "word-weight", 1, "")
	flag.IntVar(&o.wordLeast, "word-least", 20, "")
	flag.BoolVar(&o.digits, "digits", true, "one class for all digits")
	flag.StringVar(&o.stops, "stops", "", "")
	flag.Parse()
	docs, err := readArchive(*archive)
	if err != nil {
		log.Fatal(err)
	}
	var held []document
	if *kit != "" {
		fam, err := families(*truth)
		if err != nil {
			log.Fatal(err)
		}
		docs, held = holdOut(docs, fam)
	}
	var list []word
	if *words != "" {
		if list, err = readWords(*words, o.wordLeast); err != nil {
			log.Fatal(err)
		}
	}
	data := train(paragraphs(docs), list, o)
	if *out != "" {
		if err := os.WriteFile(*out, data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Printf("%d bytes\n", len(data))
	if *kit != "" {
		m, err := language.Open(string(data))
		if err != nil {
			log.Fatal(err)
		}
		if err := measureAll(m, held, docs, *kit); err != nil {
			log.Fatal(err)
		}
	}
}

func measureAll(m *language.Model, held, docs []document, kit string) error {
	e, err := readExam(filepath.Join(kit, "corrupt.py"))
	if err != nil {
		return err
	}
	notices, err := readNotices(filepath.Join(kit, "notices"))
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, p := range paragraphs(docs) {
		seen[p] = true
	}
	unseen := slices.DeleteFunc(paragraphs(held), func(p string) bool { return seen[p] })
	measure(m, e, "statutes", unseen)
	measure(m, e, "notices", notices)
	return nil
}
