package align

import (
	"testing"

	"jiaokan/extract"
)

// TestUnite gives two copies of six columns of their own, as if nothing had told that
// they have what the others have. Nobody, taken out alone, would find back.
func TestUnite(t *testing.T) {
	var streams []*stream
	for range 6 {
		w, err := extract.Read("a.txt", []byte(document(0, 1, 2, 3)), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		streams = append(streams, newStream(w))
	}
	again := make([][][2]int, len(streams))
	tab := &table{streams: streams, of: make([][]int32, len(streams)), guide: []int{0, 1, 2, 3, 4, 5}}
	for w := range 4 {
		tab.join(w, again[w])
	}
	apart := tab.order
	tab.order = nil
	tab.join(4, again[4])
	tab.join(5, again[5])
	tab.order = append(apart, tab.order...)
	if n := len(streams[0].keys); len(tab.order) != 2*n {
		t.Fatalf("%d columns for %d characters twice", len(tab.order), n)
	}
	tab.unite(again)
	if n := len(streams[0].keys); len(tab.order) != n {
		t.Errorf("%d columns for %d characters", len(tab.order), n)
	}
	for _, c := range tab.order {
		if tab.cols[c].who.count() != len(streams) {
			t.Fatalf("%d copies have %c", tab.cols[c].who.count(), tab.cols[c].key)
		}
	}
}
