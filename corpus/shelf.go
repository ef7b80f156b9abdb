package corpus

import (
	"fmt"
	"os"
	"slices"
	"sort"

	"jiaokan/corpus/family"
)

// A shelf gives single sketches. Many goroutines may use it.
type shelf struct {
	segments []Segment
	files    []*os.File
	prints   []int64 // where the prints of a file begin
	places   []int64
}

// openShelf opens the sketches of the segments, which have been read and checked before.
func openShelf(segments []Segment) (*shelf, error) {
	s := &shelf{segments: segments}
	for _, seg := range segments {
		f, err := os.Open(seg.Path + sketchesExt)
		if err != nil {
			s.close()
			return nil, err
		}
		s.files = append(s.files, f)
		head := make([]byte, sketchesHeader)
		if _, err := f.ReadAt(head, 0); err != nil {
			s.close()
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		prints := int64(sketchesHeader + seg.Count*sketchRecord)
		s.prints = append(s.prints, prints)
		s.places = append(s.places, prints+8*printsIn(head))
	}
	return s, nil
}

// sketch reads the sketch of a document into to.
func (s *shelf) sketch(id int64, to *family.Sketch) error {
	i := sort.Search(len(s.segments), func(i int) bool { return s.segments[i].First > id }) - 1
	if i < 0 || id >= s.segments[i].First+int64(s.segments[i].Count) {
		return fmt.Errorf("sketch of document %d: %w", id, ErrNoDocument)
	}
	n := int(id - s.segments[i].First)
	// With the record before, which says where its prints end.
	first := max(0, n-1)
	f := sketches{records: make([]byte, (n-first+1)*sketchRecord)}
	if _, err := s.files[i].ReadAt(f.records, int64(sketchesHeader+first*sketchRecord)); err != nil {
		return err
	}
	lo, hi := f.ends(n-first-1), f.ends(n-first)
	f.prints, f.places = make([]byte, 8*(hi.prints-lo.prints)), make([]byte, 2*(hi.places-lo.places))
	if _, err := s.files[i].ReadAt(f.prints, s.prints[i]+8*int64(lo.prints)); err != nil {
		return err
	}
	if _, err := s.files[i].ReadAt(f.places, s.places[i]+2*int64(lo.places)); err != nil {
		return err
	}
	f.one(n-first, lo, to)
	return nil
}

// records reads those of a segment, into the room that f has: what there is of
// sketches without their prints and places.
func (s *shelf) records(i int, f *sketches) error {
	size := s.segments[i].Count * sketchRecord
	f.records = slices.Grow(f.records[:0], size)[:size]
	_, err := s.files[i].ReadAt(f.records, sketchesHeader)
	return err
}

// withPrints reads the records and prints of a segment, into the room that f has.
func (s *shelf) withPrints(i int, f *sketches) error {
	if err := s.records(i, f); err != nil {
		return err
	}
	size := int(s.places[i] - s.prints[i])
	f.prints = slices.Grow(f.prints[:0], size)[:size]
	_, err := s.files[i].ReadAt(f.prints, s.prints[i])
	return err
}

func (s *shelf) close() {
	for _, f := range s.files {
		f.Close()
	}
}
