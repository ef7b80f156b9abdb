// Formats reads every real document of the data and prints what came of it: its
// format and encoding, how many characters were found and how many there are,
// how many differ, what was lost, and how long it took.
//
//	go run ./extract/formats -data ../shared/data
//
// A document has a truth if the data hold its text in another form: the statutes
// in Word and PDF have theirs in Markdown, the page in GBK its twin in UTF-8, the
// pages of the State Council the notice. Characters are counted without white
// space and without the marks of Markdown. The exit status is 1 if a format does
// not reach its goal.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
)

func main() {
	data := flag.String("data", "", "folder with formats; evalkit is beside it")
	cache := flag.String("cache", "", "folder for the compiled engine of PDF; empty compiles it anew")
	losses := flag.Bool("v", false, "list what was lost")
	flag.Parse()
	log.SetFlags(0)
	files, err := documents(*data)
	if err != nil {
		log.Fatal(err)
	}
	if len(files) == 0 {
		fmt.Printf("SKIPPED: no documents in %s\n", *data)
		return
	}
	rows := readAll(files, *cache)
	printTable(os.Stdout, rows, *losses)
	if !printGoals(os.Stdout, rows) {
		os.Exit(1)
	}
}
