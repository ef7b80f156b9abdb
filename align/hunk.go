package align

// A Hunk is a place where two wordings differ: from what it was and to what
// it is. Either may be empty, not both.
type Hunk struct{ Old, New Span }

// A Span is a half-open range of characters of a folded text.
type Span struct{ Lo, Hi int }

// Len returns the length of the span in characters.
func (sp Span) Len() int { return sp.Hi - sp.Lo }

const island = 2 // characters in a row that two rewritten passages may share by chance

// Hunks returns where two folded texts differ, in order.
func Hunks(old, new []rune) []Hunk {
	to := match(old, profile{keys: new}, nil)
	var out []Hunk
	pi, pj := 0, 0
	put := func(i, j int) {
		if i == pi && j == pj {
			return
		}
		if n := len(out); n > 0 && pi-out[n-1].Old.Hi <= island && out[n-1].size()+i-pi+j-pj > 2*island {
			out[n-1].Old.Hi, out[n-1].New.Hi = i, j
			return
		}
		out = append(out, Hunk{Span{pi, i}, Span{pj, j}})
	}
	for i, j := range to {
		if j == never || old[i] != new[j] {
			continue
		}
		put(i, int(j))
		pi, pj = i+1, int(j)+1
	}
	put(len(old), len(new))
	return out
}

func (h Hunk) size() int { return h.Old.Len() + h.New.Len() }
