package align

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"jiaokan/extract"
)

// TestAmend links the articles of small statutes.
func TestAmend(t *testing.T) {
	names, err := filepath.Glob("testdata/amend/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			ws := read(t, string(ar.Files[0].Data), string(ar.Files[1].Data))
			if got, want := dumpLinks(Amend(ws[0], ws[1])), string(ar.Files[2].Data); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// dumpLinks prints a link a line: the old number, the new one.
func dumpLinks(ls []Link) string {
	var out strings.Builder
	num := func(b *extract.Block) string {
		if b == nil {
			return "-"
		}
		return fmt.Sprint(b.Num.Value)
	}
	for _, l := range ls {
		out.WriteString(num(l.Old) + " " + num(l.New))
		switch {
		case l.Merged:
			out.WriteString(" merged")
		case l.Old != nil && l.New != nil && !l.Same:
			out.WriteString(" changed")
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestAmendEveryArticle holds Amend to its promise: each article of the newer
// version has one link that is no merger, and each of the older has one.
func TestAmendEveryArticle(t *testing.T) {
	before := statute(40, 1)
	for _, after := range []string{before, statute(40, 2), before[len(before)/2:], "第一条　甲。\n第二条　乙。\n", ""} {
		ws := []*extract.Witness{read(t, before)[0], {Source: &extract.Source{}}}
		if after != "" {
			ws[1] = read(t, after)[0]
		}
		old, new := map[*extract.Block]int{}, map[*extract.Block]int{}
		for _, l := range Amend(ws[0], ws[1]) {
			if l.Old != nil {
				old[l.Old]++
			}
			if l.New != nil && !l.Merged {
				new[l.New]++
			}
			if l.Sure < 0 || l.Sure > 1 {
				t.Errorf("probability %v", l.Sure)
			}
		}
		for _, a := range articlesOf(ws[0]) {
			if old[a.block] == 0 {
				t.Errorf("%s has no link", ws[0].Slice(a.block.Label))
			}
		}
		for _, a := range articlesOf(ws[1]) {
			if new[a.block] != 1 {
				t.Errorf("%s has %d links", ws[1].Slice(a.block.Label), new[a.block])
			}
		}
	}
}

// TestHunks lays bare what differs.
func TestHunks(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"应当及时报告。", "应当及时报告。", ""},
		{"应当及时报告。", "应当立即报告。", "及时→立即"},
		{"应当报告。", "应当报告，并说明理由。", "→，并说明理由"},
		{"工商行政管理部门负责。", "市场监督管理部门负责。", "工商行政→市场监督"},
	} {
		a, b := []rune(c.old), []rune(c.new)
		var got []string
		for _, h := range Hunks(a, b) {
			got = append(got, string(a[h.Old.Lo:h.Old.Hi])+"→"+string(b[h.New.Lo:h.New.Hi]))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s | %s: got %s, want %s", c.old, c.new, s, c.want)
		}
	}
}

// statute makes a statute of n articles out of generated text.
func statute(n int, seed uint64) string {
	text := []rune(strings.ReplaceAll(generated(n*120, seed), "\n", ""))
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "第%d条　%s。\n", i+1, string(text[i*len(text)/n:(i+1)*len(text)/n]))
	}
	return out.String()
}

// BenchmarkAmend links 300 articles, of which every tenth was put in and every
// word in thirty changed.
func BenchmarkAmend(b *testing.B) {
	for _, n := range []int{75, 300, 1200} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			old := statute(n, 1)
			var new strings.Builder
			extra := strings.Split(statute(n, 2), "\n")
			for i, line := range strings.Split(old, "\n") {
				if i%10 == 9 {
					new.WriteString(extra[i] + "\n")
				}
				new.WriteString(line + "\n")
			}
			ws := read(b, old, edited(new.String(), 0.03, 1))
			b.ReportAllocs()
			for b.Loop() {
				Amend(ws[0], ws[1])
			}
		})
	}
}
