package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/corpus/family"
	"jiaokan/extract"
)

// promotion is the document that is quoted: twelve articles that have nothing in common.
func promotion() string {
	r := rand.New(rand.NewPCG(7, 8))
	var b strings.Builder
	b.WriteString("湘江省职业教育促进办法\n")
	for i := range 12 {
		fmt.Fprintf(&b, "第%s条　", []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}[i])
		for range 60 {
			b.WriteRune(rune(0x4E00 + r.IntN(4000)))
		}
		b.WriteString("。\n")
	}
	return b.String()
}

func collate(texts ...string) *align.Collation {
	var ws []*extract.Witness
	for i, text := range texts {
		sum := sha256.Sum256([]byte(text))
		s := &extract.Source{Name: fmt.Sprint(i), SHA256: hex.EncodeToString(sum[:]), Format: string(extract.Text), Text: text}
		ws = append(ws, s.Witness())
	}
	return align.Collate(ws, align.Options{})
}

func none(int64) bool { return false }

func mustTestify(t testing.TB, lib testifyingLibrary, c *align.Collation, without func(int64) bool) []audit.Testimony {
	t.Helper()
	out, err := testimony(context.Background(), lib, c, without)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range out {
		text := c.Witnesses[x.Witness].Text
		if x.Line < 1 || x.Span.Lo < 0 || x.Span.Lo >= x.Span.Hi || x.Span.Hi > len(text) {
			t.Fatalf("%s line %d: %v", x.Source, x.Line, x.Span)
		}
	}
	return out
}

// passage of a text: characters [lo, hi).
func piece(text string, lo, hi int) string { return string([]rune(text)[lo:hi]) }

// TestTestimony finds what quotes two copies that differ, and nothing else.
func TestTestimony(t *testing.T) {
	a := promotion()
	phrase := piece(a, 240, 250)
	b := strings.Replace(a, phrase, "技艺超群之能工巧匠队伍", 1)
	texts := proses(60, 200)
	quote := func(i int, passage string) { texts[i] += "\n据报道：" + passage + "。此外，" + texts[0] }
	quote(3, piece(a, 30, 70))
	quote(7, string(spoil(family.Fold(piece(a, 100, 160)), 5, true)))
	quote(11, piece(b, 225, 265))
	quote(15, piece(a, 345, 363)+"工匠精神"+piece(a, 367, 385)) // as no witness has it
	quote(19, piece(a, 400, 412))                           // too short to tell
	texts[23] = a
	texts[27] = texts[1] + piece(a, 0, 600) // a copy, if not a whole one
	texts[31] = b + "附件"
	c := collate(a, b)
	got := mustTestify(t, newFakeLibrary(t, texts...), c, none)
	want := []struct {
		document int
		quoted   string // of the witness
	}{{4, piece(a, 32, 66)}, {8, piece(a, 105, 155)}, {12, piece(b, 228, 262)}, {16, piece(a, 347, 383)}}
	for i, x := range got {
		if i >= len(want) {
			break
		}
		if x.Source != fmt.Sprintf("/archive/%d.txt", want[i].document) || x.Group != int64(want[i].document) {
			t.Errorf("testimony %d is of %s", i, x.Source)
		}
		seen := family.Fold(c.Witnesses[x.Witness].Slice(x.Span))
		if core := family.Fold(want[i].quoted); !strings.Contains(string(seen), string(core[:len(core)/3])) && !strings.Contains(string(seen), string(core[len(core)*2/3:])) {
			t.Errorf("%s quotes %q, and is said to quote %q", x.Source, want[i].quoted, string(seen))
		}
		lines := strings.Split(texts[want[i].document-1], "\n")
		if first := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(s, "据报道") }); x.Line != first+1 {
			t.Errorf("%s: line %d, want %d", x.Source, x.Line, first+1)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d testimonies, want %d: %v", len(got), len(want), got)
	}
	if !strings.Contains(got[3].Text, "工匠精神") || !strings.Contains(got[2].Text, "能工巧匠") {
		t.Errorf("the reading is not among what is said: %q, %q", got[2].Text, got[3].Text)
	}
}

// TestTestimonyLeavesOut the family, files equal to a witness, documents that are
// gone, and formulas.
func TestTestimonyLeavesOut(t *testing.T) {
	a := promotion()
	texts := proses(mostVoices+60, 30)
	for i := 1; i < mostVoices+40; i++ {
		texts[i] += piece(a, 500, 560) // as many as no quotation has
	}
	short := piece(a, 0, 90)
	for _, i := range []int{241, 242, 243, 244} {
		texts[i] += piece(a, 100, 150)
	}
	texts[245] = short
	lib := newFakeLibrary(t, texts...)
	lib.states[243], lib.gone[244] = Missing, true
	got := mustTestify(t, lib, collate(a, short), func(id int64) bool { return id == 242 })
	if len(got) != 1 || got[0].Source != "/archive/245.txt" {
		t.Errorf("testimony of %v", got)
	}
}

// TestTestimonyOfOneVoice hears three copies of what a family has, if it is large,
// and calls them one voice.
func TestTestimonyOfOneVoice(t *testing.T) {
	a := promotion()
	texts := proses(mostVoices+60, 30)
	for i := range texts {
		texts[i] += piece(a, 500, 560)
	}
	lib := newFakeLibrary(t, texts...)
	for i := range texts {
		lib.families[int64(i+1)] = 1
	}
	got := mustTestify(t, lib, collate(a), none)
	if len(got) != perVoice {
		t.Fatalf("%d testimonies", len(got))
	}
	for _, x := range got {
		if x.Group != 1 {
			t.Errorf("%s is voice %d", x.Source, x.Group)
		}
	}
}

