package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/language"
	"jiaokan/extract"
)

// A Report is what the audit of one collation says.
type Report struct {
	Findings    []Finding
	Judgements  []Judgement  // one for each variant, in the order of the rows
	Parent      []int        // of each row that belongs to the document, the row above it in the outline, or -1
	Conjectures []Conjecture // text that may be wrong though no copy has another
	Dead        [][]Set      // Dead[row][segment]: witnesses whose text there is no part of the document
	Apparatus   []bool       // of each row, whether it is none of the text: a line of a table of contents, or the 题注 of a statute
	Testimony   []Testimony  // that was heard; Run with it alone gives the same Report
}

// A Set of witnesses, by index.
type Set uint64

// Has reports whether w is in s.
func (s Set) Has(w int) bool { return s>>w&1 != 0 }

// A desk is where one collation is audited: the collation with what every
// check looks up again and again.
type desk struct {
	c           *align.Collation
	model       *language.Model
	n           int     // witnesses
	own         [][]int // own[w][r]: characters of w in row r
	both        [][]int // of these, with another witness agreeing; see attested
	have        [][]Set // witnesses that have text, by row and segment
	dead        [][]Set // those of which it is no part of the document; see bury
	gists       []gist  // what is asked of a row again and again
	memo        *memory
	favour      [][]int         // see accidents
	outnumbered [][]bool        // see accidents
	size        int             // the pairs of all that is in pairs
	topic       float64         // see subject; negative while it is not known
	pairs       map[[2]rune]int // see vocabulary; nil when some text has been killed since
	out         []Finding
	events      map[event]int       // findings of damage, by what they tell; see tellOf
	parent      []int               // line of copies of each witness, by its first
	label       map[int]extract.Num // labels chosen where the copies differ, by row
	order       []int               // the witnesses by their texts, so that the order they are named in changes nothing
	holds       map[uint64][]int32  // rows by the one, two and three characters that they hold; see within
	find        rowIndex            // see rowIndex
	garbled     map[int]Set         // witnesses that are garbled somewhere in a row
	elsewhere   map[here]bool       // rows that a witness has in another writing
	again       map[int]bool        // rows that print another again
	printings   []printing          // see twice
	reread      [][]align.Twice     // what each witness prints twice from line to line, or torn; see reprints
	contents    [][]extract.Span    // tables of contents, by witness
	lists       []bool              // rows that are lines of a table of contents; see listed
	labelled    int                 // see firstLabel
	annexed     int                 // see annex; 0 while it is not known
	strange     []align.Place       // text of other documents
	theirs      map[int]Set         // witnesses that have such text in a row
	said        []string            // see everything
	several     bool                // there is more than one line of copies: what one has, another can contradict
	scanned     []bool              // witnesses that were recognised from pictures; see trust
	told        map[where]bool      // places that a finding already explains
	register    *register           // see registered; nil while it is not known
	testimony   []Testimony         // that was heard
	voices      []*voice            // of each testimony
	heard       map[int][]*voice    // by row
	body        *body               // what they were laid beside; nil without any
	proposed    []proposal          // what they have in the place of what all copies have
}

// where is a point of a witness that a finding speaks of.
type where struct{ witness, at int }

// Run audits a collation, with what other documents quote of it. It takes the
// findings of the strongest evidence first, and what one check has explained the
// later ones leave alone.
func Run(c *align.Collation, testimony []Testimony) *Report {
	d := newDesk(c)
	d.intrusions()
	d.headings()
	d.losses()
	d.orders()
	d.hear(testimony)
	js := d.judgements()
	d.variants(js)
	cs := d.conjectures(js, d.proposals(js))
	d.sentences()
	d.unattested()
	d.labels()
	d.spelling()
	d.gather()
	sortFindings(d.out)
	parent := align.Nest(c.Rows, func(r int) bool { return d.living(r) > 0 })
	apparatus := make([]bool, len(c.Rows))
	for r := range apparatus {
		apparatus[r] = d.apparatus(r)
	}
	return &Report{Findings: d.out, Judgements: js, Conjectures: cs, Parent: parent, Dead: d.dead, Apparatus: apparatus, Testimony: d.testimony}
}

// listed reports whether row r is a line of a table of contents.
func (d *desk) listed(r int) bool {
	if d.lists == nil {
		d.lists = make([]bool, len(d.c.Rows))
		for x := range d.c.Rows {
			d.lists[x] = d.inContents(x)
		}
	}
	return d.lists[r]
}

