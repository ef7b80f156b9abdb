package corpus

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestText keeps the texts that are not what stands in the file, and only those.
func TestText(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(circular)
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(circular)) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	for _, c := range []struct {
		name, content string
		kept          bool
	}{
		{"plain", circular, false},
		{"with a BOM", "\xef\xbb\xbf" + circular, false},
		{"GB18030", gb, true},
		{"UTF-16", string(wide), true},
		{"bytes that are not UTF-8", circular + strings.Repeat(circular, 3) + "\xff", true},
		{"HTML", "<html><body><p>" + strings.ReplaceAll(circular, "\n", "</p><p>") + "</p></body></html>", true},
	} {
		w := newWorld(t)
		w.write("a", c.content)
		w.add()
		a := w.open(Read)
		want, err := testRead("a", []byte(c.content))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := a.Text(1); err != nil || got != want.Text {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
		var kept int
		if err := a.db.QueryRow("SELECT count(*) FROM texts").Scan(&kept); err != nil || kept > 0 != c.kept {
			t.Errorf("%s: %d texts are kept, %v", c.name, kept, err)
		}
		w.touch("a", 99)
		if got, err := a.Text(1); err != nil || got != want.Text {
			t.Errorf("%s, touched: %q, %v", c.name, got, err)
		}
		w.write("a", c.content+"。")
		wantErr := ErrChanged
		if c.kept {
			wantErr = nil
		}
		for _, what := range []string{"changed", "missing"} {
			if got, err := a.Text(1); !errors.Is(err, wantErr) || err == nil && got != want.Text {
				t.Errorf("%s, %s: %q, %v", c.name, what, got, err)
			}
			if what == "changed" {
				w.remove("a")
			}
		}
	}
}

func TestTextOfNone(t *testing.T) {
	w := newWorld(t)
	w.write("empty", "")
	w.write("plain", circular)
	w.add()
	a := w.open(Read)
	if _, err := a.Text(1); !errors.Is(err, ErrNoText) {
		t.Errorf("%v", err)
	}
	if _, err := a.Text(99); !errors.Is(err, ErrNoDocument) {
		t.Errorf("%v", err)
	}
	w.remove("plain")
	if err := os.Mkdir(w.path("plain"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Text(2); !errors.Is(err, ErrChanged) {
		t.Errorf("a folder in its place: %v", err)
	}
}

// TestEqualTexts keeps one text for documents that have the same, within one
// segment and across them, and finds it by its bytes and not by its sum alone.
func TestEqualTexts(t *testing.T) {
	w := newWorld(t)
	page := "<html><body><p>" + circular + "</p></body></html>"
	for _, f := range strings.Split("abcdefgh", "") {
		w.write(f+".html", page)
	}
	a := w.open(Create)
	a.most = 3
	if _, err := a.Add(context.Background(), []string{w.docs}, w.options()); err != nil {
		t.Fatal(err)
	}
	// Another text with the sum of the one to come.
	other := "<html><body><p>" + circular + circular + "</p></body></html>"
	s, err := testRead("", []byte(other))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.db.Exec("INSERT INTO texts VALUES(2, ?, ?)", textSum(deflate(s.Text)), []byte("x")); err != nil {
		t.Fatal(err)
	}
	w.write("i.html", other)
	if _, err := a.Add(context.Background(), []string{w.docs}, w.options()); err != nil {
		t.Fatal(err)
	}
	var kept int
	if err := a.db.QueryRow("SELECT max(id) FROM texts").Scan(&kept); err != nil || kept != 3 {
		t.Errorf("%d texts, %v", kept, err)
	}
	if got, err := a.Text(9); err != nil || got != s.Text {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := a.db.Exec("UPDATE texts SET body = 'damage' WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Text(1); !errors.Is(err, ErrDamaged) {
		t.Errorf("%v", err)
	}
}
