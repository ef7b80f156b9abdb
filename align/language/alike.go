package language

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run ./generate -data ../../../shared/data/confusables -o .

// Shape.txt has a line for each character that looks like others: itself, a space,
// and those, the most alike first, each followed by two digits, the similarity in
// hundredths (99 stands for 1). Sound.txt has a line for each syllable: its pinyin, a
// space, and the characters that are mostly read so.
var (
	//go:embed shape.txt
	shapeFile string
	//go:embed sound.txt
	soundFile string
)

// The tables, each read when it is first asked for.
var (
	shapes = sync.OnceValue(func() map[rune]string { return readShapes(shapeFile) })
	sounds = sync.OnceValue(func() map[rune]*syllable { return readSounds(soundFile) })
)

// readShapes gives the rest of its line by character.
func readShapes(file string) map[rune]string {
	m := make(map[rune]string, 8192)
	for line := range strings.Lines(file) {
		r, n := utf8.DecodeRuneInString(line)
		m[r] = strings.TrimSpace(line[n:])
	}
	return m
}

func readSounds(file string) map[rune]*syllable {
	m := make(map[rune]*syllable, 8192)
	for line := range strings.Lines(file) {
		pinyin, chars, _ := strings.Cut(strings.TrimSpace(line), " ")
		s := parseSyllable(pinyin)
		for _, c := range chars {
			m[c] = &s
		}
	}
	return m
}

// Standard reports whether r is one of the 8,105 characters of the 通用规范汉字表.
func Standard(r rune) bool { return sounds()[r] != nil }

// Alike says how easily a is taken for b by its shape and by its sound, each from
// 0, not alike, to 1. It is symmetric; a character is fully like itself. Of
// characters outside the 通用规范汉字表 it knows nothing.
//
// Shape is 0 or at least 0.42; one pair of common characters in 200 has any. Sound
// is 1 for the same syllable, 0.8 for another tone of it, and 0.5 for syllables that
// many speakers and fuzzy input methods do not tell apart. Of a character with
// several readings only the most usual one counts.
func Alike(a, b rune) (shape, sound float64) {
	if a == b {
		return 1, 1
	}
	for c, similarity := range Lookalikes(a) {
		if c == b {
			shape = similarity
			break
		}
	}
	if x, y := sounds()[a], sounds()[b]; x != nil && y != nil {
		sound = x.like(y)
	}
	return shape, sound
}

// Lookalikes gives the characters that r may be taken for by its shape, the most
// alike first, and how much they are alike, as Alike says it.
func Lookalikes(r rune) iter.Seq2[rune, float64] {
	return func(yield func(rune, float64) bool) {
		for rest := shapes()[r]; rest != ""; {
			c, n := utf8.DecodeRuneInString(rest)
			hundredths := 10*(rest[n]-'0') + rest[n+1] - '0'
			rest = rest[n+2:]
			if !yield(c, similarity(hundredths)) {
				return
			}
		}
	}
}

func similarity(hundredths byte) float64 {
	if hundredths == 99 {
		return 1
	}
	return float64(hundredths) / 100
}
