package reconcile

import (
	"time"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// A Status says how a piece of the canonical text came to be.
type Status string

const (
	Agreed  Status = "agreed"
	Chosen  Status = "chosen"
	Open    Status = "open" // printed, but an editor must decide
	Decided Status = "decided"
	Lacuna  Status = "lacuna"
)

// A Decision is an editor's choice; a later one supersedes.
type Decision struct {
	Variant string
	Text    string
	By      string
	When    time.Time
	Why     string
}

// A Piece is a stretch of the canonical text. From[0] is the place it was
// copied from and reads Text to the byte; the other places support it.
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
}
