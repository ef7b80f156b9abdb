package audit

import (
	"cmp"
	"slices"
	"strings"

	"jiaokan/align"
)

// One event is one finding, in however many copies it shows. Copies of a copy have lost
// the same clause, or print the same run again; of 32 copies a dozen may come from one
// that had. An editor reads it once, and sees where.

// An event is what a finding of damage tells, whoever suffered it: a rule, and the
// segments from first to last that are damaged.
type event struct {
	rule        string
	severity    Severity
	first, last slot
}

// whole rows are an event from segment anyPart of the first to that of the last.
const anyPart = -1

// tellOf tells a finding about one witness, which others may share.
func (d *desk) tellOf(first, last slot, f Finding) {
	e := event{f.Rule, f.Severity, first, last}
	if x, ok := d.events[e]; ok && !slices.ContainsFunc(d.out[x].At, func(p align.Place) bool { return p.Witness == f.At[0].Witness }) {
		d.out[x].join(f)
		return
	}
	d.events[e] = len(d.out)
	d.tell(f)
}

// Apart returns a finding that several copies share as one about each; any other as it is.
func (f Finding) Apart() (out []Finding) {
	if !f.Shared {
		return []Finding{f}
	}
	for _, p := range f.At { // in the order of the witnesses
		if n := len(out); n > 0 && out[n-1].At[0].Witness == p.Witness {
			out[n-1].At = append(out[n-1].At, p)
			continue
		}
		own := f
		own.At, own.Shared = []align.Place{p}, false
		out = append(out, own)
	}
	return out
}

// join adds the places of a finding about another witness. The message names all of them;
// what it quotes is the first one's.
func (f *Finding) join(g Finding) {
	f.Shared = true
	old := sigla(f.At)
	f.At = append(f.At, g.At...)
	slices.SortFunc(f.At, func(p, q align.Place) int {
		return cmp.Or(cmp.Compare(p.Witness, q.Witness), cmp.Compare(p.Span.Lo, q.Span.Lo))
	})
	for _, p := range g.Against {
		if !slices.Contains(f.Against, p) {
			f.Against = append(f.Against, p)
		}
	}
	all := sigla(f.At)
	f.Message = Text{ZH: all + strings.TrimPrefix(f.Message.ZH, old), EN: all + strings.TrimPrefix(f.Message.EN, old)}
}
