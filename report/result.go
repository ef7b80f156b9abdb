package report

import "time"

// A Result is what result.json holds: the whole edition with offsets that
// Python and JavaScript can slice by. Offsets are code points into a witness's
// text as decoded, or into the canonical text; lines and columns count from 1.
type Result struct {
	Schema    string          `json:"schema"` // "jiaokan.result/1"
	Tool      ResultTool      `json:"tool"`
	Witnesses []ResultWitness `json:"witnesses"`
	Rows      []ResultRow     `json:"rows"`
	Variants  []ResultVariant `json:"variants"`
	Findings  []ResultFinding `json:"findings"`
	Canonical ResultCanonical `json:"canonical"`
	Adrift    []ResultAdrift  `json:"adrift,omitempty"`

	Testimony []ResultTestimony `json:"testimony,omitempty"` // passages of other documents that were heard
}

// ResultTool names the program that made the result.
type ResultTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// ResultText is one sentence in both languages.
type ResultText struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// ResultWitness describes one copy.
type ResultWitness struct {
	ID          string  `json:"id"` // the siglum: A, B, C ...
	Path        string  `json:"path"`
	SHA256      string  `json:"sha256"`
	Format      string  `json:"format"`
	Encoding    string  `json:"encoding"`
	Runes       int     `json:"runes"`
	TextSHA256  string  `json:"text_sha256"` // of the text as decoded, in UTF-8: what all offsets count on
	Reliability float64 `json:"reliability"` // 0 to 1

	Losses []ResultLoss  `json:"losses,omitempty"` // what of the file is not in the text
	Apart  []ResultApart `json:"apart,omitempty"`  // text of the file that is no text of the document
}

// ResultLoss is something of a file that could not be read. Where it would stand
// in the text, either U+FFFD stands or nothing. Its kind is that of package
// extract/flaw.
type ResultLoss struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind,omitempty"`
	What  string `json:"what"`
	Page  int    `json:"page,omitempty"`
}

// ResultApart is a running head, a page number or the like, and where it would
// stand. A long text is cut, and ends with an ellipsis.
type ResultApart struct {
	Start int    `json:"start"`
	Page  int    `json:"page,omitempty"`
	Part  string `json:"part"`
	Text  string `json:"text"`
}

// ResultRange is a half-open range of code points.
type ResultRange struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// ResultRow is one clause across the witnesses.
type ResultRow struct {
	ID        string                   `json:"id"`
	Label     string                   `json:"label"`
	Path      []string                 `json:"path"`
	Kind      string                   `json:"kind"`
	Cells     map[string][]ResultRange `json:"cells"`
	Canonical *ResultRange             `json:"canonical"`
}

// ResultReading is what some witnesses have at a variant. One that no witness
// has is a conjecture, of the language or of other documents: the program proposes
// it and never prints it.
type ResultReading struct {
	Witnesses   []string          `json:"witnesses"`
	Text        string            `json:"text"`
	Spans       map[string][2]int `json:"spans"`
	Probability float64           `json:"probability"`    // that this reading is right
	Sure        float64           `json:"sure,omitempty"` // 0 to 1: how sure the recogniser is of these characters, where they come from a picture
}

// ResultVariant is a place where the witnesses do not all read the same.
type ResultVariant struct {
	ID         string          `json:"id"`
	Row        string          `json:"row"`
	Kind       string          `json:"kind"` // term, number, modality, wording, label, punctuation, width, omission, addition, order
	Readings   []ResultReading `json:"readings"`
	Key        string          `json:"key"`    // names the variant in decisions.jsonl, in this result and in the next
	Chosen     *int            `json:"chosen"` // index into Readings; null where the canonical text has a lacuna or the editor's own text
	Confidence float64         `json:"confidence"`
	Open       bool            `json:"open"` // an editor must decide; never so for a conjecture
	Decided    *ResultDecision `json:"decided,omitempty"`
	Method     string          `json:"method"`
	Reasons    []ResultText    `json:"reasons"`

	Quoted []ResultQuotation `json:"quoted,omitempty"` // what testimony has there
}

// ResultDecision is an editor's word on a variant or a finding.
type ResultDecision struct {
	Seq  int       `json:"seq"`            // its line in decisions.jsonl
	Do   string    `json:"do"`             // take, type, agree, damage
	Text string    `json:"text,omitempty"` // type: what the editor typed
	By   string    `json:"by"`
	When time.Time `json:"when"`
	Why  string    `json:"why,omitempty"`
}

// ResultAdrift is a decision that could not be carried over: what it was about
// is not here, or has other readings or another context.
type ResultAdrift struct {
	Seq  int    `json:"seq"`
	Do   string `json:"do"`
	By   string `json:"by"`
	At   string `json:"at"` // where it was, in words
	Text string `json:"text"`
}

// ResultSpan is a place in one witness. Line and Column are of Start in the text;
// so are Page and PageLine, in the file, where it has pages.
type ResultSpan struct {
	Witness string `json:"witness"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`

	Page     int    `json:"page,omitempty"`
	PageLine int    `json:"pageLine,omitempty"`
	Part     string `json:"part,omitempty"` // of the file: "table", "footnote" ...; none for its body
}

// ResultEvidence is one ground of a finding.
type ResultEvidence struct {
	Method string     `json:"method"`
	Text   ResultText `json:"text"`
}

// ResultFinding is one thing an editor or archivist must know.
type ResultFinding struct {
	ID         string           `json:"id"`
	Rule       string           `json:"rule"`
	Method     string           `json:"method"`
	Severity   string           `json:"severity"`
	Message    ResultText       `json:"message"`
	Witness    string           `json:"witness"`           // of Spans[0]; "" where it concerns all
	Spans      []ResultSpan     `json:"spans"`             // where it is
	Against    []ResultSpan     `json:"against,omitempty"` // what it is held against
	Row        string           `json:"row"`               // "" for none
	Variant    string           `json:"variant"`           // "" for none
	Evidence   []ResultEvidence `json:"evidence"`
	Confidence float64          `json:"confidence"`
	Key        string           `json:"key,omitempty"` // names the finding in decisions.jsonl; "" where its variant has a key
	Decided    *ResultDecision  `json:"decided,omitempty"`

	Quoted    []ResultQuotation `json:"quoted,omitempty"`    // what testimony has there, where no variant says it
	Otherwise *ResultOtherwise  `json:"otherwise,omitempty"` // what testimony has there and no copy has
}

// ResultOtherwise is a passage as the copies have it, and as it is quoted.
type ResultOtherwise struct {
	Here   string `json:"here"`
	There  string `json:"there"`
	Voices int    `json:"voices"` // that have it so, each independent of the others
}

// ResultSegment attributes one stretch of the canonical text. From and Source
// are empty for a lacuna and for what an editor typed.
type ResultSegment struct {
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Status  string   `json:"status"`
	From    string   `json:"from,omitempty"`
	Source  *[2]int  `json:"source,omitempty"`
	Also    []string `json:"also,omitempty"`
	Row     string   `json:"row,omitempty"`
	Variant string   `json:"variant,omitempty"`
	Finding string   `json:"finding,omitempty"` // that tells of a lacuna
	By      string   `json:"by,omitempty"`
}

// ResultCanonical is the reconciled text with its sources.
type ResultCanonical struct {
	Text     string          `json:"text"`
	Segments []ResultSegment `json:"segments"`
}
