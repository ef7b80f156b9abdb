package align

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// clauses makes one side of an alignment of clauses.
func clauses(all ...string) (keys []rune, edges []bool) {
	for _, c := range all {
		edges = append(edges, true)
		edges = append(edges, make([]bool, len([]rune(c))-1)...)
	}
	return []rune(strings.Join(all, "")), append(edges, true)
}

// rise wants the pairs of two texts to rise on both sides, wherever clauses begin.
func rise(t interface{ Fatalf(string, ...any) }, a, b []string) {
	keys, edges := clauses(a...)
	other, begins := clauses(b...)
	last := int32(never)
	for i, j := range match(keys, profile{keys: other, edge: begins}, edges) {
		if j == never {
			continue
		}
		if j <= last || int(j) >= len(other) {
			t.Fatalf("%q and %q: %d with %d behind %d", a, b, i, j, last)
		}
		last = j
	}
}

// TestRehangRises: a clause that has nothing before it in the other text is not hung
// at its beginning.
func TestRehangRises(t *testing.T) {
	const first, last = "甲乙丙丁戊己庚辛壬癸子丑寅卯", "春夏秋冬东南西北天地玄黄"
	rise(t, []string{first, "啊喔呃", "关于大力发展楚怡职教", last}, []string{"关于大力发展楚怡职教", first, "关于大力发展楚怡职教如下" + last})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]string{first, last, "啊喔呃", "关于大力发展楚怡职教", "关于大力发展怡职教", "如下关于大力发展楚怡职教" + last, "总体要求总体要求"}), 1, 8)
		rise(t, text.Draw(t, "a"), text.Draw(t, "b"))
	})
}
