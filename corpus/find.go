package corpus

import (
	"context"
	"errors"
	"slices"
	"sync"

	"jiaokan/corpus/family"
)

// A finder finds the families of an archive. It numbers the documents from 0, those
// without text left out.
type finder struct {
	a        *Archive
	opt      FamiliesOptions
	ids      []int64  // IDs in the archive, in order
	lengths  []int32  // characters
	prints   []int32  // how many
	count    []uint32 // of prints, in slots; until the set phrases are known
	shelf    *shelf
	phrases  []uint64           // prints of set phrases, in order
	mayBe    [1 << mayBits]bool // whether a print that begins so may be one
	union    *family.Union
	refused  []pair // verified and found to be no copies, in order
	verified int
	lost     map[int64]bool // documents whose text cannot be had
}

// A pair of documents of a finder, the smaller number first.
type pair struct{ a, b int32 }

func (p pair) compare(q pair) int {
	if p.a != q.a {
		return int(p.a) - int(q.a)
	}
	return int(p.b) - int(q.b)
}

// newFinder reads all sketches once, and checks them.
func (a *Archive) newFinder(ctx context.Context, opt FamiliesOptions) (*finder, error) {
	f := &finder{a: a, opt: opt, lost: map[int64]bool{}, count: make([]uint32, counters)}
	err := a.Sketches(func(id int64, s *family.Sketch) error {
		f.ids = append(f.ids, id)
		f.lengths, f.prints = append(f.lengths, int32(s.Length)), append(f.prints, int32(len(s.Prints)))
		for _, p := range s.Prints {
			f.count[p%counters]++
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	f.union = family.NewUnion(f.lengths)
	f.shelf, err = openShelf(a.Segments())
	return f, err
}

func (f *finder) close() { f.shelf.close() }

func (f *finder) step(s Stage, done, total int) {
	if f.opt.Step != nil {
		f.opt.Step(s, done, total)
	}
}

// bandsAtOnce is how many bands are read in one walk over the sketches.
const bandsAtOnce = 4

// massCopies joins what has a band in common.
func (f *finder) massCopies(ctx context.Context) error {
	for band := 0; band < family.Bands; band += bandsAtOnce {
		f.step(MassCopies, band, family.Bands)
		keys, err := f.bands(ctx, band)
		if err != nil {
			return err
		}
		stars, chains, err := f.pairs(ctx, keys)
		if err != nil {
			return err
		}
		// The stars first: they leave little of the chains to do.
		for _, ps := range [][]pair{stars, chains} {
			if err := f.verify(ctx, ps); err != nil {
				return err
			}
		}
	}
	f.step(MassCopies, family.Bands, family.Bands)
	return nil
}

// bands reads bandsAtOnce keys of each document from band on, and the one behind.
func (f *finder) bands(ctx context.Context, band int) ([][bandsAtOnce + 1]uint64, error) {
	keys := make([][bandsAtOnce + 1]uint64, 0, len(f.ids))
	err := f.shelf.minima(func(id int64, s *family.Sketch) error {
		if len(keys) == len(f.ids) || f.ids[len(keys)] != id {
			return nil // not read, or not there any more
		}
		var k [bandsAtOnce + 1]uint64
		for i := range k {
			k[i] = s.Band((band + i) % family.Bands)
		}
		keys = append(keys, k)
		return ctx.Err()
	})
	return keys, err
}

// pairs are those that the stars and the chains of each key give.
func (f *finder) pairs(ctx context.Context, keys [][bandsAtOnce + 1]uint64) (stars, chains []pair, err error) {
	var mu sync.Mutex
	err = inParallel(ctx, f.opt.Workers, bandsAtOnce, func(band int) error {
		places := make([]family.Place, 0, len(keys))
		for i, k := range keys {
			if f.lengths[i] > 0 {
				places = append(places, family.Place{Key: k[band], Next: k[band+1], ID: int64(i)})
			}
		}
		slices.SortFunc(places, family.Place.Compare)
		var s, c []pair
		for len(places) > 0 {
			n := 1
			for n < len(places) && places[n].Key == places[0].Key {
				n++
			}
			family.Star(places[:n], func(a, b int64) { s = append(s, pair{int32(a), int32(b)}) })
			family.Chain(places[:n], func(a, b int64) { c = append(c, pair{int32(a), int32(b)}) })
			places = places[n:]
		}
		mu.Lock()
		stars, chains = append(stars, s...), append(chains, c...)
		mu.Unlock()
		return nil
	})
	return distinct(stars), distinct(chains), err
}

func distinct(ps []pair) []pair {
	slices.SortFunc(ps, pair.compare)
	return slices.Compact(ps)
}

// lot is how many pairs a worker verifies at a time.
const lot = 512

// verify looks at the pairs that are neither joined nor refused, in order, and
// takes in what comes of it.
func (f *finder) verify(ctx context.Context, ps []pair) error {
	ps = slices.DeleteFunc(ps, func(p pair) bool {
		if f.union.Joined(int64(p.a), int64(p.b)) {
			return true
		}
		_, refused := slices.BinarySearchFunc(f.refused, p, pair.compare)
		return refused
	})
	f.verified += len(ps)
	n := (len(ps) + lot - 1) / lot
	found := make([]outcome, n)
	err := inParallel(ctx, f.opt.Workers, n, func(i int) (err error) {
		found[i], err = f.look(ps[i*lot : min(len(ps), (i+1)*lot)])
		return err
	})
	if err != nil {
		return err
	}
	refused := f.refused
	for _, o := range found {
		for _, e := range o.edges {
			f.union.Add(e)
		}
		for _, id := range o.lost {
			f.lost[id] = true
		}
		refused = append(refused, o.refused...)
	}
	f.refused = distinct(refused)
	return nil
}

// An outcome is what comes of verifying some pairs.
type outcome struct {
	edges   []family.Edge
	refused []pair
	lost    []int64
}

// look verifies pairs. The text of a document is kept while it is the first of a
// pair: stars have one center.
func (f *finder) look(ps []pair) (o outcome, err error) {
	var c family.Comparer
	var a, b reading
	for _, p := range ps {
		if err := errors.Join(a.open(f, p.a), b.open(f, p.b)); err != nil {
			return o, err
		}
		e, ok, err := c.Verify(a.document(), b.document())
		switch {
		case errors.Is(err, ErrChanged), errors.Is(err, ErrNoText):
			for _, r := range []*reading{&a, &b} {
				if r.err != nil {
					o.lost = append(o.lost, f.ids[r.number])
				}
			}
		case err != nil:
			return o, err
		case ok:
			o.edges = append(o.edges, e)
		}
		if !ok || e.Kind != family.Copy {
			o.refused = append(o.refused, p)
		}
	}
	return o, nil
}

// A reading is a document that is being compared.
type reading struct {
	f      *finder
	number int32
	sketch family.Sketch
	set    []uint64
	text   family.Text
	err    error
}

// open takes up another document, unless it is this one.
func (r *reading) open(f *finder, number int32) error {
	if r.f == f && r.number == number {
		return nil
	}
	r.f, r.number, r.text, r.err = f, number, nil, nil
	err := f.shelf.sketch(f.ids[number], &r.sketch)
	r.set = f.phrasesIn(r.set[:0], r.sketch.Prints)
	return err
}

func (r *reading) document() family.Document {
	return family.Document{ID: int64(r.number), Sketch: &r.sketch, Phrases: r.set, Text: func() (family.Text, error) {
		if r.text == nil && r.err == nil {
			var text string
			if text, r.err = r.f.a.Text(r.f.ids[r.number]); r.err == nil {
				r.text = family.Fold(text)
			}
		}
		return r.text, r.err
	}}
}
