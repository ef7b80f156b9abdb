package extract

import (
	"strings"
	"unicode/utf8"

	"jiaokan/extract/flaw"
)

// A htmlChoice says which lines of a page are the document.
type htmlChoice struct {
	apart  []string           // of each line: the Part it is kept apart as, or ""
	text   map[int]string     // what of a line is kept, where it is not all of it
	lo, hi int32              // between which nodes marks belong to the document
	around map[*htmlNode]bool // blocks kept apart: their marks are the page's
}

// has reports whether a mark is of the document.
func (c *htmlChoice) has(m *htmlMark) bool {
	switch m.reach {
	case anywhere:
		return true
	case behind:
		return m.order >= c.lo
	}
	return m.order >= c.lo && m.order < c.hi && !c.around[m.block]
}

// whole takes all lines for the document.
func whole(l *htmlLayout, root *htmlNode) htmlChoice {
	return htmlChoice{apart: make([]string, len(l.lines)), lo: root.order, hi: root.until}
}

// source writes the chosen lines.
func (l *htmlLayout) source(c htmlChoice, d decoded, lie string) *Source {
	w := htmlWriter{s: &Source{Encoding: d.encoding}, l: l, c: c}
	w.lose(flaw.Loss{Kind: flaw.Encoding, What: lie})
	if l.title != "" {
		w.keepApart("page title", l.title)
	}
	for i := range l.lines {
		w.line(i)
	}
	w.marksUpTo(len(l.lines), 0)
	w.endApart()
	w.s.Text = w.b.String()
	w.undecoded(d)
	return w.s
}

// A htmlWriter writes the chosen lines of a page, and what is between them.
type htmlWriter struct {
	s *Source
	l *htmlLayout
	c htmlChoice
	b strings.Builder

	marks int      // written so far
	apart []string // lines kept apart that stand together
	part  string   // of apart
}

func (w *htmlWriter) line(i int) {
	ln := &w.l.lines[i]
	text := ln.text
	if t, ok := w.c.text[i]; ok {
		w.marksUpTo(i, len(text))
		text, ln.number = t, 0
	}
	if part := w.c.apart[i]; part != "" {
		w.marksUpTo(i, 0)
		if part != w.part {
			w.endApart()
		}
		w.apart, w.part = append(w.apart, text), part
		return
	}
	w.endApart()
	if ln.blank && w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	lo := w.b.Len()
	if ln.number > 0 {
		w.s.Origin = append(w.s.Origin, Origin{Span: Span{lo, lo + ln.number}, Part: "number"})
	}
	w.pieces(i, lo, text, ln)
	w.b.WriteByte('\n')
}

// pieces writes the text of a line, in as many pieces as marks part it into.
func (w *htmlWriter) pieces(i, lo int, text string, ln *htmlLine) {
	at := ln.number
	w.b.WriteString(text[:at])
	for at < len(text) {
		w.marksUpTo(i, at)
		next := len(text)
		if w.marks < len(w.l.marks) && w.l.marks[w.marks].line == i {
			next = min(next, w.l.marks[w.marks].at)
		}
		w.b.WriteString(text[at:next])
		w.s.Origin = append(w.s.Origin, Origin{Span: Span{lo + at, lo + next}, Part: ln.part})
		at = next
	}
	w.marksUpTo(i, len(text))
}

// marksUpTo writes the marks that stand before or at byte at of line i.
func (w *htmlWriter) marksUpTo(i, at int) {
	for ; w.marks < len(w.l.marks); w.marks++ {
		m := &w.l.marks[w.marks]
		if m.line > i || m.line == i && m.at > at {
			return
		}
		if !w.c.has(m) {
			continue
		}
		w.lose(m.loss)
		if m.apart != "" {
			w.keepApart(m.part, m.apart)
		}
	}
}

func (w *htmlWriter) lose(l flaw.Loss) {
	if l.What != "" {
		w.s.Loss = append(w.s.Loss, Loss{Span: Span{w.b.Len(), w.b.Len()}, Kind: l.Kind, What: l.What})
	}
}

func (w *htmlWriter) keepApart(part, text string) {
	w.s.Origin = append(w.s.Origin, Origin{Span: Span{w.b.Len(), w.b.Len()}, Part: part, Apart: text})
}

func (w *htmlWriter) endApart() {
	if len(w.apart) > 0 {
		w.keepApart(w.part, strings.Join(w.apart, "\n"))
	}
	w.apart, w.part = nil, ""
}

// undecoded notes the characters of Text that stand for bytes or references
// without one.
func (w *htmlWriter) undecoded(d decoded) {
	what := "a reference to no character"
	if len(d.loss) > 0 {
		what = d.loss[0].What
	}
	const bad = string(utf8.RuneError)
	var lost []Loss
	for at := 0; ; at += len(bad) {
		i := strings.Index(w.s.Text[at:], bad)
		if i < 0 {
			break
		}
		at += i
		lost = append(lost, Loss{Span: Span{at, at + len(bad)}, Kind: flaw.Unread, What: what})
	}
	if len(lost) > 0 {
		w.s.Loss = mergeLoss(w.s.Loss, lost)
	}
}

// mergeLoss merges two lists that are in order.
func mergeLoss(a, b []Loss) []Loss {
	out := make([]Loss, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Span.Lo <= b[0].Span.Lo {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}
