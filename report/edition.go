package report

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
)

// An Edition is all there is to print.
type Edition struct {
	Collation *align.Collation
	Audit     *audit.Report
	Canonical *reconcile.Canonical
}

// Schema names the form of result.json.
const Schema = "jiaokan.result/1"

// NewResult turns an edition into the form that result.json has. version is
// the program's.
func NewResult(e *Edition, version string) *Result {
	b := &builder{e: e, r: &Result{Schema: Schema, Tool: ResultTool{"jiaokan", version}, Rows: []ResultRow{}, Variants: []ResultVariant{}, Findings: []ResultFinding{}, Canonical: ResultCanonical{Segments: []ResultSegment{}}}, variant: map[[2]int]string{}, doubted: map[align.Place]string{}}
	b.witnesses()
	b.look()
	b.canonical()
	b.variants()
	b.rows()
	b.findings()
	b.adrift()
	b.testimony()
	return b.r
}

type builder struct {
	e       *Edition
	r       *Result
	runes   []*ruler
	pages   [][]extract.Origin     // of each witness, those that have text
	variant map[[2]int]string      // id by row and segment
	doubted map[align.Place]string // id of the conjecture on a character
	printed map[int]*ResultRange
	chosen  map[int]int    // the label's reading that is printed, by row
	typed   map[int]string // the label that an editor typed, by row
	stray   map[int]string // kinds of rows that the audit found to be something else
}

// look reads off once what is asked of every row.
func (b *builder) look() {
	b.chosen, b.typed, b.stray = map[int]int{}, map[int]string{}, map[int]string{}
	for _, p := range b.e.Canonical.Pieces {
		if p.Segment != audit.LabelSegment || p.Row < 0 || len(p.From) == 0 {
			continue
		}
		for k, rd := range b.e.Collation.Rows[p.Row].Label.Readings {
			if slices.ContainsFunc(rd.At, func(at align.Place) bool { return at.Witness == p.From[0].Witness }) {
				b.chosen[p.Row] = k
			}
		}
	}
	for _, ch := range b.e.Canonical.Choices {
		switch {
		case ch.Segment != audit.LabelSegment:
		case ch.Reading < 0:
			b.typed[ch.Row] = ch.Ruling.Text
		default:
			b.chosen[ch.Row] = ch.Reading
		}
	}
	for _, f := range b.e.Audit.Findings {
		kind := map[string]extract.Kind{"corruption.foreign": extract.Foreign, "corruption.fragment": extract.Fragment}[f.Rule]
		if _, ok := b.stray[f.Row]; kind != "" && !ok {
			b.stray[f.Row] = string(kind)
		}
	}
}

// A ruler turns byte offsets of one text into code points, lines and columns.
// It keeps a mark at every 64th character.
type ruler struct {
	text  string
	marks []mark
}

type mark struct{ at, runes, line, col int }

const stride = 64

func newRuler(text string) *ruler {
	r := &ruler{text: text}
	m := mark{line: 1, col: 1}
	for i, c := range text {
		if m.at = i; m.runes%stride == 0 {
			r.marks = append(r.marks, m)
		}
		m.step(c)
	}
	return r
}

func (m *mark) step(c rune) {
	m.runes++
	m.col++
	if c == '\n' {
		m.line, m.col = m.line+1, 1
	}
}

// at measures the byte offset at, which lies between two characters.
func (r *ruler) at(at int) mark {
	k := sort.Search(len(r.marks), func(k int) bool { return r.marks[k].at > at })
	m := mark{line: 1, col: 1}
	if k > 0 {
		m = r.marks[k-1]
	}
	for _, c := range r.text[m.at:at] {
		m.step(c)
	}
	m.at = at
	return m
}

func (b *builder) witnesses() {
	rel := reconcile.Reliability(b.e.Collation, b.e.Audit)
	for w, wit := range b.e.Collation.Witnesses {
		b.runes = append(b.runes, newRuler(wit.Text))
		b.r.Witnesses = append(b.r.Witnesses, ResultWitness{
			ID: audit.Siglum(w), Path: wit.Name, SHA256: wit.SHA256, Format: wit.Format, Encoding: wit.Encoding,
			Runes: utf8.RuneCountInString(wit.Text), TextSHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(wit.Text))), Reliability: round(rel[w]),
		})
		b.file(w)
	}
}

func round(p float64) float64 { return float64(int(p*1e4+0.5)) / 1e4 }

func (b *builder) span(p align.Place) [2]int {
	r := b.runes[p.Witness]
	return [2]int{r.at(p.Span.Lo).runes, r.at(p.Span.Hi).runes}
}

func (b *builder) where(p align.Place) ResultSpan {
	r := b.runes[p.Witness]
	m := r.at(p.Span.Lo)
	s := ResultSpan{Witness: audit.Siglum(p.Witness), Start: m.runes, End: r.at(p.Span.Hi).runes, Line: m.line, Column: m.col}
	s.Page, s.PageLine, s.Part = b.inFile(p)
	return s
}

