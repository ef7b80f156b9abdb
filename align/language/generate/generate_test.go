package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

// A few characters taken apart by hand, in the format of ids_lv1.txt.
const little = `
休	⿰亻木(.,J)
亻	⿱丿丨
木	⿻十#(-丿乀)(.);⿻十八(d)
十	⿻丨一
体	⿰亻本(.,J,V)
本	⿻[1:]木一	⿱大十
林	⿰木木
淋	⿲氵木木(.);⿰氵林(T)
氵	⿱⿱丶丶㇀
士	{士}⿱十一
土	⿱十一
一	#(H)(.);{一}#(T)(t)
`

func littleParts(t *testing.T) *parts {
	file := filepath.Join(t.TempDir(), "ids.txt")
	if err := os.WriteFile(file, []byte(little), 0o666); err != nil {
		t.Fatal(err)
	}
	p, err := readIDS(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestStrokes(t *testing.T) {
	p := littleParts(t)
	for r, want := range map[rune]string{
		'休': "丿丨丨一丿乀", '体': "丿丨丨一丿乀一", '淋': "丶丶㇀丨一丿乀丨一丿乀", '一': "一", '亅': "亅",
	} {
		if got := string(p.of(r).strokes); got != want {
			t.Errorf("%c has the strokes %s, want %s", r, got, want)
		}
	}
	if p.of('士') != p.of('土') {
		t.Error("士 and 土 are made of the same strokes, but are not one part")
	}
	if n := len(p.of('淋').kids); n != 3 {
		t.Errorf("淋 has %d pieces, want 氵, 木, 木", n)
	}
}

func TestApart(t *testing.T) {
	p := littleParts(t)
	s := shapes{}
	for _, c := range []struct {
		a, b rune
		want float64
	}{
		{'木', '木', 0},
		{'木', '本', 1}, // 木 is a piece of 本
		{'林', '木', 4},
		{'林', '淋', 3},
		{'休', '林', 4}, // 亻 for a 木
		{'丿', '乀', 1},
		{'一', '㇀', 0.8}, // of one kind
	} {
		if d := s.apart(p.of(c.a), p.of(c.b)); math.Abs(d-c.want) > 1e-9 {
			t.Errorf("%c is %g strokes from %c, want %g", c.a, d, c.b, c.want)
		}
		if d := s.apart(p.of(c.b), p.of(c.a)); math.Abs(d-c.want) > 1e-9 {
			t.Errorf("%c is %g strokes from %c, want %g", c.b, d, c.a, c.want)
		}
	}
}
