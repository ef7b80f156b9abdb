package review

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/report"
)

// An Edition is what is decided on.
type Edition struct {
	Collation *align.Collation
	Audit     *audit.Report
	As        string   // what the witnesses are to each other: copies or versions
	Files     [][]byte // of the witnesses, as they are on the disk
	Resolve   func([]reconcile.Decision) *reconcile.Canonical
}

// Options say how a desk works.
type Options struct {
	Lang    string           // "zh", also where empty, or "en"
	Who     string           // the editor
	Version string           // of the program
	Now     func() time.Time // the clock
	// Keep puts a result where it belongs; with a record when it is signed off.
	Keep func(r *report.Result, rec *Record) error
}

// A Desk is where one edition is decided on. Its methods may be called from
// several goroutines.
type Desk struct {
	edition Edition
	opt     Options
	journal *Journal

	mu       sync.Mutex
	standing *reconcile.Standing
	can      *reconcile.Canonical
	result   *report.Result
	texts    []string
	runes    [][]rune // of the witnesses
	lay      *report.Layout
	rowIndex map[string]int
	clauseOf map[string]string
	lacunae  map[string]bool // findings that the canonical text shows a lacuna for
	cases    []*matter
	byKey    map[string]*matter
	laid     int // how often the text was laid out anew
	kept     int // the last decision that Keep has seen
	windows  map[chan Change]bool
}

// NewDesk lays an edition and the decisions of a journal out.
func NewDesk(e Edition, j *Journal, opt Options) (*Desk, error) {
	d := &Desk{edition: e, opt: opt, journal: j, windows: map[chan Change]bool{}, kept: len(j.Lines())}
	for _, w := range e.Collation.Witnesses {
		d.texts = append(d.texts, w.Text)
		d.runes = append(d.runes, []rune(w.Text))
	}
	return d, d.layOut()
}

// layOut makes the result anew from the edition and all decisions.
func (d *Desk) layOut() error {
	ds := Decisions(d.journal.Lines())
	d.standing = reconcile.Stand(ds)
	d.can = d.edition.Resolve(ds)
	d.result = report.NewResult(&report.Edition{Collation: d.edition.Collation, Audit: d.edition.Audit, Canonical: d.can}, d.opt.Version)
	lay, err := report.Lay(d.result, d.texts, d.opt.Lang)
	if err != nil {
		return err
	}
	d.lay = lay
	d.rowIndex, d.lacunae = map[string]int{}, map[string]bool{}
	for i, r := range d.result.Rows {
		d.rowIndex[r.ID] = i
	}
	for _, s := range d.result.Canonical.Segments {
		if s.Finding != "" {
			d.lacunae[s.Finding] = true
		}
	}
	d.clauseOf = d.clauses()
	d.listCases()
	d.laid++
	return nil
}

// A Change is what a decision did, for every window to show.
type Change struct {
	Seq    int        `json:"seq"` // the last decision
	Laid   int        `json:"laid"`
	Cases  []CaseView `json:"cases"`
	Undo   int        `json:"undo"` // the decision that an undo takes back, 0 for none
	Redo   int        `json:"redo"`
	Theirs string     `json:"theirs,omitempty"` // the editor whose decision is the last: not this one's to undo
	Open   int        `json:"open"`             // cases that are open
	Signed int        `json:"signed"`
	Did    string     `json:"did,omitempty"` // the act
	Who    string     `json:"who,omitempty"`
}

func (d *Desk) change(keys []string) Change {
	c := Change{Seq: len(d.journal.Lines()), Laid: d.laid, Cases: []CaseView{}, Undo: d.own(d.standing.Undo), Redo: d.own(d.standing.Redo), Signed: d.standing.Signed}
	if n := d.standing.Undo; n > 0 && c.Undo == 0 {
		c.Theirs = report.Visible(d.journal.Lines()[n-1].Who)
	}
	for _, m := range d.cases {
		if d.stateOf(m) == open {
			c.Open++
		}
	}
	for _, k := range keys {
		if m := d.byKey[k]; m != nil {
			c.Cases = append(c.Cases, d.caseView(m))
		}
	}
	return c
}

