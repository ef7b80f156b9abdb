package align

import (
	"strings"

	"jiaokan/align/language"
)

// What a witness says twice is judged in two steps.
//
// Here, before anything is lined up, each witness is looked at by itself: what seems to
// stand twice is left out of the first alignment, the second of two like clauses
// (reprints) and what does not count of two like runs (torn.go). Nothing is lost by it,
// since what was left out is put back between its neighbours afterwards (reinsert). So
// this step may err on the side of likeness: Reprint and Contains allow one slip in ten
// or eight characters.
//
// Package audit says what is a reprint, on what all witnesses have together (repeat.go):
// whether others have it once, whether both prints are in one list, whether what differs
// is a slip or a name. Of runs alone the judgement is final here, since it is the run that
// tells and not its clauses: they are in Collation.Twice, and audit tells them as they are.
//
// A clause that a witness has in another place than the others is no reprint: see moves,
// which asks the same likeness of it.

const (
	minReprint = 10 // characters; a shorter clause may well stand twice
	stem       = 8  // characters by which a clause is looked up, at either end
)

// reprints returns the runs of characters [lo, hi) that print again what the
// same witness has printed before: whole clauses, to the letter or with a few
// slips, also of a clause that has since lost its tail or head. They are left
// out of the first alignment, where two equal texts would compete for one
// place, and put back between their neighbours afterwards. Linear in the
// length of the witness but for clauses that begin or end alike.
func (s *stream) reprints() [][2]int {
	byHead, byTail := map[uint64][]int{}, map[uint64][]int{} // by their hashes
	var cs [][2]int
	var out [][2]int
	s.eachClause(func(lo, hi int) {
		if hi-lo < minReprint {
			return
		}
		head, tail := gram(s.keys[lo:lo+stem]), gram(s.keys[hi-stem:hi])
		if s.printedBefore(cs, byHead[head], lo, hi) || s.printedBefore(cs, byTail[tail], lo, hi) {
			if n := len(out); n > 0 && out[n-1][1] == lo {
				out[n-1][1] = hi
			} else {
				out = append(out, [2]int{lo, hi})
			}
		} else if len(byHead[head]) < maxAlike && len(byTail[tail]) < maxAlike {
			byHead[head] = append(byHead[head], len(cs))
			byTail[tail] = append(byTail[tail], len(cs))
		}
		cs = append(cs, [2]int{lo, hi})
	})
	return out
}

// maxAlike bounds the clauses that are compared with one another.
const maxAlike = 16

func (s *stream) printedBefore(cs [][2]int, among []int, lo, hi int) bool {
	for _, c := range among {
		first := cs[c]
		if Reprint(s.keys[first[0]:first[1]], s.keys[lo:hi]) || s.listed(first[0], lo) && Contains(s.keys[lo:hi], s.keys[first[0]:first[1]]) {
			return true
		}
	}
	return false
}

// listed reports whether two clauses can be items of one list, the second
// further down: the first may have lost its label with its head.
func (s *stream) listed(a, b int) bool {
	x, y := s.label[int32(a)], s.label[int32(b)]
	return y != nil && (x == nil || x.Num.Style == y.Num.Style && x.Num.Value < y.Num.Value)
}

// Contains reports whether part is the beginning or the end of whole, but for
// slips.
func Contains(whole, part []rune) bool {
	if len(part) < minReprint+2 || len(part) >= len(whole) {
		return false
	}
	head, tail := whole[:len(part)], whole[len(whole)-len(part):]
	return shareStart(part, head) && compare(part, head).slips(8) || compare(part, tail).slips(8)
}

// Covers reports whether a text holds again whole, with slips only, though
// there be more in it.
func Covers(text, again []rune) bool {
	same, _ := Agreement(text, again)
	return 20*same >= 19*len(again) && shareStart(text, again)
}

// A difference is how two texts differ.
type difference struct {
	size, same int         // characters of the longer, and those that agree
	diffs      [][2]string // the rest
}

func compare(a, b []rune) difference {
	same, diffs := Agreement(a, b)
	return difference{max(len(a), len(b)), same, diffs}
}

// slips reports whether there are slips only: not more than one character in n, and
// none twice over.
func (d difference) slips(n int) bool { return d.few(n) && d.again() == 0 }

// few reports whether not more than one character in n differs.
func (d difference) few(n int) bool { return (d.size-d.same)*n <= d.size }

// again counts the differences that are there before.
func (d difference) again() (n int) {
	seen := map[[2]string]bool{}
	for _, x := range d.diffs {
		if seen[x] {
			n++
		}
		seen[x] = true
	}
	return n
}

// numbers counts the numbers that differ.
func (d difference) numbers() (n int) {
	for _, x := range d.diffs {
		if strings.ContainsAny(x[0]+x[1], "0123456789〇零一二三四五六七八九十百") {
			n++
		}
	}
	return n
}

// Reprint reports whether two folded texts are one clause printed twice, with
// slips at most. Items made from one mould (培育…名师。…, 培育…大师。…) share as
// much, but differ in their name, and in the same way more than once.
func Reprint(first, again []rune) bool {
	n, m := len(first), len(again)
	if 10*min(n, m) < 9*max(n, m) {
		return false
	}
	begun := shareStart(first, again)
	if !begun && min(n, m) < 40 {
		return false
	}
	d := compare(first, again)
	return d.slips(10) && (begun || d.slips(30) && d.numbers() == 0)
}

// shareStart reports whether the first phrases agree, but for one look-alike
// or sound-alike, or one character more.
func shareStart(a, b []rune) bool {
	slips := 0
	for i, j := 0, 0; i < len(a) && j < len(b) && i < 15 && !strings.ContainsRune("。,;:、", a[i]); i, j = i+1, j+1 {
		if a[i] == b[j] {
			continue
		}
		switch shape, sound := language.Alike(a[i], b[j]); {
		case slips > 0:
			return false
		case shape > 0 || sound >= 0.8:
		case goesOn(a[i+1:], b[j:]):
			j--
		case goesOn(b[j+1:], a[i:]):
			i--
		default:
			return false
		}
		slips++
	}
	return true
}

// goesOn reports whether two texts begin with the same two characters.
func goesOn(a, b []rune) bool { return len(a) > 1 && len(b) > 1 && a[0] == b[0] && a[1] == b[1] }
