package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"strings"
)

// HTMLOptions says how the page is printed.
type HTMLOptions struct {
	Lang string // "zh", also where empty, or "en"
}

var (
	//go:embed page/page.html.tmpl
	pageTemplate string
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	pageScript string
)

// HTML prints a result as one page that needs no other file and no network.
// texts[i] is the decoded text of r.Witnesses[i].
//
// All text of a witness is data to the page: html/template escapes it, and the
// content security policy lets nothing run or load but the style and the script
// whose hashes it names. For that reason no element has a style attribute, and
// lengths that depend on the data are attributes of SVG.
func HTML(w io.Writer, r *Result, texts []string, opt HTMLOptions) error {
	v, err := newView(r, texts, opt.Lang)
	if err != nil {
		return err
	}
	t, err := template.New("page").Funcs(template.FuncMap{
		"say":  v.say,
		"name": v.name,
	}).Parse(pageTemplate)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if err := t.Execute(out, v.page()); err != nil {
		return err
	}
	return out.Flush()
}

// A page is what the template prints, every judgement and every word of the
// result already in its place.
type page struct {
	Lang      string // of the page's own words; the texts are Chinese
	Policy    string
	Style     template.HTML
	Script    template.HTML
	Title     string
	Made      string
	Verdict   string
	Clear     bool
	Witnesses []witnessView
	Strips    []stripView
	States    []string
	Cards     []cardView
	Text      []Paragraph
	Columns   string
	Large     bool // clauses far from the window are left undrawn
	Rows      []rowView
	Audits    []auditView
	Choices   choicesView
}

// A witnessView is a line of the table of witnesses.
type witnessView struct {
	Siglum, Path, Format, Encoding string
	Runes                          int
	Reliability                    string
	Counts                         []countView
}

// A countView says how many findings of a severity there are.
type countView struct {
	Severity string
	N        int
}

func (v *view) page() page {
	style, script := tidy(pageStyle), tidy(pageScript)
	p := page{
		Lang:      v.lang,
		Policy:    policy(style, script),
		Style:     template.HTML("<style>" + style + "</style>"),
		Script:    template.HTML("<script>" + script + "</script>"),
		Title:     v.title(),
		Made:      v.say("made", Visible(v.Tool.Name), Visible(v.Tool.Version), len(v.Witnesses)),
		Verdict:   v.verdict(),
		Clear:     len(v.questions) == 0,
		Witnesses: v.witnessViews(),
		Strips:    v.stripViews(),
		Cards:     v.cardViews(),
		Text:      v.paragraphs(),
		Columns:   v.columns(),
		Large:     len(v.Rows) > manyRows,
		Rows:      v.rowViews(),
		Audits:    v.auditViews(),
		Choices:   v.choices(),
	}
	if v.lang == "zh" {
		p.Lang = "zh-CN"
	}
	for s := agreed; s < states; s++ {
		p.States = append(p.States, s.String())
	}
	return p
}

// manyRows is from where on a browser is told to draw only the clauses near the
// window. Below it all is drawn at once, and the scroll bar is exact.
const manyRows = 400

// tidy makes the hash of a style or script independent of how the source tree
// ends its lines.
func tidy(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func policy(style, script string) string {
	return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) +
		"; base-uri 'none'; form-action 'none'"
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (v *view) witnessViews() []witnessView {
	counts := make([]map[string]int, len(v.Witnesses))
	for i := range counts {
		counts[i] = map[string]int{}
	}
	for i := range v.Findings {
		if w := v.home(&v.Findings[i]); w >= 0 {
			counts[w][v.Findings[i].Severity]++
		}
	}
	var out []witnessView
	for i, w := range v.Witnesses {
		view := witnessView{
			Siglum:      Visible(w.ID),
			Path:        Visible(w.Path),
			Format:      Visible(w.Format),
			Encoding:    Visible(w.Encoding),
			Runes:       w.Runes,
			Reliability: percent(w.Reliability),
		}
		for _, s := range severities {
			if n := counts[i][s]; n > 0 {
				view.Counts = append(view.Counts, countView{s, n})
			}
		}
		out = append(out, view)
	}
	return out
}

var severities = []string{"error", "warning", "info"}

// columns is the class that lays out the clauses side by side: up to five share
// the width of the page, more are scrolled.
func (v *view) columns() string {
	if n := len(v.Witnesses); n <= 5 {
		return "n" + strconv.Itoa(n)
	}
	return "many"
}

// percent prints a share of one.
func percent(p float64) string {
	return strconv.Itoa(min(max(int(p*100+0.5), 0), 100)) + "%"
}

// chance prints a probability. None is printed as certain: what a program
// believes of a text is not.
func chance(p float64) string {
	if p >= 0.995 {
		return ">99%"
	}
	return percent(p)
}
