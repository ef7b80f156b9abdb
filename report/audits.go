package report

// An auditView is what there is to know about one copy, or between the copies.
type auditView struct {
	ID, Name, Path string
	Groups         []auditGroup
	Losses, Apart  unreadView
}

// An auditGroup holds the findings of one severity.
type auditGroup struct {
	Severity string
	Findings []findingView
}

// A findingView is one finding with the text it is about.
type findingView struct {
	tagsView
	Rule     string
	RuleName string
	Message  string
	Question int // number of its card, 0 for none
	Card     string
	Path     string
	Row      string
	Places   []placeView
	Against  []placeView
	Degree   string
	Percent  string
	Method   string
	Evidence []reasonView
	Quoted   []quotationView
}

// A placeView quotes a place of a witness and says where it is. The last of a
// long list has only More: how many places are left out.
type placeView struct {
	Quote quote
	Where string
	Path  string
	Row   string
	More  int
}

// mostPlaces is how many places of one finding are quoted.
const mostPlaces = 6

// auditViews sorts the findings to the copies they are about, first those that
// lie between copies.
func (v *view) auditViews() []auditView {
	between := make(map[string][]findingView)
	of := make([]map[string][]findingView, len(v.Witnesses))
	for i := range of {
		of[i] = map[string][]findingView{}
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		if w := v.home(f); w >= 0 {
			of[w][f.Severity] = append(of[w][f.Severity], v.findingView(i))
		} else {
			between[f.Severity] = append(between[f.Severity], v.findingView(i))
		}
	}
	var out []auditView
	if len(between) > 0 {
		out = append(out, auditView{ID: "audit-between", Name: v.say("between"), Groups: groups(between)})
	}
	for i, w := range v.Witnesses {
		id := Visible(w.ID)
		out = append(out, auditView{
			ID:     "audit-" + id,
			Name:   v.say("audit.of", id),
			Path:   Visible(baseName(w.Path)),
			Groups: groups(of[i]),
			Losses: v.lossView(&w),
			Apart:  v.apartView(&w),
		})
	}
	return out
}

func groups(of map[string][]findingView) []auditGroup {
	var out []auditGroup
	for _, s := range severities {
		if len(of[s]) > 0 {
			out = append(out, auditGroup{s, of[s]})
		}
	}
	return out
}

func (v *view) findingView(i int) findingView {
	f := &v.Findings[i]
	view := findingView{
		tagsView: v.findingTags(i),
		Rule:     Visible(f.Rule),
		RuleName: v.name("rule", f.Rule),
		Message:  v.text(f.Message),
		Places:   v.placeViews(f.Spans, damage[f.Rule] == lost),
		Against:  v.placeViews(f.Against, false),
		Degree:   v.degree(f.Confidence),
		Percent:  chance(f.Confidence),
		Method:   v.name("method", f.Method),
		Evidence: v.evidence(f),
		Quoted:   v.quotations(f.Quoted),
	}
	for _, id := range []string{f.ID, f.Variant} {
		if n := v.asked[id]; n > 0 {
			view.Question, view.Card = n, "q-"+id
		}
	}
	if r := v.rowOf(f); r >= 0 {
		view.Path, view.Row = v.path(r), v.Rows[r].ID
	}
	return view
}

// where names a place as a reader of the file finds it: by its page, else by the
// line and column of the text.
func (v *view) where(s ResultSpan) string {
	switch {
	case s.Page > 0 && s.PageLine > 0:
		return v.say("place.page.line", s.Page, s.PageLine)
	case s.Page > 0:
		return v.say("place.page", s.Page)
	}
	return v.say("place", s.Line, s.Column)
}

// placeViews quotes places; loss says that what has no length there is lost.
func (v *view) placeViews(spans []ResultSpan, loss bool) []placeView {
	var out []placeView
	for i, s := range spans {
		w, ok := v.witness[s.Witness]
		if !ok {
			continue
		}
		if len(out) == mostPlaces {
			return append(out, placeView{More: len(spans) - i})
		}
		p := placeView{Quote: v.quote(w, s.Start, s.End, mostRunes), Where: v.where(s)}
		p.Quote.Lost = loss
		if r := v.rowAt(w, s.Start); r >= 0 {
			p.Path, p.Row = v.path(r), v.Rows[r].ID
		}
		out = append(out, p)
	}
	return out
}
