package extract

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

// readSheet reads a page of a case. The first line is its width and height; each
// of the others is a mark: x, y of its upper left corner, size, angle where it is
// not 0 as @90, and the text. Its box is as wide as the text is in columns.
//
//	595 842
//	90 100 16 一、工作目标
func readSheet(t testing.TB, data string) sheet {
	var s sheet
	for i, l := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		f := strings.SplitN(l, " ", 4)
		numbers := make([]float64, 0, 3)
		for _, w := range f[:min(3, len(f))] {
			v, err := strconv.ParseFloat(w, 64)
			if err != nil {
				t.Fatalf("line %d: %v", i+1, err)
			}
			numbers = append(numbers, v)
		}
		if i == 0 {
			s.Width, s.Height = numbers[0], numbers[1]
			continue
		}
		text, angle := f[3], 0
		if rest, ok := strings.CutPrefix(text, "@"); ok {
			a, after, _ := strings.Cut(rest, " ")
			angle, _ = strconv.Atoi(a)
			text = after
		}
		x, y, size := numbers[0], numbers[1], numbers[2]
		long := float64(width(text)) * size / 2
		box := Box{x, y, x + long, y + size}
		if angle == 90 || angle == 270 {
			box = Box{x, y, x + size, y + long}
		}
		s.Marks = append(s.Marks, mark{Text: text, Box: box, Size: size, Angle: angle})
	}
	return s
}

// TestLayout lays out the pages of each case and compares the lines: page and
// line on it, what it is part of, and its text. A line that goes on with the
// paragraph above begins with +.
func TestLayout(t *testing.T) {
	names, err := filepath.Glob("testdata/layout/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var pages []sheet
			var want *txtar.File
			for i := range ar.Files {
				if f := &ar.Files[i]; f.Name == "page" {
					pages = append(pages, readSheet(t, string(f.Data)))
				} else {
					want = f
				}
			}
			s := layOut(pages)
			checkLaidOut(t, pages, s)
			got := []byte(dumpOrigins(s))
			if u := flag.Lookup("update"); u != nil && u.Value.String() == "true" {
				want.Data = got
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := diff.Diff("want", want.Data, "got", got); d != nil {
				t.Errorf("%s", d)
			}
		})
	}
}

// dumpOrigins writes the printed lines of a source.
func dumpOrigins(s *Source) string {
	var b strings.Builder
	for i, o := range s.Origin {
		plus := ""
		if lo := o.Span.Lo; o.Apart == "" && lo > 0 && !strings.HasSuffix(s.Text[:lo], "\n") {
			plus = "+"
		}
		text := o.Apart
		if text == "" {
			text = s.Slice(o.Span)
		}
		fmt.Fprintf(&b, "%d:%d %s %s%q\n", o.Page, o.Line, o.Part, plus, text)
		_ = i
	}
	return b.String()
}

// failer is what checkLaidOut needs of a test, a property or a fuzz target.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkLaidOut checks what others rely on: clean text; Origins in order that
// slice and do not overlap; every character that is not white space in the text
// or apart, as often as in the marks, but for what is printed twice.
func checkLaidOut(t failer, pages []sheet, s *Source) {
	t.Helper()
	if !utf8.ValidString(s.Text) || strings.IndexByte(s.Text, 0) >= 0 {
		t.Fatalf("text is not clean UTF-8")
	}
	got, want := make(map[rune]int), make(map[rune]int)
	count := func(m map[rune]int, text string) {
		for _, r := range text {
			if !Space(r) {
				m[r]++
			}
		}
	}
	at, covered := 0, 0
	for _, o := range s.Origin {
		if o.Span.Lo < at || o.Span.Hi < o.Span.Lo || o.Span.Hi > len(s.Text) {
			t.Fatalf("origin %v behind %d of %d", o.Span, at, len(s.Text))
		}
		at = o.Span.Hi
		covered += len(strings.Join(strings.FieldsFunc(s.Slice(o.Span), Space), ""))
		if o.Sure != nil && len(o.Sure) != utf8.RuneCountInString(s.Slice(o.Span))+utf8.RuneCountInString(o.Apart) {
			t.Fatalf("%d confidences for %q", len(o.Sure), s.Slice(o.Span))
		}
		for _, v := range []float64{o.Box.X0, o.Box.Y0, o.Box.X1, o.Box.Y1} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("box %v", o.Box)
			}
		}
		count(got, o.Apart)
	}
	if all := len(strings.Join(strings.FieldsFunc(s.Text, Space), "")); covered != all {
		t.Fatalf("origins cover %d of %d bytes", covered, all)
	}
	count(got, s.Text)
	for _, p := range pages {
		for _, m := range p.Marks {
			count(want, printable(m.Text))
		}
	}
	for r, n := range want {
		if got[r] > n || got[r] == 0 {
			t.Fatalf("%q: %d times for %d", r, got[r], n)
		}
		delete(got, r)
	}
	if len(got) > 0 {
		t.Fatalf("made up: %v", got)
	}
}

