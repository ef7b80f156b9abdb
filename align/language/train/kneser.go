package main

import (
	"math"

	"jiaokan/align/language"
)

// The model is interpolated modified Kneser-Ney (Kneser & Ney, Improved backing-off
// for m-gram language modeling, 1995; Chen & Goodman, An empirical study of smoothing
// techniques, 1998). The probability of c after a context h is what is left of its
// count there when a discount D is taken off, and the discounts taken from all
// symbols seen after h are given out by the next shorter context h':
//
//	P(c|h) = max(n(hc) - D, 0)/n(h) + w(h) P(c|h')
//
// where D is one of three, for counts of 1, 2 and more, estimated from the counts of
// counts of each order. Below the longest order n(hc) is not how often hc occurs but
// after how many different characters: 圳 is frequent, but only after 深, so as a
// guess after anything else it is poor. What begins at a line's start has nothing
// before it and keeps its own count; the words of the list count as much as they
// weigh. Below the unigrams lies the uniform distribution.
//
// Then n-grams are dropped, longest first, that save fewer than -prune bits over the
// whole training text against what the shorter ones say (Seymore & Rosenfeld,
// Scalable backoff language models, 1996), and each context's weight w is set so that
// its probabilities add up to one again. An n-gram stays as long as a longer one needs
// it as its end or its context. Probabilities and weights are coded in 6 bits each.
//
// Measured with one family in twenty held out, in bits a character of statutes and
// notices, and in % of right judgements on the notices (confuse, insert, delete,
// reword, drop: see exam.go):
//
//	                      MB    statutes  notices
//	order 5, prune 5      7.3    3.42      5.12    99.63  95.9  91.8  86.6  89
//	order 5, prune 3     11.1    3.34      5.06    99.66  96.0  92.0  86.6  90
//	order 4, prune 2      7.5    3.43      5.13    99.67  96.2  91.5  85.8  90
//	order 6, prune 6      7.1    3.42      5.13    99.65  95.8  91.7  86.0  89
//	in 8 bits, not 6      8.3    3.42      5.12    99.61  96.0  91.8  86.4  89
//	without the words     7.0    3.42      5.14    99.46  96.3  90.8  86.2  89
//	words three times     7.4    3.44      5.18    99.64  95.7  92.0  86.1  88
//
// What the notices lack is not n-grams but text of their own kind: 4 MB more save a
// twentieth of a bit. The words take away a third of the wrong judgements of look-alikes.
// Ten digits instead of one class cost 0.02 bits.
//
// Sorting 9 million grams and the rest take 10 s on one core and 1.5 GB.

// smooth gives every node its probability and its weight.
func (t trie) smooth() {
	for k := range t {
		for i := range t[k] {
			n := &t[k][i]
			if k == len(t)-1 || k > 0 && n.sym == language.Line {
				n.count = float64(n.raw)
			} else {
				n.count = float64(n.kids[1]-n.kids[0]) + float64(n.open)
			}
		}
	}
	t.smoothUnigrams()
	for k := 1; k < len(t); k++ {
		d := estimate(t[k])
		total := make([]float64, len(t[k-1]))
		taken := make([]float64, len(t[k-1]))
		for i := range t[k] {
			n := &t[k][i]
			total[n.ctx] += n.count
			taken[n.ctx] += d.of(n.count)
		}
		for i := range t[k-1] {
			t[k-1][i].weight = 1
			if total[i] > 0 {
				t[k-1][i].weight = taken[i] / total[i]
			}
		}
		for i := range t[k] {
			n := &t[k][i]
			n.p = (n.count-d.of(n.count))/total[n.ctx] + t[k-1][n.ctx].weight*t[k-1][n.parent].p
		}
	}
}

// smoothUnigrams shares what is taken from the characters seen among all that could
// be: those with a symbol, and the standard and the other characters without one,
// each of which is charged for the whole of its symbol.
func (t trie) smoothUnigrams() {
	const (
		unseen  = 5000 // standard characters that have no symbol, about
		strange = 0.01 // how likely any other character is beside a standard one
	)
	d := estimate(t[0])
	total, taken := 0.0, 0.0
	for i := range t[0] {
		total += t[0][i].count
		taken += d.of(t[0][i].count)
	}
	share := taken / total / float64(len(t[0])+unseen)
	for i := range t[0] {
		n := &t[0][i]
		n.p = (n.count-d.of(n.count))/total + share
	}
	t[0][language.Foreign].p = strange * share
}

// discounts by count: none, 1, 2, more.
type discounts [4]float64

func (d discounts) of(count float64) float64 { return d[min(int(count), 3)] }

// estimate takes the discounts from the counts of counts (Chen & Goodman, eq. 26).
// Where these are too few for it, as in a test's little text, the usual ones serve.
func estimate(level []node) discounts {
	var n [5]float64
	for i := range level {
		if c := int(level[i].count); 1 <= c && c <= 4 {
			n[c]++
		}
	}
	d := discounts{0, 0.5, 1, 1.5}
	y := n[1] / (n[1] + 2*n[2])
	for c := 1; c <= 3; c++ {
		if v := float64(c) - float64(c+1)*y*n[c+1]/n[c]; v > 0 && v < float64(c) {
			d[c] = v
		}
	}
	return d
}

// prune marks the n-grams to keep and sets the weights right for them.
func (t trie) prune(bits float64) {
	for i := range t[0] {
		t[0][i].keep = true
	}
	for k := len(t) - 1; k > 0; k-- {
		for i := range t[k] {
			n := &t[k][i]
			backedOff := t[k-1][n.ctx].weight * t[k-1][n.parent].p
			n.keep = n.keep || float64(n.raw)*math.Abs(math.Log2(n.p/backedOff)) >= bits
			if n.keep {
				t[k-1][n.parent].keep = true
				t[k-1][n.ctx].keep = true
			}
		}
	}
	for k := 1; k < len(t); k++ {
		t.reweigh(k)
	}
}

// reweigh gives every context of level k what its kept n-grams leave over, divided
// by what the shorter context leaves for the others.
func (t trie) reweigh(k int) {
	given := make([]float64, len(t[k-1]))
	shorter := make([]float64, len(t[k-1]))
	for i := range t[k] {
		if n := &t[k][i]; n.keep {
			given[n.ctx] += n.p
			shorter[n.ctx] += t[k-1][n.parent].p
		}
	}
	const least = 1e-9 // a context that gives all away still has to back off
	for i := range given {
		t[k-1][i].weight = max(1-given[i], least) / max(1-shorter[i], least)
	}
}
