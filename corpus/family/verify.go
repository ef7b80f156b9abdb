package family

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

// Without looking at the texts: two sketches with so many prints, of which sure are
// common, are of copies. Of a passage that both have, a print is common if its 12
// characters are the same in both, so that the share of common prints is nearly
// always below that of common text.
const (
	sure       = 0.55
	manyPrints = 12
)

// A Document is what Verify asks of one.
type Document struct {
	ID     int64
	Sketch *Sketch
	Text   func() (Text, error) // called where the sketches leave a doubt
}

// Verify says what two documents are to each other; ok is false where that is
// nothing. The order of the two makes no difference. An error is one of Text.
func (c *Comparer) Verify(a, b Document) (e Edge, ok bool, err error) {
	if a.ID > b.ID {
		a, b = b, a
	}
	e = Edge{A: a.ID, B: b.ID}
	if e.bySketch(a.Sketch, b.Sketch) {
		return e, true, nil
	}
	if hopeless(a.Sketch, b.Sketch) {
		return e, false, nil
	}
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
	e.OfA, e.OfB = float64(m.A)/float64(len(ta)), float64(m.B)/float64(len(tb))
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

// bySketch reports whether the sketches alone say that two texts are copies.
func (e *Edge) bySketch(a, b *Sketch) bool {
	if a.Length == b.Length && a.Min == b.Min && common(a.Prints, b.Prints) == max(len(a.Prints), len(b.Prints)) {
		e.OfA, e.OfB = 1, 1
	} else {
		if min(len(a.Prints), len(b.Prints)) < manyPrints || strangers(a.Places, b.Places) {
			return false
		}
		n := float64(common(a.Prints, b.Prints))
		e.OfA, e.OfB = n/float64(len(a.Prints)), n/float64(len(b.Prints))
		if min(e.OfA, e.OfB) < sure {
			return false
		}
	}
	e.Kind, e.AtA, e.AtB = Copy, Extent{0, a.Length}, Extent{0, b.Length}
	return true
}

// hopeless reports whether so little is common that no text need be looked at. Of
// a text that stands in another to a fifth, a tenth of the prints are common in spite
// of a wrong character in twenty.
func hopeless(a, b *Sketch) bool {
	if min(a.Length, b.Length) == 0 {
		return true
	}
	n := common(a.Prints, b.Prints)
	return Alike(a, b) < 0.1 && (n < Enough || 20*n < min(len(a.Prints), len(b.Prints)))
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
