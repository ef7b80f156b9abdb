package corpus

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"jiaokan/corpus/family"
)

// A finder finds the families of an archive. It numbers the documents from 0, those
// without text left out.
type finder struct {
	a        *Archive
	opt      FamiliesOptions
	shelf    *shelf
	ids      []int64            // IDs in the archive, in order
	first    []int32            // number of the first document of each segment; at the end, of all
	lengths  []int32            // characters
	prints   []int32            // how many
	count    []uint32           // of prints, in slots; until the set phrases are known
	phrases  []uint64           // prints of set phrases, in order
	mayBe    [1 << mayBits]bool // whether a print that begins so may be one
	union    *family.Union
	refused  []pair // verified and found to be no copies, in order
	verified int
	lost     map[int64]bool // documents whose text cannot be had
}

// A pair of documents of a finder: the smaller number in the upper half.
type pair uint64

func pairing(a, b int64) pair { return pair(a)<<32 | pair(b) }

func (p pair) a() int32 { return int32(p >> 32) }
func (p pair) b() int32 { return int32(p) }

// newFinder reads all sketches once, and checks them.
func (a *Archive) newFinder(ctx context.Context, opt FamiliesOptions) (*finder, error) {
	apart, err := a.apart()
	if err != nil {
		return nil, err
	}
	f := &finder{a: a, opt: opt, lost: map[int64]bool{}, count: make([]uint32, counters)}
	segments := a.Segments()
	for _, s := range segments {
		f.first = append(f.first, int32(len(f.ids)))
		for id := s.First; id < s.First+int64(s.Count); id++ {
			if len(apart) > 0 && apart[0] == id {
				apart = apart[1:]
				continue
			}
			f.ids = append(f.ids, id)
		}
	}
	f.first = append(f.first, int32(len(f.ids)))
	f.lengths, f.prints = make([]int32, len(f.ids)), make([]int32, len(f.ids))
	err = inParallel(ctx, opt.Workers, len(segments), func(i int) error {
		s, err := readSketches(segments[i])
		if err != nil {
			return err
		}
		var sketch family.Sketch
		for n := f.first[i]; n < f.first[i+1]; n++ {
			s.sketch(int(f.ids[n]-segments[i].First), &sketch)
			f.lengths[n], f.prints[n] = int32(sketch.Length), int32(len(sketch.Prints))
			for _, p := range sketch.Prints {
				atomic.AddUint32(&f.count[p%counters], 1)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.union = family.NewUnion(f.lengths)
	f.shelf, err = openShelf(segments)
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
	keys := make([][bandsAtOnce + 1]uint64, len(f.ids))
	err := inParallel(ctx, f.opt.Workers, len(f.shelf.segments), func(i int) error {
		var s sketches
		if err := f.shelf.records(i, &s); err != nil {
			return err
		}
		var sketch family.Sketch
		for n := f.first[i]; n < f.first[i+1]; n++ {
			s.minima(int(f.ids[n]-f.shelf.segments[i].First), &sketch)
			for k := range keys[n] {
				keys[n][k] = sketch.Band((band + k) % family.Bands)
			}
		}
		return nil
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
			family.Star(places[:n], func(a, b int64) { s = append(s, pairing(a, b)) })
			family.Chain(places[:n], func(a, b int64) { c = append(c, pairing(a, b)) })
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
	slices.Sort(ps)
	return slices.Compact(ps)
}

// lot is how many pairs a worker verifies at a time.
const lot = 512

// verify looks at the pairs that are neither joined nor refused, in order, and
// takes in what comes of it.
func (f *finder) verify(ctx context.Context, ps []pair) error {
	ps = slices.DeleteFunc(ps, func(p pair) bool {
		if f.union.Joined(int64(p.a()), int64(p.b())) {
			return true
		}
		_, refused := slices.BinarySearch(f.refused, p)
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

// look verifies pairs: those that the sketches decide first, then those that the
// texts must be read for. The text of a document is kept while it is the first of
// a pair: stars have one center.
func (f *finder) look(ps []pair) (o outcome, err error) {
	a, b := reading{f: f, number: -1}, reading{f: f, number: -1}
	var doubtful []pair
	var ids []int64
	for _, p := range ps {
		if err := errors.Join(a.open(p.a()), b.open(p.b())); err != nil {
			return o, err
		}
		e, ok, sure := family.Glance(a.document(), b.document())
		if !sure {
			doubtful = append(doubtful, p)
			ids = append(ids, f.ids[p.a()], f.ids[p.b()])
			continue
		}
		o.take(p, e, ok)
	}
	if len(doubtful) == 0 {
		return o, nil
	}
	slices.Sort(ids)
	if a.where, err = f.a.whereabouts(slices.Compact(ids)); err != nil {
		return o, err
	}
	b.where = a.where
	var c family.Comparer
	for _, p := range doubtful {
		if err := errors.Join(a.open(p.a()), b.open(p.b())); err != nil {
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
		}
		o.take(p, e, ok)
	}
	return o, nil
}

// take takes in what a pair was found to be.
func (o *outcome) take(p pair, e family.Edge, ok bool) {
	if ok {
		o.edges = append(o.edges, e)
	}
	if !ok || e.Kind != family.Copy {
		o.refused = append(o.refused, p)
	}
}

// A reading is a document that is being compared.
type reading struct {
	f      *finder
	where  map[int64]whereabouts // of the texts that may be asked for
	number int32
	sketch family.Sketch
	set    []uint64
	text   family.Text
	err    error
}

// open takes up another document, unless it is this one.
func (r *reading) open(number int32) error {
	if r.number == number {
		return nil
	}
	r.number, r.text, r.err = number, nil, nil
	err := r.f.shelf.sketch(r.f.ids[number], &r.sketch)
	r.set = r.f.phrasesIn(r.set[:0], r.sketch.Prints)
	return err
}

func (r *reading) document() family.Document {
	return family.Document{ID: int64(r.number), Sketch: &r.sketch, Phrases: r.set, Text: func() (family.Text, error) {
		if r.text == nil && r.err == nil {
			var text string
			if text, r.err = r.f.a.textAt(r.where[r.f.ids[r.number]]); r.err == nil {
				r.text = family.Fold(text)
			}
		}
		return r.text, r.err
	}}
}
