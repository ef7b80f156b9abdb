// Measure has the program find the families of archives whose truth is known, and prints
// how right they are, how long it took, and in how much memory, beside what reading
// and hashing the files takes alone.
//
//	go run ./corpus/measure -program bin/jiaokan out/corpus/synthetic ../shared/data/archive
//
// An archive is a folder with truth.tsv and docs, or docs.tar.gz. Truth.tsv names the
// columns file and family, and may name series, damage, role and foreign; documents that
// it does not name are added and not judged. With -found FILE nothing is run, and the
// families of the one archive are read from the file, in lines of family, path and role.
//
// The exit status is 1 if a goal is missed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
)

func main() {
	m := measurement{out: os.Stdout}
	flag.StringVar(&m.program, "program", "bin/jiaokan", "the program that is measured")
	flag.StringVar(&m.work, "work", "", "folder for what is made; empty takes one for a while")
	flag.StringVar(&m.found, "found", "", "families that were found before, as corpus families --tsv prints them")
	flag.BoolVar(&m.keep, "keep", false, "leave what was made in -work")
	flag.IntVar(&m.workers, "workers", runtime.GOMAXPROCS(0), "files read at a time")
	flag.IntVar(&m.list, "list", 10, "how many joined and parted families to name")
	flag.Parse()
	log.SetFlags(0)
	if flag.NArg() == 0 {
		log.Fatal("measure: no archive named")
	}
	ok, err := m.all(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	if !ok {
		os.Exit(1)
	}
}

// all measures archives, and reports whether each reaches its goals.
func (m measurement) all(dirs []string) (ok bool, err error) {
	if m.work == "" {
		if m.work, err = os.MkdirTemp("", "measure"); err != nil {
			return false, err
		}
		defer os.RemoveAll(m.work)
	}
	ok = true
	for _, dir := range dirs {
		place := filepath.Join(m.work, filepath.Base(dir))
		good, err := m.archive(dir, place)
		if !m.keep {
			err = errors.Join(err, os.RemoveAll(place))
		}
		if err != nil {
			return false, fmt.Errorf("measure %s: %w", dir, err)
		}
		ok = ok && good
	}
	return ok, nil
}

// archive measures one archive. What it makes is put in place.
func (m measurement) archive(dir, place string) (ok bool, err error) {
	if err := os.MkdirAll(place, 0o755); err != nil {
		return false, err
	}
	docs, err := documents(dir, place)
	if err != nil {
		return false, err
	}
	fmt.Fprintf(m.out, "\n%s\n", dir)
	table := m.found
	if table == "" {
		table = filepath.Join(place, "found.tsv")
		// Before anything large is read: what a process needs cannot be seen below
		// what the one that starts it has needed.
		if err := m.run(docs, filepath.Join(place, "archive"), table); err != nil {
			return false, err
		}
	}
	truth, err := readTruth(filepath.Join(dir, "truth.tsv"))
	if err != nil {
		return false, err
	}
	found, err := readFoundFile(table, docs)
	if err != nil {
		return false, err
	}
	fmt.Fprintf(m.out, "%d documents of %d families\n", len(truth.docs), truth.families())
	s := judge(truth, found)
	s.print(m.out, m.list)
	if err := chance(m.out, docs, truth); err != nil {
		return false, err
	}
	return s.goals(m.out), nil
}
