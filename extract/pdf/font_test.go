package pdf_test

import (
	"encoding/binary"
	"os"
	"slices"
	"testing"
	"unicode/utf16"
)

// em makes the font fonts/em.ttf: every character is a line from one corner of
// its square to the other, which has the extent of a character and leaves no
// ink. Its name is one of those for which pdfium looks.
func em() []byte {
	var code []byte // of the one group: every character is glyph 1
	code = be(code, uint16(13), uint16(0), uint32(28), uint32(0), uint32(1), uint32(0x20), uint32(0x10ffff), uint32(1))
	glyph := be(nil, int16(1), int16(0), int16(-120), int16(1000), int16(880), // one contour, its extent
		uint16(1), uint16(0), uint8(1), uint8(1), // it ends with point 1; both are on the curve
		int16(0), int16(1000), int16(-120), int16(1000)) // steps in x, in y
	tables := map[string][]byte{
		"OS/2": be(nil, uint16(1), int16(1000), uint16(400), uint16(5), uint16(0),
			[10]int16{}, int16(0), [10]byte{}, [4]uint32{1 << 0, 1 << 27, 0, 0}, [4]byte{}, uint16(0x40),
			uint16(0x20), uint16(0xffff), int16(880), int16(-120), int16(0), uint16(880), uint16(120),
			[2]uint32{1<<17 | 1<<18 | 1<<19 | 1<<20, 0}), // Japanese, Chinese, Korean
		"cmap": append(be(nil, uint16(0), uint16(1), uint16(3), uint16(10), uint32(12)), code...),
		"glyf": glyph,
		"head": be(nil, uint32(0x10000), uint32(0x10000), uint32(0), uint32(0x5f0f3cf5), uint16(0), uint16(1000), [2]uint64{},
			int16(0), int16(-120), int16(1000), int16(880), uint16(0), uint16(8), int16(2), int16(0), int16(0)),
		"hhea": be(nil, uint32(0x10000), int16(880), int16(-120), int16(0), uint16(1000), int16(0), int16(0), int16(1000), int16(1), [8]int16{}, uint16(1)),
		"hmtx": be(nil, uint16(1000), int16(0), int16(0)),
		"loca": be(nil, uint16(0), uint16(0), uint16(len(glyph)/2)),
		"maxp": be(nil, uint32(0x10000), uint16(2), uint16(2), uint16(1), [2]uint16{}, uint16(2), [8]uint16{}),
		"name": names("WenQuanYi Micro Hei", "Regular"),
		"post": be(nil, uint32(0x30000), [7]uint32{}),
	}
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	n := len(tags)
	head := be(nil, uint32(0x10000), uint16(n), uint16(128), uint16(3), uint16(16*n-128))
	var body []byte
	for _, tag := range tags {
		t := tables[tag]
		head = append(head, tag...)
		head = be(head, sum(t), uint32(12+16*n+len(body)), uint32(len(t)))
		body = append(body, t...)
		body = append(body, make([]byte, -len(t)&3)...)
	}
	return append(head, body...)
}

// names is the table of names: family, style, and both.
func names(family, style string) []byte {
	var records, text []byte
	for id, s := range []string{1: family, 2: style, 4: family, 6: family} {
		if s == "" {
			continue
		}
		lo := len(text)
		for _, u := range utf16.Encode([]rune(s)) {
			text = be(text, u)
		}
		records = be(records, uint16(3), uint16(1), uint16(0x409), uint16(id), uint16(len(text)-lo), uint16(lo))
	}
	head := be(nil, uint16(0), uint16(len(records)/12), uint16(6+len(records)))
	return slices.Concat(head, records, text)
}

// be appends values in big-endian order.
func be(b []byte, values ...any) []byte {
	for _, v := range values {
		var err error
		if b, err = binary.Append(b, binary.BigEndian, v); err != nil {
			panic(err)
		}
	}
	return b
}

// sum is the checksum of a table.
func sum(t []byte) (s uint32) {
	t = append(slices.Clone(t), make([]byte, -len(t)&3)...)
	for i := 0; i < len(t); i += 4 {
		s += binary.BigEndian.Uint32(t[i:])
	}
	return s
}

func TestFont(t *testing.T) {
	got := em()
	if *update {
		if err := os.WriteFile("fonts/em.ttf", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("fonts/em.ttf")
	if err != nil || !slices.Equal(got, want) {
		t.Error("fonts/em.ttf is not what makes it:", err)
	}
}
