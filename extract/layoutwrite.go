package extract

import (
	"strings"

	"jiaokan/extract/flaw"
)

// A writer puts printed lines together to a Source.
type writer struct {
	text   strings.Builder
	origin []Origin
	loss   []Loss
}

// line appends a line to the text: behind last in the same paragraph, or as the
// beginning of the next.
func (w *writer) line(l, last *printed, joined bool) {
	switch {
	case joined:
		w.text.WriteString(seam(last.text, l.text))
	case last != nil:
		w.text.WriteByte('\n')
	}
	lo := w.text.Len()
	w.text.WriteString(l.text)
	w.origin = append(w.origin, Origin{
		Span: Span{lo, w.text.Len()}, Page: l.page, Line: l.number, Part: l.part, Box: l.shown, Sure: l.sure,
	})
}

// aside notes a line that is no text of the document.
func (w *writer) aside(l *printed) {
	at := w.text.Len()
	w.origin = append(w.origin, Origin{
		Span: Span{at, at}, Page: l.page, Line: l.number, Part: l.part, Box: l.shown, Apart: l.text, Sure: l.sure,
	})
}

func (w *writer) lose(page int, losses []flaw.Loss) {
	at := w.text.Len()
	for _, l := range losses {
		w.loss = append(w.loss, Loss{Span{at, at}, page, l.Kind, l.What})
	}
}

func (w *writer) source() *Source {
	if w.text.Len() > 0 {
		w.text.WriteByte('\n')
	}
	return &Source{Text: w.text.String(), Origin: w.origin, Loss: w.loss}
}
