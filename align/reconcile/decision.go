package reconcile

import "time"

// An Act is what a decision does.
type Act string

const (
	Take    Act = "take"    // prints a reading of a variant; several at once where a rule's proposals are accepted
	Type    Act = "type"    // prints the editor's own text: at a variant, or in a lacuna
	Agree   Act = "agree"   // leaves a finding as it is told: seen, and so be it
	Comment Act = "comment" // says something of a case
	Close   Act = "close"   // a comment is dealt with
	Damage  Act = "damage"  // a passage of a witness is damaged and counts for nothing
	Undo    Act = "undo"
	Redo    Act = "redo"
	Sign    Act = "sign" // the text is final as it stands
)

// A Decision is one act of an editor, and one line of decisions.jsonl. Decisions
// are only ever added: an undo is one more. They name what they are about by
// its content, so that they hold for the next edition too.
type Decision struct {
	Seq    int       `json:"seq"` // counted from 1
	When   time.Time `json:"when"`
	Who    string    `json:"who"`
	Do     Act       `json:"do"`
	On     []Pick    `json:"on,omitempty"`   // take, type, agree, comment
	Rule   string    `json:"rule,omitempty"` // take: whose proposals were accepted together
	Of     int       `json:"of,omitempty"`   // undo, redo, close: the decision meant
	Damage *Passage  `json:"damage,omitempty"`
	Text   string    `json:"text,omitempty"`      // comment
	Heard  string    `json:"testimony,omitempty"` // sign: SHA-256 of the testimony that was heard
	Why    string    `json:"why,omitempty"`
	Prev   string    `json:"prev"` // SHA-256 of the line before, without its line break; "" for the first
}

// A Pick is a case and what was picked there.
type Pick struct {
	Case     string   `json:"case"`               // the key of a variant or a finding
	At       string   `json:"at,omitempty"`       // where that was, in words
	Readings []string `json:"readings,omitempty"` // SHA-256 of each reading there was to choose from
	Text     string   `json:"text"`               // take: the key of the reading, "" for an omission; type: the text
}

// A Passage is a part of a witness. Offsets are code points, as in result.json.
type Passage struct {
	Witness string `json:"witness"` // SHA-256 of its file
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`         // what stands there
	At      string `json:"at,omitempty"` // where that is, in words
}

// A Ruling is how a case stands by the decisions.
type Ruling struct {
	Seq  int // of the decision
	Do   Act // Take, Type, Agree, or Damage where one reading is left
	Text string
	Who  string
	When time.Time
	Why  string
}

// A Note is a comment on a case.
type Note struct {
	Seq    int
	Text   string
	Who    string
	When   time.Time
	Closed bool
}

// An Adrift decision is about what an edition does not have: a variant with
// other readings or another context than it was made on, a witness that
// changed.
type Adrift struct {
	Decision
	Pick int // index into On; -1 for damage
}

// A Standing is what the decisions come to.
type Standing struct {
	Live    []Decision         // those that stand
	Rulings map[string]*Ruling // by case
	Notes   map[string][]Note  // by case, in order
	Damage  []Decision         // passages that count for nothing
	Last    map[string]int     // by case: the last decision that touched it, undone ones too
	Undo    int                // the decision that an undo would take back, 0 for none
	Redo    int                // the one that a redo would bring again
	Signed  int                // the last Sign with nothing behind it, 0 for none
}

// Stand adds up decisions, in their order. An undo takes back the last decision
// that stands, a redo brings back the last that was taken back, as often as
// asked; a new decision ends what can be redone. Linear in their number.
func Stand(ds []Decision) *Standing {
	st := &Standing{Rulings: map[string]*Ruling{}, Notes: map[string][]Note{}, Last: map[string]int{}}
	st.replay(ds)
	for _, d := range st.Live {
		st.apply(d)
	}
	return st
}

// replay finds the decisions that stand and what undo and redo mean next.
func (st *Standing) replay(ds []Decision) {
	var done, undone []int // indexes into ds
	at := map[int]int{}
	for i, d := range ds {
		at[d.Seq] = i
		st.Signed = 0
		switch d.Do {
		case Undo:
			if n := len(done); n > 0 && ds[done[n-1]].Seq == d.Of {
				done, undone = done[:n-1], append(undone, done[n-1])
			}
		case Redo:
			if n := len(undone); n > 0 && ds[undone[n-1]].Seq == d.Of {
				undone, done = undone[:n-1], append(done, undone[n-1])
			}
		case Sign:
			st.Signed = d.Seq
		default:
			done, undone = append(done, i), nil
		}
		st.touch(ds, at, d)
	}
	if n := len(done); n > 0 {
		st.Undo = ds[done[n-1]].Seq
	}
	if n := len(undone); n > 0 {
		st.Redo = ds[undone[n-1]].Seq
	}
	for _, i := range done {
		st.Live = append(st.Live, ds[i])
	}
}

// touch notes that a decision changed how its cases stand, and those of the one
// it takes back, brings again or closes: which is never itself such a one.
func (st *Standing) touch(ds []Decision, at map[int]int, d Decision) {
	if i, ok := at[d.Of]; ok && d.Of < d.Seq {
		for _, p := range ds[i].On {
			st.Last[p.Case] = d.Seq
		}
	}
	for _, p := range d.On {
		st.Last[p.Case] = d.Seq
	}
}

func (st *Standing) apply(d Decision) {
	switch d.Do {
	case Take, Type, Agree:
		for _, p := range d.On {
			st.Rulings[p.Case] = &Ruling{Seq: d.Seq, Do: d.Do, Text: p.Text, Who: d.Who, When: d.When, Why: d.Why}
		}
	case Comment:
		for _, p := range d.On {
			st.Notes[p.Case] = append(st.Notes[p.Case], Note{Seq: d.Seq, Text: d.Text, Who: d.Who, When: d.When})
		}
	case Close:
		for _, notes := range st.Notes {
			for i := range notes {
				notes[i].Closed = notes[i].Closed || notes[i].Seq == d.Of
			}
		}
	case Damage:
		if d.Damage != nil {
			st.Damage = append(st.Damage, d)
		}
	}
}

// Holds reports whether what decision d says of pick i still counts: it was not
// taken back, nor was anything else ruled in its place, nor is the comment
// closed. d is one of Live.
func (st *Standing) Holds(d Decision, i int) bool {
	switch d.Do {
	case Take, Type, Agree:
		return st.Rulings[d.On[i].Case].Seq == d.Seq
	case Comment:
		for _, n := range st.Notes[d.On[i].Case] {
			if n.Seq == d.Seq {
				return !n.Closed
			}
		}
	}
	return false
}
