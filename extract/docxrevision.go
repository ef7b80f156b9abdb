package extract

import "jiaokan/extract/parts"

// Tracked changes are taken as accepted, or as rejected where Options say so;
// what they take out of the text stands apart. They are counted as the file
// marks them: a stretch of text, a paragraph mark, a row, a cell. A move is two,
// where it came from and where it went.

// changes are the elements that mark them, and what part their text is when it
// is taken out.
var changes = map[string]string{
	"ins": "insertion", "moveTo": "move",
	"del": "deletion", "moveFrom": "move",
}

// gone reports whether a change takes its text out.
func (x *docx) gone(change string) bool {
	if x.opt.RejectRevisions {
		return change == "ins" || change == "moveTo"
	}
	return change == "del" || change == "moveFrom"
}

// revision reads w:ins, w:del, w:moveFrom or w:moveTo around text.
func (s *story) revision(d *parts.Decoder, change string) error {
	apart := s.apart
	s.revised(change)
	err := s.children(d)
	s.apart = apart
	return err
}

// revised counts a change, and has the text up to the end of the element that it
// belongs to kept apart if the change takes it out.
func (s *story) revised(change string) {
	s.revisions++
	if s.gone(change) && s.apart == "" {
		s.apart = changes[change]
	}
}
