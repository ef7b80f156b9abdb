package corpus

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
)

// A FamilyDocument is one document of a family, as the audit takes it.
type FamilyDocument struct {
	ID     int64  `json:"id"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256,omitempty"` // of its file, if known: of equal files one is read
	Role   string `json:"role,omitempty"`   // RoleFragment where the families say so
	Text   string `json:"text"`
}

// A FamilyAudit is what there is to know about one family.
type FamilyAudit struct {
	Title     string           `json:"title"`
	Editions  []FamilyEdition  `json:"editions"` // the first is the one to cite; none where no document could be audited
	Documents []DocumentAudit  `json:"documents"`
	Findings  []ArchiveFinding `json:"findings"`
}

// A FamilyEdition is the text of one group of copies: a family holds several
// where the text was amended.
type FamilyEdition struct {
	Date string `json:"date,omitempty"` // 2019-12-30, the last that the text gives above its first article; "" where it gives none
	Text string `json:"text"`           // the canonical text
	Open int    `json:"open"`           // variants that an editor must decide

	// What the amendment between this one and the first did, in articles.
	Added      int `json:"added,omitempty"`
	Repealed   int `json:"repealed,omitempty"`
	Changed    int `json:"changed,omitempty"`
	Renumbered int `json:"renumbered,omitempty"`
}

// A DocumentAudit is what the audit says of one document.
type DocumentAudit struct {
	ID       int64   `json:"id"`
	Edition  int     `json:"edition"`          // index into Editions, or -1
	Siglum   string  `json:"siglum,omitempty"` // what the findings of its edition call it
	Apart    bool    `json:"apart,omitempty"`  // laid beside the canonical text and not among the copies; its findings call it B and the text A
	Twin     int64   `json:"twin,omitempty"`   // the document that has the same text, and the findings
	Role     string  `json:"role"`
	Share    float64 `json:"share"`           // of its edition's text, what it has
	Alien    float64 `json:"alien,omitempty"` // of its own text, what is no part of the document
	Year     int     `json:"year,omitempty"`
	YearFrom string  `json:"yearFrom,omitempty"` // see dated
	Why      string  `json:"why,omitempty"`      // it was not audited
}

// An ArchiveFinding is a finding as an archive keeps it. Lo and Hi are bytes of
// the text of Document, Line counts from 1.
type ArchiveFinding struct {
	Edition    int        `json:"edition"`
	Document   int64      `json:"document"` // where it is, the first of several
	Copies     int        `json:"copies"`   // how many copies it lies between; 1 where it is Document's own
	Rule       string     `json:"rule"`
	Method     string     `json:"method"`
	Severity   string     `json:"severity"`
	Lo         int        `json:"lo"`
	Hi         int        `json:"hi"`
	Line       int        `json:"line"`
	Message    audit.Text `json:"message"`
	Confidence float64    `json:"confidence"`
}

// FamilyOptions lend the audit of a family what it may not do by itself. The
// zero FamilyOptions are usable.
type FamilyOptions struct {
	// Cut splits text into words; see align.Options.
	Cut func(text string) []string

	// Testimony finds passages of other documents that quote the witnesses of a
	// collation. Nil: none is asked for.
	Testimony func(c *align.Collation) ([]audit.Testimony, error)

	// Text returns the text of docs[i], where FamilyDocument.Text does not have it.
	// What it cannot return is told as Why, and not audited.
	Text func(i int) (string, error)

	// Bytes bounds the text that is laid side by side at a time; 0 is DefaultBytes.
	// Collating takes about a hundred times as much memory.
	Bytes int
}

// DefaultBytes has room for a dozen copies of the longest law in force.
const DefaultBytes = 4 << 20

// AuditFamily reconciles the documents of one family and says of each what it
// is. It is a function of the documents and their texts; their order changes
// nothing. An error is Testimony's. Its cost is that of laying the different
// texts side by side, see package align, and three comparisons of articles for
// each to find the versions.
//
// Documents whose text is the same but for white space count as one, and share
// its findings: that they agree is no evidence. Of more than mostCollated different
// ones, and of more text than Bytes, a choice is laid side by side (see choose), and
// each other is laid beside the text that comes of it: no family is too large.
func AuditFamily(docs []FamilyDocument, opt FamilyOptions) (FamilyAudit, error) {
	f := newFamilyDesk(docs, opt)
	for left := f.copies; len(left) > 0; {
		var err error
		if left, err = f.round(left); err != nil {
			return FamilyAudit{}, err
		}
	}
	f.order()
	return f.finish(), nil
}

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
	fragment         bool
	breaks           []int // where its lines end
}

