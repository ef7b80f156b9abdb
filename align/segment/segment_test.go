package segment

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// cutters are the one that this program is built with and the one in Go, which
// are the same without cgo. They are loaded once: each takes its time.
var cutters = sync.OnceValue(func() map[string]Cutter {
	dir, err := os.MkdirTemp("", "segment-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	built, err := Load(dir)
	if err != nil {
		panic(err)
	}
	inGo, err := portable()
	if err != nil {
		panic(err)
	}
	return map[string]Cutter{"as built": built, "in Go": inGo}
})

// The sentences are from the two notices of corpus/testdata/chuyi, but for the
// last five.
func TestCut(t *testing.T) {
	for _, want := range []string{
		"充分发挥|基地|在|管理|、|教学改革|、|机制|创新|、|生产性|实训|等|方面|的|示范|辐射|作用|。",
		"充分发挥|基地|在|科学管理|、|教学改革|、|机制|创新|、|生动性|实训|等|方面|的|示范|辐射|作用|。",
		"职业教育|适应性|和|吸引力|持续|增强|，",
		"4|.| |提高|技工教育|的|吸引力|，|遴选|建设|5|所|“|楚怡|”|优秀|技工院校|。",
		"4|.| |提高|技工教育|的|实力|。",
		"办学能力|和|贡献力|进一步|提升|",
		"建设|“|楚怡|”|职业教育|专业|智库|。",
		"支持|湖南|工业|职业技术|学院|、|新化县|楚怡|工业|学校|建设",
		"以|拍摄|纪录片|、|微电影|、|短视频|、|出版物|等|方式|，",
		"以|拍摄|纪录片|、|微电影|、|短视频|、|出版|书籍|等|方式|，",
		"要|清理|对|技术技能|人才|的|歧视性|政策|，",
		"要|清理|对|技术技能|人才|的|不合理|政策|,",
		"（|四|）|建设|“|楚怡|”|产教融合|创新|平台|。",
		"深化|产教融合|、|校企合作|，",
		"支持|14|个|市州|各|改扩建|1|所|“|楚怡|”|中职学校|，",
		"遴选|建设|100|个|特色|突出|、|服务|能力|强|的|“|楚怡|”|优质|中职|专业|（|群|）|。",
		"到|2030|年|，|全省|绿色|低碳|发展|取得|显著|成效|，",
		"统筹|推进|碳达峰|碳中和|各项|工作|。",
		"湖南省|人力资源和社会保障厅\n",
		"(|此件|主动|公开|)",
		"污染物|排放|不得|超过|标准",
		"反|不正当竞争|法",
		"可再生能源",
		"B超|和|T恤",
		"",
	} {
		want = strings.Trim(strings.ReplaceAll(want, "\n", "|\n"), "|")
		text := strings.ReplaceAll(want, "|", "")
		for name, cut := range cutters() {
			if got := strings.Join(cut(text), "|"); got != want {
				t.Errorf("%s:\n got %s\nwant %s", name, got, want)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, want := range []string{
		"2024|年|3|月|15|日",
		"２０２４|年",
		"二〇二四|年|三|月|十五|日", "十|月",
		"二○二四|年",
		"第三|条", "第十一|条", "第二十一|条", "第五十四|条", "第一百零七|条",
		"三|条", "十一|条", "二十一|条", "五十四|条",
		"二十一|日", "三十|日|内", "四十一|个",
		"3.5|%", "1.2.3", "3|.", "1|.|建设",
		"COVID19", "5G|网络", "www.gov.cn",
		"二|、|三",
		"一一对应", "统一|一套|标准", "二十大",
	} {
		text := strings.ReplaceAll(want, "|", "")
		for name, cut := range cutters() {
			if got := strings.Join(cut(text), "|"); got != want {
				t.Errorf("%s: got %s want %s", name, got, want)
			}
		}
	}
}

// Each word of words.txt is one piece, and the words it takes out are not.
func TestWords(t *testing.T) {
	list, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	for word := range strings.Lines(string(list)) {
		word = strings.TrimSpace(word)
		if word == "" || word[0] == '#' {
			continue
		}
		word, out := strings.CutPrefix(word, "-")
		for name, cut := range cutters() {
			if got := cut(word); (len(got) == 1) == out {
				t.Errorf("%s: %s: %q", name, word, got)
			}
		}
	}
}

// No word has a mark in it: clauses end there, so it would never be found.
func TestMarks(t *testing.T) {
	text, err := expand()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text) {
		word, _, _ := strings.Cut(line, " ")
		if clause(word) != len(word) {
			t.Errorf("%q is no clause", word)
		}
	}
}

// TestSame: with cgo or without, the words are the same.
func TestSame(t *testing.T) {
	files, _ := filepath.Glob("../../corpus/testdata/chuyi/*.txt")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		same(t, string(text))
	}
	dictionary, err := expand()
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range strings.Lines(dictionary) {
		word, _, _ := strings.Cut(line, " ")
		words = append(words, word)
	}
	rapid.Check(t, func(t *rapid.T) {
		same(t, strings.Join(rapid.SliceOf(rapid.SampledFrom(words)).Draw(t, "words"), ""))
	})
}

func same(t interface{ Errorf(string, ...any) }, text string) {
	built, inGo := cutters()["as built"](text), cutters()["in Go"](text)
	if !slices.Equal(built, inGo) {
		t.Errorf("%q:\nas built %q\n   in Go %q", text, built, inGo)
	}
}

// anyText is text of the kind that breaks things: words, marks, numbers, NUL,
// and bytes that are no UTF-8, or only the start of it.
var anyText = rapid.Custom(func(t *rapid.T) string {
	return strings.Join(rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{
			"生产性实训", "职业教育", "第五十四条", "二〇二四年", "2024", "3.", ".", "&", "，", "\n", " ", "\x00",
			"\xff", "\xe7\x94", "\xf0\x9f", "\ufffd", "\ufeff", "𠀀", "👨‍👩", "é", "\u200b", strings.Repeat("生", 700),
		}),
		rapid.String(),
	)).Draw(t, "parts"), "")
})

func TestJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { join(t, anyText.Draw(t, "text")) })
}

func join(t interface{ Fatalf(string, ...any) }, text string) {
	for name, cut := range cutters() {
		pieces := cut(text)
		if strings.Join(pieces, "") != text {
			t.Fatalf("%s: %q does not join to %q", name, pieces, text)
		}
		if slices.Contains(pieces, "") {
			t.Fatalf("%s: an empty piece in %q", name, pieces)
		}
	}
}

// What stands past a mark does not change the words before it.
func TestLocal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyText.Draw(t, "a"), anyText.Draw(t, "b")
		for name, cut := range cutters() {
			if got, want := cut(a+"，"+b), slices.Concat(cut(a), []string{"，"}, cut(b)); !slices.Equal(got, want) {
				t.Fatalf("%s:\n got %q\nwant %q", name, got, want)
			}
		}
	})
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"", "充分发挥基地在生产性实训等方面", "a\x00生产性", "生\xff产", "1.2条第五十四条", "\xe7\x94"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		join(t, text)
		same(t, text)
	})
}

// A cut that breaks its promise costs the words of that clause and no text.
func TestChecked(t *testing.T) {
	for _, bad := range [][]string{nil, {"生"}, {"生产", "性", ""}, {"生产性", "性"}, {"产生性"}} {
		cut := guard(func(string) []string { return bad })
		if got := strings.Join(cut("生产性，"), "|"); got != "生|产|性|，" {
			t.Errorf("%q: %s", bad, got)
		}
	}
}

func TestDictionaryMany(t *testing.T) {
	d := Dictionary{Dir: t.TempDir()}
	if d.Loaded() || d.Err() != nil {
		t.Error("loaded before it was asked for")
	}
	d.Start()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if got := strings.Join(d.Cut("生产性实训"), "|"); got != "生产性|实训" {
					t.Error(got)
				}
			}
		})
	}
	all.Wait()
	if !d.Loaded() || d.Err() != nil {
		t.Error(d.Loaded(), d.Err())
	}
}

func TestDictionaryStart(t *testing.T) {
	d := Dictionary{Dir: t.TempDir()}
	d.Start()
	for begun := time.Now(); !d.Loaded(); time.Sleep(time.Millisecond) {
		if time.Since(begun) > time.Minute {
			t.Fatal("not loaded after a minute")
		}
	}
}

func TestDictionaryErr(t *testing.T) {
	defer func(b []byte) { packed = b }(packed)
	packed = packed[:1000]
	d := Dictionary{Dir: t.TempDir()}
	if got := strings.Join(d.Cut("生产性\xff，12"), "|"); got != "生|产|性|\xff|，|12" {
		t.Errorf("%q", got)
	}
	if !d.Loaded() || d.Err() == nil {
		t.Error("no error")
	}
}

func TestParse(t *testing.T) {
	for _, bad := range []string{"", "生产性\n", "生产性 0 x\n", "生产性 many x\n", "生产性 32\n", " 32 x\n"} {
		if _, err := parse(bad); err == nil {
			t.Errorf("%q is a dictionary", bad)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	for _, load := range []struct {
		name string
		from func() (Cutter, error)
	}{{"as built", func() (Cutter, error) { return Load(dir) }}, {"in Go", portable}} {
		b.Run(load.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := load.from(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCut cuts one notice.
func BenchmarkCut(b *testing.B) {
	text, err := os.ReadFile("../../corpus/testdata/chuyi/004_484d152f479902b9.txt")
	if err != nil {
		b.Skip(err)
	}
	for _, name := range []string{"as built", "in Go"} {
		b.Run(name, func(b *testing.B) {
			cut := cutters()[name]
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				cut(string(text))
			}
		})
	}
}
