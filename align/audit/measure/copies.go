package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// A discrepancy is a place where one real copy departs from the others, as
// diffs.json states it: At counts characters of the copy that is followed,
// white space left out.
type discrepancy struct {
	At                     int
	Ref, This, Left, Right string
}

// width reports whether only the width of a character differs. That is folded
// away on purpose and cannot be a variant.
func (x discrepancy) width() bool { return align.Key(x.Ref) == align.Key(x.This) }

// A copySet is the copies of one statute and what is known of them.
type copySet struct {
	name      string
	witnesses []*extract.Witness
	known     [][]discrepancy // of each witness
}

func readCopies(dir string) (copySet, error) {
	s := copySet{name: filepath.Base(dir)}
	data, err := os.ReadFile(filepath.Join(dir, "diffs.json"))
	if err != nil {
		return s, err
	}
	var gold struct{ Diffs map[string][]discrepancy }
	if err := json.Unmarshal(data, &gold); err != nil {
		return s, fmt.Errorf("read %s: %w", dir, err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return s, err
	}
	for _, name := range names {
		w, err := read(name)
		if err != nil {
			return s, err
		}
		id := strings.TrimSuffix(w.Name, ".txt")
		s.witnesses = append(s.witnesses, w)
		s.known = append(s.known, gold.Diffs[id])
	}
	return s, nil
}

// A copyCount sums up the sets.
type copyCount struct {
	sets, known, found, widths int
	layout, quiet              int // sets that differ in layout only; those of them without a warning
	told                       strings.Builder
}

// copies prints what is found of the known discrepancies, and what is told at
// warning or above where the copies differ in layout only; every lists each
// alarm, also in the other sets, where most are true.
func copies(w io.Writer, dir string, every bool) error {
	paths, err := filepath.Glob(filepath.Join(dir, "*", "diffs.json"))
	if err != nil {
		return err
	}
	var n copyCount
	for _, path := range paths {
		s, err := readCopies(filepath.Dir(path))
		if err != nil {
			return err
		}
		n.add(s, every)
	}
	fmt.Fprintf(w, "\nreal copies: %d sets of one statute each\n", n.sets)
	fmt.Fprintf(w, "  discrepancies found: %d of %d, %d of them in the width of a character only\n", n.found, n.known, n.widths)
	fmt.Fprintf(w, "  sets that differ in layout only: %d, without a warning: %d\n%s", n.layout, n.quiet, n.told.String())
	return nil
}

func (n *copyCount) add(s copySet, every bool) {
	c := collate(s.witnesses)
	rep := audit.Run(c, nil)
	n.sets++
	before := n.known
	for x, ds := range s.known {
		for _, d := range ds {
			n.known++
			if d.width() {
				n.widths++
			}
			if noted(s, rep, c, x, d) {
				n.found++
			} else {
				fmt.Fprintf(&n.told, "  missed  %s %s: …%s[%s → %s]%s…\n", s.name, s.witnesses[x].Name, d.Left, d.Ref, d.This, d.Right)
			}
		}
	}
	alarms := slices.DeleteFunc(rep.Findings, func(f audit.Finding) bool { return f.Severity == audit.Info })
	if n.known == before {
		n.layout++
		if len(alarms) == 0 {
			n.quiet++
		}
	}
	if n.known == before || every {
		n.tell(s, alarms, every)
	}
}

// tell lists the alarms of a set, of each rule the first with their number.
func (n *copyCount) tell(s copySet, alarms []audit.Finding, every bool) {
	times := map[string]int{}
	for _, f := range alarms {
		times[f.Rule]++
	}
	seen := map[string]bool{}
	for _, f := range alarms {
		if every {
			fmt.Fprintf(&n.told, "  alarm   %s: %s\n", s.name, tellAlarm(s, f))
		} else if !seen[f.Rule] {
			seen[f.Rule] = true
			fmt.Fprintf(&n.told, "  alarm   %s: %d × %s\n", s.name, times[f.Rule], tellAlarm(s, f))
		}
	}
}

func tellAlarm(s copySet, f audit.Finding) string {
	var at []string
	for _, p := range f.At {
		w := s.witnesses[p.Witness]
		at = append(at, fmt.Sprintf("%s:%d", w.Name, 1+strings.Count(w.Text[:p.Span.Lo], "\n")))
	}
	return fmt.Sprintf("%s %s %s %s", f.Severity, f.Rule, f.Message.ZH, strings.Join(at, " "))
}

// noted reports whether a variant or a finding stands where witness x departs
// from the others.
func noted(s copySet, rep *audit.Report, c *align.Collation, x int, d discrepancy) bool {
	where := make([]extract.Span, len(s.witnesses))
	for w, wit := range s.witnesses {
		reads := d.Ref
		if w == x {
			reads = d.This
		}
		where[w] = locate(wit.Text, d.Left, reads, d.Right, d.At)
	}
	here := func(at []align.Place) bool {
		for _, p := range at {
			if sp := where[p.Witness]; p.Span.Lo <= sp.Hi && p.Span.Hi >= sp.Lo {
				return true
			}
		}
		return false
	}
	for _, j := range rep.Judgements {
		for _, rd := range audit.Segment(c, j.Row, j.Segment).Readings {
			if here(rd.At) {
				return true
			}
		}
	}
	for _, f := range rep.Findings {
		if here(f.At) || here(f.Against) {
			return true
		}
	}
	return false
}

// nowhere meets no place.
var nowhere = extract.Span{Lo: -1, Hi: -1}

// longest is how much of a long discrepancy diffs.json gives.
const longest = 60

// locate finds in a text what stands between left and right, the nearest to
// character want.
func locate(text, left, reads, right string, want int) extract.Span {
	bare, at := folded(text)
	if utf8.RuneCountInString(reads) >= longest {
		right = ""
	}
	left, reads, right = align.Key(left), align.Key(reads), align.Key(right)
	best, miss := -1, 0
	for lo := 0; ; lo++ {
		i := strings.Index(bare[lo:], left+reads+right)
		if i < 0 {
			break
		}
		lo += i
		if m := abs(utf8.RuneCountInString(bare[:lo+len(left)]) - want); best < 0 || m < miss {
			best, miss = lo, m
		}
	}
	if best < 0 {
		return nowhere
	}
	lo := best + len(left)
	hi := lo + len(reads)
	if reads == "" && lo > 0 {
		lo--
		for at[lo] == at[hi] {
			lo--
		}
	}
	return extract.Span{Lo: at[lo] + 1, Hi: at[hi]}
}

// folded returns a text as the alignment compares it, and where each of its
// bytes stood; one more marks the end.
func folded(text string) (string, []int) {
	var bare strings.Builder
	var at []int
	for i, r := range text {
		k := align.Key(string(r))
		for range len(k) {
			at = append(at, i)
		}
		bare.WriteString(k)
	}
	return bare.String(), append(at, len(text))
}

func abs(n int) int { return max(n, -n) }
