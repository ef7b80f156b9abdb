package main

import "jiaokan/align/language"

// A trie holds the n-grams of order k+1 on level k, sorted by their symbols, newest
// first: the model's own shape (see language.Open), before pruning.
type trie [][]node

// A node is one n-gram. Its parent is the n-gram without the oldest symbol, its
// context the one without the newest.
type node struct {
	sym    uint16 // the oldest
	keep   bool
	parent int32    // on the level above
	ctx    int32    // on the level above
	kids   [2]int32 // from, to on the level below
	raw    uint32   // how often it occurs
	open   uint32   // how often with nothing known of what stands before
	count  float64  // what smoothing goes by
	p      float64  // P(newest | the others)
	weight float64  // of backing off, as a context
}

// build counts the n-grams of sorted grams.
func build(gs []gram, symbols, order int) trie {
	t := make(trie, order)
	t[0] = make([]node, symbols)
	for s := range t[0] {
		t[0][s].sym = uint16(s)
	}
	at := make([]int32, order) // by level, the node of the last gram
	var last gram
	for i := range gs {
		g := &gs[i]
		same, k := true, 0
		for ; k < order && g.at(k) != 0; k++ {
			s := g.at(k) - 1
			same = same && last.at(k) == g.at(k)
			if k == 0 {
				at[0] = int32(s)
			} else if !same {
				at[k] = t.add(k, at[k-1], s)
			}
			t[k][at[k]].raw += g.n
		}
		if end := &t[k-1][at[k-1]]; end.sym != language.Line {
			end.open += g.n
		}
		last = *g
	}
	t.link()
	return t
}

// add puts a new last child below parent, on level k.
func (t trie) add(k int, parent int32, s uint16) int32 {
	n := int32(len(t[k]))
	t[k] = append(t[k], node{sym: s, parent: parent})
	p := &t[k-1][parent]
	if p.kids[1] == 0 {
		p.kids[0] = n
	}
	p.kids[1] = n + 1
	return n
}

// link finds every node's context: that of a child is the child, by the same symbol,
// of its parent's context. Both families are sorted, so it takes one pass.
func (t trie) link() {
	for i := range t[1] {
		t[1][i].ctx = int32(t[1][i].sym)
	}
	for k := 2; k < len(t); k++ {
		for i := range t[k-1] {
			p := &t[k-1][i]
			j := t[k-2][p.ctx].kids[0]
			for c := p.kids[0]; c < p.kids[1]; c++ {
				for t[k-1][j].sym != t[k][c].sym {
					j++ // every end of a text's n-gram occurs in it, so it is found
				}
				t[k][c].ctx = j
			}
		}
	}
}
