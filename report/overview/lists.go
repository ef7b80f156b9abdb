package overview

import (
	"fmt"
	"html/template"

	"jiaokan/corpus"
	"jiaokan/report"
)

// A frame is what every page has.
type frame struct {
	Lang  string
	Up    string // from the page to the start page: "../../"
	Title string
	Kind  string // what kind of page it is
	Note  string
	Made  string
	Nav   []link
}

type link struct{ Href, Text string }

// depth is how many folders a page is below the start page.
func (s *site) frame(depth int, kind, title, note string) frame {
	f := frame{Lang: s.lang, Title: title, Kind: kind, Note: note, Made: s.say("made", report.Visible(s.opt.Version)), Up: ""}
	if s.lang == "zh" {
		f.Lang = "zh-CN"
	}
	for range depth {
		f.Up += "../"
	}
	f.Nav = []link{{"index.html", s.say("home")}, {nth("lists/serious", 1), s.say("by.serious")}, {nth("lists/size", 1), s.say("by.size")}}
	if s.status.States[corpus.Unread] > 0 {
		f.Nav = append(f.Nav, link{nth("unread", 1), s.say("unread")})
	}
	f.Nav = append(f.Nav, link{nth("events", 1), s.say("events")})
	return f
}

// A listPage is one page of a list.
type listPage struct {
	frame
	Rows           any
	Previous, Next string
	Where          string // page 2 of 7
}

// perPage is how many rows a page of a list has.
const perPage = 200

// pagesOf is how many pages so many rows fill.
func pagesOf(rows int) int { return max(1, (rows+perPage-1)/perPage) }

// A pager writes a list, page by page, each as soon as it is full.
type pager[T any] struct {
	s           *site
	list, tmpl  string
	depth       int
	title, note string
	pages       int // in all
	rows        []T
	n           int // pages written
}

func (p *pager[T]) add(row T) error {
	p.rows = append(p.rows, row)
	if len(p.rows) < perPage {
		return nil
	}
	return p.end()
}

// end writes what is left; a list of nothing is one page.
func (p *pager[T]) end() error {
	if len(p.rows) == 0 && p.n > 0 {
		return nil
	}
	p.n++
	page := listPage{frame: p.s.frame(p.depth, p.s.say("overview"), p.title, p.note), Rows: p.rows, Where: p.s.say("page.of", p.n, p.pages)}
	if p.n > 1 {
		page.Previous = fmt.Sprintf("%04d.html", p.n-1)
	}
	if p.n < p.pages {
		page.Next = fmt.Sprintf("%04d.html", p.n+1)
	}
	err := p.s.page(nth(p.list, p.n), p.tmpl, page)
	p.rows = p.rows[:0]
	return err
}

// A familyRow is a family in a list.
type familyRow struct {
	corpus.AuditedFamily
	Page string // "" where it has none
}

func (s *site) familyRow(f corpus.AuditedFamily) familyRow {
	f.Title, f.Failure = report.Visible(f.Title), report.Visible(f.Failure)
	row := familyRow{AuditedFamily: f}
	if s.paged[f.ID] {
		row.Page = familyPage(f.ID)
	}
	return row
}

// onIndex is how many families of either list the start page shows.
const onIndex = 12

// lists writes the two lists of families. It also settles which families have a
// page: the most serious, if not all.
func (s *site) lists() error {
	total := 0
	for f, err := range s.a.AuditedFamilies(s.ctx, corpus.BySeriousness, false) {
		if err != nil {
			return err
		}
		if total++; total <= s.opt.MostPages {
			s.paged[f.ID] = true
		}
	}
	s.report.Pages, s.report.LeftOut = len(s.paged), s.totals.Families-len(s.paged)
	for _, l := range []struct {
		name, title, note string
		by                corpus.Order
		head              *[]familyRow
	}{
		{"lists/serious", "by.serious", "serious.note", corpus.BySeriousness, &s.worst},
		{"lists/size", "by.size", "size.note", corpus.BySize, &s.largest},
	} {
		p := pager[familyRow]{s: s, list: l.name, tmpl: "list", depth: 2, title: s.say("lists") + " · " + s.say(l.title), note: s.say(l.note), rows: []familyRow{}, pages: pagesOf(total)}
		for f, err := range s.a.AuditedFamilies(s.ctx, l.by, false) {
			if err != nil {
				return err
			}
			row := s.familyRow(f)
			if len(*l.head) < onIndex {
				*l.head = append(*l.head, row)
			}
			if err := p.add(row); err != nil {
				return err
			}
		}
		if err := p.end(); err != nil {
			return err
		}
	}
	return nil
}

// templates reads the templates of the pages.
func (s *site) templates() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"say": s.say, "name": s.name, "n": s.number, "nth": nth,
		"generator": func() template.HTML { return Generator },
		"rows":      func(up string, rows []familyRow) listPage { return listPage{frame: frame{Up: up}, Rows: rows} },
	}).Parse(pageTemplates)
}

// percent prints a share of one. What is not all is not printed as all.
func percent(p float64) string {
	n := int(p*100 + 0.5)
	switch {
	case n >= 100 && p < 1:
		return ">99%"
	case n <= 0 && p > 0:
		return "<1%"
	}
	return fmt.Sprint(n, "%")
}
