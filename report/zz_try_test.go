package report

import (
	"os"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/align/segment"
	"jiaokan/extract"
)

func real(t testing.TB) (*Result, []string) {
	var ws []*extract.Witness
	for _, n := range []string{"000_1c7268e008740abf.txt", "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile("../corpus/testdata/chuyi/" + n)
		if err != nil {
			t.Fatal(err)
		}
		w, err := extract.Read("corpus/testdata/chuyi/"+n, data, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws = append(ws, w)
	}
	var words segment.Dictionary
	words.Start()
	c := align.Collate(ws, align.Options{Cut: words.Cut})
	rep := audit.Run(c)
	can := reconcile.Resolve(c, rep, nil, nil)
	r := NewResult(&Edition{Collation: c, Audit: rep, Canonical: can}, "dev")
	var texts []string
	for _, w := range c.Witnesses {
		texts = append(texts, w.Text)
	}
	return r, texts
}

func TestReal(t *testing.T) {
	r, texts := real(t)
	f, _ := os.Create("/tmp/real.json")
	JSON(f, r)
	f.Close()
	os.WriteFile("/tmp/real.html", []byte(printHTML(t, r, texts, "zh")), 0o644)
	fs, _ := os.Create("/tmp/real.txt")
	Summary(fs, r, texts, SummaryOptions{Width: 100})
	b := browse(t)
	p := open(t, b, printHTML(t, r, texts, "zh"), 1280, 900)
	p.fits(1280)
	p.keep("real")
	p.quiet()
	p = open(t, b, printHTML(t, r, texts, "zh"), 390, 844)
	p.fits(1280)
	p.keep("realn")
}
