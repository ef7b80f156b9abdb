package reconcile

import (
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// A Status says how a piece of the canonical text came to be.
type Status string

const (
	Agreed  Status = "agreed"
	Chosen  Status = "chosen"
	Open    Status = "open"    // printed, but an editor must decide
	Decided Status = "decided" // an editor has
	Lacuna  Status = "lacuna"
)

// A Canonical is the reconciled text in pieces, in order.
type Canonical struct {
	Pieces  []Piece
	Choices []Choice  // one for each variant and each conjecture, in the order of the text
	Keys    []string  // of the Report's findings: the key of each, "" where it belongs to a variant
	Settled []*Ruling // of the Report's findings: what an editor said of each, nil for nothing
	Adrift  []Adrift  // decisions about what this edition does not have
}

// Text is the text of the pieces, without a break at its end.
func (c *Canonical) Text() string {
	var b strings.Builder
	for _, p := range c.Pieces {
		if p.Break && b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// A Choice is what became of one variant, or of one conjecture: there the
// readings are what is attested and what the audit guesses.
type Choice struct {
	audit.Judgement
	Readings []align.Reading // what Living counts in: those of the segment; of a conjecture the attested one and the guess
	Reading  int             // index into Readings of the one printed; -1 where the editor's own text is
	Status   Status
	Key      string   // names the variant in decisions, in this edition and in the next
	Texts    []string // how each of Living prints
	Ruling   *Ruling  // the editor's, or nil
	Hurt     *Ruling  // the damage that has left one reading, or nil; Ruling where there is no other
}

// Doubt reports whether the choice is a conjecture: no witness has the other
// reading. What is attested is printed and may stand; nobody need decide.
func (ch *Choice) Doubt() bool {
	return slices.ContainsFunc(ch.Readings, func(rd align.Reading) bool { return len(rd.At) == 0 })
}

// InOrder lists the indexes of Living by the first witness of each reading; a
// guess comes last.
func (ch *Choice) InOrder() []int {
	first := func(i int) int {
		if at := ch.Readings[ch.Living[i]].At; len(at) > 0 {
			return at[0].Witness
		}
		return align.MaxWitnesses
	}
	out := make([]int, len(ch.Living))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return first(a) - first(b) })
	return out
}

// A Piece is a stretch of the canonical text. From[0] is the place it was
// copied from and reads Text to the byte; the other places support it. A lacuna
// comes from nowhere, and so does what an editor typed or took of a conjecture:
// its Status is Decided.
type Piece struct {
	Text       string
	From       []align.Place
	Status     Status
	Confidence float64
	Reasons    []audit.Evidence
	Row        int  // index into Collation.Rows; -1 for none
	Segment    int  // index into Row.Segments, -2 for the label, -1 for none
	Break      bool // a line break stands before the piece
	By         string
	Key        string // of the choice, or of the finding that tells of a lacuna; "" elsewhere
}
