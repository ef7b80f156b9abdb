package overview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jiaokan/corpus"
	"jiaokan/extract"
	"jiaokan/report"
)

// A familyView is the page of a family.
type familyView struct {
	frame
	Failure                  string
	Figures                  []figure
	Editions                 []editionView
	Members                  []memberView
	MoreDocs                 string
	Between                  []findingView
	BetweenSaid, MoreBetween string
	Relations                []relationView
}

// An editionView is the text of one group of copies.
type editionView struct {
	Name, Change, Length string
	Paragraphs           []paragraph
}

// A paragraph has a class by which the report sets canonical texts.
type paragraph struct {
	Class string
	Text  string
}

// A memberView is a document and those that have its text.
type memberView struct {
	ID                 int64
	Siglum, Path, Role string
	Class              string
	Share, Alien, Year string
	Edition            string // where there are several
	Apart              bool
	Why                string
	Twins              []string
	MoreTwins          string
	Grave, Notes       []findingView
	More               string
	NotesSaid          string
}

type findingView struct {
	Severity, Name, Rule, Where, Message, Method, Confidence string
}

type relationView struct{ Kind, Page, Title, Shares, Path string }

// What a page shows of a large family. The tables have the rest.
const (
	mostMembers   = 300
	mostTwins     = 20
	mostOfEach    = 60 // findings of one document, of either kind
	mostBetween   = 300
	mostRelations = 100
)

// families writes a page for each family that has one.
func (s *site) families() error {
	done := 0
	for f, err := range s.a.AuditedFamilies(s.ctx, corpus.ByID, false) {
		if err != nil {
			return err
		}
		if !s.paged[f.ID] {
			continue
		}
		v, err := s.familyView(f)
		if err != nil {
			return err
		}
		if err := s.page(familyPage(f.ID), "family", v); err != nil {
			return err
		}
		if done++; s.opt.Step != nil {
			s.opt.Step(done, len(s.paged))
		}
	}
	return nil
}

func (s *site) familyView(f corpus.AuditedFamily) (*familyView, error) {
	x, err := s.a.AuditOf(f.ID)
	if err != nil {
		return nil, err
	}
	v := &familyView{frame: s.frame(2, s.say("family.n", fmt.Sprint(f.ID)), cmp.Or(report.Visible(f.Title), s.say("untitled")), "")}
	if f.Failure != "" {
		v.Failure = s.say("failure", report.Visible(f.Failure))
	}
	v.Figures = []figure{{Name: s.say("documents"), Value: s.number(f.Size)}}
	for _, g := range []struct {
		key string
		n   int
	}{{"damaged.n", f.Damaged}, {"error.n", f.Errors}, {"open", f.Open}, {"warning.n", f.Warnings}} {
		if g.n > 0 {
			v.Figures = append(v.Figures, figure{Name: s.say(g.key), Value: s.number(g.n), Grave: true})
		}
	}
	for n, e := range x.Editions {
		v.Editions = append(v.Editions, s.editionView(n, len(x.Editions), e))
	}
	if err := s.memberViews(v, &x); err != nil {
		return nil, err
	}
	return v, s.relationViews(v, f.ID)
}

func (s *site) editionView(n, of int, e corpus.FamilyEdition) editionView {
	v := editionView{Name: s.say("edition.n"), Paragraphs: paragraphs(e.Text)}
	chars := 0
	for _, p := range v.Paragraphs {
		chars += len([]rune(p.Text))
	}
	v.Length = s.say("edition.length", chars)
	if e.Open > 0 {
		v.Length += s.say("comma") + s.say("edition.open", e.Open)
	}
	if of > 1 {
		v.Name += s.say("colon") + s.editionName(e, n)
		if n == 0 {
			v.Name += s.say("edition.first")
		} else {
			v.Change = s.say("edition.change", e.Added, e.Repealed, e.Changed, e.Renumbered)
		}
	}
	return v
}

// editionName is the date of an edition, or which of how many it is.
func (s *site) editionName(e corpus.FamilyEdition, n int) string {
	return cmp.Or(report.Visible(e.Date), s.say("edition.undated", n+1))
}

// paragraphs sets a canonical text as the report does, by the outline it has of
// its own.
func paragraphs(text string) []paragraph {
	if strings.TrimFunc(text, extract.Space) == "" {
		return nil
	}
	s := &extract.Source{Text: text}
	var out []paragraph
	add := func(b *extract.Block, depth int) {
		text := s.Flow(b.Label) + s.Flow(b.Body)
		class := "k-" + string(b.Kind)
		if b.Kind == extract.Heading && depth < 2 {
			class += fmt.Sprintf(" h-%d", depth+1)
		}
		if text != "" {
			out = append(out, paragraph{class, report.Visible(text)})
		}
	}
	w := s.Witness()
	extract.Walk(w.Front, add)
	extract.Walk(w.Outline, add)
	return out
}

// A sorted holds the findings of a family, each with its document, and those that
// lie between copies.
type sorted struct {
	grave, notes map[int64][]corpus.ArchiveFinding
	between      []corpus.ArchiveFinding
	twins        map[int64][]int64 // documents that have the text of another
	siglum       map[int64]string
}

