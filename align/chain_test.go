package align

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestLinks finds the k-grams that stand once in either text.
func TestLinks(t *testing.T) {
	a, b := []rune("甲乙丙丁戊甲乙丙己庚"), []rune("丙己庚辛甲乙丙丁")
	got := links(a, b, 3)
	want := []link{{1, 5}, {7, 0}} // 乙丙丁, 丙己庚; 甲乙丙 stands twice in a
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := links([]rune("甲乙"), b, 3); got != nil {
		t.Errorf("a text shorter than k gives %v", got)
	}
}

// TestLinksAreTrue checks links of long texts, where the grams are sampled and
// the table grows.
func TestLinksAreTrue(t *testing.T) {
	text := generated(60_000, 1)
	a, b := []rune(text), []rune(edited(text, 0.03, 1))
	ls := links(a, b, 12)
	if len(ls) < len(a)/8/8 {
		t.Errorf("%d links in %d characters", len(ls), len(a))
	}
	for _, l := range ls {
		if !slices.Equal(a[l.i:l.i+12], b[l.j:l.j+12]) {
			t.Fatalf("%s is linked with %s", string(a[l.i:l.i+12]), string(b[l.j:l.j+12]))
		}
	}
}

// TestRising compares the chain with the longest rising subsequence found by
// the textbook's quadratic method.
func TestRising(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 40 {
		var ls []link
		for i := range n {
			ls = append(ls, link{int32(i), int32(rnd.IntN(30))})
		}
		chain := rising(ls)
		for x := 1; x < len(chain); x++ {
			if chain[x].i <= chain[x-1].i || chain[x].j <= chain[x-1].j {
				t.Fatalf("%v does not rise", chain)
			}
		}
		length := make([]int, n)
		longest := 0
		for x := range ls {
			for y := range x {
				if ls[y].j < ls[x].j {
					length[x] = max(length[x], length[y])
				}
			}
			length[x]++
			longest = max(longest, length[x])
		}
		if len(chain) != longest {
			t.Errorf("chain of %d, the longest has %d: %v", len(chain), longest, ls)
		}
	}
}

// TestSentences cuts behind full stops and numbers what returns alike.
func TestSentences(t *testing.T) {
	ids := map[string]rune{}
	text := []rune("甲乙。丙丁;甲乙。" + strings.Repeat("戊", 450))
	out, at := sentences(text, ids)
	if len(out) != 6 || out[0] != out[2] || out[0] == out[1] || out[3] != out[4] || out[4] == out[5] {
		t.Errorf("ids %v", out)
	}
	if want := []int{0, 3, 6, 9, 209, 409, 459}; !slices.Equal(at, want) {
		t.Errorf("offsets %v, want %v", at, want)
	}
}

// TestSentenceIDs checks that ids skip the surrogates, which no rune may be.
func TestSentenceIDs(t *testing.T) {
	ids := map[string]rune{}
	var text []rune
	for i := range 60_000 {
		text = append(text, rune(0x4E00+i%20_000), rune(0x4E00+i/20_000), '。')
	}
	out, _ := sentences(text, ids)
	seen := map[rune]bool{}
	for _, id := range out {
		if seen[id] || string(id) == "\uFFFD" {
			t.Fatalf("id %#x is no rune or stands twice", id)
		}
		seen[id] = true
	}
}

// TestFalling finds what stands off the longest rising chain.
func TestFalling(t *testing.T) {
	for _, c := range []struct{ at, want []int }{
		{[]int{1, 2, 3}, nil},
		{[]int{9, 1, 2, 3}, []int{0}},
		{[]int{1, 2, 3, 0}, []int{3}},
		{nil, nil},
	} {
		if got := Falling(c.at); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.at, got, c.want)
		}
	}
}
