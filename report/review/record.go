package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"jiaokan/align/reconcile"
	"jiaokan/report"
)

// RecordSchema names the form of record.json.
const RecordSchema = "jiaokan.record/1"

// A Record is what is kept of a text that was signed off: from what, by which
// program and by whose decisions it came to be. With the sources it is all that
// is needed to make the text again.
type Record struct {
	Schema    string            `json:"schema"`
	Tool      report.ResultTool `json:"tool"`
	By        string            `json:"by"`
	When      time.Time         `json:"when"`
	As        string            `json:"as"` // what the witnesses are to each other: copies or versions
	Witnesses []RecordWitness   `json:"witnesses"`
	Canonical RecordText        `json:"canonical"`
	Decisions []json.RawMessage `json:"decisions"` // the lines of decisions.jsonl, the last one the sign-off
	Head      string            `json:"head"`      // hash of the last of them
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
	rec := &Record{Schema: RecordSchema, Tool: r.Tool, By: last.Who, When: last.When, As: as, Canonical: textRecord(r.Canonical.Text), Head: last.Hash()}
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

// A Tamper is one thing that is not as it was signed.
type Tamper struct {
	Sort TamperSort
	Name string   // of the file or the witness
	Line Decision // the decision it is about
	N    int      // its number
}

// A TamperSort says what was done to a signed-off text.
type TamperSort int

const (
	SourceChanged   TamperSort = iota
	SourceMissing              // or cannot be read
	TextChanged                // canonical.txt is not the text that was signed
	TextUnmade                 // the sources and the decisions do not make the text that was signed
	DecisionChanged            // a line of decisions.jsonl is not the one in the record
	DecisionRemoved            // a line of the record is not in decisions.jsonl
	DecisionAdded              // decisions after the sign-off
	RecordBroken               // the decisions in the record do not follow from each other
	RecordOfAnother            // the sign-off in it is not by whom, or not when, the record says
	RecordChanged              // some other part of it is not what the sign-off wrote
)

// CompareDecisions tells how the decisions of a file differ from those that
// were signed. The lines need not follow from each other: journal is the file.
func (rec *Record) CompareDecisions(journal []byte) []Tamper {
	var out []Tamper
	if _, err := rec.Lines(); err != nil {
		t := Tamper{Sort: RecordBroken}
		var broken *BrokenError
		if errors.As(err, &broken) {
			t.N = broken.Line
		}
		out = append(out, t)
	}
	signed := map[string]int{} // by line, its number
	var lines [][]byte
	for i, raw := range rec.Decisions {
		var line bytes.Buffer
		if json.Compact(&line, raw) != nil {
			continue
		}
		lines = append(lines, line.Bytes())
		signed[line.String()] = i + 1
	}
	found := map[int]bool{} // numbers that are in the file as signed
	taken := map[int]bool{} // numbers that other lines claim
	var strange []Decision  // lines of the file that were not signed
	for raw := range bytes.Lines(journal) {
		if raw[len(raw)-1] != '\n' {
			break // never acknowledged
		}
		raw = bytes.TrimSuffix(raw, []byte("\n"))
		if n := signed[string(raw)]; n > 0 {
			found[n] = true
			continue
		}
		var d Decision
		_ = json.Unmarshal(raw, &d) // what is no decision has number 0
		strange = append(strange, d)
		taken[d.Seq] = true
	}
	for i, raw := range lines {
		if found[i+1] {
			continue
		}
		var d Decision
		_ = json.Unmarshal(raw, &d)
		t := Tamper{Sort: DecisionRemoved, Line: d, N: i + 1}
		if taken[i+1] {
			t.Sort = DecisionChanged
		}
		out = append(out, t)
	}
	for _, d := range strange {
		if d.Seq > len(lines) || d.Seq <= 0 || found[d.Seq] {
			out = append(out, Tamper{Sort: DecisionAdded, Line: d, N: d.Seq})
		}
	}
	return out
}

// CheckSign tells whether the record was made by its own last decision.
func (rec *Record) CheckSign() []Tamper {
	lines, err := rec.Lines()
	if err != nil {
		return nil // CompareDecisions tells
	}
	last := lines[len(lines)-1]
	if last.Do != reconcile.Sign || last.Who != rec.By || !last.When.Equal(rec.When) || last.Hash() != rec.Head {
		return []Tamper{{Sort: RecordOfAnother, Line: last.Decision, N: last.Seq}}
	}
	return nil
}

// CheckText holds canonical.txt and the text that was made anew against the
// record and, byte for byte, against each other.
func (rec *Record) CheckText(file, again []byte) []Tamper {
	out := rec.CheckFile(file)
	if textRecord(string(again)) != rec.Canonical {
		out = append(out, Tamper{Sort: TextUnmade})
	}
	if len(out) == 0 && !slices.Equal(file, again) {
		out = append(out, Tamper{Sort: TextChanged}) // two texts of one hash
	}
	return out
}

// CheckRecord holds record.json, byte for byte, against the one that the sources
// and its decisions make anew. The version of the program that signed is all that
// cannot be found out again.
func (rec *Record) CheckRecord(file []byte, again *Record) []Tamper {
	again.Tool.Version = rec.Tool.Version
	var want bytes.Buffer
	if err := again.WriteJSON(&want); err != nil || !bytes.Equal(file, want.Bytes()) {
		return []Tamper{{Sort: RecordChanged}}
	}
	return nil
}

// CheckFile holds canonical.txt against the record.
func (rec *Record) CheckFile(file []byte) []Tamper {
	if textRecord(string(file)) != rec.Canonical {
		return []Tamper{{Sort: TextChanged}}
	}
	return nil
}

// CheckSource holds the file of a witness against the record.
func (w RecordWitness) CheckSource(data []byte) []Tamper {
	if SHA256(data) != w.SHA256 || SM3(data) != w.SM3 {
		return []Tamper{{Sort: SourceChanged, Name: w.Path}}
	}
	return nil
}