func newDesk(c *align.Collation) *desk {
	d := &desk{c: c, model: language.Load(), n: len(c.Witnesses), topic: -1, have: make([][]Set, len(c.Rows)), dead: make([][]Set, len(c.Rows)), told: map[where]bool{}, events: map[event]int{}, again: map[int]bool{}, elsewhere: map[here]bool{}, theirs: map[int]Set{}, heard: map[int][]*voice{}}
	for w := range d.n {
		d.order = append(d.order, w)
	}
	slices.SortStableFunc(d.order, func(a, b int) int { return strings.Compare(c.Witnesses[a].Text, c.Witnesses[b].Text) })
	d.parent = d.twins()
	d.findContents()
	d.findScanned()
	for _, l := range d.parent {
		d.several = d.several || l != d.parent[0]
	}
	for r, row := range c.Rows {
		d.have[r], d.dead[r] = make([]Set, len(row.Segments)), make([]Set, len(row.Segments))
		for x, seg := range row.Segments {
			d.have[r][x] = holders(seg)
		}
	}
	d.own, d.both = make([][]int, d.n), make([][]int, d.n)
	for w := range d.n {
		d.own[w], d.both[w] = make([]int, len(c.Rows)), make([]int, len(c.Rows))
	}
	d.gists = make([]gist, len(c.Rows))
	d.accidents()
	for r, row := range c.Rows {
		for x, seg := range row.Segments {
			for _, rd := range seg.Readings {
				n := utf8.RuneCountInString(rd.Key)
				for _, p := range rd.At {
					if p != rd.At[0] && p.Witness == rd.At[0].Witness {
						continue
					}
					d.own[p.Witness][r] += n
					if d.attested(r, x, rd) {
						d.both[p.Witness][r] += n
					}
				}
			}
		}
	}
	return d
}

// holders returns the witnesses that have text in a segment.
func holders(seg align.Segment) (s Set) {
	for _, rd := range seg.Readings {
		for _, p := range rd.At {
			if rd.Key != "" {
				s |= 1 << p.Witness
			}
		}
	}
	return s
}

// severalLines reports whether witnesses of more than one line have a reading.
func (d *desk) severalLines(rd align.Reading) bool {
	for _, p := range rd.At[1:] {
		if d.parent[p.Witness] != d.parent[rd.At[0].Witness] {
			return true
		}
	}
	return false
}

// text returns the folded text that w has in row r.
func (d *desk) text(w, r int) string {
	var out []byte
	for _, seg := range d.c.Rows[r].Segments {
		if rd := reading(seg, w); rd != nil {
			out = append(out, rd.Key...)
		}
	}
	return string(out)
}

// reading returns what w has in seg, or nil where it is silent.
func reading(seg align.Segment, w int) *align.Reading {
	for x := range seg.Readings {
		for _, p := range seg.Readings[x].At {
			if p.Witness == w {
				return &seg.Readings[x]
			}
		}
	}
	return nil
}

// place returns the span from the first to the last character of w in rows
// [lo, hi), labels included.
func (d *desk) place(w, lo, hi int) (align.Place, bool) {
	sp, ok := extract.Span{}, false
	put := func(seg align.Segment) {
		for _, rd := range seg.Readings {
			for _, p := range rd.At {
				if p.Witness != w || p.Span.Len() == 0 {
					continue
				}
				if !ok {
					sp, ok = p.Span, true
				}
				sp.Lo, sp.Hi = min(sp.Lo, p.Span.Lo), max(sp.Hi, p.Span.Hi)
			}
		}
	}
	for r := lo; r < hi; r++ {
		put(d.c.Rows[r].Label)
		for _, seg := range d.c.Rows[r].Segments {
			put(seg)
		}
	}
	return align.Place{Witness: w, Span: sp}, ok
}

// raw is the text of some places as their witnesses write it, without white
// space.
func (d *desk) raw(at []align.Place) string {
	var out strings.Builder
	for _, p := range at {
		for _, r := range d.slice(p) {
			if !align.Blank(r) {
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

func (d *desk) slice(p align.Place) string { return d.c.Witnesses[p.Witness].Slice(p.Span) }

func (d *desk) tell(f Finding) { d.out = append(d.out, f) }
