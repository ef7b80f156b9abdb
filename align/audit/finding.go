package audit

import "jiaokan/align"

// A Method is the ground a judgement rests on: 陈垣's four.
type Method string

const (
	ByCollation Method = "collation" // 对校
	Internal    Method = "internal"  // 本校
	External    Method = "external"  // 他校
	Reason      Method = "reason"    // 理校
)

// A Severity says what a finding asks of the reader.
type Severity string

const (
	Error   Severity = "error"   // not to be published without a decision
	Warning Severity = "warning" // damage repaired on evidence, or to be seen
	Info    Severity = "info"    // spelling of marks and spaces
)

// A Text is one sentence in both languages of the program.
type Text struct{ ZH, EN string }

// An Evidence is one ground for a finding.
type Evidence struct {
	Method Method
	Text   Text
}

// A Fix is what an editor may put in the place of At[0]. Safe marks what
// nobody would question.
type Fix struct {
	Text string
	Safe bool
}

// A Finding is one thing an editor or archivist must know.
type Finding struct {
	Rule       string // such as corruption.duplicate
	Method     Method
	Severity   Severity
	Message    Text
	At         []align.Place // where it is
	Against    []align.Place // what it is held against: the first run of a repeat, the copy that reads on
	Row        int           // index into Collation.Rows, or -1
	Segment    int           // index into Row.Segments, -1 for none, or LabelSegment
	Evidence   []Evidence
	Fixes      []Fix
	Confidence float64     // probability that the finding is true
	Doubt      bool        // it tells of a Conjecture
	Shared     bool        // several copies suffered it, each by itself; see Apart
	Quoted     []Quotation // what testimony has there, where it is about no variant
	Otherwise  *Otherwise  // what testimony has there and no copy has
	Lacuna     LacunaAt    // where the canonical text shows that text is lost in every copy
}

// An Otherwise is a passage as the copies have it, and as it is quoted, with some
// words on either side: 建设30个集群, 建设20个集群.
type Otherwise struct {
	Here, There string
	Voices      int // that have it so, each independent of the others
}

// LacunaAt says where, at a finding's row, text is lost that no witness has.
type LacunaAt int

const (
	NoLacuna LacunaAt = iota
	AtStart           // before the text of the row
	AtEnd             // behind it
	Above             // clauses above the row
)
