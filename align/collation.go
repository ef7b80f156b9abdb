package align

import "jiaokan/extract"

// A Token is one character of a witness that is no white space. Key is folded
// (width, quotes); Span never is.
type Token struct {
	Span extract.Span
	Key  rune
}

// A Place is a part of one witness. An empty Span is the point where an
// omission would stand.
type Place struct {
	Witness int // index into Collation.Witnesses
	Span    extract.Span
}

// A Reading is what some witnesses have at one place. Key is the folded text;
// "" is an omission.
type Reading struct {
	Key string
	At  []Place
}

// A Segment is a stretch of a row in which every witness is accounted for by
// exactly one reading.
type Segment struct{ Readings []Reading }

// Variant reports whether the witnesses disagree.
func (s Segment) Variant() bool { return len(s.Readings) > 1 }

// A Row is one clause across all witnesses.
type Row struct {
	Kind     extract.Kind
	Num      extract.Num
	Parent   int       // index of the row above it in the outline, or -1
	Label    Segment   // the printed label; no readings where no witness has one
	Segments []Segment // the body, in order
}

// A Collation is the witnesses laid side by side, clause by clause.
type Collation struct {
	Witnesses []*extract.Witness
	Rows      []Row
	Twice     []Twice // what witnesses print twice, the first print torn or the bounds no clause's

	// Cut is that of Options, for who shows a piece of text and would not begin or
	// end in the midst of a word; nil where there was none.
	Cut func(text string) []string
}
