package family

// Bands is the number of keys that a sketch has for mass copies. Two sketches that
// are alike in a share s of their minima have a key in common with probability
// 1-(1-s^4)^32: 0.87 at 0.5, 0.9999 at 0.7.
const Bands = 32

const bandSize = Slots / Bands

// Band is the key b of a sketch: four of its minima, that is all of them.
func (s *Sketch) Band(b int) uint64 {
	var key uint64
	for _, m := range s.Min[b*bandSize : (b+1)*bandSize] {
		key = key<<16 | uint64(m)
	}
	return key
}

// A Place in a band: the document, its key there and its key in the next band.
type Place struct {
	Key, Next uint64
	ID        int64
}

// Compare orders places by key, then the key of the next band, then document.
func (p Place) Compare(q Place) int {
	switch {
	case p.Key != q.Key:
		return order(p.Key, q.Key)
	case p.Next != q.Next:
		return order(p.Next, q.Next)
	}
	return order(p.ID, q.ID)
}

func order[T int64 | uint64](a, b T) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// Star yields the pairs to be verified among the places of one key: each document
// with the one of the least number. A hundred thousand copies give as many pairs
// and not five billion. Cost: linear.
func Star(places []Place, yield func(a, b int64)) {
	center := places[0].ID
	for _, p := range places {
		center = min(center, p.ID)
	}
	for _, p := range places {
		if p.ID != center {
			yield(center, p.ID)
		}
	}
}

// Chain yields more such pairs, for keys that stand for a mould and not for a text:
// each document with the next in the order of places, where those that also
// agree in the next band are neighbours.
func Chain(places []Place, yield func(a, b int64)) {
	for i, p := range places[1:] {
		if q := places[i]; p.ID != q.ID {
			yield(min(p.ID, q.ID), max(p.ID, q.ID))
		}
	}
}

// Rare is the number of documents beyond which a fingerprint is a set phrase, and
// Enough that of the rare fingerprints that two must share to be verified.
const (
	Rare   = 64
	Enough = 2
)

// Pairs yields all pairs of the documents that have one fingerprint, each named
// once and in order; none where it is no rare one.
func Pairs(ids []int64, yield func(a, b int64)) {
	if len(ids) > Rare {
		return
	}
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			yield(a, b)
		}
	}
}
