package segment

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "make the dictionary again")

// TestDictionary makes the dictionary from the module of gojieba and words.txt,
// and compares. With -update it writes it, but only if it is not the same: how
// gzip packs may change with the version of Go, what it packed may not.
func TestDictionary(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yanyiwu/gojieba").Output()
	if err != nil {
		t.Skip("the module of gojieba is not at hand")
	}
	jieba, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "deps/cppjieba/dict/jieba.dict.utf8"))
	if err != nil {
		t.Skip("the module of gojieba is not at hand")
	}
	words, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := made(t, string(jieba), string(words))
	hash := fmt.Sprintf("%x\n", sha256.Sum256([]byte(want)))
	if got, err := expand(); err == nil && got == want && hash == sum {
		return
	}
	if !*update {
		t.Fatal("dictionary.txt.gz is not what gojieba and words.txt make: go generate ./align/segment")
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.Write([]byte(want))
	z.Close()
	for name, data := range map[string][]byte{"dictionary.txt.gz": b.Bytes(), "dictionary.sha256": []byte(hash)} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// made is the dictionary: that of jieba, less the words that are left out, and
// the words of words.txt.
func made(t *testing.T, jieba, words string) string {
	count, kept := make(map[string]int), make(map[string]int)
	var numbers []string
	for line := range strings.Lines(jieba) {
		f := strings.Fields(line) // word, frequency, part of speech
		count[f[0]], _ = strconv.Atoi(f[1])
		if measured(f[0], f[2] == "m") {
			numbers = append(numbers, f[0])
		}
	}
	for word, n := range count {
		if clause(word) == len(word) && (n > rare || utf8.RuneCountInString(word) <= 2 || twofold(word, count)) {
			kept[word] = n
		}
	}
	for _, word := range numbers {
		delete(kept, word)
	}
	var added []string
	for line := range strings.Lines(words) {
		line = strings.TrimSpace(line)
		switch word, out := strings.CutPrefix(line, "-"); {
		case line == "" || line[0] == '#':
		case !out:
			added = append(added, word)
		case kept[word] == 0:
			t.Errorf("words.txt: %s is left out already", word)
		default:
			delete(kept, word)
		}
	}
	u, err := parse(format(kept))
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, n := range kept {
		total += n
	}
	for _, word := range added {
		if len(u.cut(word)) == 1 {
			t.Errorf("words.txt: %s is a word already", word)
		}
		// Once more often than its pieces would come together by chance.
		kept[word] = 1 + int(math.Exp(u.path(word)[0].weight)*float64(total))
	}
	return format(kept)
}

// Of the 349,000 words of jieba 200,000 were met three times or less in what it
// was counted on, and loading takes time and memory in proportion to them all.
// Most are names, phrases and misreadings. But many are the very terms of
// office, and those are made of two words that are not rare: 公安机关, 人力资源,
// 职业院校. Of the words found in 1,927 statutes, and of the 2,428 found in the
// two notices of corpus/testdata/chuyi, are lost
//
//	                       time    memory  statutes  notices
//	all words              0.47 s  121 MB     0         0
//	the rare left out      0.20 s   52 MB     5.9 %    44
//	jieba's small list     0.16 s   47 MB     7.3 %    55
//	as here                0.31 s  100 MB     0.4 %     2
//
// and half of that 0.4 % are numbers of articles, which number.go mends.
const (
	rare  = 3
	usual = 60
)

// twofold reports whether a word is made of two that are usual.
func twofold(word string, count map[string]int) bool {
	for i := range word {
		if i > 0 && count[word[:i]] >= usual && count[word[i:]] >= usual {
			return true
		}
	}
	return false
}

// measured reports whether a word is a number and something more: 三条, 十八年,
// 第三十一次. Those with one numeral are few and have common measures. Those
// with more are thousands and yet only those that jieba happened to meet; what
// it does not tag as numbers (五四运动, 二十大) is more than that.
func measured(word string, tagged bool) bool {
	number, ordinal := strings.CutPrefix(word, "第")
	rest := strings.TrimLeft(number, numerals)
	n := utf8.RuneCountInString(number) - utf8.RuneCountInString(rest)
	switch {
	case rest == "" || n == 0:
		return false
	case strings.Contains("年月日号届次条款项章节编目个名所级类期", rest):
		return strings.Trim(number, "百千万亿"+rest) != "" // 百年 is no number
	}
	return tagged && (ordinal || n > 1)
}

// format writes the words as cppjieba reads them, which wants a tag, though only
// for a use that is not made of it here.
func format(count map[string]int) string {
	var b strings.Builder
	for _, word := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%s %d x\n", word, count[word])
	}
	return b.String()
}
