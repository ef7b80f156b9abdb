package main

// A profile is how much of which damage a copy suffers: so often in a thousand
// characters, or so often in a document.
type profile struct {
	perThousand map[string]float64
	once        map[string]int
}

// profiles are those of evalkit/corrupt.py, and the fragment: one page, of which
// half are read by a machine.
var profiles = map[string]profile{
	"exact":  {},
	"light":  {perThousand: map[string]float64{"confuse": 1}, once: map[string]int{"number": 1, "reword": 2, "width": 1}},
	"edit":   {once: map[string]int{"number": 2, "reword": 5, "modality": 2, "term": 1, "missing": 1, "renumber": 1, "swap": 1}},
	"ocr":    {perThousand: map[string]float64{"confuse": 6, "insert": 1, "delete": 1.5}, once: map[string]int{"width": 2, "wrap": 1}},
	"damage": {perThousand: map[string]float64{"confuse": 1}, once: map[string]int{"foreign": 1, "duplicate": 1, "truncate": 2, "pageloss": 1, "fragment": 1, "behead": 1, "wrap": 1}},
	"mixed": {perThousand: map[string]float64{"confuse": 2, "insert": .4, "delete": .6},
		once: map[string]int{"duplicate": 1, "truncate": 1, "pageloss": 1, "missing": 1, "fragment": 1, "number": 2, "reword": 4, "modality": 1, "term": 1, "width": 2, "wrap": 1}},
	"page":     {once: map[string]int{"page": 1}},
	"page-ocr": {once: map[string]int{"page": 1, "width": 2, "wrap": 1}, perThousand: map[string]float64{"confuse": 2, "insert": .3, "delete": .5}},
}

// order is the order in which damage is done: large pieces first, since they need places
// that are as they were.
var order = []struct {
	name string
	do   func(*witness) bool
}{
	{"foreign", (*witness).foreignOpening},
	{"swap", (*witness).swapItems},
	{"missing", func(w *witness) bool { return w.loseItem(false) }},
	{"renumber", func(w *witness) bool { return w.loseItem(true) }},
	{"duplicate", (*witness).duplicateItems},
	{"pageloss", (*witness).losePage},
	{"page", (*witness).onePage},
	{"truncate", (*witness).truncate},
	{"behead", (*witness).behead},
	{"fragment", (*witness).strayShards},
	{"number", (*witness).number},
	{"term", (*witness).term},
	{"modality", func(w *witness) bool { return w.word(modality, "modality") }},
	{"reword", func(w *witness) bool { return w.word(reword, "reword") }},
	{"width", (*witness).width},
	{"insert", (*witness).insert},
	{"delete", (*witness).delete},
	{"confuse", (*witness).confuse},
	{"wrap", (*witness).wrap},
}
