package corpus

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jiaokan/corpus/family"
	"jiaokan/corpus/index"
)

// words of official documents, to make texts of.
var words = strings.Fields(`深化 产教融合 校企合作 职业教育 改革 发展 人民政府 办公厅 关于 印发 通知 各市州 县市区 省直 单位 认真 贯彻落实
	实施方案 指导意见 组织领导 经费保障 监督检查 技能人才 培养 质量 提升 行动计划 工作 机制 统筹 协调 部门 责任 企业 学校 教师 学生
	评价 标准 体系 建设 服务 能力 创新 创业 就业 乡村振兴 数字化 转型 绿色 低碳 安全 生产 社会 保障 医疗 卫生 文化 旅游`)

// prose makes a text of n words, with marks and line breaks.
func prose(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(words[r.IntN(len(words))])
		switch r.IntN(12) {
		case 0:
			b.WriteString("，")
		case 1:
			b.WriteString("。\n")
		}
	}
	return b.String()
}

func proses(n, length int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	texts := make([]string, n)
	for i := range texts {
		texts[i] = prose(r, length)
	}
	return texts
}

// spoil makes edits in a text, spread evenly: other characters, or of all kinds.
func spoil(t family.Text, edits int, kinds bool) family.Text {
	if edits == 0 {
		return t
	}
	out := family.Text{}
	step := len(t) / edits
	for i, r := range t {
		n := i / step
		switch {
		case i%step != step/2 || n >= edits:
			out = append(out, r)
		case !kinds || n%3 == 0:
			out = append(out, '訛')
		case n%3 == 1:
			out = append(out, '衍', r)
		}
	}
	return out
}

func mustSearch(t testing.TB, lib library, query string, opt SearchOptions) Found {
	t.Helper()
	f, err := search(context.Background(), lib, query, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestSearchFindsTolerated plants a passage with as many edits as are tolerated
// among texts of the same words, and searches for the passage.
func TestSearchFindsTolerated(t *testing.T) {
	for _, n := range []int{3, 5, 6, 10, 24, 40, 64, 65, 100, 150, 400, 1500} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			texts := proses(100, 300)
			query := family.Fold(prose(rand.New(rand.NewPCG(uint64(n), 9)), n))[:n]
			spread, _ := tolerance(n)
			texts[30] += string(spoil(query, spread, false)) + texts[0]
			texts[50] += string(spoil(query, spread, true)) + texts[3]
			texts[77] = texts[1] + string(query) + texts[2]
			f := mustSearch(t, newFakeLibrary(t, texts...), string(query), SearchOptions{Limit: 200})
			at := func(id int64) int {
				return slices.IndexFunc(f.Hits, func(h Hit) bool { return h.Document == id })
			}
			if i := at(78); i < 0 || f.Hits[i].Distance != 0 || string(family.Fold(f.Hits[i].Text[f.Hits[i].Span.Lo:f.Hits[i].Span.Hi])) != string(query) {
				t.Errorf("the exact one is at %d of %d", i, len(f.Hits))
			}
			for _, id := range []int64{31, 51} {
				if i := at(id); i < 0 || f.Hits[i].Distance > spread {
					t.Errorf("document %d, which is damaged, is at %d of %d", id, i, len(f.Hits))
				}
			}
		})
	}
}

// TestSearchFindsTorn searches for a paragraph of which a document has lost a
// stretch.
func TestSearchFindsTorn(t *testing.T) {
	texts := proses(40, 300)
	query := family.Fold(prose(rand.New(rand.NewPCG(5, 9)), 200))[:300]
	_, lost := tolerance(len(query))
	torn := slices.Concat(query[:100], query[100+lost:])
	texts[20] = texts[0] + string(torn)
	f := mustSearch(t, newFakeLibrary(t, texts...), string(query), SearchOptions{})
	if len(f.Hits) != 1 || f.Hits[0].Document != 21 || f.Hits[0].Distance > lost {
		t.Errorf("found %+v", f)
	}
}

// TestSearchOrder wants exact hits first, then near ones, each in order of ID, and
// the same result every time.
func TestSearchOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		const query = "深化产教融合校企合作协同育人"
		texts := proses(rapid.IntRange(0, 60).Draw(rt, "documents"), 40)
		for i := range texts {
			switch rapid.IntRange(0, 4).Draw(rt, "kind") {
			case 0:
				texts[i] += "深化产教融合、\n校企合作，协同育人"
			case 1:
				texts[i] += "深化产教融合校企台作协同育人"
			case 2:
				texts[i] = "　深化産教融合（校企合作）协同育人。" + texts[i] + "深化产教融合校企合协同育人"
			}
		}
		lib := newFakeLibrary(t, texts...)
		limit := rapid.IntRange(1, 30).Draw(rt, "limit")
		f := mustSearch(t, lib, query, SearchOptions{Limit: limit})
		if len(f.Hits) > limit || f.Documents < len(f.Hits) || f.Documents > len(texts) {
			rt.Fatalf("%d hits of %d documents", len(f.Hits), f.Documents)
		}
		if !slices.IsSortedFunc(f.Hits, func(a, b Hit) int {
			if a.Distance != b.Distance {
				return a.Distance - b.Distance
			}
			return int(a.Document - b.Document)
		}) {
			rt.Fatal("out of order")
		}
		for _, h := range f.Hits {
			s := h.Text[h.Span.Lo:h.Span.Hi]
			if d := edits(family.Fold(query), family.Fold(s)); d != h.Distance || !utf8.ValidString(s) {
				rt.Fatalf("%q is told to differ by %d", s, h.Distance)
			}
		}
		if again := mustSearch(t, lib, query, SearchOptions{Limit: limit}); fmt.Sprint(again) != fmt.Sprint(f) {
			rt.Fatal("another result")
		}
	})
}