// newFamilyDesk finds out which documents have one text. It holds one text at a
// time.
func newFamilyDesk(docs []FamilyDocument, opt FamilyOptions) *familyDesk {
	if opt.Bytes == 0 {
		opt.Bytes = DefaultBytes
	}
	if text := opt.Text; text == nil {
		opt.Text = func(i int) (string, error) { return docs[i].Text, nil }
	}
	f := &familyDesk{docs: docs, opt: opt}
	order := make([]int, len(docs))
	for i := range docs {
		order[i] = i
		f.out.Documents = append(f.out.Documents, DocumentAudit{ID: docs[i].ID, Edition: -1, Role: docs[i].Role})
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(docs[a].ID, docs[b].ID) })
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
				cp = &familyCopy{doc: i, size: len(text), fragment: true}
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
	s := &extract.Source{Name: f.docs[cp.doc].Path, Format: string(extract.Text), Text: text}
	cp.Witness = s.Witness()
	return true
}

// explain says why the documents of a copy are not audited.
func (f *familyDesk) explain(cp *familyCopy, why string) {
	for _, i := range append([]int{cp.doc}, cp.twins...) {
		f.out.Documents[i].Why = why
	}
}

// A sided is copies that were laid side by side.
type sided struct {
	*align.Collation
	copies []*familyCopy // the witnesses
}

func (f *familyDesk) side(copies ...*familyCopy) *sided {
	var ws []*extract.Witness
	for _, cp := range copies {
		ws = append(ws, cp.Witness)
	}
	opt := align.Options{}
	if len(ws) > 1 {
		opt.Cut = f.opt.Cut
	}
	return &sided{align.Collate(ws, opt), copies}
}

// round finds the editions among as many of some copies as can be laid side by
// side, and lays each other beside the text that came of them. It returns those
// that are another version than all of these.
func (f *familyDesk) round(copies []*familyCopy) (odd []*familyCopy, err error) {
	var core []*familyCopy
	among := map[*familyCopy]bool{}
	for _, cp := range choose(copies, mostCollated, f.opt.Bytes) {
		among[cp] = true
		if f.read(cp) {
			core = append(core, cp)
		}
	}
	slices.SortFunc(core, f.byDocument)
	groups := f.editions(core)
	texts := make([]*familyCopy, len(groups))
	first := len(f.out.Editions)
	for n, g := range groups {
		if err := f.edition(g); err != nil {
			return nil, err
		}
		s := &extract.Source{Name: "canonical", Format: string(extract.Text), Text: strings.ReplaceAll(f.out.Editions[first+n].Text, reconcile.Mark, "")}
		texts[n] = &familyCopy{Witness: s.Witness()}
	}
	for _, cp := range core {
		if !slices.Contains(f.leaders, cp) {
			cp.forget()
		}
	}
	for _, cp := range copies {
		if among[cp] || !f.read(cp) {
			continue
		}
		if len(texts) == 0 {
			odd = append(odd, cp) // none of the others could be read
		} else if n, c := f.nearest(texts, cp); n < 0 {
			odd = append(odd, cp)
		} else {
			f.beside(first+n, c, cp)
		}
		cp.forget()
	}
	return odd, nil
}

func (f *familyDesk) byDocument(a, b *familyCopy) int {
	return cmp.Compare(f.docs[a.doc].ID, f.docs[b.doc].ID)
}

// forget frees the memory of a copy that was audited.
func (cp *familyCopy) forget() { cp.Witness, cp.breaks = nil, nil }

