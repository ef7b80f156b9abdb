package main

import "slices"

// truncate loses the end of a paragraph.
func (w *witness) truncate() bool {
	i := w.one(func(p paragraph) bool { return len(p) >= 30 && p.untouched() })
	if i < 0 {
		return false
	}
	p := w.paras[i]
	cut := int(float64(len(p)) * w.between(0.3, 0.8))
	id := w.lost("truncate", p[cut:])
	w.paras[i] = p[:cut]
	w.mark(i, cut, id)
	return true
}

// behead loses the beginning of a paragraph that has no label.
func (w *witness) behead() bool {
	i := w.one(func(p paragraph) bool {
		_, n := readLabel(p)
		return len(p) >= 30 && n == 0 && p.untouched()
	})
	if i < 0 {
		return false
	}
	p := w.paras[i]
	cut := int(float64(len(p)) * w.between(0.2, 0.6))
	id := w.lost("behead", p[:cut])
	w.paras[i] = p[cut:]
	w.mark(i, 0, id)
	return true
}

// losePage loses the text from the middle of a paragraph to the middle of another, at
// most three below. The two ends stay lines of their own.
func (w *witness) losePage() bool {
	var from []stretch // the paragraphs lo and hi
	ok := func(p paragraph) bool { return len(p) >= 24 && p.untouched() }
	for i := range w.paras {
		if !ok(w.paras[i]) {
			continue
		}
		for j := i + 1; j <= i+3 && j < len(w.paras) && w.paras[j].untouched(); j++ {
			if ok(w.paras[j]) {
				from = append(from, stretch{lo: i, hi: j})
			}
		}
	}
	if len(from) == 0 {
		return false
	}
	s := from[w.rand.IntN(len(from))]
	a, b := w.paras[s.lo], w.paras[s.hi]
	end, begin := int(float64(len(a))*w.between(0.3, 0.7)), int(float64(len(b))*w.between(0.3, 0.7))
	id := w.event("pageloss", a[end].truth, b[begin-1].truth+1)
	w.paras[s.lo], w.paras[s.hi] = a[:end], b[begin:]
	w.mark(s.lo, end, id)
	w.mark(s.hi, 0, id)
	w.paras = slices.Delete(w.paras, s.lo+1, s.hi)
	return true
}

// onePage leaves 15 to 40 % of the text, from anywhere, as when one sheet of a
// document survives.
func (w *witness) onePage() bool {
	total := 0
	for _, p := range w.paras {
		total += len(p)
	}
	size := int(float64(total) * w.between(0.15, 0.40))
	if size == 0 {
		return false
	}
	lo := w.rand.IntN(total - size + 1)
	id := w.event("page", 0, 0)
	at := 0
	var left []paragraph
	for _, p := range w.paras {
		a, b := min(max(lo-at, 0), len(p)), min(max(lo+size-at, 0), len(p))
		at += len(p)
		if a < b {
			left = append(left, p[a:b])
		}
	}
	w.paras = left
	w.mark(0, 0, id)
	return true
}

// wrap breaks the lines of a third of the long paragraphs.
func (w *witness) wrap() bool {
	var long []int
	for i, p := range w.paras {
		if len(p) >= 40 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return false
	}
	width := w.upTo(18, 34)
	chosen := map[int]bool{}
	for _, k := range w.rand.Perm(len(long))[:max(1, len(long)/3)] {
		chosen[long[k]] = true
	}
	var out []paragraph
	for i, p := range w.paras {
		if !chosen[i] {
			out = append(out, p)
			continue
		}
		w.event("wrap", max(p[0].truth, 0), p[len(p)-1].truth+1)
		out = slices.AppendSeq(out, slices.Chunk(p, width))
	}
	w.paras = out
	return true
}

// strayShards puts a few short pieces of the text on lines of their own near its
// beginning, as a scan of a letterhead leaves them.
func (w *witness) strayShards() bool {
	var from []paragraph
	for _, p := range w.paras {
		if len(p) >= 20 {
			from = append(from, p)
		}
	}
	if len(from) == 0 {
		return false
	}
	at := w.upTo(1, max(2, len(w.paras)/3))
	id := w.event("fragment", 0, 0)
	var shards []paragraph
	for range w.upTo(2, 6) {
		p := from[w.rand.IntN(len(from))]
		lo := w.rand.IntN(len(p) - 6)
		shards = append(shards, putIn(p[lo:min(lo+w.upTo(2, 9), len(p))], id))
	}
	w.paras = slices.Insert(w.paras, min(at, len(w.paras)), shards...)
	return true
}

// putIn copies a stretch as characters that were put in.
func putIn(p paragraph, id int32) paragraph {
	out := make(paragraph, len(p))
	for i, g := range p {
		out[i] = glyph{g.r, -1, id}
	}
	return out
}
