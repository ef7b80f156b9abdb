package corpus

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"testing"

	"jiaokan/corpus/family"
	"jiaokan/corpus/index"
)

// A fakeLibrary is an archive without files: texts, in segments of a few.
type fakeLibrary struct {
	texts    []string
	segments []Segment
	indexes  []*index.Index
	states   map[int64]State
	gone     map[int64]bool
	families map[int64]int64
}

const segmentSize = 40

func newFakeLibrary(t testing.TB, texts ...string) *fakeLibrary {
	t.Helper()
	lib := &fakeLibrary{texts: texts, states: map[int64]State{}, gone: map[int64]bool{}, families: map[int64]int64{}}
	var b index.Builder
	for lo := 0; lo < len(texts); lo += segmentSize {
		hi := min(lo+segmentSize, len(texts))
		for _, text := range texts[lo:hi] {
			b.Add(family.Fold(text))
		}
		var file bytes.Buffer
		if _, err := b.WriteTo(&file); err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		lib.segments = append(lib.segments, Segment{Number: len(lib.segments) + 1, First: int64(lo + 1), Count: hi - lo})
		lib.indexes = append(lib.indexes, x)
	}
	return lib
}

func (l *fakeLibrary) Segments() []Segment                   { return l.segments }
func (l *fakeLibrary) Index(s Segment) (*index.Index, error) { return l.indexes[s.Number-1], nil }

func (l *fakeLibrary) Text(id int64) (string, error) {
	if l.gone[id] {
		return "", fmt.Errorf("%w: by another", ErrChanged)
	}
	return l.texts[id-1], nil
}

func (l *fakeLibrary) Document(id int64) (Document, error) {
	d := Document{ID: id, Path: fmt.Sprintf("/archive/%d.txt", id), State: Legible, SHA256: sha256.Sum256([]byte(l.texts[id-1]))}
	if s := l.states[id]; s != "" {
		d.State = s
	}
	return d, nil
}

func (l *fakeLibrary) apart() (ids []int64, err error) {
	for id := range int64(len(l.texts)) {
		if s := l.states[id+1]; s != "" && s != Legible {
			ids = append(ids, id+1)
		}
	}
	return ids, nil
}

func (l *fakeLibrary) FamilyOf(id int64) (int64, error) {
	if f, ok := l.families[id]; ok {
		return f, nil
	}
	return 0, ErrNoDocument
}
