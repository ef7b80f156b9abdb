package main

import (
	"bufio"
	"os"
	"strings"
)

// A part is a character or a piece of one: a stroke, or an operator of an
// ideographic description over smaller parts.
type part struct {
	op      rune // ⿰ ⿱ …; 0 for a stroke
	stroke  rune
	kids    []*part
	made    []*part // as kids, but before runs were made flat
	strokes []rune  // of all of it, in order
	key     string  // its description; equal keys are one *part
	num     int     // of its key
}

// parts takes characters apart.
type parts struct {
	ids   map[rune]string // the preferred description
	done  map[rune]*part
	byKey map[string]*part
}

// readIDS reads ids_lv1.txt: lines of a character and its descriptions. The
// descriptions are separated by tabs (other ways to see it) and semicolons (other
// regions' forms); the first is the one of the mainland.
func readIDS(file string) (*parts, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p := &parts{map[rune]string{}, map[rune]*part{}, map[string]*part{}}
	s := bufio.NewScanner(f)
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		if r := []rune(c[0]); len(r) == 1 && len(c) > 1 {
			p.ids[r[0]], _, _ = strings.Cut(c[1], ";")
		}
	}
	return p, s.Err()
}

// of takes r apart down to its strokes.
func (p *parts) of(r rune) *part {
	if q, ok := p.done[r]; ok {
		if q == nil { // described by itself
			return p.intern(&part{stroke: r})
		}
		return q
	}
	p.done[r] = nil
	q := p.parse(r)
	p.done[r] = q
	return q
}

// parse reads the description of r; a character without one is a stroke.
func (p *parts) parse(r rune) *part {
	s := []rune(p.ids[r])
	if len(s) == 0 {
		return p.intern(&part{stroke: r})
	}
	q, _ := p.term(s)
	if q == nil {
		return p.intern(&part{stroke: r})
	}
	return q
}

// term reads one term of a description: an operator and its operands, a list of
// strokes #(…), or a character. {…} before a term names the character itself and
// […] after an operator says how deep two parts overlap; neither matters here.
func (p *parts) term(s []rune) (*part, []rune) {
	for len(s) > 0 && (s[0] == '{' || s[0] == '[') {
		s = after(s, s[0]+2) // '}' and ']' stand two after their openers
	}
	switch {
	case len(s) == 0 || s[0] == '(':
		return nil, s
	case s[0] == '#':
		end := after(s, ')')
		return p.list(s[:len(s)-len(end)]), end
	case operands(s[0]) > 0:
		q := &part{op: s[0]}
		rest := s[1:]
		for range operands(s[0]) {
			var k *part
			if k, rest = p.term(rest); k != nil {
				q.kids = append(q.kids, k)
			}
		}
		return p.intern(q), rest
	}
	return p.of(s[0]), s[1:]
}

func after(s []rune, end rune) []rune {
	for i, r := range s {
		if r == end {
			return s[i+1:]
		}
	}
	return nil
}

func operands(op rune) int {
	switch {
	case op == '⿲' || op == '⿳':
		return 3
	case op == '⿾' || op == '⿿':
		return 1
	case '⿰' <= op && op <= '⿽' || op == '㇯':
		return 2
	}
	return 0
}

// list reads the strokes of #(…), which stand among marks of how they touch.
func (p *parts) list(s []rune) *part {
	q := &part{op: '#'}
	for _, r := range s {
		if r > 0x7f {
			q.kids = append(q.kids, p.intern(&part{stroke: r}))
		}
	}
	if len(q.kids) == 0 {
		return nil
	}
	return p.intern(q)
}

// intern completes q and gives the one part that is equal to it. ⿲ and ⿳ are
// taken for ⿰ and ⿱, and runs of one of these are made flat, so that 树 and 村
// are compared as 木·又·寸 and 木·寸.
func (p *parts) intern(q *part) *part {
	switch q.op {
	case '⿲':
		q.op = '⿰'
	case '⿳':
		q.op = '⿱'
	}
	q.made = q.kids
	if q.op == '⿰' || q.op == '⿱' {
		var flat []*part
		for _, k := range q.kids {
			if k.op == q.op {
				flat = append(flat, k.kids...)
			} else {
				flat = append(flat, k)
			}
		}
		q.kids = flat
	}
	if q.op == 0 {
		q.key = string(q.stroke)
		q.strokes = []rune{q.stroke}
	} else {
		q.key = string(q.op)
		for _, k := range q.kids {
			q.key += k.key
			q.strokes = append(q.strokes, k.strokes...)
		}
		q.key += ")"
	}
	if old, ok := p.byKey[q.key]; ok {
		return old
	}
	q.num = len(p.byKey)
	p.byKey[q.key] = q
	return q
}

func (p *part) size() float64 { return float64(len(p.strokes)) }
