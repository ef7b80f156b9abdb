package review

import (
	"testing"

	"jiaokan/align/reconcile"
)

// BenchmarkDecide is one decision in a document of 200,000 characters and 3,000
// variants, the disk included.
func BenchmarkDecide(b *testing.B) {
	x, y := large()
	desk := newBench(b, x, y)
	all := desk.State().Cases
	i := 0
	for b.Loop() {
		c := all[i%len(all)]
		if _, err := desk.Decide(Request{Do: reconcile.Take, On: []RequestPick{{c.Key, c.Take, desk.standing.Last[c.Key]}}}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkEvidence is what a window asks for with every case.
func BenchmarkEvidence(b *testing.B) {
	x, y := large()
	desk := newBench(b, x, y)
	all := desk.State().Cases
	i := 0
	for b.Loop() {
		desk.Evidence(all[i%len(all)].Key)
		i++
	}
}

// BenchmarkLayOut is what marking a passage as damaged costs, and signing off.
func BenchmarkLayOut(b *testing.B) {
	x, y := large()
	desk := newBench(b, x, y)
	for b.Loop() {
		if err := desk.layOut(); err != nil {
			b.Fatal(err)
		}
	}
}
