package overview

import (
	"io"
	"strings"
	"time"

	"jiaokan/corpus"
	"jiaokan/report"
)

// An apartRow is a file that could not be read, or an event.
type apartRow struct {
	Time string
	What string
	Kind corpus.EventKind
	Path string
	Page string // of its family
}

// short leaves away what all paths begin with.
func (s *site) short(path string) string {
	return report.Visible(strings.TrimPrefix(path, s.root))
}

// documents runs through all documents: their table, what could not be read, the
// PREMIS files, and what is counted for the plots.
func (s *site) documents() error {
	events, err := s.history()
	if err != nil {
		return err
	}
	unread := pager[apartRow]{s: s, list: "unread", tmpl: "unread", depth: 1, title: s.say("unread"), note: s.say("unread.note"), pages: pagesOf(s.status.States[corpus.Unread])}
	px := newPremis(s, events)
	return s.file("documents.csv", func(w io.Writer) error {
		t, err := s.newSheet(w, documentColumns)
		if err != nil {
			return err
		}
		for d, err := range s.a.FiledDocuments(s.ctx) {
			if err != nil {
				return err
			}
			s.report.Documents++
			s.counts.add(&d)
			if err := t.add(s.documentRow(&d)); err != nil {
				return err
			}
			if err := px.add(&d); err != nil {
				return err
			}
			if d.State == corpus.Unread {
				if err := unread.add(apartRow{Path: s.short(d.Path), What: report.Visible(s.reason(&d))}); err != nil {
					return err
				}
			}
		}
		if s.status.States[corpus.Unread] > 0 {
			if err := unread.end(); err != nil {
				return err
			}
		}
		if err := px.end(); err != nil {
			return err
		}
		return t.end()
	})
}

// findings writes the table of all findings.
func (s *site) findings() error {
	return s.file("findings.csv", func(w io.Writer) error {
		t, err := s.newSheet(w, findingColumns)
		if err != nil {
			return err
		}
		for x, err := range s.a.Findings(s.ctx) {
			if err == nil {
				err = t.add(s.findingRow(&x))
			}
			if err != nil {
				return err
			}
			s.report.Findings++
		}
		return t.end()
	})
}

// history is all that has happened to the files.
func (s *site) history() ([]corpus.Event, error) {
	var out []corpus.Event
	for e, err := range s.a.Events(s.ctx) {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// events writes the list of what has happened to the files, the last first.
func (s *site) events() error {
	all, err := s.history()
	if err != nil {
		return err
	}
	p := pager[apartRow]{s: s, list: "events", tmpl: "events", depth: 1, title: s.say("events"), note: s.say("events.note"), pages: pagesOf(len(all))}
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		row := apartRow{Time: e.Time.UTC().Format(time.DateTime), Kind: e.Kind}
		switch e.Kind {
		case corpus.EventIngested, corpus.EventChecked:
			row.What = s.say("event."+string(e.Kind), e.Count)
		default:
			row.What = s.name("event", string(e.Kind))
			d, err := s.a.Document(e.Document)
			if err != nil {
				return err
			}
			row.Path = s.short(d.Path)
		}
		if err := p.add(row); err != nil {
			return err
		}
	}
	return p.end()
}
