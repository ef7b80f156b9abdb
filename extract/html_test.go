package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestHTML reads each page of testdata/html and compares what the document is,
// what is kept apart of it, and what is lost.
func TestHTML(t *testing.T) {
	files, err := filepath.Glob("testdata/html/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w, err := extract.Read(file, []byte(casePage(t, a)), extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, w)
			checkOrigins(t, w)
			want := *a
			want.Files = append(a.Files[:1:1], pageDump(w)...)
			if *update {
				if err := os.WriteFile(file, txtar.Format(&want), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got, want := string(txtar.Format(&want)), string(txtar.Format(a)); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// casePage returns the bytes of the page of a case. A name such as page.gbk.html
// says what they are encoded in; those of an MHTML file have its line ends.
func casePage(t *testing.T, a *txtar.Archive) string {
	page := string(a.Files[0].Data)
	switch a.Files[0].Name {
	case "page.gbk.html":
		page = encode(t, simplifiedchinese.GBK, page)
	case "page.mhtml":
		page = strings.ReplaceAll(page, "\n", "\r\n")
	}
	return page
}

// pageDump prints a Source read from a page: its text, with $ where a line ends
// in white space, what is apart, and what is lost, each with the line it is at.
func pageDump(w *extract.Witness) []txtar.File {
	text := strings.ReplaceAll(w.Text, "\u00a0", "␣")
	var apart, loss strings.Builder
	at := func(sp extract.Span) int { return 1 + strings.Count(w.Text[:sp.Lo], "\n") }
	for _, o := range w.Origin {
		switch {
		case o.Apart != "":
			fmt.Fprintf(&apart, "%d %s: %s\n", at(o.Span), o.Part, strings.ReplaceAll(o.Apart, "\n", " / "))
		case o.Part != "body":
			fmt.Fprintf(&apart, "%d %s = %s\n", at(o.Span), o.Part, w.Slice(o.Span))
		}
	}
	for _, l := range w.Loss {
		fmt.Fprintf(&loss, "%d %s\n", at(l.Span), lossLine(l))
	}
	out := []txtar.File{{Name: "encoding", Data: []byte(w.Format + " " + w.Encoding + "\n")}, {Name: "text", Data: []byte(text)}}
	if apart.Len() > 0 {
		out = append(out, txtar.File{Name: "origin", Data: []byte(apart.String())})
	}
	if loss.Len() > 0 {
		out = append(out, txtar.File{Name: "loss", Data: []byte(loss.String())})
	}
	return out
}

// checkOrigins checks that all text has an origin and none has two, and that
// origins and losses stand in order.
func checkOrigins(t tb, w *extract.Witness) {
	t.Helper()
	at := 0
	for _, o := range w.Origin {
		if o.Span.Lo < at || o.Span.Hi > len(w.Text) || (o.Apart != "") != (o.Span.Len() == 0) {
			t.Fatalf("%s: origin %v behind %d", w.Name, o, at)
		}
		if strings.TrimFunc(w.Text[at:o.Span.Lo], extract.Space) != "" {
			t.Fatalf("%s: %q has no origin", w.Name, w.Text[at:o.Span.Lo])
		}
		_ = w.Slice(o.Span)
		at = o.Span.Hi
	}
	if strings.TrimFunc(w.Text[at:], extract.Space) != "" {
		t.Fatalf("%s: %q has no origin", w.Name, w.Text[at:])
	}
	at = 0
	for _, l := range w.Loss {
		if l.Span.Lo < at || l.Span.Hi > len(w.Text) || l.What == "" {
			t.Fatalf("%s: loss %v behind %d", w.Name, l, at)
		}
		at = l.Span.Lo
	}
}
