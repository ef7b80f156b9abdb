package align

import (
	"strings"

	"jiaokan/align/language"
	"jiaokan/extract"
)

// Options of Collate. The zero Options are usable.
type Options struct {
	// Cut splits text into words, so that variants begin and end at words.
	// It is called only where the witnesses differ. Without it only numbers
	// and Latin words are kept whole.
	Cut func(text string) []string
}

// Collate lines up the clauses of the witnesses of one document, MaxWitnesses
// at most. Cost is linear in their length where they mostly agree.
func Collate(ws []*extract.Witness, opt Options) *Collation {
	if len(ws) > MaxWitnesses {
		panic("align: a set of witnesses is one machine word; the caller counts them")
	}
	c := &Collation{Witnesses: ws, Cut: opt.Cut}
	streams := make([]*stream, len(ws))
	for w := range ws {
		streams[w] = newStream(ws[w])
	}
	t := newTable(streams)
	c.Rows = newGrid(t).rows(opt)
	for w, s := range streams {
		for _, r := range s.torn {
			c.Twice = append(c.Twice, s.twice(w, r))
		}
	}
	return c
}

// Key folds a text as the alignment compares it: width and quotes made one,
// white space dropped.
func Key(text string) string {
	return strings.Map(func(r rune) rune {
		if Blank(r) {
			return -1
		}
		return foldKey(r)
	}, text)
}

// foldKey folds one character. Beyond width and quotes the brackets of a
// document number are one: 〔2023〕, [2023] and 【2023】.
func foldKey(r rune) rune {
	switch r {
	case '〔', '【', '［':
		return '['
	case '〕', '】', '］':
		return ']'
	}
	return language.Fold(r)
}
