package review

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jiaokan/align/reconcile"
	"jiaokan/report"
)

// A Request is what a window asks to be decided. It tells which decision on each
// case was the last that its editor had seen.
type Request struct {
	Do     reconcile.Act  `json:"do"`
	On     []RequestPick  `json:"on"`
	Rule   string         `json:"rule"`
	Of     int            `json:"of"`
	Text   string         `json:"text"`
	Why    string         `json:"why"`
	Damage *RequestDamage `json:"damage"`
	Base   int            `json:"base"` // sign, damage: the last decision of all
}

// A RequestPick is a case, the text for it, and the last decision that was seen.
type RequestPick struct {
	Case string `json:"case"`
	Text string `json:"text"`
	Base int    `json:"base"`
}

// A RefusedError says why a request was not carried out. What it names as
// outdated has been decided on meanwhile.
type RefusedError struct {
	Why      string // a key of the page's words
	Outdated bool
	Now      Change  // of the cases concerned, as they stand
	Marked   *Marked // damage: the passage that was marked meanwhile
}

func (e *RefusedError) Error() string { return "refused: " + e.Why }

func refuse(why string) error { return &RefusedError{Why: why} }

// decision checks a request and makes a decision of it.
func (d *Desk) decision(req Request) (Decision, error) {
	dec := Decision{When: d.opt.Now().UTC().Truncate(time.Millisecond), Who: d.opt.Who, Do: req.Do, Rule: req.Rule, Why: req.Why}
	if !plain(req.Why) || !plain(req.Rule) {
		return dec, refuse("refused.text")
	}
	switch req.Do {
	case reconcile.Undo, reconcile.Redo:
		return d.back(req, dec)
	case reconcile.Sign:
		if req.Base != len(d.journal.Lines()) {
			return dec, d.outdated()
		}
		if d.change(nil).Open > 0 {
			return dec, refuse("refused.open")
		}
		dec.Heard = testimonySum(d.result.Testimony)
		return dec, nil
	case reconcile.Damage:
		return d.damage(req, dec)
	case reconcile.Close:
		return d.closing(req, dec)
	case reconcile.Take, reconcile.Type, reconcile.Agree, reconcile.Comment:
		return d.picks(req, dec)
	}
	return dec, refuse("refused.request")
}

func (d *Desk) back(req Request, dec Decision) (Decision, error) {
	dec.Of = d.own(d.standing.Undo)
	if req.Do == reconcile.Redo {
		dec.Of = d.own(d.standing.Redo)
	}
	if dec.Of != req.Of {
		return dec, d.outdated()
	}
	if dec.Of == 0 {
		return dec, refuse("refused.request")
	}
	return dec, nil
}

// outdated refuses a request and shows how the cases of the last decisions and
// those it is about stand now.
func (d *Desk) outdated(keys ...string) error {
	lines := d.journal.Lines()
	if len(keys) == 0 && len(lines) > 0 {
		keys, _ = touched(Decisions(lines), lines[len(lines)-1].Decision)
	}
	return &RefusedError{Why: "refused.outdated", Outdated: true, Now: d.change(keys)}
}

func (d *Desk) closing(req Request, dec Decision) (Decision, error) {
	for _, notes := range d.standing.Notes {
		for _, n := range notes {
			if n.Seq == req.Of && !n.Closed {
				dec.Of = req.Of
				return dec, nil
			}
		}
	}
	return dec, d.outdated()
}

func (d *Desk) picks(req Request, dec Decision) (Decision, error) {
	if len(req.On) == 0 || len(req.On) > 1 && req.Do != reconcile.Take {
		return dec, refuse("refused.request")
	}
	var old []string
	for _, p := range req.On {
		m := d.byKey[p.Case]
		if m == nil {
			return dec, refuse("refused.case")
		}
		if d.standing.Last[p.Case] != p.Base && req.Do != reconcile.Comment {
			old = append(old, p.Case)
			continue
		}
		if err := d.suits(req, m, p.Text); err != nil {
			return dec, err
		}
		pick := reconcile.Pick{Case: p.Case, At: d.lay.Path(m.row) + " " + d.nameOf(m), Text: p.Text}
		if m.choice >= 0 {
			pick.Readings = d.can.Choices[m.choice].Hashes()
		}
		switch req.Do {
		case reconcile.Comment:
			pick.Text, dec.Text = "", req.Text
		case reconcile.Agree:
			pick.Text = ""
		}
		dec.On = append(dec.On, pick)
	}
	if len(old) > 0 {
		return dec, d.outdated(old...)
	}
	return dec, nil
}

// suits reports whether a case can be decided as is asked.
func (d *Desk) suits(req Request, m *matter, text string) error {
	switch {
	case req.Do == reconcile.Comment && (blank(req.Text) || !plain(req.Text)),
		req.Do == reconcile.Type && (!plain(text) || text != "" && blank(text) || strings.ContainsRune(text, utf8.RuneError)): // JSON makes that of half a character
		return refuse("refused.text")
	case req.Do == reconcile.Type && blank(req.Why):
		return refuse("refused.why")
	case req.Do == reconcile.Take && (m.choice < 0 || d.livingOf(m, text) < 0),
		req.Do == reconcile.Type && m.choice < 0 && (!m.lacuna || text == ""),
		req.Do == reconcile.Agree && m.finding < 0:
		return refuse("refused.request")
	}
	return nil
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// mostTyped is how long, in code points, what an editor types may be.
const mostTyped = 10_000

// plain reports whether a text is one line that shows all it holds.
func plain(s string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= mostTyped && report.Visible(s) == s &&
		!slices.ContainsFunc([]rune(s), func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' })
}
