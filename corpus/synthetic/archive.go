package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// An archive is written to a folder, family by family. Each family is made of its own
// random numbers, so that any of them can be made anew and all at once.
type archive struct {
	dir   string
	seed  uint64
	chain *chain
	set   []string
	share float64

	plan              []family
	number            []int // of the file of a copy, from 0: shuffled, so that copies do not lie together
	records           []record
	families          int
	characters, bytes atomic.Int64
}

// A record is what is known of a file. Foreign is the family that its opening is from.
type record struct{ family, series, damage, role, foreign string }

func fileName(number int) string { return fmt.Sprintf("%03d/%05d.txt", number/1000, number) }

// stream gives the random numbers for one purpose of one thing.
func (a *archive) stream(purpose, id int) *rand.Rand {
	return rand.New(rand.NewPCG(a.seed, uint64(purpose)<<48|uint64(id)))
}

const (
	ofFamily = iota + 1
	ofMould
	ofCopies
	ofShuffle
)

func (a *archive) write(n, workers int) error {
	a.plan = plan(a.seed, n)
	a.families = len(a.plan)
	a.number = a.stream(ofShuffle, 0).Perm(n)
	if err := a.folders(n); err != nil {
		return err
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for k := range workers {
		wg.Go(func() {
			w := newAuthor(a.chain, a.set, a.share)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(a.plan) {
					return
				}
				if errs[k] = a.family(w, &a.plan[i]); errs[k] != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (a *archive) folders(n int) error {
	a.records = make([]record, n)
	for k := 0; k < n; k += 1000 {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(a.dir, "docs", fileName(k))), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// text gives the lines of the text of a family.
func (a *archive) text(w *author, f *family) []string {
	r := a.stream(ofFamily, f.id)
	if f.series == nil {
		d := w.draft(r)
		return d.lines(namesOf(places[r.IntN(len(places))], r))
	}
	m := a.stream(ofMould, f.series.id)
	d := w.draft(m)
	f.series.cast(m, d)
	at := m.IntN(len(places))
	var n names
	if f.series.same {
		n = namesOf(places[at], m)
		n.issue(r, string([]rune(n.number)[:3]))
	} else {
		n = namesOf(places[(at+(f.id-f.series.first)*37)%len(places)], r)
	}
	return w.rewrite(r, d).lines(n)
}

// How copies are damaged, by chance. The first copy of a family is never a part.
var (
	firstCopy   = strings.Fields("exact exact exact exact light light light edit ocr ocr")
	otherCopies = strings.Fields("exact exact exact light light light light light edit edit edit ocr ocr ocr damage damage mixed mixed page page-ocr")
)

// family writes the copies of a text.
func (a *archive) family(w *author, f *family) error {
	lines := a.text(w, f)
	r := a.stream(ofCopies, f.id)
	for k := range f.size {
		from := otherCopies
		if k == 0 {
			from = firstCopy
		}
		damage := from[r.IntN(len(from))]
		rec := record{family: strconv.Itoa(f.id), series: f.series.String(), damage: damage}
		var foreign []string
		if damage == "damage" {
			o := a.stranger(r, f)
			foreign, rec.foreign = a.text(w, o), strconv.Itoa(o.id)
		}
		if err := a.copy(a.number[f.first+k], lines, foreign, r, rec); err != nil {
			return err
		}
	}
	return nil
}

// stranger draws a family that has nothing to do with f.
func (a *archive) stranger(r *rand.Rand, f *family) *family {
	for range 100 {
		if o := &a.plan[r.IntN(len(a.plan))]; o != f && (o.series == nil || o.series != f.series) {
			return o
		}
	}
	return f
}

func (s *series) String() string {
	if s == nil {
		return ""
	}
	named := "names"
	if s.same {
		named = "same"
	}
	return fmt.Sprintf("%.0f-%s-%d", s.share*100, named, s.id)
}

// copy writes a damaged copy and notes what it is.
func (a *archive) copy(number int, lines, foreign []string, r *rand.Rand, rec record) error {
	size := length(lines)
	w := newWitness(lines, foreign, r)
	w.damage(profiles[rec.damage], size)
	text := w.print(rec.damage != "exact" && r.Float64() < 0.4)
	rec.role = "whole"
	switch {
	case strings.HasPrefix(rec.damage, "page"):
		rec.role = "fragment"
	case w.kept()*100 < size*85:
		rec.role = "cut"
	}
	a.records[number] = rec
	a.bytes.Add(int64(len(text)))
	a.characters.Add(int64(folded(text)))
	return os.WriteFile(filepath.Join(a.dir, "docs", fileName(number)), []byte(text), 0o644)
}

// folded counts the characters that are compared: Han, letters and digits.
func folded(text string) int {
	n := 0
	for _, r := range text {
		if 0x4E00 <= r && r <= 0x9FFF || unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// copiesOf writes n damaged copies of the files, in turn, and the files themselves.
func (a *archive) copiesOf(files []string, n int) error {
	texts := make([][]string, len(files))
	for i, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		for l := range strings.Lines(string(b)) {
			if l = strings.TrimSpace(l); l != "" {
				texts[i] = append(texts[i], l)
			}
		}
	}
	all := len(files) + n
	if err := a.folders(all); err != nil {
		return err
	}
	a.families = 1
	for k := range all {
		i := k % len(files)
		damage := "exact"
		if k >= len(files) {
			damage = []string{"light", "edit", "ocr", "mixed", "damage"}[k/len(files)%5]
		}
		foreign := texts[(i+1)%len(files)]
		if err := a.copy(k, texts[i], foreign, a.stream(ofCopies, k), record{family: "0", damage: damage}); err != nil {
			return err
		}
	}
	return nil
}

// truth writes what is known of each file.
func (a *archive) truth() (err error) {
	f, err := os.Create(filepath.Join(a.dir, "truth.tsv"))
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := bufio.NewWriter(f)
	fmt.Fprintln(b, "file\tfamily\tseries\tdamage\trole\tforeign")
	for k, r := range a.records {
		fmt.Fprintf(b, "%s\t%s\t%s\t%s\t%s\t%s\n", fileName(k), r.family, r.series, r.damage, r.role, r.foreign)
	}
	return b.Flush()
}