func (b *builder) canonical() {
	var text []byte
	n := 0
	b.printed = map[int]*ResultRange{}
	for _, p := range b.e.Canonical.Pieces {
		if p.Break && n > 0 {
			text = append(text, '\n')
			n++
		}
		s := ResultSegment{Start: n, Status: string(p.Status), Row: rowID(p.Row), By: p.By}
		n += utf8.RuneCountInString(p.Text)
		s.End = n
		text = append(text, p.Text...)
		for x, f := range p.From {
			if x == 0 {
				s.From = audit.Siglum(f.Witness)
				sp := b.span(f)
				s.Source = &sp
			} else {
				s.Also = append(s.Also, audit.Siglum(f.Witness))
			}
		}
		if rg := b.printed[p.Row]; rg == nil {
			b.printed[p.Row] = &ResultRange{s.Start, s.End}
		} else {
			rg.End = s.End
		}
		b.r.Canonical.Segments = append(b.r.Canonical.Segments, s)
	}
	if n > 0 {
		text = append(text, '\n')
	}
	b.r.Canonical.Text = string(text)
}

func rowID(r int) string {
	if r < 0 {
		return ""
	}
	return fmt.Sprintf("r%d", r+1)
}

func (b *builder) variants() {
	of := map[string]string{} // id by key
	for _, ch := range trivialLast(b.e.Canonical.Choices) {
		id := fmt.Sprintf("v%d", len(b.r.Variants)+1)
		of[ch.Key] = id
		v := ResultVariant{ID: id, Row: rowID(ch.Row), Kind: ch.Kind, Key: ch.Key, Confidence: round(ch.P[ch.Best]), Open: ch.Status == reconcile.Open && !ch.Doubt(), Decided: decided(ch.Ruling), Method: string(ch.Method), Reasons: texts(ch.Reasons)}
		for i, k := range ch.InOrder() {
			if ch.Living[k] == ch.Reading {
				v.Chosen = &i
			}
			rd := b.reading(ch.Readings[ch.Living[k]])
			rd.Probability = round(ch.P[k])
			if len(rd.Witnesses) == 0 {
				rd.Text = ch.Texts[k]
			}
			v.Readings = append(v.Readings, rd)
		}
		v.Quoted = b.quoted(ch.Quoted, readingsOf(&ch))
		b.r.Variants = append(b.r.Variants, v)
		if !ch.Doubt() {
			b.variant[[2]int{ch.Row, ch.Segment}] = id
			continue
		}
		for _, p := range ch.Readings[0].At {
			b.doubted[p] = id
		}
	}
	for x, p := range b.e.Canonical.Pieces {
		b.r.Canonical.Segments[x].Variant = of[p.Key]
	}
}

// trivialLast keeps the order of the text, but for variants that are mere
// spelling: nobody should have to wade through commas. Behind them come
// conjectures, about which nothing need be done.
func trivialLast(cs []reconcile.Choice) []reconcile.Choice {
	out := slices.Clone(cs)
	slices.SortStableFunc(out, func(a, b reconcile.Choice) int { return trivial(a) - trivial(b) })
	return out
}

func trivial(ch reconcile.Choice) int {
	switch {
	case ch.Doubt():
		return 2
	case ch.Kind == audit.Punctuation, ch.Kind == audit.Width:
		return 1
	}
	return 0
}

func (b *builder) reading(rd align.Reading) ResultReading {
	out := ResultReading{Witnesses: []string{}, Spans: map[string][2]int{}, Sure: b.sure(rd.At)}
	for _, p := range rd.At {
		id := audit.Siglum(p.Witness)
		sp := b.span(p)
		if old, ok := out.Spans[id]; ok {
			sp = [2]int{min(old[0], sp[0]), max(old[1], sp[1])}
		} else {
			out.Witnesses = append(out.Witnesses, id)
		}
		out.Spans[id] = sp
	}
	out.Text = b.raw(rd.At)
	return out
}

// raw is the text of a reading as its first witness writes it.
func (b *builder) raw(at []align.Place) string {
	var out []rune
	for _, p := range at {
		if p.Witness == at[0].Witness {
			for _, r := range b.e.Collation.Witnesses[p.Witness].Slice(p.Span) {
				if !align.Blank(r) {
					out = append(out, r)
				}
			}
		}
	}
	return string(out)
}

func texts(es []audit.Evidence) []ResultText {
	out := make([]ResultText, len(es))
	for i, e := range es {
		out[i] = ResultText(e.Text)
	}
	return out
}

func (b *builder) rows() {
	c := b.e.Collation
	for x, row := range c.Rows {
		r := ResultRow{ID: rowID(x), Label: b.label(x), Path: b.path(x), Kind: b.kind(x), Cells: map[string][]ResultRange{}, Canonical: b.printed[x]}
		b.cells(&r, row.Label)
		for _, seg := range row.Segments {
			b.cells(&r, seg)
		}
		b.r.Rows = append(b.r.Rows, r)
	}
}

