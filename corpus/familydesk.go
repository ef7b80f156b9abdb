package corpus

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/corpus/family"
	"jiaokan/extract"
)

// A familyDesk is where one family is audited.
type familyDesk struct {
	docs    []FamilyDocument
	opt     FamilyOptions
	copies  []*familyCopy
	out     FamilyAudit
	leaders []*familyCopy // the first copy of each edition
}

// A familyCopy is one text of a family, however many documents have it.
type familyCopy struct {
	*extract.Witness       // nil while it is not needed
	doc              int   // the first document that has it
	twins            []int // the others
	size             int   // bytes
	minima           [family.Slots]uint16
	fragment         bool
	breaks           []int // where its lines end
}

// newFamilyDesk finds out which documents have one text. It holds one text at a
// time.
func newFamilyDesk(docs []FamilyDocument, opt FamilyOptions) *familyDesk {
	if opt.Bytes == 0 {
		opt.Bytes = DefaultBytes
	}
	if opt.Text == nil {
		opt.Text = func(i int) (string, error) { return docs[i].Text, nil }
	}
	f := &familyDesk{docs: docs, opt: opt}
	order := make([]int, len(docs))
	for i := range docs {
		order[i] = i
		f.out.Documents = append(f.out.Documents, DocumentAudit{ID: docs[i].ID, Edition: -1, Role: docs[i].Role})
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(docs[a].ID, docs[b].ID) })
	var sketcher family.Sketcher
	inks, files := map[[32]byte]*familyCopy{}, map[string]*familyCopy{}
	for _, i := range order {
		d := docs[i]
		cp := files[d.SHA256]
		if cp == nil || d.SHA256 == "" {
			text, err := opt.Text(i)
			if err == nil {
				err = auditable(text, opt.Bytes)
			}
			if err != nil {
				f.out.Documents[i].Why = err.Error()
				continue
			}
			ink := inkOf(text)
			if cp = inks[ink]; cp == nil {
				sketch := sketcher.Sketch(family.Fold(text))
				cp = &familyCopy{doc: i, size: len(text), minima: sketch.Min, fragment: true}
				f.copies = append(f.copies, cp)
			}
			inks[ink], files[d.SHA256] = cp, cp
		}
		if cp.doc != i {
			cp.twins = append(cp.twins, i)
		}
		cp.fragment = cp.fragment && d.Role == RoleFragment
	}
	return f
}

// auditable tells what is wrong with a text. That of an archive is always a text;
// one that comes as a record may be anything.
func auditable(text string, most int) error {
	switch {
	case len(text) > most:
		return fmt.Errorf("%d bytes of text, %d are the most that is collated", len(text), most)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return errors.New("not a text in UTF-8")
	case strings.TrimFunc(text, extract.Space) == "":
		return extract.ErrEmpty
	}
	return nil
}

// inkOf is a hash of the characters of a text that are no white space.
func inkOf(text string) [32]byte {
	h := sha256.New()
	for _, part := range strings.FieldsFunc(text, extract.Space) {
		h.Write([]byte(part))
	}
	return [32]byte(h.Sum(nil))
}

// read makes a witness of a copy. A text that is gone by now is told as Why.
func (f *familyDesk) read(cp *familyCopy) bool {
	text, err := f.opt.Text(cp.doc)
	if err != nil {
		f.explain(cp, err.Error())
		return false
	}
	s := &extract.Source{Name: f.docs[cp.doc].Path, SHA256: f.docs[cp.doc].SHA256, Format: string(extract.Text), Text: text}
	cp.Witness = s.Witness()
	return true
}

// explain says why the documents of a copy are not audited.
func (f *familyDesk) explain(cp *familyCopy, why string) {
	for _, i := range append([]int{cp.doc}, cp.twins...) {
		f.out.Documents[i].Why = why
	}
}

// home is the one witness that a finding is about, or -1.
func home(x audit.Finding) int {
	if len(x.At) == 0 {
		return -1
	}
	for _, p := range x.At {
		if p.Witness != x.At[0].Witness {
			return -1
		}
	}
	return x.At[0].Witness
}

// tell keeps a finding about one of some copies, or about what lies between them.
func (f *familyDesk) tell(n int, copies []*familyCopy, x audit.Finding) {
	out := ArchiveFinding{
		Edition: n, Rule: x.Rule, Method: string(x.Method), Severity: string(x.Severity),
		Message: x.Message, Confidence: x.Confidence,
	}
	for w := range copies {
		if slices.ContainsFunc(x.At, func(p align.Place) bool { return p.Witness == w }) {
			out.Copies++
		}
	}
	if len(x.At) > 0 {
		cp, sp := copies[x.At[0].Witness], x.At[0].Span
		out.Document, out.Lo, out.Hi, out.Line = f.docs[cp.doc].ID, sp.Lo, sp.Hi, cp.line(sp.Lo)
	}
	f.out.Findings = append(f.out.Findings, out)
}

// line is the line of a byte of the text, counted from 1.
func (cp *familyCopy) line(at int) int {
	if cp.breaks == nil {
		cp.breaks = make([]int, 0, 64)
		for i := range len(cp.Text) {
			if cp.Text[i] == '\n' {
				cp.breaks = append(cp.breaks, i)
			}
		}
	}
	return 1 + sort.SearchInts(cp.breaks, at)
}

// place says what a copy is in its edition, and so are its twins.
func (f *familyDesk) place(n int, cp *familyCopy, siglum string, l lie, own []audit.Finding) {
	d := &f.out.Documents[cp.doc]
	d.Edition, d.Siglum, d.Share, d.Alien = n, siglum, l.share(), l.alien()
	d.Role = roleOf(cp.fragment, l, own)
	for _, i := range cp.twins {
		twin := *d
		twin.ID, twin.Twin = f.docs[i].ID, d.ID
		twin.Year, twin.YearFrom = dated(cp.Witness, f.docs[i].Path)
		f.out.Documents[i] = twin
	}
	d.Year, d.YearFrom = dated(cp.Witness, f.docs[cp.doc].Path)
}

// finish puts all in order and names the family.
func (f *familyDesk) finish() FamilyAudit {
	slices.SortFunc(f.out.Documents, func(a, b DocumentAudit) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(f.out.Findings, func(a, b ArchiveFinding) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Lo, b.Lo))
	})
	if len(f.out.Editions) > 0 && auditable(f.out.Editions[0].Text, math.MaxInt) == nil {
		s := &extract.Source{Text: f.out.Editions[0].Text}
		f.out.Title = titleOf(s.Witness())
	}
	return f.out
}
