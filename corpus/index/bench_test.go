package index

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"
)

// notices makes n texts of some 1,750 characters that share phrases as official
// documents do: a phrase is the rarer the longer the list is that it is drawn from.
func notices(n int) [][]rune {
	r := rand.New(rand.NewPCG(1, 2))
	z := rand.NewZipf(r, 1.05, 4, 1<<16-1)
	phrases := make([][]rune, 1<<16)
	for i := range phrases {
		phrases[i] = make([]rune, 2+r.IntN(9))
		for j := range phrases[i] {
			phrases[i][j] = rune(0x4E00 + r.IntN(60)*r.IntN(60))
		}
	}
	texts := make([][]rune, n)
	for i := range texts {
		for len(texts[i]) < 1750 {
			texts[i] = append(texts[i], phrases[z.Uint64()]...)
		}
	}
	return texts
}

// utf8Size is how many bytes a Han character takes in a file.
const utf8Size = 3

func BenchmarkBuild(b *testing.B) {
	texts, size := notices(2048), 0
	for _, t := range texts {
		size += utf8Size * len(t)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var x Builder
	for b.Loop() {
		for _, t := range texts {
			x.Add(t)
		}
		n, err := x.WriteTo(io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/float64(size), "index-bytes/byte")
	}
}

// BenchmarkHolding asks for a sentence with an error.
func BenchmarkHolding(b *testing.B) {
	texts := notices(8192)
	var x Builder
	for _, t := range texts {
		x.Add(t)
	}
	var file bytes.Buffer
	if _, err := x.WriteTo(&file); err != nil {
		b.Fatal(err)
	}
	segment, err := Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		b.Fatal(err)
	}
	query := bytes.Runes([]byte(string(texts[5000][300:320])))
	query[10] = '误'
	grams := Grams(query)
	for b.Loop() {
		found, err := segment.Holding(grams, len(grams)-6, 100)
		if err != nil || len(found) == 0 || found[0].Document != 5000 {
			b.Fatal(found, err)
		}
	}
}
