package main

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An exchange is words and what is put for them, by the character they begin with:
// every character of every copy is looked up.
type exchange struct {
	first [0x10000]bool
	words map[rune][]pair
}

type pair struct{ from, to []rune }

func exchanges(s string) *exchange {
	x := &exchange{words: map[rune][]pair{}}
	for f := range strings.FieldsSeq(s) {
		from, to, _ := strings.Cut(f, "→")
		p := pair{[]rune(from), []rune(to)}
		x.first[p.from[0]] = true
		x.words[p.from[0]] = append(x.words[p.from[0]], p)
	}
	return x
}

// reword are near-synonyms and adverbs that an editor drops; modality is what may,
// must and must not be.
var (
	reword = exchanges(`进一步→ 切实→ 适当→ 积极→ 加强→强化 汇聚→聚集 提高→提升
推进→推动 完善→健全 开展→组织 支持→鼓励 建立→构建 广泛→大力 重要→关键 明显→显著 主要→重点 实施→落实
做好→抓好 规定→要求 管理→监管 组织→安排 促进→推进 制定→制订 有关→相关 依法→ 及时→`)
	modality = exchanges(`应当→可以 必须→应当 不得→不宜 可以→应当 禁止→限制 不少于→不超过 以上→以下 不超过→不低于 严禁→避免`)
)

// word puts one word for another, three characters away from other changes.
func (w *witness) word(list *exchange, kind string) bool {
	type site struct {
		para, at int
		pair
	}
	var sites []site
	for i, p := range w.paras {
		for at, g := range p {
			if !list.first[g.r&0xFFFF] {
				continue
			}
			for _, x := range list.words[g.r] {
				if begins(p[at:], x.from) && p.clean(at-3, at+len(x.from)+3) {
					sites = append(sites, site{i, at, x})
				}
			}
		}
	}
	if len(sites) == 0 {
		return false
	}
	s := sites[w.rand.IntN(len(sites))]
	w.replace(s.para, s.at, s.at+len(s.from), s.to, kind)
	return true
}

func begins(p paragraph, word []rune) bool {
	if len(p) < len(word) {
		return false
	}
	for i, r := range word {
		if p[i].r != r {
			return false
		}
	}
	return true
}

var terms = strings.Fields("双高 双碳 双一流 放管服 三高四新 十四五 互联网+ 一带一路 雪亮工程 厕所革命 数字强省 银龄行动")

// A stretch is a part of a paragraph.
type stretch struct{ para, lo, hi int }

// term names another programme in quotation marks.
func (w *witness) term() bool {
	var found []stretch
	for i, p := range w.paras {
		open := -1
		for k, g := range p {
			switch g.r {
			case '“':
				open = k
			case '”':
				if n := k - open - 1; open >= 0 && n >= 2 && n <= 8 && p.clean(open, k+1) {
					found = append(found, stretch{i, open + 1, k})
				}
				open = -1
			}
		}
	}
	if len(found) == 0 {
		return false
	}
	s := found[w.rand.IntN(len(found))]
	old := string(w.paras[s.para][s.lo:s.hi].text())
	for {
		if t := terms[w.rand.IntN(len(terms))]; t != old {
			w.replace(s.para, s.lo, s.hi, []rune(t), "term")
			return true
		}
	}
}

// number alters a quantity: a number in digits, or one in characters before its unit.
func (w *witness) number() bool {
	var found []stretch
	for i, p := range w.paras {
		_, k := readLabel(p)
		for k < len(p) {
			n := quantity(p[k:])
			if n > 0 && p.clean(k, k+n) {
				found = append(found, stretch{i, k, k + n})
			}
			k += max(n, 1)
		}
	}
	if len(found) == 0 {
		return false
	}
	s := found[w.rand.IntN(len(found))]
	old := w.paras[s.para][s.lo:s.hi].text()
	to := w.another(old)
	if to == string(old) {
		return false
	}
	w.replace(s.para, s.lo, s.hi, []rune(to), "number")
	return true
}

// quantity is how many characters at the beginning of p are a quantity.
func quantity(p paragraph) int {
	n := 0
	for n < len(p) && isDigit(p[n].r) {
		n++
	}
	if n > 0 {
		if k := n + 1; k < len(p) && p[n].r == '.' && isDigit(p[k].r) {
			for n = k; n < len(p) && isDigit(p[n].r); n++ {
			}
		}
		return n
	}
	for n < len(p) && n < 4 && isNumeral(p[n].r) {
		n++
	}
	if n > 0 && n < len(p) && isCounted(p[n].r) {
		return n
	}
	return 0
}

func isNumeral(r rune) bool {
	switch r {
	case '二', '三', '四', '五', '六', '七', '八', '九', '十', '百':
		return true
	}
	return false
}

func isCounted(r rune) bool {
	switch r {
	case '个', '名', '所', '项', '家', '日', '年', '万', '亿', '倍', '元':
		return true
	}
	return false
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// another draws another number than old.
func (w *witness) another(old []rune) string {
	s := string(old)
	if !isDigit(old[0]) {
		v := max(value(old), 2)
		if value(old) == 0 {
			v = 2
		}
		return numeral(min(99, []int{v + 1, v + 5, v * 2, v + 10}[w.rand.IntN(4)]))
	}
	if strings.Contains(s, ".") {
		v, _ := strconv.ParseFloat(s, 64)
		return strconv.FormatFloat(math.Round(v*[]float64{2, 0.5, 10}[w.rand.IntN(3)]*100)/100, 'f', -1, 64)
	}
	if utf8.RuneCountInString(s) > 9 {
		return s
	}
	v, _ := strconv.Atoi(s)
	return strconv.Itoa([]int{v * 10, v + 5, v + 1, max(1, v-1), v * 2, v + 20}[w.rand.IntN(6)])
}
