package stage

import "io"

// A Stage is one step of the way.
type Stage struct {
	Name    string
	Takes   Takes
	In, Out []Form
	Run     func(in io.Reader, out io.Writer) error // nil: it reads an archive, see Texts
}

// A Form is what records of one kind look like: the key, and behind the tab the
// value, of an object the fields that tell it from others. Capitals stand for
// hexadecimal digits.
type Form struct{ Key, Value string }

// Takes says which records a stage has to be given together, and keeps in memory.
type Takes int

const (
	EachRecord Takes = iota // it maps
	EachKey                 // it reduces: those of one key are one behind the other, as sort puts them
	Everything              // in any order
)

var (
	docText      = Form{"doc", `"text"`}
	docLength    = Form{"doc", `n`}
	docPhrase    = Form{"doc", `{"phrase"}`}
	docPair      = Form{"doc", `["a","b",weight]`} // once for a, once for b
	docPlace     = Form{"doc", `{"family","role",…}`}
	bandDoc      = Form{"b.BAND.KEY", `["NEXT","doc"]`}
	printDoc     = Form{"p.PRINT", `["doc","SAMPLE"]`}
	pairDoc      = Form{`["a","b"]`, `{"doc","text",…}`} // once for a, once for b
	pairEdge     = Form{`["a","b"]`, `{"kind",…}`}
	pairRelation = Form{`["a","b"]`, `{"relation",…}`}
	familyDoc    = Form{"family", `{"doc","text",…}`}
	familyAudit  = Form{"family", `{"title",…}`}
)

// All are the stages, in the order in which they come first.
var All = []Stage{
	{"texts", Everything, nil, []Form{docText}, nil},
	{"length", EachRecord, []Form{docText}, []Form{docLength}, perRecord(length)},
	{"prints", EachRecord, []Form{docText, familyDoc}, []Form{printDoc}, perRecord(prints)},
	{"phrases", EachKey, []Form{printDoc}, []Form{docPhrase}, perKey(phrases)},
	{"sketch", EachRecord, []Form{docText}, []Form{bandDoc}, perRecord(sketch)},
	{"group", EachKey, []Form{bandDoc, printDoc}, []Form{docPair}, perKey(groups)},
	{"join", EachKey, []Form{docText, docPhrase, docPair, docPlace, pairRelation}, []Form{pairDoc, familyDoc}, perKey(join)},
	{"verify", EachKey, []Form{pairDoc}, []Form{pairEdge}, perKey(verify)},
	{"union", Everything, []Form{docLength, pairEdge}, []Form{docPlace, pairRelation}, union},
	{"audit", EachKey, []Form{familyDoc}, []Form{familyAudit}, perKey(audited)},
}

// Named is the stage of a name, or nil.
func Named(name string) *Stage {
	for i := range All {
		if All[i].Name == name {
			return &All[i]
		}
	}
	return nil
}
