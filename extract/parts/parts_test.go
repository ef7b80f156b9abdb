package parts_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

type part struct{ name, text string }

func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, p.text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNames(t *testing.T) {
	p, err := parts.Open(pack(t, part{"/Doc_0\\Document.XML", "一"}, part{"doc_0/document.xml", "二"}, part{"./OFD.xml", ""}, part{"../../etc/passwd", ""}))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"doc_0/document.xml", "ofd.xml", "etc/passwd"}; !slices.Equal(p.Names(), want) {
		t.Errorf("names %q", p.Names())
	}
	for name, want := range map[string]bool{"DOC_0/document.xml": true, "Doc_0/": true, "/doc_0/./Document.xml": true, "doc": false, "doc/": false, "": false} {
		if p.Has(name) != want {
			t.Errorf("has %q: %v", name, !want)
		}
	}
	if data, err := p.Read("doc_0/Document.xml"); string(data) != "一" || err != nil {
		t.Errorf("of two parts of one name: %q, %v", data, err)
	}
	if _, err := p.Read("word/document.xml"); !errors.Is(err, flaw.ErrDamaged) {
		t.Errorf("no such part: %v", err)
	}
}

// zeros returns a zip file with n parts of so many bytes each.
func zeros(t testing.TB, n int, size int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	block := make([]byte, 1<<20)
	for i := range n {
		w, err := z.Create(fmt.Sprintf("part%d", i))
		if err != nil {
			t.Fatal(err)
		}
		for left := size; left > 0; left -= int64(len(block)) {
			if _, err := w.Write(block[:min(left, int64(len(block)))]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBombs(t *testing.T) {
	p, err := parts.Open(zeros(t, 1, 65<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Read("part0"); !errors.Is(err, flaw.ErrLimit) {
		t.Errorf("a large part: %v", err)
	}

	many := zeros(t, 9, 16<<20)
	if p, err = parts.Open(many); err != nil {
		t.Fatal(err)
	}
	inner, err := p.Open(many)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 9 {
		from := p
		if i%2 == 1 {
			from = inner
		}
		_, err = from.Read(fmt.Sprintf("part%d", i))
		if i < 8 && err != nil {
			t.Fatal(err)
		}
	}
	if !errors.Is(err, flaw.ErrLimit) {
		t.Errorf("many parts: %v", err)
	}

	if _, err := parts.Open(zeros(t, 10001, 0)); !errors.Is(err, flaw.ErrLimit) {
		t.Errorf("very many parts: %v", err)
	}
}

// TestLyingDirectory changes the size and the flags that the directory tells.
func TestLyingDirectory(t *testing.T) {
	for _, c := range []struct {
		name   string
		offset int // in the directory's entry
		value  uint32
		kind   error
	}{
		{"10 GB are told", 24, 0xfffffffe, flaw.ErrLimit},
		{"less is told", 24, 3, flaw.ErrDamaged},
		{"another sum", 16, 1, flaw.ErrDamaged},
		{"encrypted", 8, 8<<16 | 9, flaw.ErrLocked},
		{"an unknown method", 8, 99 << 16, flaw.ErrDamaged},
	} {
		data := pack(t, part{"a", "一二三四五"})
		at := bytes.Index(data, []byte("PK\x01\x02")) + c.offset
		binary.LittleEndian.PutUint32(data[at:], c.value)
		p, err := parts.Open(data)
		if err == nil {
			_, err = p.Read("a")
		}
		if !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestNoZip(t *testing.T) {
	data := pack(t, part{"a", "一二三四五"})
	for n := range data {
		if _, err := parts.Open(data[:n]); !errors.Is(err, flaw.ErrDamaged) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}
