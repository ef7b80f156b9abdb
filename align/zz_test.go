package align

import (
	"fmt"
	"os"
	"testing"

	"jiaokan/extract"
)

func TestZZ(t *testing.T) {
	d := os.Getenv("ZZ")
	if d == "" {
		t.Skip()
	}
	var ss []*stream
	for _, n := range []string{"A", "B"} {
		b, _ := os.ReadFile(d + "/" + n + ".txt")
		w, _ := extract.Read(n, b, extract.Options{})
		ss = append(ss, newStream(w))
	}
	a, b := ss[0], ss[1]
	to := match(a.keys, profile{keys: b.keys, edge: b.edges()[:len(b.keys)]}, a.edges())
	pi, pj := 0, 0
	for i := 0; i < len(to); {
		if to[i] == never {
			i++
			continue
		}
		j := i
		for j < len(to) && to[j] != never && (j == i || to[j] == to[j-1]+1) {
			j++
		}
		ga, gb := string(a.keys[pi:i]), string(b.keys[pj:int(to[i])])
		if len(ga)+len(gb) > 30 || j-i < 12 {
			fmt.Printf("GAP a=%q b=%q\n RUN %d %q\n", cut(ga), cut(gb), j-i, cut(string(a.keys[i:j])))
		}
		pi, pj = j, int(to[j-1])+1
		i = j
	}
}
func cut(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return string(r[:40]) + "…" + string(r[len(r)-20:])
	}
	return s
}
func (s *stream) edges() []bool {
	out := make([]bool, len(s.keys)+1)
	for i, g := range s.gaps {
		out[i] = g == edge
	}
	return out
}

func TestYY(t *testing.T) {
	d := os.Getenv("YY")
	if d == "" {
		t.Skip()
	}
	var ss []*stream
	for _, n := range []string{"A", "B"} {
		b, _ := os.ReadFile(d + "/" + n + ".txt")
		w, _ := extract.Read(n, b, extract.Options{})
		ss = append(ss, newStream(w))
	}
	for w, s := range ss {
		for _, r := range s.reprints() {
			fmt.Println("REPRINT", w, cut(string(s.keys[r[0]:r[1]])))
		}
	}
	tb := newTable(ss)
	rank := tb.ranks()
	for w, s := range ss {
		for i := range s.keys {
			if i+6 < len(s.keys) && string(s.keys[i:i+6]) == os.Getenv("KEY") {
				fmt.Println("BEFORE", w, i, rank[tb.of[w][i]], rank[tb.of[w][i+5]])
			}
		}
	}
	tb.moves()
	rank = tb.ranks()
	for w, s := range ss {
		for i := range s.keys {
			if i+6 < len(s.keys) && string(s.keys[i:i+6]) == os.Getenv("KEY") {
				fmt.Println("AFTER", w, i, rank[tb.of[w][i]], rank[tb.of[w][i+5]])
			}
		}
	}
}
