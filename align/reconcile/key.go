package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
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

// keys returns the key of each judgement, of each conjecture and, for findings
// that are about neither, of each finding.
func keys(c *align.Collation, rep *audit.Report) (variants map[[2]int]string, doubts, findings []string) {
	n := newNamer(len(rep.Conjectures))
	for _, g := range rep.Conjectures {
		n.add(conjectureName(c, rep, g))
	}
	doubts = n.keys()
	n = newNamer(len(rep.Judgements))
	variants = make(map[[2]int]string, len(rep.Judgements))
	for _, j := range rep.Judgements {
		n.add(variantName(c, rep, j))
	}
	for i, k := range n.keys() {
		variants[[2]int{rep.Judgements[i].Row, rep.Judgements[i].Segment}] = k
	}
	n = newNamer(len(rep.Findings))
	texts := foldedTexts(c)
	for _, f := range rep.Findings {
		_, ok := variants[[2]int{f.Row, f.Segment}]
		if ok || f.Doubt {
			n.add("")
			continue
		}
		n.add(findingName(c, rep, texts, f))
	}
	return variants, doubts, n.keys()
}

// A namer makes short keys of names and tells equal ones apart. It keeps their hashes:
// the name of a finding about most of a copy is as long as the copy.
type namer struct {
	names []hash
	total map[hash]int
}

type hash [sha256.Size]byte

func newNamer(n int) *namer { return &namer{make([]hash, 0, n), make(map[hash]int, n)} }

// add adds a name; "" stands for none.
func (n *namer) add(name string) {
	var sum hash
	if name != "" {
		sum = sha256.Sum256([]byte(name))
	}
	n.names = append(n.names, sum)
	n.total[sum]++
}

func (n *namer) keys() []string {
	out := make([]string, len(n.names))
	seen := map[hash]int{}
	for i, name := range n.names {
		if name == (hash{}) {
			continue
		}
		out[i] = hex.EncodeToString(name[:8])
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

// conjectureName is made of the character, of what it may have been, and of the
// text around it.
func conjectureName(c *align.Collation, rep *audit.Report, g audit.Conjecture) string {
	var left, right []rune
	for _, rd := range c.Rows[g.Row].Segments[g.Segment].Readings {
		if slices.ContainsFunc(rd.At, func(p align.Place) bool { return p.Witness == g.At[0].Witness }) {
			left, right = beside(c, rd, g.At[0])
		}
	}
	if len(left) < around {
		left = append([]rune(before(c, rep, g.Row, g.Segment)), left...)
	}
	if len(right) < around {
		right = append(right, []rune(behind(c, rep, g.Row, g.Segment))...)
	}
	return strings.Join([]string{"conjecture", align.Key(g.Text) + "\x1f" + align.Key(g.Proposed),
		string(left[max(0, len(left)-around):]), string(right[:min(len(right), around)])}, "\x1e")
}

// beside returns the key of what a witness has of a reading before and behind a
// place of it, as far as it may belong to a name.
func beside(c *align.Collation, rd align.Reading, at align.Place) (left, right []rune) {
	text := c.Witnesses[at.Witness].Text
	for x := len(rd.At) - 1; x >= 0 && len(left) < around; x-- {
		if p := rd.At[x]; p.Witness == at.Witness {
			for hi := min(p.Span.Hi, at.Span.Lo); hi > p.Span.Lo && len(left) < around; {
				_, n := utf8.DecodeLastRuneInString(text[:hi])
				hi -= n
				left = append([]rune(align.Key(text[hi:hi+n])), left...)
			}
		}
	}
	for x := 0; x < len(rd.At) && len(right) < around; x++ {
		if p := rd.At[x]; p.Witness == at.Witness {
			for lo := max(p.Span.Lo, at.Span.Hi); lo < p.Span.Hi && len(right) < around; {
				_, n := utf8.DecodeRuneInString(text[lo:])
				right = append(right, []rune(align.Key(text[lo:lo+n]))...)
				lo += n
			}
		}
	}
	return left, right
}

// findingName is made of the rule, of what stands where the finding points, and
// of how its row begins. Sigla are no part of it: they change with the order of
// the files.
func findingName(c *align.Collation, rep *audit.Report, texts []foldedText, f audit.Finding) string {
	var at []string
	for _, p := range f.At {
		at = append(at, texts[p.Witness].slice(p.Span))
	}
	slices.Sort(at)
	row := ""
	if f.Row >= 0 {
		row = behind(c, rep, f.Row, -1)
	}
	return strings.Join([]string{"finding", f.Rule, strings.Join(slices.Compact(at), "\x1f"), row}, "\x1e")
}

// A foldedText is the text of a witness, folded once for all that is told of it.
type foldedText struct {
	text, key string
	at        []int // where in key each 64th byte of the text stands, or the character it is in
}

const foldStride = 64

func foldedTexts(c *align.Collation) []foldedText {
	out := make([]foldedText, len(c.Witnesses))
	for w, x := range c.Witnesses {
		f := &out[w]
		f.text = x.Text
		var key strings.Builder
		for lo := 0; lo < len(x.Text); {
			f.at = append(f.at, key.Len())
			hi := f.start(len(f.at))
			key.WriteString(align.Key(x.Text[lo:hi]))
			lo = hi
		}
		f.key = key.String()
	}
	return out
}

// start is where the character begins that has byte n*foldStride of the text.
func (f *foldedText) start(n int) int {
	at := min(n*foldStride, len(f.text))
	for at < len(f.text) && !utf8.RuneStart(f.text[at]) {
		at--
	}
	return at
}

// slice is align.Key of a part of the text.
func (f *foldedText) slice(sp extract.Span) string { return f.key[f.offset(sp.Lo):f.offset(sp.Hi)] }

func (f *foldedText) offset(at int) int {
	n := at / foldStride
	if n == len(f.at) {
		return len(f.key)
	}
	return f.at[n] + len(align.Key(f.text[f.start(n):at]))
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

// Hashes are those of the readings of a choice, in an order that does not depend
// on the witnesses.
func (ch *Choice) Hashes() []string {
	var keys []string
	for _, k := range ch.Living {
		keys = append(keys, ch.Readings[k].Key)
	}
	slices.Sort(keys)
	for i, k := range keys {
		keys[i] = ReadingHash(k)
	}
	return keys
}
