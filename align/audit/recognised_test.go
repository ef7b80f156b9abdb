package audit_test

import (
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// scan makes a witness that was recognised, sure of every character but of
// those of a word.
func scan(t *testing.T, text, doubt string) *extract.Witness {
	t.Helper()
	w, err := extract.Read("a.txt", []byte(text), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := extract.Origin{Span: extract.Span{Hi: len(w.Text)}, Page: 1, Line: 1, Part: "body"}
	for i := range w.Text {
		sure := uint8(99)
		if strings.HasPrefix(w.Text[i:], doubt) {
			sure = 60
		}
		o.Sure = append(o.Sure, sure)
	}
	w.Origin = []extract.Origin{o}
	return w
}

// TestRecogniserUnsure gives the same two readings twice, the recogniser unsure of
// the one and then of the other: the surer one gains.
func TestRecogniserUnsure(t *testing.T) {
	other := strings.Replace(library, "特点", "持点", 1)
	share := func(a, b string) float64 {
		ws := []*extract.Witness{scan(t, library, a), scan(t, other, b)}
		c := align.Collate(ws, align.Options{})
		for _, j := range audit.Run(c, nil).Judgements {
			for i, k := range j.Living {
				if c.Rows[j.Row].Segments[j.Segment].Readings[k].Key == "持" {
					return j.P[i]
				}
			}
		}
		t.Fatal("no variant")
		return 0
	}
	right, wrong := share("~", "持"), share("特", "~")
	if right >= wrong {
		t.Errorf("持 has %.3f where the recogniser doubts it and %.3f where it doubts 特", right, wrong)
	}
	if right > 0.1 {
		t.Errorf("持点, doubted by the recogniser and no word, has %.3f", right)
	}
}
