package align

import (
	"slices"
	"strings"
	"testing"
)

// cutAt is a cutter that knows some words.
func cutAt(words ...string) func(string) []string {
	return func(text string) []string {
		var out []string
	next:
		for text != "" {
			for _, w := range words {
				if strings.HasPrefix(text, w) {
					out, text = append(out, w), text[len(w):]
					continue next
				}
			}
			n := len(string([]rune(text)[:1]))
			out, text = append(out, text[:n]), text[n:]
		}
		return out
	}
}

// TestWiden grows variants to words.
func TestWiden(t *testing.T) {
	cut := cutAt("生产性", "生动性", "歧视性", "不合理", "2023", "2024", "汇聚", "聚集", "管理", "高职高专", "高等职业")
	for _, c := range []struct {
		name string
		a, b string
		want []string
	}{
		{"one character in a word", "改革、生产性实训等方面。", "改革、生动性实训等方面。", []string{"生产性｜生动性"}},
		{"in another word each", "人才汇聚、落地生根。", "人才聚集、落地生根。", []string{"汇聚｜聚集"}},
		{"a word before another", "在管理、机制等方面创新。", "在科学管理、机制等方面创新。", []string{"｜科学"}},
		{"a year", "到2023年底前全部完成。", "到2024年底前全部完成。", []string{"2023｜2024"}},
		{"never over a stop", "建立健全制度。加强领导。", "建立健全机制，加强领导。", []string{"制度。｜机制,"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			col := Collate(read(t, c.a+"\n", c.b+"\n"), Options{Cut: cut})
			checkRows(t, col)
			var got []string
			for _, row := range col.Rows {
				for _, seg := range row.Segments {
					if seg.Variant() {
						keys := map[int]string{}
						for _, rd := range seg.Readings {
							keys[rd.At[0].Witness] = rd.Key
						}
						got = append(got, keys[0]+"｜"+keys[1])
					}
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// TestPlainWords keeps numbers and Latin words whole.
func TestPlainWords(t *testing.T) {
	got := strings.Join(plainWords("到2025年达到3.5%，二〇三〇年ABC标准"), " ")
	if want := "到 2025 年 达 到 3.5% ， 二〇三〇 年 ABC 标 准"; got != want {
		t.Errorf("%s", got)
	}
}

// TestKey folds width, quotes and white space.
func TestKey(t *testing.T) {
	for _, c := range [][2]string{
		{"“楚怡”", "\"楚怡\""}, {"（一） 甲", "(一)甲"}, {"２０ 个，\n乙", "20个,乙"}, {"ＡＢＣ", "ABC"}, {"甲\u200b\ufeff乙", "甲乙"},
	} {
		if Key(c[0]) != Key(c[1]) {
			t.Errorf("%q and %q: %q and %q", c[0], c[1], Key(c[0]), Key(c[1]))
		}
	}
	if Key("甲。") == Key("甲，") {
		t.Error("a stop is no comma")
	}
}
