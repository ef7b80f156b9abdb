package main

import (
	"bytes"
	"math"
	"testing"

	"jiaokan/align/language"
)

var little = []string{
	"国务院教育行政部门主管全国教育工作。",
	"县级以上地方人民政府教育行政部门主管本行政区域内的教育工作。",
	"县级以上地方人民政府应当加强教育工作的领导。",
	"教育行政部门应当自2023年起,加强职业教育。",
	"职业教育应当坚持产教融合。",
}

var words = []word{{[]rune("融合"), 100}, {[]rune("产业"), 900}, {[]rune("业务"), 40}}

func littleTrie(order int, prune float64) (trie, *alphabet) {
	o := options{order: order, wordWeight: 1, wordLeast: 20}
	a := newAlphabet(little, words)
	t := build(grams(little, words, a, o), len(a.runes), order)
	t.smooth()
	t.prune(prune)
	return t, a
}

// prob reads P(s | context) off a trie as a backing-off model does, by the book.
func (t trie) prob(context []uint16, s uint16) float64 {
	if n := t.find(append(context[:len(context):len(context)], s)); n != nil {
		return n.p
	}
	if len(context) == 0 {
		return t[0][s].p
	}
	weight := 1.0
	if c := t.find(context); c != nil {
		weight = c.weight
	}
	return weight * t.prob(context[1:], s)
}

// find gives the kept node of an n-gram, oldest symbol first.
func (t trie) find(gram []uint16) *node {
	if len(gram) > len(t) {
		return nil
	}
	n := &t[0][gram[len(gram)-1]]
	for k := 1; k < len(gram); k++ {
		var next *node
		for i := n.kids[0]; i < n.kids[1]; i++ {
			if c := &t[k][i]; c.sym == gram[len(gram)-1-k] && c.keep {
				next = c
			}
		}
		if next == nil {
			return nil
		}
		n = next
	}
	return n
}

// After every context the probabilities of all symbols add up to one, whatever was
// pruned. The 5,000 standard characters without a symbol share what Rare has.
func TestProbabilitiesAddUp(t *testing.T) {
	for _, prune := range []float64{0, 1, 3, 100} {
		tr, a := littleTrie(4, prune)
		contexts := [][]uint16{nil, {language.Line}, {a.of['教']}, {a.of['教'], a.of['育']}, {a.of['的'], a.of['教'], a.of['育']}, {language.Foreign}, {a.of['融']}, {a.of['产']}}
		for _, c := range contexts {
			sum := 0.0
			for s := range tr[0] {
				p := tr.prob(c, uint16(s))
				if s == language.Rare {
					p *= 5000
				}
				if s != language.Foreign {
					sum += p
				}
			}
			if math.Abs(sum-1) > 0.01 {
				t.Errorf("prune %g: after %v the probabilities add up to %.4f", prune, c, sum)
			}
		}
	}
}

// The file read back says what the trie says, but for what 10 bits cannot.
func TestReadBack(t *testing.T) {
	for _, order := range []int{2, 3, 5, 8} {
		for _, prune := range []float64{0, 2} {
			tr, a := littleTrie(order, prune)
			m, err := language.Open(string(encode(tr, a, 10)))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range append(little, "产业教育县务院") {
				text := []rune("\n" + line + "\n")
				context := []uint16{language.Line}
				for i := 1; i < len(text); i++ {
					s := a.symbol(text[i])
					want := math.Log2(tr.prob(context[max(0, len(context)-order+1):], s))
					if got := m.LogProb(text, i, i+1); math.Abs(got-want) > 0.02 {
						t.Errorf("order %d, prune %g: %c in %s: %.3f, want %.3f", order, prune, text[i], line, got, want)
					}
					context = append(context, s)
				}
			}
		}
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	o := options{order: 5, prune: 1, bits: 6, wordWeight: 1, wordLeast: 20}
	a, b := train(little, words, o), train(little, words, o)
	if !bytes.Equal(a, b) {
		t.Error("the same text makes different models")
	}
}

func TestFoldLines(t *testing.T) {
	for text, want := range map[string]string{
		"第一条　为了保障，":         "为了保障,",
		"第三十二条之一 有下列情形":     "有下列情形",
		"（一）　公民":            "公民",
		"二、主要目标":            "主要目标",
		"1. 统筹规划\n\n２．“双高”": `统筹规划|"双高"`,
		"第一百条":              "",
		"一律不得":              "一律不得",
		"2023年":             "2023年",
	} {
		got := ""
		for i, l := range foldLines(text) {
			if i > 0 {
				got += "|"
			}
			got += l
		}
		if got != want {
			t.Errorf("foldLines(%q) = %q, want %q", text, got, want)
		}
	}
}
