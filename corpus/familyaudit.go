package corpus

import (
	"jiaokan/align"
	"jiaokan/align/audit"
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
