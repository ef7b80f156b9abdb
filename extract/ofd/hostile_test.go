package ofd

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"jiaokan/extract/flaw"

	"github.com/rogpeppe/go-internal/txtar"
)

// oneDocument makes the parts of a file with one document: what its CommonData
// and its list of pages hold, and its only page.
func oneDocument(common, pages, content string) []txtar.File {
	return []txtar.File{
		{Name: "OFD.xml", Data: []byte(`<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>`)},
		{Name: "D.xml", Data: []byte(`<Document><CommonData>` + common + `</CommonData><Pages>` + pages + `</Pages></Document>`)},
		{Name: "P.xml", Data: []byte(`<Page><Content><Layer>` + content + `</Layer></Content></Page>`)},
	}
}

const (
	thisPage = `<Page ID="1" BaseLoc="P.xml"/>`
	aText    = `<TextObject Boundary="10 10 80 6" Size="5"><TextCode X="0" Y="5" DeltaX="g 2 5">一二三</TextCode></TextObject>`
)

// TestHostile reads files that were made to do harm: each gives a clear error or
// a text within seconds, and none more than a few MB of text.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: timed, which a run that looks for races is too slow for")
	}
	units := func(n, refs int) string { // each composite object uses the next, refs times
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<CompositeGraphicUnit ID="%d"><Content>%s</Content></CompositeGraphicUnit>`, i,
				strings.Repeat(fmt.Sprintf(`<CompositeObject ResourceID="%d"/>`, i+1), refs))
		}
		return `<Res><CompositeGraphicUnits>` + b.String() + `</CompositeGraphicUnits></Res>`
	}
	for _, c := range []struct {
		name  string
		parts []txtar.File
		want  error // nil: read
	}{
		{"steps without end", oneDocument("", thisPage, strings.ReplaceAll(aText, "g 2 5", "g 1000000000 5 g 9223372036854775807 5")), nil},
		{"ten million steps", oneDocument("", thisPage, strings.ReplaceAll(aText, "g 2 5", strings.Repeat("5 ", 10e6))), nil},
		{"glyphs without end", oneDocument("", thisPage, strings.ReplaceAll(aText, "<TextCode", `<CGTransform CodePosition="0" CodeCount="1000000000" GlyphCount="2000000000"/><TextCode`)), nil},
		{"many transforms", oneDocument("", thisPage, strings.ReplaceAll(aText, "<TextCode", strings.Repeat(`<CGTransform CodePosition="1" GlyphCount="9"/>`, 5e5)+"<TextCode")), nil},
		{"many text codes", oneDocument("", thisPage, `<TextObject Size="5">`+strings.Repeat(`<TextCode>一</TextCode>`, 5e5)+`</TextObject>`), flaw.ErrLimit},
		{"a million elements", oneDocument("", thisPage, strings.Repeat(`<PathObject/>`, 1e6)), flaw.ErrLimit},
		{"a million pages", oneDocument("", strings.Repeat(thisPage, 1e6), aText), flaw.ErrLimit},
		{"many pages of one long part", oneDocument("", strings.Repeat(thisPage, 10000), strings.Repeat(aText, 1000)), flaw.ErrLimit},
		{"many pages on one long template", append(oneDocument(`<TemplatePage ID="7" BaseLoc="T.xml"/>`, strings.Repeat(`<Page BaseLoc="E.xml"/>`, 10000), ""),
			txtar.File{Name: "E.xml", Data: []byte(`<Page><Template TemplateID="7"/></Page>`)},
			txtar.File{Name: "T.xml", Data: []byte(`<Page><Content><Layer>` + strings.Repeat(aText, 1000) + `</Layer></Content></Page>`)}), flaw.ErrLimit},
		{"a million runs", oneDocument("", thisPage, strings.Repeat(`<TextObject Size="1"><TextCode DeltaX="9">`+strings.Repeat("一", 1500)+`</TextCode></TextObject>`, 700)), flaw.ErrLimit},
		{"many hidden pieces", oneDocument("", thisPage, `<TextObject Size="1" Alpha="0"><TextCode DeltaX="90">`+strings.Repeat("一", 5e5)+`</TextCode></TextObject>`), nil},
		{"deep blocks", oneDocument("", thisPage, strings.Repeat(`<PageBlock>`, 1e5)+aText+strings.Repeat(`</PageBlock>`, 1e5)), flaw.ErrLimit},
		{"deep composite objects", append(oneDocument(`<PublicRes>R.xml</PublicRes>`, thisPage, `<CompositeObject ResourceID="0"/>`), txtar.File{Name: "R.xml", Data: []byte(units(1000, 1))}), flaw.ErrLimit},
		{"composite objects squared", append(oneDocument(`<PublicRes>R.xml</PublicRes>`, thisPage, `<CompositeObject ResourceID="0"/>`), txtar.File{Name: "R.xml", Data: []byte(units(30, 10))}), flaw.ErrLimit},
		{"far coordinates", append(oneDocument(`<PublicRes>R.xml</PublicRes>`, thisPage, strings.ReplaceAll(aText, "Size", `CTM="99999 0 0 99999 99999 99999" Size`)), txtar.File{Name: "R.xml", Data: []byte(units(1, 1))}), nil},
		{"a document type", oneDocument("", thisPage, aText+`<!ENTITY a SYSTEM "file:///etc/passwd">`), nil},
		{"entities", oneDocument("", thisPage, strings.ReplaceAll(aText, "二", "&a;&lol9;")), nil},
		{"documents without end", []txtar.File{{Name: "OFD.xml", Data: []byte(`<OFD>` + strings.Repeat(`<DocBody><DocRoot>D.xml</DocRoot></DocBody>`, 1e5) + `</OFD>`)}}, flaw.ErrLimit},
		{"a document that is its own list", []txtar.File{{Name: "OFD.xml", Data: []byte(`<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody><Pages><Page BaseLoc="OFD.xml"/></Pages></OFD>`)}}, nil},
		{"a name of a megabyte", oneDocument(strings.Repeat(`<TemplatePage ID="7" BaseLoc="`+strings.Repeat("x", 1<<20)+`"/>`, 2), strings.Repeat(thisPage, 10000), ""), nil},
		{"no page that can be read", oneDocument("", `<Page BaseLoc="none.xml"/>`, ""), flaw.ErrDamaged},
		{"no document", []txtar.File{{Name: "OFD.xml", Data: []byte(`<OFD/>`)}}, flaw.ErrDamaged},
		{"no OFD.xml", []txtar.File{{Name: "ofd.txt"}}, flaw.ErrDamaged},
		{"encrypted", []txtar.File{{Name: "OFD.xml", Data: []byte("\x00\x01\x02")}, {Name: "Encryptions.xml"}}, flaw.ErrLocked},
		{"wholly encrypted", []txtar.File{{Name: "Encryptions.xml"}, {Name: "decryptseed.dat"}, {Name: "1.dat"}}, flaw.ErrLocked},
		{"an encrypted page", append(oneDocument("", thisPage+`<Page BaseLoc="Q.xml"/>`, aText), txtar.File{Name: "Q.xml", Data: []byte("\x00\x01\x02")}, txtar.File{Name: "Encryptions.xml"}), flaw.ErrLocked},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := pack(t, c.parts)
			began := time.Now()
			docs, err := Read(data)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			check(t, docs, err)
		})
	}
}

// check holds what Read promises of whatever it returns.
func check(t testing.TB, docs []Document, err error) {
	if err != nil {
		if docs != nil || !errors.Is(err, flaw.ErrDamaged) && !errors.Is(err, flaw.ErrLimit) && !errors.Is(err, flaw.ErrLocked) || len(err.Error()) > 1000 {
			t.Errorf("%d documents and %v", len(docs), err)
		}
		return
	}
	legal := func(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }
	if len(docs) == 0 {
		t.Error("neither documents nor an error")
	}
	for _, d := range docs {
		if !legal(d.Title) || !legal(fmt.Sprint(d.Loss)) {
			t.Errorf("title %q or loss %q", d.Title, d.Loss)
		}
		for _, p := range d.Pages {
			if !(p.Width > 0 && p.Height > 0 && finite(p.Width) && finite(p.Height)) {
				t.Errorf("page of %v x %v", p.Width, p.Height)
			}
			for _, r := range p.Runs {
				if !legal(r.Text) || !legal(r.Font) || strings.TrimSpace(r.Text) != r.Text && strings.TrimSpace(r.Text) != "" || r.Text == "" {
					t.Errorf("run %q", r.Text)
				}
				if !(r.X0 <= r.X1 && r.Y0 <= r.Y1 && finite(r.X0) && finite(r.X1) && finite(r.Y0) && finite(r.Y1) && finite(r.Size)) || r.Angle < 0 || r.Angle >= 360 {
					t.Errorf("run %+v", r)
				}
			}
			for _, a := range p.Aside {
				if !legal(a.Text) {
					t.Errorf("aside %q", a.Text)
				}
			}
			if !legal(fmt.Sprint(p.Loss)) {
				t.Errorf("loss %q", p.Loss)
			}
		}
	}
}

// TestBroken reads files that are cut or have bits turned.
func TestBroken(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, data := range cases(t) {
		for tenth := range 10 {
			docs, err := Read(data[:len(data)*tenth/10])
			if err == nil {
				t.Errorf("%s: %d tenths are read as whole", name, tenth)
			}
			check(t, docs, err)
		}
		for range 50 {
			bent := bytes.Clone(data)
			for range 1 + random.IntN(4) {
				bent[random.IntN(len(bent))] ^= 1 << random.IntN(8)
			}
			docs, err := Read(bent)
			check(t, docs, err)
		}
	}
}

// cases returns the files of testdata, zipped.
func cases(t testing.TB) map[string][]byte {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = pack(t, ar.Files[:len(ar.Files)-1])
	}
	return files
}

// FuzzOFD changes the parts of a file, not their packing, which package parts
// is fuzzed for.
func FuzzOFD(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("-- --")) {
			return // txtar takes it for a section with a name and panics
		}
		docs, err := Read(pack(t, txtar.Parse(data).Files))
		check(t, docs, err)
		again, err2 := Read(pack(t, txtar.Parse(data).Files))
		if dump(docs, err) != dump(again, err2) {
			t.Error("reads differ")
		}
	})
}
