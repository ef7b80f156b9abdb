package audit

import (
	"cmp"
	"slices"
)

// A poll counts voices by group: documents of one group have one vote, and none
// where they differ among themselves.
type poll struct{ votes []vote }

type vote struct {
	key    string
	group  int64
	weight float64
	v      *voice
	quoted []Quotation
}

func (p *poll) add(v *voice, key string, q Quotation) {
	w := 1.0
	if v.free(0) > paraphrase {
		w = 0.5
	}
	p.votes = append(p.votes, vote{key, v.group, w, v, []Quotation{q}})
}

// settled returns one vote of each group that is of one mind: that of its most
// faithful voice, with the quotations of all.
func (p *poll) settled() []vote {
	var out []vote
	mixed := map[int64]bool{}
	for _, x := range p.votes {
		i := slices.IndexFunc(out, func(o vote) bool { return o.group == x.group })
		if i < 0 {
			x.quoted = slices.Clone(x.quoted)
			out = append(out, x)
			continue
		}
		o := &out[i]
		mixed[x.group] = mixed[x.group] || o.key != x.key
		o.quoted = append(o.quoted, x.quoted...)
		o.weight = max(o.weight, x.weight)
		if x.v.free(0) < o.v.free(0) {
			o.v = x.v
		}
	}
	return slices.DeleteFunc(out, func(o vote) bool { return mixed[o.group] })
}

// weight sums the votes for a reading.
func (p *poll) weight(key string) (sum float64) {
	for _, o := range p.settled() {
		if o.key == key {
			sum += o.weight
		}
	}
	return sum
}

func (p *poll) groups(key string) (n int) {
	for _, o := range p.settled() {
		if o.key == key {
			n++
		}
	}
	return n
}

// byReading joins the votes for one reading, the most first, of as many in the
// order of their texts.
func (p *poll) byReading() []vote {
	var out []vote
	n := map[string]float64{}
	for _, o := range p.settled() {
		n[o.key] += o.weight
		if i := slices.IndexFunc(out, func(x vote) bool { return x.key == o.key }); i >= 0 {
			out[i].quoted = append(out[i].quoted, o.quoted...)
			continue
		}
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b vote) int { return cmp.Or(cmp.Compare(n[b.key], n[a.key]), cmp.Compare(a.key, b.key)) })
	return out
}
