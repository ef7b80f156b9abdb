package main

import (
	"math"

	"jiaokan/align/language"
)

// discounts of one level, by adjusted count: 1, 2, 3 and more.
type discounts [4]float64

// smooth gives every node its probability and backoff weight: interpolated modified
// Kneser-Ney.
func (t trie) smooth(a *alphabet) {
	order := len(t)
	for k := range t {
		for i := range t[k] {
			n := &t[k][i]
			if k == order-1 || n.sym == language.Line && k > 0 {
				n.adj = float64(n.raw)
			} else {
				n.adj = float64(n.kids[1]-n.kids[0]) + float64(n.open)
			}
		}
	}
	for k := range t {
		d := discount(t[k])
		contexts := 1
		if k > 0 {
			contexts = len(t[k-1])
		}
		sum := make([]float64, contexts)
		lost := make([]float64, contexts)
		for i := range t[k] {
			n := &t[k][i]
			if n.adj > 0 {
				sum[max(n.ctx, 0)] += n.adj
				lost[max(n.ctx, 0)] += d.of(n.adj)
			}
		}
		for c := range contexts {
			if k > 0 {
				t[k-1][c].gamma = 1
				if sum[c] > 0 {
					t[k-1][c].gamma = lost[c] / sum[c]
				}
			}
		}
		for i := range t[k] {
			n := &t[k][i]
			c := max(n.ctx, 0)
			below := base(n.sym, len(t[0]))
			if k > 0 {
				below = t[k-1][n.parent].p
			}
			n.p = (max(n.adj-d.of(n.adj), 0) + lost[c]*below) / sum[c]
		}
	}
}

// base is the distribution below the unigrams: all symbols alike.
func base(s uint16, symbols int) float64 {
	const unseen, strange = 5000, 20000 // standard characters without a symbol; others
	switch s {
	case language.Rare:
		return 1 / float64(symbols+unseen)
	case language.Foreign:
		return 0.05 / strange
	}
	return 1 / float64(symbols+unseen)
}

// discount estimates a level's discounts from its counts of counts (Chen & Goodman 1998, eq. 26).
func discount(l []node) discounts {
	var n [5]float64
	for i := range l {
		if c := int(math.Round(l[i].adj)); c >= 1 && c <= 4 {
			n[c]++
		}
	}
	d := discounts{0, 0.5, 1, 1.5}
	if n[1] > 0 && n[2] > 0 && n[3] > 0 && n[4] > 0 {
		y := n[1] / (n[1] + 2*n[2])
		for c := 1; c <= 3; c++ {
			if v := float64(c) - float64(c+1)*y*n[c+1]/n[c]; v > 0 && v < float64(c) {
				d[c] = v
			}
		}
	}
	return d
}

func (d discounts) of(count float64) float64 { return d[min(int(math.Round(count)), 3)] }

// prune drops n-grams, longest first, that are too rare or whose probability the
// shorter ones give nearly as well, and sets the backoff weights right again.
func (t trie) prune(o options) {
	for i := range t[0] {
		t[0][i].keep = true
	}
	for k := len(t) - 1; k > 0; k-- {
		for i := range t[k] {
			n := &t[k][i]
			gain := float64(n.raw) * math.Abs(math.Log2(n.p)-math.Log2(t[k-1][n.ctx].gamma*t[k-1][n.parent].p))
			n.keep = n.need || n.keep || gain >= o.prune && (k < 2 || int(n.raw) >= o.least)
			if n.keep { // its suffix and its context must stay
				t[k-1][n.parent].keep = true
				t[k-1][n.ctx].need = true
			}
		}
	}
	for k := len(t) - 1; k > 0; k-- {
		p := make([]float64, len(t[k-1]))
		q := make([]float64, len(t[k-1]))
		for i := range t[k] {
			if n := &t[k][i]; n.keep {
				p[n.ctx] += n.p
				q[n.ctx] += t[k-1][n.parent].p
			}
		}
		for c := range p {
			t[k-1][c].gamma = 1
			if p[c] > 0 {
				t[k-1][c].gamma = max(1-p[c], 1e-9) / max(1-q[c], 1e-9)
			}
		}
	}
}
