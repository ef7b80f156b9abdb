package corpus

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"jiaokan/corpus/family"
	"jiaokan/corpus/index"
	"jiaokan/extract"
)

// What cannot be searched for, in characters as family.Fold counts them: marks and
// white space are none.
const (
	LeastQuery = 3 // the index knows no shorter passages
	MostQuery  = 4096
)

// What is wrong with a query.
var (
	ErrShort = errors.New("the query is too short")
	ErrLong  = errors.New("the query is too long")
)

// SearchOptions say how much is wanted. The zero SearchOptions are usable.
type SearchOptions struct {
	Limit int // hits that are returned; 0 is 20
}

// Found is what a search has found.
type Found struct {
	Hits      []Hit
	Documents int  // that hold the passage, those in Hits with them
	More      bool // there may be others: not all that may hold it were read
	Gone      int  // that may hold it, but their files are others now, or not there
}

// A Hit is a document that holds the passage.
type Hit struct {
	Document int64
	Path     string
	Text     string       // of the document
	Span     extract.Span // of Text: the passage, from its first to its last character
	Distance int          // characters that are other, missing or too many; 0 is exact
	Times    int          // how many passages of the document are within the tolerance; Span is the nearest, the first of those
}

// Search finds the documents that hold a text, exactly or nearly: the exact ones
// first, then the nearest, and those in order of ID. Marks, white space and width
// do not count. One character in ten may be other, lost or put in (none in a query
// of five or fewer), and of a long query whole stretches may be lost or other:
// three tenths of what is beyond 40 characters.
//
// Cost: the lists of at most 128 trigrams in each segment, then the texts of the
// candidates, those that hold most trigrams first, until some
// 500,000 characters are read. A passage that stands in more documents is found in
// part: More.
func (a *Archive) Search(ctx context.Context, query string, opt SearchOptions) (Found, error) {
	return search(ctx, a, query, opt)
}

// A library is what of an archive is searched.
type library interface {
	Segments() []Segment
	Index(Segment) (*index.Index, error)
	Text(id int64) (string, error)
	Document(id int64) (Document, error)
	apart() ([]int64, error) // documents that are in another state than Legible
}

func search(ctx context.Context, lib library, query string, opt SearchOptions) (Found, error) {
	q, err := newQuery(query)
	if err != nil {
		return Found{}, err
	}
	all, cut, err := q.candidates(ctx, lib)
	if err != nil {
		return Found{}, err
	}
	s := &searching{lib: lib, query: q, found: Found{More: cut}}
	if err := s.verify(ctx, all); err != nil {
		return Found{}, err
	}
	limit := opt.Limit
	if limit <= 0 {
		limit = 20
	}
	err = s.fill(limit)
	return s.found, err
}

// A query is a text that is searched for.
type query struct {
	*pattern
	within  int // edits
	grams   []uint32
	atLeast int // of grams
}

const mostGrams = 128

func newQuery(text string) (*query, error) {
	t := family.Fold(text)
	switch n := len(t); {
	case n < LeastQuery:
		return nil, fmt.Errorf("%w: it has %d characters besides marks and spaces, and %d are the least", ErrShort, n, LeastQuery)
	case n > MostQuery:
		return nil, fmt.Errorf("%w: it has %d characters, and %d are the most", ErrLong, n, MostQuery)
	}
	spread, lost := tolerance(len(t))
	q := &query{pattern: newPattern(t), within: spread + lost, grams: index.Grams(t)}
	// An edit spoils three trigrams, a stretch one for each of its characters and
	// the two before it.
	q.atLeast = len(q.grams) - 3*spread - lost
	if lost > 0 {
		q.atLeast -= 2
	}
	if n := len(q.grams); n > mostGrams {
		// The least of the hashes are a sample at random; three standard deviations of
		// what a sample may miss are conceded.
		q.grams = q.grams[:mostGrams]
		q.atLeast = q.atLeast*mostGrams/n - 17
	}
	q.atLeast = max(1, q.atLeast)
	return q, nil
}

// tolerance tells how many edits a passage of n characters may have: some spread
// over it, as recognition makes them, and some in one stretch.
func tolerance(n int) (spread, lost int) {
	if n >= 6 {
		spread = max(1, (n+5)/10)
	}
	return spread, max(0, n-40) * 3 / 10
}

// A candidate is a document that may hold a query.
type candidate struct {
	id    int64
	held  int // trigrams
	parts int // see index.Index.Parts
}

// mostCandidates is how many documents of a segment are looked at.
const mostCandidates = 1024

