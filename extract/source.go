package extract

// A Span is a half-open range of bytes of one Source.Text.
type Span struct{ Lo, Hi int }

// Len returns the length of the span in bytes.
func (sp Span) Len() int { return sp.Hi - sp.Lo }

// A Source is one file as it was decoded. Its Text is valid UTF-8 without NUL
// and is never rewritten: everything found later points into it.
type Source struct {
	Name     string // as given by the caller, normally a path
	SHA256   string // of the file's bytes, in hex
	Format   string // "text"
	Encoding string // "utf-8", "gb18030", ... as decoded
	Text     string
	Origin   []Origin // where parts of Text stood in the file; empty for plain text
	Loss     []Loss   // what could not be read
}

// Slice returns the text of sp.
func (s *Source) Slice(sp Span) string { return s.Text[sp.Lo:sp.Hi] }

// An Origin says where a part of the text stood in the file.
type Origin struct {
	Span  Span
	Place string // such as "page 3" or "word/document.xml, paragraph 12"
}

// A Loss is something of the file that is not in the text. Where bytes could not
// be decoded, U+FFFD stands at its Span.
type Loss struct {
	Span Span // where it would stand
	What string
}
