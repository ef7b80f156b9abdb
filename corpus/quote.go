package corpus

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/corpus/family"
	"jiaokan/corpus/index"
	"jiaokan/extract"
)

// Testimony finds the passages of other documents that quote the text of a
// collation (他校): news, replies, rules for its implementation. They are found also
// where they go with a reading that does not stand, or that no witness has. The
// order is that of the documents, and in each that of its passages.
//
// Left out are the documents that without reports, such as the witnesses and the
// rest of their family, files equal to a witness, and what has nearly half of the
// text, with its family: those are copies. What more than 200 voices have is a
// formula and left out too. The documents of one family are one voice; where
// families have not been looked for, each document is. without is called by one
// goroutine at a time.
//
// The text is cut into windows of 24 characters, see standing; documents that hold
// 55 of a hundred trigrams of a window are read, those of most windows first and
// some 1,500 of the usual length at most, and the window is looked for with one
// edit in four characters. Cost: in each segment the lists of all trigrams of the
// text, and a count for each window.
func (a *Archive) Testimony(ctx context.Context, c *align.Collation, without func(id int64) bool) ([]audit.Testimony, error) {
	return testimony(ctx, a, c, without)
}

// A testifyingLibrary is what of an archive is asked for testimony.
type testifyingLibrary interface {
	library
	FamilyOf(document int64) (int64, error)
}

func testimony(ctx context.Context, lib testifyingLibrary, c *align.Collation, without func(id int64) bool) ([]audit.Testimony, error) {
	s := newStanding(c)
	v := &voices{lib: lib, of: map[int64]int64{}, dismissed: map[int64]bool{}}
	quoting, err := findQuoting(ctx, lib, s.windows(), without, v)
	if err != nil {
		return nil, err
	}
	quotations, err := readQuoting(ctx, lib, quoting)
	if err != nil {
		return nil, err
	}
	var out []audit.Testimony
	for _, q := range quotations {
		d, err := lib.Document(q.id)
		if err != nil {
			return nil, err
		}
		group, err := v.voice(q.id)
		if err != nil {
			return nil, err
		}
		if s.isWitness(d) || v.dismissed[group] {
			continue
		}
		for _, p := range q.passages {
			if at, ok := s.source(p.of.lo, p.of.hi); ok {
				out = append(out, audit.Testimony{Source: d.Path, Group: group, Text: p.text, Line: p.line, Witness: at.Witness, Span: at.Span})
			}
		}
	}
	return out, nil
}

// isWitness reports whether the file of a document is that of a witness.
func (s *standing) isWitness(d Document) bool {
	return slices.ContainsFunc(s.c.Witnesses, func(w *extract.Witness) bool { return w.SHA256 == hex.EncodeToString(d.SHA256[:]) })
}

// voices tells which documents are one voice.
type voices struct {
	lib       testifyingLibrary
	of        map[int64]int64
	dismissed map[int64]bool
}

// voice is the family of a document, or the document.
func (v *voices) voice(id int64) (int64, error) {
	if of, ok := v.of[id]; ok {
		return of, nil
	}
	of, err := v.lib.FamilyOf(id)
	if errors.Is(err, ErrNoDocument) {
		of, err = id, nil
	}
	if err == nil {
		v.of[id] = of
	}
	return of, err
}

// dismiss has the families of some documents not heard.
func (v *voices) dismiss(ids []int64) error {
	for _, id := range ids {
		of, err := v.voice(id)
		if err != nil {
			return err
		}
		v.dismissed[of] = true
	}
	return nil
}

const (
	quoteEdits   = 4       // one edit in so many characters of a window
	quoteBudget  = 4 << 20 // cost of the documents of usual length that are read for one collation
	quoteMargin  = 20      // characters around a passage
	mostRepeated = 8       // places of one window in a document
	joinedBy     = 12      // characters between passages that are one
	shiftedBy    = 8       // characters that one of them may have more than what it quotes
)

// A quotation is the passages of one document.
type quotation struct {
	id       int64
	cost     int
	passages []passage
}

// A passage is characters [lo, hi) of a document, which quote some of the standing.
type passage struct {
	lo, hi int
	of     struct{ lo, hi int }
	shift  int    // lo less of.lo, where it was seen last
	agrees int    // characters of its windows, less two for each edit
	text   string // with a margin
	line   int    // from 1
}

