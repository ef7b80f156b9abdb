package overview

import (
	"jiaokan/corpus"
	"jiaokan/report"
)

// An indexPage is the start page.
type indexPage struct {
	frame
	Audited                        bool
	Numbers                        []figure
	Roles                          bar
	Legend, YearLegend, RuleLegend []legend
	Worst, Largest                 []familyRow
	Folders, Rules                 []bar
	Years                          []yearColumn
	Tallest                        string
	YearNote                       string
	LeftOut                        string
	Premis                         bool
	Large                          string
	Shown                          int
}

// A figure is a number and what it counts. Grave ones are to be looked at.
type figure struct {
	Name, Value, Href string
	Grave             bool
}

type legend struct{ Class, Name string }

func (s *site) index() error {
	title := report.Visible(s.root)
	if title == "" {
		title = s.say("overview")
	}
	p := indexPage{
		frame:   s.frame(0, s.say("overview"), title, ""),
		Audited: s.totals.Families > 0,
		Numbers: s.figures(),
		Roles:   s.stack(s.say("roles"), s.counts.roles),
		Worst:   s.worst, Largest: s.largest,
		Folders:    s.folders(),
		Premis:     s.report.Documents > 0,
		Large:      s.say("all", s.report.Pages),
		YearLegend: []legend{{s.class(corpus.RoleComplete), s.say("sound")}, {s.class(corpus.RoleCut), s.say("damaged")}},
		RuleLegend: []legend{{"v-error", s.say("error")}, {"v-warning", s.say("warning")}},
	}
	for _, role := range roles {
		if s.counts.roles[role] > 0 {
			p.Legend = append(p.Legend, legend{s.class(role), s.name("role", role) + " " + s.number(s.counts.roles[role])})
		}
	}
	var err error
	if p.Rules, err = s.rules(); err != nil {
		return err
	}
	years, tallest := s.years()
	p.Years, p.Tallest = years, s.number(tallest)
	if len(years) > 0 {
		p.YearNote = s.yearNote()
	}
	if s.report.LeftOut > 0 {
		p.LeftOut = s.say("left.out", s.report.LeftOut, s.opt.MostPages)
	}
	return s.page("index.html", "index", p)
}

func (s *site) class(role string) string {
	if role == "" {
		role = corpus.RoleCopy
	}
	return "r-" + role
}

// figures are the numbers that matter, the grave ones last. A number that is
// nought and would be grave is left out.
func (s *site) figures() []figure {
	t := s.totals
	damaged := t.Roles[corpus.RoleCut] + t.Roles[corpus.RoleContaminated] + t.Roles[corpus.RoleFragment]
	out := []figure{
		{Name: s.say("documents"), Value: s.number(s.status.Documents), Href: "documents.csv"},
		{Name: s.say("families"), Value: s.number(t.Families)},
		{Name: s.say("families.large"), Value: s.number(t.Large), Href: nth("lists/size", 1)},
		{Name: s.say("editions"), Value: s.number(t.Editions)},
	}
	for _, g := range []struct {
		key, href string
		n         int
	}{
		{"damaged.n", "documents.csv", damaged},
		{"error.n", nth("lists/serious", 1), t.Errors},
		{"open", nth("lists/serious", 1), t.Open},
		{"warning.n", "findings.csv", t.Warnings},
		{"unread", nth("unread", 1), s.status.States[corpus.Unread]},
		{"changed", nth("events", 1), s.status.States[corpus.Changed]},
		{"missing", nth("events", 1), s.status.States[corpus.Missing]},
		{"failed", nth("lists/serious", 1), t.Failed},
	} {
		if g.n > 0 {
			out = append(out, figure{Name: s.say(g.key), Value: s.number(g.n), Href: g.href, Grave: true})
		}
	}
	return out
}