func TestSearchRefuses(t *testing.T) {
	lib := newFakeLibrary(t, "职业教育")
	for query, want := range map[string]error{
		"":                               ErrShort,
		"楚怡":                             ErrShort,
		"（楚）、……“怡”  \n":                  ErrShort,
		strings.Repeat("职", MostQuery+1): ErrLong,
	} {
		if _, err := search(context.Background(), lib, query, SearchOptions{}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", query, err, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := search(ctx, lib, "职业教育", SearchOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestSearchLeavesOut what is no document any more, and counts what has changed.
func TestSearchLeavesOut(t *testing.T) {
	lib := newFakeLibrary(t, "推进职业教育改革", "推进职业教育改革", "推进职业教育改革", "推进职业教育改革")
	lib.states[1], lib.states[2], lib.gone[3] = Changed, Missing, true
	f := mustSearch(t, lib, "职业教育改革", SearchOptions{})
	if f.Documents != 1 || f.Gone != 1 || f.Hits[0].Document != 4 {
		t.Errorf("found %+v", f)
	}
}

// TestSearchBoilerplate stops at a formula that all documents have, and says so.
func TestSearchBoilerplate(t *testing.T) {
	texts := make([]string, 2000)
	for i := range texts {
		texts[i] = "请认真贯彻执行，" + fmt.Sprint(i)
	}
	f := mustSearch(t, newFakeLibrary(t, texts...), "请认真贯彻执行", SearchOptions{Limit: 5})
	if !f.More || f.Documents < 100 || f.Documents > 1200 {
		t.Errorf("%d documents, more: %t", f.Documents, f.More)
	}
	for i, h := range f.Hits {
		if h.Document != int64(i+1) || h.Distance != 0 {
			t.Errorf("hit %d is document %d", i, h.Document)
		}
	}
}

// TestSearchLongDocuments reads as many long documents as the budget has room for,
// beside all of usual length.
func TestSearchLongDocuments(t *testing.T) {
	query := prose(rand.New(rand.NewPCG(1, 9)), 1200)
	texts := proses(50, 6000)
	for i := range texts {
		if i%10 == 0 {
			texts[i] = query
		} else {
			texts[i] += query // some 20,000 characters: two parts
		}
	}
	f := mustSearch(t, newFakeLibrary(t, texts...), query, SearchOptions{Limit: 50})
	q, err := newQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	want := len(texts)/10 + longBudget/q.cost(2*index.PartLength)
	if !f.More || f.Documents != want || want == len(texts) {
		t.Errorf("%d documents, want %d; more: %t", f.Documents, want, f.More)
	}
}

// TestSearchCountsPlaces finds the nearest of several places in a document.
func TestSearchCountsPlaces(t *testing.T) {
	lib := newFakeLibrary(t, "深化产教融合校企台作。各单位：深化产教融合、校企合作。深化产教融合校企合作。")
	f := mustSearch(t, lib, "深化产教融合校企合作", SearchOptions{})
	if len(f.Hits) != 1 || f.Hits[0].Times != 3 || f.Hits[0].Distance != 0 {
		t.Fatalf("found %+v", f)
	}
	if h := f.Hits[0]; h.Text[h.Span.Lo:h.Span.Hi] != "深化产教融合、校企合作" {
		t.Errorf("found %q", h.Text[h.Span.Lo:h.Span.Hi])
	}
}

// BenchmarkSearch asks 2,000 documents in memory for a sentence and for a formula.
func BenchmarkSearch(b *testing.B) {
	texts := proses(2000, 600)
	for i := range texts {
		texts[i] += "请认真贯彻执行。"
	}
	lib := newFakeLibrary(b, texts...)
	sentence := string(family.Fold(texts[1234])[500:530])
	for _, c := range []struct{ name, query string }{{"sentence", sentence}, {"formula", "请认真贯彻执行"}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if f := mustSearch(b, lib, c.query, SearchOptions{}); f.Documents == 0 {
					b.Fatal("not found")
				}
			}
		})
	}
}

// FuzzSearch promises that what is found is a span of the text, as far off as is told,
// whatever the query and the text are.
func FuzzSearch(f *testing.F) {
	f.Add("深化产教融合、校企合作", "各市州：深化产教融台，校企合作。")
	f.Add("１２３ａｂＣ", "123ABC\n\x00\xff１２３ａｂｃ")
	f.Add(strings.Repeat("应", 200), strings.Repeat("应", 500))
	f.Add(strings.Repeat("职业教育", 20), strings.Repeat("职业教肓", 90)+"𠀀⼈")
	f.Fuzz(func(t *testing.T, query, text string) {
		if len(query) > 1000 || len(text) > 3000 {
			return
		}
		text = strings.ToValidUTF8(text, "")
		lib := newFakeLibrary(t, text, "职业教育", text)
		found, err := search(context.Background(), lib, query, SearchOptions{})
		if err != nil {
			if !errors.Is(err, ErrShort) && !errors.Is(err, ErrLong) {
				t.Fatal(err)
			}
			return
		}
		q := family.Fold(query)
		for _, h := range found.Hits {
			s := h.Text[h.Span.Lo:h.Span.Hi]
			if d := edits(q, family.Fold(s)); d != h.Distance || !utf8.ValidString(s) {
				t.Fatalf("%q in %q: %q is told to differ by %d, it does by %d", query, text, s, h.Distance, d)
			}
		}
		if at := strings.Index(string(family.Fold(text)), string(q)); at >= 0 && (len(found.Hits) == 0 || found.Hits[0].Distance != 0) {
			t.Fatalf("%q is not found in %q", query, text)
		}
	})
}
