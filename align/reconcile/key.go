package reconcile

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// A decision must find its variant again when the copies are collated anew, with
// one more or with one of them changed. Its number cannot tell, nor can its
// place. So the key of a variant is made of what the editor saw: its readings,
// whoever has them, and the text around it that all copies share. Where several
// variants of a document look the same, as in a table, the key says which of
// how many; if their number changes, none is taken for another.

// around is how many agreed characters on either side belong to a key. A word
// and its neighbours; the more, the sooner a new variant nearby would keep a
// decision from being carried over.
const around = 8

// keys returns the key of each judgement and, for findings that are about no
// variant, of each finding.
func keys(c *align.Collation, rep *audit.Report) (variants map[[2]int]string, findings []string) {
	n := newNamer(len(rep.Judgements))
	variants = make(map[[2]int]string, len(rep.Judgements))
	for _, j := range rep.Judgements {
		n.add(variantName(c, rep, j))
	}
	for i, k := range n.keys() {
		variants[[2]int{rep.Judgements[i].Row, rep.Judgements[i].Segment}] = k
	}
	n = newNamer(len(rep.Findings))
	for _, f := range rep.Findings {
		if _, ok := variants[[2]int{f.Row, f.Segment}]; ok && f.Segment != -1 {
			n.add("")
			continue
		}
		n.add(findingName(c, rep, f))
	}
	return variants, n.keys()
}

// A namer makes short keys of names and tells equal ones apart.
type namer struct {
	names []string
	total map[string]int
}

func newNamer(n int) *namer { return &namer{make([]string, 0, n), make(map[string]int, n)} }

func (n *namer) add(name string) {
	n.names = append(n.names, name)
	n.total[name]++
}

func (n *namer) keys() []string {
	out := make([]string, len(n.names))
	seen := map[string]int{}
	for i, name := range n.names {
		if name == "" {
			continue
		}
		sum := sha256.Sum256([]byte(name))
		out[i] = hex.EncodeToString(sum[:8])
		if t := n.total[name]; t > 1 {
			seen[name]++
			out[i] += fmt.Sprintf("-%dof%d", seen[name], t)
		}
	}
	return out
}

func variantName(c *align.Collation, rep *audit.Report, j audit.Judgement) string {
	seg := audit.Segment(c, j.Row, j.Segment)
	var readings []string
	for _, k := range j.Living {
		readings = append(readings, seg.Readings[k].Key)
	}
	slices.Sort(readings)
	x := j.Segment
	sort := "variant"
	if x == audit.LabelSegment {
		sort, x = "label", -1
	}
	return strings.Join([]string{sort, strings.Join(readings, "\x1f"), before(c, rep, j.Row, x), behind(c, rep, j.Row, x)}, "\x1e")
}

// findingName is made of the rule, of what stands where the finding points, and
// of how its row begins. Sigla are no part of it: they change with the order of
// the files.
func findingName(c *align.Collation, rep *audit.Report, f audit.Finding) string {
	var at []string
	for _, p := range f.At {
		at = append(at, align.Key(c.Witnesses[p.Witness].Slice(p.Span)))
	}
	slices.Sort(at)
	row := ""
	if f.Row >= 0 {
		row = behind(c, rep, f.Row, -1)
	}
	return strings.Join([]string{"finding", f.Rule, strings.Join(slices.Compact(at), "\x1f"), row}, "\x1e")
}

// agreed returns what all that live have in a segment, "" where they differ.
func agreed(c *align.Collation, rep *audit.Report, r, x int) string {
	key, n := "", 0
	for _, rd := range c.Rows[r].Segments[x].Readings {
		if slices.ContainsFunc(rd.At, func(p align.Place) bool { return !rep.Dead[r][x].Has(p.Witness) }) {
			key, n = rd.Key, n+1
		}
	}
	if n != 1 {
		return ""
	}
	return key
}

// before returns the last agreed characters of row r before segment x.
func before(c *align.Collation, rep *audit.Report, r, x int) string {
	var out []rune
	for y := x - 1; y >= 0 && len(out) < around; y-- {
		out = append([]rune(agreed(c, rep, r, y)), out...)
	}
	return string(out[max(0, len(out)-around):])
}

// behind returns the first agreed characters of row r behind segment x.
func behind(c *align.Collation, rep *audit.Report, r, x int) string {
	var out []rune
	for y := x + 1; y < len(c.Rows[r].Segments) && len(out) < around; y++ {
		out = append(out, []rune(agreed(c, rep, r, y))...)
	}
	return string(out[:min(len(out), around)])
}

// ReadingHash is how a decision names a reading that it was made on.
func ReadingHash(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// Readings are the hashes of the readings of a variant, in an order that does
// not depend on the witnesses.
func Readings(c *align.Collation, j audit.Judgement) []string {
	seg := audit.Segment(c, j.Row, j.Segment)
	living := slices.Clone(j.Living)
	slices.SortFunc(living, func(a, b int) int { return cmp.Compare(seg.Readings[a].Key, seg.Readings[b].Key) })
	var out []string
	for _, k := range living {
		out = append(out, ReadingHash(seg.Readings[k].Key))
	}
	return out
}