// readQuoting reads documents, given in the order of what they promise, until the
// budget is spent, and returns what they quote in the order of their IDs.
func readQuoting(ctx context.Context, lib library, docs []quotingDocument) ([]quotation, error) {
	var out []quotation
	left, leftLong := quoteBudget, longBudget
	docs = slices.DeleteFunc(docs, func(d quotingDocument) bool {
		if d.parts == 1 {
			return false
		}
		cost := d.cost(d.parts * index.PartLength)
		if cost <= leftLong {
			leftLong -= cost
			return false
		}
		return true
	})
	for some := range slices.Chunk(docs, atOnce) {
		if left <= 0 {
			break
		}
		read := make([]quotation, len(some))
		err := inParallel(ctx, 0, len(some), func(i int) (err error) {
			read[i], err = some[i].read(lib)
			return err
		})
		if err != nil {
			return nil, err
		}
		for i, q := range read {
			if some[i].parts == 1 {
				left -= q.cost
			}
			if len(q.passages) > 0 {
				out = append(out, q)
			}
		}
	}
	slices.SortFunc(out, func(a, b quotation) int { return cmp.Compare(a.id, b.id) })
	return out, nil
}

// cost is what it takes to read the document if it has so many characters.
func (d quotingDocument) cost(characters int) int {
	return 1000 + characters*(3+len(d.windows))/4
}

// read looks for the windows in the text of the document.
func (d quotingDocument) read(lib library) (quotation, error) {
	q := quotation{id: d.id}
	text, err := lib.Text(d.id)
	if withdrawn(err) {
		return q, nil
	}
	if err != nil {
		return q, err
	}
	t := family.Fold(text)
	q.cost = d.cost(len(t))
	for _, w := range d.windows {
		n := 0
		for m := range w.find(t, len(w.text)/quoteEdits) {
			p := passage{lo: w.begin(t, m), hi: m.hi, agrees: len(w.text) - 2*m.distance}
			p.of.lo, p.of.hi, p.shift = w.lo, w.hi, p.lo-w.lo
			q.passages = append(q.passages, p)
			if n++; n == mostRepeated {
				break
			}
		}
	}
	q.passages = closest(join(q.passages))
	for i := range q.passages {
		p := &q.passages[i]
		sp := unfold(text, max(0, p.lo-quoteMargin), min(len(t), p.hi+quoteMargin))
		p.text = text[sp.Lo:sp.Hi]
		sure := min(p.lo+windowLength/quoteEdits, p.hi-1) // before, all may be edits
		p.line = 1 + strings.Count(text[:foldedAt(text, sure)], "\n")
	}
	return q, nil
}

// join makes one passage of those that follow each other both in the document and in
// what they quote.
func join(all []passage) []passage {
	slices.SortFunc(all, func(a, b passage) int {
		return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi), cmp.Compare(a.of.lo, b.of.lo), cmp.Compare(a.of.hi, b.of.hi))
	})
	var out []passage
	for _, p := range all {
		i := len(out) - 1
		for ; i >= 0; i-- {
			if q := &out[i]; p.lo <= q.hi+joinedBy && max(p.shift-q.shift, q.shift-p.shift) <= shiftedBy {
				q.hi, q.of.lo, q.of.hi = max(q.hi, p.hi), min(q.of.lo, p.of.lo), max(q.of.hi, p.of.hi)
				q.shift, q.agrees = p.shift, q.agrees+p.agrees
				break
			}
		}
		if i < 0 {
			out = append(out, p)
		}
	}
	return out
}

// closest leaves of passages that lie on each other, because what they quote has
// much of its own text again, the one that agrees in most.
func closest(all []passage) []passage {
	slices.SortStableFunc(all, func(a, b passage) int { return cmp.Compare(b.agrees, a.agrees) })
	var out []passage
	for _, p := range all {
		if !slices.ContainsFunc(out, func(q passage) bool { return 2*(min(p.hi, q.hi)-max(p.lo, q.lo)) > p.hi-p.lo }) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b passage) int { return cmp.Compare(a.lo, b.lo) })
	return out
}
