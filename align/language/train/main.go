// Command train makes model.bin, the language model that package language embeds,
// from an archive of statutes and a list of words, and measures it.
//
//	go run ./align/language/train -archive docs.tar.gz -o align/language/model.bin
//	go run ./align/language/train -archive docs.tar.gz -truth truth.tsv -measure evalkit
//
// The second holds out every twentieth family of the archive and judges damaged
// places of those statutes and of the evalkit's notices, which are never trained on.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// options are what was tuned; see the essay in kneser.go.
type options struct {
	order      int     // of the longest n-gram
	prune      float64 // bits that an n-gram must save over the whole training text
	bits       int     // of a probability, and of a weight
	wordWeight float64 // see grams
	wordLeast  int     // words counted less often are left out
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	var o options
	archive := flag.String("archive", "../shared/data/archive/docs.tar.gz", "the statutes, a tar.gz `file`")
	truth := flag.String("truth", "../shared/data/archive/truth.tsv", "the families of the archive, a tsv `file`; read with -measure")
	words := flag.String("words", "", "`file` of words and counts (default gojieba's jieba.dict.utf8; none for no words)")
	out := flag.String("o", "", "`file` to write the model to")
	kit := flag.String("measure", "", "hold out and measure, with the evalkit in `folder`")
	flag.IntVar(&o.order, "order", 5, "longest n-gram, 2 to 8")
	flag.Float64Var(&o.prune, "prune", 5, "bits that an n-gram must save to be kept")
	flag.IntVar(&o.bits, "bits", 6, "of a probability and of a weight")
	flag.Float64Var(&o.wordWeight, "word-weight", 1, "what a word of the list counts")
	flag.IntVar(&o.wordLeast, "word-least", 20, "least count of a word")
	flag.Parse()
	if err := run(o, *archive, *truth, *words, *kit, *out); err != nil {
		log.Fatal(err)
	}
}

func run(o options, archive, truth, words, kit, out string) error {
	docs, err := readArchive(archive)
	if err != nil {
		return err
	}
	list, err := wordList(words, o.wordLeast)
	if err != nil {
		return err
	}
	var held []document
	if kit != "" {
		if docs, held, err = holdOut(docs, truth); err != nil {
			return err
		}
	}
	data := train(paragraphs(docs), list, o)
	fmt.Printf("%d bytes\n", len(data))
	if out != "" {
		if err := os.WriteFile(out, data, 0o666); err != nil {
			return err
		}
	}
	if kit != "" {
		return measure(string(data), docs, held, kit)
	}
	return nil
}

// wordList reads the words of file, or of gojieba in the module cache where none is named.
func wordList(file string, least int) ([]word, error) {
	switch file {
	case "none":
		return nil, nil
	case "":
		dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yanyiwu/gojieba").Output()
		if err != nil {
			return nil, fmt.Errorf("find gojieba's dictionary: %w", err)
		}
		file = filepath.Join(strings.TrimSpace(string(dir)), "deps/cppjieba/dict/jieba.dict.utf8")
	}
	return readWords(file, least)
}