// TestEveryCharacterOnce lays out pages of marks that do not lie over each
// other: every character is there just as often.
func TestEveryCharacterOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pages []sheet
		n := 0
		for range rapid.IntRange(1, 4).Draw(t, "pages") {
			s := sheet{Width: 600, Height: 800}
			y := 0.0
			for range rapid.IntRange(0, 30).Draw(t, "lines") {
				y += rapid.Float64Range(16, 60).Draw(t, "gap")
				x := rapid.SampledFrom([]float64{50, 82, 300}).Draw(t, "x")
				for range rapid.IntRange(1, 4).Draw(t, "marks") {
					text := rapid.StringOfN(rapid.SampledFrom([]rune("一、第条，。的1a（） ")), 1, 12, -1).Draw(t, "text")
					size := rapid.SampledFrom([]float64{8, 16}).Draw(t, "size")
					long := float64(width(text)) * size / 2
					s.Marks = append(s.Marks, mark{Text: text, Box: Box{x, y, x + long, y + size}, Size: size})
					x += long + rapid.SampledFrom([]float64{0, 2, 9, 40}).Draw(t, "space")
					n += len(strings.Join(strings.FieldsFunc(text, Space), ""))
				}
			}
			pages = append(pages, s)
		}
		s := layOut(pages)
		checkLaidOut(t, pages, s)
		got := len(strings.Join(strings.FieldsFunc(s.Text, Space), ""))
		for _, o := range s.Origin {
			got += len(strings.Join(strings.FieldsFunc(o.Apart, Space), ""))
		}
		if got != n {
			t.Fatalf("%d bytes of %d", got, n)
		}
	})
}

// FuzzLayOut lays out any marks: no panic, and what checkLaidOut checks.
func FuzzLayOut(f *testing.F) {
	f.Add([]byte("abcdefghijklmnopqrstuvwxyz"), "一、工作目标 二、的")
	f.Add([]byte{0, 255, 0, 255, 128, 7}, "— 1 —")
	f.Fuzz(func(t *testing.T, places []byte, text string) {
		runes := []rune(strings.ToValidUTF8(text, "\ufffd"))
		if len(runes) == 0 {
			return
		}
		pages := []sheet{{Width: 600, Height: 800}}
		next := func() float64 {
			if len(places) == 0 {
				return 0
			}
			v := places[0]
			places = places[1:]
			switch v {
			case 255:
				return math.Inf(1)
			case 254:
				return math.NaN()
			case 253:
				return -1e300
			}
			return float64(v) * 3
		}
		for i := 0; len(places) > 0 && i < 5000; i++ {
			lo := i % len(runes)
			hi := min(len(runes), lo+1+int(places[0]%7))
			m := mark{Text: string(runes[lo:hi]), Angle: int(places[0]) / 60 * 90}
			x, y := next(), next()
			m.Size = next() / 20
			m.Box = Box{x, y, x + m.Size*float64(hi-lo), y + m.Size}
			if places != nil && i%5 == 4 {
				m.Sure = make([]uint8, hi-lo)
			}
			p := &pages[len(pages)-1]
			p.Marks = append(p.Marks, m)
			if i%97 == 96 {
				pages = append(pages, sheet{Width: 600, Height: 800})
			}
		}
		checkLaidOut(t, pages, layOut(pages))
	})
}
