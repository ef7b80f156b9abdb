package family

import "slices"

// Kind says what two documents are to each other.
type Kind string

const (
	Copy     Kind = "copy"     // of one text, or versions of it
	Template Kind = "template" // of one mould, for different places
	Contains Kind = "contains" // the first has most of the second, and much else
	Quotes   Kind = "quotes"   // the first has a passage of the second, which is much longer
	Shares   Kind = "shares"   // both have a passage
)

// An Edge is what is known of two documents together.
type Edge struct {
	A, B     int64   // documents, A < B
	Kind     Kind    // Copy, Template or Shares; the rest is for Union to say
	OfA, OfB float64 // share of each that the other has
	AtA, AtB Extent  // where that stands
}

// An Extent is from the first to behind the last character of something in a Text.
type Extent struct{ Lo, Hi int }

// Shares of common text. Two copies of one text have at least mutual of each in
// common: a third of one of the two 楚怡 notices is another document, and with its
// other damage half of it is left. Below related it is nothing but set phrases.
const (
	mutual  = 0.45
	inside  = 0.6 // of a fragment, that its container has
	related = 0.2
)

// manyPrints are enough to judge two texts by without looking at them. A print is
// common only if its 12 characters are the same in both, so that the share of
// common prints is nearly always below that of common text.
const manyPrints = 12

// A Document is what Verify asks of one.
type Document struct {
	ID      int64
	Sketch  *Sketch
	Phrases []uint64             // those of its prints that are set phrases, sorted
	Text    func() (Text, error) // called where the sketches leave a doubt
}

// Verify says what two documents are to each other; ok is false where that is
// nothing. The order of the two makes no difference. An error is one of Text.
func (c *Comparer) Verify(a, b Document) (e Edge, ok bool, err error) {
	if a.ID > b.ID {
		a, b = b, a
	}
	if e, ok, sure := Glance(a, b); sure {
		return e, ok, nil
	}
	e = Edge{A: a.ID, B: b.ID}
	ta, err := a.Text()
	if err != nil {
		return e, false, err
	}
	tb, err := b.Text()
	if err != nil {
		return e, false, err
	}
	m := c.Compare(ta, tb)
	if len(m.Blocks) == 0 {
		return e, false, nil
	}
	e.OfA, e.OfB = c.shares(&m, ta, tb, a.Phrases, b.Phrases)
	e.AtA, e.AtB = m.extents()
	switch {
	case max(e.OfA, e.OfB) < related:
		return e, false, nil
	case sisters(ta, tb, a.Sketch.Places, b.Sketch.Places, &m):
		e.Kind = Template
	case min(e.OfA, e.OfB) >= mutual:
		e.Kind = Copy
	default:
		e.Kind = Shares
	}
	return e, true, nil
}

// Glance is what Verify says where the sketches leave no doubt; sure is false where
// the texts must be asked.
func Glance(a, b Document) (e Edge, ok, sure bool) {
	if a.ID > b.ID {
		a, b = b, a
	}
	e = Edge{A: a.ID, B: b.ID}
	if a.Sketch.Length == b.Sketch.Length && a.Sketch.Min == b.Sketch.Min && slices.Equal(a.Sketch.Prints, b.Sketch.Prints) && slices.Equal(a.Sketch.Places, b.Sketch.Places) {
		e.copies(1, 1, a.Sketch, b.Sketch)
		return e, true, true
	}
	pa, pb := ownPrints(a.Sketch.Prints, a.Phrases), ownPrints(b.Sketch.Prints, b.Phrases)
	n := common(pa, pb)
	ofA, ofB := float64(n)/float64(len(pa)), float64(n)/float64(len(pb))
	if min(len(pa), len(pb)) >= manyPrints && min(ofA, ofB) >= mutual && !strangers(a.Sketch.Places, b.Sketch.Places) {
		e.copies(ofA, ofB, a.Sketch, b.Sketch)
		return e, true, true
	}
	// Of made pairs with fewer than a tenth of their prints in common, one in 900 was related.
	unlike := Alike(a.Sketch, b.Sketch) < 0.1 && (n < Enough || 10*n < min(len(pa), len(pb)))
	return e, false, unlike
}

// copies says that two texts are copies of each other, as their sketches tell.
func (e *Edge) copies(ofA, ofB float64, a, b *Sketch) {
	e.Kind, e.OfA, e.OfB = Copy, ofA, ofB
	e.AtA, e.AtB = Extent{0, a.Length}, Extent{0, b.Length}
}

// fewOwn is the number of characters below which a text has nothing of its own.
const fewOwn = 60

// shares are the shares of two texts that are common to both, set phrases left out
// of account. A text that has hardly anything else shares nothing with others.
func (c *Comparer) shares(m *Match, a, b Text, phrasesA, phrasesB []uint64) (ofA, ofB float64) {
	if len(phrasesA) == 0 && len(phrasesB) == 0 {
		return float64(m.A) / float64(len(a)), float64(m.B) / float64(len(b))
	}
	return c.share(a, phrasesA, m.Blocks, func(x Block) (int, int) { return x.ALo, x.AHi }),
		c.share(b, phrasesB, m.Blocks, func(x Block) (int, int) { return x.BLo, x.BHi })
}

func (c *Comparer) share(t Text, phrases []uint64, blocks []Block, in func(Block) (lo, hi int)) float64 {
	c.clear(len(t))
	for _, x := range blocks {
		lo, hi := in(x)
		for i := lo; i < hi; i++ {
			c.seen[i] = inBlock
		}
	}
	set(t, phrases, func(lo, hi int) {
		for i := lo; i < hi; i++ {
			c.seen[i] |= inPhrase
		}
	})
	var count [4]int
	for _, m := range c.seen {
		count[m]++
	}
	own := count[0] + count[inBlock]
	if own < fewOwn {
		return 0
	}
	return float64(count[inBlock]) / float64(own)
}

// common counts the prints that two sorted lists share.
func common(a, b []uint64) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// extents are where the blocks stand in each text.
func (m *Match) extents() (a, b Extent) {
	a, b = Extent{m.Blocks[0].ALo, m.Blocks[0].AHi}, Extent{m.Blocks[0].BLo, m.Blocks[0].BHi}
	for _, x := range m.Blocks[1:] {
		a.Hi = max(a.Hi, x.AHi)
		b.Lo, b.Hi = min(b.Lo, x.BLo), max(b.Hi, x.BHi)
	}
	return a, b
}
