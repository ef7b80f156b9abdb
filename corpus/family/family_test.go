package family

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

// verify says what two texts are to each other.
func verify(t testing.TB, a, b string) (Edge, bool) {
	t.Helper()
	var s Sketcher
	doc := func(id int64, text string) Document {
		f := Fold(text)
		sketch := s.Sketch(f)
		return Document{ID: id, Sketch: &sketch, Text: func() (Text, error) { return f, nil }}
	}
	e, ok, err := new(Comparer).Verify(doc(0, a), doc(1, b))
	if err != nil {
		t.Fatal(err)
	}
	back, ok2, err := new(Comparer).Verify(doc(1, b), doc(0, a))
	if err != nil || ok != ok2 || back != e {
		t.Errorf("the other way round it is %+v %v (%v), not %+v %v", back, ok2, err, e, ok)
	}
	return e, ok
}

// The cases are pairs of texts and what they are to each other.
func TestVerify(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil || len(ar.Files) != 3 {
				t.Fatal("a case has A, B and kind", err)
			}
			e, ok := verify(t, string(ar.Files[0].Data), string(ar.Files[1].Data))
			got, want := string(e.Kind), strings.TrimSpace(string(ar.Files[2].Data))
			if !ok {
				got = "nothing"
			}
			if got != want {
				t.Errorf("they are %s (%.2f, %.2f), not %s", got, e.OfA, e.OfB, want)
			}
		})
	}
}

// The two notices that the usual settings miss.
func TestChuyi(t *testing.T) {
	files, err := filepath.Glob("../testdata/chuyi/*.txt")
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	var texts []string
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	e, ok := verify(t, texts[0], texts[1])
	if !ok || e.Kind != Copy {
		t.Errorf("they are %q, sharing %.2f and %.2f", e.Kind, e.OfA, e.OfB)
	}
	var s Sketcher
	a, b := s.Sketch(Fold(texts[0])), s.Sketch(Fold(texts[1]))
	keys := 0
	for i := range Bands {
		if a.Band(i) == b.Band(i) {
			keys++
		}
	}
	if keys == 0 && common(a.Prints, b.Prints) < Enough {
		t.Error("they are no candidates")
	}
}

// han draws a text of n characters from some hundreds.
func han(n int) *rapid.Generator[Text] {
	return rapid.Custom(func(t *rapid.T) Text {
		return rapid.SliceOfN(rapid.Int32Range('一', '一'+400), n, n).Draw(t, "text")
	})
}

// A passage of 43 characters that two texts share gives them a print in common.
func TestWinnowing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shared := han(printSize+printWindow-1).Draw(t, "shared")
		var s Sketcher
		a := s.Sketch(slices.Concat(han(rapid.IntRange(0, 90).Draw(t, "n")).Draw(t, "a"), shared, han(30).Draw(t, "x")))
		b := s.Sketch(slices.Concat(han(50).Draw(t, "b"), shared, han(rapid.IntRange(0, 90).Draw(t, "m")).Draw(t, "y")))
		if common(a.Prints, b.Prints) == 0 {
			t.Fatal("no print in common")
		}
	})
}

// Alike is near the Jaccard similarity of the 5-grams.
func TestAlike(t *testing.T) {
	words := func(t Text) map[string]bool {
		set := map[string]bool{}
		for i := range len(t) - gramSize + 1 {
			set[string(t[i:i+gramSize])] = true
		}
		return set
	}
	rapid.Check(t, func(t *rapid.T) {
		shared := han(600).Draw(t, "shared")
		n := rapid.IntRange(0, 900).Draw(t, "n")
		ta, tb := slices.Concat(shared, han(n).Draw(t, "a")), slices.Concat(shared, han(n).Draw(t, "b"))
		a, b := words(ta), words(tb)
		both := 0
		for w := range a {
			if b[w] {
				both++
			}
		}
		want := float64(both) / float64(len(a)+len(b)-both)
		var s Sketcher
		sa, sb := s.Sketch(ta), s.Sketch(tb)
		if got := Alike(&sa, &sb); math.Abs(got-want) > 0.27 { // six standard errors
			t.Fatalf("%.2f for %.2f", got, want)
		}
	})
}

// FuzzCompare: blocks lie within the texts and begin with characters that agree.
func FuzzCompare(f *testing.F) {
	f.Add("提高政治站位，切实加强组织领导，明确责任分工", "切实加强组织领导，明确责任分工，确保落到实处")
	f.Add(strings.Repeat("一", 300), strings.Repeat("一", 200))
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := Fold(x), Fold(y)
		var c Comparer
		m := c.Compare(a, b)
		end := 0
		for _, k := range m.Blocks {
			if k.ALo < end || k.AHi > len(a) || k.BLo < 0 || k.BHi > len(b) || k.AHi <= k.ALo || k.BHi <= k.BLo {
				t.Fatalf("block %+v in %d and %d", k, len(a), len(b))
			}
			if agree(a[k.ALo:], b[k.BLo:]) < gramSize {
				t.Fatalf("block %+v begins with nothing common", k)
			}
			end = k.AHi
		}
		if m.A > len(a) || m.B > len(b) {
			t.Fatalf("%d of %d, %d of %d are common", m.A, len(a), m.B, len(b))
		}
	})
}

// FuzzFold: it is what comes of looking at each character alone.
func FuzzFold(f *testing.F) {
	f.Add("（一）提高ＧＤＰ，〇龥\u9fff\u4dff\xe4\xb8")
	f.Fuzz(func(t *testing.T, text string) {
		var want Text
		for _, r := range text {
			if r = FoldRune(r); r != 0 {
				want = append(want, r)
			}
		}
		if got := Fold(text); !slices.Equal(got, want) {
			t.Fatalf("%q, want %q", string(got), string(want))
		}
	})
}