// edition audits copies of one text.
func (f *familyDesk) edition(g *editionGroup) error {
	c, n := g.sided, len(f.out.Editions)
	var testimony []audit.Testimony
	if f.opt.Testimony != nil {
		var err error
		if testimony, err = f.opt.Testimony(c.Collation); err != nil {
			return err
		}
	}
	rep := audit.Run(c.Collation, testimony)
	can := reconcile.Resolve(c.Collation, rep, nil)
	ed := FamilyEdition{Text: textOf(can)}
	for _, ch := range can.Choices {
		if ch.Status == reconcile.Open {
			ed.Open++
		}
	}
	f.out.Editions = append(f.out.Editions, ed)
	f.leaders = append(f.leaders, g.copies[0])
	lies, lone := lieOf(c.Collation, rep)
	of := make([][]audit.Finding, len(c.copies))
	for _, x := range rep.Findings {
		if lone.says(x) {
			x.Severity = audit.Info
		}
		if w := home(x); w >= 0 {
			of[w] = append(of[w], x)
		}
		f.tell(n, c.copies, x)
	}
	for w, cp := range c.copies {
		f.place(n, cp, audit.Siglum(w), lies[w], of[w])
	}
	return nil
}

// nearest lays a copy beside the texts of editions and returns the one that it
// differs least from, or -1 where it is another version.
func (f *familyDesk) nearest(texts []*familyCopy, cp *familyCopy) (n int, c *sided) {
	fewest := 0
	for i, text := range texts {
		s := f.side(text, cp)
		if k := newDifferences(s).grave[1]; c == nil || k < fewest {
			n, c, fewest = i, s, k
		}
	}
	if fewest >= gravePlaces && !cp.fragment {
		if _, versions := audit.Versions(c.Collation); versions {
			return -1, nil
		}
	}
	return n, c
}

// beside audits a copy that had no room among the others: it was laid beside the
// canonical text. Of what is found only what is the copy's own counts.
func (f *familyDesk) beside(n int, c *sided, cp *familyCopy) {
	rep := audit.Run(c.Collation, nil)
	var own []audit.Finding
	for _, x := range rep.Findings {
		if home(x) == 1 {
			own = append(own, x)
			f.tell(n, c.copies, x)
		}
	}
	f.out.Documents[cp.doc].Apart = true
	lies, _ := lieOf(c.Collation, rep)
	f.place(n, cp, audit.Siglum(1), lies[1], own)
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

// order puts the edition to cite first: the newest where all give a date, else the
// one with the most documents. The copies of the others are other versions.
func (f *familyDesk) order() {
	eds := f.out.Editions
	if len(eds) < 2 {
		return
	}
	days, size := make([]audit.Day, len(eds)), make([]int, len(eds))
	for n := range eds[1:] {
		days[0], days[n+1] = dates(f.leaders[0], f.leaders[n+1])
	}
	for _, d := range f.out.Documents {
		if d.Edition >= 0 {
			size[d.Edition]++
		}
	}
	by := make([]int, len(eds))
	for n := range by {
		by[n] = n
	}
	dated := !slices.Contains(days, audit.Day{})
	slices.SortStableFunc(by, func(a, b int) int {
		newer, more := compareDays(days[b], days[a]), cmp.Compare(size[b], size[a])
		if dated {
			return cmp.Or(newer, more)
		}
		return cmp.Or(more, newer)
	})
	to := make([]int, len(eds))
	var ordered []FamilyEdition
	for n, from := range by {
		to[from] = n
		if days[from] != (audit.Day{}) {
			eds[from].Date = days[from].String()
		}
		if n > 0 {
			eds[from].amended(f.leaders[from], f.leaders[by[0]])
		}
		ordered = append(ordered, eds[from])
	}
	f.out.Editions = ordered
	for i := range f.out.Findings {
		f.out.Findings[i].Edition = to[f.out.Findings[i].Edition]
	}
	for i := range f.out.Documents {
		d := &f.out.Documents[i]
		if d.Edition < 0 {
			continue
		}
		if d.Edition = to[d.Edition]; d.Edition > 0 && d.Role != RoleFragment {
			d.Role = RoleVersion
		}
	}
}

// finish puts all in order and names the family.
func (f *familyDesk) finish() FamilyAudit {
	slices.SortFunc(f.out.Documents, func(a, b DocumentAudit) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(f.out.Findings, func(a, b ArchiveFinding) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Lo, b.Lo))
	})
	if len(f.out.Editions) > 0 {
		s := &extract.Source{Text: f.out.Editions[0].Text}
		f.out.Title = titleOf(s.Witness())
	}
	return f.out
}

// textOf is the canonical text.
func textOf(can *reconcile.Canonical) string {
	var b strings.Builder
	for _, p := range can.Pieces {
		if p.Break && b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Text)
	}
	return b.String()
}
