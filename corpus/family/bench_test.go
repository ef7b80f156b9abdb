package family

import (
	"fmt"
	"math/rand"
	"testing"
)

// official is a text of n characters, about as various as a notice.
func official(seed int64, n int) string {
	r := rand.New(rand.NewSource(seed))
	out := make([]rune, n)
	for i := range out {
		out[i] = '一' + rune(r.ExpFloat64()*400)%20000
	}
	return string(out)
}

// What each document of an archive costs: folding and sketching.
func BenchmarkSketch(b *testing.B) {
	text := official(1, 1750)
	var s Sketcher
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Sketch(Fold(text))
	}
}

// What a pair costs that the sketches leave in doubt; it grows with the length.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{1750, 17500, 175000} {
		x := Fold(official(1, n))
		y := append(Fold(official(2, n/3)), x[:n/2]...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var c Comparer
			for b.Loop() {
				c.Compare(x, y)
			}
		})
	}
}

// What a pair costs that the sketches decide.
func BenchmarkVerifyBySketch(b *testing.B) {
	text := official(1, 1750)
	var s Sketcher
	x, y := s.Sketch(Fold(text)), s.Sketch(Fold(text+official(2, 100)))
	var c Comparer
	for b.Loop() {
		if _, ok, err := c.Verify(Document{ID: 0, Sketch: &x}, Document{ID: 1, Sketch: &y}); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}