// TestTestimonyOfFamily hears no fragment that is of one family with a copy.
func TestTestimonyOfFamily(t *testing.T) {
	a := promotion()
	texts := proses(20, 100)
	texts[3] = a + "附件"
	texts[7] += piece(a, 100, 200)
	texts[11] += piece(a, 300, 350)
	lib := newFakeLibrary(t, texts...)
	lib.families[4], lib.families[8] = 4, 4
	if got := mustTestify(t, lib, collate(a), none); len(got) != 1 || got[0].Source != "/archive/12.txt" {
		t.Errorf("testimony of %v", got)
	}
}

// TestTestimonyOfNothing has no windows to look for.
func TestTestimonyOfNothing(t *testing.T) {
	for _, text := range []string{"。", "湘江省职业教育"} {
		if got := mustTestify(t, newFakeLibrary(t, proses(3, 30)...), collate(text), none); got != nil {
			t.Errorf("%q: %v", text, got)
		}
	}
	if got := mustTestify(t, newFakeLibrary(t), collate(promotion()), none); got != nil {
		t.Errorf("an empty archive testifies: %v", got)
	}
}

// TestTestimonySource names the witness that has the passage, and where it has it.
func TestTestimonySource(t *testing.T) {
	a := promotion()
	torn := piece(a, 0, 200) + piece(a, 330, len([]rune(a)))
	texts := proses(20, 100)
	texts[5] += piece(a, 215, 260)
	c := collate(torn, a)
	got := mustTestify(t, newFakeLibrary(t, texts...), c, none)
	if len(got) != 1 || got[0].Witness != 1 {
		t.Fatalf("testimony: %v", got)
	}
	if said := c.Witnesses[1].Slice(got[0].Span); !strings.Contains(said, piece(a, 220, 255)) || len(said) > 3*60 {
		t.Errorf("it quotes %q", said)
	}
}

// TestSourceEnds where the witness has the rest elsewhere, before or far behind.
func TestSourceEnds(t *testing.T) {
	first, second, between := strings.Repeat("甲", 20), strings.Repeat("乙", 20), strings.Repeat("间", 700)
	for _, text := range []string{first + between + second, second + first} {
		w := &extract.Witness{Source: &extract.Source{Text: text}}
		c := &align.Collation{Witnesses: []*extract.Witness{w}}
		for _, clause := range []string{first, second} {
			at := strings.Index(text, clause)
			seg := align.Segment{Readings: []align.Reading{{Key: clause, At: []align.Place{{Span: extract.Span{Lo: at, Hi: at + len(clause)}}}}}}
			c.Rows = append(c.Rows, align.Row{Parent: -1, Segments: []align.Segment{seg}})
		}
		if p, ok := newStanding(c).source(10, 30); !ok || w.Slice(p.Span) != strings.Repeat("甲", 10) {
			t.Errorf("%.3q …: %q", text, w.Slice(p.Span))
		}
	}
}

// passageAt is characters [lo, hi) that quote [ofLo, ofHi) and agree in so many.
func passageAt(lo, hi, ofLo, ofHi, agrees int) (p passage) {
	p.lo, p.hi, p.of.lo, p.of.hi, p.shift, p.agrees = lo, hi, ofLo, ofHi, lo-ofLo, agrees
	return p
}

func TestJoin(t *testing.T) {
	at := passageAt
	for _, c := range []struct {
		name      string
		all, want []passage
	}{
		{"overlap", []passage{at(100, 124, 0, 24, 24), at(112, 136, 12, 36, 22)}, []passage{at(100, 136, 0, 36, 46)}},
		{"in disorder", []passage{at(112, 136, 12, 36, 24), at(100, 124, 0, 24, 24)}, []passage{at(100, 136, 0, 36, 48)}},
		{"a gap", []passage{at(100, 124, 0, 24, 24), at(136, 160, 36, 60, 24)}, []passage{at(100, 160, 0, 60, 48)}},
		{"far apart", []passage{at(100, 124, 0, 24, 24), at(140, 164, 40, 64, 24)}, []passage{at(100, 124, 0, 24, 24), at(140, 164, 40, 64, 24)}},
		{"another place follows", []passage{at(100, 124, 0, 24, 24), at(124, 148, 500, 524, 24)}, []passage{at(100, 124, 0, 24, 24), at(124, 148, 500, 524, 24)}},
	} {
		if got := join(slices.Clone(c.all)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	drifts := join([]passage{at(100, 124, 0, 24, 24), at(115, 139, 12, 36, 24), at(130, 154, 24, 48, 24), at(145, 169, 36, 60, 24)})
	if len(drifts) != 1 || drifts[0].hi != 169 || drifts[0].of.hi != 60 {
		t.Errorf("three characters more in each window: %v", drifts)
	}
}

func TestClosest(t *testing.T) {
	at := passageAt
	all := []passage{at(100, 160, 0, 60, 40), at(100, 160, 300, 360, 55), at(150, 200, 600, 650, 30), at(110, 140, 800, 830, 29)}
	want := []passage{at(100, 160, 300, 360, 55), at(150, 200, 600, 650, 30)}
	if got := closest(all); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// BenchmarkTestimony asks 2,000 documents, of which each hundredth quotes.
func BenchmarkTestimony(b *testing.B) {
	a := promotion()
	texts := proses(2000, 600)
	for i := 0; i < len(texts); i += 100 {
		texts[i] += piece(a, i%500, i%500+50)
	}
	lib, c := newFakeLibrary(b, texts...), collate(a)
	for b.Loop() {
		if len(mustTestify(b, lib, c, none)) < 20 {
			b.Fatal("not found")
		}
	}
}
