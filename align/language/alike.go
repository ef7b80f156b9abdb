package language

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"
)

//go:generate go run ./generate -data ../../../shared/data/confusables -o .

// Shape.txt has a line for each character that looks like greater ones: itself, a
// space, and each of those followed by two digits, the similarity in hundredths.
// Sound.txt has a line for each syllable: its pinyin, a space, and the characters
// that are mostly read so.
var (
	//go:embed shape.txt
	shapeFile string
	//go:embed sound.txt
	soundFile string
)

// A likeness is a character and how much another looks like it.
type likeness struct {
	to    rune
	shape float32
}

// A reading is a syllable without its tone, and the tone, 0 to 4.
type reading struct {
	initial, final string
	tone           int
}

// The tables, each read when it is first asked for.
var (
	shapes = sync.OnceValue(func() map[rune][]likeness { return readShapes(shapeFile) })
	sounds = sync.OnceValue(func() map[rune]*reading { return readSounds(soundFile) })
)

// readShapes gives each character its look-alikes in the order of their code points.
func readShapes(file string) map[rune][]likeness {
	m := make(map[rune][]likeness, 8192)
	for line := range strings.Lines(file) {
		a, rest := rune(0), []rune(strings.TrimSpace(line))
		a, rest = rest[0], rest[2:]
		for ; len(rest) >= 3; rest = rest[3:] {
			shape := float32(10*(rest[1]-'0')+rest[2]-'0') / 100
			if shape == 0.99 {
				shape = 1
			}
			m[a] = append(m[a], likeness{rest[0], shape})
			m[rest[0]] = append(m[rest[0]], likeness{a, shape})
		}
	}
	for _, l := range m {
		slices.SortFunc(l, func(x, y likeness) int { return int(x.to - y.to) })
	}
	return m
}

func readSounds(file string) map[rune]*reading {
	m := make(map[rune]*reading, 8192)
	for line := range strings.Lines(file) {
		syllable, chars, _ := strings.Cut(strings.TrimSpace(line), " ")
		r := parseSyllable(syllable)
		for _, c := range chars {
			m[c] = &r
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
// Shape is 0 or at least 0.43; one pair of common characters in 200 has any. Sound
// is 1 for the same syllable, 0.8 for another tone of it, and 0.5 for syllables that
// many speakers and fuzzy input methods do not tell apart. Of a character with
// several readings only the most usual one counts.
func Alike(a, b rune) (shape, sound float64) {
	if a == b {
		return 1, 1
	}
	l := shapes()[a]
	if i, ok := slices.BinarySearchFunc(l, b, func(x likeness, to rune) int { return int(x.to - to) }); ok {
		shape = float64(l[i].shape)
	}
	if x, y := sounds()[a], sounds()[b]; x != nil && y != nil {
		sound = x.like(y)
	}
	return shape, sound
}

// Lookalikes gives the characters that r may be taken for by its shape, in the order
// of their code points.
func Lookalikes(r rune) iter.Seq2[rune, float64] {
	return func(yield func(rune, float64) bool) {
		for _, l := range shapes()[r] {
			if !yield(l.to, float64(l.shape)) {
				return
			}
		}
	}
}
