package align

import (
	"fmt"
	"strings"
	"testing"

	"jiaokan/extract"
	"unicode/utf8"
)

// collate measures the alignment of some texts that are read beforehand.
func collate(b *testing.B, texts ...string) {
	ws := read(b, texts...)
	n := 0
	for _, t := range texts {
		n += utf8.RuneCountInString(t)
	}
	b.ReportAllocs()
	for b.Loop() {
		Collate(ws, Options{})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/char")
}

// BenchmarkPair aligns the two notices, without a dictionary.
func BenchmarkPair(b *testing.B) { collate(b, chuyi(b)...) }

// BenchmarkColumns is the alignment alone, characters to columns, of the same
// two notices: without reading the rows off.
func BenchmarkColumns(b *testing.B) {
	ws := chuyi(b)
	var streams []*stream
	for i, text := range ws {
		w, err := extract.Read(string(rune('A'+i)), []byte(text), extract.Options{})
		if err != nil {
			b.Fatal(err)
		}
		streams = append(streams, newStream(w))
	}
	for b.Loop() {
		newTable(streams)
	}
}

// BenchmarkEight aligns eight damaged copies of a document of 2,000 characters.
func BenchmarkEight(b *testing.B) {
	text := generated(2000, 1)
	var texts []string
	for i := range 8 {
		texts = append(texts, edited(text, 0.03, uint64(i)))
	}
	collate(b, texts...)
}

// BenchmarkMillion aligns two copies of a million characters with 3 % edits.
func BenchmarkMillion(b *testing.B) {
	text := generated(1_000_000, 1)
	collate(b, text, edited(text, 0.03, 1))
}

// BenchmarkRepeat500 aligns copies that print one paragraph five hundred times.
func BenchmarkRepeat500(b *testing.B) {
	line := "各级人民政府应当加强对森林防火工作的领导，建立火灾监测预警体系。\n"
	collate(b, strings.Repeat(line, 500), strings.Repeat(line, 480))
}

// BenchmarkGrowth shows that the cost for each character hardly grows with
// the text.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			text := generated(n, 1)
			collate(b, text, edited(text, 0.03, 1))
		})
	}
}
