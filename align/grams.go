package align

// Places tell where each k-gram of a text stands.
type places struct {
	*grams
	first []int32 // by number
	count []int32 // by number: in how many places
	num   []int32 // by place: the number of the k-gram that begins there
	next  []int32 // by place: the next that has the same, or never
}

func newPlaces(text []rune, k int) places {
	n := max(0, len(text)-k+1)
	all := make([]int32, 5*n)
	p := places{newGrams(n), all[:0:n], all[n : n : 2*n], all[2*n : 3*n], all[3*n : 4*n]}
	last := all[4*n : 4*n]
	each(text, k, 0, func(at int32, h uint64) {
		x := p.number(h)
		if int(x) == len(last) {
			p.first, p.count, last = append(p.first, at), append(p.count, 0), append(last, at)
		} else {
			p.next[last[x]], last[x] = at, at
		}
		p.num[at], p.next[at] = x, never
		p.count[x]++
	})
	return p
}

// each calls f with the hash of every k-gram of s that mask lets through.
func each(s []rune, k int, mask uint64, f func(at int32, h uint64)) {
	if len(s) < k {
		return
	}
	var h, top uint64 = 0, 1
	for _, r := range s[:k-1] {
		h, top = h*base+uint64(r), top*base
	}
	for i, r := range s[k-1:] {
		h = h*base + uint64(r)
		if x := mix(h); x&mask == 0 {
			f(int32(i), x)
		}
		h -= uint64(s[i]) * top
	}
}

// gram is the hash of one k-gram, as each gives it.
func gram(s []rune) (h uint64) {
	for _, r := range s {
		h = h*base + uint64(r)
	}
	return mix(h)
}

const base = 0x9E3779B97F4A7C15

func mix(h uint64) uint64 {
	h ^= h >> 31
	h *= 0xBF58476D1CE4E5B9
	return h ^ h>>29
}

// Grams number k-grams by their hashes, from 0 in the order in which they are met.
type grams struct {
	hashes []uint64 // by number
	slots  []int32  // the number and one, 0 where none is; a power of two of them
}

// newGrams has room for about n k-grams, and grows.
func newGrams(n int) *grams {
	size := 64
	for size < n+n/2 {
		size *= 2
	}
	return &grams{make([]uint64, 0, n), make([]int32, size)}
}

// number returns the number of a k-gram, len(t.hashes) before the call if it is new.
func (t *grams) number(h uint64) int32 {
	slot := t.slot(h)
	if n := *slot; n > 0 {
		return n - 1
	}
	if 4*len(t.hashes) > 3*len(t.slots) {
		t.slots = make([]int32, 2*len(t.slots))
		for n, h := range t.hashes {
			*t.slot(h) = int32(n + 1)
		}
		slot = t.slot(h)
	}
	t.hashes = append(t.hashes, h)
	*slot = int32(len(t.hashes))
	return *slot - 1
}

// lookup returns the number of a k-gram, or never.
func (t *grams) lookup(h uint64) int32 { return *t.slot(h) - 1 }

func (t *grams) slot(h uint64) *int32 {
	m := uint64(len(t.slots) - 1)
	for x := h >> 3 & m; ; x = (x + 1) & m {
		if n := t.slots[x]; n == 0 || t.hashes[n-1] == h {
			return &t.slots[x]
		}
	}
}
