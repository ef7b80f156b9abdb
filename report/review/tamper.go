package review

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"jiaokan/align/reconcile"
)

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
	RecordMissing              // the decisions tell of a sign-off, and there is no record of it
	FileChanged                // another file of the result is not what the sources and the decisions make
	FileMissing
	TestimonyChanged // what the record has of testimony is not what was heard
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
	signed := rec.rawLines()
	number := map[string]int{} // by line
	for i, raw := range signed {
		number[raw] = i + 1
	}
	found := map[int]bool{} // numbers that are in the file as signed
	taken := map[int]bool{} // numbers that other lines claim
	var strange []Decision  // lines of the file that were not signed
	for _, raw := range acknowledged(journal) {
		if n := number[raw]; n > 0 {
			found[n] = true
			continue
		}
		d := decisionOf(raw)
		strange = append(strange, d)
		taken[d.Seq] = true
	}
	for i, raw := range signed {
		switch n := i + 1; {
		case found[n]:
		case taken[n]:
			out = append(out, Tamper{Sort: DecisionChanged, Line: decisionOf(raw), N: n})
		default:
			out = append(out, Tamper{Sort: DecisionRemoved, Line: decisionOf(raw), N: n})
		}
	}
	for _, d := range strange {
		if d.Seq > len(signed) || d.Seq <= 0 || found[d.Seq] {
			out = append(out, Tamper{Sort: DecisionAdded, Line: d, N: d.Seq})
		}
	}
	return out
}

// rawLines are the decisions of the record as they stand in decisions.jsonl.
func (rec *Record) rawLines() []string {
	var out []string
	for _, raw := range rec.Decisions {
		var line bytes.Buffer
		if json.Compact(&line, raw) == nil {
			out = append(out, line.String())
		}
	}
	return out
}

// acknowledged are the lines of a journal but for a last one without its end,
// which was never acknowledged.
func acknowledged(journal []byte) []string {
	lines := strings.Split(string(journal), "\n")
	return lines[:len(lines)-1]
}

// decisionOf reads a line; what is no decision has the number 0.
func decisionOf(raw string) (d Decision) {
	_ = json.Unmarshal([]byte(raw), &d)
	return d
}

// CheckSign tells whether the record was made by its own last decision, and rests on
// the testimony that was heard then.
func (rec *Record) CheckSign() []Tamper {
	lines, err := rec.Lines()
	if err != nil {
		return nil // CompareDecisions tells
	}
	last := lines[len(lines)-1]
	if last.Do != reconcile.Sign || last.Who != rec.By || !last.When.Equal(rec.When) || last.Hash() != rec.Head {
		return []Tamper{{Sort: RecordOfAnother, Line: last.Decision, N: last.Seq}}
	}
	if last.Heard != testimonySum(rec.Testimony) {
		return []Tamper{{Sort: TestimonyChanged}}
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

// CheckProduct holds a file of the result against what the sources and the
// decisions of the record make of it, in one of the ways it may have been written.
// A file that is not there is nil.
func CheckProduct(name string, file []byte, again ...[]byte) []Tamper {
	switch {
	case file == nil:
		return []Tamper{{Sort: FileMissing, Name: name}}
	case !slices.ContainsFunc(again, func(b []byte) bool { return bytes.Equal(file, b) }):
		return []Tamper{{Sort: FileChanged, Name: name}}
	}
	return nil
}

// CheckUnrecorded tells of the last sign-off among decisions of which there is no
// record.
func CheckUnrecorded(lines []Line) []Tamper {
	for _, l := range slices.Backward(lines) {
		if l.Do == reconcile.Sign {
			return []Tamper{{Sort: RecordMissing, Line: l.Decision, N: l.Seq}}
		}
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
