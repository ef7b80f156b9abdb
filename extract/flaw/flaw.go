// Package flaw has the words for what can be wrong with a file. What is wrong
// with it as a whole is an error of a kind; what is wrong with a part of it is
// a Loss of a kind. All readers say both in these words, so that whoever tells
// them to people, in whatever language, need not guess from the English.
package flaw

import (
	"errors"
	"fmt"
)

// What can be wrong with a file as a whole, whatever its format.
var (
	ErrDamaged = errors.New("the file is damaged")
	ErrLocked  = errors.New("the file is encrypted")
	ErrLimit   = errors.New("the file is too large or too deep") // once unpacked
)

// New returns an error that wraps kind and says no more than the format and
// what is put in it: "12000 parts", not "the file is too large: 12000 parts".
// The kind is told apart by errors.Is.
func New(kind error, format string, args ...any) error { return &cause{kind, format, args} }

type cause struct {
	kind   error
	format string
	args   []any
}

func (c *cause) Error() string { return fmt.Sprintf(c.format, c.args...) }
func (c *cause) Unwrap() error { return c.kind }

// Because returns the words of the error and what was put in them, for those
// who say them in another language.
func (c *cause) Because() (format string, args []any) { return c.format, c.args }

// A Kind is what sort of thing a Loss is. The zero Kind is any other.
type Kind string

// The kinds.
const (
	Unread       Kind = "unread"       // bytes or characters that cannot be decoded; U+FFFD stands for them
	Glyph        Kind = "glyph"        // a character that has its shape, or its meaning, only from a font
	Layer        Kind = "layer"        // a text layer that is garbage, or in part
	Hidden       Kind = "hidden"       // a picture of text, of which the text hidden below was read
	Unrecognised Kind = "unrecognised" // a picture of text that no recogniser has read
	Illegible    Kind = "illegible"    // one in which a recogniser found hardly a character
	Picture      Kind = "picture"      // a picture, drawing or diagram, which may have text or none
	Formula      Kind = "formula"
	Seal         Kind = "seal"       // also an electronic signature
	Attachment   Kind = "attachment" // another file: in this one, beside it, or referred to
	Revision     Kind = "revision"   // tracked changes that were accepted or rejected
	Encoding     Kind = "encoding"   // a wrong encoding is named; the text was read in the right one
	Laid         Kind = "laid"       // notes, stamps and form fields, laid over the page
	Field        Kind = "field"      // a field or a number that the program computes which made the file
	Outside      Kind = "outside"    // text beyond the edge of the page
	Truncated    Kind = "truncated"  // a part of the document that is missing, damaged or cut off
)

// A Loss is something of a file that is not in the text that was read, and has
// no place in it yet.
type Loss struct {
	Kind Kind
	What string // in English: "2 pictures", "attachment 附件.xlsx skipped"
}

// Lost returns a Loss.
func Lost(kind Kind, format string, args ...any) Loss {
	return Loss{kind, fmt.Sprintf(format, args...)}
}
