package corpus

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jiaokan/corpus/family"
)

// edits is the edit distance of two texts by the textbook.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			d := min(row[j], row[j+1]) + 1
			if x == y {
				d = min(d, diagonal)
			} else {
				d = min(d, diagonal+1)
			}
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}

// drawFolded makes texts of few characters, some of them longer than a word of the
// machine.
func drawFolded(least, most int) *rapid.Generator[[]rune] {
	return rapid.SliceOfN(rapid.SampledFrom([]rune("职业教育")), least, most)
}

// TestEndsAreDistances holds the bit-parallel table to the textbook's.
func TestEndsAreDistances(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawFolded(1, 150).Draw(rt, "pattern")
		text := drawFolded(0, 40).Draw(rt, "text")
		skip := rapid.Uint64Range(0, 1).Draw(rt, "skip")
		got := slices.Collect(newPattern(p).ends(text, skip, len(p)+len(text)))
		if len(got) != len(text) {
			rt.Fatalf("%d ends of %d", len(got), len(text))
		}
		for i, m := range got {
			want := edits(p, text[:i+1])
			for lo := 0; skip == 0 && lo <= i+1; lo++ {
				want = min(want, edits(p, text[lo:i+1]))
			}
			if m != (match{i + 1, want}) {
				rt.Fatalf("end %d: %v, want %d", i+1, m, want)
			}
		}
	})
}

// TestFindPlanted finds a passage that was put into a text with some edits, and
// what is found has the distance that is told.
func TestFindPlanted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := rapid.SliceOfN(rapid.RuneFrom([]rune("职业教育改革发展人民政府关于")), 6, 150).Draw(rt, "pattern")
		planted := slices.Clone(p)
		within := tolerated(len(p))
		n := rapid.IntRange(0, within).Draw(rt, "edits")
		for range n {
			at := rapid.IntRange(0, len(planted)-1).Draw(rt, "at")
			switch rapid.IntRange(0, 2).Draw(rt, "edit") {
			case 0:
				planted[at] = '误'
			case 1:
				planted = slices.Delete(planted, at, at+1)
			case 2:
				planted = slices.Insert(planted, at, '衍')
			}
		}
		before := drawFolded(0, 100).Draw(rt, "before")
		text := slices.Concat(before, planted, drawFolded(0, 100).Draw(rt, "after"))
		x := newPattern(p)
		near := false
		last := 0
		for m := range x.find(text, within) {
			lo := x.begin(text, m)
			if d := edits(p, text[lo:m.hi]); d != m.distance || d > within {
				rt.Fatalf("passage %d-%d is told to be %d off and is %d", lo, m.hi, m.distance, d)
			}
			if m.hi <= last {
				rt.Fatalf("out of order")
			}
			last = m.hi
			near = near || m.distance <= n
		}
		if !near {
			rt.Fatal("not found")
		}
	})
}

func tolerated(n int) int {
	spread, lost := tolerance(n)
	return spread + lost
}

func TestBegin(t *testing.T) {
	for _, c := range []struct{ pattern, text, want string }{
		{"职业教育改革", "推进职业教育改革发展", "职业教育改革"},
		{"职业教育改革", "推进职业教肓改革发展", "职业教肓改革"},
		{"职业教育改革", "推进职业教育改草发展", "职业教育改草"}, // the last character is wrong, not missing
		{"职业教育改革", "推进识业教育改革发展", "识业教育改革"},
		{"职业教育改革", "推进职业育改革发展", "职业育改革"},
		{"职业教育改革", "推进职业教的育改革发展", "职业教的育改革"},
	} {
		p, text := newPattern(family.Fold(c.pattern)), family.Fold(c.text)
		for m := range p.find(text, 1) {
			if got := string(text[p.begin(text, m):m.hi]); got != c.want {
				t.Errorf("%s in %s: %s, want %s", c.pattern, c.text, got, c.want)
			}
		}
	}
}

// TestUnfold wants the span of folded characters to fold to them again.
func TestUnfold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := string(rapid.SliceOf(rapid.SampledFrom([]rune("职业a，。 \n\u3000Ａ1𠀀é⼈"))).Draw(rt, "text"))
		folded := family.Fold(text)
		lo := rapid.IntRange(0, len(folded)).Draw(rt, "lo")
		hi := rapid.IntRange(lo, len(folded)).Draw(rt, "hi")
		sp := unfold(text, lo, hi)
		s := text[sp.Lo:sp.Hi]
		if got := family.Fold(s); !slices.Equal(got, folded[lo:hi]) {
			rt.Fatalf("%q of %q, want %q", s, text, string(folded[lo:hi]))
		}
		if s != strings.Trim(s, "，。 \n\u3000") {
			rt.Fatalf("%q has marks around it", s)
		}
	})
}

func BenchmarkPattern(b *testing.B) {
	text := family.Fold(strings.Repeat("各市州、县市区人民政府，省政府各厅委、各直属机构：", 80))
	for _, c := range []struct {
		name string
		n    int
	}{{"20", 20}, {"60", 60}, {"300", 300}, {"1500", 1500}} {
		b.Run(c.name, func(b *testing.B) {
			p := newPattern(family.Fold(strings.Repeat("深化产教融合校企合作协同育人改革", 100))[:c.n])
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				for range p.find(text, tolerated(c.n)) {
					b.Fatal("found")
				}
			}
		})
	}
}