// own is a decision that this editor made, 0 where another did. An undo takes
// back one's own last decision, in whichever window it was made: the windows of a
// server are one person's. What a colleague decided in another session is decided
// on anew, at the case, where it is seen.
func (d *Desk) own(seq int) int {
	if seq == 0 || d.journal.Lines()[seq-1].Who != d.opt.Who {
		return 0
	}
	return seq
}

// State returns all cases and how they stand.
func (d *Desk) State() Change {
	d.mu.Lock()
	defer d.mu.Unlock()
	var keys []string
	for _, m := range d.cases {
		keys = append(keys, m.key)
	}
	return d.change(keys)
}

// Decide carries out a request: the decision is on the disk when it returns, and
// every window has been told.
func (d *Desk) Decide(req Request) (Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.decide(req)
}

func (d *Desk) decide(req Request) (Change, error) {
	dec, err := d.decision(req)
	if err != nil {
		return Change{}, err
	}
	line, err := d.journal.Append(dec)
	if err != nil {
		return Change{}, fmt.Errorf("write decision: %w", err)
	}
	ds := Decisions(d.journal.Lines())
	d.standing = reconcile.Stand(ds)
	keys, wound := touched(ds, line.Decision)
	if wound != nil {
		if err := d.layOut(); err != nil {
			return Change{}, err
		}
	}
	c := d.change(keys)
	c.Did, c.Who = string(dec.Do), dec.Who
	d.tell(c)
	return c, nil
}

// touched lists the cases that a decision changes, and the passage, nil for none,
// that it has count for nothing, or count again.
func touched(ds []Decision, dec Decision) (keys []string, wound *reconcile.Passage) {
	for dec.Of > 0 && dec.Of < dec.Seq {
		for _, p := range dec.On {
			keys = append(keys, p.Case)
		}
		dec = ds[dec.Of-1]
	}
	for _, p := range dec.On {
		keys = append(keys, p.Case)
	}
	return keys, dec.Damage
}

// Watch returns a channel of all changes from now on. A window that does not
// keep up is cut off, and has to look anew.
func (d *Desk) Watch() (c chan Change, now Change) {
	c = make(chan Change, 64)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.windows[c] = true
	return c, d.change(nil)
}

// Leave ends what Watch began.
func (d *Desk) Leave(c chan Change) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.windows[c] {
		delete(d.windows, c)
		close(c)
	}
}

func (d *Desk) tell(c Change) {
	for w := range d.windows {
		select {
		case w <- c:
		default:
			delete(d.windows, w)
			close(w)
		}
	}
}

// ErrKeep says that a text is signed off, and that its files could not be
// written.
var ErrKeep = errors.New("the files could not be written")

// Sign signs the text off and has it kept with its record. Nothing may be open.
func (d *Desk) Sign(base int) (Change, *Record, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, err := d.decide(Request{Do: reconcile.Sign, Base: base})
	if err != nil {
		return c, nil, err
	}
	if err := d.layOut(); err != nil {
		return c, nil, err
	}
	rec := NewRecord(d.result, d.edition.As, d.edition.Files, d.journal.Lines())
	if err := d.opt.Keep(d.result, rec); err != nil {
		return c, nil, fmt.Errorf("%w: %w", ErrKeep, err)
	}
	d.kept = len(d.journal.Lines())
	return c, rec, nil
}

// Keep has the result as it stands kept if anything was decided since.
func (d *Desk) Keep() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.kept == len(d.journal.Lines()) {
		return nil
	}
	if err := d.layOut(); err != nil {
		return err
	}
	if err := d.opt.Keep(d.result, nil); err != nil {
		return err
	}
	d.kept = len(d.journal.Lines())
	return nil
}