func sortOut(x *corpus.FamilyAudit) *sorted {
	o := &sorted{grave: map[int64][]corpus.ArchiveFinding{}, notes: map[int64][]corpus.ArchiveFinding{}, twins: map[int64][]int64{}, siglum: map[int64]string{}}
	for _, f := range x.Findings {
		switch {
		case f.Copies != 1:
			o.between = append(o.between, f)
		case f.Severity == "info":
			o.notes[f.Document] = append(o.notes[f.Document], f)
		default:
			o.grave[f.Document] = append(o.grave[f.Document], f)
		}
	}
	texts := map[int]int{} // of each edition
	for _, d := range x.Documents {
		if d.Twin > 0 {
			o.twins[d.Twin] = append(o.twins[d.Twin], d.ID)
		} else {
			texts[d.Edition]++
		}
	}
	for _, d := range x.Documents {
		if texts[d.Edition] > 1 { // one alone needs no name
			o.siglum[d.ID] = d.Siglum
		}
	}
	return o
}

// memberViews shows each document with what was found in it, edition by edition.
func (s *site) memberViews(v *familyView, x *corpus.FamilyAudit) error {
	o := sortOut(x)
	for _, f := range o.between[:min(len(o.between), mostBetween)] {
		view := s.findingView(f)
		if siglum := o.siglum[f.Document]; siglum != "" {
			view.Where = s.say("of.copy", siglum, view.Where)
		}
		v.Between = append(v.Between, view)
	}
	v.BetweenSaid = s.number(len(o.between))
	if n := len(o.between) - mostBetween; n > 0 {
		v.MoreBetween = s.say("findings.more", n)
	}
	order := slices.Clone(x.Documents)
	slices.SortStableFunc(order, func(a, b corpus.DocumentAudit) int { return a.Edition - b.Edition })
	left := 0
	for _, d := range order {
		switch {
		case d.Twin > 0:
		case len(v.Members) == mostMembers:
			left += 1 + len(o.twins[d.ID])
		default:
			m, err := s.memberView(d, x, o)
			if err != nil {
				return err
			}
			v.Members = append(v.Members, m)
		}
	}
	if left > 0 {
		v.MoreDocs = s.say("members.more", left)
	}
	return nil
}

func (s *site) memberView(d corpus.DocumentAudit, x *corpus.FamilyAudit, o *sorted) (memberView, error) {
	m := memberView{ID: d.ID, Siglum: o.siglum[d.ID], Role: s.name("role", d.Role), Class: s.class(d.Role), Apart: d.Apart, Share: percent(d.Share)}
	switch {
	case d.Edition < 0:
		m.Why, m.Share, m.Role, m.Class = s.say("why", report.Visible(d.Why)), "", s.name("role", ""), s.class("")
	case len(x.Editions) > 1:
		m.Edition = s.editionName(x.Editions[d.Edition], d.Edition)
	}
	if d.Alien > 0 {
		m.Alien = percent(d.Alien)
	}
	if d.Year > 0 {
		m.Year = fmt.Sprint(d.Year)
	}
	var err error
	if m.Path, err = s.pathOf(d.ID); err != nil {
		return m, err
	}
	twins := o.twins[d.ID]
	for _, t := range twins[:min(len(twins), mostTwins)] {
		path, err := s.pathOf(t)
		if err != nil {
			return m, err
		}
		m.Twins = append(m.Twins, path)
	}
	if n := len(twins) - mostTwins; n > 0 {
		m.MoreTwins = s.say("members.more", n)
	}
	grave, notes := o.grave[d.ID], o.notes[d.ID]
	m.Grave, m.Notes = s.findingViews(grave), s.findingViews(notes)
	if n := len(grave) + len(notes) - len(m.Grave) - len(m.Notes); n > 0 {
		m.More = s.say("findings.more", n)
	}
	m.NotesSaid = s.say("notes.n", len(notes))
	return m, nil
}

// pathOf is the path of a document as the pages have it.
func (s *site) pathOf(id int64) (string, error) {
	d, err := s.a.Document(id)
	return s.short(d.Path), err
}

func (s *site) findingViews(fs []corpus.ArchiveFinding) (out []findingView) {
	for _, f := range fs[:min(len(fs), mostOfEach)] {
		out = append(out, s.findingView(f))
	}
	return out
}

func (s *site) findingView(f corpus.ArchiveFinding) findingView {
	v := findingView{Severity: f.Severity, Name: s.rule(f.Rule), Rule: f.Rule, Message: s.text(f.Message), Method: s.name("method", f.Method), Confidence: percent(min(f.Confidence, 0.99))}
	if f.Line > 0 {
		v.Where = s.say("line", f.Line)
	}
	return v
}

func (s *site) relationViews(v *familyView, id int64) error {
	rs, err := s.a.Relations(id)
	if err != nil {
		return err
	}
	for _, r := range rs[:min(len(rs), mostRelations)] {
		kind := r.Kind
		if !r.First {
			switch kind {
			case "quotes":
				kind = "quoted"
			case "contains":
				kind = "contained"
			}
		}
		path, err := s.pathOf(r.Other)
		if err != nil {
			return err
		}
		x := relationView{Kind: s.name("relation", kind), Title: cmp.Or(report.Visible(r.OtherTitle), s.say("untitled")), Path: path, Shares: s.say("of.both", percent(r.Of), percent(r.OfOther))}
		if s.paged[r.OtherFamily] {
			x.Page = familyPage(r.OtherFamily)
		}
		v.Relations = append(v.Relations, x)
	}
	return nil
}
