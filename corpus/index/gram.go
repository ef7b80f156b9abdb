package index

import "slices"

// A document has at most 2^maxBits buckets, and a small segment fewer: a directory
// of a megabyte is too much for three documents.
const (
	maxBits = 18
	minBits = 8
)

// Grams gives the trigrams of a folded text as Holding takes them, each once,
// rising. A text of fewer than three characters has none.
func Grams(t []rune) []uint32 {
	if len(t) < 3 {
		return nil
	}
	out := make([]uint32, 0, len(t)-2)
	x := pack(pack(0, t[0]), t[1])
	for _, r := range t[2:] {
		x = pack(x, r)
		out = append(out, mix(x))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// pack puts a character behind the two before it; a rune has 21 bits, so three of
// them are one number.
func pack(x uint64, r rune) uint64 { return x<<21&(1<<63-1) | uint64(uint32(r)) }

// mix spreads three packed characters over 32 bits, of which the upper are the
// bucket. The constants are those of MurmurHash3's finalizer.
func mix(x uint64) uint32 {
	x *= 0xFF51AFD7ED558CCD
	x ^= x >> 33
	x *= 0xC4CEB9FE1A85EC53
	return uint32(x >> 32)
}