// candidates are the documents that may hold the query, the likeliest first. It
// tells whether some were left out.
func (q *query) candidates(ctx context.Context, lib library) (all []candidate, cut bool, err error) {
	apart, err := lib.apart()
	if err != nil {
		return nil, false, err
	}
	segments := lib.Segments()
	found := make([][]candidate, len(segments))
	few := make([]bool, len(segments))
	err = inParallel(ctx, 0, len(segments), func(i int) error {
		seg := segments[i]
		x, err := lib.Index(seg)
		if err != nil {
			return fmt.Errorf("segment %d: %w", seg.Number, err)
		}
		in, err := x.Holding(q.grams, q.atLeast, mostCandidates)
		if err != nil {
			return fmt.Errorf("segment %d: %w", seg.Number, err)
		}
		few[i] = len(in) < mostCandidates
		for _, c := range in {
			id := seg.First + int64(c.Document)
			if _, is := slices.BinarySearch(apart, id); !is {
				found[i] = append(found[i], candidate{id, c.Held, x.Parts(c.Document)})
			}
		}
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	all = slices.Concat(found...)
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.held, a.held), cmp.Compare(a.id, b.id))
	})
	return all, slices.Contains(few, false), nil
}

// A sighting is what the query has met in one document.
type sighting struct {
	id      int64
	nearest match
	times   int
	cost    int
	gone    bool
}

// cost is what it takes to read a document of so many characters, in characters:
// those that are searched for a long query count for more, and a document for as much
// as a thousand.
func (q *query) cost(characters int) int { return 1000 + characters*(3+q.words)/4 }

// look reads a document.
func (q *query) look(lib library, id int64) (sighting, error) {
	s := sighting{id: id, nearest: match{distance: q.within + 1}}
	text, err := lib.Text(id)
	if withdrawn(err) {
		s.gone = true
		return s, nil
	}
	if err != nil {
		return s, err
	}
	t := family.Fold(text)
	s.cost = q.cost(len(t))
	for m := range q.find(t, q.within) {
		s.times++
		if m.distance < s.nearest.distance {
			s.nearest = m
		}
	}
	return s, nil
}

// withdrawn reports whether a text is not to be had any more, which is no trouble of
// the archive.
func withdrawn(err error) bool {
	return errors.Is(err, ErrChanged) || errors.Is(err, ErrNoText) || errors.Is(err, ErrNoDocument)
}

// A searching is a search under way.
type searching struct {
	lib   library
	query *query
	seen  []sighting
	found Found
}

const (
	searchBudget = 3 << 18  // cost of the documents of usual length
	longBudget   = 16 << 20 // and of those of several parts
	atOnce       = 16       // documents that are read, by several goroutines, before the cost is looked at
)

// verify reads the candidates until the budget is spent.
func (s *searching) verify(ctx context.Context, all []candidate) error {
	left, leftLong := searchBudget, longBudget
	all = slices.DeleteFunc(all, func(c candidate) bool {
		if c.parts > 1 {
			cost := s.query.cost(c.parts * index.PartLength)
			if cost > leftLong {
				s.found.More = true
				return true
			}
			leftLong -= cost
		}
		return false
	})
	for some := range slices.Chunk(all, atOnce) {
		if left <= 0 {
			s.found.More = true
			return nil
		}
		seen := make([]sighting, len(some))
		err := inParallel(ctx, 0, len(some), func(i int) (err error) {
			seen[i], err = s.query.look(s.lib, some[i].id)
			return err
		})
		if err != nil {
			return err
		}
		for i, x := range seen {
			if some[i].parts == 1 {
				left -= x.cost
			}
			switch {
			case x.gone:
				s.found.Gone++
			case x.times > 0:
				s.seen = append(s.seen, x)
			}
		}
	}
	return nil
}

// fill makes the hits of the nearest.
func (s *searching) fill(limit int) error {
	slices.SortFunc(s.seen, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(a.nearest.distance, b.nearest.distance), cmp.Compare(a.id, b.id))
	})
	s.found.Documents = len(s.seen)
	for _, x := range s.seen[:min(len(s.seen), limit)] {
		d, err := s.lib.Document(x.id)
		if err != nil {
			return err
		}
		text, err := s.lib.Text(x.id)
		if err != nil {
			return err
		}
		s.found.Hits = append(s.found.Hits, Hit{
			Document: x.id, Path: d.Path, Text: text,
			Span:     unfold(text, s.query.begin(family.Fold(text), x.nearest), x.nearest.hi),
			Distance: x.nearest.distance, Times: x.times,
		})
	}
	return nil
}
