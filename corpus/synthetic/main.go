// Synthetic writes an archive whose families are known: documents in official language
// with a fifth of set phrases, copies of them damaged as evalkit damages them, and
// sister documents that come of one mould and are no copies of each other.
//
//	go run ./corpus/synthetic -n 100000 -seed 1 -o out/archive
//	go run ./corpus/synthetic -n 118 -o out/chuyi corpus/testdata/chuyi/*.txt
//
// Without arguments it writes n documents; with arguments, n damaged copies of these
// files. DIR/docs/NNN holds a thousand files each, and DIR/truth.tsv says of each
// file its family, its series, what was done to it, and whether it is whole, cut
// (less than 85 % of the text is left) or a fragment (one page), and of which family its
// opening is if it is not its own. The series of a mould begins with how much of the
// text is the mould's and with whether the members name the same places: 60-same-12.
//
// The same seed and texts give the same bytes, however many processors work on it.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

func main() {
	n := flag.Int("n", 10_000, "documents")
	seed := flag.Uint64("seed", 1, "another seed, another archive")
	out := flag.String("o", "", "folder to write to; it must not be there")
	from := flag.String("texts", "builtin", "what the language is learnt from: a folder or .tar.gz of .txt files, or builtin, a table of phrases")
	share := flag.Float64("boilerplate", 0.2, "share of every text that is set phrases")
	flag.Parse()
	log.SetFlags(0)
	debug.SetGCPercent(400) // short-lived texts, on a small heap
	if *out == "" {
		log.Fatal("synthetic: -o DIR is needed")
	}
	if err := os.Mkdir(*out, 0o755); err != nil {
		log.Fatal(err)
	}
	if err := run(*out, *from, *seed, *n, *share, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(out, from string, seed uint64, n int, share float64, files []string) error {
	begin := time.Now()
	a := &archive{dir: out, seed: seed}
	if len(files) > 0 {
		if err := a.copiesOf(files, n); err != nil {
			return err
		}
	} else {
		texts, err := readTexts(from)
		if err != nil {
			return err
		}
		a.chain, a.set, a.share = teach(texts), setSentences(), share
		if err := a.write(n, runtime.GOMAXPROCS(0)); err != nil {
			return err
		}
	}
	n = len(a.records)
	fmt.Printf("%d documents in %.1f s: %d families, %d characters and %.2f kB each\n", n, time.Since(begin).Seconds(), a.families, a.characters.Load()/int64(n), float64(a.bytes.Load())/1000/float64(n))
	return a.truth()
}
