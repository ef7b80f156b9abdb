package extract

import (
	"fmt"

	"jiaokan/extract/flaw"
)

// A Span is a half-open range of bytes of one Source.Text.
type Span struct{ Lo, Hi int }

// Len returns the length of the span in bytes.
func (sp Span) Len() int { return sp.Hi - sp.Lo }

// A Source is one file as it was decoded. Its Text is valid UTF-8 without NUL
// and is never rewritten: everything found later points into it.
type Source struct {
	Name     string // as given by the caller, normally a path
	SHA256   string // of the file's bytes, in hex
	Format   string // as Sniff tells it: "text", "docx", "pdf" ...
	Encoding string // "utf-8", "gb18030" ... as decoded; empty where the format has none of its own
	Text     string
	Origin   []Origin // where parts of Text stood in the file, by Span.Lo; empty for plain text
	Loss     []Loss   // what could not be read, by Span.Lo
}

// Slice returns the text of sp.
func (s *Source) Slice(sp Span) string { return s.Text[sp.Lo:sp.Hi] }

// An Origin says where a part of the text stood in the file, or what stood in
// the file and is kept out of the text. Spans of Origins do not overlap.
type Origin struct {
	Span Span
	Page int    // counted from 1; 0 where the format has no pages
	Line int    // counted from 1 on the page, in a Word file the paragraph; 0 where unknown
	Part string // "body", "title", "table", "header", "footer", "footnote", "comment", "text box", "number", "metadata" ...
	Box  Box    // on the page; zero where unknown

	// Apart is text of the file that is no text of the document: a running head,
	// a page number, a comment. It stands nowhere in Text; Span is empty and
	// says where it would stand.
	Apart string

	// Sure holds, for text that was recognised from a picture, how sure the
	// recogniser is of each code point of Span, in percent; else it is nil.
	Sure []uint8
}

// A Box is a rectangle on a page, in points of 1/72 inch from the upper left
// corner of the page.
type Box struct{ X0, Y0, X1, Y1 float64 }

// A Loss is something of the file that is not in the text. Where bytes could not
// be decoded, U+FFFD stands at its Span; a picture or an attachment leaves an
// empty Span where it would stand.
type Loss struct {
	Span Span // where it would stand
	Page int  // counted from 1; 0 where the format has no pages, or it belongs to none
	Kind flaw.Kind
	What string // in English: "2 pictures"
}

// String says the page and what was lost: "page 3: 2 pictures".
func (l Loss) String() string {
	if l.Page > 0 {
		return fmt.Sprintf("page %d: %s", l.Page, l.What)
	}
	return l.What
}
