package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// build makes the segment of some texts.
func build(t testing.TB, texts ...[]rune) []byte {
	t.Helper()
	var b Builder
	for _, text := range texts {
		b.Add(text)
	}
	var file bytes.Buffer
	if n, err := b.WriteTo(&file); err != nil || n != int64(file.Len()) {
		t.Fatalf("wrote %d of %d bytes: %v", n, file.Len(), err)
	}
	return file.Bytes()
}

func open(t testing.TB, file []byte) *Index {
	t.Helper()
	x, err := Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func holding(t testing.TB, x *Index, grams []uint32, atLeast, most int) []Candidate {
	t.Helper()
	found, err := x.Holding(grams, atLeast, most)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// drawTexts makes texts of so few characters that they share trigrams.
func drawTexts(rt *rapid.T) [][]rune {
	return rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom([]rune("职业教育改革发展人民")), 0, 40), 0, 30).Draw(rt, "texts")
}

// TestHoldingIsCounting holds the index to what counting in the texts gives.
func TestHoldingIsCounting(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := drawTexts(rt)
		query := rapid.SliceOfN(rapid.SampledFrom([]rune("职业教育改革发展")), 0, 20).Draw(rt, "query")
		atLeast := rapid.IntRange(-1, 20).Draw(rt, "at least")
		most := rapid.IntRange(0, 40).Draw(rt, "most")
		x := open(t, build(t, texts...))
		if x.Documents() != len(texts) {
			rt.Fatalf("%d documents, want %d", x.Documents(), len(texts))
		}
		grams := Grams(query)
		var want []Candidate
		for d, text := range texts {
			has := map[uint32]bool{}
			for _, g := range Grams(text) {
				has[g>>(32-x.bits)] = true
			}
			n := 0
			for _, g := range grams {
				if has[g>>(32-x.bits)] {
					n++
				}
			}
			if n >= max(1, atLeast) {
				want = append(want, Candidate{d, n})
			}
		}
		slices.SortStableFunc(want, func(a, b Candidate) int { return cmp.Compare(b.Held, a.Held) })
		want = want[:min(len(want), most)]
		r := x.Reader()
		for range 2 { // a Reader forgets one question before the next
			got, err := r.Holding(grams, atLeast, most)
			if err != nil {
				rt.Fatal(err)
			}
			if !slices.Equal(got, want) {
				rt.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}

// TestBuilderIsUsedAgain wants each further segment to be what a new Builder makes.
func TestBuilderIsUsedAgain(t *testing.T) {
	var b Builder
	all := notices(60)
	for lo := 0; lo < len(all); lo += 20 {
		for _, text := range all[lo : lo+20] {
			b.Add(text)
		}
		var file bytes.Buffer
		if _, err := b.WriteTo(&file); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Bytes(), build(t, all[lo:lo+20]...)) {
			t.Errorf("segment from %d has other bytes", lo)
		}
	}
}

// TestManyGroups sorts more postings than fit the log, and finds each document.
func TestManyGroups(t *testing.T) {
	texts := notices(3000)
	x := open(t, build(t, texts...))
	for d := 0; d < len(texts); d += 97 {
		grams := Grams(texts[d][100:130])
		found := holding(t, x, grams, len(grams), len(texts))
		if !slices.Contains(found, Candidate{d, len(grams)}) {
			t.Errorf("document %d is not found", d)
		}
	}
}

// book makes a text of n different characters in a row.
func book(n, seed int) []rune {
	text := make([]rune, n)
	for i := range text {
		text[i] = rune(0x4E00 + (i*i/7+i*seed)%20000)
	}
	return text
}

// TestLongDocument finds a passage anywhere in a book, also across the cut between
// two of its parts, and no other document for it.
func TestLongDocument(t *testing.T) {
	long := book(10*PartLength+777, 5)
	texts := [][]rune{book(1000, 3), long, nil, book(3*PartLength, 11), book(2000, 13)}
	x := open(t, build(t, texts...))
	if got, want := x.parts, 1+11+1+3+1; got != want {
		t.Fatalf("%d parts, want %d", got, want)
	}
	for d, want := range []int{1, 11, 1, 3, 1} {
		if got := x.Parts(d); got != want {
			t.Errorf("document %d has %d parts, want %d", d, got, want)
		}
	}
	for _, at := range []int{0, 5, PartLength - 40, PartLength - 3, PartLength - 1, PartLength, 7*PartLength - 20, len(long) - 50} {
		grams := Grams(long[at : at+50])
		found := holding(t, x, grams, len(grams), 10)
		if !slices.Equal(found, []Candidate{{1, len(grams)}}) {
			t.Errorf("at %d: %v", at, found)
		}
	}
	grams := Grams(texts[4][100:150])
	if found := holding(t, x, grams, len(grams), 10); !slices.Equal(found, []Candidate{{4, len(grams)}}) {
		t.Errorf("behind long documents: %v", found)
	}
}

// TestVeryLongDocument has parts longer than others, so that it leaves numbers.
func TestVeryLongDocument(t *testing.T) {
	x := open(t, build(t, book(PartLength*mostParts*3/2, 5), book(100, 3)))
	if x.parts > mostParts+1 || x.Documents() != 2 {
		t.Errorf("%d parts of %d documents", x.parts, x.Documents())
	}
}

// TestFull wants numbers to be left for short documents however many books come
// first.
func TestFull(t *testing.T) {
	b := Builder{parts: sparing - 3}
	for range 4 {
		b.Add(book(3*PartLength, 3))
	}
	if b.parts != sparing-3+3+3 { // of the first three parts, of the others one
		t.Errorf("%d parts", b.parts)
	}
	for !b.Full() {
		b.Add(nil)
	}
	if b.parts > maxParts-mostParts || b.parts < maxParts-2*mostParts {
		t.Errorf("full at %d parts", b.parts)
	}
}

// TestFormat reads the format as the package comment has it.
func TestFormat(t *testing.T) {
	file := build(t, []rune("职业教育"), []rune("业教育法"), []rune("教"), []rune("职业教育"))
	le := binary.LittleEndian
	foot := file[len(file)-footerSize:]
	bits, documents, parts, long, size := le.Uint32(foot), le.Uint32(foot[4:]), le.Uint32(foot[8:]), le.Uint32(foot[12:]), le.Uint32(foot[16:])
	if string(file[:8]) != "jkgrams1" || bits != 8 || documents != 4 || parts != 4 || long != 0 || size != 6 {
		t.Fatalf("%q: %d bits, %d documents, %d parts, %d long, %d bytes", file[:8], bits, documents, parts, long, size)
	}
	directory := file[8+size:]
	lists := map[string][]byte{}
	for _, s := range []string{"职业教", "业教育", "教育法"} {
		bucket := Grams([]rune(s))[0] >> (32 - bits)
		lo, hi := le.Uint32(directory[4*bucket:]), le.Uint32(directory[4*bucket+4:])
		lists[s] = file[8+lo : 8+hi]
	}
	for s, want := range map[string][]byte{"职业教": {0, 2}, "业教育": {0, 0, 1}, "教育法": {1}} {
		if !bytes.Equal(lists[s], want) {
			t.Errorf("%s: %v, want %v", s, lists[s], want)
		}
	}
}

func TestEmptySegment(t *testing.T) {
	x := open(t, build(t))
	if found := holding(t, x, Grams([]rune("职业教育")), 1, 10); found != nil {
		t.Errorf("found %v in nothing", found)
	}
}

// TestFailedWrite passes the error on, and the Builder is empty.
func TestFailedWrite(t *testing.T) {
	var b Builder
	b.Add([]rune("职业教育"))
	if _, err := b.WriteTo(failing{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil || !bytes.Equal(file.Bytes(), build(t)) {
		t.Errorf("not empty: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// TestBuckets wants trigrams of common characters spread over the buckets: within
// two of a hundred of what chance would leave empty.
func TestBuckets(t *testing.T) {
	seen := map[uint32]bool{}
	n := 0
	for a := range rune(100) {
		for b := range rune(60) {
			for c := range rune(60) {
				seen[mix(pack(pack(pack(0, 0x4E00+16*a), 0x5000+b), 0x6000+256*c))>>(32-maxBits)] = true
				n++
			}
		}
	}
	const buckets = 1 << maxBits
	if got, want := float64(len(seen)), buckets*(1-0.2532); got < 0.98*want || got > 1.02*want { // e^(-360000/2^18)
		t.Errorf("%d trigrams fill %.0f buckets, by chance %.0f", n, got, want)
	}
}

// TestDamage wants each truncated segment refused.
func TestDamage(t *testing.T) {
	file := build(t, []rune("职业教育"), book(PartLength+100, 3))
	for n := range len(file) {
		if _, err := Open(bytes.NewReader(file[:n]), int64(n)); !errors.Is(err, ErrDamaged) {
			t.Fatalf("%d of %d bytes: %v", n, len(file), err)
		}
	}
	if _, err := Open(bytes.NewReader(file[:len(file)/2]), int64(len(file))); !errors.Is(err, ErrDamaged) {
		t.Fatalf("shorter than it says: %v", err)
	}
}

// damaged asks a segment that may be damaged for a passage, and wants no document
// that it does not have.
func damaged(t testing.TB, file []byte) {
	x, err := Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		if !errors.Is(err, ErrDamaged) {
			t.Fatal(err)
		}
		return
	}
	grams := Grams([]rune("职业教育改革推进发展"))
	for _, atLeast := range []int{1, 3, len(grams)} {
		found, err := x.Holding(grams, atLeast, 1000)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			continue
		}
		last := Candidate{-1, len(grams)}
		for _, c := range found {
			if c.Document < 0 || c.Document >= x.Documents() || c.Held < atLeast || c.Held > last.Held {
				t.Fatalf("%d documents: %v", x.Documents(), found)
			}
			last = c
		}
	}
}

// smallSegment has few postings and a document of two parts.
func smallSegment(t testing.TB) []byte {
	long := []rune(strings.Repeat("推进职业教育发展", PartLength/8+10))
	return build(t, []rune("职业教育改革"), nil, long, []rune("业教育改"))
}

// resealed is a segment with the checksum that its end would have.
func resealed(file []byte) []byte {
	if len(file) < footerSize {
		return file
	}
	file = bytes.Clone(file)
	sum := len(file) - 4
	long := int64(binary.LittleEndian.Uint32(file[len(file)-footerSize+12:]))
	from := max(0, int64(len(file)-footerSize)-4*long)
	binary.LittleEndian.PutUint32(file[sum:], crc32.Checksum(file[from:sum], castagnoli))
	return file
}

// TestEveryByteDamaged damages a segment in each byte, by chance and on purpose.
func TestEveryByteDamaged(t *testing.T) {
	file := smallSegment(t)
	for i := range file {
		for _, flip := range []byte{0x01, 0x7F, 0x80, 0xFF} {
			file[i] ^= flip
			damaged(t, file)
			damaged(t, resealed(file))
			file[i] ^= flip
		}
	}
}

// FuzzOpen promises that a damaged segment neither panics nor gives documents that
// it does not have.
func FuzzOpen(f *testing.F) {
	file := smallSegment(f)
	f.Add(file)
	f.Add(file[:len(file)-5])
	f.Add(build(f))
	f.Fuzz(func(t *testing.T, file []byte) {
		damaged(t, file)
		damaged(t, resealed(file))
	})
}
