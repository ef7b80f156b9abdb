package corpus

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"testing"

	"jiaokan/corpus/family"
)

func sketchesOf(t testing.TB, first int64, of []family.Sketch) ([]byte, Segment) {
	t.Helper()
	var w sketchWriter
	for i := range of {
		w.add(&of[i])
	}
	var out bytes.Buffer
	if err := w.write(&out, first); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), Segment{Number: 1, First: first, Count: len(of)}
}

func someSketches(n int) []family.Sketch {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([]family.Sketch, n)
	for i := range out {
		s := &out[i]
		if i%3 == 2 {
			continue // a document without text
		}
		s.Length = rng.IntN(1 << 24)
		for j := range s.Min {
			s.Min[j] = uint16(rng.Uint32())
		}
		for range rng.IntN(20) {
			s.Prints = append(s.Prints, rng.Uint64())
			s.Places = append(s.Places, uint16(rng.Uint32()))
		}
	}
	return out
}

func TestSketchFile(t *testing.T) {
	want := someSketches(20)
	data, segment := sketchesOf(t, 77, want)
	f, err := parseSketches(data, segment)
	if err != nil {
		t.Fatal(err)
	}
	var got family.Sketch
	for i := range want {
		f.sketch(i, &got)
		if got.Length != want[i].Length || got.Min != want[i].Min || !slices.Equal(got.Prints, want[i].Prints) || !slices.Equal(got.Places, want[i].Places) {
			t.Errorf("sketch %d: %+v, want %+v", i, got, want[i])
		}
	}
}

// withSum puts the checksum behind the body of a file.
func withSum(body []byte) []byte {
	return binary.LittleEndian.AppendUint32(slices.Clone(body), crc32.Checksum(body, castagnoli))
}

// TestDamagedSketchFile changes each byte, and cuts the file everywhere.
func TestDamagedSketchFile(t *testing.T) {
	data, segment := sketchesOf(t, 77, someSketches(3))
	for i := range data {
		bad := slices.Clone(data)
		bad[i] ^= 0x10
		if _, err := parseSketches(bad, segment); !errors.Is(err, ErrDamaged) {
			t.Fatalf("byte %d: %v", i, err)
		}
		if _, err := parseSketches(data[:i], segment); !errors.Is(err, ErrDamaged) {
			t.Fatalf("%d bytes: %v", i, err)
		}
	}
	for _, s := range []Segment{{1, 78, 3, ""}, {1, 77, 2, ""}, {1, 77, 4, ""}} {
		if _, err := parseSketches(data, s); !errors.Is(err, ErrDamaged) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// FuzzSketchFile wants any bytes to be refused or read without a fault. The checksum
// is put right, or hardly any would come further.
func FuzzSketchFile(f *testing.F) {
	data, segment := sketchesOf(f, 1, someSketches(3))
	f.Add(data[:len(data)-4], segment.Count)
	f.Add(data[:sketchesHeader], 0)
	f.Fuzz(func(t *testing.T, body []byte, count int) {
		parsed, err := parseSketches(withSum(body), Segment{1, 1, count, ""})
		if err != nil {
			return
		}
		var s family.Sketch
		for i := range count {
			parsed.sketch(i, &s)
		}
	})
}
