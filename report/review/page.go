package review

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"

	"jiaokan/report"
)

var (
	//go:embed page/page.html.tmpl
	pageTemplate string
	//go:embed page/page.css
	pageStyle string
	//go:embed page/*.js
	pageFiles  embed.FS
	pageScript = script()
)

// scriptFiles are the files of the script, each of one thought. What they do when
// they are loaded goes from top to bottom; their functions may call each other.
var scriptFiles = []string{"element", "state", "save", "list", "text", "card", "walk", "decide", "form", "box", "damage", "batch", "sign", "copies", "panes", "search", "keys", "begin"}

// script puts the files together in one function, so that no name of theirs is a
// name of the window: that has a find, an open and a stop of its own.
func script() string {
	var out strings.Builder
	out.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range scriptFiles {
		data, err := pageFiles.ReadFile("page/" + name + ".js")
		if err != nil {
			panic(err) // it is not in the program
		}
		out.WriteString("\n" + tidy(string(data)))
	}
	out.WriteString("})();\n")
	return out.String()
}

// policy lets the style and the script of this page run, by their hashes, and
// nothing else: no other script, no image, no frame, no other host. No string
// can become markup in the script either (trusted types).
var policy = "default-src 'none'; style-src " + hash(tidy(pageStyle)) + "; script-src " + hash(pageScript) +
	"; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// tidy makes the hash independent of how the source tree ends its lines.
func tidy(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// A pageView is what the template prints.
type pageView struct {
	Lang      string
	Title     string
	Who       string
	Style     template.HTML
	Script    template.HTML
	Words     map[string]string
	Laid, Seq int
	Witnesses []witnessView
	Outline   []clauseView
	Text      []paragraphView
	Adrift    []string // decisions that could not be carried over
	Rules     []named
	Methods   []named
}

type witnessView struct{ ID, Path string }

type named struct{ Value, Name string }

// A clauseView is a line of the outline.
type clauseView struct {
	Row   string
	Level int
	Label string
	Text  string
}

// A paragraphView is a line of the text.
type paragraphView struct {
	ID, Row, Class string
	Level          int
	Spans          []spanView
}

// A spanView is a part of it; Key is that of the case it belongs to.
type spanView struct{ Text, Key, State string }

// mostOutlined is how much of a clause the outline shows.
const mostOutlined = 18

func (d *Desk) pageView() pageView {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := pageView{Lang: "zh-CN", Title: d.lay.Title(), Who: report.Visible(d.opt.Who), Words: scriptWords(d.opt.Lang), Laid: d.laid, Seq: len(d.journal.Lines()),
		Style:  template.HTML("<style>" + tidy(pageStyle) + "</style>"),
		Script: template.HTML("<script>" + pageScript + "</script>"),
	}
	if strings.HasPrefix(d.opt.Lang, "en") {
		v.Lang = "en"
	}
	for _, w := range d.result.Witnesses {
		v.Witnesses = append(v.Witnesses, witnessView{report.Visible(w.ID), report.Visible(w.Path)})
	}
	v.Outline = d.outline()
	v.Text = d.paragraphs()
	for _, x := range d.result.Adrift {
		v.Adrift = append(v.Adrift, report.Visible(strings.Join([]string{x.At, "“" + x.Text + "”", x.By}, " ")))
	}
	seen := map[string]bool{}
	for _, m := range d.cases {
		if !seen[m.rule] {
			seen[m.rule] = true
			v.Rules = append(v.Rules, named{m.rule, d.lay.RuleName(m.rule)})
		}
	}
	for _, m := range []string{"collation", "internal", "external", "reason"} {
		v.Methods = append(v.Methods, named{m, d.lay.Name("method", m)})
	}
	return v
}

// outline lists the clauses that the canonical text has, headings and those with
// a label.
func (d *Desk) outline() []clauseView {
	canon := []rune(d.result.Canonical.Text)
	var out []clauseView
	for _, r := range d.result.Rows {
		if r.Canonical == nil || r.Label == "" && r.Kind != "title" && r.Kind != "heading" {
			continue
		}
		c := clauseView{Row: r.ID, Level: min(len(r.Path), 4), Label: report.Visible(r.Label)}
		body := canon[min(r.Canonical.Start, len(canon)):min(r.Canonical.End, len(canon))]
		text := strings.TrimSpace(strings.TrimPrefix(string(body), r.Label))
		if i := strings.IndexAny(text, "。；\n"); i >= 0 {
			text = text[:i]
		}
		c.Text = report.Visible(short(text, mostOutlined))
		out = append(out, c)
	}
	return out
}

// clauses returns for each row the line of the outline it belongs to.
func (d *Desk) clauses() map[string]string {
	out := map[string]string{}
	has := map[string]bool{}
	for _, c := range d.outline() {
		has[c.Row] = true
	}
	last := ""
	for _, r := range d.result.Rows {
		if has[r.ID] {
			last = r.ID
		}
		out[r.ID] = last
	}
	return out
}

func (d *Desk) paragraphs() []paragraphView {
	key := map[string]string{}
	for _, m := range d.cases {
		if m.variant >= 0 {
			key[d.result.Variants[m.variant].ID] = m.key
		} else {
			key[d.result.Findings[m.finding].ID] = m.key
		}
	}
	var out []paragraphView
	printed := map[string]bool{}
	for _, p := range d.lay.Text() {
		v := paragraphView{ID: p.ID, Row: strings.TrimPrefix(p.ID, "c-"), Class: p.Class, Level: p.Level}
		for _, s := range p.Spans {
			span := spanView{Text: s.Text, Key: key[s.About]}
			if m := d.byKey[span.Key]; m != nil {
				// One case is one mark, though its text may come in pieces, and says
				// what was decided since the text was laid out.
				if printed[span.Key] {
					continue
				}
				printed[span.Key] = true
				span.State, span.Text = string(d.stateOf(m)), report.Visible(d.printed(m))
			}
			v.Spans = append(v.Spans, span)
		}
		out = append(out, v)
	}
	return out
}

func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	lang := s.desk.opt.Lang
	t, err := template.New("page").Funcs(template.FuncMap{"say": func(key string) string { return say(lang, key) }}).Parse(pageTemplate)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = t.Execute(w, s.desk.pageView()) // the window has gone
}
