package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"jiaokan/extract/digest"
	"jiaokan/report"
)

// RecordSchema names the form of record.json.
const RecordSchema = "jiaokan.record/1"

// A Record is what is kept of a text that was signed off: from what, by which
// program and by whose decisions it came to be. With the sources it is all that
// is needed to make the text again.
type Record struct {
	Schema    string                   `json:"schema"`
	Tool      report.ResultTool        `json:"tool"`
	By        string                   `json:"by"`
	When      time.Time                `json:"when"`
	As        string                   `json:"as"` // what the witnesses are to each other: copies or versions
	Witnesses []RecordWitness          `json:"witnesses"`
	Testimony []report.ResultTestimony `json:"testimony,omitempty"` // what other documents quote, as it was heard
	Canonical RecordText               `json:"canonical"`
	Decisions []json.RawMessage        `json:"decisions"` // the lines of decisions.jsonl, the last one the sign-off
	Head      string                   `json:"head"`      // hash of the last of them
}

// A RecordWitness is one source and the hashes of its file.
type RecordWitness struct {
	ID       string `json:"id"`
	Path     string `json:"path"`
	SHA256   string `json:"sha256"`
	SM3      string `json:"sm3"`
	Encoding string `json:"encoding"`
	Text     string `json:"text_sha256"` // of the text as it was decoded
}

// A RecordText holds the hashes of canonical.txt.
type RecordText struct {
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
	Runes  int    `json:"runes"`
}

// NewRecord records a result and the decisions that made it, the last of which is
// the sign-off. files[i] is the file of r.Witnesses[i].
func NewRecord(r *report.Result, as string, files [][]byte, lines []Line) *Record {
	last := lines[len(lines)-1]
	rec := &Record{Schema: RecordSchema, Tool: r.Tool, By: last.Who, When: last.When, As: as, Testimony: r.Testimony, Canonical: textRecord(r.Canonical.Text), Head: last.Hash()}
	for i, w := range r.Witnesses {
		rec.Witnesses = append(rec.Witnesses, RecordWitness{w.ID, w.Path, SHA256(files[i]), SM3(files[i]), w.Encoding, w.TextSHA256})
	}
	for _, l := range lines {
		rec.Decisions = append(rec.Decisions, l.Raw)
	}
	return rec
}

func textRecord(s string) RecordText {
	return RecordText{SHA256([]byte(s)), SM3([]byte(s)), len([]rune(s))}
}

// SHA256 returns the digest in hex.
func SHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// SM3 returns the digest in hex.
func SM3(data []byte) string {
	sum := digest.SM3(data)
	return hex.EncodeToString(sum[:])
}

// testimonySum is how a sign-off names the testimony that was heard, "" for none.
func testimonySum(said []report.ResultTestimony) string {
	if len(said) == 0 {
		return ""
	}
	data, err := json.Marshal(said)
	if err != nil {
		panic(err) // strings and numbers
	}
	return SHA256(data)
}

// WriteJSON writes record.json.
func (rec *Record) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(rec)
}

// ErrRecord says that a file is no record.
var ErrRecord = errors.New("not a record of a signed-off text")

// ReadRecord reads record.json.
func ReadRecord(data []byte) (*Record, error) {
	rec := new(Record)
	if err := json.Unmarshal(data, rec); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecord, err)
	}
	if rec.Schema != RecordSchema || len(rec.Decisions) == 0 {
		return nil, ErrRecord
	}
	return rec, nil
}

// Lines are the decisions of the record, as the lines they were written as.
func (rec *Record) Lines() ([]Line, error) {
	var all bytes.Buffer
	for _, raw := range rec.Decisions {
		if err := json.Compact(&all, raw); err != nil {
			return nil, err
		}
		all.WriteByte('\n')
	}
	lines, _, err := parse("record.json", all.Bytes())
	return lines, err
}
