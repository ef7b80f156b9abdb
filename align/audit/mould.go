package audit

import (
	"cmp"
	"fmt"
	"slices"
)

// Documents made from one mould, sister notices or the same report in two papers,
// are one voice however many they are (陈垣: 同源之本不得为二证). They are known as
// copies are, by what they share against the text: four differing places at least,
// and more often than once in two hundred letters, for what is wrong in every copy
// is shared by all who quote it, and is rare; or what they go on with, in the same
// eight letters, where they leave the text.
const (
	leastShared = 4
	alikeEvery  = 200
	goesOnWith  = 8
	mostSharing = 64 // groups that share one place; among more, it is a set phrase
)

// joinMoulds gives the voices of one mould one group: the least of theirs.
func (d *desk) joinMoulds() {
	shared := map[string][]int64{}
	note := func(group int64, place string) {
		if !slices.Contains(shared[place], group) && len(shared[place]) < mostSharing {
			shared[place] = append(shared[place], group)
		}
	}
	agreed := map[int64]int{}
	for _, v := range d.voices {
		agreed[v.group] += v.agreed
		v.differences(d.body, func(lo, hi int, key string) {
			if key != "" { // anybody leaves out a clause
				note(v.group, fmt.Sprintf("%d-%d %s", lo, hi, key))
			}
		})
		if n := int(v.to[0]); n >= goesOnWith {
			note(v.group, fmt.Sprintf("<%d %s", v.lo, string(v.said.keys[n-goesOnWith:n])))
		}
		if n := int(v.to[len(v.to)-1]) + 1; n+goesOnWith <= len(v.said.keys) {
			note(v.group, fmt.Sprintf(">%d %s", v.lo+len(v.to), string(v.said.keys[n:n+goesOnWith])))
		}
	}
	pairs := map[[2]int64]int{}
	for place, groups := range shared {
		slices.Sort(groups)
		for i, g := range groups {
			for _, h := range groups[i+1:] {
				pairs[[2]int64{g, h}]++
				if place[0] == '<' || place[0] == '>' {
					pairs[[2]int64{g, h}] += len(d.body.keys)
				}
			}
		}
	}
	d.join(pairs, agreed)
}

// join unites the groups of pairs that share enough.
func (d *desk) join(pairs map[[2]int64]int, agreed map[int64]int) {
	first := map[int64]int64{}
	root := func(g int64) int64 {
		for {
			of, ok := first[g]
			if !ok {
				return g
			}
			g = of
		}
	}
	var all [][2]int64
	for p, n := range pairs {
		if n >= leastShared && n*alikeEvery > min(agreed[p[0]], agreed[p[1]]) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b [2]int64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, p := range all {
		if a, b := root(p[0]), root(p[1]); a != b {
			first[max(a, b)] = min(a, b)
		}
	}
	for _, v := range d.voices {
		v.group = root(v.group)
	}
}

// differences calls f for each place in which a voice has something else than the
// body: letters [lo, hi) of the body, and its own.
func (v *voice) differences(b *body, f func(lo, hi int, key string)) {
	last, said := v.lo, int(v.to[0])
	for i := v.lo + 1; i < v.lo+len(v.to); i++ {
		j, ok := v.agrees(b, i)
		if !ok {
			continue
		}
		if i > last+1 || j > said+1 {
			f(last+1, i, string(v.said.keys[said+1:j]))
		}
		last, said = i, j
	}
}
