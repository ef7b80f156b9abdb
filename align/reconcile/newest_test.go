package reconcile_test

import (
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
)

// TestNewest prints the newer of two versions as it stands, and nothing of the
// older.
func TestNewest(t *testing.T) {
	const old = "第一条　公共图书馆应当免费开放。\n第二条　公共图书馆的押金标准由所在地人民政府核定。\n"
	const new = "第一条　公共图书馆应当免费\n开放，并公告时间。\n\n第二条 （一）国家鼓励捐资建设公共图书馆。\n"
	var ws []*extract.Witness
	for _, text := range []string{old, new} {
		w, err := extract.Read("a.txt", []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws = append(ws, w)
	}
	c := align.Collate(ws, align.Options{})
	can := reconcile.Newest(c, 1)
	var out strings.Builder
	for _, p := range can.Pieces {
		if p.Break {
			out.WriteByte('\n')
		}
		out.WriteString(p.Text)
		if p.Status != reconcile.Agreed || len(p.From) != 1 || p.From[0].Witness != 1 || ws[1].Slice(p.From[0].Span) != p.Text {
			t.Errorf("%+v", p)
		}
		if p.Row < 0 || p.Row >= len(c.Rows) {
			t.Errorf("%q stands in row %d", p.Text, p.Row)
		}
	}
	if got := align.Key(out.String()); got != align.Key(new) {
		t.Errorf("got %s", out.String())
	}
	if len(can.Choices) > 0 {
		t.Errorf("%d choices between versions", len(can.Choices))
	}
}