// kind is the row's, or what the audit found it to be.
func (b *builder) kind(x int) string {
	if k, ok := b.stray[x]; ok && b.printed[x] == nil {
		return k
	}
	return string(b.e.Collation.Rows[x].Kind)
}

func (b *builder) label(x int) string {
	if t, ok := b.typed[x]; ok {
		return t
	}
	l := b.e.Collation.Rows[x].Label
	if len(l.Readings) == 0 {
		return ""
	}
	return b.raw(l.Readings[b.chosen[x]].At)
}

func (b *builder) path(x int) []string {
	out := []string{}
	for ; x >= 0; x = b.e.Audit.Parent[x] {
		if l := b.label(x); l != "" {
			out = append([]string{l}, out...)
		}
	}
	return out
}

func (b *builder) cells(r *ResultRow, seg align.Segment) {
	for _, rd := range seg.Readings {
		for _, p := range rd.At {
			if p.Span.Len() == 0 {
				continue
			}
			id, sp := audit.Siglum(p.Witness), b.span(p)
			cell := r.Cells[id]
			if n := len(cell); n > 0 && b.blankBetween(p.Witness, cell[n-1].End, sp[0], p.Span.Lo) {
				cell[n-1].End = sp[1]
			} else {
				cell = append(cell, ResultRange{sp[0], sp[1]})
			}
			r.Cells[id] = cell
		}
	}
}

// blankBetween reports whether only white space stands between code point lo
// and code point hi of w, hi being byte at.
func (b *builder) blankBetween(w, lo, hi, at int) bool {
	if lo > hi {
		return false
	}
	t := b.e.Collation.Witnesses[w].Text
	for ; hi > lo; hi-- {
		r, n := utf8.DecodeLastRuneInString(t[:at])
		if !align.Blank(r) {
			return false
		}
		at -= n
	}
	return true
}

func (b *builder) findings() {
	for x, f := range b.e.Audit.Findings {
		out := ResultFinding{
			ID: fmt.Sprintf("f%d", x+1), Rule: f.Rule, Method: string(f.Method), Severity: string(f.Severity), Message: ResultText(f.Message),
			Row: rowID(f.Row), Variant: b.variantOf(f), Evidence: []ResultEvidence{}, Spans: []ResultSpan{}, Confidence: round(f.Confidence),
		}
		if x < len(b.e.Canonical.Settled) {
			out.Decided = decided(b.e.Canonical.Settled[x])
			out.Key = b.e.Canonical.Keys[x]
		}
		for _, p := range f.At {
			out.Spans = append(out.Spans, b.where(p))
		}
		for _, p := range f.Against {
			out.Against = append(out.Against, b.where(p))
		}
		if len(f.At) > 0 && (f.Doubt || !strings.HasPrefix(f.Rule, "conflict.")) {
			out.Witness = out.Spans[0].Witness
		}
		for _, e := range f.Evidence {
			out.Evidence = append(out.Evidence, ResultEvidence{string(e.Method), ResultText(e.Text)})
		}
		if out.Variant == "" {
			out.Quoted = b.quoted(f.Quoted, nil)
		}
		if o := f.Otherwise; o != nil {
			out.Otherwise = &ResultOtherwise{o.Here, o.There, o.Voices}
		}
		b.r.Findings = append(b.r.Findings, out)
	}
	of := map[string]string{}
	for _, f := range b.r.Findings {
		of[f.Key] = f.ID
	}
	for x, p := range b.e.Canonical.Pieces {
		if p.Key != "" {
			b.r.Canonical.Segments[x].Finding = of[p.Key]
		}
	}
}

// variantOf is the id of the variant that a finding is about, "" for none.
func (b *builder) variantOf(f audit.Finding) string {
	if id, ok := b.variant[[2]int{f.Row, f.Segment}]; ok || !f.Doubt {
		return id
	}
	for _, p := range f.At {
		if id, ok := b.doubted[p]; ok {
			return id
		}
	}
	return ""
}

func decided(d *reconcile.Ruling) *ResultDecision {
	if d == nil {
		return nil
	}
	out := &ResultDecision{Seq: d.Seq, Do: string(d.Do), By: d.Who, When: d.When, Why: d.Why}
	if d.Do == reconcile.Type {
		out.Text = d.Text
	}
	return out
}

func (b *builder) adrift() {
	for _, a := range b.e.Canonical.Adrift {
		out := ResultAdrift{Seq: a.Seq, Do: string(a.Do), By: a.Who, Text: a.Text}
		switch {
		case a.Pick >= 0:
			out.At = a.On[a.Pick].At
			if a.Do != reconcile.Comment {
				out.Text = a.On[a.Pick].Text
			}
		case a.Damage != nil:
			out.At, out.Text = a.Damage.At, a.Damage.Text
		}
		b.r.Adrift = append(b.r.Adrift, out)
	}
}
